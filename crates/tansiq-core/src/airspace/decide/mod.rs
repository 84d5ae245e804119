//! The rules of the airspace: what a command does, or why it is refused.

mod availability;
mod constraints;
mod eviction;
mod intents;
mod notifications;
mod pool;
mod reports;
mod subscriptions;
mod versions;

use super::{Command, Decided, Decision, Event, Outcome, Rejection, State};
use crate::Context;

/// Decides one command against the state.
pub(super) fn decide(state: &State, context: &Context, command: &Command) -> Decided {
    match command {
        Command::Found => pool::found(state, context),
        Command::PutIntent(put) => intents::put(state, context, put),
        Command::DeleteIntent { id, ovn } => intents::delete(state, context, *id, ovn),
        Command::PutConstraint(put) => constraints::put(state, context, put),
        Command::DeleteConstraint { id, ovn } => constraints::delete(state, context, *id, ovn),
        Command::PutSubscription(put) => subscriptions::put(state, context, put),
        Command::DeleteSubscription { id, version } => subscriptions::delete(state, context, *id, version),
        Command::SetAvailability { uss, old_version, availability } => {
            availability::set(state, context, uss, old_version, *availability)
        }
        Command::FileReport { report } => reports::file(context, report),
        Command::RegisterInstance { id, public_endpoint } => pool::register(state, id, public_endpoint),
        Command::RecordHeartbeat { instance, source, timestamp, next_expected_before } => {
            pool::heartbeat(state, context, instance, source, *timestamp, *next_expected_before)
        }
        Command::Evict { retention } => eviction::evict(state, context, *retention),
    }
}

fn done(events: Vec<Event>) -> Decided {
    Ok(Decision { events, outcome: Outcome::Done })
}

fn invalid<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::Invalid(message.into()))
}

fn forbidden<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::Forbidden(message.into()))
}

fn conflict<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::Conflict(message.into()))
}

fn not_found<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::NotFound(message.into()))
}
