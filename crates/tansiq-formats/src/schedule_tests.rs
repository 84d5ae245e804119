use jiff::Timestamp;
use proptest::prelude::*;
use tansiq_geo::LatLng;

use super::{sun::Sun, *};

const DAY_US: i64 = 86_400_000_000;

fn place(lat_deg: f64, lng_deg: f64) -> LatLng {
    LatLng::new(lat_deg, lng_deg).unwrap()
}

fn zurich() -> LatLng {
    place(47.3769, 8.5417)
}

fn us(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_microsecond()
}

fn daily(days: Days, start: Moment, end: Moment, zone: Zone) -> Schedule {
    Schedule::Periods(vec![Period { daily: vec![Daily { days, start, end, zone }], ..Period::default() }])
}

fn clock(hour: u32, minute: u32) -> Moment {
    Moment::ClockS(hour * 3600 + minute * 60)
}

fn iana(name: &str) -> Zone {
    Zone::iana(name).unwrap()
}

/// Windows as `start/end`, in the spelling of RFC 3339.
fn windows(schedule: &Schedule, at: LatLng, from: &str, to: &str) -> Vec<String> {
    let spelled = |us: i64| Timestamp::from_microsecond(us).unwrap().to_string();
    let windows = schedule.windows(at, us(from), us(to)).unwrap();
    windows.into_iter().map(|(start, end)| format!("{}/{}", spelled(start), spelled(end))).collect()
}

#[test]
fn the_sun_agrees_with_astral_and_ephem() {
    // testdata/oracles/sun.py made the table. Where the sun grazes the horizon the two differ by minutes; ephem, which like
    // ours sees it from the place and not from the centre of the earth, is the stricter measure.
    let table = include_str!("../testdata/oracles/sun.csv");
    let (mut compared, mut absent) = (0, 0);
    for line in table.lines() {
        let columns: Vec<&str> = line.split(',').collect();
        let (lat, lng): (f64, f64) = (columns[1].parse().unwrap(), columns[2].parse().unwrap());
        let mut sun = Sun::new(place(lat, lng));
        let solar_day = us(&format!("{}T00:00:00Z", columns[3])) / DAY_US;
        for (index, event) in [SunEvent::Dawn, SunEvent::Sunrise, SunEvent::Sunset, SunEvent::Dusk].into_iter().enumerate() {
            let ours = sun.event_us(event, solar_day) / 1_000_000;
            let off = |column: &str| column.parse::<i64>().map(|theirs| (ours - theirs).abs()).ok();
            match (off(columns[4 + index]), off(columns[8 + index])) {
                (None, None) => {
                    let noon = sun.mean_noon_us(solar_day) / 1_000_000;
                    let from_noon = (ours - noon).abs();
                    assert!(from_noon == 43_200 || from_noon < 1_100, "{line} {event:?}: {from_noon} s from noon");
                    absent += 1;
                }
                (by_astral, by_ephem) => {
                    assert!(by_ephem.is_some_and(|off| off <= 60), "{line} {event:?}: {by_ephem:?} s from ephem");
                    assert!(
                        lat.abs() > 60.0 || by_astral.is_some_and(|off| off <= 60),
                        "{line} {event:?}: {by_astral:?} s from astral"
                    );
                    compared += 1;
                }
            }
        }
    }
    assert_eq!((compared, absent), (806, 154));
}

#[test]
fn daily_windows_agree_with_pythons_zoneinfo_minute_by_minute() {
    // testdata/oracles/windows.py made the table.
    for line in include_str!("../testdata/oracles/windows.csv").lines() {
        let columns: Vec<&str> = line.split(',').collect();
        let number = |index: usize| columns[index].parse::<i64>().unwrap();
        let days = columns[1].bytes().fold(Days::NONE, |days, digit| days.with(digit - b'0'));
        let moments = [number(2), number(3)].map(|second| Moment::ClockS(second as u32));
        let schedule = daily(days, moments[0], moments[1], iana(columns[0]));
        let from_us = number(4) * 1_000_000;
        let found = schedule.windows(zurich(), from_us, from_us + number(5) * DAY_US).unwrap();
        let found: Vec<String> = found.iter().map(|(start, end)| format!("{}-{}", start / 1_000_000, end / 1_000_000)).collect();
        assert_eq!(found.join(" "), columns[6], "{line}");
    }
}

#[test]
fn a_window_is_not_shortened_by_a_change_of_the_clock() {
    // Zurich goes from 02:00 to 03:00 on 30 March 2025 (01:00Z) and from 03:00 to 02:00 on 26 October (01:00Z).
    let schedule = daily(Days::ANY, clock(2, 30), clock(2, 45), iana("Europe/Zurich"));
    assert_eq!(
        windows(&schedule, zurich(), "2025-03-30T00:00:00Z", "2025-03-30T12:00:00Z"),
        ["2025-03-30T00:30:00Z/2025-03-30T01:45:00Z"]
    );
    assert_eq!(
        windows(&schedule, zurich(), "2025-10-25T23:00:00Z", "2025-10-26T12:00:00Z"),
        ["2025-10-26T00:30:00Z/2025-10-26T01:45:00Z"]
    );
}

#[test]
fn the_example_of_ed_318_is_active_when_it_says() {
    let utc = Zone::OffsetS(0);
    let schedule = Schedule::Periods(vec![Period {
        start_us: Some(us("2018-12-31T15:59:59Z")),
        end_us: Some(us("2019-12-31T15:59:59Z")),
        daily: vec![
            Daily { days: Days::ANY, start: clock(16, 0), end: clock(17, 0), zone: utc.clone() },
            Daily { days: Days::NONE.with(6), start: clock(10, 0), end: clock(12, 0), zone: utc },
        ],
    }]);
    // 6 January 2019 was a Sunday.
    assert_eq!(
        windows(&schedule, zurich(), "2019-01-06T00:00:00Z", "2019-01-07T16:30:00Z"),
        [
            "2019-01-06T10:00:00Z/2019-01-06T12:00:00Z",
            "2019-01-06T16:00:00Z/2019-01-06T17:00:00Z",
            "2019-01-07T16:00:00Z/2019-01-07T16:30:00Z"
        ]
    );
    assert_eq!(
        windows(&schedule, zurich(), "2018-12-30T00:00:00Z", "2018-12-31T20:00:00Z"),
        ["2018-12-31T16:00:00Z/2018-12-31T17:00:00Z"]
    );
    assert_eq!(windows(&schedule, zurich(), "2019-12-31T16:00:00Z", "2020-06-01T00:00:00Z"), Vec::<String>::new());
    let at = |text| schedule.is_active(zurich(), us(text)).unwrap();
    assert!(at("2019-01-06T10:00:00Z") && !at("2019-01-06T12:00:00Z") && !at("2019-01-07T10:00:00Z"));
}

#[test]
fn days_and_nights_by_the_sun_follow_each_other() {
    let [day, night] = [(SunEvent::Sunrise, SunEvent::Sunset), (SunEvent::Sunset, SunEvent::Sunrise)]
        .map(|(start, end)| daily(Days::ANY, Moment::Sun(start), Moment::Sun(end), Zone::LocalMean));
    let (from, to) = (us("2025-06-01T00:00:00Z"), us("2025-06-11T00:00:00Z"));
    for place in [zurich(), place(-36.85, 174.76), place(61.2, -149.9), place(0.0, 180.0)] {
        let days = day.windows(place, from, to).unwrap();
        let nights = night.windows(place, from, to).unwrap();
        let mut all: Vec<(i64, i64)> = days.iter().chain(&nights).copied().collect();
        all.sort_unstable();
        assert_eq!((all[0].0, all[all.len() - 1].1), (from, to));
        assert!(all.windows(2).all(|pair| pair[0].1 == pair[1].0), "{place:?}");
        assert!(days.len() >= 10 && nights.len() >= 10);
    }
}

#[test]
fn where_the_sun_stays_up_the_day_is_whole_and_where_it_stays_down_the_night_is() {
    let [day, night] = [(SunEvent::Sunrise, SunEvent::Sunset), (SunEvent::Sunset, SunEvent::Sunrise)]
        .map(|(start, end)| daily(Days::ANY, Moment::Sun(start), Moment::Sun(end), Zone::LocalMean));
    let june = (us("2025-06-10T00:00:00Z"), us("2025-06-20T00:00:00Z"));
    let december = (us("2025-12-10T00:00:00Z"), us("2025-12-20T00:00:00Z"));
    for (north, south) in [(place(78.2, 15.6), place(-77.85, 166.67)), (place(90.0, 0.0), place(-90.0, 0.0))] {
        for (place, light, dark) in [(north, june, december), (south, december, june)] {
            assert_eq!(day.windows(place, light.0, light.1).unwrap(), [light], "{place:?}");
            assert_eq!(night.windows(place, light.0, light.1).unwrap(), [], "{place:?}");
            assert_eq!(day.windows(place, dark.0, dark.1).unwrap(), [], "{place:?}");
            assert_eq!(night.windows(place, dark.0, dark.1).unwrap(), [dark], "{place:?}");
        }
    }
}

#[test]
fn saturday_by_the_sun_is_saturday_at_the_place() {
    // In Auckland, Saturday 4 January 2025 has its sunrise on Friday by UTC (astral: 17:07Z).
    let schedule = daily(Days::NONE.with(5), Moment::Sun(SunEvent::Sunrise), Moment::Sun(SunEvent::Sunset), Zone::LocalMean);
    let found = schedule.windows(place(-36.8485, 174.7633), us("2025-01-01T00:00:00Z"), us("2025-01-08T00:00:00Z")).unwrap();
    assert_eq!(found.len(), 1);
    assert!((found[0].0 - us("2025-01-03T17:07:58Z")).abs() < 120_000_000, "{found:?}");
}

#[test]
fn a_clock_time_and_a_sun_event_meet_on_the_same_day_or_the_next() {
    // Sunset in Zurich: 19:25Z on 21 June 2025 (astral), 15:37Z on 21 December.
    let until_sunset = |hour| daily(Days::ANY, clock(hour, 0), Moment::Sun(SunEvent::Sunset), Zone::OffsetS(0));
    let length_h = |schedule: &Schedule, day: &str| {
        let start = us(&format!("{day}T00:00:00Z"));
        let found = schedule.windows(zurich(), start, start + 3 * DAY_US).unwrap();
        (found[1].1 - found[1].0) as f64 / 3.6e9
    };
    assert!((length_h(&until_sunset(17), "2025-06-20") - 2.42).abs() < 0.05);
    assert!((length_h(&until_sunset(17), "2025-12-20") - 22.62).abs() < 0.05);
}

#[test]
fn what_cannot_be_answered_is_refused() {
    let permanent = Schedule::Permanent;
    assert_eq!(permanent.windows(zurich(), 0, 401 * DAY_US), Err(ScheduleError::Span { days: 401 }));
    assert_eq!(permanent.windows(zurich(), DAY_US, 0), Err(ScheduleError::Span { days: -1 }));
    assert_eq!(permanent.windows(zurich(), i64::MIN, 0), Err(ScheduleError::Instant { us: i64::MIN }));
    assert_eq!(permanent.windows(zurich(), 0, 0), Ok(vec![]));
    let nowhere = daily(Days::ANY, clock(1, 0), clock(2, 0), Zone::Iana("Europe/Nowhere".into()));
    assert_eq!(nowhere.windows(zurich(), 0, DAY_US), Err(ScheduleError::Zone { name: "Europe/Nowhere".into() }));
    let one = Daily { days: Days::ANY, start: clock(1, 0), end: clock(2, 0), zone: Zone::OffsetS(0) };
    let many = Schedule::Periods(vec![Period { daily: vec![one; 100], ..Period::default() }; 10]);
    assert_eq!(many.windows(zurich(), 0, 400 * DAY_US), Err(ScheduleError::TooManySteps));
    let dailies = (0..30).map(|n| Daily {
        days: Days::ANY,
        start: clock(n % 24, n / 24 * 20),
        end: clock(n % 24, n / 24 * 20 + 5),
        zone: Zone::OffsetS(0),
    });
    let crowded = Schedule::Periods(vec![Period { daily: dailies.collect(), ..Period::default() }]);
    assert_eq!(crowded.windows(zurich(), 0, 400 * DAY_US), Err(ScheduleError::TooManyWindows));
    assert_eq!(crowded.windows(zurich(), 0, 300 * DAY_US).map(|windows| windows.len()), Ok(9_000));
}

#[test]
fn never_and_no_day_have_no_windows() {
    assert_eq!(Schedule::Periods(vec![]).windows(zurich(), 0, DAY_US), Ok(vec![]));
    let none = daily(Days::NONE, clock(0, 0), clock(24, 0), Zone::OffsetS(0));
    assert_eq!(none.windows(zurich(), 0, DAY_US), Ok(vec![]));
}

fn a_moment() -> impl Strategy<Value = Moment> {
    let events = [SunEvent::Dawn, SunEvent::Sunrise, SunEvent::Sunset, SunEvent::Dusk];
    prop_oneof![3 => (0u32..=86_400).prop_map(Moment::ClockS), 1 => proptest::sample::select(events.to_vec()).prop_map(Moment::Sun)]
}

fn a_zone() -> impl Strategy<Value = Zone> {
    let names = ["Europe/Zurich", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Africa/Cairo"];
    prop_oneof![
        (-50_400i32..50_400).prop_map(Zone::OffsetS),
        proptest::sample::select(names.to_vec()).prop_map(|name| Zone::Iana(name.into())),
        Just(Zone::LocalMean)
    ]
}

fn a_schedule() -> impl Strategy<Value = Schedule> {
    let days = (0u8..128).prop_map(|bits| (0..7).filter(|day| bits & 1 << day != 0).fold(Days::NONE, Days::with));
    let daily = (days, a_moment(), a_moment(), a_zone()).prop_map(|(days, start, end, zone)| Daily { days, start, end, zone });
    proptest::collection::vec(daily, 1..4).prop_map(|daily| Schedule::Periods(vec![Period { daily, ..Period::default() }]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn windows_are_sorted_apart_and_the_same_from_wherever_one_looks(
        schedule in a_schedule(), lat in -90.0..=90.0f64, lng in -180.0..=180.0f64, start_h in 0i64..200_000, hours in 0i64..200,
    ) {
        let place = place(lat, lng);
        let (from, to) = (start_h * 3_600_000_000, (start_h + hours) * 3_600_000_000);
        let windows = schedule.windows(place, from, to).unwrap();
        prop_assert!(windows.iter().all(|(start, end)| from <= *start && start < end && *end <= to));
        prop_assert!(windows.windows(2).all(|pair| pair[0].1 < pair[1].0));
        let wider = schedule.windows(place, from - 5 * DAY_US, to + 5 * DAY_US);
        if let Ok(wider) = wider {
            let cut: Vec<_> = wider.into_iter().map(|(s, e)| (s.max(from), e.min(to))).filter(|(s, e)| s < e).collect();
            prop_assert_eq!(cut, windows);
        }
    }
}
