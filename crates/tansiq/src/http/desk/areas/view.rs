//! How an area looks from outside: its layers, the windows to come, and the constraints it has become.

use super::super::reports::raw;
use super::super::volumes::{VolumeView, time};
use crate::http::bounds::MAX_WINDOWS_SHOWN;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use tansiq_core::desk::{self, AreaKind, OwnConstraint, State};
use tansiq_core::{EntityId, Span, Timestamp};
use utoipa::ToSchema;

/// Bytes of a document that weigh as much as one vertex.
const BYTES_A_NUMBER: usize = 16;

/// An area of the desk.
#[derive(Serialize, ToSchema)]
pub(crate) struct Area {
    #[schema(format = "uuid")]
    id: String,
    /// In the file's first language.
    name: String,
    /// What it means to a plan.
    #[schema(value_type = Kind)]
    kind: AreaKind,
    /// Where it is. Layers have no times: when the area is active, its windows say.
    layers: Vec<VolumeView>,
    /// When it is active, from now on: those that come first.
    windows: Vec<WindowView>,
    /// Windows beyond those listed that are worked out already.
    windows_unlisted: usize,
    /// Until when windows are worked out; absent for an area without a schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    windows_until: Option<String>,
    /// Whether others are told of it as constraints.
    published: bool,
    /// The constraints it has become, earliest first.
    constraints: Vec<ConstraintView>,
    /// Constraints beyond those listed.
    constraints_unlisted: usize,
    /// All else that its file said.
    #[schema(value_type = Object)]
    document: Box<RawValue>,
    /// Grows with each change of the area itself.
    pub(super) revision: u64,
    /// When it last changed.
    #[schema(format = DateTime)]
    changed: String,
}

/// What an area means to a plan.
#[derive(ToSchema)]
#[schema(as = AreaKind, rename_all = "snake_case")]
#[allow(dead_code, reason = "stands for tansiq_core::desk::AreaKind in the description")]
pub(crate) enum Kind {
    /// No operation may be planned into it.
    Prohibited,
    /// Only with an authorisation, which the planner says to hold.
    RequiresAuthorisation,
    /// Under conditions that the planner must know: a warning.
    Conditional,
    /// Good to know: a warning.
    Advisory,
}

/// When an area is active.
#[derive(Serialize, ToSchema)]
pub(crate) struct WindowView {
    /// Null if it has no beginning.
    #[schema(format = DateTime)]
    start: Option<String>,
    /// Null if it has no end.
    #[schema(format = DateTime)]
    end: Option<String>,
}

impl WindowView {
    fn of(window: &Span) -> WindowView {
        let Span { start, end } = *window;
        WindowView {
            start: (start != Timestamp::UNBOUNDED_PAST).then(|| time(start)),
            end: (end != Timestamp::UNBOUNDED_FUTURE).then(|| time(end)),
        }
    }
}

/// A constraint that an area has become.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConstraintView {
    /// The same at the DSS.
    #[schema(format = "uuid")]
    id: String,
    #[serde(flatten)]
    when: WindowView,
    /// How far it is.
    state: ConstraintState,
    /// Its opaque version, once the DSS gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    ovn: Option<String>,
    /// Counts its writes from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

/// How far a constraint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConstraintState {
    /// The DSS is being asked to take it.
    BeingWritten,
    /// The DSS has it.
    AtDss,
    /// The DSS is being asked to remove it.
    BeingRemoved,
    /// The DSS does not have it.
    NotAtDss,
}

impl ConstraintState {
    fn of(constraint: &OwnConstraint) -> ConstraintState {
        match (constraint.pending.is_some(), constraint.ending) {
            (true, true) => ConstraintState::BeingRemoved,
            (true, false) => ConstraintState::BeingWritten,
            (false, false) if constraint.reference.is_some() => ConstraintState::AtDss,
            (false, _) => ConstraintState::NotAtDss,
        }
    }
}

impl ConstraintView {
    fn of(constraint: &OwnConstraint) -> ConstraintView {
        ConstraintView {
            id: constraint.id.to_string(),
            when: WindowView::of(&constraint.volumes.span().unwrap_or(Span::ALWAYS)),
            state: ConstraintState::of(constraint),
            ovn: constraint.reference.as_ref().map(|reference| reference.ovn.to_string()),
            version: constraint.reference.as_ref().map(|reference| reference.version),
        }
    }
}

/// How much of a page an area takes.
pub(super) fn weight(area: &desk::Area) -> usize {
    area.layers.vertices() + area.document.len() / BYTES_A_NUMBER + MAX_WINDOWS_SHOWN.min(area.windows.len()) + 10
}

/// These areas, each with its constraints, which are looked through once.
pub(super) fn all(state: &State, areas: &[&desk::Area], now: Timestamp) -> Vec<Area> {
    let mut constraints: BTreeMap<EntityId, Vec<&OwnConstraint>> = areas.iter().map(|area| (area.id, Vec::new())).collect();
    if !constraints.is_empty() {
        for constraint in state.constraints() {
            if let Some(of_area) = constraints.get_mut(&constraint.area) {
                of_area.push(constraint);
            }
        }
    }
    areas.iter().map(|area| Area::of(area, constraints.remove(&area.id).unwrap_or_default(), now)).collect()
}

impl Area {
    /// An area of the ledger and the constraints it has become.
    pub(in crate::http::desk) fn of(area: &desk::Area, mut constraints: Vec<&OwnConstraint>, now: Timestamp) -> Area {
        constraints.sort_by_key(|constraint| (constraint.volumes.span().map(|span| span.start), constraint.id));
        // In order and apart: so are their ends.
        let to_come = &area.windows[area.windows.partition_point(|window| window.end <= now)..];
        let until = area.windows_until;
        Area {
            id: area.id.to_string(),
            name: area.name.clone(),
            kind: area.kind,
            layers: VolumeView::all(&area.layers),
            windows: to_come.iter().take(MAX_WINDOWS_SHOWN).map(WindowView::of).collect(),
            windows_unlisted: to_come.len().saturating_sub(MAX_WINDOWS_SHOWN),
            windows_until: (until != Timestamp::UNBOUNDED_FUTURE).then(|| time(until)),
            published: area.published,
            constraints_unlisted: constraints.len().saturating_sub(MAX_WINDOWS_SHOWN),
            constraints: constraints.into_iter().take(MAX_WINDOWS_SHOWN).map(ConstraintView::of).collect(),
            document: raw(&area.document),
            revision: area.revision,
            changed: time(area.changed),
        }
    }
}
