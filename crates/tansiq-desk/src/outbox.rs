//! Telling peers, until they took it (uss-behaviour 6; F3548-21 SCD0080, SCD0085).
//!
//! What must be told is in the ledger, so it survives a restart; what is told is how things stand when it is told, so it is
//! never of a write that the DSS did not take. This file only carries out: it decides when to try, and records how a try
//! went. Who must be told is decided in the ledger (`decide/deliveries.rs`), how messages look in `convert.rs`.
//!
//! A crash before a try's outcome is recorded makes one more try: a peer that was told already hears the same version
//! again, which is harmless.

use crate::desk::Desk;
use crate::error::DeskError;
use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tansiq_core::desk::{Command, Delivery, Prompted, State, Subject, Subscriber, touch};
use tansiq_core::{Name, Timestamp};
use tansiq_peers::{UssError, UssFailure};
use tansiq_wire::f3548::{
    PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters, SubscriberToNotify, SubscriptionState,
};
use tokio::sync::Notify;

/// Deliveries under way at once.
pub(crate) const MAX_IN_FLIGHT: usize = 64;
/// Of these, to peers whose last try failed: peers that are gone must leave room for the others.
pub(crate) const MAX_IN_FLIGHT_TO_FAILING: usize = 32;
/// Deliveries under way at once to one peer.
pub(crate) const MAX_IN_FLIGHT_PER_PEER: usize = 2;
/// Peers that are remembered to fail; beyond, they are all given a fresh chance.
const MAX_FAILING: usize = 10_000;
/// The pause after the first failed try; it doubles with each one.
pub(crate) const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest pause between two tries.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// The longest sleep without a look: the clock of the machine may be set.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// The pause when the ledger cannot be read or written.
const LEDGER_PAUSE: Duration = Duration::from_secs(1);
/// Characters of a peer's problem that are recorded.
const MAX_PROBLEM_CHARS: usize = 300;

/// Rung when something must be told. A ring while nobody waits is kept, once.
#[derive(Debug, Default)]
pub(crate) struct Bell(Notify);

impl Bell {
    /// Wakes whoever waits, or the next one who will.
    pub(crate) fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for a ring.
    pub(crate) async fn wait(&self) {
        self.0.notified().await;
    }
}

/// A delivery that came out.
struct Landed {
    delivery: Delivery,
    told: bool,
}

/// What is under way.
#[derive(Default)]
struct Flights {
    deliveries: BTreeSet<u64>,
    per_peer: BTreeMap<Name, usize>,
    /// One at a time, so that a peer hears of one thing in order.
    subjects: BTreeSet<(Name, Subject)>,
    to_failing: usize,
    /// Those counted in `to_failing`.
    tries: BTreeSet<u64>,
    /// Peers whose last try failed.
    failing: BTreeSet<Name>,
}

impl Flights {
    fn is_failing(&self, delivery: &Delivery) -> bool {
        delivery.attempts > 0 || self.failing.contains(&delivery.to)
    }

    /// Whether it, or another one to the same peer about the same thing, is under way.
    fn has(&self, delivery: &Delivery) -> bool {
        self.deliveries.contains(&delivery.id) || self.subjects.contains(&(delivery.to.clone(), delivery.subject))
    }

    fn enter(&mut self, delivery: &Delivery) {
        if self.is_failing(delivery) {
            self.to_failing += 1;
            self.tries.insert(delivery.id);
        }
        self.deliveries.insert(delivery.id);
        self.subjects.insert((delivery.to.clone(), delivery.subject));
        *self.per_peer.entry(delivery.to.clone()).or_default() += 1;
    }

    fn leave(&mut self, landed: Landed) {
        let Landed { delivery, told } = landed;
        if self.tries.remove(&delivery.id) {
            self.to_failing -= 1;
        }
        self.deliveries.remove(&delivery.id);
        self.subjects.remove(&(delivery.to.clone(), delivery.subject));
        if let Some(count) = self.per_peer.get_mut(&delivery.to) {
            *count -= 1;
            if *count == 0 {
                self.per_peer.remove(&delivery.to);
            }
        }
        self.remember(delivery.to, told);
    }

    /// Says once when a peer begins to fail and once when it is well again.
    fn remember(&mut self, peer: Name, told: bool) {
        if told {
            if self.failing.remove(&peer) {
                tracing::info!(%peer, "peer takes notifications again");
            }
            return;
        }
        if self.failing.len() >= MAX_FAILING {
            self.failing.clear();
        }
        self.failing.insert(peer);
    }

    /// What may start now, oldest first, and when the next one is due if nothing else happens.
    fn choose(&self, state: &State, now: Timestamp) -> (Vec<Delivery>, Duration) {
        let mut chosen: Vec<Delivery> = Vec::new();
        let mut of_peer: BTreeMap<&Name, usize> = BTreeMap::new();
        let mut to_failing = self.to_failing;
        let mut next: Option<Timestamp> = None;
        for delivery in state.deliveries() {
            if delivery.next > now {
                next = Some(next.map_or(delivery.next, |next| next.min(delivery.next)));
                continue;
            }
            if self.deliveries.len() + chosen.len() >= MAX_IN_FLIGHT {
                // One that comes back makes room, and another look.
                break;
            }
            let count = of_peer.entry(&delivery.to).or_insert_with(|| self.per_peer.get(&delivery.to).copied().unwrap_or(0));
            let failing = self.is_failing(delivery);
            let room = *count < MAX_IN_FLIGHT_PER_PEER && !(failing && to_failing >= MAX_IN_FLIGHT_TO_FAILING);
            if room && !self.has(delivery) {
                *count += 1;
                to_failing += usize::from(failing);
                chosen.push(delivery.clone());
            }
        }
        let wait = next.map_or(LOOK_EVERY, |next| Duration::from_micros(next.0.abs_diff(now.0)).min(LOOK_EVERY));
        (chosen, wait)
    }
}

/// How long to wait after so many tries in vain, with a chance from 0 to 1 so that peers are not all tried at once.
fn pause(attempts: u32, chance: f64) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1).min(16)));
    doubled.mul_f64(1.0 + chance / 2.0).min(LONGEST_PAUSE)
}

impl Desk {
    /// Tells peers what must be told, for ever.
    pub(crate) async fn tell_peers(&self) {
        let mut flights = Flights::default();
        let mut under_way = FuturesUnordered::new();
        loop {
            let (chosen, wait) = self.due_deliveries(&flights).await.unwrap_or((Vec::new(), LEDGER_PAUSE));
            for delivery in chosen {
                if !flights.has(&delivery) {
                    flights.enter(&delivery);
                    under_way.push(self.clone().deliver(delivery));
                }
            }
            let returned = async {
                match under_way.next().await {
                    Some(landed) => landed,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                landed = returned => {
                    flights.leave(landed);
                    while let Some(Some(landed)) = under_way.next().now_or_never() {
                        flights.leave(landed);
                    }
                }
                () = self.shared().bell.wait() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    async fn due_deliveries(&self, flights: &Flights) -> Result<(Vec<Delivery>, Duration), DeskError> {
        let now = self.now();
        self.read(|state, touches| {
            touches.add(touch::DELIVERIES);
            flights.choose(state, now)
        })
        .await
    }

    /// One try, and its outcome recorded.
    async fn deliver(self, delivery: Delivery) -> Landed {
        let outcome = self.send_delivery(&delivery).await;
        let problem = match outcome {
            Ok(()) => None,
            // The peer knows something newer: it has been told.
            Err(Undelivered::Peer(UssError { failure: UssFailure::Conflict { .. }, .. })) => None,
            Err(Undelivered::Peer(error)) => Some(error.failure.to_string()),
            Err(Undelivered::Ledger(error)) => {
                tracing::warn!(delivery = delivery.id, %error, "a notification could not be read from the ledger");
                tokio::time::sleep(LEDGER_PAUSE).await;
                return Landed { delivery, told: true };
            }
        };
        let told = problem.is_none();
        if let Some(problem) = problem.as_ref().filter(|_| delivery.attempts == 0) {
            tracing::warn!(peer = %delivery.to, subject = %delivery.subject.id(), problem, "a notification was not taken");
        }
        let pause = pause(delivery.attempts.saturating_add(1), rand::random::<f64>());
        let problem = problem.map(|text| text.chars().take(MAX_PROBLEM_CHARS).collect::<String>());
        let next = (!told).then(|| self.now().plus(pause));
        let command = Command::FinishDelivery { id: delivery.id, problem, next };
        if let Err(error) = self.record(command).await {
            // It stays due, and is told once more: better twice than never.
            tracing::warn!(delivery = delivery.id, %error, "the outcome of a notification could not be recorded");
            tokio::time::sleep(LEDGER_PAUSE).await;
        }
        Landed { delivery, told }
    }

    async fn send_delivery(&self, delivery: &Delivery) -> Result<(), Undelivered> {
        let id = delivery.subject.id();
        let subscriptions = states(&delivery.subscriptions);
        match delivery.subject {
            Subject::Operation(_) => {
                let operational_intent = self.disclosed_operation(id).await?;
                let operational_intent_id = id.to_string();
                let message = PutOperationalIntentDetailsParameters { operational_intent_id, operational_intent, subscriptions };
                self.uss().notify_operational_intent(&delivery.to, &message).await?;
            }
            Subject::Constraint(_) => {
                let constraint = self.disclosed_constraint(id).await?;
                let message = PutConstraintDetailsParameters { constraint_id: id.to_string(), constraint, subscriptions };
                self.uss().notify_constraint(&delivery.to, &message).await?;
            }
        }
        Ok(())
    }
}

fn states(prompted: &[Prompted]) -> Vec<SubscriptionState> {
    let state = |prompted: &Prompted| SubscriptionState {
        subscription_id: prompted.subscription.to_string(),
        notification_index: prompted.index,
    };
    prompted.iter().map(state).collect()
}

/// Whom to tell of those that the DSS named: each address once, and not this desk.
pub(crate) fn to_tell(subscribers: &[SubscriberToNotify], desk: &Desk) -> Vec<Subscriber> {
    let mut by_url: BTreeMap<&str, Vec<Prompted>> = BTreeMap::new();
    for subscriber in subscribers.iter().filter(|subscriber| !desk.is_own_url(&subscriber.uss_base_url)) {
        let prompted = |state: &SubscriptionState| Prompted {
            subscription: state.subscription_id.as_str().into(),
            index: state.notification_index,
        };
        let known = by_url.entry(&subscriber.uss_base_url).or_default();
        known.extend(subscriber.subscriptions.iter().map(prompted));
    }
    by_url.into_iter().map(|(to, subscriptions)| Subscriber { to: to.into(), subscriptions }).collect()
}

/// Why a try came to nothing.
enum Undelivered {
    Peer(UssError),
    Ledger(DeskError),
}

impl From<UssError> for Undelivered {
    fn from(error: UssError) -> Undelivered {
        Undelivered::Peer(error)
    }
}

impl From<DeskError> for Undelivered {
    fn from(error: DeskError) -> Undelivered {
        Undelivered::Ledger(error)
    }
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
