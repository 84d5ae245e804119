//! When an area is active, for the days around now.
//!
//! The work is `tansiq-formats`'. Here is chosen for which days, and for which place of a wide area: where the sun matters,
//! the area is active when it is at any of its corners.

use std::time::Duration;
use tansiq_core::desk::Volumes;
use tansiq_core::{Span, Timestamp};
use tansiq_formats::{Moment, Schedule, ScheduleError, Zone};
use tansiq_geo::{LatLng, Outline};
use tansiq_heights::Area as GroundArea;

/// How far back windows are given.
const BACK: Duration = Duration::from_secs(86_400);
/// How far ahead windows are given.
pub(super) const AHEAD: Duration = Duration::from_secs(60 * 86_400);
/// Places of an area at which the sun is looked at.
const MAX_PLACES: usize = 20;

/// When an area is active from a day ago on, in order and apart, and until when that was worked out: for ever without a
/// schedule.
pub(super) fn windows(schedule: &Schedule, layers: &Volumes, now: Timestamp) -> Result<(Vec<Span>, Timestamp), ScheduleError> {
    let Schedule::Periods(periods) = schedule else { return Ok((vec![Span::ALWAYS], Timestamp::UNBOUNDED_FUTURE)) };
    let sun = periods.iter().flat_map(|period| &period.daily).any(|daily| {
        daily.zone == Zone::LocalMean || [daily.start, daily.end].iter().any(|moment| matches!(moment, Moment::Sun(_)))
    });
    let (from, until) = (now.minus(BACK), now.plus(AHEAD));
    let mut found = Vec::new();
    for place in if sun { corners(layers) } else { places(layers).take(1).collect() } {
        found.extend(schedule.windows(place, from.0, until.0)?);
    }
    Ok((merged(found), until))
}

/// A place of each layer.
fn places(layers: &Volumes) -> impl Iterator<Item = LatLng> + '_ {
    layers.as_slice().iter().filter_map(|layer| match layer.outline() {
        Outline::Circle(circle) => Some(circle.center()),
        Outline::Polygon(polygon) => polygon.vertices().first().copied(),
    })
}

/// The corners of the boxes of the layers: the sun rises and sets first and last at one of them.
fn corners(layers: &Volumes) -> Vec<LatLng> {
    let boxes = layers.as_slice().iter().map(|layer| GroundArea::from(layer.outline()));
    let corners = boxes.flat_map(|area| {
        let (south, north) = (area.south_deg().max(-90.0), area.north_deg().min(90.0));
        [(south, area.west_deg()), (south, area.east_deg()), (north, area.west_deg()), (north, area.east_deg())]
    });
    let mut found: Vec<LatLng> = corners.filter_map(|(lat, lng)| LatLng::new(lat, lng).ok()).collect();
    found.dedup();
    found.truncate(MAX_PLACES);
    found
}

/// In order and apart.
fn merged(mut windows: Vec<(i64, i64)>) -> Vec<Span> {
    windows.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(windows.len());
    for (start, end) in windows {
        match merged.last_mut() {
            Some(last) if start <= last.end.0 => last.end = last.end.max(Timestamp(end)),
            _ => merged.push(Span { start: Timestamp(start), end: Timestamp(end) }),
        }
    }
    merged
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
