//! Bodies of requests, written straight into the connection's buffer, and the few things read from answers.

use crate::random::Id;
use memchr::memmem;
use std::io::Write as _;

/// Where the parties are of whom nobody asks or tells anything.
pub const USS_BASE_URL: &str = "https://uss.bench.test/uss/v1";

/// Where, how high and when something is.
#[derive(Clone, Copy, Debug)]
pub struct Volume {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// Metres.
    pub radius_m: f64,
    /// Metres above the ellipsoid.
    pub lower_m: f64,
    /// Metres above the ellipsoid.
    pub upper_m: f64,
    /// Unix milliseconds.
    pub start_ms: u64,
    /// Unix milliseconds.
    pub end_ms: u64,
    /// Whether it is told as a polygon of eight corners instead of a circle.
    pub polygon: bool,
}

/// Appends a `Volume4D`.
pub fn volume(out: &mut Vec<u8>, volume: &Volume) {
    let Volume { lat, lng, radius_m, lower_m, upper_m, .. } = *volume;
    out.extend_from_slice(b"{\"volume\":{");
    if volume.polygon {
        out.extend_from_slice(b"\"outline_polygon\":{\"vertices\":[");
        let (north_deg, east_deg) = degrees(lat, radius_m);
        for corner in 0..8 {
            let (east, north) = (f64::from(corner) * std::f64::consts::FRAC_PI_4).sin_cos();
            let comma = if corner == 0 { "" } else { "," };
            put(out, format_args!("{comma}{{\"lat\":{:.7},\"lng\":{:.7}}}", lat + north * north_deg, lng + east * east_deg));
        }
        out.extend_from_slice(b"]}");
    } else {
        let center = format_args!("\"outline_circle\":{{\"center\":{{\"lat\":{lat:.7},\"lng\":{lng:.7}}}");
        put(out, center);
        put(out, format_args!(",\"radius\":{{\"value\":{radius_m},\"units\":\"M\"}}}}"));
    }
    put(out, format_args!(",\"altitude_lower\":{{\"value\":{lower_m:.2},\"reference\":\"W84\",\"units\":\"M\"}}"));
    put(out, format_args!(",\"altitude_upper\":{{\"value\":{upper_m:.2},\"reference\":\"W84\",\"units\":\"M\"}}}}"));
    out.extend_from_slice(b",\"time_start\":");
    time(out, volume.start_ms);
    out.extend_from_slice(b",\"time_end\":");
    time(out, volume.end_ms);
    out.push(b'}');
}

/// Appends a query of the volume.
pub fn query(out: &mut Vec<u8>, area: &Volume) {
    out.extend_from_slice(b"{\"area_of_interest\":");
    volume(out, area);
    out.push(b'}');
}

/// Begins the body of a PUT of an operational intent, up to and with the opening bracket of the key.
pub fn begin_intent(out: &mut Vec<u8>, of: &Volume, state: &str, subscription: Subscription) {
    begin_intent_at(out, of, (state, USS_BASE_URL), subscription);
}

/// The same for whoever is at that URL.
pub fn begin_intent_at(out: &mut Vec<u8>, of: &Volume, (state, uss_base_url): (&str, &str), subscription: Subscription) {
    out.extend_from_slice(b"{\"extents\":[");
    volume(out, of);
    put(out, format_args!("],\"state\":\"{state}\",\"uss_base_url\":\"{uss_base_url}\""));
    match subscription {
        Subscription::None => {}
        Subscription::Implicit => out.extend_from_slice(
            b",\"new_subscription\":{\"uss_base_url\":\"https://uss.bench.test/uss/v1\",\"notify_for_constraints\":false}",
        ),
        Subscription::Existing(id) => {
            out.extend_from_slice(b",\"subscription_id\":\"");
            id.write(out);
            out.push(b'"');
        }
    }
    out.extend_from_slice(b",\"key\":[");
}

/// Ends what [`begin_intent`] began.
pub fn end_intent(out: &mut Vec<u8>) {
    if out.last() == Some(&b',') {
        out.pop();
    }
    out.extend_from_slice(b"]}");
}

/// Appends the body of a PUT of a subscription of whoever is at that URL.
pub fn subscription(out: &mut Vec<u8>, of: &Volume, uss_base_url: &str) {
    out.extend_from_slice(b"{\"extents\":");
    volume(out, of);
    out.extend_from_slice(b",\"uss_base_url\":\"");
    out.extend_from_slice(uss_base_url.as_bytes());
    out.extend_from_slice(b"\",\"notify_for_operational_intents\":true}");
}

/// Appends a plan of a desk's user; the closing brace is left to [`end_plan`], for what may follow.
pub fn begin_plan(out: &mut Vec<u8>, of: &[Volume]) {
    out.extend_from_slice(b"{\"name\":\"bench\",\"volumes\":[");
    volumes(out, of);
    out.push(b']');
}

/// Ends what [`begin_plan`] began, with further fields, each with a comma before it.
pub fn end_plan(out: &mut Vec<u8>, further: &str) {
    out.extend_from_slice(further.as_bytes());
    out.push(b'}');
}

/// Appends a position of an operation.
pub fn position(out: &mut Vec<u8>, operation: Id, (lat, lng, height_m): (f64, f64, f64), unix_ms: u64) {
    out.extend_from_slice(b"{\"operation_id\":\"");
    operation.write(out);
    out.extend_from_slice(b"\",\"time\":\"");
    rfc3339(out, unix_ms);
    put(out, format_args!("\",\"lat\":{lat:.7},\"lng\":{lng:.7},\"altitude\":{{\"value\":{height_m:.1}"));
    out.extend_from_slice(b",\"reference\":\"W84\",\"units\":\"M\"}}");
}

/// Appends what a party tells a desk of its operation of one volume.
pub fn notification(out: &mut Vec<u8>, id: Id, manager: &str, of: &Volume) {
    let quoted = |out: &mut Vec<u8>, field: &str| {
        put(out, format_args!("\"{field}\":\""));
        id.write(out);
        out.push(b'"');
    };
    out.push(b'{');
    quoted(out, "operational_intent_id");
    out.extend_from_slice(b",\"operational_intent\":{\"reference\":{");
    quoted(out, "id");
    put(out, format_args!(",\"manager\":\"{manager}\",\"uss_availability\":\"Normal\",\"version\":1,"));
    out.extend_from_slice(b"\"state\":\"Accepted\",\"ovn\":\"an-ovn-of-sixteen\",\"time_start\":");
    time(out, of.start_ms);
    out.extend_from_slice(b",\"time_end\":");
    time(out, of.end_ms);
    put(out, format_args!(",\"uss_base_url\":\"{USS_BASE_URL}\","));
    quoted(out, "subscription_id");
    out.extend_from_slice(b"},\"details\":{\"volumes\":[");
    volume(out, of);
    out.extend_from_slice(b"],\"off_nominal_volumes\":[],\"priority\":0}},\"subscriptions\":[{");
    quoted(out, "subscription_id");
    out.extend_from_slice(b",\"notification_index\":1}]}");
}

/// Of which operation, and of which version of it, a notification tells.
pub fn told(notification: &[u8]) -> Option<(Id, u32)> {
    let id = after(notification, b"\"operational_intent_id\":\"").next().and_then(Id::read)?;
    let field = b"\"version\":";
    let version = memmem::find(notification, field).map_or(0, |at| {
        let digits = notification[at + field.len()..].iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
    });
    Some((id, version))
}

fn volumes(out: &mut Vec<u8>, of: &[Volume]) {
    for (number, one) in of.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        volume(out, one);
    }
}

/// What an operational intent is attached to.
#[derive(Clone, Copy)]
pub enum Subscription {
    /// Nothing.
    None,
    /// A new implicit subscription.
    Implicit,
    /// One that exists.
    Existing(Id),
}

/// The OVN in the answer to a write.
pub fn ovn(answer: &[u8]) -> Option<Vec<u8>> {
    after(answer, b"\"ovn\":\"").next().map(<[u8]>::to_vec)
}

/// The subscription that the reference in the answer to a write is attached to: the last, after those of the subscribers.
pub fn subscription_of(answer: &[u8]) -> Option<Id> {
    after(answer, b"\"subscription_id\":\"").last().and_then(Id::read)
}

/// The ids of all references in an answer.
pub fn ids(answer: &[u8]) -> impl Iterator<Item = Id> {
    after(answer, b"\"id\":\"").filter_map(Id::read)
}

/// The texts between `marker` and the next quotation mark.
pub fn after<'a>(answer: &'a [u8], marker: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    memmem::find_iter(answer, marker).filter_map(move |at| {
        let text = &answer[at + marker.len()..];
        memchr::memchr(b'"', text).map(|end| &text[..end])
    })
}

/// Degrees of latitude and of longitude that are so many metres long, near enough.
pub fn degrees(lat: f64, metres: f64) -> (f64, f64) {
    (metres / 111_200.0, metres / (111_320.0 * lat.to_radians().cos()))
}

fn time(out: &mut Vec<u8>, unix_ms: u64) {
    out.extend_from_slice(b"{\"value\":\"");
    rfc3339(out, unix_ms);
    out.extend_from_slice(b"\",\"format\":\"RFC3339\"}");
}

/// Appends a time.
pub fn rfc3339(out: &mut Vec<u8>, unix_ms: u64) {
    let (days, ms) = ((unix_ms / 86_400_000) as i64, unix_ms % 86_400_000);
    // From days to a date of the Gregorian calendar, whose years are counted here from March of the year 0.
    let since = days + 719_468;
    let (era, day_of_era) = (since.div_euclid(146_097), since.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    put(out, format_args!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", ms % 1000));
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a vector takes all that is written to it");
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
