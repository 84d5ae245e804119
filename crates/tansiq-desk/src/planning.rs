//! Plan, change, end: discover, decide, write, tell (uss-behaviour 1 to 6).
//!
//! The work of one change runs in a task of its own. Who asked may stop waiting: what was not begun is dropped then, what
//! was begun is finished all the same. What is true if we crash:
//!
//! - before [`Command::BeginWrite`] is recorded: nothing happened;
//! - after it, whether or not the DSS was asked: the operation has a pending write, which `reconcile.rs` finds out;
//! - after [`Command::FinishWrite`] is recorded: the change is made, and those to be told are in the ledger with it.
//!
//! Writing to the DSS, and finding out what became of a write, is in `planning/write.rs`; whom to tell if the DSS was not heard
//! in `planning/whom.rs`; the locks are in `planning/locks.rs`.

mod locks;
mod whom;
pub(crate) mod write;

pub(crate) use locks::Locks;

use crate::convert;
use crate::desk::Desk;
use crate::discover::Picture;
use crate::error::DeskError;
use rand::Rng;
use std::time::Duration;
use tansiq_core::desk::{
    BeginWrite, Begun, Command, Expect, Meeting, Operation, OperationState, Outcome, Plan, Rejection, WriteResult, touch,
};
use tansiq_core::{Caller, Context, EntityId, Machine, Name};
use tansiq_node::Failure;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout_at};
use write::Written;

/// How often one change is decided at most, while others keep changing what it depends on.
pub const MAX_ATTEMPTS: usize = 8;
/// Changes under way at once.
pub const MAX_CHANGES: usize = 4_096;
/// How long who asked waits beyond the time for planning, so that an answer that comes just then is heard.
const GRACE: Duration = Duration::from_millis(500);
/// How often it is tried to record what became of a write, while the ledger takes nothing.
const MAX_RECORDINGS: u32 = 8;
/// Pauses before a write of which nobody heard is looked at again; then the chore does.
const LOOK_AGAIN: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(10)];

/// What is asked of an operation.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which operation; a fresh id for a new one.
    pub id: EntityId,
    /// What the caller takes for granted.
    pub expect: Expect,
    /// The plan; none to leave it.
    pub plan: Option<Plan>,
    /// What it is to become; not [`OperationState::Ended`], for which there is [`Desk::end`].
    pub state: OperationState,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The operation now.
    pub operation: Operation,
    /// What it meets and may.
    pub meetings: Vec<Meeting>,
}

/// Who waits for the answer, and until when.
struct Asked {
    tell: oneshot::Sender<Result<Changed, DeskError>>,
    deadline: Instant,
}

/// One write to be made.
struct Job {
    who: Name,
    change: Change,
    deadline: Instant,
    /// Whether to stop when nobody waits any more. Not once a part of it is made.
    may_stop: bool,
}

impl Desk {
    /// Plans or changes an operation: discovers what is there, decides, writes to the DSS, and has subscribers told.
    ///
    /// A new operation that is to be in use at once is written twice: Accepted, then Activated.
    ///
    /// # Errors
    /// [`DeskError`]. Unless it is [`DeskError::Unheard`], nothing was changed; a change of an Activated operation that is
    /// refused leaves it exactly as it was.
    pub async fn change(&self, who: &Name, change: Change) -> Result<Changed, DeskError> {
        if change.state == OperationState::Ended {
            return Err(DeskError::Invalid("state: an operation is ended by ending it, not by a change".to_owned()));
        }
        if change.state.is_off_nominal() && !self.settings().monitors_conformance {
            let why = "this desk does not declare off-nominal states: it has not the scope for conformance monitoring";
            return Err(DeskError::Rejected(Rejection::Forbidden(why.to_owned())));
        }
        self.carry_out(who, change).await
    }

    /// Ends an operation: removes it from the DSS and has subscribers told.
    ///
    /// # Errors
    /// [`DeskError`], as for [`Desk::change`].
    pub async fn end(&self, who: &Name, id: EntityId, expect: Expect) -> Result<Operation, DeskError> {
        let change = Change { id, expect, plan: None, state: OperationState::Ended };
        Ok(self.carry_out(who, change).await?.operation)
    }

    /// Does the work in a task of its own and waits for it.
    async fn carry_out(&self, who: &Name, change: Change) -> Result<Changed, DeskError> {
        let room = self.shared().locks.room()?;
        let deadline = Instant::now() + self.settings().planning_time;
        let (tell, told) = oneshot::channel();
        let (desk, who) = (self.clone(), who.clone());
        tokio::spawn(async move {
            let _room = room;
            let mut asked = Asked { tell, deadline };
            let result = desk.change_alone(who, change, &mut asked).await;
            // Nobody may be listening.
            let _ = asked.tell.send(result);
        });
        // A task that has begun no write gives up by itself in time, so what is late is a write.
        match timeout_at(deadline + GRACE, told).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(DeskError::Unheard),
        }
    }

    /// Waits until nothing else is done to the operation, and then does it.
    async fn change_alone(&self, who: Name, change: Change, asked: &mut Asked) -> Result<Changed, DeskError> {
        let id = change.id;
        let busy = || DeskError::Rejected(Rejection::Conflict(format!("a write of operation {id} is under way")));
        let lock = timeout_at(asked.deadline, self.shared().locks.hold(id)).await.map_err(|_| busy())?;
        let result = self.change_held(who, change, asked).await;
        drop(lock);
        if matches!(result, Err(DeskError::Unheard)) {
            self.look_again(id);
        }
        result
    }

    async fn change_held(&self, who: Name, change: Change, asked: &mut Asked) -> Result<Changed, DeskError> {
        let now = self.operation(change.id).await?;
        let is_new = now.is_none_or(|operation| operation.state.is_none());
        let mut job = Job { who, change, deadline: asked.deadline, may_stop: true };
        if !(is_new && job.change.state == OperationState::Activated) {
            return self.write_once(&job, asked).await;
        }
        // An operation that starts in use is two writes: the standard's DSS creates nothing but Accepted ones.
        let active = job.change.plan.as_ref().is_some_and(|plan| plan.volumes.is_active_at(self.now()));
        if job.change.plan.is_some() && !active {
            let why = "volumes: an Activated operation needs a volume that is active now";
            return Err(DeskError::Invalid(why.to_owned()));
        }
        job.change.state = OperationState::Accepted;
        let accepted = self.write_once(&job, asked).await?;
        let expect = Expect::Revision(accepted.operation.revision);
        let change = Change { expect, plan: None, state: OperationState::Activated, ..job.change };
        job = Job { change, may_stop: false, ..job };
        let activated = self.write_once(&job, asked).await;
        if let Err(error) = &activated
            && !matches!(error, DeskError::Unheard)
        {
            let taken_back = self.take_back(job, asked, error).await;
            // It stands as Accepted, which is not what was asked for and not nothing: who asked must look.
            return if taken_back { activated } else { Err(DeskError::Unheard) };
        }
        activated
    }

    /// The second of two writes failed: the first one is undone, so that nothing was changed. Whether it could be.
    async fn take_back(&self, job: Job, asked: &mut Asked, because: &DeskError) -> bool {
        let id = job.change.id;
        tracing::info!(operation = %id, error = %because, "accepted but not activated: ended again");
        let change = Change { expect: Expect::Any, plan: None, state: OperationState::Ended, ..job.change };
        let deadline = Instant::now() + self.settings().planning_time;
        let ended = self.write_once(&Job { change, deadline, ..job }, asked).await;
        if let Err(error) = &ended {
            tracing::warn!(operation = %id, %error, "an operation that could not be activated could not be ended either");
        }
        ended.is_ok()
    }

    /// Discovers, decides and writes, again and again while others change what it depends on.
    async fn write_once(&self, job: &Job, asked: &mut Asked) -> Result<Changed, DeskError> {
        self.check_early(job).await?;
        let nominal = matches!(job.change.state, OperationState::Accepted | OperationState::Activated);
        let mut expect = job.change.expect;
        let mut picture: Option<Picture> = (!nominal).then(Picture::default);
        for _ in 0..MAX_ATTEMPTS {
            let is_fresh = picture.is_none();
            if is_fresh {
                picture = Some(self.discover_for(job, asked).await?);
            }
            if job.may_stop && asked.tell.is_closed() {
                return Err(DeskError::Unheard);
            }
            let begun = match self.begin(job, expect).await {
                Ok(begun) => begun,
                Err(DeskError::Rejected(Rejection::Meets(_))) if !is_fresh && Instant::now() < job.deadline => {
                    // What is in the way may be gone by now.
                    picture = None;
                    continue;
                }
                Err(error) => return Err(error),
            };
            let known = picture.get_or_insert_default();
            match self.write_begun(job, &begun, known).await {
                Step::Done(changed) => return Ok(changed),
                Step::Failed(error) => return Err(error),
                Step::Again { revision, missing } => {
                    expect = Expect::Revision(revision);
                    let volumes = convert::extents(&begun.plan, begun.state);
                    known.join(self.learn_missing(*missing, &volumes, Some(begun.id), job.deadline).await?);
                    pause(job.deadline).await?;
                }
            }
        }
        Err(DeskError::Contended(MAX_ATTEMPTS))
    }

    /// Has the ledger decide without recording anything: what no picture of the airspace could mend is refused before
    /// anybody is asked. What the plan meets is decided later, over a fresh picture.
    async fn check_early(&self, job: &Job) -> Result<(), DeskError> {
        let context = self.dry_context();
        let command = begin_write(self, job, job.change.expect);
        let decided = self.read(|state, _| state.decide(&context, &command).map(drop)).await?;
        match decided {
            Ok(()) | Err(Rejection::Meets(_)) => Ok(()),
            Err(rejection) => Err(DeskError::from(Failure::Rejected(rejection))),
        }
    }

    /// What a decision that is not recorded is made with.
    pub(crate) fn dry_context(&self) -> Context {
        let caller = Caller { name: self.own_name(), monitors_conformance: self.settings().monitors_conformance };
        Context { now: self.now(), caller, fresh: [0; 32] }
    }

    /// What is there where the operation is to be. It is given up when nobody waits for it any more.
    async fn discover_for(&self, job: &Job, asked: &mut Asked) -> Result<Picture, DeskError> {
        let plan = match &job.change.plan {
            Some(plan) => Some(plan.clone()),
            None => self.operation(job.change.id).await?.map(|operation| (*operation.plan).clone()),
        };
        // Without a plan the ledger says that there is no operation.
        let Some(plan) = plan else { return Ok(Picture::default()) };
        let volumes = convert::extents(&plan, job.change.state);
        let discover = self.discover(&volumes, Some(job.change.id), job.deadline);
        if !job.may_stop {
            return discover.await;
        }
        tokio::select! {
            picture = discover => picture,
            () = asked.tell.closed() => Err(DeskError::Unheard),
        }
    }

    /// Decides, and records that the DSS is going to be asked.
    async fn begin(&self, job: &Job, expect: Expect) -> Result<Begun, DeskError> {
        match self.submit(&job.who, begin_write(self, job, expect)).await? {
            Outcome::Begun(begun) => Ok(begun),
            other => Err(unexpected(&other)),
        }
    }

    /// Asks the DSS and records what it answered.
    async fn write_begun(&self, job: &Job, begun: &Begun, picture: &Picture) -> Step {
        let written = self.write_to_dss(begun, picture, job.deadline).await;
        let lost_or = |may_arrive: bool, why: String| match may_arrive {
            true => WriteResult::Lost,
            false => WriteResult::Refused { why },
        };
        match written {
            Written::Landed { reference, subscribers } => {
                match self.finish(&job.who, (begun.id, begun.attempt), WriteResult::Landed { reference, subscribers }).await {
                    Ok(_) => {
                        tracing::info!(operation = %begun.id, state = ?begun.state, "written to the DSS");
                        self.shared().bell.ring();
                        self.changed(begun).await
                    }
                    // The DSS has it and the ledger does not know: the write stays pending and is found out.
                    Err(_) => Step::Failed(DeskError::Unheard),
                }
            }
            Written::Missing { missing, may_arrive } => {
                let count = missing.missing_operational_intents.len() + missing.missing_constraints.len();
                let result = lost_or(may_arrive, format!("the key did not name {count} operations and constraints"));
                match self.finish(&job.who, (begun.id, begun.attempt), result).await {
                    Ok(revision) => Step::Again { revision, missing },
                    Err(error) => Step::Failed(error),
                }
            }
            Written::Refused { error, may_arrive } => {
                tracing::info!(operation = %begun.id, %error, "not written to the DSS");
                match self.finish(&job.who, (begun.id, begun.attempt), lost_or(may_arrive, error.to_string())).await {
                    Ok(_) => Step::Failed(error),
                    Err(error) => Step::Failed(error),
                }
            }
            Written::Unheard => {
                tracing::warn!(operation = %begun.id, "the DSS was not heard; what became of the write is being found out");
                let _ = self.finish(&job.who, (begun.id, begun.attempt), WriteResult::Unheard).await;
                Step::Failed(DeskError::Unheard)
            }
        }
    }

    async fn changed(&self, begun: &Begun) -> Step {
        match self.operation(begun.id).await {
            Ok(Some(operation)) => Step::Done(Changed { operation, meetings: begun.meetings.clone() }),
            Ok(None) => Step::Failed(DeskError::Rejected(Rejection::NotFound(format!("there is no operation {}", begun.id)))),
            Err(error) => Step::Failed(error),
        }
    }

    /// Records what became of a write for whom it was begun, trying for a while if the ledger takes nothing. The operation's revision.
    ///
    /// # Errors
    /// If it could not be recorded: the write stays pending, and is found out later.
    pub(crate) async fn finish(&self, who: &Name, (id, attempt): (EntityId, u64), result: WriteResult) -> Result<u64, DeskError> {
        let mut wait = Duration::from_millis(50);
        for recording in 1.. {
            let command = Command::FinishWrite { id, attempt, result: result.clone() };
            match self.submit(who, command).await {
                Ok(Outcome::Finished { revision, .. }) => return Ok(revision),
                Ok(other) => return Err(unexpected(&other)),
                Err(DeskError::Unavailable(why)) if recording < MAX_RECORDINGS => {
                    tracing::warn!(operation = %id, %why, "what became of a write could not be recorded yet");
                    sleep(wait).await;
                    wait *= 2;
                }
                Err(error) => {
                    tracing::warn!(operation = %id, %error, "what became of a write could not be recorded");
                    return Err(error);
                }
            }
        }
        Err(DeskError::Unheard)
    }

    /// An operation of this desk as it is.
    pub(crate) async fn operation(&self, id: EntityId) -> Result<Option<Operation>, DeskError> {
        self.read(|state, touches| {
            touches.add(touch::entity(id));
            state.operation(id).cloned()
        })
        .await
    }

    /// Finds out in the background what became of a write of which nobody heard.
    fn look_again(&self, id: EntityId) {
        let desk = self.clone();
        tokio::spawn(async move {
            for wait in LOOK_AGAIN {
                sleep(wait).await;
                if let Ok(true) = desk.reconcile_write(id).await {
                    return;
                }
            }
        });
    }
}

/// What became of one attempt.
enum Step {
    Done(Changed),
    /// The key was incomplete: with this revision again, when what is missing is known.
    Again {
        revision: u64,
        missing: Box<tansiq_wire::f3548::AirspaceConflictResponse>,
    },
    Failed(DeskError),
}

fn begin_write(desk: &Desk, job: &Job, expect: Expect) -> Command {
    let Change { id, plan, state, .. } = job.change.clone();
    Command::BeginWrite(Box::new(BeginWrite { id, expect, state, plan, rules: desk.settings().rules }))
}

fn unexpected(outcome: &Outcome) -> DeskError {
    DeskError::Invalid(format!("unexpected outcome {outcome:?}"))
}

/// A moment before the next attempt, not the same one for all who wait.
async fn pause(deadline: Instant) -> Result<(), DeskError> {
    let wait = Duration::from_millis(rand::rng().random_range(2..40));
    if Instant::now() + wait > deadline {
        return Err(DeskError::Contended(MAX_ATTEMPTS));
    }
    sleep(wait).await;
    Ok(())
}
