//! Bodies of requests, written straight into the connection's buffer, and the few things read from answers.

use crate::random::Id;
use memchr::memmem;
use std::io::Write as _;

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
    out.extend_from_slice(b"{\"extents\":[");
    volume(out, of);
    put(out, format_args!("],\"state\":\"{state}\",\"uss_base_url\":\"https://uss.bench.test/uss/v1\""));
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

/// Appends the body of a PUT of a subscription.
pub fn subscription(out: &mut Vec<u8>, of: &Volume) {
    out.extend_from_slice(b"{\"extents\":");
    volume(out, of);
    out.extend_from_slice(b",\"uss_base_url\":\"https://uss.bench.test/uss/v1\",\"notify_for_operational_intents\":true}");
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
fn after<'a>(answer: &'a [u8], marker: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
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
    put(out, format_args!("{{\"value\":\"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"));
    put(out, format_args!(".{:03}Z\",\"format\":\"RFC3339\"}}", ms % 1000));
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a vector takes all that is written to it");
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
