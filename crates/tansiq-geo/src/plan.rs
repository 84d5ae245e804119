//! Operations: each is several volumes, and conflicts with another where a volume of one overlaps
//! a volume of the other.
//!
//! The volumes of an operation are never merged: two routes through one place at different times
//! do not conflict. Also here: by how much a volume would have to be shifted in time or height to
//! be clear of another; `free/` looks for the nearest free slot of a whole operation.

use crate::{
    Overlap, TOUCH_M, Verdict, Volume,
    bounds::Bounds,
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
    let own: Vec<Bounds> = first.iter().map(Bounds::of).collect();
    let bounds = Bounds::around(own.iter());
    let may_meet = move |volume: &Volume| {
        let other = Bounds::of(volume);
        bounds.is_some_and(|b| b.share_a_time(&other) && b.are_near(&other) && b.share_a_height(&other))
    };
    let meeting = second.iter().enumerate().filter(move |(_, volume)| may_meet(volume));
    meeting.flat_map(move |(index, volume)| {
        first.iter().enumerate().filter_map(move |(own, own_volume)| match overlap(own_volume, volume) {
            Verdict::Overlap(overlap) => Some(Conflict { first: own, second: index, overlap }),
            Verdict::Apart(_) | Verdict::Touching => None,
        })
    })
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
    if height_m <= TOUCH_M {
        return None;
    }
    let forbidden = forbidden_between_times((a.start_us(), a.end_us()), (b.start_us(), b.end_us()))?;
    overlap_on_ground(a, b).then_some(forbidden)
}

/// By how many metres `a` may not be shifted in height because of `b`; nothing if they do not
/// overlap at any height. The ends are infinite where there is no bound.
#[must_use]
pub fn forbidden_height_shift_m(a: &Volume, b: &Volume) -> Option<Forbidden<f64>> {
    if a.start_us().max(b.start_us()) >= a.end_us().min(b.end_us()) {
        return None;
    }
    let forbidden = forbidden_between_heights((a.lower_m(), a.upper_m()), (b.lower_m(), b.upper_m()))?;
    overlap_on_ground(a, b).then_some(forbidden)
}

/// By how much the first range of times, from start to end, may not be shifted because of the
/// second; nothing if either lasts for no time.
pub(crate) fn forbidden_between_times(a: (i64, i64), b: (i64, i64)) -> Option<Forbidden<i64>> {
    let shift = |to: i64, from: i64, none: i64| {
        let unbounded = [to, from].iter().any(|time| *time == i64::MIN || *time == i64::MAX);
        if unbounded { none } else { to.saturating_sub(from) }
    };
    let lasts = a.0 < a.1 && b.0 < b.1;
    lasts.then(|| Forbidden { above: shift(b.0, a.1, i64::MIN), below: shift(b.1, a.0, i64::MAX) })
}

/// By how much the first range of heights, from lower to upper, may not be shifted because of the
/// second; nothing if either has no thickness.
pub(crate) fn forbidden_between_heights(a: (f64, f64), b: (f64, f64)) -> Option<Forbidden<f64>> {
    let is_thick = a.1 - a.0 > TOUCH_M && b.1 - b.0 > TOUCH_M;
    // An infinite bound of either makes the difference infinite, with the right sign.
    is_thick.then_some(Forbidden { above: b.0 - a.1, below: b.1 - a.0 })
}

/// Whether two volumes overlap on the ground, whatever their heights and times.
pub(crate) fn overlap_on_ground(a: &Volume, b: &Volume) -> bool {
    matches!(contact(a, b), Contact::Overlap(_))
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
