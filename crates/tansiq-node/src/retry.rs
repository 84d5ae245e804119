//! The answers of writes that landed but whose caller was told "try again later", or was gone: a retry of the same write
//! gets the answer that the first one would have got.

use crate::bounds::UNCLAIMED;
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};

/// What makes two requests the same write: who, what, which version, which body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RetryKey {
    /// The caller.
    pub caller: tansiq_core::Name,
    /// Method and path, which hold the entity's id and the version in the URL.
    pub target: Box<str>,
    /// A hash of the body.
    pub body: u64,
}

/// The newest such answers, at most [`UNCLAIMED`].
#[derive(Debug)]
pub(crate) struct Unclaimed<O> {
    outcomes: BTreeMap<RetryKey, O>,
    order: VecDeque<RetryKey>,
}

impl<O> Default for Unclaimed<O> {
    fn default() -> Self {
        Unclaimed { outcomes: BTreeMap::new(), order: VecDeque::new() }
    }
}

impl<O> Unclaimed<O> {
    pub(crate) fn keep(&mut self, key: RetryKey, outcome: O) {
        if self.order.len() >= UNCLAIMED
            && let Some(oldest) = self.order.pop_front()
        {
            self.outcomes.remove(&oldest);
        }
        if self.outcomes.insert(key.clone(), outcome).is_none() {
            self.order.push_back(key);
        }
    }

    pub(crate) fn take(&mut self, key: &RetryKey) -> Option<O> {
        let outcome = self.outcomes.remove(key)?;
        self.order.retain(|other| other != key);
        Some(outcome)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }
}

/// Which writes are decided but not answered yet, so that a retry of one of them waits until it is known what became of it.
///
/// Only hashes are kept: two writes with the same one make the second wait needlessly, and nothing else.
#[derive(Debug, Default)]
pub(crate) struct UnderWay {
    hasher: RandomState,
    /// Those whose append is under way.
    appending: HashSet<u64>,
    /// Those of the append after it.
    pending: HashSet<u64>,
}

impl UnderWay {
    pub(crate) fn note(&mut self, key: &RetryKey) {
        self.pending.insert(self.hasher.hash_one(key));
    }

    pub(crate) fn holds(&self, key: &RetryKey) -> bool {
        if self.appending.is_empty() && self.pending.is_empty() {
            return false;
        }
        let hash = self.hasher.hash_one(key);
        self.appending.contains(&hash) || self.pending.contains(&hash)
    }

    /// What is pending is now being appended.
    pub(crate) fn handed_over(&mut self) {
        std::mem::swap(&mut self.appending, &mut self.pending);
    }

    /// What was being appended is answered.
    pub(crate) fn settled(&mut self) {
        self.appending.clear();
    }

    /// Everything is answered.
    pub(crate) fn clear(&mut self) {
        self.appending.clear();
        self.pending.clear();
    }
}
