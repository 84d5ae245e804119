//! Which volumes of a plan overlap which of something else, by how much, and how surely.
//!
//! Exact, volume by volume: neither bounds nor unions of volumes decide anything (see [`super::place`] for what is asked
//! first). What an overlap means is for [`super::verdict`] to say.

use super::bounds::{MAX_PAIRS, MAX_PAIRS_COUNTED};
use super::entities::{Area, Pair, Plan};
use super::volumes::{Certain, Volumes, heights, span};
use crate::Span;
use tansiq_geo::{Conflict, Overlap, TOUCH_M, Verdict, Volume, overlap, overlaps};

/// Where two lists of volumes overlap: at most [`MAX_PAIRS`], deepest first, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Overlaps {
    pub(super) pairs: Vec<Pair>,
    pub(super) total: u32,
    pub(super) certain: bool,
}

impl Overlaps {
    fn add(&mut self, pair: Pair) {
        self.total += 1;
        self.certain |= pair.certain;
        let at = self.pairs.partition_point(|known| known.horizontal_m >= pair.horizontal_m);
        self.pairs.insert(at, pair);
        self.pairs.truncate(MAX_PAIRS);
    }

    fn is_full(&self) -> bool {
        self.total >= MAX_PAIRS_COUNTED
    }
}

/// The volumes of a plan with the index by which a [`Pair`] counts them.
fn parts<'a>(volumes: &'a Volumes, off_nominal: &'a Volumes) -> [(&'a Volumes, usize); 2] {
    [(volumes, 0), (off_nominal, volumes.len())]
}

/// Pairs of indices of volumes whose places meet.
fn near<'a>(own: &'a Volumes, other: &'a Volumes) -> impl Iterator<Item = (usize, usize)> + 'a {
    let whole = own.place().zip(other.place()).filter(|(own, other)| own.may_meet(other));
    whole.into_iter().flat_map(move |(own_whole, other_whole)| {
        let passing = |places: &'a [super::place::Place], whole: super::place::Place| {
            places.iter().enumerate().filter(move |(_, place)| place.may_meet(&whole))
        };
        passing(other.places(), own_whole).flat_map(move |(second, place)| {
            let own = passing(own.places(), other_whole);
            own.filter(move |(_, own)| own.may_meet(place)).map(move |(first, _)| (first, second))
        })
    })
}

/// Where a plan overlaps these volumes.
pub(super) fn with_volumes(plan: &Plan, volumes: &Volumes, off_nominal: &Volumes, into: &mut Overlaps) {
    for (own, own_from) in parts(&plan.volumes, &plan.off_nominal) {
        for (other, other_from) in parts(volumes, off_nominal) {
            for (first, second) in near(own, other) {
                if into.is_full() {
                    return;
                }
                let (a, b) = (&own.as_slice()[first], &other.as_slice()[second]);
                let Verdict::Overlap(overlap) = overlap(a, b) else { continue };
                let certain = surely((a, own.certain(first)), (b, other.certain(second)));
                let from = a.start_us().max(b.start_us());
                let conflict = Conflict { first: first + own_from, second: second + other_from, overlap };
                into.add(Pair::of(&conflict, from, certain));
            }
        }
    }
}

/// Whether volumes overlap any of these: [`with_volumes`] without saying where.
pub(super) fn any(own: &Volumes, volumes: &Volumes, off_nominal: &Volumes) -> bool {
    let with =
        |other: &Volumes| near(own, other).any(|(first, second)| overlaps(&own.as_slice()[first], &other.as_slice()[second]));
    with(volumes) || with(off_nominal)
}

/// Where a plan overlaps an area while it is active: its layers are held against the plan at all times, then its windows
/// say when that counts.
pub(super) fn with_area(plan: &Plan, area: &Area, into: &mut Overlaps) {
    let Some(whole) = area.place() else { return };
    for (own, from) in parts(&plan.volumes, &plan.off_nominal) {
        for (index, (volume, certain)) in own.iter().enumerate() {
            if !own.places()[index].may_meet(&whole) {
                continue;
            }
            let active = active(area, span(volume));
            let Some(first) = active.first() else { continue };
            for (second, (layer, layer_certain)) in area.layers.iter().enumerate() {
                if into.is_full() {
                    return;
                }
                let Verdict::Overlap(found) = overlap(volume, layer) else { continue };
                let overlap = Overlap { seconds: seconds(&active), ..found };
                let conflict = Conflict { first: index + from, second, overlap };
                into.add(Pair::of(&conflict, first.start.0, surely((volume, certain), (layer, layer_certain))));
            }
        }
    }
}

/// Whether volumes overlap an area while it is active.
pub(super) fn any_in_area(own: &Volumes, area: &Area) -> bool {
    let Some(whole) = area.place() else { return false };
    let in_layer = |volume: &Volume| area.layers.as_slice().iter().any(|layer| overlaps(volume, layer));
    let in_area = |(volume, place): (&Volume, &super::place::Place)| {
        place.may_meet(&whole) && !active(area, span(volume)).is_empty() && in_layer(volume)
    };
    own.as_slice().iter().zip(own.places()).any(in_area)
}

/// What of an area's windows, which are in order and apart, is in a span; what merely touches it is not.
fn active(area: &Area, when: Span) -> Vec<Span> {
    let from = area.windows.partition_point(|window| window.end <= when.start);
    let in_time = area.windows[from..].iter().take_while(|window| window.start < when.end);
    in_time.map(|window| Span { start: window.start.max(when.start), end: window.end.min(when.end) }).collect()
}

/// Infinite if there is no start or no end.
fn seconds(active: &[Span]) -> f64 {
    let lasts = |span: &Span| {
        let is_open = span.start == crate::Timestamp::UNBOUNDED_PAST || span.end == crate::Timestamp::UNBOUNDED_FUTURE;
        if is_open { f64::INFINITY } else { (i128::from(span.end.0) - i128::from(span.start.0)) as f64 / 1e6 }
    };
    active.iter().map(lasts).sum()
}

/// Whether the parts of two volumes that are surely meant overlap in height.
fn surely(a: (&Volume, Certain), b: (&Volume, Certain)) -> bool {
    let sure = |(volume, certain): (&Volume, Certain)| match certain {
        Certain::Exact => Some(heights(volume)),
        Certain::Within(heights) => Some(heights),
        Certain::Nowhere => None,
    };
    let (Some(a), Some(b)) = (sure(a), sure(b)) else { return false };
    a.upper.min(b.upper) - a.lower.max(b.lower) > TOUCH_M
}
