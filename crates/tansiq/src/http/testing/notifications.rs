//! `/user_notifications` of flight planning: what the user was told of conflicts (F3548-21 SCD0090, SCD0095).
//!
//! The ledger's notices of conflicts, newest [`MAX_NOTICES`](tansiq_core::desk::bounds::MAX_NOTICES) at most. Those of one
//! operation that were found in the same moment are one notification.

use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::Deserialize;
use std::collections::BTreeMap;
use tansiq_core::desk::{Meeting, Notice, NoticeKind, touch};
use tansiq_core::{EntityId, Timestamp};
use tansiq_wire::flight_planning::{NotifiedConflicts, QueryUserNotificationsResponse, Time, UserNotification};

/// Conflicts that a message names; more are counted.
const MAX_NAMED: usize = 5;

#[derive(Deserialize)]
struct Parameters {
    after: Option<String>,
    before: Option<String>,
}

/// GET.
pub(crate) async fn get(call: Call, query: &str) -> Result<Response, Error> {
    let parameters: Parameters = serde_urlencoded::from_str(query).map_err(|error| Error::Invalid(error.to_string()))?;
    let after = parameters.after.ok_or_else(|| Error::Invalid("after: is missing".to_owned()))?;
    let after = time(after, "after")?;
    let desk = call.desk()?;
    let before = parameters.before.map(|before| time(before, "before")).transpose()?;
    if before.is_some_and(|before| before <= after) {
        return Err(Error::Invalid("before: must be after the time in after".to_owned()));
    }
    let before = before.unwrap_or_else(|| desk.now());
    let found = desk.read(|state, touches| {
        touches.add(touch::NOTICES);
        let within = state.notices_after(None).filter(|notice| after <= notice.at && notice.at <= before);
        conflicts(within)
    });
    let user_notifications = found.await?.into_iter().map(|((at, operation), met)| notification(at, operation, &met)).collect();
    Ok(ok(&QueryUserNotificationsResponse { user_notifications }))
}

/// A time of the query. Clients do not always encode the plus of an offset, which then comes as a space.
fn time(text: String, field: &str) -> Result<Timestamp, Error> {
    let time = Time { value: text.replace(' ', "+"), ..Time::default() };
    time.to_micros().map(Timestamp).map_err(|error| Error::Invalid(format!("{field}: {error}")))
}

/// Conflicts by when they were found and for which operation, in order.
fn conflicts<'a>(notices: impl Iterator<Item = &'a Notice>) -> BTreeMap<(Timestamp, Option<EntityId>), Vec<Meeting>> {
    let mut found: BTreeMap<_, Vec<Meeting>> = BTreeMap::new();
    for notice in notices {
        if let NoticeKind::ConflictFound { meeting } = &notice.what {
            found.entry((notice.at, notice.operation)).or_default().push(meeting.clone());
        }
    }
    found
}

fn notification(at: Timestamp, operation: Option<EntityId>, met: &[Meeting]) -> UserNotification {
    let conflicts = if met.len() > 1 { NotifiedConflicts::Multiple } else { NotifiedConflicts::Single };
    let mut others: Vec<String> = met.iter().take(MAX_NAMED).map(named).collect();
    if met.len() > MAX_NAMED {
        others.push(format!("{} more", met.len() - MAX_NAMED));
    }
    let own = operation.map_or_else(|| "an operation".to_owned(), |operation| format!("operation {operation}"));
    let message = Some(format!("{own} is in conflict with {}", others.join(", ")));
    UserNotification { observed_at: Time::from_micros(at.0), message, conflicts }
}

fn named(meeting: &Meeting) -> String {
    let manager = meeting.manager.as_ref().map(|manager| format!(" of {manager}")).unwrap_or_default();
    format!("{}{manager}", meeting.other)
}

#[cfg(test)]
#[path = "notifications_tests.rs"]
mod tests;
