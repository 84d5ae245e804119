//! One copy of every party name and URL, however many entities carry it.
//!
//! Uses are counted here and not read from the pointer: the answer to a deletion still holds the name of what is deleted
//! while the deletion is applied, and a name so held would never be forgotten.

use crate::Name;
use std::collections::BTreeMap;

/// The names in use, each with the number of its uses.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<Name, u64>);

impl Names {
    /// The shared copy of `name`, for one more use.
    pub(crate) fn intern(&mut self, name: &Name) -> Name {
        let known = self.0.get_key_value(name).map_or_else(|| name.clone(), |(known, _)| known.clone());
        *self.0.entry(known.clone()).or_default() += 1;
        known
    }

    /// The names with the number of their uses.
    #[cfg(feature = "invariants")]
    pub(crate) fn uses(&self) -> &BTreeMap<Name, u64> {
        &self.0
    }

    /// Ends one use of `name`; forgets it when that was the last.
    pub(crate) fn release(&mut self, name: &Name) {
        let Some(uses) = self.0.get_mut(name) else { return };
        *uses -= 1;
        if *uses == 0 {
            self.0.remove(name);
        }
    }
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
