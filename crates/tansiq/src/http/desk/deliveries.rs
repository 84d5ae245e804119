//! `/api/v1/desk/deliveries`: what peers must still be told, and what keeps it.

use super::page::{self, Window};
use super::views::time;
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::Serialize;
use tansiq_core::desk::{self, Subject, touch};
use utoipa::ToSchema;

/// A page of deliveries, by number.
#[derive(Serialize, ToSchema)]
pub(crate) struct Deliveries {
    deliveries: Vec<Delivery>,
    /// What to give as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<u64>,
}

/// Something a peer must still be told.
#[derive(Serialize, ToSchema)]
pub(crate) struct Delivery {
    id: u64,
    /// The peer's base URL.
    to: String,
    subject: SubjectView,
    #[schema(format = DateTime)]
    since: String,
    /// How often it was tried.
    attempts: u32,
    /// When it is tried next.
    #[schema(format = DateTime)]
    next: String,
    /// After this nobody needs to know any more.
    #[schema(format = DateTime)]
    until: String,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// What a delivery is about.
#[derive(Serialize, ToSchema)]
#[schema(as = Subject)]
pub(crate) struct SubjectView {
    kind: SubjectKind,
    #[schema(format = "uuid")]
    id: String,
}

/// Which kind of thing a delivery is about.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SubjectKind {
    /// An operation of this desk.
    Operation,
    /// A constraint of this desk.
    Constraint,
}

impl SubjectView {
    fn of(subject: Subject) -> SubjectView {
        let kind = match subject {
            Subject::Operation(_) => SubjectKind::Operation,
            Subject::Constraint(_) => SubjectKind::Constraint,
        };
        SubjectView { kind, id: subject.id().to_string() }
    }
}

impl Delivery {
    /// A delivery of the ledger.
    pub(super) fn of(delivery: &desk::Delivery) -> Delivery {
        Delivery {
            id: delivery.id,
            to: delivery.to.to_string(),
            subject: SubjectView::of(delivery.subject),
            since: time(delivery.since),
            attempts: delivery.attempts,
            next: time(delivery.next),
            until: time(delivery.until),
            problem: delivery.problem.clone(),
        }
    }
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let Window { after, limit } = Window::by_number(query)?;
    let page = call.desk()?.read(|state, touches| {
        touches.add(touch::DELIVERIES);
        let after = state.deliveries().skip_while(|delivery| after.is_some_and(|after| delivery.id <= after));
        let (deliveries, more) = page::take(after, limit, |_| 1);
        let next_after = deliveries.last().filter(|_| more).map(|last| last.id);
        Deliveries { deliveries: deliveries.into_iter().map(Delivery::of).collect(), next_after }
    });
    Ok(ok(&page.await?))
}
