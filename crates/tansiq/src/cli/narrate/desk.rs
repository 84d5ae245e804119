//! The events of the desk ledger in words.

use super::super::plan::counted;
use super::time;
use tansiq_core::desk::{Disclosure, Event, Meeting, Notice, NoticeKind, OperationState};

/// One event in words.
pub(super) fn describe(event: &Event) -> String {
    match event {
        Event::WriteBegun { id, attempt, state, plan, meetings, .. } => {
            let volumes =
                plan.as_ref().map(|plan| format!(" with {}", counted(plan.volumes.len(), "volume"))).unwrap_or_default();
            let meets =
                if meetings.is_empty() { String::new() } else { format!(", which meets {}", counted(meetings.len(), "other")) };
            format!("operation {id}: write {attempt} begun, to be {}{volumes}{meets}", name(*state))
        }
        Event::WriteLanded { id, attempt, reference } => match reference {
            Some(reference) => format!("operation {id}: write {attempt} taken by the DSS, version {}", reference.version),
            None => format!("operation {id}: write {attempt} taken by the DSS, removed there"),
        },
        Event::WriteFailed { id, attempt, why, may_arrive } => {
            let late = if *may_arrive { "; it may still arrive, and is looked after" } else { "" };
            format!("operation {id}: write {attempt} not taken: {why}{late}")
        }
        Event::OrphanSettled { id } => format!("{id} is surely not at the DSS"),
        Event::ConformanceNoted { id, outside: true, .. } => format!("operation {id} is outside its volumes"),
        Event::ConformanceNoted { id, outside: false, .. } => format!("operation {id} is back in its volumes"),
        Event::OperationKnown(known) => {
            let told = match &known.disclosure {
                Disclosure::Told { volumes, off_nominal, priority, .. } => {
                    format!("{}, priority {priority}", counted(volumes.len() + off_nominal.len(), "volume"))
                }
                Disclosure::Withheld { .. } => "details withheld, its manager is Down".to_owned(),
            };
            format!("{} disclosed operation {} version {}: {}, {told}", known.manager, known.id, known.version, name(known.state))
        }
        Event::OperationGone { id } => format!("operation {id} of another party is over"),
        Event::ConstraintKnown(known) => {
            format!(
                "{} disclosed constraint {} version {} ({:?} {})",
                known.manager, known.id, known.version, known.kind, known.name
            )
        }
        Event::ConstraintGone { id } => format!("constraint {id} of another party is over"),
        Event::Met { operation, meeting } => format!("operation {operation} meets {}", describe_meeting(meeting)),
        Event::Parted { operation, kind, other } => format!("operation {operation} does not meet {kind:?} {other} any more"),
        Event::DeliveryDue(delivery) => {
            format!(
                "{} is to be told of {:?}, version {} (delivery {})",
                delivery.to, delivery.subject, delivery.version, delivery.id
            )
        }
        Event::DeliveryMade { id, attempts } => format!("delivery {id} taken, at try {attempts}"),
        Event::DeliveryFailed { id, problem, attempts, next } => match next {
            Some(next) => format!("delivery {id} failed at try {attempts}: {problem}; next at {}", time(*next)),
            None => format!("delivery {id} given up after {}: {problem}", tries(*attempts)),
        },
        Event::DeliverySuperseded { id } => format!("delivery {id} is part of a later one"),
        Event::Reported(report) => {
            format!("{} reported a failed exchange to {} (report {})", report.reporter, report.to, report.id)
        }
        Event::AreaPut(area) => {
            format!("area {} put in: {:?} {}, {}", area.id, area.kind, area.name, counted(area.layers.len(), "layer"))
        }
        Event::AreaRemoved { id } => format!("area {id} taken out"),
        Event::AreaPublished { id, published: true } => format!("area {id} is published"),
        Event::AreaPublished { id, published: false } => format!("area {id} is not published any more"),
        Event::WindowsExtended { id, windows, until } => {
            format!("schedule of area {id} worked out until {}: {} windows", time(*until), windows.len())
        }
        Event::ConstraintPut(constraint) => {
            let how = match (&constraint.pending, constraint.ending, &constraint.reference) {
                (Some(_), true, _) => "is being removed",
                (Some(_), false, _) => "is being written",
                (None, _, Some(_)) => "is at the DSS",
                (None, _, None) => "is not at the DSS",
            };
            format!("constraint {} of area {} {how}", constraint.id, constraint.area)
        }
        Event::ConstraintRemoved { id } => format!("constraint {id} is no more"),
        Event::WatchKept(watch) => {
            format!("region {} watched until {} (subscription {})", watch.region, time(watch.until), watch.id)
        }
        Event::WatchDropped { id } => format!("subscription {id} dropped"),
        Event::OperationForgotten { id } => format!("operation {id} ended long ago and is forgotten"),
        Event::TemplatePut(template) => format!("template {} put in: {}", template.id, template.name),
        Event::TemplateRemoved { id } => format!("template {id} taken out"),
        Event::PersonAdded { name, full_name, role, .. } => {
            let full_name = if full_name.is_empty() { String::new() } else { format!(" ({full_name})") };
            format!("person {name}{full_name} added as {}", role.as_str())
        }
        Event::PersonChanged { name, role, disabled, .. } => {
            let disabled = if *disabled { ", and cannot sign in" } else { "" };
            format!("person {name} is {}{disabled}", role.as_str())
        }
        Event::PasswordChanged { name, .. } => format!("person {name} has another password; all sessions ended"),
        Event::TotpSet { name, .. } => format!("person {name} has a second factor"),
        Event::TotpDropped { name } => format!("person {name} has no second factor any more"),
        Event::PersonRemoved { name } => format!("person {name} removed"),
        Event::SignedIn { name, expires, .. } => format!("person {name} signed in, until {}", time(*expires)),
        Event::SignedOut { name, .. } => format!("a session of person {name} ended"),
        Event::SignedOutEverywhere { name } => format!("all sessions of person {name} ended"),
        Event::SessionExpired { .. } => "a session was over".to_owned(),
        Event::Probed {} => "the store was tried".to_owned(),
        Event::Noticed(notice) => describe_notice(notice),
        Event::NoticesSeen { up_to, by } => format!("{by} saw the notices up to {up_to}"),
    }
}

fn tries(attempts: u32) -> String {
    if attempts == 1 { "1 try".to_owned() } else { format!("{attempts} tries") }
}

fn name(state: OperationState) -> &'static str {
    match state {
        OperationState::Accepted => "Accepted",
        OperationState::Activated => "Activated",
        OperationState::Nonconforming => "Nonconforming",
        OperationState::Contingent => "Contingent",
        OperationState::Ended => "ended",
    }
}

fn describe_meeting(meeting: &Meeting) -> String {
    let depth = meeting.pairs.first().map(|pair| format!(", {:.2} m deep on the ground", pair.horizontal_m)).unwrap_or_default();
    let certain = if meeting.certain { "" } else { ", possibly" };
    format!("{:?} {} ({:?}{depth}{certain})", meeting.kind, meeting.other, meeting.weight)
}

fn describe_notice(notice: &Notice) -> String {
    let about = notice.operation.map(|id| format!(" about operation {id}")).unwrap_or_default();
    let what = match &notice.what {
        NoticeKind::ConflictFound { meeting } => format!("conflict with {}", describe_meeting(meeting)),
        NoticeKind::ConflictCleared { other } => format!("no conflict with {other} any more"),
        NoticeKind::PlanChangedNear { other, manager, state } => {
            format!("operation {other} of {manager} near is {}", state.map_or("over", name))
        }
        NoticeKind::AreaActivated { meeting } => format!("area in the way: {}", describe_meeting(meeting)),
        NoticeKind::StateChanged { to, automatic, .. } => {
            format!("it is {}{}", name(*to), if *automatic { ", by rule" } else { "" })
        }
        NoticeKind::LeftVolumes { .. } => "it left its volumes".to_owned(),
        NoticeKind::BackInVolumes => "it is back in its volumes".to_owned(),
        NoticeKind::DeliveryFailing { to, problem, attempts } => format!("{to} could not be told at try {attempts}: {problem}"),
        NoticeKind::WriteUnheard => "the DSS was not heard".to_owned(),
        NoticeKind::Reconciled { landed } => {
            format!("the write of which nobody heard was {}taken", if *landed { "" } else { "not " })
        }
        NoticeKind::PeerUnreadable { manager, problem } => format!("{manager} could not be read: {problem}"),
        NoticeKind::MeetingsLeftOut { count } => format!("{count} more meetings than are listed"),
    };
    format!("notice {}{about}: {what}", notice.seq)
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
