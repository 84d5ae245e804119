//! Finds the entities that may meet an extent, among millions, in microseconds.
//!
//! Cell → hour → entries of 16 bytes that carry conservative bounds inline, so that a search touches no entity it does not
//! find. A bucket that grows crowded is divided by sixteenth of the hour and by height band. What it returns is a
//! superset; [`super::store::Store`] holds each candidate against its exact bounds.

use crate::{Extent, Heights, Span, Timestamp};
use std::collections::BTreeMap;
use tansiq_geo::Cell;

const HOUR_US: i64 = 3_600_000_000;
/// Entities that live through more hours than this stand once per cell, in the list of the long-lived.
const MAX_HOURS: i64 = 12;
/// A bucket with more entries than this is divided.
const CROWDED: usize = 192;
/// A divided bucket with fewer entries than this is joined again; far below `CROWDED`, so that it does not flap.
const SPARSE: usize = 64;
/// The divisions of an hour in a crowded bucket: 225 s each.
const SLICE_S: u16 = 225;
/// The height of a band in a crowded bucket, metres.
const BAND_M: f32 = 32.0;
/// Entries that would stand in more fields of a crowded bucket than this are kept aside.
const MAX_FIELDS: i32 = 48;
/// Heights beyond these share the outermost bands, metres.
const BAND_RANGE_M: f32 = 100_000.0;

/// One entity in one bucket. Seconds count from the bucket's hour; bounds are rounded outwards.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    slot: u32,
    first_s: u16,
    last_s: u16,
    lower_m: f32,
    upper_m: f32,
}

/// What a search looks for in one bucket.
#[derive(Clone, Copy)]
struct Window {
    first_s: u16,
    last_s: u16,
    lower_m: f32,
    upper_m: f32,
}

impl Entry {
    fn meets(&self, window: &Window) -> bool {
        self.first_s <= window.last_s
            && window.first_s <= self.last_s
            && self.lower_m <= window.upper_m
            && window.lower_m <= self.upper_m
    }

    /// The fields of a crowded bucket that the entry touches, if they are not too many.
    fn fields(&self) -> Option<impl Iterator<Item = Field> + use<>> {
        let (slices, bands) = (slice(self.first_s)..=slice(self.last_s), band(self.lower_m)..=band(self.upper_m));
        let count = (i32::from(*slices.end()) - i32::from(*slices.start()) + 1) * (bands.end() - bands.start() + 1);
        (count <= MAX_FIELDS).then(|| slices.flat_map(move |slice| bands.clone().map(move |band| (slice, band))))
    }
}

/// A slice of the hour and a band of heights.
type Field = (u16, i32);

/// The slice of a second; what lies beyond the hour, as it does in the outermost hours, shares the last slice.
fn slice(second: u16) -> u16 {
    second.min(3_599) / SLICE_S
}

fn band(height_m: f32) -> i32 {
    (height_m.clamp(-BAND_RANGE_M, BAND_RANGE_M) / BAND_M).floor() as i32
}

/// The entries of one cell in one hour.
#[derive(Debug)]
enum Bucket {
    /// Few: looked through one by one.
    Few(Vec<Entry>),
    /// Many: divided. In a box, because almost all buckets are of the other kind and there are millions of them.
    Many(Box<Crowd>),
}

/// The entries of a crowded bucket: by field, and aside those that touch too many fields.
#[derive(Debug, Default)]
struct Crowd {
    count: usize,
    fields: BTreeMap<Field, Vec<Entry>>,
    wide: Vec<Entry>,
}

impl Bucket {
    fn insert(&mut self, entry: Entry) {
        match self {
            Bucket::Few(entries) => {
                entries.push(entry);
                if entries.len() > CROWDED {
                    let crowd = std::mem::take(entries);
                    *self = Bucket::Many(Box::default());
                    crowd.into_iter().for_each(|entry| self.insert(entry));
                }
            }
            Bucket::Many(crowd) => {
                crowd.count += 1;
                match entry.fields() {
                    Some(touched) => touched.for_each(|field| crowd.fields.entry(field).or_default().push(entry)),
                    None => crowd.wide.push(entry),
                }
            }
        }
    }

    fn remove(&mut self, entry: Entry) {
        match self {
            Bucket::Few(entries) => remove_slot(entries, entry.slot),
            Bucket::Many(crowd) => {
                crowd.count -= 1;
                match entry.fields() {
                    Some(touched) => touched.for_each(|field| remove_from_field(&mut crowd.fields, field, entry.slot)),
                    None => remove_slot(&mut crowd.wide, entry.slot),
                }
                if crowd.count < SPARSE {
                    *self = Bucket::Few(self.entries());
                }
            }
        }
    }

    fn entries(&self) -> Vec<Entry> {
        match self {
            Bucket::Few(entries) => entries.clone(),
            Bucket::Many(crowd) => {
                let mut all: Vec<Entry> = crowd.fields.values().flatten().chain(&crowd.wide).copied().collect();
                all.sort_unstable_by_key(|entry| entry.slot);
                all.dedup_by_key(|entry| entry.slot);
                all
            }
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Bucket::Few(entries) if entries.is_empty())
    }

    fn search(&self, window: &Window, found: &mut Vec<u32>) {
        let mut look = |entries: &[Entry]| {
            found.extend(entries.iter().filter(|entry| entry.meets(window)).map(|entry| entry.slot));
        };
        match self {
            Bucket::Few(entries) => look(entries),
            Bucket::Many(crowd) => {
                look(&crowd.wide);
                let (lowest, highest) = (band(window.lower_m), band(window.upper_m));
                for slice in slice(window.first_s)..=slice(window.last_s) {
                    crowd.fields.range((slice, lowest)..=(slice, highest)).for_each(|(_, entries)| look(entries));
                }
            }
        }
    }
}

fn remove_slot(entries: &mut Vec<Entry>, slot: u32) {
    if let Some(at) = entries.iter().position(|entry| entry.slot == slot) {
        entries.swap_remove(at);
    }
    if entries.capacity() > 64 && entries.len() < entries.capacity() / 4 {
        entries.shrink_to(entries.len() * 2);
    }
}

fn remove_from_field(fields: &mut BTreeMap<Field, Vec<Entry>>, field: Field, slot: u32) {
    if let Some(entries) = fields.get_mut(&field) {
        remove_slot(entries, slot);
        if entries.is_empty() {
            fields.remove(&field);
        }
    }
}

/// What stands in one cell.
#[derive(Debug, Default)]
struct CellEntries {
    long_lived: Vec<Entry>,
    /// By hour, ascending.
    hours: Vec<(i32, Bucket)>,
}

impl CellEntries {
    fn bucket(&mut self, hour: i32) -> &mut Bucket {
        let at = match self.hours.binary_search_by_key(&hour, |(hour, _)| *hour) {
            Ok(at) => at,
            Err(at) => {
                self.hours.insert(at, (hour, Bucket::Few(Vec::new())));
                at
            }
        };
        &mut self.hours[at].1
    }

    fn remove(&mut self, hour: i32, entry: Entry) {
        if let Ok(at) = self.hours.binary_search_by_key(&hour, |(hour, _)| *hour) {
            self.hours[at].1.remove(entry);
            if self.hours[at].1.is_empty() {
                self.hours.remove(at);
            }
        }
    }
}

/// The index of one kind of entity.
#[derive(Debug, Default)]
pub struct SpaceTimeIndex {
    cells: BTreeMap<Cell, CellEntries>,
}

impl SpaceTimeIndex {
    /// Puts the entity in `slot` where its extent is.
    pub fn insert(&mut self, slot: u32, extent: &Extent) {
        for cell in extent.cells.iter() {
            let entries = self.cells.entry(cell).or_default();
            match hours_of(&extent.span) {
                None => entries.long_lived.push(entry(slot, &extent.span, &extent.heights, None)),
                Some(hours) => hours.for_each(|hour| {
                    entries.bucket(hour).insert(entry(slot, &extent.span, &extent.heights, Some(hour)));
                }),
            }
        }
    }

    /// Takes the entity in `slot` away from where its extent was.
    pub fn remove(&mut self, slot: u32, extent: &Extent) {
        for cell in extent.cells.iter() {
            let Some(entries) = self.cells.get_mut(&cell) else { continue };
            match hours_of(&extent.span) {
                None => remove_slot(&mut entries.long_lived, slot),
                Some(hours) => hours.for_each(|hour| {
                    entries.remove(hour, entry(slot, &extent.span, &extent.heights, Some(hour)));
                }),
            }
            if entries.long_lived.is_empty() && entries.hours.is_empty() {
                self.cells.remove(&cell);
            }
        }
    }

    /// Whether nothing stands anywhere.
    #[cfg(any(test, feature = "invariants"))]
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The slots of all entities that may meet the extent, and of some that do not; a slot may appear more than once.
    pub fn search(&self, extent: &Extent, found: &mut Vec<u32>) {
        let (first_hour, last_hour) = (hour_of(extent.span.start), hour_of(extent.span.end));
        for cell in extent.cells.iter() {
            let Some(entries) = self.cells.get(&cell) else { continue };
            let always = window(&extent.heights, 0, u16::MAX);
            found.extend(entries.long_lived.iter().filter(|entry| entry.meets(&always)).map(|entry| entry.slot));
            let from = entries.hours.partition_point(|(hour, _)| *hour < first_hour);
            for (hour, bucket) in entries.hours[from..].iter().take_while(|(hour, _)| *hour <= last_hour) {
                let first_s = seconds_into(extent.span.start, *hour);
                let last_s = seconds_into(extent.span.end, *hour).saturating_add(1);
                bucket.search(&window(&extent.heights, first_s, last_s), found);
            }
        }
    }
}

fn hour_of(at: Timestamp) -> i32 {
    // Beyond the years that a request can name, all instants share the outermost hours.
    at.0.div_euclid(HOUR_US).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}

fn hours_of(span: &Span) -> Option<std::ops::RangeInclusive<i32>> {
    let (first, last) = (hour_of(span.start), hour_of(span.end));
    (i64::from(last) - i64::from(first) < MAX_HOURS).then_some(first..=last)
}

/// Whole seconds from the start of `hour` to `at`, rounded down; 0 before the hour, 3,600 after it.
fn seconds_into(at: Timestamp, hour: i32) -> u16 {
    let since = at.0.saturating_sub(i64::from(hour).saturating_mul(HOUR_US));
    (since / 1_000_000).clamp(0, 3_600) as u16
}

fn entry(slot: u32, span: &Span, heights: &Heights, hour: Option<i32>) -> Entry {
    let (first_s, last_s) = match hour {
        Some(hour) => (seconds_into(span.start, hour), seconds_into(span.end, hour).saturating_add(1)),
        None => (0, u16::MAX),
    };
    Entry { slot, first_s, last_s, lower_m: round_down(heights.lower), upper_m: round_up(heights.upper) }
}

fn window(heights: &Heights, first_s: u16, last_s: u16) -> Window {
    Window { first_s, last_s, lower_m: round_down(heights.lower), upper_m: round_up(heights.upper) }
}

fn round_down(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) > value { near.next_down() } else { near }
}

fn round_up(value: f64) -> f32 {
    let near = value as f32;
    if f64::from(near) < value { near.next_up() } else { near }
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
