//! People who plan: each has one operation, asks for one thing after the other, and remembers what it may be by now.

use crate::sky::Sketch;
use crate::tally::Tally;
use crate::town::{House, Living, PLANNING_TIME};
use rand::Rng;
use rand::rngs::StdRng;
use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;
use tansiq_core::desk::{Expect, Operation, OperationState, Rejection};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_desk::DeskError;
use tansiq_desk::planning::Change;
use tokio::time::{Instant, sleep_until, timeout};

/// How much longer than planning may take an answer may come.
const GRACE: Duration = Duration::from_secs(1);
/// After this time a person stops waiting, now and then.
const IMPATIENCE: Duration = Duration::from_secs(3);

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A plan in a state.
    Put(OperationState, Sketch),
    /// Another state for the plan that there is.
    Become(OperationState),
    /// The end.
    End,
}

/// One request, and when it is made.
#[derive(Clone, Debug)]
pub struct Step {
    pub at: Duration,
    pub ask: Ask,
    /// Asked twice at once, as by an impatient click.
    pub twice: bool,
    /// Whether who asks stops waiting early.
    pub impatient: bool,
}

/// What an operation may be: nothing that is live, or this.
pub type Held = Option<(OperationState, Sketch)>;

/// One operation and who plans it.
pub struct Flight {
    pub id: EntityId,
    pub house: Arc<House>,
    steps: Vec<Step>,
    /// Everything that it asks.
    pub asks: Vec<Ask>,
    /// One of these is so, but for what the desk does on its own as time passes.
    pub may: Vec<Held>,
    /// What was asked and answered, for people.
    pub story: Vec<String>,
    pub problems: Vec<String>,
}

/// How a request came out.
enum Came {
    Done(Operation),
    /// Refused for good: nothing was changed.
    Refused(DeskError),
    /// Not known.
    Unknown(String),
}

impl Flight {
    /// Draws what is asked over a time. In a strict situation nothing goes astray and priorities stay.
    pub fn draw(rng: &mut StdRng, house: Arc<House>, within: Duration, strict: bool) -> Flight {
        let priority = |rng: &mut StdRng| [0, 0, 0, 0, 1, 2][rng.random_range(0..6)];
        let own = priority(rng);
        let mut sketch = Sketch::draw(rng, own);
        let first = if rng.random_bool(0.7) { OperationState::Accepted } else { OperationState::Activated };
        let mut asks = vec![Ask::Put(first, sketch.clone())];
        for _ in 0..rng.random_range(0..4) {
            let ask = match rng.random_range(0..12) {
                0..3 | 10..12 => {
                    let priority = if strict { own } else { priority(rng) };
                    sketch = Sketch::draw(rng, priority);
                    Ask::Put(
                        if rng.random_bool(0.5) { OperationState::Accepted } else { OperationState::Activated },
                        sketch.clone(),
                    )
                }
                3..6 => Ask::Become(OperationState::Activated),
                6..8 if strict => Ask::Become(OperationState::Accepted),
                6 => Ask::Put(OperationState::Nonconforming, sketch.astray(rng)),
                7 => {
                    Ask::Put([OperationState::Contingent, OperationState::Activated][rng.random_range(0..2)], sketch.astray(rng))
                }
                8 => Ask::Put(OperationState::Activated, sketch.back()),
                _ => Ask::End,
            };
            asks.push(ask);
        }
        let mut times: Vec<Duration> = asks.iter().map(|_| within.mul_f64(rng.random_range(0.0..1.0))).collect();
        times.sort();
        let step = |(at, ask)| Step { at, ask, twice: rng.random_bool(0.1), impatient: rng.random_bool(0.1) };
        let steps = times.into_iter().zip(asks.clone()).map(step).collect();
        Flight { id: crate::rig::fresh_id(), house, steps, asks, may: vec![None], story: Vec::new(), problems: Vec::new() }
    }

    /// Asks one thing after the other.
    pub async fn fly(mut self, tally: &Tally) -> Flight {
        let began = Instant::now();
        for step in std::mem::take(&mut self.steps) {
            sleep_until(began + step.at).await;
            // Nobody can ask a desk that does not run.
            let Some(living) = self.house.living() else {
                self.story.push(format!("{:.3} s {}: not asked, the desk is down", step.at.as_secs_f64(), brief(&step.ask)));
                continue;
            };
            let came = match step.twice {
                true => {
                    let (one, other) = tokio::join!(self.ask(&living, &step), self.ask(&living, &step));
                    tally.requests.fetch_add(1, SeqCst);
                    together(one, other)
                }
                false => self.ask(&living, &step).await,
            };
            self.note(&step.ask, came, (began.elapsed(), tally));
        }
        self
    }

    async fn ask(&self, living: &Living, step: &Step) -> Came {
        let patience = if step.impatient { IMPATIENCE } else { PLANNING_TIME + GRACE };
        let answer = timeout(patience, self.answer(living, &step.ask));
        tokio::select! {
            biased;
            () = living.life.ended() => Came::Unknown("the desk was killed".to_owned()),
            answer = answer => match answer {
                Ok(Ok(operation)) => Came::Done(operation),
                Ok(Err(error @ (DeskError::Unheard | DeskError::Unavailable(_)))) => Came::Unknown(error.to_string()),
                Ok(Err(error)) => Came::Refused(error),
                Err(_) if step.impatient => Came::Unknown("nobody waited".to_owned()),
                Err(_) => Came::Unknown(NO_ANSWER.to_owned()),
            },
        }
    }

    async fn answer(&self, living: &Living, ask: &Ask) -> Result<Operation, DeskError> {
        let (who, desk, id) = (Name::from("planner"), &living.desk, self.id);
        let change = |plan, state| Change { id, expect: Expect::Any, plan, state };
        match ask {
            Ask::Put(state, sketch) => Ok(desk.change(&who, change(Some(sketch.plan()), *state)).await?.operation),
            Ask::Become(state) => Ok(desk.change(&who, change(None, *state)).await?.operation),
            Ask::End => desk.end(&who, id, Expect::Any).await,
        }
    }

    /// What the operation may be now.
    fn note(&mut self, ask: &Ask, came: Came, (at, tally): (Duration, &Tally)) {
        tally.requests.fetch_add(1, SeqCst);
        let wanted = self.wanted(ask);
        let told = match came {
            Came::Done(operation) => {
                tally.done.fetch_add(1, SeqCst);
                let is_as_asked = wanted.iter().any(|held| is_held(&operation, held));
                if !is_as_asked {
                    self.problems.push(format!("answered {:?}, asked for {ask:?}", operation.state));
                }
                self.may = wanted.into_iter().filter(|held| is_held(&operation, held)).collect();
                "done".to_owned()
            }
            Came::Refused(error) => {
                match &error {
                    DeskError::Rejected(Rejection::Meets(_)) => &tally.in_the_way,
                    DeskError::Rejected(_) | DeskError::Invalid(_) => &tally.out_of_place,
                    _ => &tally.failed,
                }
                .fetch_add(1, SeqCst);
                refusal(&error)
            }
            Came::Unknown(why) => {
                tally.unknown.fetch_add(1, SeqCst);
                if why == NO_ANSWER {
                    self.problems.push(format!("{ask:?} got no answer in time"));
                }
                let halfway = halfway(ask).filter(|_| self.may.contains(&None));
                for held in wanted.into_iter().chain(halfway) {
                    if !self.may.contains(&held) {
                        self.may.push(held);
                    }
                }
                why
            }
        };
        self.story.push(format!("{:.3} s {}: {told}", at.as_secs_f64(), brief(ask)));
    }

    /// What the operation is if the request is carried out: more than one if it is not known what there was.
    fn wanted(&self, ask: &Ask) -> Vec<Held> {
        match ask {
            Ask::Put(state, sketch) => vec![Some((*state, sketch.clone()))],
            Ask::End => vec![None],
            Ask::Become(state) => self.may.iter().flatten().map(|(_, sketch)| Some((*state, sketch.clone()))).collect(),
        }
    }

    /// Holds the operation at the end against what it may be.
    pub fn check(&self, operation: Option<&Operation>, now: Timestamp) -> Option<String> {
        let nothing = operation.is_none_or(|operation| !operation.is_live());
        let fits = |held: &Held| match (held, operation) {
            (None, _) => nothing,
            // What is over is ended by the desk itself.
            (Some((_, sketch)), _) if nothing => {
                sketch.plan().volumes.and(&sketch.plan().off_nominal).span().is_some_and(|span| span.end < now)
            }
            (Some((state, _)), Some(operation)) => {
                // A write that was given up may arrive after all. If its state cannot be taken back, it is kept, with the
                // plan that there was.
                let contingent = *state == OperationState::Nonconforming && operation.state == Some(OperationState::Contingent);
                let planned = |held: &Held| held.as_ref().is_some_and(|(_, sketch)| *operation.plan == sketch.plan());
                (operation.state == Some(*state) || contingent) && self.may.iter().any(planned)
            }
            (Some(_), None) => false,
        };
        if self.may.iter().any(fits) {
            return None;
        }
        let may: Vec<String> =
            self.may.iter().map(|held| held.as_ref().map_or("nothing".to_owned(), |held| format!("{:?}", held.0))).collect();
        let is = operation.map(|operation| (operation.state, operation.plan.volumes.span()));
        Some(format!("{} is {is:?}, and may be {may:?}", self.id))
    }
}

const NO_ANSWER: &str = "no answer in time";

fn is_held(operation: &Operation, held: &Held) -> bool {
    match held {
        None => !operation.is_live(),
        Some((state, sketch)) => operation.state == Some(*state) && *operation.plan == sketch.plan(),
    }
}

/// A new operation that is to be in use at once is Accepted first.
fn halfway(ask: &Ask) -> Option<Held> {
    match ask {
        Ask::Put(OperationState::Activated | OperationState::Nonconforming | OperationState::Contingent, sketch) => {
            Some(Some((OperationState::Accepted, sketch.clone())))
        }
        _ => None,
    }
}

/// Two of the same at once: if one was done, it is done; if one is not known, nothing is known.
fn together(one: Came, other: Came) -> Came {
    match (one, other) {
        (Came::Done(_), Came::Done(later)) => Came::Done(later),
        (Came::Done(done), Came::Refused(_)) | (Came::Refused(_), Came::Done(done)) => Came::Done(done),
        (Came::Unknown(why), _) | (_, Came::Unknown(why)) => Came::Unknown(why),
        (Came::Refused(error), Came::Refused(_)) => Came::Refused(error),
    }
}

fn brief(ask: &Ask) -> String {
    match ask {
        Ask::Put(state, sketch) => format!("{state:?} with {} volumes, priority {}", sketch.volumes.len(), sketch.priority),
        Ask::Become(state) => format!("{state:?}"),
        Ask::End => "end".to_owned(),
    }
}

fn refusal(error: &DeskError) -> String {
    match error {
        DeskError::Rejected(Rejection::Meets(meetings)) => {
            let met: Vec<String> = meetings.iter().map(|met| format!("{} {:?}", met.other, met.weight)).collect();
            format!("meets {}", met.join(", "))
        }
        error => error.to_string(),
    }
}
