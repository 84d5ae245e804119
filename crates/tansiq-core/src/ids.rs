//! Names of things: entities, parties, versions.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// A party's name or a URL, shared between the entities that carry it.
pub type Name = Arc<str>;

/// The id of an operational intent, a constraint or a subscription: a UUID version 4 (F3548-21, `UUIDv4Format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(Uuid);

impl EntityId {
    /// The smallest and the largest id, for ranges over ordered maps.
    pub(crate) const MIN: EntityId = EntityId(Uuid::nil());
    pub(crate) const MAX: EntityId = EntityId(Uuid::max());

    /// Reads an id in any spelling clients in the field use: dashed, 32 hexadecimal digits, `urn:uuid:…` or `{…}`.
    ///
    /// # Errors
    /// What is wrong with the text, to be put behind the name of the field.
    pub fn parse(text: &str) -> Result<EntityId, &'static str> {
        let uuid = Uuid::try_parse(text).map_err(|_| "must be a UUID version 4")?;
        EntityId::from_uuid(uuid).ok_or("must be a UUID of version 4 and of the RFC 4122 variant")
    }

    /// The id, if the UUID has version 4 and the RFC 4122 variant.
    pub fn from_uuid(uuid: Uuid) -> Option<EntityId> {
        let fits = uuid.get_version_num() == 4 && uuid.get_variant() == uuid::Variant::RFC4122;
        fits.then_some(EntityId(uuid))
    }

    /// The UUID itself.
    pub fn uuid(self) -> Uuid {
        self.0
    }

    /// Makes an id out of entropy by setting the version and the variant.
    pub(crate) fn from_entropy(bytes: [u8; 16]) -> EntityId {
        EntityId(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

/// The opaque version of an entity; who knows it has read the entity's details (F3548-21, `EntityOVN`, 16–128 characters).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ovn(Box<str>);

impl Ovn {
    pub(crate) fn new(text: String) -> Ovn {
        debug_assert!((16..=128).contains(&text.len()));
        Ovn(text.into_boxed_str())
    }

    /// The text as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a key is searched by; see [`fingerprint`].
    pub(crate) fn fingerprint(&self) -> u128 {
        fingerprint(self.0.as_bytes())
    }
}

/// A 128-bit fingerprint of some bytes, most often of an OVN; several gigabytes a second.
///
/// It is not a cryptographic hash and need not be: whoever can compute the fingerprint of an OVN knows the OVN, and two
/// unrelated texts agree with probability 2⁻¹²⁸. It makes the comparison of 18,000 OVNs with 18,000 others cheap.
pub fn fingerprint(bytes: &[u8]) -> u128 {
    const A: u64 = 0x9e37_79b9_7f4a_7c15;
    const B: u64 = 0xc2b2_ae3d_27d4_eb4f;
    let mut low = A ^ bytes.len() as u64;
    let mut high = B.rotate_left(32) ^ bytes.len() as u64;
    // Two lanes take sixteen bytes with one product each; what a product by chance forgets, the rotated lane keeps.
    let mut add = |block: [u8; 16]| {
        let block = u128::from_le_bytes(block);
        let (first, second) = (block as u64, (block >> 64) as u64);
        low = low.rotate_left(23) ^ product_folded(first ^ A, second ^ low);
        high = high.rotate_left(29) ^ product_folded(second ^ B, first ^ high);
    };
    let (blocks, rest) = bytes.as_chunks::<16>();
    blocks.iter().for_each(|block| add(*block));
    if !rest.is_empty() {
        let mut block = [0; 16];
        block[..rest.len()].copy_from_slice(rest);
        add(block);
    }
    let (low, high) = (folded_product(low ^ high, B), folded_product(high ^ A, low | 1));
    u128::from(high) << 64 | u128::from(low)
}

/// The two halves of the product of two words, as one word.
fn product_folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The two halves of a product, folded into one; both arguments reach every bit of the result.
pub(crate) fn folded_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ b.rotate_left(31)).wrapping_mul(u128::from(b | 1));
    (product as u64) ^ ((product >> 64) as u64) ^ a.rotate_left(17)
}

#[cfg(test)]
#[path = "ids_tests.rs"]
mod tests;
