//! Answers that can be, and answers that cannot.

use super::{MAX_OPERATION_VERTICES, constraint, operational_intent, reference, telemetry, written};
use tansiq_wire::f3548::{
    Altitude, Circle, Constraint, ConstraintDetails, ConstraintReference, GetOperationalIntentTelemetryResponse, LatLngPoint,
    OperationalIntent, OperationalIntentDetails, OperationalIntentReference, OperationalIntentState, Polygon, Position, Radius,
    Time, UssAvailabilityState, VehicleTelemetry, Volume4D,
};

const ID: &str = "2f8343be-6482-4d1b-a474-16847e01af1e";
const OVN: &str = "9d158f59-80b7-4c11-9c0c-8a2b4d936b2d";
const HOUR_US: i64 = 3_600_000_000;

fn known() -> OperationalIntentReference {
    OperationalIntentReference {
        id: ID.to_owned(),
        manager: "uss2".to_owned(),
        uss_availability: UssAvailabilityState::Unknown,
        version: 3,
        state: OperationalIntentState::Accepted,
        ovn: None,
        time_start: Time::from_micros(0),
        time_end: Time::from_micros(HOUR_US),
        uss_base_url: "https://uss2.example.com".to_owned(),
        subscription_id: String::new(),
    }
}

fn volume() -> Volume4D {
    Volume4D::circle(45.0, 7.0, 100.0, 50.0, 120.0, 0, HOUR_US)
}

fn told() -> OperationalIntent {
    let reference = OperationalIntentReference { ovn: Some(OVN.to_owned()), ..known() };
    let details = OperationalIntentDetails { volumes: vec![volume()], ..OperationalIntentDetails::default() };
    OperationalIntent { reference, details }
}

fn check(change: impl FnOnce(&mut OperationalIntent), expected: Result<(), &str>) {
    let mut told = told();
    change(&mut told);
    assert_eq!(operational_intent(&told, &known()), expected.map_err(str::to_owned));
}

fn check_volume(change: impl FnOnce(&mut Volume4D), expected: &str) {
    check(
        |told| {
            told.details.volumes.push(volume());
            change(&mut told.details.volumes[1]);
        },
        Err(&format!("details.volumes[1].{expected}")),
    );
}

#[test]
fn details_that_belong_to_their_reference_are_taken() {
    check(|_| {}, Ok(()));
    check(|told| told.reference.id = ID.replace('-', "").to_uppercase(), Ok(()));
    check(|told| told.reference.uss_base_url.push('/'), Ok(()));
    check(|told| told.reference.time_start = Time::from_micros(999), Ok(()));
}

#[test]
fn details_of_another_entity_manager_or_older_version_are_not() {
    let other = ID.replace('2', "3");
    check(|t| t.reference.id = other.clone(), Err(&format!("reference.id is {other:?}, asked for was {ID:?}")));
    check(|t| t.reference.manager = "uss3".into(), Err(r#"reference.manager is "uss3", the dss has "uss2""#));
    check(|t| t.reference.version = 2, Err("reference.version is 2, the dss has 3 already"));
}

#[test]
fn the_same_version_must_say_what_the_dss_says() {
    let url = r#"reference.uss_base_url is "https://x", the dss has "https://uss2.example.com""#;
    check(|t| t.reference.uss_base_url = "https://x".into(), Err(url));
    let start = "reference.time_start is 1970-01-01T00:00:00.001001Z, the dss has 1970-01-01T00:00:00Z for the same version";
    check(|t| t.reference.time_start = Time::from_micros(1_001), Err(start));
    let state = "reference.state is Activated, the dss has Accepted for the same version";
    check(|t| t.reference.state = OperationalIntentState::Activated, Err(state));
}

#[test]
fn a_later_version_may_say_something_else() {
    check(
        |told| {
            told.reference.version = 4;
            told.reference.state = OperationalIntentState::Activated;
            told.reference.time_end = Time::from_micros(2 * HOUR_US);
        },
        Ok(()),
    );
}

#[test]
fn an_ovn_that_cannot_be_named_in_a_key_is_refused() {
    check(|t| t.reference.ovn = None, Err("reference.ovn is missing"));
    check(|t| t.reference.ovn = Some("Available from USS".into()), Err("reference.ovn is missing"));
    check(|t| t.reference.ovn = Some("short".into()), Err("reference.ovn has 5 characters, allowed are 16 to 128"));
}

#[test]
fn a_verdict_is_never_made_over_nothing() {
    check(|t| t.details.volumes.clear(), Err("details.volumes is empty in state Accepted"));
    let off_nominal = |volumes: Vec<Volume4D>| {
        let mut told = told();
        told.reference.state = OperationalIntentState::Nonconforming;
        told.details.volumes.clear();
        told.details.off_nominal_volumes = volumes;
        operational_intent(&told, &OperationalIntentReference { state: OperationalIntentState::Nonconforming, ..known() })
    };
    // Peers in the field leave `volumes` empty while Nonconforming.
    assert_eq!(off_nominal(vec![volume()]), Ok(()));
    assert_eq!(off_nominal(Vec::new()), Err("details.volumes is empty in state Nonconforming".to_owned()));
}

#[test]
fn shapes_that_are_none_are_refused() {
    let polygon =
        |points: &[(f64, f64)]| Some(Polygon { vertices: points.iter().map(|&(lat, lng)| LatLngPoint::new(lat, lng)).collect() });
    check_volume(|v| v.volume.outline_circle = None, "volume has no outline");
    check_volume(|v| v.volume.outline_polygon = polygon(&[]), "volume has both a circle and a polygon");
    let two = polygon(&[(0.0, 0.0), (1.0, 1.0)]);
    check_volume(
        |v| (v.volume.outline_circle, v.volume.outline_polygon) = (None, two),
        "volume.outline_polygon has 2 vertices, at least 3 are needed",
    );
    let far = polygon(&[(0.0, 0.0), (1.0, 1.0), (0.0, 180.5)]);
    check_volume(
        |v| (v.volume.outline_circle, v.volume.outline_polygon) = (None, far),
        "volume.outline_polygon.vertices[2].lng is 180.5, allowed are -180 to 180",
    );
    let center = Some(LatLngPoint::new(90.5, 0.0));
    check_volume(
        |v| v.volume.outline_circle = Some(Circle { center, radius: Some(Radius::m(1.0)) }),
        "volume.outline_circle.center.lat is 90.5, allowed are -90 to 90",
    );
    let center = Some(LatLngPoint::new(0.0, 0.0));
    check_volume(
        |v| v.volume.outline_circle = Some(Circle { center, radius: Some(Radius::m(0.0)) }),
        "volume.outline_circle.radius is 0 m, it must be above 0",
    );
    check_volume(
        |v| v.volume.outline_circle = Some(Circle { center, radius: Some(Radius { value: 1.0, units: "FT".into() }) }),
        r#"volume.outline_circle.radius.units is "FT", it must be M"#,
    );
}

#[test]
fn heights_and_times_that_are_none_are_refused() {
    check_volume(|v| v.volume.altitude_upper = None, "volume has no lower or no upper altitude");
    check_volume(
        |v| v.volume.altitude_lower = Some(Altitude::w84_m(200.0)),
        "volume.altitude_lower 200 m is above altitude_upper 120 m",
    );
    check_volume(
        |v| v.volume.altitude_lower = Some(Altitude { reference: "AGL".into(), ..Altitude::w84_m(5.0) }),
        r#"volume.altitude_lower is in "M" over "AGL", it must be M over W84"#,
    );
    check_volume(
        |v| v.volume.altitude_upper = Some(Altitude::w84_m(100_001.0)),
        "volume.altitude_upper is 100001 m, allowed are -8000 to 100000",
    );
    check_volume(|v| v.time_end = None, "time_end is missing");
    check_volume(
        |v| v.time_start = Some(Time::from_micros(2 * HOUR_US)),
        "time_start 1970-01-01T02:00:00Z is after time_end 1970-01-01T01:00:00Z",
    );
    check_volume(
        |v| v.time_start = Some(Time { value: "noon".into(), format: "RFC3339".into() }),
        r#"time_start: time "noon" is not RFC 3339: it must look like 1985-04-12T23:20:50.52Z"#,
    );
}

#[test]
fn an_operation_has_at_most_ten_thousand_vertices_and_a_circle_counts_one() {
    let with = |circles: usize| {
        let mut told = told();
        let ring = (0..MAX_OPERATION_VERTICES - 10).map(|n| (f64::from(n as u32) / 1e6, 0.0));
        told.details.volumes = vec![Volume4D::polygon(ring, 50.0, 120.0, 0, HOUR_US)];
        told.details.off_nominal_volumes = vec![volume(); circles];
        operational_intent(&told, &known())
    };
    assert_eq!(with(10), Ok(()));
    assert_eq!(with(11), Err("details has 10001 vertices, allowed are up to 10000".to_owned()));
}

#[test]
fn a_constraint_may_be_without_heights_but_not_without_volumes() {
    let known = ConstraintReference {
        id: ID.to_owned(),
        manager: "authority".to_owned(),
        version: 1,
        time_start: Time::from_micros(0),
        time_end: Time::from_micros(HOUR_US),
        uss_base_url: "https://authority.example.com".to_owned(),
        ..ConstraintReference::default()
    };
    let mut volume = volume();
    (volume.volume.altitude_lower, volume.volume.altitude_upper) = (None, None);
    let reference = ConstraintReference { ovn: Some(OVN.to_owned()), ..known.clone() };
    let details = ConstraintDetails { volumes: vec![volume], ..ConstraintDetails::default() };
    let told = Constraint { reference, details };
    assert_eq!(constraint(&told, &known), Ok(()));
    let empty = Constraint { details: ConstraintDetails::default(), ..told.clone() };
    assert_eq!(constraint(&empty, &known), Err("details.volumes is empty".to_owned()));
    let newer = ConstraintReference { version: 2, ..known };
    assert_eq!(constraint(&told, &newer), Err("reference.version is 1, the dss has 2 already".to_owned()));
}

#[test]
fn telemetry_must_be_of_this_operation_and_on_earth() {
    let position = Position { latitude: Some(45.0), longitude: Some(7.0), ..Position::default() };
    let told = |id: &str, position| GetOperationalIntentTelemetryResponse {
        operational_intent_id: id.to_owned(),
        telemetry: Some(VehicleTelemetry {
            time_measured: Time::from_micros(0),
            position: Some(position),
            ..VehicleTelemetry::default()
        }),
        next_telemetry_opportunity: None,
    };
    assert_eq!(telemetry(&told(ID, position.clone()), ID), Ok(()));
    let nowhere = GetOperationalIntentTelemetryResponse { telemetry: None, ..told(ID, position.clone()) };
    assert_eq!(telemetry(&nowhere, ID), Ok(()));
    let other = format!(r#"operational_intent_id is "x", asked for was {ID:?}"#);
    assert_eq!(telemetry(&told("x", position.clone()), ID), Err(other));
    let off = Position { latitude: Some(91.0), ..position };
    let expected = "telemetry.position.latitude is 91, allowed are -90 to 90".to_owned();
    assert_eq!(telemetry(&told(ID, off), ID), Err(expected));
}

#[test]
fn references_of_a_dss_have_an_id_a_manager_and_times() {
    assert_eq!(reference(&known()), Ok(()));
    let wrong = |change: fn(&mut OperationalIntentReference)| {
        let mut told = known();
        change(&mut told);
        reference(&told).expect_err("something is wrong")
    };
    assert_eq!(wrong(|r| r.id = "7".into()), r#"id "7" is not a uuid"#);
    assert_eq!(wrong(|r| r.id = "é".repeat(18)), format!("id {:?} is not a uuid", "é".repeat(18)));
    assert_eq!(wrong(|r| r.manager.clear()), "manager is missing");
    assert!(wrong(|r| r.time_end = Time::default()).starts_with("time_end: time \"\" is not RFC 3339"));
    assert_eq!(written(&known(), ID), Err("ovn is missing".to_owned()));
    assert_eq!(written(&told().reference, ID), Ok(()));
}
