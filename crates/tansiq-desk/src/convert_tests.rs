use super::*;
use proptest::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use tansiq_core::desk::{Pending, Rules};
use tansiq_wire::f3548::{LatLngPoint, REFERENCE_W84, Radius, UNITS_M};

fn settings() -> Settings {
    Settings {
        party: Name::from("alpha"),
        base_url: Name::from("https://alpha.example"),
        rules: Rules::default(),
        processes_constraints: true,
        manages_constraints: true,
        monitors_conformance: true,
        regions: Vec::new(),
        planning_time: Duration::from_secs(10),
        contingent_after: Duration::from_secs(60),
        retention: Duration::from_secs(60),
    }
}

fn entity() -> EntityId {
    crate::desk::fresh_id()
}

/// A volume of either kind; bounds may be absent. Polygons are stars about a centre, so that they do not cross themselves.
fn any_volume() -> impl Strategy<Value = Volume> {
    let outline = (-80.0..80.0_f64, -170.0..170.0_f64, 5.0..20_000.0_f64, 0..12_usize).prop_map(|(lat, lng, size_m, corners)| {
        let center = LatLng::new(lat, lng).expect("a position");
        if corners < 3 {
            return Outline::Circle(Circle::new(center, size_m).expect("a circle"));
        }
        let vertex = |corner: usize| {
            let angle = std::f64::consts::TAU * corner as f64 / corners as f64;
            let reach = size_m / 111_000.0 * if corner.is_multiple_of(2) { 1.0 } else { 0.6 };
            LatLng::new(lat + reach * angle.sin(), lng + reach * angle.cos()).expect("a position")
        };
        Outline::Polygon(Polygon::new((0..corners).map(vertex).collect()).expect("a star"))
    });
    let heights = prop::option::of((-500.0..9_000.0_f64, 0.0..500.0_f64));
    // To the microsecond, from 1970 to 2100.
    let times = prop::option::of((0..4_102_444_800_000_000_i64, 0..86_400_000_000_i64));
    (outline, heights, times).prop_map(|(outline, heights, times)| {
        let (low, high) = heights.map_or((f64::NEG_INFINITY, f64::INFINITY), |(low, thick)| (low, low + thick));
        let (from, to) = times.map_or((i64::MIN, i64::MAX), |(from, long)| (from, from + long));
        let volume = Volume::new(outline).between_heights(low, high).expect("heights");
        volume.between_times(from, to).expect("times")
    })
}

proptest! {
    /// To the last bit of each number: what was written is what is read, and over JSON too.
    #[test]
    fn volumes_survive_the_way_there_and_back(list in prop::collection::vec(any_volume(), 0..6)) {
        let list = Volumes::exact(list);
        let message = wire_volumes(&list);
        prop_assert_eq!(&volumes(&message, "volumes").expect("as written"), &list);
        let json = serde_json::to_string(&message).expect("finite");
        let again: Vec<Volume4D> = tansiq_wire::parse(json.as_bytes()).expect("as written");
        prop_assert_eq!(&volumes(&again, "volumes").expect("as written"), &list);
    }

    /// What a peer reads of an operation is what this desk holds of it.
    #[test]
    fn an_operation_survives_the_way_to_a_peer(
        list in prop::collection::vec(any_volume(), 1..4),
        outside in prop::collection::vec(any_volume(), 0..3),
        priority in any::<i64>(),
        version in 1..i32::MAX,
        in_use in any::<bool>(),
    ) {
        let plan = Plan { priority, volumes: Volumes::exact(list), off_nominal: Volumes::exact(outside), ..Plan::default() };
        let state = if plan.off_nominal.is_empty() { OperationState::Activated } else { OperationState::Nonconforming };
        let state = if in_use { state } else { OperationState::Accepted };
        let operation = operation(plan.clone(), state, version);
        let told = wire_operation(&operation, &settings()).expect("it was accepted");
        prop_assert_eq!(reference(&told.reference).ok(), operation.reference.clone());
        let known = known(&told, "operational_intent").expect("as written");
        prop_assert_eq!((known.id, &*known.manager, known.version, known.state), (operation.id, "alpha", version, state));
        let clamped = |at: Timestamp| Time::from_micros(at.0).to_micros().map(Timestamp).expect("as written");
        let span = plan.volumes.and(&plan.off_nominal).span().expect("some");
        prop_assert_eq!(known.span, Span { start: clamped(span.start), end: clamped(span.end) });
        let ovn = operation.reference.expect("it has one").ovn;
        let told = Disclosure::Told { ovn, priority, volumes: plan.volumes, off_nominal: plan.off_nominal };
        prop_assert_eq!(known.disclosure, told);
    }

    /// A constraint arrives with its volumes, its name and what it asks.
    #[test]
    fn a_constraint_survives_the_way_to_another_party(list in prop::collection::vec(any_volume(), 1..4), kind in 0..4_usize) {
        let kinds = [AreaKind::Prohibited, AreaKind::RequiresAuthorisation, AreaKind::Conditional, AreaKind::Advisory];
        let area = area(kinds[kind], "{}");
        let constraint = OwnConstraint {
            id: entity(),
            area: area.id,
            volumes: Volumes::exact(list),
            reference: Some(Reference { ovn: Name::from("0123456789abcdef"), version: 3, subscription: None }),
            pending: None,
            ending: false,
            changed: Timestamp(0),
        };
        let told = wire_constraint(&constraint, &area, &settings()).expect("it was accepted");
        let known = known_constraint(&told, "constraint").expect("as written");
        prop_assert_eq!((known.kind, &*known.name, known.version), (kinds[kind], "Inselspital", 3));
        prop_assert_eq!(known.volumes, constraint.volumes);
    }
}

fn operation(plan: Plan, state: OperationState, version: i32) -> Operation {
    Operation {
        id: entity(),
        plan: Arc::new(plan),
        state: Some(state),
        reference: Some(Reference { ovn: Name::from("an ovn of 20 letters"), version, subscription: Some(entity()) }),
        pending: None,
        planner: Name::from("planner"),
        revision: 1,
        created: Timestamp(0),
        changed: Timestamp(0),
        excursion: None,
    }
}

fn area(kind: AreaKind, document: &str) -> Area {
    Area {
        id: entity(),
        name: "Inselspital".to_owned(),
        kind,
        layers: Volumes::default(),
        windows: Vec::new(),
        windows_until: Timestamp(0),
        published: true,
        document: document.into(),
        revision: 1,
        changed: Timestamp(0),
    }
}

fn good() -> Volume4D {
    Volume4D::circle(46.9, 7.4, 200.0, 50.0, 120.0, 0, 60_000_000)
}

/// The text of a refusal names the field by its path, and what is allowed.
#[test]
fn what_is_wrong_with_a_volume_is_told_with_its_path() {
    type Spoil = fn(&mut Volume4D);
    let cases: [(Spoil, &str); 11] = [
        (|v| v.volume.outline_circle = None, "v.volume: an outline is needed: outline_circle or outline_polygon"),
        (
            |v| v.volume.outline_polygon = Some(f3548::Polygon::default()),
            "v.volume: only one of outline_circle and outline_polygon may be given",
        ),
        (
            |v| v.volume.outline_circle = Some(f3548::Circle { center: None, radius: Some(Radius::m(1.0)) }),
            "v.volume.outline_circle.center: is missing",
        ),
        (
            |v| {
                v.volume.outline_circle =
                    Some(f3548::Circle { center: Some(LatLngPoint::new(91.0, 0.0)), radius: Some(Radius::m(1.0)) })
            },
            "v.volume.outline_circle.center: latitude 91 is not between -90 and 90 degrees",
        ),
        (
            |v| v.volume.outline_circle.as_mut().expect("one").radius = Some(Radius { value: 1.0, units: "FT".to_owned() }),
            "v.volume.outline_circle.radius.units: must be M (metres), not \"FT\"",
        ),
        (
            |v| v.volume.outline_circle.as_mut().expect("one").radius = Some(Radius::m(f64::NAN)),
            "v.volume.outline_circle: radius NaN m is not above 0 and at most",
        ),
        (
            |v| v.volume.altitude_lower = Some(Altitude { value: 1.0, reference: "AGL".to_owned(), units: UNITS_M.to_owned() }),
            "v.volume.altitude_lower.reference: must be W84 (the WGS84 ellipsoid), not \"AGL\"",
        ),
        (
            |v| {
                v.volume.altitude_upper =
                    Some(Altitude { value: 1.0, reference: REFERENCE_W84.to_owned(), units: "FT".to_owned() })
            },
            "v.volume.altitude_upper.units: must be M (metres), not \"FT\"",
        ),
        (
            |v| v.volume.altitude_upper = Some(Altitude::w84_m(f64::INFINITY)),
            "v.volume.altitude_upper.value: inf m is not within",
        ),
        (|v| v.volume.altitude_lower = Some(Altitude::w84_m(200.0)), "v: lower height 200 m is above upper height 120 m"),
        (
            |v| v.time_end = Some(Time { value: "soon".to_owned(), format: String::new() }),
            "v.time_end: time \"soon\" is not RFC 3339",
        ),
    ];
    for (spoil, expected) in cases {
        let mut spoiled = good();
        spoil(&mut spoiled);
        let problem = volume(&spoiled, "v").expect_err(expected);
        assert!(problem.starts_with(expected), "{problem}");
    }
    let list = [good(), Volume4D::default()];
    let problem = volumes(&list, "details.volumes").expect_err("the second has no outline");
    assert!(problem.starts_with("details.volumes[1].volume: an outline is needed"), "{problem}");
}

/// Peers in the field send Nonconforming operations without nominal volumes.
#[test]
fn an_operation_without_volumes_is_read_only_while_it_is_off_nominal() {
    let mut told = wire_operation(&operation(plan(), OperationState::Nonconforming, 1), &settings()).expect("accepted");
    told.details.off_nominal_volumes = std::mem::take(&mut told.details.volumes);
    let read = known(&told, "operational_intent").expect("it is outside");
    assert!(
        matches!(&read.disclosure, Disclosure::Told { volumes, off_nominal, .. } if volumes.is_empty() && off_nominal.len() == 1)
    );
    told.reference.state = OperationalIntentState::Accepted;
    let problem = known(&told, "operational_intent").expect_err("it is planned nowhere");
    assert_eq!(problem, "operational_intent.details.volumes: at least one volume is needed in state Accepted");
}

fn plan() -> Plan {
    Plan { volumes: volumes(&[good()], "volumes").expect("good"), ..Plan::default() }
}

/// The phrase that stands for an OVN in the hands of others is none; nor is what is too short or too long.
#[test]
fn what_is_no_ovn_is_not_taken_for_one() {
    let long = "x".repeat(129);
    for (told, part) in [
        (None, "is missing"),
        (Some(f3548::NO_OVN_PHRASE), "is missing"),
        (Some("short"), "has 5 characters, 16 to 128 are allowed"),
        (Some(&*long), "has 129 characters, 16 to 128 are allowed"),
    ] {
        assert_eq!(ovn(told, "ovn").expect_err(part), format!("ovn: {part}"));
    }
    assert_eq!(ovn(Some("0123456789abcdef"), "ovn").as_deref(), Ok("0123456789abcdef"));
}

/// The standard lets a Contingent operation have only off-nominal volumes, at the DSS and at peers.
#[test]
fn a_contingent_operation_is_told_of_without_nominal_volumes() {
    let outside = volumes(&[Volume4D::circle(46.9, 7.4, 900.0, 0.0, 300.0, 0, 90_000_000)], "volumes").expect("good");
    let contingent = operation(Plan { off_nominal: outside.clone(), ..plan() }, OperationState::Contingent, 4);
    let told = wire_operation(&contingent, &settings()).expect("accepted");
    assert_eq!((told.details.volumes.len(), told.details.off_nominal_volumes.len()), (0, 1));
    assert_eq!(told.reference.time_end, Time::from_micros(90_000_000));
    assert_eq!(extents(&contingent.plan, OperationState::Contingent), outside);
    assert_eq!(extents(&contingent.plan, OperationState::Nonconforming).len(), 2);
}

/// Before the DSS accepted it and after its end there is nothing to be told of.
#[test]
fn what_is_not_at_the_dss_is_not_told_of() {
    let accepted = operation(plan(), OperationState::Accepted, 1);
    let pending = Pending {
        attempt: 1,
        state: OperationState::Accepted,
        plan: accepted.plan.clone(),
        since: Timestamp(0),
        rules: Rules::default(),
    };
    let planned = Operation { state: None, reference: None, pending: Some(pending), ..accepted.clone() };
    let ended = Operation { state: Some(OperationState::Ended), reference: None, ..accepted };
    assert_eq!(wire_operation(&planned, &settings()), None);
    assert_eq!(wire_operation(&ended, &settings()), None);
}

/// ED-269's words; what is none of them is a warning.
#[test]
fn the_restriction_of_a_zone_says_what_it_asks() {
    let cases = [
        ("PROHIBITED", "COMMON", AreaKind::Prohibited),
        ("REQ_AUTHORISATION", "", AreaKind::RequiresAuthorisation),
        (" conditional ", "", AreaKind::Conditional),
        ("NO_RESTRICTION", "PROHIBITED", AreaKind::Advisory),
        ("", "PROHIBITED", AreaKind::Prohibited),
        ("perhaps", "CUSTOMIZED", AreaKind::Advisory),
        ("", "", AreaKind::Advisory),
    ];
    for (restriction, kind, expected) in cases {
        let zone = GeoZone { restriction: restriction.to_owned(), r#type: kind.to_owned(), ..GeoZone::default() };
        assert_eq!(zone_kind(&zone), expected, "{restriction:?} of type {kind:?}");
    }
}

/// What the file said of an area travels with it, but never a restriction other than the area's own.
#[test]
fn the_zone_of_an_areas_document_is_passed_on() {
    let document = r#"{"geozone":{"identifier":"BRN01","country":"CHE","type":"COMMON","restriction":"NO_RESTRICTION","zone_authority":[]}}"#;
    let zone = wire_zone(&area(AreaKind::Prohibited, document));
    assert_eq!((&*zone.identifier, &*zone.country, &*zone.restriction), ("BRN01", "CHE", "PROHIBITED"));
    let bare = wire_zone(&area(AreaKind::Advisory, "not json"));
    assert_eq!((bare.identifier.len(), bare.name.as_deref()), (7, Some("Inselspital")));
}

/// The field writes an id of its own where there is no subscription.
#[test]
fn an_operation_without_a_subscription_has_none() {
    let told = wire_operation(&operation(plan(), OperationState::Accepted, 1), &settings()).expect("accepted").reference;
    assert!(reference(&told).expect("it has an ovn").subscription.is_some());
    let without = OperationalIntentReference { subscription_id: f3548::NULL_SUBSCRIPTION_ID.to_owned(), ..told };
    assert_eq!(reference(&without).expect("it has an ovn").subscription, None);
}

/// A subscriber that is this desk is not told.
#[test]
fn this_desk_does_not_tell_itself() {
    let one = |url: &str| SubscriberToNotify {
        uss_base_url: url.to_owned(),
        subscriptions: vec![SubscriptionState { subscription_id: "s".to_owned(), notification_index: 7 }],
    };
    let told = subscribers(&[one("https://alpha.example"), one("https://beta.example")], |url| url.contains("alpha"));
    let prompted = vec![Prompted { subscription: Name::from("s"), index: 7 }];
    assert_eq!(told, [Subscriber { to: Name::from("https://beta.example"), subscriptions: prompted.clone() }]);
    assert_eq!(subscription_states(&prompted), one("").subscriptions);
}
