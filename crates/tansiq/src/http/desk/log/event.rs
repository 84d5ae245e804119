//! The events of the desk's ledger, as its log shows them: what a reader needs of each.
//!
//! The match is exhaustive and names every field that is shown, so that nothing of an event comes to be shown by accident:
//! the hash of a password, the secret of a second factor and the digest of a session never are.

use super::super::notices::NoticeView;
use super::super::views::{MeetingView, PositionView, StateView, time};
use serde::Serialize;
use tansiq_core::desk::Event;
use utoipa::ToSchema;

/// What happened.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct LogEvent {
    /// The name of the event in the ledger.
    pub(super) kind: &'static str,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<StateView>,
    /// What else it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) other: Option<String>,
    /// Whom it was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) manager: Option<String>,
    /// How many: volumes, layers, windows, attempts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outside: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notice: Option<Box<NoticeView>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meeting: Option<Box<MeetingView>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<PositionView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub(super) until: Option<String>,
    /// What a person may do: `viewer`, `planner`, `duty_officer` or `administrator`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'static str>,
}

fn about(kind: &'static str, id: impl ToString) -> LogEvent {
    LogEvent { kind, id: Some(id.to_string()), ..LogEvent::default() }
}

/// About a person.
fn person(kind: &'static str, name: &str) -> LogEvent {
    LogEvent { kind, name: Some(name.to_owned()), ..LogEvent::default() }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl LogEvent {
    /// An event of the ledger.
    #[allow(clippy::too_many_lines, reason = "it reads like a table")]
    pub(super) fn of(event: &Event) -> LogEvent {
        match event {
            Event::WriteBegun { id, state, plan, .. } => LogEvent {
                state: Some(StateView::of(*state)),
                name: plan.as_ref().and_then(|plan| some(&plan.name)),
                count: plan.as_ref().map(|plan| plan.volumes.len() as u64),
                ..about("write_begun", id)
            },
            Event::WriteLanded { id, reference, .. } => LogEvent {
                // Its place in the standard's numbering, so that it can be told which one a peer was told of.
                count: reference.as_ref().and_then(|reference| u64::try_from(reference.version).ok()),
                ..about("write_landed", id)
            },
            Event::WriteFailed { id, why, .. } => LogEvent { problem: some(why), ..about("write_failed", id) },
            Event::OrphanSettled { id } => about("orphan_settled", id),
            Event::ConformanceNoted { id, outside, position } => LogEvent {
                outside: Some(*outside),
                position: position.as_ref().map(PositionView::of),
                ..about("conformance_noted", id)
            },
            Event::OperationKnown(known) => LogEvent {
                state: Some(StateView::of(known.state)),
                manager: some(&known.manager),
                ..about("operation_known", known.id)
            },
            Event::OperationGone { id } => about("operation_gone", id),
            Event::ConstraintKnown(known) => {
                LogEvent { name: some(&known.name), manager: some(&known.manager), ..about("constraint_known", known.id) }
            }
            Event::ConstraintGone { id } => about("constraint_gone", id),
            Event::Met { operation, meeting } => LogEvent {
                other: Some(meeting.other.to_string()),
                meeting: Some(Box::new(MeetingView::of(meeting))),
                ..about("met", operation)
            },
            Event::Parted { operation, other, .. } => LogEvent { other: Some(other.to_string()), ..about("parted", operation) },
            Event::DeliveryDue(delivery) => LogEvent {
                to: some(&delivery.to),
                other: Some(delivery.subject.id().to_string()),
                until: Some(time(delivery.until)),
                ..about("delivery_due", delivery.id)
            },
            Event::DeliveryMade { id, attempts } => LogEvent { count: Some(u64::from(*attempts)), ..about("delivery_made", id) },
            Event::DeliveryFailed { id, problem, attempts, next } => LogEvent {
                problem: some(problem),
                count: Some(u64::from(*attempts)),
                until: next.map(time),
                ..about("delivery_failed", id)
            },
            Event::DeliverySuperseded { id } => about("delivery_superseded", id),
            Event::Reported(report) => {
                LogEvent { name: some(&report.reporter), to: some(&report.to), ..about("reported", report.id) }
            }
            Event::AreaPut(area) => LogEvent {
                name: some(&area.name),
                count: Some(area.layers.len() as u64),
                published: Some(area.published),
                ..about("area_put", area.id)
            },
            Event::AreaRemoved { id } => about("area_removed", id),
            Event::AreaPublished { id, published } => LogEvent { published: Some(*published), ..about("area_published", id) },
            Event::WindowsExtended { id, windows, until } => {
                LogEvent { count: Some(windows.len() as u64), until: Some(time(*until)), ..about("windows_extended", id) }
            }
            Event::ConstraintPut(constraint) => {
                LogEvent { other: Some(constraint.area.to_string()), ..about("constraint_put", constraint.id) }
            }
            Event::ConstraintRemoved { id } => about("constraint_removed", id),
            Event::WatchKept(watch) => {
                LogEvent { name: some(&watch.region), until: Some(time(watch.until)), ..about("watch_kept", watch.id) }
            }
            Event::WatchDropped { id } => about("watch_dropped", id),
            Event::Probed {} => LogEvent { kind: "probed", ..LogEvent::default() },
            Event::OperationForgotten { id } => about("operation_forgotten", id),
            Event::TemplatePut(template) => LogEvent { name: some(&template.name), ..about("template_put", template.id) },
            Event::TemplateRemoved { id } => about("template_removed", id),
            Event::PersonAdded { name, role, password_hash: _, full_name: _ } => {
                LogEvent { role: Some(role.as_str()), ..person("person_added", name) }
            }
            Event::PersonChanged { name, role, full_name: _, disabled: _ } => {
                LogEvent { role: Some(role.as_str()), ..person("person_changed", name) }
            }
            Event::PasswordChanged { name, password_hash: _ } => person("password_changed", name),
            Event::TotpSet { name, totp: _ } => person("totp_set", name),
            Event::TotpDropped { name } => person("totp_dropped", name),
            Event::PersonRemoved { name } => person("person_removed", name),
            Event::SignedIn { name, expires, digest: _, step: _ } => {
                LogEvent { until: Some(time(*expires)), ..person("signed_in", name) }
            }
            Event::SignedOut { name, digest: _ } => person("signed_out", name),
            Event::SignedOutEverywhere { name } => person("signed_out_everywhere", name),
            Event::SessionExpired { digest: _ } => LogEvent { kind: "session_expired", ..LogEvent::default() },
            Event::Noticed(notice) => LogEvent {
                id: notice.operation.map(|id| id.to_string()),
                count: Some(notice.seq),
                notice: Some(Box::new(NoticeView::of(notice))),
                kind: "noticed",
                ..LogEvent::default()
            },
            Event::NoticesSeen { up_to, by } => LogEvent { name: some(by), count: Some(*up_to), ..about("notices_seen", up_to) },
        }
    }

    /// Whether it is about this, or concerns it.
    pub(super) fn concerns(&self, entity: &str) -> bool {
        [&self.id, &self.other].into_iter().flatten().any(|id| id == entity)
    }
}

#[cfg(test)]
#[path = "event_tests.rs"]
mod tests;
