//! The state of the airspace, and how events change it.

use super::decide;
use super::entities::{Availability, AvailabilityRecord, Constraint, Heartbeat, Instance, Intent, ReportEntry, Subscription};
use super::event::Event;
use super::names::Names;
use super::snapshot::Snapshot;
use super::store::{Entity, Store};
use super::suffixes::UsedSuffixes;
use super::unions::Dependents;
use super::views::Outcome;
use super::{Command, Decided, bounds};
use crate::machine::{Context, Machine, TouchKey};
use crate::{EntityId, Name, Timestamp};
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// Everything the airspace ledger knows.
#[derive(Debug, Default)]
pub struct State {
    // Facts: what snapshots hold.
    pub(crate) dar_id: Option<Uuid>,
    pub(crate) intents: Store<Intent>,
    pub(crate) constraints: Store<Constraint>,
    pub(crate) subscriptions: Store<Subscription>,
    pub(crate) availabilities: BTreeMap<Name, AvailabilityRecord>,
    pub(crate) suffixes: UsedSuffixes,
    pub(crate) reports: VecDeque<ReportEntry>,
    pub(crate) instances: BTreeMap<Name, Instance>,
    pub(crate) heartbeats: BTreeMap<(Name, Name), Heartbeat>,
    // Derived from the facts.
    pub(crate) dependents: Dependents,
    pub(crate) names: Names,
}

impl State {
    /// The recorded availability of a USS; Unknown if nothing is recorded.
    pub fn availability(&self, uss: &str) -> Availability {
        self.availabilities.get(uss).map(|record| record.availability).unwrap_or_default()
    }

    fn put_intent(&mut self, mut intent: Intent) {
        share_names(&mut self.names, &mut intent);
        let (id, subscription) = (intent.id, intent.subscription);
        if let Some(old) = self.intents.get(id)
            && let Some(old_subscription) = old.subscription
        {
            self.dependents.remove(old_subscription, id, &old.extent);
        }
        if let Some(subscription) = subscription {
            let intents = &self.intents;
            self.dependents.insert(subscription, id, &intent.extent, |other| intents.get(other).map(|other| &other.extent));
        }
        if let Some(old) = self.intents.put(intent) {
            release_names(&mut self.names, old);
        }
    }

    fn remove_intent(&mut self, id: EntityId) {
        if let Some(old) = self.intents.remove(id) {
            if let Some(subscription) = old.subscription {
                self.dependents.remove(subscription, id, &old.extent);
            }
            release_names(&mut self.names, old);
        }
    }

    fn list_report(&mut self, report: ReportEntry) {
        if self.reports.len() == bounds::MAX_LISTED_REPORTS {
            self.reports.pop_front();
        }
        self.reports.push_back(report);
    }

    fn put_constraint(&mut self, mut constraint: Constraint) {
        share_names(&mut self.names, &mut constraint);
        if let Some(old) = self.constraints.put(constraint) {
            release_names(&mut self.names, old);
        }
    }

    fn put_subscription(&mut self, mut subscription: Subscription) {
        share_names(&mut self.names, &mut subscription);
        if let Some(old) = self.subscriptions.put(subscription) {
            release_names(&mut self.names, old);
        }
    }
}

/// Makes an entity use the shared copies of its names.
pub(super) fn share_names(names: &mut Names, entity: &mut impl Entity) {
    entity.names().into_iter().for_each(|name| *name = names.intern(name));
}

fn release_names(names: &mut Names, mut entity: impl Entity) {
    entity.names().into_iter().for_each(|name| names.release(name));
}

impl Machine for State {
    type Command = Command;
    type Event = Event;
    type Outcome = Outcome;
    type Rejection = super::Rejection;
    type Snapshot = Snapshot;
    const SNAPSHOT_FORMAT: u32 = Snapshot::FORMAT;

    fn decide(&self, context: &Context, command: &Command) -> Decided {
        decide::decide(self, context, command)
    }

    fn apply(&mut self, index: u64, at: Timestamp, actor: &Name, event: &Event) {
        self.suffixes.forget_before(at);
        match event {
            Event::Founded { dar_id } => self.dar_id = Some(*dar_id),
            Event::IntentPut(intent) => self.put_intent(intent.clone()),
            Event::IntentRemoved { id, .. } => self.remove_intent(*id),
            Event::ConstraintPut(constraint) => self.put_constraint(constraint.clone()),
            Event::ConstraintRemoved { id, .. } => {
                if let Some(old) = self.constraints.remove(*id) {
                    release_names(&mut self.names, old);
                }
            }
            Event::SubscriptionPut(subscription) => self.put_subscription(subscription.clone()),
            Event::SubscriptionRemoved { id, .. } => {
                if let Some(old) = self.subscriptions.remove(*id) {
                    release_names(&mut self.names, old);
                }
            }
            Event::SubscribersNamed { subscriptions } => {
                for (id, notification_index) in subscriptions {
                    if let Some(subscription) = self.subscriptions.get_mut(*id) {
                        subscription.notification_index = *notification_index;
                    }
                }
            }
            Event::SuffixUsed { entity, suffix } => self.suffixes.insert(*entity, *suffix),
            Event::AvailabilitySet(record) => {
                self.availabilities.insert(record.uss.clone(), record.clone());
            }
            Event::ReportFiled { id, .. } => self.list_report(ReportEntry { id: *id, reporter: actor.clone(), at, index }),
            Event::InstanceRegistered(instance) => {
                self.instances.insert(instance.id.clone(), instance.clone());
            }
            Event::HeartbeatSeen(heartbeat) => {
                self.heartbeats.insert((heartbeat.instance.clone(), heartbeat.source.clone()), heartbeat.clone());
            }
        }
    }

    fn touched(&self, event: &Event, keys: &mut Vec<TouchKey>) {
        self.collect_touched(event, keys);
    }

    fn still_stands(&self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Intent { reference, removed, .. } => match self.intents.get(reference.id) {
                Some(now) => !removed && reference.ovn.as_ref() == Some(&now.ovn),
                None => *removed,
            },
            Outcome::Constraint { reference, removed, .. } => match self.constraints.get(reference.id) {
                Some(now) => !removed && reference.ovn.as_ref() == Some(&now.ovn),
                None => *removed,
            },
            Outcome::Subscription { view, removed, .. } => match self.subscriptions.get(view.subscription.id) {
                Some(now) => !removed && now.version == view.subscription.version,
                None => *removed,
            },
            Outcome::Availability(record) => self.availabilities.get(&record.uss) == Some(record),
            Outcome::Report { id } => self.reports.iter().rev().any(|report| report.id == *id),
            Outcome::Done | Outcome::Pool(_) | Outcome::Evicted(_) => false,
        }
    }

    fn to_snapshot(&self) -> Snapshot {
        Snapshot::of(self)
    }

    fn from_snapshot(snapshot: Snapshot) -> State {
        snapshot.restore()
    }
}
