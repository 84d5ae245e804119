//! The OVN suffixes used of late: a suffix may not be used twice for one entity, deleted or not, while its own timestamp is
//! still within the window in which it could be requested.

use super::bounds::CLOCK_SKEW;
use crate::{EntityId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The suffixes used within the window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct UsedSuffixes {
    used: BTreeSet<(EntityId, Uuid)>,
    by_time: BTreeSet<(Timestamp, EntityId, Uuid)>,
}

impl UsedSuffixes {
    pub(crate) fn contains(&self, entity: EntityId, suffix: Uuid) -> bool {
        self.used.contains(&(entity, suffix))
    }

    pub(crate) fn insert(&mut self, entity: EntityId, suffix: Uuid) {
        if let Some(time) = time_of(suffix) {
            self.used.insert((entity, suffix));
            self.by_time.insert((time, entity, suffix));
        }
    }

    /// Forgets the suffixes that are too old at `now` to be requested again.
    pub(crate) fn forget_before(&mut self, now: Timestamp) {
        let limit = now.minus(CLOCK_SKEW);
        while let Some((time, entity, suffix)) = self.by_time.first().copied() {
            if time >= limit {
                break;
            }
            self.by_time.pop_first();
            self.used.remove(&(entity, suffix));
        }
    }
}

/// The time in a UUID version 7 (RFC 9562, milliseconds).
pub(crate) fn time_of(suffix: Uuid) -> Option<Timestamp> {
    let fits = suffix.get_version_num() == 7 && suffix.get_variant() == uuid::Variant::RFC4122;
    // The first 48 bits are milliseconds since the Unix epoch; that many microseconds fit 64 bits.
    let milliseconds = (suffix.as_u128() >> 80) as i64;
    fits.then_some(Timestamp(milliseconds * 1_000))
}
