//! [`Key`]: the OVNs a client knows, kept in one piece of memory.
//!
//! It does not know which OVNs are current; the key check of the core does. A busy cell makes keys
//! of 18,000 OVNs, hundreds of times a second, and a `Vec<String>` would allocate for each.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::lenient::TooMany;

/// Most OVNs in one key. At 45 bytes each a body of 4 MiB holds fewer, so that only a larger
/// configured body reaches this bound.
pub const MAX_KEY_ENTRIES: usize = 100_000;

/// The OVNs a client proves to know, schema `Key`; a JSON array of strings.
///
/// Reading allocates only for the growth of two buffers. At most [`MAX_KEY_ENTRIES`] are read, and
/// at most 4 GiB of text; beyond that reading is an error that names the bound.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// All OVNs one after the other.
    text: String,
    /// Where each one ends in `text`.
    ends: Vec<u32>,
}

impl Key {
    /// How many OVNs there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The OVNs in the order they came, repetitions included.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let ovn = &self.text[start..end as usize];
            start = end as usize;
            ovn
        })
    }

    /// Adds one OVN, or says that the text would pass 4 GiB.
    fn push(&mut self, ovn: &str) -> Result<(), TextTooLong> {
        let end = u32::try_from(self.text.len() + ovn.len()).map_err(|_| TextTooLong)?;
        self.text.push_str(ovn);
        self.ends.push(end);
        Ok(())
    }
}

#[derive(Debug)]
struct TextTooLong;

impl fmt::Display for TextTooLong {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "key has more than {} bytes of text", u32::MAX)
    }
}

impl<S: AsRef<str>> FromIterator<S> for Key {
    /// Collects OVNs. More than [`MAX_KEY_ENTRIES`] are kept, but no server will take them.
    ///
    /// # Panics
    ///
    /// When the OVNs together are longer than 4 GiB, which no client can have been given.
    fn from_iter<I: IntoIterator<Item = S>>(ovns: I) -> Self {
        let mut key = Self::default();
        for ovn in ovns {
            let pushed = key.push(ovn.as_ref());
            assert!(pushed.is_ok(), "the text of a key fits in 4 GiB");
        }
        key
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "key to be a list of at most {MAX_KEY_ENTRIES} strings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Key, A::Error> {
        let mut key = Key::default();
        while seq.next_element_seed(Entry(&mut key))?.is_some() {}
        Ok(key)
    }
}

/// One string of the array, which goes straight into the key's buffer.
struct Entry<'k>(&'k mut Key);

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Entry<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an OVN, which is a string")
    }

    fn visit_str<E: serde::de::Error>(self, ovn: &str) -> Result<(), E> {
        if self.0.len() >= MAX_KEY_ENTRIES {
            return Err(E::custom(TooMany { field: "key", max: MAX_KEY_ENTRIES }));
        }
        self.0.push(ovn).map_err(E::custom)
    }
}

#[cfg(test)]
#[path = "key_tests.rs"]
mod tests;
