//! Whom to tell of a write when the DSS's list of them was not heard.
//!
//! The list comes with the answer to the write and cannot be asked for again: a second sending names those whom the second
//! change concerns, and what is removed names nobody. So those are told who have an operation there, with the subscription
//! that it keeps. Who only watches a region without an operation in it is not found; he learns of it when he asks the DSS.

use crate::convert;
use crate::desk::Desk;
use crate::discover::in_time;
use crate::error::DeskError;
use std::collections::BTreeMap;
use std::time::Duration;
use tansiq_core::Name;
use tansiq_core::desk::{Begun, Prompted, Subscriber};
use tansiq_wire::f3548::{NULL_SUBSCRIPTION_ID, OperationalIntentReference};
use tokio::time::Instant;

/// How long it may take to ask the DSS.
const PATIENCE: Duration = Duration::from_secs(5);
/// What stands for the count of a subscription that is not known.
const NO_INDEX: i32 = 0;

impl Desk {
    /// Adds those who are not named yet and have an operation where this one is to be, or was.
    ///
    /// # Errors
    /// If the DSS cannot be heard. Then the write had better stay pending, so that they are told when it can.
    pub(crate) async fn add_likely_subscribers(&self, begun: &Begun, subscribers: &mut Vec<Subscriber>) -> Result<(), DeskError> {
        let deadline = Instant::now() + PATIENCE;
        let mut volumes = convert::extents(&begun.plan, begun.state);
        if let Some(before) = self.operation(begun.id).await?
            && let Some(state) = before.state
        {
            volumes = volumes.and(&convert::extents(&before.plan, state));
        }
        let mut found: BTreeMap<String, Vec<Prompted>> = BTreeMap::new();
        for area in convert::queries(&volumes) {
            let asked = in_time(deadline, self.dss().query_operational_intents(&convert::wire_volume(&area))).await?;
            let references = asked.map_err(|error| DeskError::Dss(error.to_string()))?;
            references.iter().for_each(|reference| self.note_keeper(reference, &mut found));
        }
        for (to, subscriptions) in found {
            let to = Name::from(to);
            if subscribers.iter().all(|named| named.to != to) {
                subscribers.push(Subscriber { to, subscriptions });
            }
        }
        Ok(())
    }

    fn note_keeper(&self, reference: &OperationalIntentReference, found: &mut BTreeMap<String, Vec<Prompted>>) {
        let keeps = !reference.subscription_id.is_empty() && reference.subscription_id != NULL_SUBSCRIPTION_ID;
        if !keeps || self.is_own_url(&reference.uss_base_url) {
            return;
        }
        let prompted = Prompted { subscription: Name::from(&*reference.subscription_id), index: NO_INDEX };
        let of_peer = found.entry(reference.uss_base_url.clone()).or_default();
        if !of_peer.contains(&prompted) {
            of_peer.push(prompted);
        }
    }
}
