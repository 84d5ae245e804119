//! Asking and telling peers (paths `/uss/v1/…` under the base URL each of them gave to the DSS).
//!
//! Details are given out only if they can be and belong to the reference asked about. A failure carries the record of the
//! exchange, so that it can be reported. Nothing is delivered later: that is the desk's, whose deliveries survive a restart.

use crate::ask::{Asker, Kind, Outcome, Question, WallClock, judge, system_clock};
use crate::check;
use crate::tokens::Tokens;
use crate::transport::{Answer, Transport};
use crate::url::BaseUrl;
use crate::uss_error::{UssError, UssFailure};
use bytes::Bytes;
use hyper::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tansiq_auth::{Scope, Scopes};
use tansiq_wire::f3548::{
    Constraint, ConstraintReference, ErrorReport, GetConstraintDetailsResponse, GetOperationalIntentDetailsResponse,
    GetOperationalIntentTelemetryResponse, OperationalIntent, OperationalIntentReference, PutConstraintDetailsParameters,
    PutOperationalIntentDetailsParameters,
};
use tokio::time::Instant;

const INTENTS: [&str; 3] = ["uss", "v1", "operational_intents"];
const CONSTRAINTS: [&str; 3] = ["uss", "v1", "constraints"];
const REPORTS: [&str; 3] = ["uss", "v1", "reports"];

/// How long a peer may take for each kind of question, everything included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// For details of an operational intent. A peer owes them within 1 s at p95 (SCD0075).
    pub details: Duration,
    /// For telemetry.
    pub telemetry: Duration,
    /// For details of a constraint.
    pub constraint: Duration,
    /// For taking a notification (SCD0085).
    pub notify: Duration,
    /// For taking a report.
    pub report: Duration,
}

impl Default for Deadlines {
    fn default() -> Deadlines {
        let five = Duration::from_secs(5);
        Deadlines { details: five, telemetry: five, constraint: five, notify: five, report: five }
    }
}

/// How peers are asked.
#[derive(Clone)]
pub struct UssOptions {
    /// How long they may take.
    pub deadlines: Deadlines,
    /// Whether a base URL may be `http`.
    pub allow_http: bool,
    /// The clock for records of exchanges.
    pub clock: WallClock,
}

impl Default for UssOptions {
    fn default() -> UssOptions {
        UssOptions { deadlines: Deadlines::default(), allow_http: false, clock: system_clock() }
    }
}

/// The peers, each named by its base URL.
pub struct Uss {
    asker: Asker,
    options: UssOptions,
}

impl Uss {
    /// Speaks over the given transport, which must be one that guards against addresses of our own network, because base
    /// URLs are what others say.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, tokens: Arc<Tokens>, options: UssOptions) -> Uss {
        Uss { asker: Asker::new(transport, tokens, options.clock.clone()), options }
    }

    /// The details of an operational intent, from the manager that its reference names. They are of that version or a
    /// later one, with an OVN that can be named in a key.
    ///
    /// # Errors
    ///
    /// [`UssFailure::Nonsense`] if they do not belong to the reference or cannot be; [`UssFailure`] for the rest.
    pub async fn get_operational_intent(&self, known: &OperationalIntentReference) -> Result<OperationalIntent, UssError> {
        let path = [&INTENTS[..], &[&known.id]].concat();
        let ask = Ask::get(&path, Scope::StrategicCoordination, self.options.deadlines.details);
        let (told, outcome) = self.read::<GetOperationalIntentDetailsResponse>(&known.uss_base_url, ask).await?;
        let told = told.operational_intent;
        holds(&outcome, check::operational_intent(&told, known).map_err(|what| format!("operational_intent.{what}")))?;
        Ok(told)
    }

    /// Where the aircraft of an off-nominal operation is.
    ///
    /// # Errors
    ///
    /// [`UssFailure::Conflict`] if it is not off-nominal, [`UssFailure::Refused`] with 412 if no position is known.
    pub async fn get_telemetry(&self, base_url: &str, id: &str) -> Result<GetOperationalIntentTelemetryResponse, UssError> {
        let path = [&INTENTS[..], &[id, "telemetry"]].concat();
        let ask = Ask::get(&path, Scope::ConformanceMonitoringSa, self.options.deadlines.telemetry);
        let (told, outcome) = self.read(base_url, ask).await?;
        holds(&outcome, check::telemetry(&told, id))?;
        Ok(told)
    }

    /// The details of a constraint, from the manager that its reference names.
    ///
    /// # Errors
    ///
    /// As [`get_operational_intent`](Self::get_operational_intent).
    pub async fn get_constraint(&self, known: &ConstraintReference) -> Result<Constraint, UssError> {
        let path = [&CONSTRAINTS[..], &[&known.id]].concat();
        let ask = Ask::get(&path, Scope::ConstraintProcessing, self.options.deadlines.constraint);
        let (told, outcome) = self.read::<GetConstraintDetailsResponse>(&known.uss_base_url, ask).await?;
        holds(&outcome, check::constraint(&told.constraint, known).map_err(|what| format!("constraint.{what}")))?;
        Ok(told.constraint)
    }

    /// Tells a subscriber of a changed or ended operational intent, once.
    ///
    /// # Errors
    ///
    /// [`UssFailure::Conflict`] if it knows something newer; [`UssFailure::surely_not_done`] tells whether it was told.
    pub async fn notify_operational_intent(
        &self,
        base_url: &str,
        parameters: &PutOperationalIntentDetailsParameters,
    ) -> Result<(), UssError> {
        let deadline = self.options.deadlines.notify;
        self.write(base_url, Ask::post(&INTENTS, Scope::StrategicCoordination, deadline, parameters)?).await.map(drop)
    }

    /// Tells a subscriber of a changed or removed constraint, once.
    ///
    /// # Errors
    ///
    /// As [`notify_operational_intent`](Self::notify_operational_intent).
    pub async fn notify_constraint(&self, base_url: &str, parameters: &PutConstraintDetailsParameters) -> Result<(), UssError> {
        let deadline = self.options.deadlines.notify;
        self.write(base_url, Ask::post(&CONSTRAINTS, Scope::ConstraintManagement, deadline, parameters)?).await.map(drop)
    }

    /// Reports a failed exchange to a peer; it comes back with an id. A report that fails is not itself to be reported.
    ///
    /// # Errors
    ///
    /// [`UssError`].
    pub async fn make_report(&self, base_url: &str, report: &ErrorReport) -> Result<ErrorReport, UssError> {
        let deadline = self.options.deadlines.report;
        let ask = Ask::post(&REPORTS, Scope::StrategicCoordination, deadline, report)?;
        let (answer, outcome) = self.write(base_url, ask).await?;
        read(&answer, &outcome)
    }

    async fn read<T: DeserializeOwned>(&self, base_url: &str, ask: Ask<'_>) -> Result<(T, Outcome), UssError> {
        let (answer, outcome) = self.ask(base_url, Kind::Read, ask).await?;
        Ok((read(&answer, &outcome)?, outcome))
    }

    async fn write(&self, base_url: &str, ask: Ask<'_>) -> Result<(Answer, Outcome), UssError> {
        self.ask(base_url, Kind::Write, ask).await
    }

    async fn ask(&self, base_url: &str, kind: Kind, ask: Ask<'_>) -> Result<(Answer, Outcome), UssError> {
        let base = BaseUrl::parse(base_url, self.options.allow_http).map_err(|error| invalid(error.to_string()))?;
        let Ask { method, path, scope, deadline, body } = ask;
        let deadline = Instant::now() + deadline;
        let question = Question { kind, method, path, scopes: Scopes::of(&[scope]), body, deadline };
        let outcome = self.asker.ask(&[base], &question).await;
        match judge(kind, &outcome) {
            Ok(answer) => Ok((answer.clone(), outcome)),
            Err(failure) => Err(failed(&outcome, failure)),
        }
    }
}

/// A question to one peer.
struct Ask<'a> {
    method: Method,
    path: &'a [&'a str],
    scope: Scope,
    deadline: Duration,
    body: Option<Bytes>,
}

impl<'a> Ask<'a> {
    fn get(path: &'a [&'a str], scope: Scope, deadline: Duration) -> Ask<'a> {
        Ask { method: Method::GET, path, scope, deadline, body: None }
    }

    fn post(path: &'a [&'a str], scope: Scope, deadline: Duration, message: &impl Serialize) -> Result<Ask<'a>, UssError> {
        let body = serde_json::to_vec(message).map_err(|error| invalid(error.to_string()))?;
        Ok(Ask { method: Method::POST, path, scope, deadline, body: Some(body.into()) })
    }
}

fn read<T: DeserializeOwned>(answer: &Answer, outcome: &Outcome) -> Result<T, UssError> {
    tansiq_wire::parse(&answer.body).map_err(|error| {
        let what = format!("its body with status {}: {error}", answer.status);
        failed(outcome, UssFailure::Nonsense { what })
    })
}

fn holds(outcome: &Outcome, checked: Result<(), String>) -> Result<(), UssError> {
    checked.map_err(|what| failed(outcome, UssFailure::Nonsense { what }))
}

fn invalid(what: String) -> UssError {
    UssError { failure: UssFailure::Invalid { what }, exchange: None }
}

fn failed(outcome: &Outcome, failure: UssFailure) -> UssError {
    let exchange = outcome.exchange.as_ref().map(|exchange| Box::new(exchange.record(&failure.to_string())));
    UssError { failure, exchange }
}
