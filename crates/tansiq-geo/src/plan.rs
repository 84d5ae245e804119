//! Operations: each is several volumes, and conflicts with another where a volume of one overlaps
//! a volume of the other.
//!
//! The volumes of an operation are never merged: two routes through one place at different times
//! do not conflict. Also here: by how much a volume would have to be shifted in time or height to
//! be clear of another, for whoever looks for a free slot.

use s2rst::r3::Vector;

use crate::{
    Overlap, TOUCH_M, Verdict, Volume,
    ground::{Contact, contact},
    overlap,
};

/// A volume of one operation that overlaps a volume of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conflict {
    /// Index of the volume in the first operation.
    pub first: usize,
    /// Index of the volume in the second operation.
    pub second: usize,
    /// By how much they overlap.
    pub overlap: Overlap,
}

/// All pairs of volumes, one of each operation, that overlap; by the index in the second
/// operation, then by that in the first.
///
/// The pairs are looked for as they are asked for, so a caller that needs to know only whether
/// there is any takes the first, and one that lists them decides how many.
pub fn conflicts<'a>(first: &'a [Volume], second: &'a [Volume]) -> impl Iterator<Item = Conflict> + 'a {
    let bounds = Bounds::of(first);
    let meeting = second.iter().enumerate().filter(move |(_, volume)| bounds.as_ref().is_some_and(|b| b.meet(volume)));
    meeting.flat_map(move |(index, volume)| {
        first.iter().enumerate().filter_map(move |(own, own_volume)| match overlap(own_volume, volume) {
            Verdict::Overlap(overlap) => Some(Conflict { first: own, second: index, overlap }),
            Verdict::Apart(_) | Verdict::Touching => None,
        })
    })
}

/// What holds all volumes of an operation.
struct Bounds {
    center: Vector,
    radius_rad: f64,
    lower_m: f64,
    upper_m: f64,
    start_us: i64,
    end_us: i64,
}

impl Bounds {
    fn of(volumes: &[Volume]) -> Option<Self> {
        let (first, rest) = volumes.split_first()?;
        let (mut low, mut high) = (first.cap().0, first.cap().0);
        let mut bounds = Self {
            center: first.cap().0,
            radius_rad: 0.0,
            lower_m: first.lower_m(),
            upper_m: first.upper_m(),
            start_us: first.start_us(),
            end_us: first.end_us(),
        };
        for volume in rest {
            (low, high) = (Vector::min(low, volume.cap().0), Vector::max(high, volume.cap().0));
            bounds.lower_m = bounds.lower_m.min(volume.lower_m());
            bounds.upper_m = bounds.upper_m.max(volume.upper_m());
            bounds.start_us = bounds.start_us.min(volume.start_us());
            bounds.end_us = bounds.end_us.max(volume.end_us());
        }
        bounds.center = (low + high) * 0.5;
        // Lengths of chords, in space; the centre need not be on the sphere.
        let farthest = |volume: &Volume| (volume.cap().0 - bounds.center).norm() + volume.cap().1;
        bounds.radius_rad = volumes.iter().map(farthest).fold(0.0, f64::max);
        Some(bounds)
    }

    fn meet(&self, volume: &Volume) -> bool {
        let (center, radius_rad) = volume.cap();
        let reach = self.radius_rad + radius_rad;
        self.start_us <= volume.end_us()
            && volume.start_us() <= self.end_us
            && (center - self.center).norm2() <= reach * reach
            && self.lower_m <= volume.upper_m()
            && volume.lower_m() <= self.upper_m
    }
}

/// The shifts of one volume that make it overlap another, everything else being as it is. The
/// shifts strictly between the ends conflict; those at the ends touch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forbidden<T> {
    /// The lower end.
    pub above: T,
    /// The upper end.
    pub below: T,
}

/// By how many microseconds `a` may not be shifted in time because of `b`; nothing if they do not
/// overlap at any time. The ends are `i64::MIN` and `i64::MAX` where there is no bound.
#[must_use]
pub fn forbidden_time_shift_us(a: &Volume, b: &Volume) -> Option<Forbidden<i64>> {
    let height_m = a.upper_m().min(b.upper_m()) - a.lower_m().max(b.lower_m());
    let lasts = a.start_us() < a.end_us() && b.start_us() < b.end_us();
    if height_m <= TOUCH_M || !lasts || !overlap_on_ground(a, b) {
        return None;
    }
    let shift = |to: i64, from: i64, none: i64| {
        let unbounded = [to, from].iter().any(|time| *time == i64::MIN || *time == i64::MAX);
        if unbounded { none } else { to.saturating_sub(from) }
    };
    Some(Forbidden { above: shift(b.start_us(), a.end_us(), i64::MIN), below: shift(b.end_us(), a.start_us(), i64::MAX) })
}

/// By how many metres `a` may not be shifted in height because of `b`; nothing if they do not
/// overlap at any height. The ends are infinite where there is no bound.
#[must_use]
pub fn forbidden_height_shift_m(a: &Volume, b: &Volume) -> Option<Forbidden<f64>> {
    let shared = a.start_us().max(b.start_us()) < a.end_us().min(b.end_us());
    let thick = a.lower_m() < a.upper_m() && b.lower_m() < b.upper_m();
    if !shared || !thick || !overlap_on_ground(a, b) {
        return None;
    }
    // An infinite bound of either makes the difference infinite, with the right sign.
    Some(Forbidden { above: b.lower_m() - a.upper_m(), below: b.upper_m() - a.lower_m() })
}

fn overlap_on_ground(a: &Volume, b: &Volume) -> bool {
    matches!(contact(a, b), Contact::Overlap(_))
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
