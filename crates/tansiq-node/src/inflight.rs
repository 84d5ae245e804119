//! What the records that are not durable yet have changed, so that only the reads which depend on it wait.

use std::collections::{BTreeMap, VecDeque};
use tansiq_core::TouchKey;

/// The keys of the records in flight.
#[derive(Debug, Default)]
pub(crate) struct InFlight {
    /// The last record in flight that touched a key.
    last: BTreeMap<TouchKey, u64>,
    records: VecDeque<(u64, Vec<TouchKey>)>,
}

impl InFlight {
    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub(crate) fn add(&mut self, index: u64, keys: Vec<TouchKey>) {
        keys.iter().for_each(|key| {
            self.last.insert(*key, index);
        });
        self.records.push_back((index, keys));
    }

    /// Forgets the records before `head`, which are durable.
    pub(crate) fn settle(&mut self, head: u64) {
        while let Some((index, _)) = self.records.front()
            && *index < head
        {
            let (index, keys) = self.records.pop_front().expect("the front was just seen");
            for key in keys {
                if self.last.get(&key) == Some(&index) {
                    self.last.remove(&key);
                }
            }
        }
    }

    /// How many records must be durable before an answer that depends on `keys` may be given; 0 for none.
    pub(crate) fn needed(&self, keys: &[TouchKey]) -> u64 {
        keys.iter().filter_map(|key| self.last.get(key)).max().map_or(0, |index| index + 1)
    }
}

/// Collects what a read depends on. Collecting costs nothing while nothing is in flight.
#[derive(Debug)]
pub struct Touches {
    keys: Option<Vec<TouchKey>>,
}

impl Touches {
    pub(crate) fn new(wanted: bool) -> Touches {
        Touches { keys: wanted.then(Vec::new) }
    }

    pub(crate) fn keys(&self) -> &[TouchKey] {
        self.keys.as_deref().unwrap_or(&[])
    }

    /// Notes one key.
    pub fn add(&mut self, key: TouchKey) {
        if let Some(keys) = &mut self.keys {
            keys.push(key);
        }
    }

    /// Notes many keys; they are not even computed while nothing is in flight.
    pub fn extend(&mut self, more: impl IntoIterator<Item = TouchKey>) {
        if let Some(keys) = &mut self.keys {
            keys.extend(more);
        }
    }
}
