//! The pool: its id, its instances, their heartbeats.

use super::{done, invalid, versions};
use crate::airspace::bounds::MAX_HEARTBEATS;
use crate::airspace::entities::{Heartbeat, Instance};
use crate::airspace::{Decided, Decision, Event, Outcome, Rejection, State};
use crate::{Context, Name, Timestamp};

/// Gives the ledger its id, once.
pub(super) fn found(state: &State, context: &Context) -> Decided {
    if state.dar_id.is_some() {
        return done(Vec::new());
    }
    done(vec![Event::Founded { dar_id: versions::fresh_id(context, "dar_id").uuid() }])
}

/// Makes known an instance, if it is new or has moved.
pub(super) fn register(state: &State, id: &Name, public_endpoint: &Name) -> Decided {
    let instance = Instance { id: id.clone(), public_endpoint: public_endpoint.clone() };
    if state.instances.get(id) == Some(&instance) {
        return done(Vec::new());
    }
    done(vec![Event::InstanceRegistered(instance)])
}

/// Records a heartbeat; each pair of instance and source has one row.
pub(super) fn heartbeat(
    state: &State,
    context: &Context,
    instance: &Name,
    source: &Name,
    timestamp: Option<Timestamp>,
    next_expected_before: Option<Timestamp>,
) -> Decided {
    let timestamp = timestamp.unwrap_or(context.now);
    if next_expected_before.is_some_and(|next| next < timestamp) {
        return invalid("next_heartbeat_expected_before: may not be before the timestamp of the heartbeat");
    }
    let is_new = !state.heartbeats.contains_key(&(instance.clone(), source.clone()));
    if is_new && state.heartbeats.len() >= MAX_HEARTBEATS {
        return Err(Rejection::TooMany(format!("at most {MAX_HEARTBEATS} pairs of instance and source can have heartbeats")));
    }
    let reporter = context.caller.name.clone();
    let heartbeat = Heartbeat { instance: instance.clone(), source: source.clone(), reporter, timestamp, next_expected_before };
    let pool = state.pool_with(Some(&heartbeat));
    Ok(Decision { events: vec![Event::HeartbeatSeen(heartbeat)], outcome: Outcome::Pool(pool) })
}
