//! A party with a desk, whose node answers its peers; it can be stopped and started again on the same log.

use super::answers::{request_body, said};
use super::{Calendar, World, planner};
use parking_lot::Mutex;
use std::sync::Arc;
use std::time::Duration;
use tansiq_core::desk::{Expect, Operation, OperationState, Plan, Rejection, Rules, State};
use tansiq_core::{EntityId, Name};
use tansiq_desk::conformance::NoTelemetry;
use tansiq_desk::planning::{Change, Changed};
use tansiq_desk::{Desk, DeskError, Parts, Settings};
use tansiq_heights::Converter;
use tansiq_log::memory::MemoryLog;
use tansiq_node::Node;
use tansiq_peers::{Answer, Request};
use tansiq_wire::f3548;
use tokio::task::JoinHandle;

/// How a party's desk is set up.
#[derive(Clone)]
pub struct Setup {
    /// Its settings.
    pub settings: Settings,
    /// Its log.
    pub log: MemoryLog,
}

impl Setup {
    /// The default: no constraints, conformance monitored, equal priorities may not overlap.
    pub fn new(name: &str) -> Setup {
        let settings = Settings {
            party: Name::from(name),
            base_url: Name::from(format!("https://{name}.example")),
            rules: Rules::default(),
            processes_constraints: false,
            manages_constraints: false,
            monitors_conformance: true,
            regions: Vec::new(),
            planning_time: Duration::from_secs(20),
            contingent_after: Duration::from_secs(60),
            retention: Duration::from_secs(86_400),
        };
        Setup { settings, log: MemoryLog::new() }
    }
}

/// The desk that answers now, if one does.
type Slot = Arc<Mutex<Option<Desk>>>;

/// A party.
pub struct Party {
    /// Its desk.
    pub desk: Desk,
    /// How it was set up.
    pub setup: Setup,
    slot: Slot,
    heard: Arc<Mutex<Vec<String>>>,
    chores: Option<JoinHandle<()>>,
}

impl Party {
    /// Starts a desk and its node.
    pub fn start(world: &World, setup: Setup) -> Party {
        let desk = open(world, &setup);
        let slot: Slot = Arc::new(Mutex::new(Some(desk.clone())));
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let (served, noted) = (slot.clone(), heard.clone());
        world.net.host(&format!("{}.example", setup.settings.party), move |request: Request| {
            noted.lock().push(format!("{} {}", request.method, request.url.path()));
            let desk = served.lock().clone();
            async move {
                match desk {
                    Some(desk) => serve(&desk, &request).await,
                    None => Answer::empty(503),
                }
            }
        });
        Party { desk, setup, slot, heard, chores: None }
    }

    /// Starts the chores: telling peers among them.
    pub fn run(&mut self) {
        let desk = self.desk.clone();
        self.chores = Some(tokio::spawn(async move { desk.run().await }));
    }

    /// Ends the chores.
    pub fn rest(&mut self) {
        if let Some(chores) = self.chores.take() {
            chores.abort();
        }
    }

    /// Starts again on the same log, as after a crash. What the old desk has under way may still go on, as a request on the
    /// wire does; it can record nothing any more that counts.
    pub fn restart(&mut self, world: &World) {
        self.rest();
        self.desk.node().stop();
        self.desk = open(world, &self.setup);
        *self.slot.lock() = Some(self.desk.clone());
    }

    /// Method and path of what peers asked or told.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().clone()
    }

    /// Plans or changes.
    pub async fn change(&self, id: EntityId, plan: Option<Plan>, state: OperationState) -> Result<Changed, DeskError> {
        self.desk.change(&planner(), Change { id, expect: Expect::Any, plan, state }).await
    }

    /// Plans something new, Accepted.
    pub async fn accept(&self, plan: Plan) -> Result<EntityId, DeskError> {
        let id = super::fresh_id();
        let change = Change { id, expect: Expect::New, plan: Some(plan), state: OperationState::Accepted };
        self.desk.change(&planner(), change).await.map(|changed| changed.operation.id)
    }

    /// Ends.
    pub async fn end(&self, id: EntityId) -> Result<Operation, DeskError> {
        self.desk.end(&planner(), id, Expect::Any).await
    }

    /// The operation as the ledger has it.
    pub async fn operation(&self, id: EntityId) -> Option<Operation> {
        self.look(|state| state.operation(id).cloned()).await
    }

    /// Looks at the ledger.
    pub async fn look<R>(&self, look: impl Fn(&State) -> R) -> R {
        let read = self.desk.read(|state, touches| {
            touches.extend(tansiq_core::desk::touch::EVERYTHING);
            look(state)
        });
        read.await.expect("the desk's ledger runs")
    }
}

impl Drop for Party {
    fn drop(&mut self) {
        self.rest();
    }
}

fn open(world: &World, setup: &Setup) -> Desk {
    let clock: Arc<Calendar> = world.clock.clone();
    let settings = tansiq_node::Settings { clock: clock.clone(), ..tansiq_node::Settings::default() };
    let node = Node::start(Box::new(setup.log.clone()), settings).expect("the log can be replayed");
    let party = setup.settings.party.to_string();
    Desk::new(Parts {
        settings: setup.settings.clone(),
        node,
        dss: world.dss_of(&party),
        uss: world.uss_of(&party),
        heights: Converter::default(),
        clock,
    })
}

/// `/uss/v1`, as a node serves it.
pub async fn serve(desk: &Desk, request: &Request) -> Answer {
    let (sender, _, _) = said(request);
    let sender = Name::from(&*sender);
    let path = request.url.path().to_owned();
    let parts: Vec<&str> = path.trim_start_matches("/uss/v1/").split('/').collect();
    match (request.method.as_str(), parts.as_slice()) {
        ("GET", ["operational_intents", id]) => {
            let Ok(id) = EntityId::parse(id) else { return Answer::empty(400) };
            details(desk.operation_details(id).await)
        }
        ("GET", ["operational_intents", id, "telemetry"]) => {
            let Ok(id) = EntityId::parse(id) else { return Answer::empty(400) };
            match desk.telemetry(id).await {
                Ok(told) => Answer::json(200, &told),
                Err(NoTelemetry::NotFound(_)) => Answer::empty(404),
                Err(NoTelemetry::NotOffNominal(_)) => Answer::empty(409),
                Err(NoTelemetry::NoPosition(_)) => Answer::empty(412),
                Err(NoTelemetry::Desk(error)) => refused(&error),
            }
        }
        ("POST", ["operational_intents"]) => match request_body(request) {
            Some(message) => taken(desk.be_told_of_operation(&sender, &message).await),
            None => Answer::empty(400),
        },
        ("GET", ["constraints", id]) => {
            let Ok(id) = EntityId::parse(id) else { return Answer::empty(400) };
            details(desk.constraint_details(id).await)
        }
        ("POST", ["constraints"]) => match request_body(request) {
            Some(message) => taken(desk.be_told_of_constraint(&sender, &message).await),
            None => Answer::empty(400),
        },
        ("POST", ["reports"]) => match request_body::<f3548::ErrorReport>(request) {
            Some(report) => match desk.take_report(&sender, report).await {
                Ok(echo) => Answer::json(201, &echo),
                Err(error) => refused(&error),
            },
            None => Answer::empty(400),
        },
        _ => Answer::empty(404),
    }
}

fn details<T: serde::Serialize>(told: Result<Option<T>, DeskError>) -> Answer {
    match told {
        Ok(Some(told)) => Answer::json(200, &told),
        Ok(None) => Answer::empty(404),
        Err(error) => refused(&error),
    }
}

fn taken(done: Result<(), DeskError>) -> Answer {
    match done {
        Ok(()) => Answer::empty(204),
        Err(error) => refused(&error),
    }
}

fn refused(error: &DeskError) -> Answer {
    let status = match error {
        DeskError::Invalid(_) | DeskError::TooLarge { .. } => 400,
        DeskError::Rejected(Rejection::Forbidden(_)) => 403,
        DeskError::Rejected(Rejection::NotFound(_)) => 404,
        DeskError::Rejected(Rejection::Conflict(_)) => 409,
        _ => 503,
    };
    Answer::json(status, &f3548::ErrorResponse { message: error.to_string() })
}
