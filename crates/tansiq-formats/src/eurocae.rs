//! What ED-318 and ED-269 have in common: who answers for a zone, why it exists and when it applies.
//!
//! Spellings differ a little between the two and between their publishers; both are read by the same functions.

use serde_json::Value;

use crate::{
    Authority, AuthorityRole, Daily, Days, Moment, Period, Provenance, Schedule, SunEvent, Texts, Zone,
    bounds::{MAX_DAILY, MAX_EXTENDED_BYTES, MAX_ID_BYTES, MAX_LIST, MAX_PERIODS},
    json::{Object, Reader, quoted},
    times::{clock, read_instant},
};

/// The weekdays as both standards write them, Monday first.
pub(crate) const DAY_CODES: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/// The positions of the sun as both standards write them.
pub(crate) const SUN_CODES: [(&str, SunEvent); 4] =
    [("BMCT", SunEvent::Dawn), ("SR", SunEvent::Sunrise), ("SS", SunEvent::Sunset), ("EECT", SunEvent::Dusk)];

/// The roles of authorities.
pub(crate) const ROLES: [(&str, AuthorityRole); 3] = [
    ("AUTHORIZATION", AuthorityRole::Authorisation),
    ("NOTIFICATION", AuthorityRole::Notification),
    ("INFORMATION", AuthorityRole::Information),
];

/// The reasons that ED-318 knows.
pub(crate) const REASONS: [&str; 9] =
    ["AIR_TRAFFIC", "SENSITIVE", "PRIVACY", "POPULATION", "NATURE", "NOISE", "EMERGENCY", "DAR", "OTHER"];

/// Reads an identifier, or makes one of the feature's place in the file; the reader takes it for its messages.
pub(crate) fn read_identifier(reader: &mut Reader<'_>, zone: &Object, index: usize) -> Option<String> {
    let id = reader.required(zone, "identifier", |reader, id| match id {
        Value::Number(number) => Some(number.to_string()),
        id => reader.text_up_to(id, MAX_ID_BYTES).map(str::to_owned),
    });
    reader.feature = Some(id.clone().unwrap_or_else(|| format!("feature-{index}")));
    id
}

/// Reads `country`: three letters, else a warning and nothing.
pub(crate) fn read_country(reader: &mut Reader<'_>, value: &Value) -> Option<String> {
    let country = reader.text(value)?;
    if country.len() == 3 && country.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(country.to_ascii_uppercase()).filter(|country| country != NO_COUNTRY);
    }
    reader.warning(format!("{} is not three letters of ISO 3166-1; not taken", quoted(&country)));
    None
}

/// The code that ISO 3166-1 leaves to its users and that stands for no country here.
pub(crate) const NO_COUNTRY: &str = "ZZZ";

/// Reads `reason`: one code or a list of them. Unknown ones are kept, with a warning.
pub(crate) fn read_reasons(reader: &mut Reader<'_>, value: &Value) -> Option<Vec<String>> {
    if value.is_string() {
        return read_reason(reader, value).map(|reason| vec![reason]);
    }
    reader.list(value, MAX_LIST, read_reason)
}

fn read_reason(reader: &mut Reader<'_>, value: &Value) -> Option<String> {
    let reason = reader.text_up_to(value, MAX_ID_BYTES)?.to_owned();
    // ED-269 also knows FOREIGN_TERRITORY and spells rarely used ones its own way.
    if !REASONS.contains(&reason.as_str()) && reason != "FOREIGN_TERRITORY" {
        reader.warning(format!("{} is not one of {}; kept as it is", quoted(&reason), REASONS.join(", ")));
    }
    Some(reason)
}

/// Reads `YES` or `NO`.
pub(crate) fn read_yes_no(reader: &mut Reader<'_>, value: &Value) -> Option<bool> {
    reader.choice(value, &[("YES", true), ("NO", false)])
}

/// Reads whether a zone is `COMMON` (false) or `CUSTOMIZED`.
pub(crate) fn read_customised(reader: &mut Reader<'_>, value: &Value) -> Option<bool> {
    reader.choice(value, &[("COMMON", false), ("CUSTOMIZED", true), ("CUSTOMISED", true)])
}

/// Reads a small object kept as it is.
pub(crate) fn read_extended(reader: &mut Reader<'_>, value: &Value) -> Option<Object> {
    let object = match value {
        Value::String(text) => Object::from_iter([("text".to_owned(), Value::String(text.clone()))]),
        value => reader.object(value)?.clone(),
    };
    let bytes = serde_json::to_string(&object).map_or(0, |text| text.len());
    if bytes > MAX_EXTENDED_BYTES {
        reader.warning(format!("{bytes} bytes are more than {MAX_EXTENDED_BYTES}; not taken"));
        return None;
    }
    Some(object)
}

/// Reads `dataSource`.
pub(crate) fn read_provenance(reader: &mut Reader<'_>, value: &Value) -> Option<Provenance> {
    let source = reader.object(value)?;
    Some(Provenance {
        originator: reader
            .optional(source, "originator", |reader, originator| match originator {
                Value::Object(_) => reader.texts(&Value::Array(vec![originator.clone()])),
                other => reader.texts(other),
            })
            .unwrap_or_default(),
        created_us: reader.optional(source, "creationDate", read_instant),
        updated_us: reader.optional(source, "updateDateTime", read_instant),
    })
}

/// Reads `zoneAuthority`: a list of authorities, or one. One that says nothing but that it informs is left out.
pub(crate) fn read_authorities(reader: &mut Reader<'_>, value: &Value) -> Option<Vec<Authority>> {
    let mut authorities = match value {
        Value::Object(_) => vec![read_authority(reader, value)?],
        value => reader.list(value, MAX_LIST, read_authority)?,
    };
    authorities.retain(|authority| *authority != Authority { role: Some(AuthorityRole::Information), ..Authority::default() });
    Some(authorities)
}

fn read_authority(reader: &mut Reader<'_>, value: &Value) -> Option<Authority> {
    let authority = reader.object(value)?;
    let mut texts = |name: &str| -> Texts { reader.optional(authority, name, Reader::texts).unwrap_or_default() };
    let (name, service, contact) = (texts("name"), texts("service"), texts("contactName"));
    let mut text = |name: &str| reader.optional(authority, name, Reader::text);
    let (site_url, email, phone, interval_before) = (text("siteURL"), text("email"), text("phone"), text("intervalBefore"));
    let role = reader.optional(authority, "purpose", |reader, role| {
        let found = ROLES.iter().find(|(code, _)| Some(*code) == role.as_str()).map(|(_, role)| *role);
        if found.is_none() {
            reader.warning("is not one of AUTHORIZATION, NOTIFICATION, INFORMATION; not taken");
        }
        found
    });
    Some(Authority { name, service, contact, site_url, email, phone, role, interval_before })
}

/// The names that differ between the two standards.
pub(crate) struct PeriodNames {
    /// The list of daily periods.
    pub(crate) daily: &'static str,
    /// ED-269 says `permanent: YES` within a period.
    pub(crate) permanent: Option<&'static str>,
}

/// Reads the list of periods. An empty list, or one that says `permanent`, is [`Schedule::Permanent`].
pub(crate) fn read_schedule(reader: &mut Reader<'_>, value: &Value, names: &PeriodNames) -> Option<Schedule> {
    let single;
    let value = match value {
        Value::Object(_) => {
            single = Value::Array(vec![value.clone()]);
            &single
        }
        value => value,
    };
    let periods = reader.list(value, MAX_PERIODS, |reader, period| read_period(reader, period, names))?;
    let permanent = periods.is_empty() || periods.iter().any(Option::is_none);
    Some(if permanent { Schedule::Permanent } else { Schedule::Periods(periods.into_iter().flatten().collect()) })
}

/// `Some(None)` is all of time.
fn read_period(reader: &mut Reader<'_>, value: &Value, names: &PeriodNames) -> Option<Option<Period>> {
    let period = reader.object(value)?;
    let permanent = names.permanent.and_then(|name| reader.optional(period, name, read_yes_no));
    if permanent == Some(true) {
        return Some(None);
    }
    let start_us = reader.optional(period, "startDateTime", read_instant);
    let end_us = reader.optional(period, "endDateTime", read_instant);
    if let (Some(start), Some(end)) = (start_us, end_us)
        && end < start
    {
        reader.at("endDateTime", |reader| reader.error("is before startDateTime"));
    }
    let daily = reader
        .optional(period, names.daily, |reader, daily| reader.list(daily, MAX_DAILY, |reader, entry| read_daily(reader, entry)))
        .unwrap_or_default();
    // An entry without days and times says nothing, and a period without entries is all of its time.
    let daily = if daily.iter().any(Option::is_none) { Vec::new() } else { daily.into_iter().flatten().collect() };
    Some(Some(Period { start_us, end_us, daily }))
}

/// `Some(None)` is all of every day.
fn read_daily(reader: &mut Reader<'_>, value: &Value) -> Option<Option<Daily>> {
    let entry = reader.object(value)?;
    let days = reader.optional(entry, "day", read_days).unwrap_or(Days::ANY);
    let start = read_moment(reader, entry, ["startTime", "startEvent"]);
    let end = read_moment(reader, entry, ["endTime", "endEvent"]);
    if days == Days::ANY && start.is_none() && end.is_none() {
        return Some(None);
    }
    Some(Some(daily(days, start, end)))
}

/// A daily period of what was read: absent moments are the day's bounds, an end of another offset is moved to the start's,
/// and days of the sun are days of the place.
fn daily(days: Days, start: Option<Read>, end: Option<Read>) -> Daily {
    let offset = |read: &Option<Read>| read.as_ref().and_then(|read| read.offset_s);
    let all_sun = [&start, &end].iter().all(|read| matches!(read, Some(Read { moment: Moment::Sun(_), .. })));
    let zone_s = offset(&start).or(offset(&end)).unwrap_or(0);
    let end_moment = match (end, zone_s) {
        (Some(Read { moment: Moment::ClockS(second), offset_s: Some(own_s) }), zone_s) if own_s != zone_s => {
            Moment::ClockS((i64::from(second) - i64::from(own_s) + i64::from(zone_s)).rem_euclid(86_400) as u32)
        }
        (Some(read), _) => read.moment,
        (None, _) => Moment::ClockS(86_400),
    };
    Daily {
        days,
        start: start.map_or(Moment::ClockS(0), |read| read.moment),
        end: end_moment,
        zone: if all_sun { Zone::LocalMean } else { Zone::OffsetS(zone_s) },
    }
}

/// A moment with the offset that it was written with.
struct Read {
    moment: Moment,
    offset_s: Option<i32>,
}

fn read_moment(reader: &mut Reader<'_>, entry: &Object, [time, event]: [&str; 2]) -> Option<Read> {
    let clock_time = reader.optional(entry, time, |reader, value| {
        let text = reader.text_up_to(value, 64)?;
        // Some publishers write the event where the time belongs.
        if let Some((_, event)) = SUN_CODES.iter().find(|(code, _)| *code == text) {
            return Some(Read { moment: Moment::Sun(*event), offset_s: None });
        }
        let Some((second, offset_s)) = clock(text) else {
            reader.error(format!("{} is not a time of day like 16:00:00Z", quoted(text)));
            return None;
        };
        if offset_s.is_none() {
            reader.warning("has no offset; taken as UTC");
        }
        Some(Read { moment: Moment::ClockS(second), offset_s: Some(offset_s.unwrap_or(0)) })
    });
    let sun = reader.optional(entry, event, |reader, value| reader.choice(value, &SUN_CODES));
    match (clock_time, sun) {
        (Some(_), Some(_)) => {
            reader.at(event, |reader| reader.warning(format!("stands beside {time}; neither is taken, the day's bound is")));
            None
        }
        (clock_time, sun) => clock_time.or(sun.map(|event| Read { moment: Moment::Sun(event), offset_s: None })),
    }
}

/// Days by their codes. An empty list is every day; codes that need a calendar of holidays count as every day too.
pub(crate) fn read_days(reader: &mut Reader<'_>, value: &Value) -> Option<Days> {
    let single;
    let value = match value {
        Value::String(_) => {
            single = Value::Array(vec![value.clone()]);
            &single
        }
        value => value,
    };
    let codes = reader.list(value, MAX_LIST, |reader, code| {
        let code = reader.text_up_to(code, 64)?;
        let day = DAY_CODES.iter().position(|name| *name == code);
        match day {
            Some(day) => Some(Days::NONE.with(day as u8)),
            None if code == "ANY" => Some(Days::ANY),
            None => {
                let codes = DAY_CODES.join(", ");
                reader.warning(format!(
                    "{} is not one of {codes}, ANY; which days are meant is not known, taken as ANY",
                    quoted(code)
                ));
                Some(Days::ANY)
            }
        }
    })?;
    Some(if codes.is_empty() { Days::ANY } else { codes.into_iter().fold(Days::NONE, Days::union) })
}
