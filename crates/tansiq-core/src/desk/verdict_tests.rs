//! What single overlaps mean. Whole desks are tried in `tests/it/desk/verdict.rs`.

use super::{Probe, by_kind, by_priority, meeting_with_area, meeting_with_constraint, withheld};
use crate::desk::bounds::MAX_PAIRS;
use crate::desk::{Area, AreaKind, KnownConstraint, OperationState, Plan, Rules, State, Volumes, Weight};
use crate::{EntityId, Span, Timestamp};
use tansiq_geo::{Circle, LatLng, Volume};

fn id(n: u8) -> EntityId {
    EntityId::from_entropy([n; 16])
}

fn circle(lng: f64, t: (i64, i64)) -> Volume {
    let volume = Volume::new(Circle::new(LatLng::new(0.0, lng).unwrap(), 100.0).unwrap());
    volume.between_heights(0.0, 100.0).unwrap().between_times(t.0, t.1).unwrap()
}

fn plan(volumes: Vec<Volume>) -> Plan {
    Plan { volumes: Volumes::exact(volumes), ..Plan::default() }
}

fn probe<'a>(plan: &'a Plan, in_use: Option<&'a Plan>) -> Probe<'a> {
    Probe { id: None, plan, in_use, rules: Rules::default() }
}

fn area(windows: &[(i64, i64)]) -> Area {
    let span = |(start, end): &(i64, i64)| Span { start: Timestamp(*start), end: Timestamp(*end) };
    Area {
        id: id(1),
        name: "an area".into(),
        kind: AreaKind::Prohibited,
        layers: Volumes::exact(vec![circle(0.0, (i64::MIN, i64::MAX))]),
        windows: windows.iter().map(span).collect(),
        windows_until: Timestamp::UNBOUNDED_FUTURE,
        published: false,
        document: "{}".into(),
        revision: 1,
        changed: Timestamp(0),
    }
}

#[test]
fn weights_that_block_come_before_those_that_do_not() {
    use Weight::*;
    let all =
        [LowerPriority, EqualPriority, Prohibited, Unauthorised, HigherPriority, EqualPermitted, Already, Advises, Authorised];
    let blocking = all.map(Weight::blocks);
    assert_eq!(blocking, [true, true, true, true, false, false, false, false, false]);
    assert!(all.is_sorted(), "the worse of two is the smaller one");
}

#[test]
fn precedence_is_by_number() {
    let own = |priority| Plan { priority, ..Plan::default() };
    let weigh = |own_priority, other, may| by_priority(&own(own_priority), other, Rules { equal_priority_may_overlap: may });
    assert_eq!([weigh(1, 0, false), weigh(0, 1, true)], [Weight::HigherPriority, Weight::LowerPriority]);
    assert_eq!([weigh(0, 0, false), weigh(0, 0, true)], [Weight::EqualPriority, Weight::EqualPermitted]);
    assert_eq!(weigh(i64::MIN, i64::MAX, false), Weight::LowerPriority);
    assert_eq!(withheld(OperationState::Accepted), Weight::HigherPriority);
    assert_eq!(withheld(OperationState::Contingent), Weight::LowerPriority);
}

#[test]
fn an_authorisation_is_for_the_area_that_it_names() {
    let own = Plan { authorisations: vec![id(1)], ..Plan::default() };
    assert_eq!(by_kind(&own, AreaKind::RequiresAuthorisation, id(1)), Weight::Authorised);
    assert_eq!(by_kind(&own, AreaKind::RequiresAuthorisation, id(2)), Weight::Unauthorised);
    assert_eq!(by_kind(&own, AreaKind::Prohibited, id(1)), Weight::Prohibited);
}

/// Windows are in order; those that merely touch the plan do not count, and the others add up.
#[test]
fn windows_say_when_an_area_counts() {
    type Case = (&'static [(i64, i64)], Option<(i64, f64)>);
    let cases: [Case; 7] = [
        (&[], None),
        (&[(0, 100), (200, 300)], None),
        (&[(50, 110), (120, 130), (190, 500)], Some((100, 30e-6))),
        (&[(150, 160)], Some((150, 10e-6))),
        (&[(0, 1_000)], Some((100, 100e-6))),
        (&[(i64::MIN, i64::MAX)], Some((100, 100e-6))),
        (&[(300, 400)], None),
    ];
    for (windows, expected) in cases {
        let own = plan(vec![circle(0.0, (100, 200))]);
        let met = meeting_with_area(probe(&own, None), &area(windows));
        let found = met.map(|met| (met.pairs[0].from.unwrap().0, met.pairs[0].seconds.unwrap()));
        assert_eq!(found.map(|(from, _)| from), expected.map(|(from, _)| from), "{windows:?}");
        let seconds = |found: Option<(i64, f64)>| found.map_or(0.0, |(_, seconds)| seconds);
        assert!((seconds(found) - seconds(expected)).abs() < 1e-12, "{windows:?}");
    }
}

/// Which pairs are listed is how deep they are; how many there are is said.
#[test]
fn the_deepest_pairs_are_listed() {
    // Each a metre further from the area's centre than the one before: depths are 200 m less that.
    let metre = 1.0 / 111_319.490_793;
    let own = plan((0..15).rev().map(|n| circle(f64::from(n) * metre, (0, 10))).collect());
    let met = meeting_with_area(probe(&own, None), &area(&[(0, 10)])).unwrap();
    assert_eq!((met.pairs.len(), met.pairs_total), (MAX_PAIRS, 15));
    assert_eq!(met.pairs.iter().map(|pair| pair.own).collect::<Vec<_>>(), [14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
    for (n, pair) in met.pairs.iter().enumerate() {
        assert!((pair.horizontal_m - (200.0 - n as f64)).abs() < 1e-3, "{} m at {n} m", pair.horizontal_m);
    }
}

/// Only what the volumes in use meet may stay, not what off-nominal ones do.
#[test]
fn off_nominal_volumes_in_use_permit_nothing() {
    let own = plan(vec![circle(0.0, (0, 10))]);
    let off = Plan { off_nominal: own.volumes.clone(), ..Plan::default() };
    let weight = |in_use| meeting_with_area(probe(&own, in_use), &area(&[(0, 10)])).unwrap().weight;
    assert_eq!([weight(None), weight(Some(&own)), weight(Some(&off))], [Weight::Prohibited, Weight::Already, Weight::Prohibited]);
}

#[test]
fn a_constraint_is_named_in_short() {
    let volumes = Volumes::exact(vec![circle(0.0, (0, 10))]);
    let constraint = KnownConstraint {
        id: id(1),
        manager: "peer".into(),
        uss_base_url: "https://peer.example".into(),
        version: 1,
        ovn: "an-ovn".into(),
        volumes: volumes.clone(),
        kind: AreaKind::Advisory,
        name: "é".repeat(5_000),
        zone: None,
    };
    let own = Plan { volumes, ..Plan::default() };
    assert_eq!(meeting_with_constraint(probe(&own, None), &constraint).unwrap().name.unwrap().len(), 1_000);
    let elsewhere = plan(vec![circle(1.0, (0, 10))]);
    assert_eq!(meeting_with_constraint(probe(&elsewhere, None), &constraint), None);
    assert_eq!(State::default().meetings(probe(&own, None)), []);
}
