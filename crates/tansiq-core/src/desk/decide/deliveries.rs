//! What peers must be told: the durable outbox (uss-behaviour 6; F3548-21 SCD0080).

use super::recheck::Notices;
use super::{done, shortened};
use crate::desk::bounds::MAX_TEXT_BYTES;
use crate::desk::command::Subscriber;
use crate::desk::entities::{NoticeKind, Prompted, Subject};
use crate::desk::{Decided, Delivery, Event, State};
use crate::{Context, Name, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long a removal is told at least: the end of what was removed may be long over.
const REMOVAL_TOLD_FOR: Duration = Duration::from_secs(3_600);
/// The try after which a planner is told that a delivery fails.
const NOTICE_AFTER: u32 = 3;

/// A delivery for each subscriber. An older one to the same peer about the same thing is taken into it, because what is
/// told is how things stand when it is told.
pub(super) fn tell(
    state: &State,
    context: &Context,
    subject: Subject,
    (version, until): (i32, Timestamp),
    subscribers: &[Subscriber],
    events: &mut Vec<Event>,
) {
    let mut by_url: BTreeMap<&Name, Vec<Prompted>> = BTreeMap::new();
    for subscriber in subscribers {
        let subscriptions = by_url.entry(&subscriber.to).or_default();
        subscriptions.extend(unmentioned(&subscriber.subscriptions, subscriptions));
    }
    for (id, (to, mut subscriptions)) in (state.next_delivery..).zip(by_url) {
        let mut until = until.max(context.now.plus(REMOVAL_TOLD_FOR));
        for older in state.deliveries_of(subject).filter(|older| older.to == *to) {
            until = until.max(older.until);
            subscriptions.extend(unmentioned(&older.subscriptions, &subscriptions));
            events.push(Event::DeliverySuperseded { id: older.id });
        }
        events.push(Event::DeliveryDue(Delivery {
            id,
            to: to.clone(),
            subject,
            subscriptions,
            version,
            since: context.now,
            attempts: 0,
            next: context.now,
            until,
            problem: None,
        }));
    }
}

fn unmentioned(older: &[Prompted], newer: &[Prompted]) -> Vec<Prompted> {
    let mentioned = |subscription: &Name| newer.iter().any(|known| known.subscription == *subscription);
    older.iter().filter(|known| !mentioned(&known.subscription)).cloned().collect()
}

/// One try came out.
pub(super) fn finish(state: &State, context: &Context, id: u64, problem: Option<&str>, next: Option<Timestamp>) -> Decided {
    // A later change may have superseded it meanwhile.
    let Some(delivery) = state.deliveries.get(&id) else { return done(Vec::new()) };
    let attempts = delivery.attempts.saturating_add(1);
    let Some(problem) = problem else { return done(vec![Event::DeliveryMade { id, attempts }]) };
    let problem = shortened(problem, MAX_TEXT_BYTES);
    let next = next.filter(|next| *next <= delivery.until);
    let mut events = vec![Event::DeliveryFailed { id, problem: problem.clone(), attempts, next }];
    if attempts == NOTICE_AFTER || next.is_none() {
        let operation = match delivery.subject {
            Subject::Operation(id) => Some(id),
            Subject::Constraint(_) => None,
        };
        let what = NoticeKind::DeliveryFailing { to: delivery.to.clone(), problem, attempts };
        events.push(Notices::new(state, context).raise(operation, what));
    }
    done(events)
}
