//! The messages of the desk's own interface that several nouns share.

pub(crate) use super::volumes::VolumeView;
use serde::{Deserialize, Serialize};
use tansiq_core::desk::{Meeting, Operation, OperationState, OtherKind, Pair, Plan, Position, Weight};
use tansiq_desk::checks::{Alternative, AlternativeKind};
use utoipa::ToSchema;

pub(crate) use super::volumes::time;

/// A state, as requests and answers spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StateView {
    /// The first write is under way.
    Planning,
    /// It never came to be: the DSS did not take it.
    Refused,
    /// Planned and shared.
    Accepted,
    /// In use.
    Activated,
    /// Outside its volumes for now.
    Nonconforming,
    /// Outside its volumes for good.
    Contingent,
    /// Over.
    Ended,
}

impl StateView {
    /// The ledger's state.
    pub(crate) fn of(state: OperationState) -> StateView {
        match state {
            OperationState::Accepted => StateView::Accepted,
            OperationState::Activated => StateView::Activated,
            OperationState::Nonconforming => StateView::Nonconforming,
            OperationState::Contingent => StateView::Contingent,
            OperationState::Ended => StateView::Ended,
        }
    }

    /// An operation's state, also before the DSS accepted it.
    pub(crate) fn of_operation(operation: &Operation) -> StateView {
        match (operation.state, &operation.pending) {
            (Some(state), _) => StateView::of(state),
            (None, Some(_)) => StateView::Planning,
            (None, None) => StateView::Refused,
        }
    }
}

/// Where two volumes overlap and by how much.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PairView {
    /// Index of the volume of the plan: volumes first, then off-nominal ones.
    own: u32,
    /// Index of the volume of the other, in the same order.
    other: u32,
    /// How deep on the ground, metres.
    horizontal_m: f64,
    /// Common height, metres; absent if unbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    vertical_m: Option<f64>,
    /// Common time, seconds; absent if unbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    /// A position inside both, degrees north.
    lat: f64,
    /// And degrees east.
    lng: f64,
    /// When both are there first.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// Whether it is certain; otherwise heights that are not known exactly decide.
    certain: bool,
}

impl PairView {
    fn of(pair: &Pair) -> PairView {
        PairView {
            own: pair.own,
            other: pair.other,
            horizontal_m: pair.horizontal_m,
            vertical_m: pair.vertical_m,
            seconds: pair.seconds,
            lat: pair.lat,
            lng: pair.lng,
            from: pair.from.map(time),
            certain: pair.certain,
        }
    }
}

/// Something that a plan meets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct MeetingView {
    /// `own_operation`, `peer_operation`, `area` or `constraint`.
    #[schema(value_type = String)]
    kind: OtherKind,
    /// Its id.
    other: String,
    /// Whose it is, if not this desk's.
    #[serde(skip_serializing_if = "Option::is_none")]
    manager: Option<String>,
    /// Its name, if it has one here.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What that means for the plan: `lower_priority`, `equal_priority`, `prohibited`, `unauthorised` block; `higher_priority`,
    /// `equal_permitted`, `already`, `advises`, `authorised` do not.
    #[schema(value_type = String)]
    weight: Weight,
    /// Whether the plan cannot be accepted because of it.
    blocks: bool,
    /// Whether one pair of volumes certainly overlaps.
    certain: bool,
    /// How many pairs of volumes overlap.
    pairs_total: u32,
    /// The deepest of them, at most 10.
    pairs: Vec<PairView>,
}

impl MeetingView {
    /// A meeting of the ledger.
    pub(crate) fn of(meeting: &Meeting) -> MeetingView {
        MeetingView {
            kind: meeting.kind,
            other: meeting.other.to_string(),
            manager: meeting.manager.as_deref().map(str::to_owned),
            name: meeting.name.clone(),
            weight: meeting.weight,
            blocks: meeting.weight.blocks(),
            certain: meeting.certain,
            pairs_total: meeting.pairs_total,
            pairs: meeting.pairs.iter().map(PairView::of).collect(),
        }
    }

    /// Meetings of the ledger.
    pub(crate) fn all<'a>(meetings: impl IntoIterator<Item = &'a Meeting>) -> Vec<MeetingView> {
        meetings.into_iter().map(MeetingView::of).collect()
    }
}

/// A way around, checked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct AlternativeView {
    /// `later`, `earlier`, `higher`, `lower` or `hold`.
    kind: &'static str,
    /// By so many seconds, for those in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    /// By so many metres, for those in height.
    #[serde(skip_serializing_if = "Option::is_none")]
    metres: Option<f64>,
    /// For a hold: the index of the first volume that is delayed.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<usize>,
    /// The volumes of the plan that takes it, ready to be submitted.
    volumes: Vec<VolumeView>,
}

impl AlternativeView {
    /// A way around.
    pub(crate) fn of(alternative: &Alternative) -> AlternativeView {
        let (kind, seconds, metres, before) = match alternative.kind {
            AlternativeKind::Later { seconds } => ("later", Some(seconds), None, None),
            AlternativeKind::Earlier { seconds } => ("earlier", Some(seconds), None, None),
            AlternativeKind::Higher { metres } => ("higher", None, Some(metres), None),
            AlternativeKind::Lower { metres } => ("lower", None, Some(metres), None),
            AlternativeKind::Hold { before, seconds } => ("hold", Some(seconds), None, Some(before)),
        };
        AlternativeView { kind, seconds, metres, before, volumes: VolumeView::all(&alternative.plan.volumes) }
    }
}

/// A plan that was refused for what it meets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Refused {
    /// Why, for a person.
    message: String,
    /// What it meets, what blocks first.
    meetings: Vec<MeetingView>,
    /// The nearest ways around, each checked. Empty if there is none within the limits.
    alternatives: Vec<AlternativeView>,
}

impl Refused {
    pub(crate) fn of(meetings: &[Meeting], alternatives: Vec<AlternativeView>) -> Refused {
        let message = "the plan meets what it may not".to_owned();
        Refused { message, meetings: MeetingView::all(meetings), alternatives }
    }

    /// The same, its message numbered.
    pub(crate) fn numbered(&self, number: impl Fn(&str) -> String) -> Refused {
        Refused { message: number(&self.message), ..self.clone() }
    }
}

/// A position.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PositionView {
    /// When it was measured.
    at: String,
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lng: f64,
    /// Metres above the ellipsoid.
    height_m: f64,
}

impl PositionView {
    /// A position of the ledger.
    pub(crate) fn of(position: &Position) -> PositionView {
        PositionView { at: time(position.at), lat: position.lat, lng: position.lng, height_m: position.height_m }
    }
}

/// What the DSS gave for an operation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ReferenceView {
    /// The opaque version.
    ovn: String,
    /// Counts writes from 1.
    version: i32,
    /// The subscription that keeps the desk informed.
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription_id: Option<String>,
}

/// A write of which the DSS has not been heard yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PendingView {
    /// What the operation is to become.
    state: StateView,
    /// Since when.
    since: String,
}

/// Why and since when an operation is outside its volumes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ExcursionView {
    /// Since when.
    since: String,
    /// The position that showed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<PositionView>,
}

/// What must still be told of an operation.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub(crate) struct TellingView {
    /// Peers that are still to be told.
    pub(crate) waiting: usize,
    /// Those of them that could not be told at the first try.
    pub(crate) failing: usize,
}

/// A plan and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PlanView {
    /// Its id, the same at the DSS.
    id: String,
    /// Grows with each change; also the entity tag.
    revision: u64,
    /// What it is.
    state: StateView,
    /// The write under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pending: Option<PendingView>,
    /// For people.
    name: String,
    /// Greater goes first.
    priority: i64,
    /// Where it flies.
    volumes: Vec<VolumeView>,
    /// Where it may be while outside its volumes.
    off_nominal_volumes: Vec<VolumeView>,
    /// Areas and constraints for which the planner says to hold an authorisation.
    authorisations: Vec<String>,
    /// What was assumed.
    stated: Vec<String>,
    /// Who planned it.
    planner: String,
    /// When it was first planned.
    created: String,
    /// When it last changed.
    changed: String,
    /// What the DSS gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<ReferenceView>,
    /// Why it is outside its volumes.
    #[serde(skip_serializing_if = "Option::is_none")]
    excursion: Option<ExcursionView>,
    /// What it meets, as last found.
    meetings: Vec<MeetingView>,
    /// Who must still be told.
    deliveries: TellingView,
    /// Where it was last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_position: Option<PositionView>,
}

impl PlanView {
    /// An operation of the ledger.
    pub(crate) fn of<'a>(
        operation: &Operation,
        meetings: impl IntoIterator<Item = &'a Meeting>,
        deliveries: TellingView,
    ) -> PlanView {
        let plan: &Plan = match (&operation.state, &operation.pending) {
            (None, Some(pending)) => &pending.plan,
            _ => &operation.plan,
        };
        PlanView {
            id: operation.id.to_string(),
            revision: operation.revision,
            state: StateView::of_operation(operation),
            pending: operation
                .pending
                .as_ref()
                .map(|pending| PendingView { state: StateView::of(pending.state), since: time(pending.since) }),
            name: plan.name.clone(),
            priority: plan.priority,
            volumes: VolumeView::all(&plan.volumes),
            off_nominal_volumes: VolumeView::all(&plan.off_nominal),
            authorisations: plan.authorisations.iter().map(ToString::to_string).collect(),
            stated: plan.stated.clone(),
            planner: operation.planner.to_string(),
            created: time(operation.created),
            changed: time(operation.changed),
            reference: operation.reference.as_ref().map(|reference| ReferenceView {
                ovn: reference.ovn.to_string(),
                version: reference.version,
                subscription_id: reference.subscription.map(|id| id.to_string()),
            }),
            excursion: operation.excursion.as_ref().map(|excursion| ExcursionView {
                since: time(excursion.since),
                position: excursion.position.as_ref().map(PositionView::of),
            }),
            meetings: MeetingView::all(meetings),
            deliveries,
            last_position: None,
        }
    }
}
