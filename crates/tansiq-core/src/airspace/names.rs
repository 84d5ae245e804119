//! One copy of every party name and URL, however many entities carry it.

use crate::Name;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The names in use.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<Name>);

impl Names {
    /// The shared copy of `name`.
    pub(crate) fn intern(&mut self, name: &Name) -> Name {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        self.0.insert(name.clone());
        name.clone()
    }

    /// Forgets `name` if only this table and the given copy still hold it.
    pub(crate) fn release(&mut self, name: Name) {
        if Arc::strong_count(&name) <= 2 {
            self.0.remove(&name);
        }
    }
}
