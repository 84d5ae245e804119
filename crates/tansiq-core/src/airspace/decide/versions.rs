//! OVNs and other opaque versions. Each is new: none was ever given before, for this or for another entity.

use crate::{Context, EntityId, Ovn};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The largest version number and notification index that the standard's messages can carry (int32).
const MAX_COUNT: u32 = i32::MAX as u32;

/// One more than `count`.
pub(super) fn next(count: u32) -> u32 {
    count.saturating_add(1).min(MAX_COUNT)
}

/// A fresh OVN for an entity.
pub(super) fn ovn(context: &Context, entity: EntityId) -> Ovn {
    Ovn::new(opaque(context, "ovn", entity.uuid().as_bytes()))
}

/// A fresh version for a subscription.
pub(super) fn of_subscription(context: &Context, subscription: EntityId) -> Box<str> {
    opaque(context, "subscription version", subscription.uuid().as_bytes()).into()
}

/// A fresh version for the availability of a USS.
pub(super) fn of_availability(context: &Context, uss: &str) -> Box<str> {
    opaque(context, "availability version", uss.as_bytes()).into()
}

/// A fresh id.
pub(super) fn fresh_id(context: &Context, purpose: &str) -> EntityId {
    let bytes = context.derive(purpose, &[]);
    EntityId::from_entropy(bytes[..16].try_into().expect("16 of 32 bytes"))
}

/// 44 characters that are safe in a URL path, as the field spells them.
fn opaque(context: &Context, purpose: &str, of: &[u8]) -> String {
    let mut text = STANDARD.encode(context.derive(purpose, of)).into_bytes();
    for byte in &mut text {
        *byte = match *byte {
            b'+' => b'-',
            b'/' => b'.',
            b'=' => b'_',
            other => other,
        };
    }
    String::from_utf8(text).expect("base64 is ASCII")
}
