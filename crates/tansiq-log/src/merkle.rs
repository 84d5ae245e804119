//! The hashing of the log: salted leaves and the tree of RFC 6962 over them.
//!
//! An entry of the tree is a commitment, `SHA-256(salt ‖ payload)`, and not the payload, so that the whole tree can
//! be handed to anyone without telling anything. The salt always has 32 bytes, which makes the concatenation
//! unambiguous. Proofs, checkpoints and signatures are made elsewhere from these parts.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The commitment to a payload: `SHA-256(salt ‖ payload)`.
#[must_use]
pub fn commitment(salt: &[u8; 32], payload: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(payload).finalize().into()
}

/// The leaf of a payload: the RFC 6962 leaf hash of its [`commitment`].
#[must_use]
pub fn leaf_hash(salt: &[u8; 32], payload: &[u8]) -> Hash {
    entry_hash(&commitment(salt, payload))
}

/// The leaf hash of a tree entry: `SHA-256(0x00 ‖ entry)` (RFC 6962, section 2.1).
#[must_use]
pub fn entry_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(entry).finalize().into()
}

/// The hash of an inner node: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962, section 2.1).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over `leaves` in order; the hash of nothing for none.
#[must_use]
pub fn root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    let mut root = Root::default();
    for leaf in leaves {
        root.push(leaf);
    }
    root.root()
}

/// The root of a growing tree, kept in at most 64 hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Root {
    len: u64,
    /// The roots of the perfect subtrees from left to right, one for each bit set in `len`.
    peaks: Vec<Hash>,
}

impl Root {
    /// The number of leaves.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there is no leaf yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a leaf on the right; two hashes on average.
    pub fn push(&mut self, leaf: Hash) {
        let mut right = leaf;
        // Each low bit set in the old length is a perfect subtree as tall as what has been joined so far.
        for _ in 0..self.len.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                right = node_hash(&left, &right);
            }
        }
        self.peaks.push(right);
        self.len += 1;
    }

    /// The root over all leaves pushed so far; `SHA-256("")` while there is none.
    #[must_use]
    pub fn root(&self) -> Hash {
        let joined = self.peaks.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or_else(|| Sha256::digest(b"").into())
    }
}

#[cfg(test)]
#[path = "merkle_tests.rs"]
mod tests;
