//! A small DSS over the real airspace ledger: enough of `/dss/v1` for a desk, with misfortunes on demand.

use super::answers::{request_body, said};
use parking_lot::Mutex;
use std::sync::Arc;
use tansiq_core::airspace::command::{Attachment, PutConstraint, PutIntent, PutSubscription};
use tansiq_core::airspace::{
    Availability, Command, ConstraintReference, IntentReference, IntentState, Key, Missing, Outcome, Rejection, State,
    Subscriber, SubscriptionView, touch,
};
use tansiq_core::{Caller, EntityId, Extent, Heights, Name, Span, Timestamp};
use tansiq_geo::Cells;
use tansiq_log::Log;
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Clock, Failure, Node, Settings};
use tansiq_peers::{Answer, Request};
use tansiq_wire::f3548::{self, Volume4D};

/// What goes wrong with a request to the DSS. All of it at once: nobody waits for a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 500, and nothing was done.
    Fail,
    /// 500, and it was done.
    DoneButFail,
    /// This status, and nothing was done.
    Status(u16),
}

type Matcher = Box<dyn Fn(&Request) -> bool + Send>;
/// Called before each request is carried out.
type Watcher = Arc<dyn Fn(&Request) + Send + Sync>;

/// The DSS.
pub struct Dss {
    /// Its ledger.
    pub node: Node<State>,
    clock: Arc<dyn Clock>,
    faults: Mutex<Vec<(Matcher, Fault, usize)>>,
    watcher: Mutex<Option<Watcher>>,
    asked: Mutex<Vec<String>>,
}

impl Dss {
    pub(super) fn start(clock: Arc<dyn Clock>) -> Arc<Dss> {
        Dss::start_on(Box::new(MemoryLog::new()), clock)
    }

    /// A DSS over what its log holds.
    pub fn start_on(log: Box<dyn Log>, clock: Arc<dyn Clock>) -> Arc<Dss> {
        let settings = Settings { clock: clock.clone(), ..Settings::default() };
        let node = Node::start(log, settings).expect("the log can be replayed");
        let (faults, watcher, asked) = (Mutex::default(), Mutex::default(), Mutex::default());
        Arc::new(Dss { node, clock, faults, watcher, asked })
    }

    /// Lets the next `times` requests whose method and path match go wrong.
    pub fn fault(&self, method: &str, path_part: &str, times: usize, fault: Fault) {
        let (method, part) = (method.to_owned(), path_part.to_owned());
        let matcher = move |request: &Request| request.method.as_str() == method && request.url.path().contains(&part);
        self.faults.lock().push((Box::new(matcher), fault, times));
    }

    /// Ends all misfortunes.
    pub fn heal(&self) {
        self.faults.lock().clear();
    }

    /// Looks at every request before it is carried out.
    pub fn watch(&self, watcher: impl Fn(&Request) + Send + Sync + 'static) {
        *self.watcher.lock() = Some(Arc::new(watcher));
    }

    /// Method and path of every request so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().clone()
    }

    /// The reference as its manager sees it.
    pub async fn intent(&self, manager: &str, id: EntityId) -> Option<IntentReference> {
        let read = self.node.read(|state, touches| {
            touches.add(touch::entity(id));
            state.get_intent(manager, id)
        });
        read.await.expect("the DSS runs")
    }

    /// How many operational intents there are, of everybody.
    pub async fn intents(&self) -> usize {
        self.node.read(|state, _| state.counts().0).await.expect("the DSS runs")
    }

    /// Declares a party's availability.
    pub async fn set_availability(&self, party: &str, availability: Availability) {
        let held = self.node.read(|state, _| state.get_availability(party)).await.expect("the DSS runs");
        let command =
            Command::SetAvailability { uss: Name::from(party), old_version: held.version.as_ref().into(), availability };
        self.submit("arbiter", command).await.expect("the DSS takes it");
    }

    fn fate(&self, request: &Request) -> Option<Fault> {
        let mut faults = self.faults.lock();
        let place = faults.iter().position(|(matches, _, times)| *times > 0 && matches(request))?;
        faults[place].2 -= 1;
        Some(faults[place].1)
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Answer {
        self.asked.lock().push(format!("{} {}", request.method, request.url.path()));
        let watcher = self.watcher.lock().clone();
        if let Some(watcher) = watcher {
            watcher(&request);
        }
        match self.fate(&request) {
            Some(Fault::Fail) => failure(500, "out of order"),
            Some(Fault::Status(status)) => failure(status, "out of order"),
            Some(Fault::DoneButFail) => {
                let answer = self.carry_out(&request).await;
                if answer.is_success() { failure(500, "out of order") } else { answer }
            }
            None => self.carry_out(&request).await,
        }
    }

    async fn carry_out(&self, request: &Request) -> Answer {
        let (party, _, scopes) = said(request);
        let path = request.url.path().to_owned();
        let parts: Vec<&str> = path.trim_start_matches("/dss/v1/").split('/').collect();
        let monitors = scopes.iter().any(|scope| scope == "utm.conformance_monitoring_sa");
        let done = match (request.method.as_str(), parts.as_slice()) {
            ("POST", ["operational_intent_references", "query"]) => self.query_intents(&party, request).await,
            ("GET", ["operational_intent_references", id]) => self.get_intent(&party, id).await,
            ("PUT", ["operational_intent_references", id]) => self.put_intent(&party, monitors, id, None, request).await,
            ("PUT", ["operational_intent_references", id, ovn]) => {
                self.put_intent(&party, monitors, id, Some(ovn), request).await
            }
            ("DELETE", ["operational_intent_references", id, ovn]) => {
                let id = entity(id);
                self.change(&party, Command::DeleteIntent { id, ovn: (*ovn).into() }, 200).await
            }
            ("POST", ["constraint_references", "query"]) => self.query_constraints(&party, request).await,
            ("GET", ["constraint_references", id]) => self.get_constraint(&party, id).await,
            ("PUT", ["constraint_references", id]) => self.put_constraint(&party, id, None, request).await,
            ("PUT", ["constraint_references", id, ovn]) => self.put_constraint(&party, id, Some(ovn), request).await,
            ("DELETE", ["constraint_references", id, ovn]) => {
                let id = entity(id);
                self.change(&party, Command::DeleteConstraint { id, ovn: (*ovn).into() }, 200).await
            }
            ("PUT", ["subscriptions", id]) => self.put_subscription(&party, id, None, request).await,
            ("PUT", ["subscriptions", id, version]) => self.put_subscription(&party, id, Some(version), request).await,
            ("POST", ["subscriptions", "query"]) => self.query_subscriptions(&party, request).await,
            ("GET", ["subscriptions", id]) => self.get_subscription(&party, id).await,
            ("DELETE", ["subscriptions", id, version]) => {
                let id = entity(id);
                self.change(&party, Command::DeleteSubscription { id, version: (*version).into() }, 200).await
            }
            ("GET", ["uss_availability", uss]) => Ok(self.get_availability(uss).await),
            _ => Err(failure(404, "no such path")),
        };
        done.unwrap_or_else(|refusal| refusal)
    }

    async fn submit(&self, party: &str, command: Command) -> Result<Outcome, Failure<Rejection>> {
        self.submit_as(party, false, command).await
    }

    async fn submit_as(&self, party: &str, monitors: bool, command: Command) -> Result<Outcome, Failure<Rejection>> {
        self.node.submit(Caller { name: Name::from(party), monitors_conformance: monitors }, command, None).await
    }

    async fn read<R>(&self, ask: impl Fn(&State) -> R) -> R {
        let read = self.node.read(|state, touches| {
            // The rig need not be fast: a read depends on everything.
            touches.extend(state.query_intents("", &everywhere()).iter().map(|intent| touch::entity(intent.id)));
            ask(state)
        });
        read.await.expect("the DSS runs")
    }

    async fn query_intents(&self, party: &str, request: &Request) -> Result<Answer, Answer> {
        let body: f3548::QueryOperationalIntentReferenceParameters = body(request)?;
        let extent = extent(std::slice::from_ref(&body.area_of_interest.ok_or_else(bad)?))?;
        let found = self.read(|state| state.query_intents(party, &extent)).await;
        let operational_intent_references = found.iter().map(intent).collect();
        Ok(Answer::json(200, &f3548::QueryOperationalIntentReferenceResponse { operational_intent_references }))
    }

    async fn get_intent(&self, party: &str, id: &str) -> Result<Answer, Answer> {
        let id = entity(id);
        let found = self.read(|state| state.get_intent(party, id)).await;
        let found = found.ok_or_else(|| failure(404, "there is none"))?;
        let operational_intent_reference = intent(&found);
        Ok(Answer::json(200, &f3548::GetOperationalIntentReferenceResponse { operational_intent_reference }))
    }

    async fn put_intent(
        &self,
        party: &str,
        monitors: bool,
        id: &str,
        ovn: Option<&str>,
        request: &Request,
    ) -> Result<Answer, Answer> {
        let body: f3548::PutOperationalIntentReferenceParameters = body(request)?;
        let subscription = match (&body.subscription_id, &body.new_subscription) {
            (Some(_), Some(_)) => return Err(bad()),
            (Some(id), None) => Attachment::Existing(entity(id)),
            (None, Some(new)) => Attachment::Implicit {
                uss_base_url: Name::from(&*new.uss_base_url),
                notify_for_constraints: new.notify_for_constraints,
            },
            (None, None) => Attachment::None,
        };
        let command = Command::PutIntent(Box::new(PutIntent {
            id: entity(id),
            ovn: ovn.map(Into::into),
            extent: extent(&body.extents)?,
            state: IntentState::from_name(&body.state).ok_or_else(bad)?,
            uss_base_url: Name::from(&*body.uss_base_url),
            subscription,
            key: Key::new(7, body.key.len(), body.key.iter()),
            requested_suffix: None,
        }));
        let outcome = self.submit_as(party, monitors, command).await;
        told(outcome, if ovn.is_none() { 201 } else { 200 })
    }

    async fn query_constraints(&self, party: &str, request: &Request) -> Result<Answer, Answer> {
        let body: f3548::QueryConstraintReferenceParameters = body(request)?;
        let extent = extent(std::slice::from_ref(&body.area_of_interest.ok_or_else(bad)?))?;
        let found = self.read(|state| state.query_constraints(party, &extent)).await;
        let constraint_references = found.iter().map(constraint).collect();
        Ok(Answer::json(200, &f3548::QueryConstraintReferencesResponse { constraint_references }))
    }

    async fn get_constraint(&self, party: &str, id: &str) -> Result<Answer, Answer> {
        let id = entity(id);
        let found = self.read(|state| state.get_constraint(party, id)).await;
        let constraint_reference = constraint(&found.ok_or_else(|| failure(404, "there is none"))?);
        Ok(Answer::json(200, &f3548::GetConstraintReferenceResponse { constraint_reference }))
    }

    async fn put_constraint(&self, party: &str, id: &str, ovn: Option<&str>, request: &Request) -> Result<Answer, Answer> {
        let body: f3548::PutConstraintReferenceParameters = body(request)?;
        let command = Command::PutConstraint(Box::new(PutConstraint {
            id: entity(id),
            ovn: ovn.map(Into::into),
            extent: extent(&body.extents)?,
            uss_base_url: Name::from(&*body.uss_base_url),
        }));
        self.change(party, command, if ovn.is_none() { 201 } else { 200 }).await
    }

    async fn put_subscription(&self, party: &str, id: &str, version: Option<&str>, request: &Request) -> Result<Answer, Answer> {
        let body: f3548::PutSubscriptionParameters = body(request)?;
        let time = |time: Option<&f3548::Time>| time.and_then(|time| time.to_micros().ok()).map(Timestamp);
        let extent = extent(std::slice::from_ref(&body.extents))?;
        let command = Command::PutSubscription(Box::new(PutSubscription {
            id: entity(id),
            version: version.map(Into::into),
            start: time(body.extents.time_start.as_ref()),
            end: time(body.extents.time_end.as_ref()),
            heights: extent.heights,
            cells: extent.cells,
            uss_base_url: Name::from(&*body.uss_base_url),
            notify_for_operational_intents: body.notify_for_operational_intents,
            notify_for_constraints: body.notify_for_constraints,
        }));
        self.change(party, command, 200).await
    }

    async fn query_subscriptions(&self, party: &str, request: &Request) -> Result<Answer, Answer> {
        let body: f3548::QuerySubscriptionParameters = body(request)?;
        let extent = extent(std::slice::from_ref(&body.area_of_interest.ok_or_else(bad)?))?;
        let now = self.clock.now();
        let found = self.read(|state| state.query_subscriptions(party, &extent, now)).await;
        let subscriptions = found.iter().map(subscription).collect();
        Ok(Answer::json(200, &f3548::QuerySubscriptionsResponse { subscriptions }))
    }

    async fn get_subscription(&self, party: &str, id: &str) -> Result<Answer, Answer> {
        let id = entity(id);
        let found = self.read(|state| state.get_subscription(id)).await.ok_or_else(|| failure(404, "there is none"))?;
        if *found.subscription.manager != *party {
            return Err(failure(403, "it is another's"));
        }
        Ok(Answer::json(200, &f3548::GetSubscriptionResponse { subscription: subscription(&found) }))
    }

    async fn get_availability(&self, uss: &str) -> Answer {
        let held = self.read(|state| state.get_availability(uss)).await;
        let status = f3548::UssAvailabilityStatus { uss: uss.to_owned(), availability: availability(held.availability) };
        Answer::json(200, &f3548::UssAvailabilityStatusResponse { version: held.version.to_string(), status })
    }

    async fn change(&self, party: &str, command: Command, status: u16) -> Result<Answer, Answer> {
        told(self.submit(party, command).await, status)
    }
}

/// The answer to a write.
fn told(outcome: Result<Outcome, Failure<Rejection>>, status: u16) -> Result<Answer, Answer> {
    match outcome {
        Ok(Outcome::Intent { reference, subscribers, .. }) => Ok(Answer::json(
            status,
            &f3548::ChangeOperationalIntentReferenceResponse {
                subscribers: self::subscribers(&subscribers),
                operational_intent_reference: intent(&reference),
            },
        )),
        Ok(Outcome::Constraint { reference, subscribers, .. }) => Ok(Answer::json(
            status,
            &f3548::ChangeConstraintReferenceResponse {
                subscribers: self::subscribers(&subscribers),
                constraint_reference: constraint(&reference),
            },
        )),
        Ok(Outcome::Subscription { view, intents, constraints, removed: false }) => Ok(Answer::json(
            status,
            &f3548::PutSubscriptionResponse {
                subscription: subscription(&view),
                operational_intent_references: intents.map(|found| found.iter().map(intent).collect()),
                constraint_references: constraints.map(|found| found.iter().map(constraint).collect()),
            },
        )),
        Ok(Outcome::Subscription { view, .. }) => {
            Ok(Answer::json(status, &f3548::DeleteSubscriptionResponse { subscription: subscription(&view) }))
        }
        Ok(_) => Ok(Answer::empty(status)),
        Err(Failure::Rejected(rejection)) => Err(refusal(rejection)),
        Err(_) => Err(failure(503, "not now")),
    }
}

fn refusal(rejection: Rejection) -> Answer {
    match rejection {
        Rejection::Invalid(text) | Rejection::TooMany(text) => failure(400, &text),
        Rejection::Forbidden(text) => failure(403, &text),
        Rejection::NotFound(text) => failure(404, &text),
        Rejection::Conflict(text) => failure(409, &text),
        Rejection::Down(text) => failure(412, &text),
        Rejection::Unproven(Missing { intents, constraints }) => Answer::json(
            409,
            &f3548::AirspaceConflictResponse {
                message: "the key is incomplete".to_owned(),
                missing_operational_intents: intents.iter().map(intent).collect(),
                missing_constraints: constraints.iter().map(constraint).collect(),
            },
        ),
    }
}

fn failure(status: u16, message: &str) -> Answer {
    Answer::json(status, &f3548::ErrorResponse { message: message.to_owned() })
}

fn bad() -> Answer {
    failure(400, "it is malformed")
}

fn body<T: serde::de::DeserializeOwned>(request: &Request) -> Result<T, Answer> {
    request_body(request).ok_or_else(bad)
}

fn entity(text: &str) -> EntityId {
    EntityId::parse(text).expect("desks send ids of version 4")
}

/// The union of volumes, through the same reading as the desk's.
pub fn extent(volumes: &[Volume4D]) -> Result<Extent, Answer> {
    let read = tansiq_desk::convert::volumes(volumes, "extents").map_err(|problem| failure(400, &problem))?;
    let (span, heights) = (read.span().ok_or_else(bad)?, read.heights().ok_or_else(bad)?);
    let mut cells: Vec<tansiq_geo::Cell> = Vec::new();
    for volume in read.as_slice() {
        cells.extend(volume.outline().cover().map_err(|error| failure(400, &error.to_string()))?.iter());
    }
    Ok(Extent { span, heights, cells: cells.into_iter().collect() })
}

fn everywhere() -> Extent {
    Extent { span: Span::ALWAYS, heights: Heights::ALL, cells: Cells::default() }
}

fn time(at: Timestamp) -> f3548::Time {
    f3548::Time::from_micros(at.0)
}

fn ovn(ovn: Option<&tansiq_core::Ovn>) -> Option<String> {
    Some(ovn.map_or(f3548::NO_OVN_PHRASE, |ovn| ovn.as_str()).to_owned())
}

fn availability(availability: Availability) -> f3548::UssAvailabilityState {
    match availability {
        Availability::Unknown => f3548::UssAvailabilityState::Unknown,
        Availability::Normal => f3548::UssAvailabilityState::Normal,
        Availability::Down => f3548::UssAvailabilityState::Down,
    }
}

fn intent(reference: &IntentReference) -> f3548::OperationalIntentReference {
    f3548::OperationalIntentReference {
        id: reference.id.to_string(),
        manager: reference.manager.to_string(),
        uss_availability: availability(reference.availability),
        version: reference.version as i32,
        state: f3548::OperationalIntentState::from_name(reference.state.name()).expect("the same names"),
        ovn: ovn(reference.ovn.as_ref()),
        time_start: time(reference.span.start),
        time_end: time(reference.span.end),
        uss_base_url: reference.uss_base_url.to_string(),
        subscription_id: reference.subscription.map_or(f3548::NULL_SUBSCRIPTION_ID.to_owned(), |id| id.to_string()),
    }
}

fn constraint(reference: &ConstraintReference) -> f3548::ConstraintReference {
    f3548::ConstraintReference {
        id: reference.id.to_string(),
        manager: reference.manager.to_string(),
        uss_availability: f3548::UssAvailabilityState::Unknown,
        version: reference.version as i32,
        ovn: ovn(reference.ovn.as_ref()),
        time_start: time(reference.span.start),
        time_end: time(reference.span.end),
        uss_base_url: reference.uss_base_url.to_string(),
    }
}

fn subscription(view: &SubscriptionView) -> f3548::Subscription {
    let subscription = &view.subscription;
    f3548::Subscription {
        id: subscription.id.to_string(),
        version: subscription.version.to_string(),
        notification_index: subscription.notification_index as i32,
        time_start: Some(time(subscription.extent.span.start)),
        time_end: Some(time(subscription.extent.span.end)),
        uss_base_url: subscription.uss_base_url.to_string(),
        notify_for_operational_intents: subscription.notify_for_operational_intents,
        notify_for_constraints: subscription.notify_for_constraints,
        implicit_subscription: subscription.implicit,
        dependent_operational_intents: view.dependents.iter().map(ToString::to_string).collect(),
    }
}

fn subscribers(subscribers: &[Subscriber]) -> Vec<f3548::SubscriberToNotify> {
    let one = |subscriber: &Subscriber| f3548::SubscriberToNotify {
        subscriptions: subscriber
            .subscriptions
            .iter()
            .map(|(id, index)| f3548::SubscriptionState { subscription_id: id.to_string(), notification_index: *index as i32 })
            .collect(),
        uss_base_url: subscriber.uss_base_url.to_string(),
    };
    subscribers.iter().map(one).collect()
}
