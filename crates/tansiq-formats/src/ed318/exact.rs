//! What ED-318 has no words for, kept beside them: `extendedProperties.tansiq`, so that what one desk writes another reads
//! unchanged.
//!
//! The standard's own members always say at least as much as is meant (a longer window, an open bound), for readers that do
//! not know this one. Whoever wrote a file wrote both; flight levels are taken only where the standard's bound is open.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tansiq_heights::{Height, Reference};

use crate::{
    Area, Moment, Schedule, Zone,
    bounds::{MAX_DAILY, MAX_HEIGHT_M, MAX_ID_BYTES, MAX_LIST, MAX_PERIODS},
    json::Reader,
};

/// The member of `extendedProperties`.
pub(super) const MEMBER: &str = "tansiq";

/// What ED-318 cannot say of an area.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Exact {
    /// An identifier longer than seven characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) class: Option<String>,
    /// Reasons that are not among those of ED-318.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reasons: Option<Vec<String>>,
    /// A schedule in a time zone, or with days of another zone than its times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) schedule: Option<Schedule>,
    /// The bounds of all volumes, where one is a flight level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bounds: Option<Vec<[Option<Height>; 2]>>,
}

/// Takes the exact values out of the extended properties and into the area. Wrong ones are left where they are, with a
/// warning: what the standard's members say is used.
pub(super) fn restore(reader: &mut Reader<'_>, area: &mut Area) {
    let Some(value) = area.extended.get(MEMBER) else { return };
    let parsed = Exact::deserialize(value).map_err(|error| error.to_string());
    match parsed.and_then(|exact| check(&exact, area.volumes.len()).map(|()| exact)) {
        Ok(exact) => {
            area.extended.remove(MEMBER);
            put(exact, area);
        }
        Err(message) => reader.at("properties", |reader| {
            reader.at("extendedProperties", |reader| reader.at(MEMBER, |reader| reader.warning(format!("{message}; not taken"))));
        }),
    }
}

/// Puts the exact values of an area, if there are any, among its extended properties.
pub(super) fn member_of(exact: &Exact) -> Option<Value> {
    if *exact == Exact::default() { None } else { serde_json::to_value(exact).ok() }
}

fn put(exact: Exact, area: &mut Area) {
    area.class = exact.class.or(area.class.take());
    if let Some(id) = exact.id {
        area.id = id;
    }
    if let Some(reasons) = exact.reasons {
        area.reasons = reasons;
    }
    if let Some(schedule) = exact.schedule {
        area.schedule = schedule;
    }
    for (volume, [lower, upper]) in area.volumes.iter_mut().zip(exact.bounds.unwrap_or_default()) {
        let level = |height: &Height| height.reference == Reference::Pressure;
        volume.lower = volume.lower.or(lower.filter(level));
        volume.upper = volume.upper.or(upper.filter(level));
    }
}

fn check(exact: &Exact, volumes: usize) -> Result<(), String> {
    let texts = exact.id.iter().chain(&exact.class).chain(exact.reasons.iter().flatten());
    if let Some(text) = texts.into_iter().find(|text| text.len() > MAX_ID_BYTES) {
        return Err(format!("text of {} bytes is longer than {MAX_ID_BYTES} bytes", text.len()));
    }
    if exact.reasons.as_ref().is_some_and(|reasons| reasons.len() > MAX_LIST) {
        return Err(format!("more than {MAX_LIST} reasons"));
    }
    if let Some(bounds) = &exact.bounds {
        if bounds.len() != volumes {
            return Err(format!("bounds of {} volumes, where there are {volumes}", bounds.len()));
        }
        if bounds.iter().flatten().flatten().any(|height| height.m.abs() > MAX_HEIGHT_M) {
            return Err(format!("a height is not between -{MAX_HEIGHT_M} and {MAX_HEIGHT_M} m"));
        }
    }
    exact.schedule.as_ref().map_or(Ok(()), check_schedule)
}

fn check_schedule(schedule: &Schedule) -> Result<(), String> {
    let Schedule::Periods(periods) = schedule else { return Ok(()) };
    if periods.len() > MAX_PERIODS || periods.iter().any(|period| period.daily.len() > MAX_DAILY) {
        return Err(format!("more than {MAX_PERIODS} periods, or {MAX_DAILY} daily ones in one of them"));
    }
    for daily in periods.iter().flat_map(|period| &period.daily) {
        match &daily.zone {
            Zone::Iana(name) => drop(Zone::iana(name).map_err(|error| error.to_string())?),
            Zone::OffsetS(offset_s) if offset_s.unsigned_abs() > 86_400 => {
                return Err(format!("offset {offset_s} s is not between -86400 and 86400 s"));
            }
            _ => {}
        }
        if [daily.start, daily.end].iter().any(|moment| matches!(moment, Moment::ClockS(second) if *second > 86_400)) {
            return Err("a time of day is not between 0 and 86400 s".into());
        }
    }
    Ok(())
}
