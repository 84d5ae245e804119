//! `/api/v1/desk/notices`: what planners should know, and which of it they have seen. As it happens, it is told by
//! `stream.rs`.

use super::page::{self, Window};
use super::views::{MeetingView, PositionView, StateView, time};
use crate::http::answer::{no_content, ok};
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use tansiq_core::desk::{Command, Notice, NoticeKind, touch};
use utoipa::ToSchema;

/// How much of a page a notice takes.
const WEIGHT: usize = 10;

/// A page of notices, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Notices {
    notices: Vec<NoticeView>,
    /// What to give as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<u64>,
    /// The oldest notice that is listed at all; those before it are in the log only. Absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    oldest: Option<u64>,
}

/// What a planner should know.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice)]
pub(crate) struct NoticeView {
    /// Its number; grows without gaps.
    pub(super) seq: u64,
    #[schema(format = DateTime)]
    at: String,
    /// The operation of this desk that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = "uuid")]
    operation: Option<String>,
    #[serde(flatten)]
    what: What,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<Seen>,
}

/// Who has seen a notice, and when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Seen {
    by: String,
    #[schema(format = DateTime)]
    at: String,
}

/// What a notice says.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[schema(as = NoticeKind)]
pub(crate) enum What {
    /// An operation meets another (F3548-21 SCD0090, SCD0095).
    ConflictFound {
        /// With what and where.
        meeting: MeetingView,
    },
    /// It does not any more.
    ConflictCleared {
        /// With what it was.
        other: String,
    },
    /// An operation near changed, without a conflict.
    PlanChangedNear {
        /// Which.
        other: String,
        /// Whose.
        manager: String,
        /// Its state; absent if it has ended.
        #[serde(skip_serializing_if = "Option::is_none")]
        state: Option<StateView>,
    },
    /// An area or constraint lies where an operation is planned, or becomes active there.
    AreaActivated {
        /// With what and where.
        meeting: MeetingView,
    },
    /// An operation of this desk changed its state.
    StateChanged {
        /// Absent if it is new.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<StateView>,
        /// What it is now.
        to: StateView,
        /// Whether a rule did it and not a person.
        automatic: bool,
    },
    /// An operation left its volumes.
    LeftVolumes {
        /// Where it is, if a position showed it.
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<PositionView>,
    },
    /// It is back.
    BackInVolumes,
    /// A peer could not be told.
    DeliveryFailing {
        /// Whom.
        to: String,
        /// Why.
        problem: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// Nobody knows whether the DSS took a write; it is being found out.
    WriteUnheard,
    /// A write that nobody waited for any more was found to have been taken, or not.
    Reconciled {
        /// Whether it was taken.
        landed: bool,
    },
    /// One change met so many operations that not all of it is recorded.
    MeetingsLeftOut {
        /// How many meetings are not.
        count: u32,
    },
    /// A peer answered nonsense or not at all, and was reported to.
    PeerUnreadable {
        /// Whose node.
        manager: String,
        /// What was wrong.
        problem: String,
    },
}

impl What {
    fn of(kind: &NoticeKind) -> What {
        match kind {
            NoticeKind::ConflictFound { meeting } => What::ConflictFound { meeting: MeetingView::of(meeting) },
            NoticeKind::ConflictCleared { other } => What::ConflictCleared { other: other.to_string() },
            NoticeKind::PlanChangedNear { other, manager, state } => {
                What::PlanChangedNear { other: other.to_string(), manager: manager.to_string(), state: state.map(StateView::of) }
            }
            NoticeKind::AreaActivated { meeting } => What::AreaActivated { meeting: MeetingView::of(meeting) },
            NoticeKind::StateChanged { from, to, automatic } => {
                What::StateChanged { from: from.map(StateView::of), to: StateView::of(*to), automatic: *automatic }
            }
            NoticeKind::LeftVolumes { position } => What::LeftVolumes { position: position.as_ref().map(PositionView::of) },
            NoticeKind::BackInVolumes => What::BackInVolumes,
            NoticeKind::DeliveryFailing { to, problem, attempts } => {
                What::DeliveryFailing { to: to.to_string(), problem: problem.clone(), attempts: *attempts }
            }
            NoticeKind::WriteUnheard => What::WriteUnheard,
            NoticeKind::Reconciled { landed } => What::Reconciled { landed: *landed },
            NoticeKind::MeetingsLeftOut { count } => What::MeetingsLeftOut { count: *count },
            NoticeKind::PeerUnreadable { manager, problem } => {
                What::PeerUnreadable { manager: manager.to_string(), problem: problem.clone() }
            }
        }
    }
}

impl NoticeView {
    /// What it says, in one word.
    pub(super) fn kind(&self) -> &'static str {
        match self.what {
            What::ConflictFound { .. } => "conflict_found",
            What::ConflictCleared { .. } => "conflict_cleared",
            What::PlanChangedNear { .. } => "plan_changed_near",
            What::AreaActivated { .. } => "area_activated",
            What::StateChanged { .. } => "state_changed",
            What::LeftVolumes { .. } => "left_volumes",
            What::BackInVolumes => "back_in_volumes",
            What::DeliveryFailing { .. } => "delivery_failing",
            What::WriteUnheard => "write_unheard",
            What::Reconciled { .. } => "reconciled",
            What::MeetingsLeftOut { .. } => "meetings_left_out",
            What::PeerUnreadable { .. } => "peer_unreadable",
        }
    }

    pub(super) fn of(notice: &Notice) -> NoticeView {
        NoticeView {
            seq: notice.seq,
            at: time(notice.at),
            operation: notice.operation.map(|id| id.to_string()),
            what: What::of(&notice.what),
            seen: notice.seen.as_ref().map(|(by, at)| Seen { by: by.to_string(), at: time(*at) }),
        }
    }
}

/// Up to where notices were seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenUpTo {
    /// The number of the last one.
    up_to: u64,
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let Window { after, limit } = Window::by_number(query)?;
    let page = call.desk()?.read(|state, touches| {
        touches.add(touch::NOTICES);
        let (notices, more) = page::take(state.notices_after(after), limit, |_| WEIGHT);
        let next_after = notices.last().filter(|_| more).map(|last| last.seq);
        let oldest = state.notices_after(None).next().map(|oldest| oldest.seq);
        Notices { notices: notices.into_iter().map(NoticeView::of).collect(), next_after, oldest }
    });
    Ok(ok(&page.await?))
}

pub(crate) async fn see(call: Call) -> Result<Response, Error> {
    let SeenUpTo { up_to } = call.parse()?;
    call.desk()?.submit(&call.who(), Command::SeeNotices { up_to }).await?;
    Ok(no_content())
}
