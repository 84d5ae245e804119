use super::*;
use crate::test_ledger::{Ledger, at, id};
use tansiq_core::desk::Command;
use tansiq_geo::{Circle, Volume};

fn position(seconds: i64, lat: f64, lng: f64, height_m: f64) -> Position {
    Position { at: at(seconds), lat, lng, height_m }
}

fn report(position: Position) -> Report {
    Report { operation: id(1), position, telemetry: VehicleTelemetry::default() }
}

/// From 940 s to 1,600 s, 0 to 100 m, 500 m about 46.5 °N 7 °E.
fn judge() -> Judge {
    let mut ledger = Ledger::new(at(1_000));
    ledger.activated(id(1));
    Judge::of(ledger.state.operation(id(1)).expect("it is there"))
}

#[test]
fn a_position_is_inside_in_place_height_and_time_at_once_and_boundaries_belong() {
    let judge = judge();
    let check = |position: Position, expected: Conformance| assert_eq!(judge.judge(&position), expected, "{position:?}");
    check(position(1_000, 46.5, 7.0, 50.0), Conformance::Inside);
    check(position(1_000, 46.5, 7.0, 0.0), Conformance::Inside);
    check(position(1_000, 46.5, 7.0, 100.0), Conformance::Inside);
    check(position(1_000, 46.5, 7.0, 100.001), Conformance::Outside);
    check(position(1_000, 46.5, 7.0, -0.001), Conformance::Outside);
    check(position(940, 46.5, 7.0, 50.0), Conformance::Inside);
    check(position(1_600, 46.5, 7.0, 50.0), Conformance::Inside);
    check(position(939, 46.5, 7.0, 50.0), Conformance::Outside);
    check(position(1_601, 46.5, 7.0, 50.0), Conformance::Outside);
    // GeographicLib: 0.006513° east at 46.5 °N are 499.955 m, 0.006514° are 500.032 m.
    check(position(1_000, 46.5, 7.006_513, 50.0), Conformance::Inside);
    check(position(1_000, 46.5, 7.006_514, 50.0), Conformance::Outside);
}

#[test]
fn a_position_exactly_on_a_vertex_of_a_polygon_is_inside() {
    let corners = [(46.0, 7.0), (46.0, 7.01), (46.01, 7.01), (46.01, 7.0)];
    let vertices = corners.iter().map(|(lat, lng)| LatLng::new(*lat, *lng).expect("a place")).collect();
    let volume = Volume::new(tansiq_geo::Polygon::new(vertices).expect("a polygon"));
    let volumes = Volumes::exact(vec![volume]);
    for (lat, lng) in corners {
        assert!(is_in(&volumes, &position(0, lat, lng, 0.0)), "{lat} {lng}");
    }
}

#[test]
fn place_in_one_volume_and_height_in_another_is_outside() {
    let circle = |lng: f64| Circle::new(LatLng::new(46.5, lng).expect("a place"), 100.0).expect("a circle");
    let low = Volume::new(circle(7.0)).between_heights(0.0, 50.0).expect("in order");
    let high = Volume::new(circle(8.0)).between_heights(100.0, 150.0).expect("in order");
    let volumes = Volumes::exact(vec![low, high]);
    assert!(is_in(&volumes, &position(0, 46.5, 7.0, 25.0)));
    assert!(!is_in(&volumes, &position(0, 46.5, 7.0, 125.0)));
}

#[test]
fn what_is_not_in_use_is_not_judged() {
    let mut ledger = Ledger::new(at(1_000));
    let plan = ledger.plan();
    ledger.operate("anna", id(1), OperationState::Accepted, plan, Vec::new());
    let judge = Judge::of(ledger.state.operation(id(1)).expect("it is there"));
    assert_eq!(judge.judge(&position(1_000, 0.0, 0.0, 0.0)), Conformance::NotInUse);
    assert_eq!(judge.news(Conformance::NotInUse), None);
}

#[test]
fn only_a_change_of_conformance_is_news() {
    let mut ledger = Ledger::new(at(1_000));
    ledger.activated(id(1));
    let judge = |ledger: &Ledger| Judge::of(ledger.state.operation(id(1)).expect("it is there"));
    assert_eq!(judge(&ledger).news(Conformance::Inside), None);
    assert_eq!(judge(&ledger).news(Conformance::Outside), Some(true));
    ledger.run(&Command::NoteConformance { id: id(1), outside: true, position: None });
    assert_eq!(judge(&ledger).news(Conformance::Outside), None);
    assert_eq!(judge(&ledger).news(Conformance::Inside), Some(false));
}

#[test]
fn an_older_position_than_the_last_one_is_not_kept() {
    let positions = Positions::default();
    assert!(positions.keep(&report(position(10, 46.5, 7.0, 1.0))).expect("there is room"));
    assert!(!positions.keep(&report(position(9, 46.5, 7.0, 2.0))).expect("there is room"));
    assert!(positions.keep(&report(position(12, 46.5, 7.0, 3.0))).expect("there is room"));
    let kept = positions.get(id(1)).expect("it is kept");
    assert_eq!((kept.report.position.height_m, kept.interval), (3.0, Some(Duration::from_secs(2))));
    // The same instant again is no interval.
    assert!(positions.keep(&report(position(12, 46.5, 7.0, 4.0))).expect("there is room"));
    assert_eq!(positions.get(id(1)).expect("it is kept").interval, Some(Duration::from_secs(2)));
}

#[test]
fn peers_are_told_when_the_next_position_can_be_expected() {
    let kept = |interval| Kept { report: report(position(100, 46.5, 7.0, 1.0)), change: 1, interval };
    let check = |interval: Option<u64>, now: i64, expected: Option<i64>| {
        let found = next_opportunity(&kept(interval.map(Duration::from_secs)), at(now));
        assert_eq!(found, expected.map(at), "interval {interval:?} now {now}");
    };
    check(Some(2), 101, Some(102));
    check(Some(2), 103, Some(105));
    check(None, 101, Some(105));
    check(Some(0), 100, Some(101));
    check(Some(3_600), 101, Some(160));
    check(Some(2), 400, Some(402));
    check(Some(2), 401, None);
}

#[test]
fn a_position_that_is_none_is_refused_by_its_field() {
    let latest = at(1_000);
    let check = |position: Position, expected: Option<&str>| {
        let found = super::check(&position, latest).err();
        match expected {
            None => assert_eq!(found, None),
            Some(text) => assert!(found.as_ref().is_some_and(|found| found.starts_with(text)), "{found:?}"),
        }
    };
    check(position(1_000, 90.0, -180.0, 100_000.0), None);
    check(position(1_001, 46.5, 7.0, 0.0), Some("time_measured: 1970-01-01T00:16:41Z is more than 30 s ahead"));
    check(position(0, 90.1, 7.0, 0.0), Some("position: latitude 90.1"));
    check(position(0, f64::NAN, 7.0, 0.0), Some("position: latitude NaN"));
    check(position(0, 46.5, 180.5, 0.0), Some("position: longitude 180.5"));
    check(position(0, 46.5, 7.0, -8_000.1), Some("altitude: -8000.1 m is not between -8000 and 100000 m"));
    check(position(0, 46.5, 7.0, f64::INFINITY), Some("altitude: inf m"));
}

#[test]
fn positions_are_listed_by_the_order_in_which_they_came() {
    let mut positions = Positions::default();
    let heard = positions.changes.subscribe();
    for (n, height_m) in [(1, 1.0), (2, 2.0), (3, 3.0), (1, 4.0)] {
        let of = Report { operation: id(n), ..report(position(10, 46.5, 7.0, height_m)) };
        assert!(positions.keep(&of).expect("there is room"));
    }
    assert_eq!(*heard.borrow(), 4);
    let listed = |last: &Last| last.by_change.iter().map(|(change, id)| (*change, *id)).collect::<Vec<_>>();
    let last = positions.last.get_mut();
    assert_eq!(listed(last), [(2, id(2)), (3, id(3)), (4, id(1))]);
    last.remove(id(3));
    assert_eq!(listed(last), [(2, id(2)), (4, id(1))]);
}
