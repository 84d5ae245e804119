//! Tells the records of a ledger in words, one line per event, for a person who asks what happened. Here is the airspace;
//! the desk is in `narrate/desk.rs`.
//!
//! The words may change from release to release; programs read the JSON instead.

mod desk;

use super::data::Ledger;
use super::output::harmless;
use serde::de::DeserializeOwned;
use std::io::{self, Write};
use tansiq_core::airspace::entities::{Constraint, Heartbeat, Instance, Intent, Subscription};
use tansiq_core::airspace::event::Removal;
use tansiq_core::airspace::{AvailabilityRecord, Event};
use tansiq_core::{EntityId, Extent, Heights, Name, Span, Timestamp};
use tansiq_log::StoredRecord;
use tansiq_node::Record;

/// Ids named in one line; of more, only the number is told.
const MAX_NAMED: usize = 5;

/// Writes the lines of a record: index, time, actor, event.
pub fn write(out: &mut impl Write, ledger: Ledger, stored: &StoredRecord) -> io::Result<()> {
    match ledger {
        Ledger::Airspace => write_with(out, stored, describe),
        Ledger::Desk => write_with(out, stored, |event: &tansiq_core::desk::Event, _| desk::describe(event)),
    }
}

fn write_with<E: DeserializeOwned>(
    out: &mut impl Write,
    stored: &StoredRecord,
    describe: impl Fn(&E, &Name) -> String,
) -> io::Result<()> {
    let index = stored.index;
    let Some(payload) = &stored.payload else {
        return writeln!(out, "{index}  erased by retention");
    };
    let record: Record<E> = match serde_json::from_slice(payload) {
        Ok(record) => record,
        Err(error) => return writeln!(out, "{index}  not a record of this ledger: {}", harmless(&error.to_string())),
    };
    let beginning = format!("{index}  {}  {}", time(record.at_us), harmless(&record.actor));
    if record.events.is_empty() {
        return writeln!(out, "{beginning}  changed nothing");
    }
    for event in &record.events {
        writeln!(out, "{beginning}  {}", harmless(&describe(event, &record.actor)))?;
    }
    Ok(())
}

fn describe(event: &Event, actor: &Name) -> String {
    match event {
        Event::Founded { dar_id } => format!("founded the airspace {dar_id}"),
        Event::IntentPut(intent) => intent_put(intent, actor),
        Event::IntentRemoved { id, reason } => removed("operational intent", *id, *reason),
        Event::ConstraintPut(constraint) => constraint_put(constraint, actor),
        Event::ConstraintRemoved { id, reason } => removed("constraint", *id, *reason),
        Event::SubscriptionPut(subscription) => subscription_put(subscription, actor),
        Event::SubscriptionRemoved { id, reason } => removed("subscription", *id, *reason),
        Event::SubscribersNamed { subscriptions } => subscribers(subscriptions),
        Event::SuffixUsed { entity, suffix } => format!("used the OVN suffix {suffix} for operational intent {entity}"),
        Event::AvailabilitySet(AvailabilityRecord { uss, availability, version }) => {
            format!("availability of {uss} set to {availability:?} (version {version})")
        }
        Event::ReportFiled { id, report } => format!("report {id} filed ({} bytes)", report.len()),
        Event::InstanceRegistered(Instance { id, public_endpoint }) => {
            format!("DSS instance {id} is in the pool at {public_endpoint}")
        }
        Event::HeartbeatSeen(heartbeat) => heartbeat_seen(heartbeat, actor),
    }
}

fn intent_put(intent: &Intent, actor: &Name) -> String {
    let subscription = match intent.subscription {
        Some(id) => format!(", subscription {id}"),
        None => String::new(),
    };
    format!(
        "operational intent {} {}: {}, {}{}, OVN {}{subscription}",
        intent.id,
        put(intent.version),
        intent.state.name(),
        extent(&intent.extent),
        of(&intent.manager, actor),
        intent.ovn.as_str(),
    )
}

fn constraint_put(constraint: &Constraint, actor: &Name) -> String {
    format!(
        "constraint {} {}: {}{}, OVN {}",
        constraint.id,
        put(constraint.version),
        extent(&constraint.extent),
        of(&constraint.manager, actor),
        constraint.ovn.as_str(),
    )
}

fn subscription_put(subscription: &Subscription, actor: &Name) -> String {
    let watched = match (subscription.notify_for_operational_intents, subscription.notify_for_constraints) {
        (true, true) => "operational intents and constraints",
        (true, false) => "operational intents",
        (false, true) => "constraints",
        (false, false) => "nothing",
    };
    let kind = if subscription.implicit { "implicit subscription" } else { "subscription" };
    format!(
        "{kind} {} set to version {}: watches {watched}, {}{}",
        subscription.id,
        subscription.version,
        extent(&subscription.extent),
        of(&subscription.manager, actor),
    )
}

fn put(version: u32) -> String {
    if version == 1 { "created".to_owned() } else { format!("changed to version {version}") }
}

fn of(manager: &Name, actor: &Name) -> String {
    if manager == actor { String::new() } else { format!(", of {manager}") }
}

fn removed(what: &str, id: EntityId, reason: Removal) -> String {
    let why = match reason {
        Removal::Deleted => "deleted",
        Removal::Orphaned => "removed with the last that depended on it",
        Removal::Evicted => "removed long after its end",
    };
    format!("{what} {id} {why}")
}

fn subscribers(subscriptions: &[(EntityId, u32)]) -> String {
    let named = subscriptions.iter().take(MAX_NAMED).map(|(id, index)| format!("{id} (notification {index})"));
    let named = named.collect::<Vec<_>>().join(", ");
    match subscriptions.len().saturating_sub(MAX_NAMED) {
        0 => format!("was told to notify {named}"),
        more => format!("was told to notify {named} and {more} more"),
    }
}

fn heartbeat_seen(heartbeat: &Heartbeat, actor: &Name) -> String {
    let Heartbeat { instance, source, reporter, timestamp, next_expected_before } = heartbeat;
    let reporter = if reporter.is_empty() || reporter == actor { String::new() } else { format!(", told by {reporter}") };
    let next = next_expected_before.map(|next| format!(", next before {}", time(next))).unwrap_or_default();
    format!("heartbeat of DSS instance {instance} ({source}) at {}{next}{reporter}", time(*timestamp))
}

fn extent(extent: &Extent) -> String {
    let cells = match extent.cells.len() {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    };
    format!("{}, {}, {cells}", span(&extent.span), heights(&extent.heights))
}

fn span(span: &Span) -> String {
    let start = if span.start == Timestamp::UNBOUNDED_PAST { "always".to_owned() } else { time(span.start) };
    let end = if span.end == Timestamp::UNBOUNDED_FUTURE { "forever".to_owned() } else { time(span.end) };
    format!("{start} to {end}")
}

fn heights(heights: &Heights) -> String {
    match (heights.lower.is_finite(), heights.upper.is_finite()) {
        (true, true) => format!("{:.1} to {:.1} m", heights.lower, heights.upper),
        (true, false) => format!("{:.1} m and above", heights.lower),
        (false, true) => format!("up to {:.1} m", heights.upper),
        (false, false) => "all heights".to_owned(),
    }
}

/// RFC 3339 in UTC; microseconds as they are if the year does not fit.
pub fn time(at: Timestamp) -> String {
    match jiff::Timestamp::from_microsecond(at.0) {
        Ok(time) => format!("{time:.6}"),
        Err(_) => format!("{} µs", at.0),
    }
}

#[cfg(test)]
#[path = "narrate_tests.rs"]
mod tests;
