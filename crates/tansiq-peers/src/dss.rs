//! Asking and writing at a DSS (paths `/dss/v1/…`).
//!
//! Answers are checked before they are given out: an entity that is not the one asked for, or a written one without its OVN,
//! is [`DssError::Nonsense`]. It does not retry a refused key, tell subscribers or keep references; the desk does. Sending and
//! repeating is in `ask.rs`.

use crate::ask::{Asker, Kind, Outcome, Question, WallClock, judge, message, system_clock};
use crate::check;
use crate::dss_error::DssError;
use crate::tokens::Tokens;
use crate::transport::Transport;
use crate::url::{BaseUrl, UrlError};
use crate::uss_error::UssFailure;
use bytes::Bytes;
use hyper::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tansiq_auth::{Scope, Scopes};
use tansiq_wire::f3548::{
    AirspaceConflictResponse, ChangeConstraintReferenceResponse, ChangeOperationalIntentReferenceResponse, ConstraintReference,
    DeleteSubscriptionResponse, ErrorReport, GetConstraintReferenceResponse, GetOperationalIntentReferenceResponse,
    GetSubscriptionResponse, OperationalIntentReference, PutConstraintReferenceParameters,
    PutOperationalIntentReferenceParameters, PutSubscriptionParameters, PutSubscriptionResponse,
    QueryConstraintReferenceParameters, QueryConstraintReferencesResponse, QueryOperationalIntentReferenceParameters,
    QueryOperationalIntentReferenceResponse, QuerySubscriptionParameters, QuerySubscriptionsResponse,
    SetUssAvailabilityStatusParameters, Subscription, UssAvailabilityState, UssAvailabilityStatusResponse, Volume4D,
};
use tokio::time::Instant;

/// Most base URLs of one DSS.
pub const MAX_DSS_URLS: usize = 16;

const INTENTS: [&str; 3] = ["dss", "v1", "operational_intent_references"];
const CONSTRAINTS: [&str; 3] = ["dss", "v1", "constraint_references"];
const SUBSCRIPTIONS: [&str; 3] = ["dss", "v1", "subscriptions"];
const AVAILABILITY: [&str; 3] = ["dss", "v1", "uss_availability"];
const REPORTS: [&str; 3] = ["dss", "v1", "reports"];

/// How a DSS is asked.
#[derive(Clone)]
pub struct DssOptions {
    /// How long a question that only reads may take altogether.
    pub read_deadline: Duration,
    /// How long a write may take altogether.
    pub write_deadline: Duration,
    /// The scope with which constraints are read: constraint processing, or constraint management for an authority.
    pub constraint_reading: Scope,
    /// The scope with which own subscriptions are read and removed: strategic coordination, or constraint processing.
    pub subscription_reading: Scope,
    /// The clock for records of exchanges.
    pub clock: WallClock,
}

impl Default for DssOptions {
    fn default() -> DssOptions {
        DssOptions {
            read_deadline: Duration::from_secs(10),
            write_deadline: Duration::from_secs(10),
            constraint_reading: Scope::ConstraintProcessing,
            subscription_reading: Scope::StrategicCoordination,
            clock: system_clock(),
        }
    }
}

/// A DSS: one pool, reached through one or several equal hosts.
///
/// Reads go to the next host whenever one fails. Writes go there only when it is sure that nothing was sent.
pub struct Dss {
    asker: Asker,
    bases: Vec<BaseUrl>,
    options: DssOptions,
}

impl Dss {
    /// A DSS at 1 to [`MAX_DSS_URLS`] base URLs, the preferred one first.
    ///
    /// # Errors
    ///
    /// [`UrlError::Count`].
    pub fn new(
        bases: Vec<BaseUrl>,
        transport: Arc<dyn Transport>,
        tokens: Arc<Tokens>,
        options: DssOptions,
    ) -> Result<Dss, UrlError> {
        if !(1..=MAX_DSS_URLS).contains(&bases.len()) {
            return Err(UrlError::Count { count: bases.len(), max: MAX_DSS_URLS });
        }
        Ok(Dss { asker: Asker::new(transport, tokens, options.clock.clone()), bases, options })
    }

    /// The operational intents that touch a volume during a time, everybody's.
    ///
    /// # Errors
    ///
    /// [`DssError`], as for every call.
    pub async fn query_operational_intents(&self, area: &Volume4D) -> Result<Vec<OperationalIntentReference>, DssError> {
        let body = json(&QueryOperationalIntentReferenceParameters { area_of_interest: Some(area.clone()) })?;
        let path = [&INTENTS[..], &["query"]].concat();
        let scopes = Scopes::of(&[Scope::StrategicCoordination]);
        let (told, said): (QueryOperationalIntentReferenceResponse, _) =
            self.read(Method::POST, &path, scopes, Some(body)).await?;
        let told = told.operational_intent_references;
        each(&said, "operational_intent_references", told.iter().map(check::reference))?;
        Ok(told)
    }

    /// One operational intent.
    ///
    /// # Errors
    ///
    /// [`DssError::NotFound`] among others.
    pub async fn get_operational_intent(&self, id: &str) -> Result<OperationalIntentReference, DssError> {
        let path = [&INTENTS[..], &[id]].concat();
        let scopes = Scopes::of(&[Scope::StrategicCoordination]);
        let (told, said): (GetOperationalIntentReferenceResponse, _) = self.read(Method::GET, &path, scopes, None).await?;
        let told = told.operational_intent_reference;
        said.holds(check::is_id(&told.id, id).and_then(|()| check::reference(&told)))?;
        Ok(told)
    }

    /// Creates an operational intent.
    ///
    /// # Errors
    ///
    /// [`DssError::Conflict`] for an incomplete key, [`DssError::Stale`] if there is one of this id.
    pub async fn put_operational_intent(
        &self,
        id: &str,
        parameters: &PutOperationalIntentReferenceParameters,
    ) -> Result<ChangeOperationalIntentReferenceResponse, DssError> {
        self.write_operational_intent(&[id], parameters).await
    }

    /// Changes the operational intent that has this OVN.
    ///
    /// # Errors
    ///
    /// [`DssError::Conflict`] for an incomplete key, [`DssError::Stale`] if the OVN is not the current one.
    pub async fn update_operational_intent(
        &self,
        id: &str,
        ovn: &str,
        parameters: &PutOperationalIntentReferenceParameters,
    ) -> Result<ChangeOperationalIntentReferenceResponse, DssError> {
        self.write_operational_intent(&[id, ovn], parameters).await
    }

    async fn write_operational_intent(
        &self,
        which: &[&str],
        parameters: &PutOperationalIntentReferenceParameters,
    ) -> Result<ChangeOperationalIntentReferenceResponse, DssError> {
        let path = [&INTENTS[..], which].concat();
        let body = Some(json(parameters)?);
        let (told, said): (ChangeOperationalIntentReferenceResponse, _) =
            self.write(Method::PUT, &path, intent_scopes(parameters), body).await?;
        let reference = &told.operational_intent_reference;
        said.holds(check::written(reference, which[0]).and_then(|()| match reference.state.as_str() {
            state if state == parameters.state => Ok(()),
            state => Err(format!("state is {state}, written was {}", parameters.state)),
        }))?;
        Ok(told)
    }

    /// Ends an operational intent. The answer names whom to tell.
    ///
    /// # Errors
    ///
    /// [`DssError::NotFound`] and [`DssError::Stale`] among others.
    pub async fn delete_operational_intent(
        &self,
        id: &str,
        ovn: &str,
    ) -> Result<ChangeOperationalIntentReferenceResponse, DssError> {
        let path = [&INTENTS[..], &[id, ovn]].concat();
        let scopes = Scopes::of(&[Scope::StrategicCoordination]);
        let (told, said): (ChangeOperationalIntentReferenceResponse, _) = self.write(Method::DELETE, &path, scopes, None).await?;
        said.holds(check::is_id(&told.operational_intent_reference.id, id))?;
        Ok(told)
    }

    /// The constraints that touch a volume during a time.
    ///
    /// # Errors
    ///
    /// [`DssError`], as for every call.
    pub async fn query_constraints(&self, area: &Volume4D) -> Result<Vec<ConstraintReference>, DssError> {
        let body = json(&QueryConstraintReferenceParameters { area_of_interest: Some(area.clone()) })?;
        let path = [&CONSTRAINTS[..], &["query"]].concat();
        let scopes = Scopes::of(&[self.options.constraint_reading]);
        let (told, said): (QueryConstraintReferencesResponse, _) = self.read(Method::POST, &path, scopes, Some(body)).await?;
        each(&said, "constraint_references", told.constraint_references.iter().map(check::reference))?;
        Ok(told.constraint_references)
    }

    /// One constraint.
    ///
    /// # Errors
    ///
    /// [`DssError::NotFound`] among others.
    pub async fn get_constraint(&self, id: &str) -> Result<ConstraintReference, DssError> {
        let path = [&CONSTRAINTS[..], &[id]].concat();
        let scopes = Scopes::of(&[self.options.constraint_reading]);
        let (told, said): (GetConstraintReferenceResponse, _) = self.read(Method::GET, &path, scopes, None).await?;
        let told = told.constraint_reference;
        said.holds(check::is_id(&told.id, id).and_then(|()| check::reference(&told)))?;
        Ok(told)
    }

    /// Creates a constraint.
    ///
    /// # Errors
    ///
    /// [`DssError::Stale`] if there is one of this id.
    pub async fn put_constraint(
        &self,
        id: &str,
        parameters: &PutConstraintReferenceParameters,
    ) -> Result<ChangeConstraintReferenceResponse, DssError> {
        self.write_constraint(&[id], parameters).await
    }

    /// Changes the constraint that has this OVN.
    ///
    /// # Errors
    ///
    /// [`DssError::Stale`] if the OVN is not the current one.
    pub async fn update_constraint(
        &self,
        id: &str,
        ovn: &str,
        parameters: &PutConstraintReferenceParameters,
    ) -> Result<ChangeConstraintReferenceResponse, DssError> {
        self.write_constraint(&[id, ovn], parameters).await
    }

    async fn write_constraint(
        &self,
        which: &[&str],
        parameters: &PutConstraintReferenceParameters,
    ) -> Result<ChangeConstraintReferenceResponse, DssError> {
        let path = [&CONSTRAINTS[..], which].concat();
        let scopes = Scopes::of(&[Scope::ConstraintManagement]);
        let (told, said): (ChangeConstraintReferenceResponse, _) =
            self.write(Method::PUT, &path, scopes, Some(json(parameters)?)).await?;
        said.holds(check::written(&told.constraint_reference, which[0]))?;
        Ok(told)
    }

    /// Removes a constraint. The answer names whom to tell.
    ///
    /// # Errors
    ///
    /// [`DssError::NotFound`] and [`DssError::Stale`] among others.
    pub async fn delete_constraint(&self, id: &str, ovn: &str) -> Result<ChangeConstraintReferenceResponse, DssError> {
        let path = [&CONSTRAINTS[..], &[id, ovn]].concat();
        let scopes = Scopes::of(&[Scope::ConstraintManagement]);
        let (told, said): (ChangeConstraintReferenceResponse, _) = self.write(Method::DELETE, &path, scopes, None).await?;
        said.holds(check::is_id(&told.constraint_reference.id, id))?;
        Ok(told)
    }

    /// The caller's own subscriptions that touch a volume during a time.
    ///
    /// # Errors
    ///
    /// [`DssError`], as for every call.
    pub async fn query_subscriptions(&self, area: &Volume4D) -> Result<Vec<Subscription>, DssError> {
        let body = json(&QuerySubscriptionParameters { area_of_interest: Some(area.clone()) })?;
        let path = [&SUBSCRIPTIONS[..], &["query"]].concat();
        let scopes = Scopes::of(&[self.options.subscription_reading]);
        let (told, _): (QuerySubscriptionsResponse, _) = self.read(Method::POST, &path, scopes, Some(body)).await?;
        Ok(told.subscriptions)
    }

    /// One of the caller's own subscriptions.
    ///
    /// # Errors
    ///
    /// [`DssError::NotFound`] among others.
    pub async fn get_subscription(&self, id: &str) -> Result<Subscription, DssError> {
        let path = [&SUBSCRIPTIONS[..], &[id]].concat();
        let scopes = Scopes::of(&[self.options.subscription_reading]);
        let (told, said): (GetSubscriptionResponse, _) = self.read(Method::GET, &path, scopes, None).await?;
        said.holds(check::is_id(&told.subscription.id, id))?;
        Ok(told.subscription)
    }

    /// Creates a subscription. The answer tells what is there already.
    ///
    /// # Errors
    ///
    /// [`DssError::Stale`] if there is one of this id.
    pub async fn put_subscription(
        &self,
        id: &str,
        parameters: &PutSubscriptionParameters,
    ) -> Result<PutSubscriptionResponse, DssError> {
        self.write_subscription(&[id], parameters).await
    }

    /// Changes the subscription that has this version.
    ///
    /// # Errors
    ///
    /// [`DssError::Stale`] if the version is not the current one.
    pub async fn update_subscription(
        &self,
        id: &str,
        version: &str,
        parameters: &PutSubscriptionParameters,
    ) -> Result<PutSubscriptionResponse, DssError> {
        self.write_subscription(&[id, version], parameters).await
    }

    async fn write_subscription(
        &self,
        which: &[&str],
        parameters: &PutSubscriptionParameters,
    ) -> Result<PutSubscriptionResponse, DssError> {
        let path = [&SUBSCRIPTIONS[..], which].concat();
        let kinds = [
            (parameters.notify_for_operational_intents, Scope::StrategicCoordination),
            (parameters.notify_for_constraints, Scope::ConstraintProcessing),
        ];
        let scopes: Scopes = kinds.into_iter().filter_map(|(wanted, scope)| wanted.then_some(scope)).collect();
        let scopes = if scopes.is_empty() { Scopes::of(&[self.options.subscription_reading]) } else { scopes };
        let (told, said): (PutSubscriptionResponse, _) = self.write(Method::PUT, &path, scopes, Some(json(parameters)?)).await?;
        said.holds(check::is_id(&told.subscription.id, which[0]).and_then(|()| match told.subscription.version.as_str() {
            "" => Err("version is missing".to_owned()),
            _ => Ok(()),
        }))?;
        Ok(told)
    }

    /// Removes a subscription.
    ///
    /// # Errors
    ///
    /// [`DssError::NotFound`] and [`DssError::Stale`] among others.
    pub async fn delete_subscription(&self, id: &str, version: &str) -> Result<Subscription, DssError> {
        let path = [&SUBSCRIPTIONS[..], &[id, version]].concat();
        let scopes = Scopes::of(&[self.options.subscription_reading]);
        let (told, said): (DeleteSubscriptionResponse, _) = self.write(Method::DELETE, &path, scopes, None).await?;
        said.holds(check::is_id(&told.subscription.id, id))?;
        Ok(told.subscription)
    }

    /// What arbitration says of a party (`sub` of its tokens); Unknown with an empty version if it says nothing.
    ///
    /// # Errors
    ///
    /// [`DssError`], as for every call.
    pub async fn get_uss_availability(&self, uss: &str) -> Result<UssAvailabilityStatusResponse, DssError> {
        let path = [&AVAILABILITY[..], &[uss]].concat();
        let scopes = Scopes::of(&[Scope::StrategicCoordination]);
        let (told, said): (UssAvailabilityStatusResponse, _) = self.read(Method::GET, &path, scopes, None).await?;
        said.holds(is_uss(&told, uss))?;
        Ok(told)
    }

    /// Declares the availability of a party, in place of the version given (empty for none yet).
    ///
    /// # Errors
    ///
    /// [`DssError::Stale`] if the version is not the current one.
    pub async fn set_uss_availability(
        &self,
        uss: &str,
        old_version: &str,
        availability: UssAvailabilityState,
    ) -> Result<UssAvailabilityStatusResponse, DssError> {
        let path = [&AVAILABILITY[..], &[uss]].concat();
        let scopes = Scopes::of(&[Scope::AvailabilityArbitration]);
        let (old_version, availability) = (old_version.to_owned(), availability.as_str().to_owned());
        let body = json(&SetUssAvailabilityStatusParameters { old_version, availability })?;
        let (told, said): (UssAvailabilityStatusResponse, _) = self.write(Method::PUT, &path, scopes, Some(body)).await?;
        said.holds(is_uss(&told, uss))?;
        Ok(told)
    }

    /// Reports a failed exchange to the DSS; it comes back with an id.
    ///
    /// # Errors
    ///
    /// [`DssError`], as for every call.
    pub async fn make_report(&self, report: &ErrorReport) -> Result<ErrorReport, DssError> {
        let scopes = Scopes::of(&[Scope::StrategicCoordination]);
        let (told, _) = self.write(Method::POST, &REPORTS, scopes, Some(json(report)?)).await?;
        Ok(told)
    }

    async fn read<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        scopes: Scopes,
        body: Option<Bytes>,
    ) -> Result<(T, Said), DssError> {
        let deadline = Instant::now() + self.options.read_deadline;
        self.ask(Question { kind: Kind::Read, method, path, scopes, body, deadline }).await
    }

    async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        scopes: Scopes,
        body: Option<Bytes>,
    ) -> Result<(T, Said), DssError> {
        let deadline = Instant::now() + self.options.write_deadline;
        self.ask(Question { kind: Kind::Write, method, path, scopes, body, deadline }).await
    }

    async fn ask<T: DeserializeOwned>(&self, question: Question<'_>) -> Result<(T, Said), DssError> {
        let outcome = self.asker.ask(&self.bases, &question).await;
        let said = Said(outcome);
        let answer = match judge(question.kind, &said.0) {
            Ok(answer) => answer,
            Err(UssFailure::Conflict { .. }) => return Err(said.conflict()),
            Err(failure) => {
                let exchange = said.record(&failure.to_string());
                return Err(DssError::from_failure(failure, exchange));
            }
        };
        match tansiq_wire::parse(&answer.body) {
            Ok(told) => Ok((told, said)),
            Err(error) => Err(said.nonsense(format!("its body with status {}: {error}", answer.status))),
        }
    }
}

/// An exchange whose answer is being judged.
struct Said(Outcome);

impl Said {
    fn record(&self, problem: &str) -> Option<Box<tansiq_wire::f3548::ExchangeRecord>> {
        self.0.exchange.as_ref().map(|exchange| Box::new(exchange.record(problem)))
    }

    fn nonsense(&self, what: String) -> DssError {
        let exchange = self.record(&what);
        DssError::Nonsense { what, exchange }
    }

    fn holds(&self, checked: Result<(), String>) -> Result<(), DssError> {
        checked.map_err(|what| self.nonsense(what))
    }

    /// A 409: an incomplete key if it names what is missing, a stale version otherwise.
    fn conflict(&self) -> DssError {
        let Ok(answer) = &self.0.answer else { return self.nonsense("there is none".to_owned()) };
        match tansiq_wire::parse::<AirspaceConflictResponse>(&answer.body) {
            Ok(told) if !(told.missing_operational_intents.is_empty() && told.missing_constraints.is_empty()) => {
                DssError::Conflict(Box::new(told))
            }
            _ => DssError::Stale { message: message(answer, self.0.exchange.as_ref()) },
        }
    }
}

/// Off-nominal states belong to conformance monitoring; a subscription for constraints needs their scope beside.
fn intent_scopes(parameters: &PutOperationalIntentReferenceParameters) -> Scopes {
    if matches!(parameters.state.as_str(), "Nonconforming" | "Contingent") {
        return Scopes::of(&[Scope::ConformanceMonitoringSa]);
    }
    let constraints = parameters.new_subscription.as_ref().is_some_and(|wanted| wanted.notify_for_constraints);
    let coordination = Scope::StrategicCoordination;
    if constraints { Scopes::of(&[coordination, Scope::ConstraintProcessing]) } else { Scopes::of(&[coordination]) }
}

fn is_uss(told: &UssAvailabilityStatusResponse, uss: &str) -> Result<(), String> {
    if told.status.uss == uss {
        return Ok(());
    }
    Err(format!("status.uss is {:?}, asked for was {uss:?}", told.status.uss.chars().take(80).collect::<String>()))
}

fn each(said: &Said, name: &str, checks: impl Iterator<Item = Result<(), String>>) -> Result<(), DssError> {
    for (place, checked) in checks.enumerate() {
        said.holds(checked.map_err(|what| format!("{name}[{place}].{what}")))?;
    }
    Ok(())
}

fn json(message: &impl Serialize) -> Result<Bytes, DssError> {
    serde_json::to_vec(message).map(Bytes::from).map_err(|error| DssError::Invalid { what: error.to_string() })
}
