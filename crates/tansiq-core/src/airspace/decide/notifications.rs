//! Who must be told of a change: the subscriptions that it meets.

use super::versions;
use crate::airspace::{Event, State, Subscriber, Subscription};
use crate::{EntityId, Extent, Name};
use std::collections::BTreeMap;

/// What a change is about.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    Intents,
    Constraints,
}

/// The subscriptions to notify, each with its new notification index.
pub(super) struct Notified {
    found: Vec<(EntityId, u32, Name)>,
}

impl Notified {
    /// The subscriptions that meet the extent, but for `left_out`.
    ///
    /// Whether a subscription has ended does not matter, only whether its time meets that of the change.
    pub(super) fn collect(state: &State, subject: Subject, extent: &Extent, left_out: Option<EntityId>) -> Notified {
        let wants = |subscription: &Subscription| match subject {
            Subject::Intents => subscription.notify_for_operational_intents,
            Subject::Constraints => subscription.notify_for_constraints,
        };
        let hits = state.subscriptions.search(extent);
        let wanted = hits.iter().map(|hit| hit.entity()).filter(|s| wants(s) && Some(s.id) != left_out);
        let mut found: Vec<_> = wanted.map(|s| (s.id, versions::next(s.notification_index), s.uss_base_url.clone())).collect();
        // The order in which a search finds them depends on how the state came about; what is recorded does not.
        found.sort_unstable_by_key(|(id, ..)| *id);
        Notified { found }
    }

    /// Adds a subscription that is made by the same write.
    pub(super) fn add(&mut self, subscription: &Subscription) {
        let index = versions::next(subscription.notification_index);
        self.found.push((subscription.id, index, subscription.uss_base_url.clone()));
    }

    /// The notification index of a subscription after this write.
    pub(super) fn index_of(&self, subscription: &Subscription) -> u32 {
        let found = self.found.iter().find(|(id, ..)| *id == subscription.id);
        found.map_or(subscription.notification_index, |(_, index, _)| *index)
    }

    /// What is recorded, unless nobody is told.
    pub(super) fn event(&self) -> Option<Event> {
        let subscriptions = self.found.iter().map(|(id, index, _)| (*id, *index)).collect::<Vec<_>>();
        (!subscriptions.is_empty()).then_some(Event::SubscribersNamed { subscriptions })
    }

    /// What the caller is told: one entry for each URL.
    pub(super) fn subscribers(self) -> Vec<Subscriber> {
        let mut by_url: BTreeMap<Name, Vec<(EntityId, u32)>> = BTreeMap::new();
        for (id, index, url) in self.found {
            by_url.entry(url).or_default().push((id, index));
        }
        by_url.into_iter().map(|(uss_base_url, subscriptions)| Subscriber { uss_base_url, subscriptions }).collect()
    }
}
