//! Notices to planners, and reports to peers.

use super::recheck::Notices;
use super::{done, invalid, report_entry, shortened};
use crate::desk::bounds::{MAX_REPORT_BYTES, MAX_TEXT_BYTES};
use crate::desk::entities::NoticeKind;
use crate::desk::{Decided, Event, State};
use crate::{Context, EntityId, Name};
use std::sync::Arc;

pub(super) fn see(state: &State, context: &Context, up_to: u64) -> Decided {
    if up_to >= state.next_notice() {
        return invalid(format!("up_to: there is no notice {up_to} yet; the next one is {}", state.next_notice()));
    }
    let unseen = state.notices.iter().any(|notice| notice.seq <= up_to && notice.seen.is_none());
    done(unseen.then(|| Event::NoticesSeen { up_to, by: context.caller.name.clone() }).into_iter().collect())
}

pub(super) fn raise(state: &State, context: &Context, operation: Option<EntityId>, what: &NoticeKind) -> Decided {
    // A number that JSON cannot carry would make the log unreadable.
    let read = serde_json::to_string(what).and_then(|text| serde_json::from_str::<NoticeKind>(&text));
    if !read.is_ok_and(|read| read == *what) {
        return invalid("notice: a position, depth or height in it is not a finite number");
    }
    done(vec![Notices::new(state, context).raise(operation, what.clone())])
}

/// A peer answered nonsense or not at all and was reported to.
pub(super) fn note_report(
    state: &State,
    context: &Context,
    to: &Name,
    operation: Option<EntityId>,
    problem: &str,
    report: &Arc<str>,
) -> Decided {
    if report.len() > MAX_REPORT_BYTES {
        return invalid(format!("report: {} bytes, at most {MAX_REPORT_BYTES} are kept", report.len()));
    }
    let entry = report_entry(context, to, report);
    let what = NoticeKind::PeerUnreadable { manager: to.clone(), problem: shortened(problem, MAX_TEXT_BYTES) };
    done(vec![Event::Reported(entry), Notices::new(state, context).raise(operation, what)])
}
