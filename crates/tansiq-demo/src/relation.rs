//! Whether and where two plans meet, and what lies between them when they do not.
//!
//! This is what lets the story say "640 m apart" and "they meet at 60–110 m". The verdict is that of `tansiq-geo`, as every
//! desk gives it; here it is only put into the terms of the story. It decides nothing in the server.

use jiff::Timestamp;
use tansiq_geo::{Circle, LatLng, MAX_BUFFER_M, Polygon, Verdict, conflicts, forbidden_height_shift_m, forbidden_time_shift_us};

use crate::shape::{Outline, Point, Volume};

/// Where two plans meet: the span over every pair of their volumes that overlaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meeting {
    /// The first instant.
    pub start: Timestamp,
    /// The last instant.
    pub end: Timestamp,
    /// The lowest height; absent when both are unbounded below.
    pub lower_m: Option<f64>,
    /// The greatest height; absent when both are unbounded above.
    pub upper_m: Option<f64>,
}

/// What keeps two plans apart that do not meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gap {
    /// Same ground at the same time, but this many metres between them in height.
    Height(f64),
    /// Same ground at the same height, but this many seconds between them.
    Time(i64),
    /// Same height at the same time, but this many metres between them over the ground.
    Ground(f64),
    /// They share neither two of ground, height and time, or are further apart than a story would tell.
    Far,
}

/// Whether two plans meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relation {
    /// They do, here.
    Meets(Meeting),
    /// They do not; this is the narrowest thing between them.
    Clear(Gap),
}

/// Compares two plans volume by volume, the way a party's own desk does after reading the other's details. Bounds that are
/// shared do not make a meeting. The error names the volume that is none.
pub fn compare(ours: &[Volume], theirs: &[Volume]) -> Result<Relation, String> {
    let (a, b) = (exact(ours)?, exact(theirs)?);
    let met = conflicts(&a, &b).map(|conflict| meet(&ours[conflict.first], &theirs[conflict.second]));
    Ok(match met.reduce(join) {
        Some(meeting) => Relation::Meets(meeting),
        None => Relation::Clear(gap(&a, &b)),
    })
}

/// The narrowest thing between two plans that do not meet.
fn gap(a: &[tansiq_geo::Volume], b: &[tansiq_geo::Volume]) -> Gap {
    let (mut height_m, mut time_us, mut ground_m) = (f64::INFINITY, i64::MAX, f64::INFINITY);
    for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (a, b))) {
        if let Some(forbidden) = forbidden_height_shift_m(a, b) {
            height_m = height_m.min(forbidden.above.max(-forbidden.below));
        }
        if let Some(forbidden) = forbidden_time_shift_us(a, b) {
            time_us = time_us.min(forbidden.above.max(forbidden.below.saturating_neg()));
        }
        ground_m = ground_m.min(ground_gap_m(a, b));
    }
    // Height first: crossing over somebody is the closest thing to meeting him.
    if height_m.is_finite() {
        Gap::Height(height_m)
    } else if time_us != i64::MAX {
        Gap::Time(time_us / 1_000_000)
    } else if ground_m.is_finite() {
        Gap::Ground(ground_m)
    } else {
        Gap::Far
    }
}

/// Metres over the ground between two volumes that share height and time; infinite beyond [`MAX_BUFFER_M`], and where they
/// share neither.
fn ground_gap_m(a: &tansiq_geo::Volume, b: &tansiq_geo::Volume) -> f64 {
    // Of shapes that are apart, the overlap that a buffer makes is by how much their distance falls short of it.
    let buffered = a.clone().with_buffer(MAX_BUFFER_M);
    match buffered.map(|buffered| tansiq_geo::overlap(&buffered, b)) {
        Ok(Verdict::Overlap(overlap)) => (MAX_BUFFER_M - overlap.horizontal_m).max(0.0),
        _ => f64::INFINITY,
    }
}

fn exact(volumes: &[Volume]) -> Result<Vec<tansiq_geo::Volume>, String> {
    volumes.iter().enumerate().map(|(i, v)| exact_volume(v).map_err(|e| format!("volume {}: {e}", i + 1))).collect()
}

fn exact_volume(volume: &Volume) -> Result<tansiq_geo::Volume, String> {
    let at = |p: &Point| LatLng::new(p.lat, p.lng);
    let outline: tansiq_geo::Outline = match &volume.outline {
        Outline::Circle { center, radius_m } => {
            at(center).and_then(|center| Circle::new(center, *radius_m)).map_err(|e| e.to_string())?.into()
        }
        Outline::Polygon(ring) => {
            let ring = ring.iter().map(at).collect::<Result<_, _>>();
            ring.and_then(Polygon::new).map_err(|e| e.to_string())?.into()
        }
    };
    let (lower, upper) = (volume.lower_m.unwrap_or(f64::NEG_INFINITY), volume.upper_m.unwrap_or(f64::INFINITY));
    let volume = tansiq_geo::Volume::new(outline)
        .between_heights(lower, upper)
        .and_then(|v| v.between_times(volume.start.as_microsecond(), volume.end.as_microsecond()));
    volume.map_err(|e| e.to_string())
}

fn meet(a: &Volume, b: &Volume) -> Meeting {
    Meeting {
        start: a.start.max(b.start),
        end: a.end.min(b.end),
        lower_m: bound(a.lower_m, b.lower_m, f64::max),
        upper_m: bound(a.upper_m, b.upper_m, f64::min),
    }
}

fn join(old: Meeting, next: Meeting) -> Meeting {
    let both = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
        (Some(a), Some(b)) => Some(pick(a, b)),
        _ => None,
    };
    Meeting {
        start: old.start.min(next.start),
        end: old.end.max(next.end),
        lower_m: both(old.lower_m, next.lower_m, f64::min),
        upper_m: both(old.upper_m, next.upper_m, f64::max),
    }
}

fn bound(a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(pick(a, b)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
#[path = "relation_tests.rs"]
mod tests;
