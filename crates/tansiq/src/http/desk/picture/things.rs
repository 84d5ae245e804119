//! The things that a picture consists of: which there are, and each as it is. What follows a picture sends the same things
//! one by one.
//!
//! Under the lock of the ledger they are only copied, which is quick because what is large is shared; they are written as
//! JSON afterwards.

use super::super::areas::Area;
use super::super::deliveries::Delivery;
use super::super::known::{KnownConstraintView, KnownOperationView};
use super::super::notices::NoticeView;
use super::super::templates::TemplateView;
use super::super::views::{PlanView, PositionView, TellingView};
use crate::http::bounds::{MAX_PICTURE_THINGS, MAX_PICTURE_WEIGHT, PICTURE_NOTICES, PICTURE_OVER};
use serde::Serialize;
use std::collections::BTreeMap;
use tansiq_core::desk::{self, Disclosure, Meeting, Operation, OwnConstraint, State, Subject};
use tansiq_core::{EntityId, Timestamp};
use tansiq_desk::Desk;

/// Bytes of a text that weigh as much as one vertex.
const BYTES_A_NUMBER: usize = 16;
/// What any thing weighs besides.
const WEIGHT: usize = 10;

/// One thing of a picture. Their order is that in which they are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Thing {
    Template(EntityId),
    Area(EntityId),
    Plan(EntityId),
    KnownOperation(EntityId),
    KnownConstraint(EntityId),
    Delivery(u64),
    Notice(u64),
}

impl Thing {
    /// What it is called in events.
    fn kind(self) -> &'static str {
        match self {
            Thing::Template(_) => "template",
            Thing::Area(_) => "area",
            Thing::Plan(_) => "plan",
            Thing::KnownOperation(_) => "known_operation",
            Thing::KnownConstraint(_) => "known_constraint",
            Thing::Delivery(_) => "delivery",
            Thing::Notice(_) => "notice",
        }
    }

    fn id(self) -> String {
        match self {
            Thing::Template(id) | Thing::Area(id) | Thing::Plan(id) | Thing::KnownOperation(id) | Thing::KnownConstraint(id) => {
                id.to_string()
            }
            Thing::Delivery(number) | Thing::Notice(number) => number.to_string(),
        }
    }
}

/// A thing as it is, copied out of the ledger.
pub(crate) enum Copied {
    Template(desk::Template),
    Area(Box<desk::Area>, Vec<OwnConstraint>),
    Plan(Box<Operation>, Vec<Meeting>, TellingView),
    KnownOperation(Box<desk::Known>),
    KnownConstraint(Box<desk::KnownConstraint>),
    Delivery(desk::Delivery),
    Notice(Box<desk::Notice>),
}

/// Whether an operation was over so long before `now` that a picture leaves it out.
fn is_past(operation: &Operation, now: Timestamp) -> bool {
    operation.is_over() && operation.changed.plus(PICTURE_OVER) <= now
}

/// The oldest notice of a picture.
fn oldest_notice(state: &State) -> u64 {
    state.next_notice().saturating_sub(PICTURE_NOTICES)
}

/// The things of a picture of `now`, in their order, and how many did not fit.
pub(crate) fn selection(state: &State, now: Timestamp) -> (Vec<Thing>, usize) {
    let templates = state.templates().map(|template| (Thing::Template(template.id), template.document.len() / BYTES_A_NUMBER));
    let areas = state.areas().map(|area| {
        (Thing::Area(area.id), area.layers.vertices() + area.document.len() / BYTES_A_NUMBER + area.windows.len().min(WEIGHT))
    });
    let plans = state.operations().filter(|operation| !is_past(operation, now));
    let plans = plans.map(|operation| {
        let plan = &operation.plan;
        (Thing::Plan(operation.id), plan.volumes.vertices() + plan.off_nominal.vertices())
    });
    let known = state.known_operations().map(|known| {
        let vertices = match &known.disclosure {
            Disclosure::Told { volumes, off_nominal, .. } => volumes.vertices() + off_nominal.vertices(),
            Disclosure::Withheld { within } => within.vertices(),
        };
        (Thing::KnownOperation(known.id), vertices)
    });
    let constraints = state.known_constraints().map(|known| {
        let zone = known.zone.as_ref().map_or(0, |zone| zone.len() / BYTES_A_NUMBER);
        (Thing::KnownConstraint(known.id), known.volumes.vertices() + zone)
    });
    let deliveries = state.deliveries().map(|delivery| (Thing::Delivery(delivery.id), 0));
    let notices = state.notices_after(oldest_notice(state).checked_sub(1)).map(|notice| (Thing::Notice(notice.seq), 0));
    let all = templates.chain(areas).chain(plans).chain(known).chain(constraints).chain(deliveries).chain(notices);

    let (mut things, mut left_out, mut sum) = (Vec::new(), 0, 0);
    for (thing, weight) in all {
        sum += weight + WEIGHT;
        if things.len() < MAX_PICTURE_THINGS && sum <= MAX_PICTURE_WEIGHT {
            things.push(thing);
        } else {
            left_out += 1;
        }
    }
    (things, left_out)
}

/// These things as they are; none for what is no more, or too old for a picture of `now`.
pub(crate) fn copy(state: &State, things: &[Thing], now: Timestamp) -> Vec<(Thing, Option<Copied>)> {
    let mut constraints = constraints_of(state, things);
    let copied = |thing: &Thing| match *thing {
        Thing::Template(id) => state.template(id).cloned().map(Copied::Template),
        Thing::Area(id) => {
            let of_area = constraints.remove(&id).unwrap_or_default();
            state.area(id).map(|area| Copied::Area(Box::new(area.clone()), of_area))
        }
        Thing::Plan(id) => {
            let operation = state.operation(id).filter(|operation| !is_past(operation, now));
            operation.map(|operation| {
                let meetings = state.meetings_of(id).cloned().collect();
                Copied::Plan(Box::new(operation.clone()), meetings, telling(state, id))
            })
        }
        Thing::KnownOperation(id) => state.known_operation(id).map(|known| Copied::KnownOperation(Box::new(known.clone()))),
        Thing::KnownConstraint(id) => state.known_constraint(id).map(|known| Copied::KnownConstraint(Box::new(known.clone()))),
        Thing::Delivery(number) => state.delivery(number).cloned().map(Copied::Delivery),
        Thing::Notice(seq) => {
            let notice = (seq >= oldest_notice(state)).then(|| state.notices_after(seq.checked_sub(1)).next()).flatten();
            notice.filter(|notice| notice.seq == seq).map(|notice| Copied::Notice(Box::new(notice.clone())))
        }
    };
    things.iter().map(copied).zip(things).map(|(copied, thing)| (*thing, copied)).collect()
}

/// The constraints that each of the areas among these has become; all are looked through once.
fn constraints_of(state: &State, things: &[Thing]) -> BTreeMap<EntityId, Vec<OwnConstraint>> {
    let areas = things.iter().filter_map(|thing| match thing {
        Thing::Area(id) => Some((*id, Vec::new())),
        _ => None,
    });
    let mut constraints: BTreeMap<EntityId, Vec<OwnConstraint>> = areas.collect();
    if !constraints.is_empty() {
        for constraint in state.constraints() {
            if let Some(of_area) = constraints.get_mut(&constraint.area) {
                of_area.push(constraint.clone());
            }
        }
    }
    constraints
}

fn telling(state: &State, id: EntityId) -> TellingView {
    let mut telling = TellingView::default();
    for delivery in state.deliveries_of(Subject::Operation(id)) {
        telling.waiting += 1;
        telling.failing += usize::from(delivery.attempts > 0);
    }
    telling
}

/// A thing as messages have it.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum View {
    Template(TemplateView),
    Area(Area),
    Plan(Box<PlanView>),
    KnownOperation(KnownOperationView),
    KnownConstraint(KnownConstraintView),
    Delivery(Delivery),
    Notice(Box<NoticeView>),
}

impl Copied {
    /// As messages have it, at `now`; with last positions of a desk whose picture is of the present.
    pub(crate) fn view(&self, now: Timestamp, present: Option<&Desk>) -> View {
        match self {
            Copied::Template(template) => View::Template(TemplateView::of(template)),
            Copied::Area(area, constraints) => View::Area(Area::of(area, constraints.iter().collect(), now)),
            Copied::Plan(operation, meetings, telling) => {
                let mut view = PlanView::of(operation, meetings, *telling);
                let last = present.and_then(|desk| desk.last_position(operation.id));
                view.last_position = last.map(|report| PositionView::of(&report.position));
                View::Plan(Box::new(view))
            }
            Copied::KnownOperation(known) => View::KnownOperation(KnownOperationView::of(known)),
            Copied::KnownConstraint(known) => View::KnownConstraint(KnownConstraintView::of(known)),
            Copied::Delivery(delivery) => View::Delivery(Delivery::of(delivery)),
            Copied::Notice(notice) => View::Notice(Box::new(NoticeView::of(notice))),
        }
    }
}

#[derive(Serialize)]
struct Gone {
    kind: &'static str,
    id: String,
}

/// Appends the event that tells of a thing as it is, or that it is no more. Notices never cease to be: they only get old.
pub(crate) fn write(text: &mut Vec<u8>, thing: Thing, copied: Option<&Copied>, now: Timestamp, desk: &Desk) {
    match copied {
        Some(copied) => event(text, thing.kind(), &copied.view(now, Some(desk))),
        None if matches!(thing, Thing::Notice(_)) => {}
        None => event(text, "gone", &Gone { kind: thing.kind(), id: thing.id() }),
    }
}

/// Appends one event of a stream.
pub(crate) fn event(text: &mut Vec<u8>, kind: &str, data: &impl Serialize) {
    let before = text.len();
    text.extend_from_slice(format!("event: {kind}\ndata: ").as_bytes());
    // Fails only for numbers that are not finite, which no state holds.
    if let Err(error) = serde_json::to_writer(&mut *text, data) {
        tracing::error!(%error, kind, "an event could not be written as JSON");
        return text.truncate(before);
    }
    // What others wrote may have line ends between its parts, which mean the same as blanks there and an end here.
    let data = &mut text[before + kind.len() + "event: \n".len()..];
    data.iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    text.extend_from_slice(b"\n\n");
}
