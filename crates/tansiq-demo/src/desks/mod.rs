//! Plays a scenario whose parties are desks: one server's process for the DSS and one for each party, which plan, tell each
//! other and are told. All that the play does goes through the interface that a desk's user has.
//!
//! This file holds who plays and hands each step to the file that knows it: `planning.rs` (areas, checks, plans, states),
//! `watching.rs` (what desks tell), `upkeep.rs` (crashes, and whether all desks tell the same). `stream.rs` listens,
//! `answers.rs` has the messages. It prints nothing: a step answers a [`DeskFact`], and `story.rs` tells it.

mod answers;
mod planning;
mod stream;
mod upkeep;
mod watching;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use hyper::{Method, StatusCode};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::task::JoinSet;

use crate::desk_fact::DeskFact;
use crate::http::{Answer, Caller, Http};
use crate::place::volumes;
use crate::play::{Problem, caller, differs, this_minute};
use crate::scenario::{DeskStep, Scenario, Step};
use crate::server::{Server, Site};
use crate::shape::Volume;
use crate::{folder, scope, uss};

use answers::AlternativeAnswer;
use stream::{Heard, Source};
use upkeep::Census;

/// One party's desk at play.
struct Desk {
    /// Whoever sits at it.
    user: Caller,
    site: Site,
    url: String,
    /// Its process; none while it is dead.
    server: Option<Server>,
    /// What it told its user so far.
    heard: Heard,
    /// The last notice that a step was about: later steps are about later ones.
    told_up_to: Option<u64>,
    /// What it held when it was killed.
    before: Option<(Instant, Census)>,
}

/// One flight at play.
struct Flight {
    /// The volumes its party last asked for.
    wanted: Vec<Volume>,
    /// The id of its plan, once there is one.
    plan: Option<String>,
    /// The ways around that were last offered.
    offered: Vec<AlternativeAnswer>,
}

/// A play of desks under way.
pub struct Desks<'a> {
    scenario: &'a Scenario,
    t0: Timestamp,
    site: Site,
    dss: Server,
    http: Arc<Http>,
    desks: BTreeMap<String, Desk>,
    flights: BTreeMap<String, Flight>,
    /// The files of areas by the ids that a desk gave to the areas in them.
    areas: BTreeMap<String, String>,
    /// When something was last done, from which it is counted how soon others know.
    done_at: Instant,
    _listeners: JoinSet<()>,
}

impl<'a> Desks<'a> {
    /// Prepares the folder, starts the DSS, and then the desk of every party.
    pub async fn open(scenario: &'a Scenario, site: Site, listen: &str) -> Result<Desks<'a>, Problem> {
        folder::clear(&site.folder)?;
        let callers: Vec<Caller> = scenario.parties.iter().map(caller).collect();
        let within = |name: &str| Site { binary: site.binary.clone(), folder: site.folder.join(name) };
        let dss_site = within("dss");
        folder::configure(&dss_site, &callers)?;
        let dss = Server::start(&dss_site, listen).await?;
        let http = Arc::new(Http::new(&dss.url));
        let mut listeners = JoinSet::new();
        let mut desks = BTreeMap::new();
        for party in callers {
            let site = within(&format!("desk-{}", party.id));
            folder::configure_desk(&site, &party, &dss.url)?;
            let server = Server::start(&site, "127.0.0.1:0").await?;
            let user = Caller { scopes: scope::OF_USERS.join(" "), ..party };
            let url = server.url.clone();
            let source = Source { http: http.clone(), user: user.clone(), desk: url.clone() };
            let heard = source.listen(&mut listeners).await?;
            let id = user.id.clone();
            desks.insert(id, Desk { user, site, url, server: Some(server), heard, told_up_to: None, before: None });
        }
        let t0 = this_minute();
        let flight = |legs: &[_]| Flight { wanted: volumes(scenario, legs, t0), plan: None, offered: Vec::new() };
        let flights = scenario.flights.iter().map(|f| (f.id.clone(), flight(&f.legs))).collect();
        Ok(Desks {
            scenario,
            t0,
            site: dss_site,
            dss,
            http,
            desks,
            flights,
            areas: BTreeMap::new(),
            done_at: Instant::now(),
            _listeners: listeners,
        })
    }

    /// When the play began, a whole minute.
    pub fn began(&self) -> Timestamp {
        self.t0
    }

    /// The base URL of the DSS.
    pub fn url(&self) -> &str {
        &self.dss.url
    }

    /// The folders of the DSS.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The parties with the base URLs of their desks, in the order of the scenario.
    pub fn addresses(&self) -> Vec<(&'a str, &str)> {
        self.scenario.parties.iter().map(|party| (party.id.as_str(), self.desks[&party.id].url.as_str())).collect()
    }

    /// Who sits at a party's desk.
    pub fn user(&self, party: &str) -> &Caller {
        &self.desks[party].user
    }

    /// The volumes a step speaks of, as they are before it.
    pub fn volumes_of(&self, step: &Step) -> &[Volume] {
        step.flight().and_then(|id| self.flights.get(id)).map(|f| f.wanted.as_slice()).unwrap_or_default()
    }

    /// Does one step and checks its expectation. A step that only tells something has no fact.
    pub async fn step(&mut self, step: &DeskStep) -> Result<Option<DeskFact>, Problem> {
        let fact = match step {
            DeskStep::Tell(_) => return Ok(None),
            DeskStep::ImportAreas(s) => self.import(s).await?,
            DeskStep::Check(s) => self.check(s).await?,
            DeskStep::Plan(s) => self.plan(s).await?,
            DeskStep::Take(s) => self.take(s).await?,
            DeskStep::Activate(s) => self.activate(&s.flight).await?,
            DeskStep::Position(s) => self.position(s).await?,
            DeskStep::ExpectState(s) => self.expect_state(s).await?,
            DeskStep::ExpectNotice(s) => self.expect_notice(s).await?,
            DeskStep::End(s) => self.end(&s.flight).await?,
            DeskStep::KillDesk(s) => self.kill(&s.party).await?,
            DeskStep::StartDesk(s) => self.start(&s.party).await?,
            DeskStep::SameStory(_) => self.same_story().await?,
        };
        if !matches!(step, DeskStep::ExpectState(_) | DeskStep::ExpectNotice(_)) {
            self.done_at = Instant::now();
        }
        Ok(Some(fact))
    }

    /// Waits until one of the processes ends by itself, which none should.
    pub async fn server_ended(&mut self) {
        let desks = self.desks.values_mut().filter_map(|desk| desk.server.as_mut());
        let mut ends: Vec<_> = desks.chain([&mut self.dss]).map(|server| Box::pin(server.ended())).collect();
        std::future::poll_fn(|context| {
            let ended = ends.iter_mut().any(|end| end.as_mut().poll(context).is_ready());
            if ended { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }

    /// Stops all processes politely, the desks first. False when one had to be killed or ended with a fault.
    pub async fn close(self) -> bool {
        let mut clean = true;
        for server in self.desks.into_values().filter_map(|desk| desk.server) {
            clean &= server.stop().await;
        }
        self.dss.stop().await && clean
    }

    /// Calls a desk as its user.
    async fn call<B: Serialize>(&self, party: &str, method: Method, path: &str, body: Option<&B>) -> Result<Answer, Problem> {
        let Desk { user, url, .. } = &self.desks[party];
        let url = format!("{url}/api/v1/desk/{path}");
        Ok(self.http.call(user, uss::HOST, method, &url, body).await?)
    }

    async fn get<T: DeserializeOwned>(&self, party: &str, path: &str) -> Result<T, Problem> {
        Ok(self.call(party, Method::GET, path, None::<&()>).await?.read(StatusCode::OK)?)
    }

    fn party_of(&self, flight: &str) -> &'a str {
        let flight = self.scenario.flight(flight);
        &flight.expect("a checked scenario names only its own flights").party
    }

    fn flight(&mut self, id: &str) -> &mut Flight {
        self.flights.get_mut(id).expect("every flight has a state")
    }

    fn desk(&mut self, party: &str) -> &mut Desk {
        self.desks.get_mut(party).expect("every party has a desk")
    }

    /// The id of a flight's plan.
    fn plan_id(&self, flight: &str) -> Result<String, Problem> {
        match &self.flights[flight].plan {
            Some(id) => Ok(id.clone()),
            None => differs(format!("{flight} has no plan")),
        }
    }

    /// The flight or the file of areas behind an id that a desk gave.
    fn name_of(&self, id: &str) -> Result<String, Problem> {
        let flight = self.flights.iter().find(|(_, f)| f.plan.as_deref() == Some(id)).map(|(name, _)| name);
        match flight.or_else(|| self.areas.get(id)) {
            Some(name) => Ok(name.clone()),
            None => differs(format!("a desk named {id}, which nobody in this play made")),
        }
    }
}
