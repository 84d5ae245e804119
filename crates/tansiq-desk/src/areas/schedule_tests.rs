use super::*;
use crate::test_ledger::{at, cylinder};
use tansiq_formats::{Daily, Days, Period, SunEvent};

const DAY: i64 = 86_400;

fn layers() -> Volumes {
    Volumes::exact(vec![cylinder(7.0, (0.0, 100.0), at(0), at(1))])
}

fn period(daily: Vec<Daily>) -> Schedule {
    Schedule::Periods(vec![Period { start_us: None, end_us: None, daily }])
}

#[test]
fn an_area_without_a_schedule_is_active_for_ever() {
    let (found, until) = windows(&Schedule::Permanent, &layers(), at(0)).expect("windows");
    assert_eq!((found, until), (vec![Span::ALWAYS], Timestamp::UNBOUNDED_FUTURE));
}

#[test]
fn windows_are_given_from_a_day_ago_to_sixty_days_ahead() {
    let (found, until) = windows(&period(Vec::new()), &layers(), at(100 * DAY)).expect("windows");
    assert_eq!((found, until), (vec![Span { start: at(99 * DAY), end: at(160 * DAY) }], at(160 * DAY)));
}

#[test]
fn daily_windows_are_apart_and_in_order() {
    let eight =
        Daily { days: Days::ANY, start: Moment::ClockS(8 * 3_600), end: Moment::ClockS(10 * 3_600), zone: Zone::OffsetS(0) };
    let (found, _) = windows(&period(vec![eight]), &layers(), at(100 * DAY)).expect("windows");
    assert_eq!(found.len(), 61);
    assert_eq!(found[0], Span { start: at(99 * DAY + 8 * 3_600), end: at(99 * DAY + 10 * 3_600) });
    assert!(found.windows(2).all(|pair| pair[0].end < pair[1].start));
}

#[test]
fn a_wide_area_is_active_by_day_from_its_first_sunrise_to_its_last_sunset() {
    // 50 km wide at 46.5 °N: 0.652° of longitude, in which the sun takes 2 min 36 s.
    let wide = tansiq_geo::Circle::new(LatLng::new(46.5, 7.0).expect("a place"), 25_000.0).expect("a circle");
    let wide = Volumes::exact(vec![tansiq_geo::Volume::new(wide)]);
    let day = Daily {
        days: Days::ANY,
        start: Moment::Sun(SunEvent::Sunrise),
        end: Moment::Sun(SunEvent::Sunset),
        zone: Zone::LocalMean,
    };
    let seconds = |layers: &Volumes| {
        let (found, _) = windows(&period(vec![day.clone()]), layers, at(20_000 * DAY)).expect("windows");
        (found[10].end.0 - found[10].start.0) / 1_000_000
    };
    let longer = seconds(&wide) - seconds(&layers());
    assert!((140..420).contains(&longer), "{longer} s: the width, and the height of the area adds to it");
}

#[test]
fn an_unknown_zone_is_an_error() {
    let odd =
        Daily { days: Days::ANY, start: Moment::ClockS(0), end: Moment::ClockS(1), zone: Zone::Iana("Mars/Base".to_owned()) };
    assert!(windows(&period(vec![odd]), &layers(), at(0)).is_err());
}
