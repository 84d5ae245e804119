//! The availability of USSs, as an arbiter declares it.

use super::{conflict, versions};
use crate::airspace::bounds::MAX_AVAILABILITIES;
use crate::airspace::{Availability, AvailabilityRecord, Decided, Decision, Event, Outcome, Rejection, State};
use crate::{Context, Name};

/// Sets the availability of a USS, if the caller saw its current version.
pub(super) fn set(state: &State, context: &Context, uss: &Name, old_version: &str, availability: Availability) -> Decided {
    let current = state.availabilities.get(uss);
    if current.map_or("", |record| &record.version) != old_version {
        return conflict(format!("old_version: not the current version of the availability of {uss}"));
    }
    if current.is_none() && state.availabilities.len() >= MAX_AVAILABILITIES {
        return Err(Rejection::TooMany(format!("the availability of at most {MAX_AVAILABILITIES} parties can be recorded")));
    }
    let record = AvailabilityRecord { uss: uss.clone(), availability, version: versions::of_availability(context, uss) };
    Ok(Decision { events: vec![Event::AvailabilitySet(record.clone())], outcome: Outcome::Availability(record) })
}
