//! What a desk answers to its user, as far as a play reads it. The whole of it is in the server's `http/desk/`.

use serde::Deserialize;
use serde_json::Value;

use crate::scenario::{NoticeKind, PlanState, Way};

/// A plan.
#[derive(Debug, Deserialize)]
pub struct PlanAnswer {
    /// Its id, the same at the DSS.
    pub id: String,
    /// Grows with each change.
    pub revision: u64,
    /// Its state.
    pub state: PlanState,
    /// What the DSS gave; none once it is over.
    pub reference: Option<ReferenceAnswer>,
    /// What it meets.
    pub meetings: Vec<MeetingAnswer>,
}

/// What the DSS gave.
#[derive(Debug, Deserialize)]
pub struct ReferenceAnswer {
    /// Counts writes.
    pub version: i32,
}

/// Plans.
#[derive(Debug, Deserialize)]
pub struct PlansAnswer {
    /// The first page, which is all of a play.
    pub plans: Vec<PlanAnswer>,
}

/// Areas.
#[derive(Debug, Deserialize)]
pub struct AreasAnswer {
    /// The first page, which is all of a play.
    pub areas: Vec<AreaAnswer>,
}

/// An area, in a list or just put in.
#[derive(Debug, Deserialize)]
pub struct AreaAnswer {
    /// Its id in this desk.
    pub id: String,
    /// Grows with each change.
    pub revision: u64,
}

/// What an import did.
#[derive(Debug, Deserialize)]
pub struct ImportAnswer {
    /// What was put in.
    pub areas: Vec<AreaAnswer>,
    /// What was wrong.
    pub problems: Vec<Value>,
}

/// What a plan meets.
#[derive(Clone, Debug, Deserialize)]
pub struct MeetingAnswer {
    /// The id of what it meets.
    pub other: String,
    /// Whether the plan cannot be accepted for it.
    pub blocks: bool,
    /// Where, deepest first.
    pub pairs: Vec<PairAnswer>,
}

/// Where two volumes overlap and by how much.
#[derive(Clone, Debug, Deserialize)]
pub struct PairAnswer {
    /// How deep on the ground.
    pub horizontal_m: f64,
    /// Common height; none if unbounded.
    pub vertical_m: Option<f64>,
    /// Common time; none if unbounded.
    pub seconds: Option<f64>,
    /// A position inside both.
    pub lat: f64,
    /// A position inside both.
    pub lng: f64,
    /// When both are there first.
    pub from: Option<String>,
}

/// A way around.
#[derive(Clone, Debug, Deserialize)]
pub struct AlternativeAnswer {
    /// Its kind.
    pub kind: Way,
    /// How much later or earlier, or how long a wait.
    pub seconds: Option<f64>,
    /// How much higher or lower.
    pub metres: Option<f64>,
    /// The volumes of the plan that takes it, ready to be sent.
    pub volumes: Value,
}

/// What a check found, and what a refusal says: the same verdict.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    /// Whether it would be refused; a refusal does not say it.
    #[serde(default)]
    pub blocked: bool,
    /// What it meets, what blocks first.
    pub meetings: Vec<MeetingAnswer>,
    /// Ways around.
    pub alternatives: Vec<AlternativeAnswer>,
}

/// What was told of others.
#[derive(Debug, Deserialize)]
pub struct KnownAnswer {
    /// Operations of others.
    pub operations: Vec<KnownPlan>,
}

/// Another party's plan, as it is known here.
#[derive(Debug, Deserialize)]
pub struct KnownPlan {
    /// Its id.
    pub id: String,
    /// Counts writes.
    pub version: i32,
    /// Its state.
    pub state: PlanState,
}

/// Notices of a desk.
#[derive(Debug, Deserialize)]
pub struct NoticesAnswer {
    /// The first page, which is all of a play.
    pub notices: Vec<Notice>,
}

/// A notice to a desk's users.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Notice {
    /// Which one; grows.
    pub seq: u64,
    /// When.
    pub at: String,
    /// About which plan of this desk, if about one.
    pub operation: Option<String>,
    /// What, and all that belongs to it.
    #[serde(flatten)]
    pub what: Value,
}

impl Notice {
    /// What it is, if plays speak of it.
    pub fn kind(&self) -> Option<NoticeKind> {
        serde_json::from_value(self.what["kind"].clone()).ok()
    }

    /// The state it tells of, if it tells of one. A plan near without a state is over.
    pub fn state(&self) -> Option<PlanState> {
        let field = match self.kind()? {
            NoticeKind::StateChanged => "to",
            NoticeKind::PlanChangedNear => "state",
            _ => return None,
        };
        match &self.what[field] {
            Value::Null => Some(PlanState::Ended),
            state => serde_json::from_value(state.clone()).ok(),
        }
    }

    /// Whether it is about a plan, this desk's or another's.
    pub fn is_about(&self, plan: &str) -> bool {
        let named = [&self.what["other"], &self.what["meeting"]["other"]];
        self.operation.as_deref() == Some(plan) || named.iter().any(|id| id.as_str() == Some(plan))
    }

    /// What meets, if it tells of a meeting.
    pub fn meeting(&self) -> Option<MeetingAnswer> {
        serde_json::from_value(self.what["meeting"].clone()).ok()
    }
}

/// What positions mean.
#[derive(Debug, Deserialize)]
pub struct PositionsAnswer {
    /// In the order of the request.
    pub results: Vec<PositionAnswer>,
}

/// What a position means.
#[derive(Debug, Deserialize)]
pub struct PositionAnswer {
    /// `inside`, `outside` or something else.
    pub conformance: String,
}
