//! One write to the DSS, and at once what became of it if nobody answered.
//!
//! The OVN in the URL fences writes: of two writes over the same OVN the DSS takes one. So a write that was not heard is
//! looked up and then simply made again, with the same content, over whatever OVN is current: if the first one landed, the
//! second changes nothing but brings the list of whom to tell; if the first comes later, it is refused.
//!
//! It records nothing; who calls does. A crash here leaves the write pending in the ledger.

use crate::convert;
use crate::desk::Desk;
use crate::discover::Picture;
use crate::error::DeskError;
use rand::Rng;
use std::collections::BTreeSet;
use std::time::Duration;
use tansiq_core::desk::verdict::Probe;
use tansiq_core::desk::{Begun, Operation, OperationState, Plan, Reference, Subscriber, touch};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_peers::{DssError, TIME_TOLERANCE_US};
use tansiq_wire::f3548::{
    AirspaceConflictResponse, ChangeOperationalIntentReferenceResponse, ImplicitSubscriptionParameters, Key,
    OperationalIntentReference, PutOperationalIntentReferenceParameters, Time,
};
use tokio::time::{Instant, sleep};

/// How often one write is sent or looked up at most.
const MAX_SENDS: u32 = 6;
/// The pause after the first time that the DSS was not heard; then twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// What became of a write.
#[derive(Debug)]
pub(crate) enum Written {
    /// The DSS has it.
    Landed {
        /// What it gave.
        reference: Reference,
        /// Whom to tell, this desk left out.
        subscribers: Vec<Subscriber>,
    },
    /// The key was incomplete.
    Missing {
        /// What it did not name.
        missing: Box<AirspaceConflictResponse>,
        /// Whether an earlier sending, of which nobody heard, may still arrive.
        may_arrive: bool,
    },
    /// It was not taken.
    Refused {
        /// Why.
        error: DeskError,
        /// Whether an earlier sending, of which nobody heard, may still arrive.
        may_arrive: bool,
    },
    /// Nobody knows.
    Unheard,
}

/// A write under way.
struct Writing<'a> {
    begun: &'a Begun,
    id: EntityId,
    state: OperationState,
    plan: &'a Plan,
    /// What the ledger has.
    held: Option<&'a Reference>,
    /// OVNs of what is there.
    key: BTreeSet<Name>,
    /// The OVN over which to write; none to create.
    ovn: Option<Name>,
    subscription: Option<EntityId>,
    /// Whether a sending was not heard.
    unheard: bool,
    /// Whether an answer was lost that told whom to tell.
    list_lost: bool,
    /// What the DSS has, if a sending that was not heard was found there.
    found: Option<Reference>,
    subscribers: Vec<Subscriber>,
    deadline: Instant,
}

/// What to do after an answer.
enum Next {
    Finish(Written),
    /// Send again at once.
    Again,
    /// Send again after a pause.
    Later,
}

impl Desk {
    /// Writes what was begun.
    pub(crate) async fn write_to_dss(&self, begun: &Begun, picture: &Picture, deadline: Instant) -> Written {
        let key = match self.key(begun.id, picture).await {
            Ok(key) => key,
            Err(error) => return Written::Refused { error, may_arrive: false },
        };
        let held = begun.reference.as_ref();
        let mut writing = Writing {
            begun,
            id: begun.id,
            state: begun.state,
            plan: &begun.plan,
            held,
            key,
            ovn: held.map(|reference| reference.ovn.clone()),
            subscription: held.and_then(|reference| reference.subscription),
            unheard: false,
            list_lost: false,
            found: None,
            subscribers: Vec::new(),
            deadline,
        };
        let mut written = self.send_until_settled(&mut writing).await;
        if writing.unheard {
            self.shared().late.lock().note(begun.id, self.now());
        }
        if let Written::Landed { subscribers, .. } = &mut written
            && (writing.unheard || writing.list_lost)
            && let Err(error) = self.add_likely_subscribers(begun, subscribers).await
        {
            tracing::warn!(operation = %begun.id, %error, "a write landed, and whom to tell of it is to be found out");
            return Written::Unheard;
        }
        written
    }

    /// Sends until the DSS was heard, or as often and long as may be.
    async fn send_until_settled(&self, writing: &mut Writing<'_>) -> Written {
        let mut wait = FIRST_PAUSE;
        for sending in 0..MAX_SENDS {
            if sending > 0 && Instant::now() > writing.deadline {
                break;
            }
            let next = match self.send(writing).await {
                Ok(answer) => writing.take(answer, |url| self.is_own_url(url)),
                Err(error) => self.after(error, writing).await,
            };
            match next {
                Next::Finish(written) => return written,
                Next::Again => {}
                Next::Later => {
                    let share = rand::rng().random_range(0.5..1.0);
                    sleep(wait.mul_f64(share)).await;
                    wait *= 2;
                }
            }
        }
        writing.give_up()
    }

    /// OVNs of what was found, as the ledger knows them and as the DSS told those of own entities.
    async fn key(&self, id: EntityId, picture: &Picture) -> Result<BTreeSet<Name>, DeskError> {
        let known: Vec<Name> = self
            .read(|state, touches| {
                touches.extend([touch::KNOWN, touch::OPERATIONS, touch::AREAS]);
                state.ovns(picture.ids.iter().copied().filter(|other| *other != id)).cloned().collect()
            })
            .await?;
        Ok(known.into_iter().chain(picture.own_ovns.iter().cloned()).collect())
    }

    /// Whether what was begun would be refused by now.
    pub(crate) async fn is_blocked(&self, begun: &Begun) -> Result<bool, DeskError> {
        let rules = self.settings().rules;
        self.read(|state, touches| {
            touches.extend([touch::KNOWN, touch::OPERATIONS, touch::AREAS]);
            let used = |operation: &&Operation| {
                matches!(operation.state, Some(OperationState::Activated | OperationState::Nonconforming))
            };
            let in_use = state.operation(begun.id).filter(used).filter(|_| begun.state == OperationState::Activated);
            let probe = Probe { id: Some(begun.id), plan: &begun.plan, in_use: in_use.map(|operation| &*operation.plan), rules };
            let is_nominal = matches!(begun.state, OperationState::Accepted | OperationState::Activated);
            is_nominal && state.meetings(probe).first().is_some_and(|meeting| meeting.weight.blocks())
        })
        .await
    }

    async fn send(&self, writing: &Writing<'_>) -> Result<ChangeOperationalIntentReferenceResponse, DssError> {
        let id = writing.id.to_string();
        match (&writing.ovn, writing.state) {
            (Some(ovn), OperationState::Ended) => self.dss().delete_operational_intent(&id, ovn).await,
            (None, OperationState::Ended) => Err(DssError::NotFound { message: "it was never there".to_owned() }),
            (Some(ovn), _) => self.dss().update_operational_intent(&id, ovn, &self.parameters(writing)).await,
            (None, _) => self.dss().put_operational_intent(&id, &self.parameters(writing)).await,
        }
    }

    fn parameters(&self, writing: &Writing<'_>) -> PutOperationalIntentReferenceParameters {
        let state = writing.next_state();
        let nominal = !state.is_off_nominal();
        let subscription_id = writing.subscription.filter(|_| writing.ovn.is_some()).map(|id| id.to_string());
        let new_subscription = subscription_id.is_none().then(|| ImplicitSubscriptionParameters {
            uss_base_url: self.settings().base_url.to_string(),
            notify_for_constraints: self.settings().processes_constraints,
        });
        PutOperationalIntentReferenceParameters {
            extents: convert::wire_volumes(&convert::extents(writing.plan, writing.state)),
            key: if nominal { writing.key.iter().collect() } else { Key::default() },
            state: convert::wire_state(state).map_or_else(String::new, |state| state.as_str().to_owned()),
            uss_base_url: self.settings().base_url.to_string(),
            subscription_id,
            new_subscription,
            requested_ovn_suffix: None,
        }
    }

    /// What an answer other than success means.
    async fn after(&self, error: DssError, writing: &mut Writing<'_>) -> Next {
        match error {
            DssError::Conflict(missing) if writing.found.is_none() => {
                Next::Finish(Written::Missing { missing, may_arrive: writing.unheard })
            }
            // The DSS has it already; only whom to tell is not known. So the rest of the key is learned here.
            DssError::Conflict(missing) => {
                let volumes = convert::extents(writing.plan, writing.state);
                match self.learn_missing(*missing, &volumes, Some(writing.id), writing.deadline).await {
                    // What was found may be an earlier try of another plan, and others may be here since.
                    Ok(_) if self.is_blocked(writing.begun).await.unwrap_or(true) => {
                        let error = DeskError::Dss("what is there is not what was written".to_owned());
                        Next::Finish(Written::Refused { error, may_arrive: true })
                    }
                    Ok(more) => match self.key(writing.id, &more).await {
                        Ok(key) => {
                            writing.key.extend(key);
                            Next::Later
                        }
                        Err(_) => Next::Finish(writing.adopt()),
                    },
                    Err(_) => Next::Finish(writing.adopt()),
                }
            }
            DssError::NotFound { .. } if writing.state == OperationState::Ended => Next::Finish(writing.gone()),
            DssError::Stale { .. } | DssError::NotFound { .. } | DssError::Refused { status: 400, .. } => {
                self.look_up(error, writing).await
            }
            error if error.surely_not_done() && !writing.unheard => {
                Next::Finish(Written::Refused { error: DeskError::Dss(error.to_string()), may_arrive: false })
            }
            error if error.surely_not_done() && !is_passing(&error) => Next::Finish(writing.refused(&error)),
            error if error.surely_not_done() => Next::Later,
            error => {
                tracing::warn!(operation = %writing.id, %error, "a write was not heard; it is looked up");
                writing.unheard = true;
                self.look_up(error, writing).await
            }
        }
    }

    /// Asks the DSS how the operation stands there, and goes on from that.
    async fn look_up(&self, error: DssError, writing: &mut Writing<'_>) -> Next {
        match self.dss().get_operational_intent(&writing.id.to_string()).await {
            Ok(told) if *told.manager != *self.settings().party => {
                let why = format!("operational intent {} is managed by {} at the DSS", writing.id, told.manager);
                Next::Finish(Written::Refused { error: DeskError::Dss(why), may_arrive: false })
            }
            Ok(told) => self.go_on_from(&told, error, writing).await,
            Err(DssError::NotFound { .. }) if writing.state == OperationState::Ended => Next::Finish(writing.gone()),
            Err(DssError::NotFound { .. }) if writing.ovn.is_some() => {
                tracing::warn!(operation = %writing.id, "the DSS does not have this operation any more: it is created again");
                (writing.ovn, writing.subscription, writing.found) = (None, None, None);
                Next::Again
            }
            Err(DssError::NotFound { .. }) if matches!(error, DssError::Refused { .. }) => Next::Finish(writing.refused(&error)),
            Err(_) => Next::Later,
        }
    }

    /// The DSS has the operation: is that what was written, or what was there before?
    async fn go_on_from(&self, told: &OperationalIntentReference, error: DssError, writing: &mut Writing<'_>) -> Next {
        let Ok(reference) = convert::reference(told) else { return Next::Later };
        let moved = writing.ovn.as_ref() != Some(&reference.ovn);
        if moved {
            let ours = writing.unheard && is_as_written(told, writing.plan, writing.state);
            writing.found = ours.then(|| reference.clone());
            writing.ovn = Some(reference.ovn);
            writing.subscription = reference.subscription;
            return Next::Again;
        }
        if matches!(error, DssError::Refused { .. }) {
            return self.without_subscription(error, writing).await;
        }
        Next::Later
    }

    /// A 400 to an update over the current OVN. If the subscription is gone, another is made; else it is a refusal.
    async fn without_subscription(&self, error: DssError, writing: &mut Writing<'_>) -> Next {
        if let Some(id) = writing.subscription
            && let Err(DssError::NotFound { .. }) = self.dss().get_subscription(&id.to_string()).await
        {
            writing.subscription = None;
            return Next::Again;
        }
        Next::Finish(writing.refused(&error))
    }
}

impl Writing<'_> {
    /// What is asked for next: what is not there is created as Accepted first.
    fn next_state(&self) -> OperationState {
        if self.ovn.is_none() { OperationState::Accepted } else { self.state }
    }

    /// The DSS took it, or the first part of it.
    fn take(&mut self, answer: ChangeOperationalIntentReferenceResponse, is_own_url: impl Fn(&str) -> bool) -> Next {
        self.add_subscribers(convert::subscribers(&answer.subscribers, is_own_url));
        let state = self.next_state();
        let reference = match convert::reference(&answer.operational_intent_reference) {
            Ok(reference) => reference,
            // Of a removal the OVN is of no use to anybody.
            Err(_) if state == OperationState::Ended => return Next::Finish(self.gone()),
            Err(problem) => {
                tracing::warn!(operation = %self.id, problem, "the answer of the DSS to a write cannot be");
                self.unheard = true;
                return Next::Later;
            }
        };
        if state == self.state {
            let subscribers = std::mem::take(&mut self.subscribers);
            return Next::Finish(Written::Landed { reference, subscribers });
        }
        self.ovn = Some(reference.ovn);
        self.subscription = reference.subscription;
        Next::Again
    }

    /// Those of a later write know the later count.
    fn add_subscribers(&mut self, more: Vec<Subscriber>) {
        for subscriber in more {
            self.subscribers.retain(|known| known.to != subscriber.to);
            self.subscribers.push(subscriber);
        }
    }

    /// It was found at the DSS, and whom to tell could not be learned.
    fn adopt(&mut self) -> Written {
        let Some(reference) = self.found.take() else { return Written::Unheard };
        tracing::warn!(operation = %self.id, "a write landed, and the DSS did not say whom to tell of it");
        self.list_lost = true;
        Written::Landed { reference, subscribers: std::mem::take(&mut self.subscribers) }
    }

    /// A removal of what is not there.
    fn gone(&mut self) -> Written {
        self.list_lost = true;
        let none = || Reference { ovn: Name::from(""), version: 0, subscription: None };
        let reference = self.held.cloned().unwrap_or_else(none);
        Written::Landed { reference, subscribers: std::mem::take(&mut self.subscribers) }
    }

    /// It was not taken this time. If an earlier sending was found at the DSS, that is what counts.
    fn refused(&mut self, error: &DssError) -> Written {
        if self.found.is_some() {
            return self.adopt();
        }
        Written::Refused { error: DeskError::Dss(error.to_string()), may_arrive: self.unheard }
    }

    /// All sendings are used up.
    fn give_up(&mut self) -> Written {
        match (&self.found, self.unheard) {
            (Some(_), _) => self.adopt(),
            (None, true) => Written::Unheard,
            (None, false) => {
                let error = DeskError::Dss("it kept changing its mind about what is current".to_owned());
                Written::Refused { error, may_arrive: false }
            }
        }
    }
}

/// Whether what the DSS has can be what was written: in this state, and at these times.
pub(crate) fn is_as_written(told: &OperationalIntentReference, plan: &Plan, state: OperationState) -> bool {
    let same = |told: &Time, ours: Timestamp| {
        told.to_micros().is_ok_and(|told| told.abs_diff(ours.0) <= TIME_TOLERANCE_US.unsigned_abs())
    };
    let span = convert::extents(plan, state).span();
    Some(told.state) == convert::wire_state(state)
        && span.is_some_and(|span| same(&told.time_start, span.start) && same(&told.time_end, span.end))
}

/// Whether asking again may help.
fn is_passing(error: &DssError) -> bool {
    matches!(error, DssError::Unavailable { .. } | DssError::Unreachable { .. } | DssError::Token(_))
}
