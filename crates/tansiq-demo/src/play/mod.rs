//! Plays a scenario against a running server, step by step, as several parties that share nothing but it.
//!
//! This file holds who plays and hands each step to the file that knows it: `plans.rs` (planning, states, ends),
//! `areas.rs` (areas to avoid), `reading.rs` (what others have), `telling.rs` (who must know), `upkeep.rs`
//! (availability, restart, counts). It prints nothing: a step answers a [`Fact`], and `story.rs` tells it.

mod areas;
mod census;
mod plans;
mod reading;
mod telling;
mod upkeep;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hyper::Method;
use jiff::Timestamp;
use serde::Serialize;
use tansiq_auth::{KeyRing, TokenRules, Verifier};
use tansiq_wire::f3548::{OperationalIntentReference, Subscription};
use tokio::task::JoinSet;

use crate::fact::Fact;
use crate::folder::AUDIENCE;
use crate::http::{self, Answer, Caller, Http};
use crate::papers::Shared;
use crate::place::volumes;
use crate::relation::{Relation, compare};
use crate::scenario::{Scenario, Step};
use crate::server::{self, Server, Site};
use crate::shape::Volume;
use crate::{folder, message, uss};

pub use upkeep::{Standing, first_number};

/// Why a step did not go as it should.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// It went, but otherwise than the scenario says.
    #[error("{0}")]
    Differs(String),
    /// A request was not answered, or not as the standard has it.
    #[error(transparent)]
    Http(#[from] http::Error),
    /// The server could not be started or used.
    #[error(transparent)]
    Server(#[from] server::Error),
    /// The folder could not be prepared.
    #[error(transparent)]
    Folder(#[from] folder::Error),
    /// A party's own endpoint could not be opened.
    #[error("cannot open the endpoint of {party}")]
    Endpoint {
        /// Whose.
        party: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The server's keys could not be used.
    #[error("the server's keys cannot be used: {0}")]
    Keys(String),
}

/// What went otherwise than the scenario says.
pub fn differs<T>(text: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Differs(text.into()))
}

/// One party at play.
struct Party {
    caller: Caller,
    base_url: String,
    papers: Shared,
    /// Where to ask about entities the server named to this party.
    seen: BTreeMap<String, String>,
}

/// One flight at play.
struct FlightState {
    /// Its UUID.
    entity: String,
    /// The volumes its party last asked for.
    wanted: Vec<Volume>,
    /// The reference as the server last acknowledged it.
    held: Option<OperationalIntentReference>,
    /// What the last refusal named, by UUID.
    refused: BTreeSet<String>,
    /// What all its refusals named and what it was found to meet, by UUID.
    obstacles: BTreeSet<String>,
    /// Who was told of the last change.
    told: Vec<String>,
}

/// One area to avoid at play.
struct AreaState {
    entity: String,
    volumes: Vec<Volume>,
    ovn: Option<String>,
    told: Vec<String>,
}

/// A play under way.
pub struct Play<'a> {
    scenario: &'a Scenario,
    t0: Timestamp,
    site: Site,
    server: Server,
    http: Http,
    parties: BTreeMap<String, Party>,
    flights: BTreeMap<String, FlightState>,
    areas: BTreeMap<String, AreaState>,
    watches: BTreeMap<String, Subscription>,
    /// The parties' endpoints; they close when the play is dropped.
    _endpoints: JoinSet<()>,
}

impl<'a> Play<'a> {
    /// Prepares the folder, starts the server and opens the endpoint of every party.
    pub async fn open(scenario: &'a Scenario, site: Site, listen: &str) -> Result<Play<'a>, Problem> {
        let callers: Vec<Caller> = scenario.parties.iter().map(caller).collect();
        folder::clear(&site.folder)?;
        folder::configure(&site, &callers)?;
        let server = Server::start(&site, listen).await?;
        let http = Http::new(&server.url);
        let verifier = Arc::new(verifier(&http, &server.url).await?);
        let mut endpoints = JoinSet::new();
        let mut parties = BTreeMap::new();
        for caller in callers {
            let papers = Shared::default();
            let base_url = uss::start(papers.clone(), verifier.clone(), &mut endpoints).await;
            let base_url = base_url.map_err(|source| Problem::Endpoint { party: caller.id.clone(), source })?;
            let id = caller.id.clone();
            let seen = BTreeMap::new();
            parties.insert(id, Party { caller, base_url, papers, seen });
        }
        let t0 = this_minute();
        Ok(Play {
            scenario,
            t0,
            site,
            server,
            http,
            parties,
            flights: flights(scenario, t0),
            areas: areas_of(scenario, t0),
            watches: BTreeMap::new(),
            _endpoints: endpoints,
        })
    }

    /// When the play began, a whole minute.
    pub fn began(&self) -> Timestamp {
        self.t0
    }

    /// The server's base URL.
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// The folders of the play.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The volumes a step speaks of, as they are before it: what its announcing sentence may name.
    pub fn volumes_of(&self, step: &Step) -> &[Volume] {
        let flight = step.flight().and_then(|id| self.flights.get(id)).map(|f| &f.wanted);
        let area = step.area().and_then(|id| self.areas.get(id)).map(|a| &a.volumes);
        flight.or(area).map(Vec::as_slice).unwrap_or_default()
    }

    /// Does one step and checks its expectation. A step that only tells something has no fact.
    pub async fn step(&mut self, step: &Step) -> Result<Option<Fact>, Problem> {
        let fact = match step {
            Step::Tell(_) => return Ok(None),
            Step::Plan(s) => self.plan(s).await?,
            Step::ExpectConflictWith(s) => self.expect_conflict_with(s)?,
            Step::ReadDetails(s) => self.read_details(s).await?,
            Step::Replan(s) => self.replan(s).await?,
            Step::Activate(s) => self.activate(s).await?,
            Step::Nonconforming(s) => self.nonconforming(s).await?,
            Step::Contingent(s) => self.contingent(s).await?,
            Step::End(s) => self.end(s).await?,
            Step::TryToEnd(s) => self.try_to_end(s).await?,
            Step::PublishConstraint(s) => self.publish(&s.constraint).await?,
            Step::MoveConstraint(s) => self.move_area(s).await?,
            Step::WithdrawConstraint(s) => self.withdraw(&s.constraint).await?,
            Step::Subscribe(s) => self.subscribe(s).await?,
            Step::Look(s) => self.look(s).await?,
            Step::ExpectTold(s) => self.expect_told(s)?,
            Step::MarkAvailability(s) => self.mark(s).await?,
            Step::KillAndRestart(_) => self.kill_and_restart().await?,
            Step::ExpectStore(s) => self.expect_store(s).await?,
            Step::Desk(_) => return differs("this step needs a desk, which this play has none of"),
        };
        Ok(Some(fact))
    }

    /// Waits until the server's process ends by itself, which it should not.
    pub async fn server_ended(&mut self) {
        self.server.ended().await;
    }

    /// Stops the server politely. False when it had to be killed or ended with a fault.
    pub async fn close(self) -> bool {
        self.server.stop().await
    }

    /// Calls the server as a party.
    async fn dss<B: Serialize>(&self, party: &str, method: Method, path: &str, body: Option<&B>) -> Result<Answer, Problem> {
        let url = format!("{}/dss/v1/{path}", self.server.url);
        let caller = &self.parties[party].caller;
        Ok(self.http.call(caller, AUDIENCE, method, &url, body).await?)
    }

    /// The flight or area of the scenario behind a UUID.
    fn name_of(&self, entity: &str) -> Result<String, Problem> {
        let flight = self.flights.iter().find(|(_, f)| f.entity == entity).map(|(id, _)| id);
        let area = || self.areas.iter().find(|(_, a)| a.entity == entity).map(|(id, _)| id);
        match flight.or_else(area) {
            Some(id) => Ok(id.clone()),
            None => differs(format!("the server named {entity}, which nobody in this play made")),
        }
    }

    /// The UUIDs of flights and areas as their names, in the order of the scenario.
    fn names(&self, entities: impl IntoIterator<Item = String>) -> Result<Vec<String>, Problem> {
        let named: BTreeSet<String> = entities.into_iter().map(|e| self.name_of(&e)).collect::<Result<_, _>>()?;
        let flights = self.scenario.flights.iter().map(|f| &f.id);
        let areas = self.scenario.constraints.iter().map(|c| &c.id);
        Ok(flights.chain(areas).filter(|id| named.contains(*id)).cloned().collect())
    }

    fn party_of(&self, flight: &str) -> &'a str {
        let flight = self.scenario.flight(flight);
        &flight.expect("a checked scenario names only its own flights").party
    }

    fn may(&self, party: &str, scope: &str) -> bool {
        self.parties[party].caller.scopes.split(' ').any(|held| held == scope)
    }

    /// How everything a party knows of lies to some volumes, by UUID, one entity left out.
    fn relations(&self, party: &str, ours: &[Volume], except: &str) -> Result<BTreeMap<String, Relation>, Problem> {
        let papers = self.parties[party].papers.open();
        let mut relations = BTreeMap::new();
        for (entity, plan) in papers.plans.iter().chain(&papers.known_plans).filter(|(id, _)| *id != except) {
            let theirs = [&plan.details.volumes[..], &plan.details.off_nominal_volumes[..]].concat();
            relations.insert(entity.clone(), related(ours, &understood(&theirs)?)?);
        }
        for (entity, area) in papers.areas.iter().chain(&papers.known_areas) {
            relations.insert(entity.clone(), related(ours, &understood(&area.details.volumes)?)?);
        }
        Ok(relations)
    }
}

/// A whole minute, so that the times of a play are easy to read.
pub fn this_minute() -> Timestamp {
    let now = Timestamp::now().as_second();
    Timestamp::from_second(now - now % 60).expect("the clock shows a time jiff knows")
}

fn understood(volumes: &[tansiq_wire::f3548::Volume4D]) -> Result<Vec<Volume>, Problem> {
    message::from_wire(volumes).or_else(|problem| differs(format!("details that cannot be used: {problem}")))
}

fn related(ours: &[Volume], theirs: &[Volume]) -> Result<Relation, Problem> {
    compare(ours, theirs).or_else(|problem| differs(format!("volumes that cannot be compared: {problem}")))
}

/// The credentials of a party, made anew for each play.
pub fn caller(party: &crate::scenario::Party) -> Caller {
    Caller { id: party.id.clone(), secret: tansiq_auth::new_client_secret(), scopes: party.scopes.join(" ") }
}

/// What the parties' endpoints check tokens with: the keys the server publishes, and their own host's name.
async fn verifier(http: &Http, server: &str) -> Result<Verifier, Problem> {
    let answer = http.get(&format!("{server}/.well-known/jwks.json")).await?;
    answer.require(hyper::StatusCode::OK)?;
    let (keys, _) = tansiq_auth::keys_from_jwks(&answer.body).map_err(|e| Problem::Keys(e.to_string()))?;
    let rules = TokenRules { audiences: vec![uss::HOST.to_owned()], leeway_s: 5 };
    Verifier::new(rules, KeyRing::new(keys, Vec::new())).map_err(|e| Problem::Keys(e.to_string()))
}

fn flights(scenario: &Scenario, t0: Timestamp) -> BTreeMap<String, FlightState> {
    let state = |legs: &[_]| FlightState {
        entity: uuid::Uuid::new_v4().to_string(),
        wanted: volumes(scenario, legs, t0),
        held: None,
        refused: BTreeSet::new(),
        obstacles: BTreeSet::new(),
        told: Vec::new(),
    };
    scenario.flights.iter().map(|f| (f.id.clone(), state(&f.legs))).collect()
}

fn areas_of(scenario: &Scenario, t0: Timestamp) -> BTreeMap<String, AreaState> {
    let state = |legs: &[_]| AreaState {
        entity: uuid::Uuid::new_v4().to_string(),
        volumes: volumes(scenario, legs, t0),
        ovn: None,
        told: Vec::new(),
    };
    scenario.constraints.iter().map(|c| (c.id.clone(), state(&c.legs))).collect()
}
