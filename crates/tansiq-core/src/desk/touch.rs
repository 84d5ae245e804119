//! What records change and reads depend on, as keys: one for each noun, and one for each entity.

use super::entities::{OtherKind, Template};
use super::event::Event;
use super::state::State;
use crate::EntityId;
use crate::machine::TouchKey;

/// Operations of this desk, as a list.
pub const OPERATIONS: TouchKey = 1;
/// What others disclosed.
pub const KNOWN: TouchKey = 2;
/// Areas and own constraints.
pub const AREAS: TouchKey = 3;
/// What must still be told, and reports.
pub const DELIVERIES: TouchKey = 4;
/// Notices.
pub const NOTICES: TouchKey = 5;
/// Own subscriptions.
pub const WATCHES: TouchKey = 6;
/// People and sessions.
pub const PEOPLE: TouchKey = 7;
/// Templates of plans.
pub const TEMPLATES: TouchKey = 8;

/// All of the above: for a read of the whole picture.
pub const EVERYTHING: [TouchKey; 7] = [OPERATIONS, KNOWN, AREAS, DELIVERIES, NOTICES, WATCHES, TEMPLATES];

/// The key of an entity.
pub fn entity(id: EntityId) -> TouchKey {
    crate::airspace::touch::entity(id)
}

impl State {
    pub(super) fn collect_touched(&self, event: &Event, keys: &mut Vec<TouchKey>) {
        match event {
            Event::WriteBegun { id, .. }
            | Event::WriteLanded { id, .. }
            | Event::WriteFailed { id, .. }
            | Event::OrphanSettled { id }
            | Event::ConformanceNoted { id, .. }
            | Event::OperationForgotten { id } => {
                keys.extend([OPERATIONS, entity(*id)]);
                self.collect_met_by((OtherKind::OwnOperation, *id), keys);
            }
            Event::Met { operation, .. } | Event::Parted { operation, .. } => keys.extend([OPERATIONS, entity(*operation)]),
            Event::OperationKnown(known) => keys.extend([KNOWN, entity(known.id)]),
            Event::ConstraintKnown(known) => keys.extend([KNOWN, entity(known.id)]),
            Event::OperationGone { id } => {
                keys.extend([KNOWN, OPERATIONS, entity(*id)]);
                self.collect_met_by((OtherKind::PeerOperation, *id), keys);
            }
            Event::ConstraintGone { id } => {
                keys.extend([KNOWN, OPERATIONS, entity(*id)]);
                self.collect_met_by((OtherKind::Constraint, *id), keys);
            }
            Event::DeliveryDue(_)
            | Event::DeliveryMade { .. }
            | Event::DeliveryFailed { .. }
            | Event::DeliverySuperseded { .. }
            | Event::Reported(_) => keys.push(DELIVERIES),
            Event::AreaPut(area) => keys.extend([AREAS, entity(area.id)]),
            Event::AreaRemoved { id } => {
                keys.extend([AREAS, OPERATIONS, entity(*id)]);
                self.collect_met_by((OtherKind::Area, *id), keys);
            }
            Event::AreaPublished { id, .. } | Event::WindowsExtended { id, .. } | Event::ConstraintRemoved { id } => {
                keys.extend([AREAS, entity(*id)])
            }
            Event::ConstraintPut(constraint) => keys.extend([AREAS, entity(constraint.id)]),
            Event::WatchKept(watch) => keys.extend([WATCHES, entity(watch.id)]),
            Event::WatchDropped { id } => keys.extend([WATCHES, entity(*id)]),
            Event::TemplatePut(Template { id, .. }) | Event::TemplateRemoved { id } => keys.extend([TEMPLATES, entity(*id)]),
            Event::PersonAdded { .. }
            | Event::PersonChanged { .. }
            | Event::PasswordChanged { .. }
            | Event::TotpSet { .. }
            | Event::TotpDropped { .. }
            | Event::PersonRemoved { .. }
            | Event::SignedIn { .. }
            | Event::SignedOut { .. }
            | Event::SignedOutEverywhere { .. }
            | Event::SessionExpired { .. } => keys.push(PEOPLE),
            Event::Probed {} => {}
            Event::Noticed(_) | Event::NoticesSeen { .. } => keys.push(NOTICES),
        }
    }

    /// What is over is not met any more, though no event says so of each that met it.
    fn collect_met_by(&self, other: (OtherKind, EntityId), keys: &mut Vec<TouchKey>) {
        keys.extend(self.index.met_by(other).map(entity));
    }
}
