//! The key of a write: the OVNs that its caller proves to know.

use crate::ids::{fingerprint, folded_product};

/// A set of OVNs, made at the border so that the single writer only has to look up.
///
/// Open addressing over 128-bit fingerprints, at most three quarters full: 18,000 look-ups take a fraction of a millisecond.
#[derive(Debug, Default)]
pub struct Key {
    slots: Box<[u128]>,
    has_zero: bool,
    seed: u64,
}

impl Key {
    /// The set of the first `count` of the given OVNs. `seed` should be secret and differ from process to process: it only
    /// decides where in the table an OVN lies, so that nobody can prepare a key whose entries all fall on one place.
    pub fn new<'a>(seed: u64, count: usize, ovns: impl Iterator<Item = &'a str>) -> Key {
        if count == 0 {
            return Key::default();
        }
        let places = (count + count.div_ceil(3)).next_power_of_two();
        let mut key = Key { slots: vec![0; places].into_boxed_slice(), has_zero: false, seed };
        for ovn in ovns.take(count) {
            key.insert(fingerprint(ovn.as_bytes()));
        }
        key
    }

    fn insert(&mut self, print: u128) {
        if print == 0 {
            self.has_zero = true;
            return;
        }
        let at = self.position(print);
        self.slots[at] = print;
    }

    pub(crate) fn contains(&self, print: u128) -> bool {
        match (print, self.slots.is_empty()) {
            (0, _) => self.has_zero,
            (_, true) => false,
            _ => self.slots[self.position(print)] == print,
        }
    }

    /// Where the fingerprint is, or the free slot where it would go. There always is one: the table is at most three quarters
    /// full.
    fn position(&self, print: u128) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = folded_product(print as u64 ^ self.seed, (print >> 64) as u64) as usize & mask;
        while self.slots[at] != 0 && self.slots[at] != print {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
#[path = "key_tests.rs"]
mod tests;
