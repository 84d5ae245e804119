//! Writing schedules as ED-318 has them: wall-clock times with an offset, which does not change with the season.
//!
//! Where a time zone changes its offset, the window is written from the earliest start to the latest end: longer than meant
//! by the change, never shorter. What is exactly meant is kept by `exact.rs`.

use jiff::Timestamp;
use serde_json::{Value, json};
use tansiq_geo::{LatLng, Outline};

use crate::{
    Area, Daily, Days, Moment, Period, Problems, Schedule, Zone,
    eurocae::{self, DAY_CODES, SUN_CODES},
    json::Reader,
    schedule::offsets_s,
};

const DAY_S: i64 = 86_400;

/// `limitedApplicability` of a schedule, `None` when it is permanent; and whether reading it gives the same schedule.
pub(super) fn of_schedule(area: &Area) -> (Option<Value>, bool) {
    let Schedule::Periods(periods) = &area.schedule else { return (None, true) };
    let mut written: Vec<Value> = periods.iter().filter_map(|period| of_period(period, place(area))).collect();
    if written.is_empty() {
        // An empty list would be permanent: never is a moment long ago.
        written.push(json!({"startDateTime": "1970-01-01T00:00:00Z", "endDateTime": "1970-01-01T00:00:00Z"}));
    }
    let value = Value::Array(written);
    let mut problems = Problems::default();
    let read = eurocae::read_schedule(&mut Reader::new(String::new(), &mut problems), &value, &super::PERIODS);
    let same = read.as_ref() == Some(&area.schedule) && problems.is_empty();
    (Some(value), same)
}

/// Some point of the area, for the mean time of its place.
fn place(area: &Area) -> Option<LatLng> {
    match &area.volumes.first()?.outline {
        Outline::Polygon(polygon) => polygon.vertices().first().copied(),
        Outline::Circle(circle) => Some(circle.center()),
    }
}

fn of_period(period: &Period, place: Option<LatLng>) -> Option<Value> {
    let daily: Vec<Value> = period.daily.iter().filter_map(|daily| of_daily(daily, period, place)).collect();
    if daily.is_empty() && !period.daily.is_empty() {
        return None;
    }
    let mut value = serde_json::Map::new();
    for (name, us) in [("startDateTime", period.start_us), ("endDateTime", period.end_us)] {
        // An instant that jiff cannot name is as good as none: the period is then longer.
        if let Some(instant) = us.and_then(|us| Timestamp::from_microsecond(us).ok()) {
            value.insert(name.into(), instant.to_string().into());
        }
    }
    if !daily.is_empty() {
        value.insert("schedule".into(), daily.into());
    }
    Some(Value::Object(value))
}

/// A daily period; `None` when it has no day.
fn of_daily(daily: &Daily, period: &Period, place: Option<LatLng>) -> Option<Value> {
    let days: Vec<&str> = (0..7).filter(|day| daily.days.contains(*day)).map(|day| DAY_CODES[usize::from(day)]).collect();
    let days = if daily.days == Days::ANY { vec!["ANY"] } else { days };
    if days.is_empty() {
        return None;
    }
    let [start_offset, end_offset] = widest_offsets_min(&daily.zone, period, place).map(|minutes| minutes * 60);
    if let (Moment::ClockS(start), Moment::ClockS(end)) = (daily.start, daily.end) {
        let (start, end) = (i64::from(start), i64::from(end));
        let length = end - start + if end <= start { DAY_S } else { 0 } + start_offset - end_offset;
        if start_offset != end_offset && length >= DAY_S {
            return Some(json!({"day": ["ANY"]}));
        }
    }
    let mut value = serde_json::Map::new();
    value.insert("day".into(), days.into());
    let (name, start) = moment("start", daily.start, start_offset);
    value.insert(name, start.into());
    // An absent end is the end of the day, in the offset of the start: 24:00 has no other spelling.
    let whole = daily.end == Moment::ClockS(86_400) && start_offset == end_offset && matches!(daily.start, Moment::ClockS(_));
    if !whole {
        let (name, end) = moment("end", daily.end, end_offset);
        value.insert(name, end.into());
    }
    Some(Value::Object(value))
}

fn moment(side: &str, moment: Moment, offset_s: i64) -> (String, String) {
    match moment {
        Moment::Sun(event) => {
            let code = SUN_CODES.iter().find(|(_, known)| *known == event).map_or("SR", |(code, _)| *code);
            (format!("{side}Event"), code.to_owned())
        }
        Moment::ClockS(second) => {
            let second = second % 86_400;
            let clock = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
            (format!("{side}Time"), clock + &offset(offset_s))
        }
    }
}

fn offset(offset_s: i64) -> String {
    if offset_s == 0 {
        return "Z".into();
    }
    let sign = if offset_s < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", offset_s.abs() / 3600, offset_s.abs() / 60 % 60)
}

/// The offsets, in whole minutes east of UTC, that make a start earliest and an end latest.
fn widest_offsets_min(zone: &Zone, period: &Period, place: Option<LatLng>) -> [i64; 2] {
    let offsets = match zone {
        Zone::OffsetS(offset) => vec![i64::from(*offset)],
        Zone::LocalMean => vec![(place.map_or(0.0, LatLng::lng_deg) * 240.0).round() as i64],
        Zone::Iana(name) => offsets_s(name, period.start_us, period.end_us),
    };
    let most = offsets.iter().copied().max().unwrap_or(0);
    let least = offsets.iter().copied().min().unwrap_or(0);
    [-(-most).div_euclid(60), least.div_euclid(60)]
}
