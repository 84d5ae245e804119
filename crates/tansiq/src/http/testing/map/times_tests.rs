//! When features are there. 2026-11-22, 2026-11-23 … are Sunday, Monday … by any calendar.

use super::*;
use tansiq_core::Timestamp;
use tansiq_formats::schedule::{Daily, Days, Moment, Zone};
use tansiq_wire::f3548::Time;

fn us(text: &str) -> i64 {
    Time { value: text.to_owned(), ..Time::default() }.to_micros().expect("a time")
}

fn meets(times: &Times, from: Option<&str>, to: Option<&str>) -> bool {
    let place = LatLng::new(46.0, 7.0).expect("a place");
    times.meet(place, (from.map(us), to.map(us)), us("2026-11-22T12:00:00Z")).expect("an answer")
}

fn office_hours() -> Times {
    let weekdays = (0..5).fold(Days::NONE, Days::with);
    let daily =
        Daily { days: weekdays, start: Moment::ClockS(8 * 3_600), end: Moment::ClockS(18 * 3_600), zone: Zone::OffsetS(0) };
    let period =
        Period { start_us: Some(us("2026-01-01T00:00:00Z")), end_us: Some(us("2027-01-01T00:00:00Z")), daily: vec![daily] };
    Times::Schedule(Schedule::Periods(vec![period]))
}

#[test]
fn what_is_always_there_is_there_at_any_time() {
    let always = Times::Schedule(Schedule::Permanent);
    assert!(meets(&always, None, None));
    assert!(meets(&always, Some("2026-11-22T00:00:00Z"), Some("2026-11-22T00:00:00Z")));
    assert!(!meets(&Times::Schedule(Schedule::Periods(Vec::new())), None, None), "no period at all is never");
}

#[test]
fn a_period_holds_its_ends() {
    let period =
        Period { start_us: Some(us("2026-11-22T10:00:00Z")), end_us: Some(us("2026-11-22T12:00:00Z")), daily: Vec::new() };
    let period = Times::Schedule(Schedule::Periods(vec![period]));
    assert!(meets(&period, Some("2026-11-22T12:00:00Z"), None));
    assert!(!meets(&period, Some("2026-11-22T12:00:00.000001Z"), None));
    assert!(meets(&period, None, Some("2026-11-22T10:00:00Z")));
    assert!(!meets(&period, None, Some("2026-11-22T09:59:59Z")));
}

#[test]
fn daily_hours_are_there_on_their_days_and_within_their_period() {
    let hours = office_hours();
    assert!(!meets(&hours, Some("2026-11-22T09:00:00Z"), Some("2026-11-22T17:00:00Z")), "a Sunday");
    assert!(meets(&hours, Some("2026-11-23T17:00:00Z"), Some("2026-11-24T07:00:00Z")), "the end of a Monday");
    assert!(meets(&hours, Some("2026-11-23T09:00:00Z"), Some("2026-11-23T09:00:00Z")), "one instant");
    assert!(!meets(&hours, Some("2026-11-23T07:59:59Z"), Some("2026-11-23T07:59:59Z")));
    assert!(meets(&hours, Some("2026-11-22T09:00:00Z"), None) && meets(&hours, None, Some("2026-11-22T09:00:00Z")));
    assert!(!meets(&hours, Some("2027-01-01T00:00:00.000001Z"), None), "its period is over");
    assert!(!meets(&hours, None, Some("2025-12-31T09:00:00Z")), "and had not begun");
}

#[test]
fn windows_that_were_worked_out_are_held_against_the_range() {
    let window = Span { start: Timestamp(100), end: Timestamp(200) };
    let windows = Times::Windows(vec![window]);
    let place = LatLng::new(0.0, 0.0).expect("a place");
    let meet = |from, to| windows.meet(place, (from, to), 0).expect("an answer");
    assert!(meet(Some(200), None) && meet(None, Some(100)) && meet(Some(120), Some(130)));
    assert!(!meet(Some(201), None) && !meet(None, Some(99)));
}
