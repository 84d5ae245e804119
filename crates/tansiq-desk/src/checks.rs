//! What a plan would meet, and the nearest ways around. Nothing is changed: a check gives the same
//! verdict that a submission would get, without one.

use crate::desk::{Desk, fresh_id};
use crate::error::DeskError;
use std::borrow::Cow;
use std::time::Duration;
use tansiq_core::desk::verdict::Probe;
use tansiq_core::desk::{
    BeginWrite, Certain, Command, Expect, Meeting, Operation, OperationState, Outcome, Plan, Rejection, Rules, State, Volumes,
    touch,
};
use tansiq_core::{Context, EntityId, Heights, Machine, Timestamp};
use tansiq_geo::{HeightLimits, Obstacles, Search, SearchError, Shift, Volume};
use tansiq_node::Failure;
use tokio::time::Instant;

/// How far alternatives may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// How much later or earlier at most.
    pub shift: Duration,
    /// No start before this: usually now.
    pub not_before: Timestamp,
    /// The lowest height that the plan may reach, metres above the ellipsoid.
    pub lowest_m: f64,
    /// The highest height that the plan may reach, metres above the ellipsoid.
    pub highest_m: f64,
}

/// A way around, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What kind of way.
    pub kind: AlternativeKind,
    /// The plan that takes it.
    pub plan: Plan,
}

/// The kinds of ways around, with what each costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AlternativeKind {
    /// All of it later, by so many seconds.
    Later {
        /// Seconds.
        seconds: f64,
    },
    /// All of it earlier.
    Earlier {
        /// Seconds.
        seconds: f64,
    },
    /// All of it higher.
    Higher {
        /// Metres.
        metres: f64,
    },
    /// All of it lower.
    Lower {
        /// Metres.
        metres: f64,
    },
    /// Waiting at the end of the volume before this one.
    Hold {
        /// The index of the first volume that is delayed.
        before: usize,
        /// Seconds.
        seconds: f64,
    },
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What the plan meets, what blocks first.
    pub meetings: Vec<Meeting>,
    /// Whether it would be refused.
    pub blocked: bool,
    /// Ways around, if it would be and they were asked for.
    pub alternatives: Vec<Alternative>,
    /// When the picture was taken.
    pub as_of: Timestamp,
    /// Whether the DSS and the peers were asked for it, or only what was known already was used.
    pub discovered: bool,
}

/// What is asked of a check.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask {
    /// The operation that the plan would change.
    pub id: Option<EntityId>,
    /// Whether to ask the DSS and the peers first.
    pub discover: bool,
    /// How far alternatives may go; none are sought without.
    pub alternatives: Option<Limits>,
}

impl Desk {
    /// Holds a plan against what is known.
    ///
    /// # Errors
    /// [`DeskError`], for a discovery that failed or a plan that no ledger would take.
    pub async fn check(&self, plan: &Plan, ask: Ask) -> Result<Checked, DeskError> {
        let rules = self.settings().rules;
        let context = self.dry_context();
        if ask.discover {
            // What cannot be planned at all is said before anybody is asked.
            self.read(|state, _| decide(state, &context, (ask.id, plan), rules).map(drop)).await??;
            let deadline = Instant::now() + self.settings().planning_time;
            self.discover(&plan.volumes.and(&plan.off_nominal), ask.id, deadline).await?;
        }
        let subject = (ask.id, plan);
        let looked = self.read(|state, touches| {
            touches.extend(touch::EVERYTHING);
            let meetings = decide(state, &context, subject, rules)?;
            let blocked = meetings.iter().any(|meeting| meeting.weight.blocks());
            let way = ask.alternatives.filter(|_| blocked).map(|limits| (blocking(state, subject, rules), limits));
            Ok::<_, DeskError>((meetings, blocked, way))
        });
        let (meetings, blocked, way) = looked.await??;
        let alternatives = match way {
            Some((blocking, limits)) => self.seek(subject, blocking, rules, limits).await?,
            None => Vec::new(),
        };
        Ok(Checked { meetings, blocked, alternatives, as_of: context.now, discovered: ask.discover })
    }

    /// Seeks ways around beside the ledger, which a search of seconds would hold up, and holds them against it at the end.
    async fn seek(
        &self,
        (id, plan): (Option<EntityId>, &Plan),
        blocking: Blocking,
        rules: Rules,
        limits: Limits,
    ) -> Result<Vec<Alternative>, DeskError> {
        let sought = plan.clone();
        // This thread would serve nobody meanwhile.
        let searched = tokio::task::spawn_blocking(move || candidates(&sought, &blocking, limits));
        let found = searched.await.map_err(|_| DeskError::Unavailable(tansiq_node::Unavailable::Stopping))??;
        self.read(|state, touches| {
            touches.extend(touch::EVERYTHING);
            free_ones(state, (id, plan), rules, &found)
        })
        .await
    }
}

/// What the ledger would decide over a submission of this plan now: what it meets, blocking or not.
fn decide(
    state: &State,
    context: &Context,
    (id, plan): (Option<EntityId>, &Plan),
    rules: Rules,
) -> Result<Vec<Meeting>, DeskError> {
    let operation = id.and_then(|id| state.operation(id)).filter(|operation| operation.is_live());
    let begin = BeginWrite {
        id: operation.map_or_else(fresh_id, |operation| operation.id),
        expect: Expect::Any,
        state: operation
            .and_then(|operation| operation.state)
            .filter(|state| is_in_use(*state))
            .map_or(OperationState::Accepted, |_| OperationState::Activated),
        plan: Some(plan.clone()),
        rules,
    };
    match state.decide(context, &Command::BeginWrite(Box::new(begin))) {
        Ok(decision) => match decision.outcome {
            Outcome::Begun(begun) => Ok(begun.meetings),
            _ => Ok(Vec::new()),
        },
        Err(Rejection::Meets(meetings)) => Ok(meetings),
        // A write of it is under way: the plan is weighed all the same.
        Err(Rejection::Conflict(_)) => Ok(state.meetings(probe(operation, id, plan, rules))),
        Err(rejection) => Err(DeskError::from(Failure::Rejected(rejection))),
    }
}

fn is_in_use(state: OperationState) -> bool {
    matches!(state, OperationState::Activated | OperationState::Nonconforming)
}

/// A plan as it is weighed: what an operation in use meets already may stay.
fn probe<'a>(operation: Option<&'a Operation>, id: Option<EntityId>, plan: &'a Plan, rules: Rules) -> Probe<'a> {
    let used = operation.filter(|operation| operation.state.is_some_and(is_in_use));
    Probe { id, plan, in_use: used.map(|operation| &*operation.plan), rules }
}

/// What a plan may not overlap, wherever it is moved.
struct Blocking {
    volumes: Vec<Volume>,
    /// Whether the plan is of an operation that is in use.
    in_use: bool,
}

/// What blocks a plan, or would where the plan could be moved to.
fn blocking(state: &State, (id, plan): (Option<EntityId>, &Plan), rules: Rules) -> Blocking {
    let operation = id.and_then(|id| state.operation(id)).filter(|operation| operation.is_live());
    let probe = probe(operation, id, plan, rules);
    Blocking { volumes: state.blockers(probe).into_iter().map(Cow::into_owned).collect(), in_use: probe.in_use.is_some() }
}

/// The nearest ways around what blocks, as far as geometry tells.
///
/// None starts before [`Limits::not_before`], unless the operation is in use and starts as before. A wait is given only
/// where it is shorter than starting later.
fn candidates(plan: &Plan, blocking: &Blocking, limits: Limits) -> Result<Vec<(Shift, Plan)>, DeskError> {
    let obstacles = Obstacles::new(&blocking.volumes).map_err(too_many)?;
    let volumes: Vec<Volume> = plan.volumes.iter().chain(plan.off_nominal.iter()).map(|(volume, _)| volume.clone()).collect();
    let shifts = shifts(plan, &volumes, &obstacles, limits)?;
    let may_start = |moved: &Plan| {
        let (new, old) = (start(moved), start(plan));
        new >= limits.not_before || (blocking.in_use && new == old)
    };
    let moved = shifts.into_iter().filter_map(|shift| Some((shift, moved(plan, shift)?)));
    Ok(moved.filter(|(_, plan)| may_start(plan)).collect())
}

/// Those of the ways around that nothing blocks: priorities and areas included.
fn free_ones(state: &State, (id, plan): (Option<EntityId>, &Plan), rules: Rules, found: &[(Shift, Plan)]) -> Vec<Alternative> {
    let operation = id.and_then(|id| state.operation(id)).filter(|operation| operation.is_live());
    let probe = probe(operation, id, plan, rules);
    let free = |plan: &Plan| {
        let probe = Probe { plan, ..probe };
        !state.meetings(probe).iter().any(|meeting| meeting.weight.blocks())
    };
    let good = found.iter().filter(|(_, plan)| free(plan));
    good.filter_map(|(shift, plan)| Some(Alternative { kind: kind(*shift)?, plan: plan.clone() })).collect()
}

/// The nearest shift of each kind, if there is one.
fn shifts(plan: &Plan, volumes: &[Volume], obstacles: &Obstacles<'_>, limits: Limits) -> Result<Vec<Shift>, DeskError> {
    let limit_us = u64::try_from(limits.shift.as_micros()).unwrap_or(u64::MAX);
    let room_us = u64::try_from(start(plan).0.saturating_sub(limits.not_before.0)).unwrap_or(0);
    let late_us = u64::try_from(limits.not_before.0.saturating_sub(start(plan).0)).unwrap_or(0);
    let mut search = Search::new(volumes, obstacles).map_err(too_many)?;
    let mut found = vec![
        later(volumes, obstacles, (limit_us, late_us))?,
        search.nearest_earlier(limit_us.min(room_us)).map_err(too_many)?.map(|found| found.shift),
    ];
    if let Ok(heights) = HeightLimits::new(limits.lowest_m, limits.highest_m) {
        found.push(search.nearest_higher(heights).map_err(too_many)?.map(|found| found.shift));
        found.push(search.nearest_lower(heights).map_err(too_many)?.map(|found| found.shift));
    }
    // Waiting is for a route: a list in the order of flight, without volumes beside it.
    if plan.off_nominal.is_empty() {
        let hold = search.shortest_hold(limit_us).map_err(too_many)?.map(|found| found.shift);
        found.push(hold.filter(|shift| !matches!(shift, Shift::Hold { before: 0, .. })));
    }
    Ok(found.into_iter().flatten().collect())
}

/// The nearest later place that does not begin before the earliest start.
fn later(volumes: &[Volume], obstacles: &Obstacles<'_>, (limit_us, late_us): (u64, u64)) -> Result<Option<Shift>, DeskError> {
    let Some(rest_us) = limit_us.checked_sub(late_us) else { return Ok(None) };
    let first = Shift::Time { by_us: i64::try_from(late_us).unwrap_or(i64::MAX) };
    let Some(volumes) = first.apply(volumes) else { return Ok(None) };
    let found = Search::new(&volumes, obstacles).map_err(too_many)?.nearest_later(rest_us).map_err(too_many)?;
    Ok(found.and_then(|found| match (found.shift, first) {
        (Shift::Time { by_us }, Shift::Time { by_us: first }) => Some(Shift::Time { by_us: by_us.checked_add(first)? }),
        _ => None,
    }))
}

fn too_many(error: SearchError) -> DeskError {
    DeskError::TooMany(format!("alternatives: {error}"))
}

fn start(plan: &Plan) -> Timestamp {
    plan.volumes.and(&plan.off_nominal).span().map_or(Timestamp::UNBOUNDED_PAST, |span| span.start)
}

/// The plan with the shift made. What is surely meant of a volume's heights moves with it.
fn moved(plan: &Plan, shift: Shift) -> Option<Plan> {
    let by_m = shift.metres();
    let certain = |certain: Certain| match certain {
        Certain::Within(heights) => Certain::Within(Heights { lower: heights.lower + by_m, upper: heights.upper + by_m }),
        other => other,
    };
    let apply = |volumes: &Volumes| {
        let moved = shift.apply(volumes.as_slice())?;
        Some(Volumes::with_certainty(moved.into_iter().zip(volumes.iter().map(|(_, known)| certain(known))).collect()))
    };
    let off_nominal = if plan.off_nominal.is_empty() { Volumes::default() } else { apply(&plan.off_nominal)? };
    Some(Plan { volumes: apply(&plan.volumes)?, off_nominal, ..plan.clone() })
}

fn kind(shift: Shift) -> Option<AlternativeKind> {
    let (seconds, metres) = (shift.seconds(), shift.metres());
    match shift {
        Shift::Time { by_us } if by_us > 0 => Some(AlternativeKind::Later { seconds }),
        Shift::Time { by_us } if by_us < 0 => Some(AlternativeKind::Earlier { seconds: -seconds }),
        Shift::Height { .. } if metres > 0.0 => Some(AlternativeKind::Higher { metres }),
        Shift::Height { .. } if metres < 0.0 => Some(AlternativeKind::Lower { metres: -metres }),
        Shift::Hold { before, .. } if seconds > 0.0 => Some(AlternativeKind::Hold { before, seconds }),
        _ => None,
    }
}
