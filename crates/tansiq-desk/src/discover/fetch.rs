//! Fetching one operation or constraint from its manager, and what follows when that fails (uss-behaviour 3).
//!
//! A manager that the DSS marks Down counts by the standard's rule: its reference is recorded as withheld. Any other that
//! does not answer, or answers nonsense, stops the planning and is reported to, in the background.

use super::{Heard, in_time};
use crate::convert;
use crate::desk::Desk;
use crate::error::DeskError;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::time::Duration;
use tansiq_core::desk::{Command, Known, KnownConstraint, Volumes};
use tansiq_core::{EntityId, Name};
use tansiq_peers::{DssError, UssError, UssFailure};
use tansiq_wire::f3548::{
    ConstraintReference, ErrorReport, ExchangeRecord, OperationalIntentReference, Time, UssAvailabilityState,
};
use tokio::time::{Instant, sleep, timeout_at};

/// How long a manager is given to catch up with what the DSS has, before it is asked a second time.
const CATCH_UP: Duration = Duration::from_millis(200);

/// Bytes of a problem that are recorded.
const MAX_PROBLEM_CHARS: usize = 500;

/// What became of asking for an operation.
pub(super) enum Fetched {
    /// As disclosed, or withheld.
    Known(Box<Known>),
    /// The DSS does not have it any more.
    Gone(EntityId),
}

/// Who did not answer in this discovery: nobody is waited for twice.
pub(super) struct Failures {
    about: Option<EntityId>,
    deadline: Instant,
    silent: Mutex<BTreeMap<String, String>>,
}

/// Why there are no details.
struct Trouble {
    problem: String,
    report: Option<ErrorReport>,
    /// Whether the manager failed, and not this desk.
    peer_failed: bool,
    /// Whether it answered, so that it may be asked again at once.
    answered: bool,
}

impl Failures {
    pub(super) fn new(about: Option<EntityId>, deadline: Instant) -> Failures {
        Failures { about, deadline, silent: Mutex::default() }
    }

    /// Notes a manager's silence.
    fn note(&self, base_url: &str, trouble: &Trouble) {
        if !trouble.answered && trouble.peer_failed {
            self.silent.lock().insert(base_url.to_owned(), trouble.problem.clone());
        }
    }

    fn already(&self, base_url: &str) -> Option<Trouble> {
        self.silent.lock().get(base_url).map(|problem| Trouble::silent(problem))
    }
}

impl Trouble {
    fn of(error: UssError) -> Trouble {
        let silent =
            matches!(error.failure, UssFailure::Unreachable { .. } | UssFailure::Unheard { .. } | UssFailure::Unavailable { .. });
        Trouble {
            problem: clipped(&error.failure.to_string()),
            report: error.report(),
            peer_failed: error.failure.peer_failed(),
            answered: !silent && error.failure.peer_failed(),
        }
    }

    /// The answer passed the checks of form, and is no shape for a verdict.
    fn nonsense(url: String, now: Time, problem: String) -> Trouble {
        let exchange = ExchangeRecord {
            url,
            method: "GET".to_owned(),
            recorder_role: "Client".to_owned(),
            request_time: now.clone(),
            response_time: Some(now),
            response_code: 200,
            problem: Some(clipped(&problem)),
            ..ExchangeRecord::default()
        };
        let report = Some(ErrorReport { report_id: None, exchange });
        Trouble { problem: clipped(&format!("its answer cannot be: {problem}")), report, peer_failed: true, answered: true }
    }

    fn late() -> Trouble {
        Trouble::silent("it did not answer in the time that planning may take")
    }

    /// There is no exchange of which a report could be made.
    fn silent(problem: &str) -> Trouble {
        Trouble { problem: problem.to_owned(), report: None, peer_failed: true, answered: false }
    }
}

impl Desk {
    /// One operation of a peer.
    ///
    /// # Errors
    /// [`DeskError::Peer`] if its manager failed and is not Down.
    pub(super) async fn fetch_operation(
        &self,
        reference: OperationalIntentReference,
        heard: &Heard,
        failures: &Failures,
    ) -> Result<Fetched, DeskError> {
        let id = super::read_id(&reference.id)?;
        let (trouble, reference) = match self.ask_operation(&reference, failures).await {
            Ok(known) => return Ok(Fetched::Known(Box::new(known))),
            // It may have ended, or its manager may not have heard of its own write yet.
            Err(trouble) if trouble.answered => {
                sleep(CATCH_UP).await;
                let again = match in_time(failures.deadline, self.dss().get_operational_intent(&reference.id)).await? {
                    Ok(again) => again,
                    Err(DssError::NotFound { .. }) => return Ok(Fetched::Gone(id)),
                    Err(error) => return Err(DeskError::Dss(error.to_string())),
                };
                match self.ask_operation(&again, failures).await {
                    Ok(known) => return Ok(Fetched::Known(Box::new(known))),
                    Err(trouble) => (trouble, again),
                }
            }
            Err(trouble) => (trouble, reference),
        };
        failures.note(&reference.uss_base_url, &trouble);
        if trouble.peer_failed && self.is_down(&reference.manager, failures.deadline).await {
            if !trouble.answered {
                self.shared().memory.note_silent(&reference.uss_base_url);
            }
            tracing::warn!(manager = reference.manager, %id, problem = trouble.problem, "a peer is down: its operation is withheld");
            let within = match heard.found_in.get(&id) {
                Some(places) => places.iter().filter_map(|place| heard.areas.get(*place).cloned()).collect(),
                None => heard.areas.clone(),
            };
            let known = convert::withheld(&reference, Volumes::exact(within)).map_err(DeskError::Dss)?;
            return Ok(Fetched::Known(Box::new(known)));
        }
        Err(self.unreadable(&reference.manager, &reference.uss_base_url, id, trouble, failures))
    }

    async fn ask_operation(&self, reference: &OperationalIntentReference, failures: &Failures) -> Result<Known, Trouble> {
        if let Some(trouble) = failures.already(&reference.uss_base_url) {
            return Err(trouble);
        }
        let is_down = reference.uss_availability == UssAvailabilityState::Down;
        if is_down && self.shared().memory.was_silent(&reference.uss_base_url) {
            return Err(Trouble::silent("it is down and did not answer a moment ago"));
        }
        let asked = timeout_at(failures.deadline, self.uss().get_operational_intent(reference)).await;
        let told = asked.map_err(|_| Trouble::late())?.map_err(Trouble::of)?;
        convert::known(&told, "operational_intent").map_err(|problem| {
            let url = format!("{}/uss/v1/operational_intents/{}", reference.uss_base_url, reference.id);
            Trouble::nonsense(url, Time::from_micros(self.now().0), problem)
        })
    }

    /// One constraint of another party; the id alone if it is gone.
    ///
    /// # Errors
    /// [`DeskError::Peer`] if its manager failed, Down or not: what it forbids is not known.
    pub(super) async fn fetch_constraint(
        &self,
        reference: ConstraintReference,
        failures: &Failures,
    ) -> Result<Result<KnownConstraint, EntityId>, DeskError> {
        let id = super::read_id(&reference.id)?;
        let trouble = match self.ask_constraint(&reference, failures).await {
            Ok(known) => return Ok(Ok(known)),
            Err(trouble) if trouble.answered => {
                sleep(CATCH_UP).await;
                let again = match in_time(failures.deadline, self.dss().get_constraint(&reference.id)).await? {
                    Ok(again) => again,
                    Err(DssError::NotFound { .. }) => return Ok(Err(id)),
                    Err(error) => return Err(DeskError::Dss(error.to_string())),
                };
                match self.ask_constraint(&again, failures).await {
                    Ok(known) => return Ok(Ok(known)),
                    Err(trouble) => trouble,
                }
            }
            Err(trouble) => trouble,
        };
        failures.note(&reference.uss_base_url, &trouble);
        Err(self.unreadable(&reference.manager, &reference.uss_base_url, id, trouble, failures))
    }

    async fn ask_constraint(&self, reference: &ConstraintReference, failures: &Failures) -> Result<KnownConstraint, Trouble> {
        if let Some(trouble) = failures.already(&reference.uss_base_url) {
            return Err(trouble);
        }
        let asked = timeout_at(failures.deadline, self.uss().get_constraint(reference)).await;
        let told = asked.map_err(|_| Trouble::late())?.map_err(Trouble::of)?;
        convert::known_constraint(&told, "constraint").map_err(|problem| {
            let url = format!("{}/uss/v1/constraints/{}", reference.uss_base_url, reference.id);
            Trouble::nonsense(url, Time::from_micros(self.now().0), problem)
        })
    }

    /// Whether the DSS marks a party Down. If it does not say, the party is not.
    async fn is_down(&self, manager: &str, deadline: Instant) -> bool {
        let party = Name::from(manager);
        if let Some(is_down) = self.shared().memory.is_down(&party) {
            return is_down;
        }
        let Ok(Ok(told)) = timeout_at(deadline, self.dss().get_uss_availability(manager)).await else { return false };
        let is_down = told.status.availability == UssAvailabilityState::Down;
        self.shared().memory.note_down(&party, is_down);
        is_down
    }

    /// Reports to a manager that failed, and says why planning cannot be completed.
    fn unreadable(&self, manager: &str, base_url: &str, id: EntityId, trouble: Trouble, failures: &Failures) -> DeskError {
        let Trouble { problem, report, .. } = trouble;
        tracing::warn!(manager, %id, problem, "a peer's entity could not be read");
        if let Some(report) = report {
            self.report(Name::from(manager), base_url.to_owned(), (id, failures.about), problem.clone(), report);
        }
        DeskError::Peer { manager: manager.to_owned(), problem: format!("{id}: {problem}") }
    }

    /// Makes a report in the background: nobody waits for it, and it is recorded whether or not the peer takes it.
    fn report(
        &self,
        manager: Name,
        base_url: String,
        (id, about): (EntityId, Option<EntityId>),
        problem: String,
        report: ErrorReport,
    ) {
        if !self.shared().memory.should_report(&manager, &id.to_string()) {
            return;
        }
        let desk = self.clone();
        tokio::spawn(async move {
            let json = serde_json::to_string(&report).unwrap_or_default();
            let note = Command::NoteReport { to: manager.clone(), operation: about, problem, report: json.into() };
            if let Err(error) = desk.record(note).await {
                tracing::warn!(%manager, %error, "a report to a peer could not be recorded");
            }
            if let Err(error) = desk.uss().make_report(&base_url, &report).await {
                tracing::warn!(%manager, %error, "a peer did not take a report");
            }
        });
    }
}

fn clipped(text: &str) -> String {
    text.chars().take(MAX_PROBLEM_CHARS).collect()
}
