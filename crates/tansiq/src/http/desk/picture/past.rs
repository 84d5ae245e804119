//! The state of the desk as it was: the ledger folded anew up to a record.
//!
//! A few folded states are kept, so that who goes through time in small steps does not wait for the whole fold each time.
//! A fold that does not end in time leaves what it has, and the next one goes on from there.

use super::super::history::History;
use crate::http::bounds::{FOLD_STEP, FOLDS_KEPT, FOLDS_KEPT_FOR};
use crate::http::error::Error;
use parking_lot::Mutex;
use std::sync::Arc;
use std::time::Instant;
use tansiq_core::desk::State;
use tansiq_core::{Machine, Timestamp};

/// A state as it was.
#[derive(Clone, Default)]
pub(crate) struct Folded {
    /// Records that it is made of.
    pub(crate) index: u64,
    /// When the last of them was decided.
    pub(crate) at: Timestamp,
    pub(crate) state: State,
}

/// Folded states that were asked for lately, the latest last.
#[derive(Default)]
pub(crate) struct Past {
    kept: Mutex<Vec<(Instant, Arc<Folded>)>>,
}

impl Past {
    /// The state after the first `index` records, which there must be. Blocks.
    ///
    /// # Errors
    /// If records were erased or cannot be read, and if it takes until `deadline`: then another try goes on from there.
    pub(crate) fn fold(&self, history: &History, index: u64, deadline: Instant) -> Result<Arc<Folded>, Error> {
        let mut folded = match self.base(index) {
            Base::There(folded) => return Ok(folded),
            Base::Before(folded) => *folded,
        };
        while folded.index < index {
            let records = history.records(folded.index, index)?;
            if records.is_empty() {
                return Err(Error::Internal(format!("record {} of the ledger of the desk is missing", folded.index)));
            }
            for record in records {
                // Who asks for a moment often asks for the one before it next.
                if folded.index + FOLD_STEP == index {
                    self.keep(Arc::new(folded.clone()));
                }
                record.events.iter().for_each(|event| folded.state.apply(record.index, record.at_us, &record.actor, event));
                folded.index = record.index + 1;
                folded.at = record.at_us;
            }
            if folded.index < index && Instant::now() >= deadline {
                self.keep(Arc::new(folded));
                return Err(Error::Timeout);
            }
        }
        let folded = Arc::new(folded);
        self.keep(folded.clone());
        Ok(folded)
    }

    /// Forgets what nobody asked for lately.
    pub(crate) fn tidy(&self) {
        self.kept.lock().retain(|(used, _)| used.elapsed() < FOLDS_KEPT_FOR);
    }

    /// Where a fold to `index` begins. A state that is kept goes on itself if there is another one not far before it, to
    /// which steps back can go; otherwise its copy does.
    fn base(&self, index: u64) -> Base {
        let mut kept = self.kept.lock();
        let before = (0..kept.len()).filter(|place| kept[*place].1.index <= index);
        let Some(place) = before.max_by_key(|place| kept[*place].1.index) else { return Base::Before(Box::default()) };
        let (_, base) = kept.remove(place);
        let lower = base.index.saturating_sub(FOLD_STEP)..base.index;
        let is_kept = base.index == index || !kept.iter().any(|(_, other)| lower.contains(&other.index));
        if is_kept {
            kept.push((Instant::now(), base.clone()));
        }
        drop(kept);
        match base.index == index {
            true => Base::There(base),
            false => Base::Before(Box::new(Arc::unwrap_or_clone(base))),
        }
    }

    fn keep(&self, folded: Arc<Folded>) {
        let mut kept = self.kept.lock();
        kept.retain(|(_, other)| other.index != folded.index);
        if kept.len() >= FOLDS_KEPT {
            kept.remove(0);
        }
        kept.push((Instant::now(), folded));
    }
}

enum Base {
    There(Arc<Folded>),
    Before(Box<Folded>),
}

#[cfg(test)]
#[path = "past_tests.rs"]
mod tests;
