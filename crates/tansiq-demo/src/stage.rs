//! A play under way, of either kind: parties around one server (`play/`), or each with a desk of its own (`desks/`).
//!
//! It only chooses. What a step does is known by the two.

use jiff::Timestamp;

use crate::desks::Desks;
use crate::fact::Fact;
use crate::play::{Play, Problem, Standing};
use crate::scenario::{self, Scenario, Step};
use crate::server::Site;
use crate::shape::Volume;

/// A play under way.
pub enum Stage<'a> {
    /// Around one server.
    Server(Box<Play<'a>>),
    /// With a desk each.
    Desks(Box<Desks<'a>>),
}

impl<'a> Stage<'a> {
    /// Starts all that the play needs.
    pub async fn open(scenario: &'a Scenario, site: Site, listen: &str) -> Result<Stage<'a>, Problem> {
        Ok(match scenario.stage {
            scenario::Stage::Server => Stage::Server(Box::new(Play::open(scenario, site, listen).await?)),
            scenario::Stage::Desks => Stage::Desks(Box::new(Desks::open(scenario, site, listen).await?)),
        })
    }

    /// The base URL of the server, or of the DSS.
    pub fn url(&self) -> &str {
        match self {
            Stage::Server(play) => play.url(),
            Stage::Desks(desks) => desks.url(),
        }
    }

    /// Its folders.
    pub fn site(&self) -> &Site {
        match self {
            Stage::Server(play) => play.site(),
            Stage::Desks(desks) => desks.site(),
        }
    }

    /// The parties with the base URLs of their desks, if they have desks.
    pub fn desks(&self) -> Vec<(&'a str, &str)> {
        match self {
            Stage::Server(_) => Vec::new(),
            Stage::Desks(desks) => desks.addresses(),
        }
    }

    /// When the play began, a whole minute.
    pub fn began(&self) -> Timestamp {
        match self {
            Stage::Server(play) => play.began(),
            Stage::Desks(desks) => desks.began(),
        }
    }

    /// The volumes a step speaks of, as they are before it: what its announcing sentence may name.
    pub fn volumes_of(&self, step: &Step) -> &[Volume] {
        match self {
            Stage::Server(play) => play.volumes_of(step),
            Stage::Desks(desks) => desks.volumes_of(step),
        }
    }

    /// Does one step and checks its expectation. A step that only tells something has no fact.
    pub async fn step(&mut self, step: &Step) -> Result<Option<Fact>, Problem> {
        match (self, step) {
            (Stage::Server(play), step) => play.step(step).await,
            (Stage::Desks(desks), Step::Desk(step)) => Ok(desks.step(step).await?.map(Fact::Desk)),
            (Stage::Desks(_), step) => unreachable!("a play of desks is read as steps of desks, not as {}", step.kind()),
        }
    }

    /// How the plans lie to each other when the play is over.
    pub async fn standing(&self) -> Result<Standing, Problem> {
        match self {
            Stage::Server(play) => play.standing(),
            Stage::Desks(desks) => desks.standing().await,
        }
    }

    /// Waits until a process ends by itself, which none should.
    pub async fn server_ended(&mut self) {
        match self {
            Stage::Server(play) => play.server_ended().await,
            Stage::Desks(desks) => desks.server_ended().await,
        }
    }

    /// Stops all processes politely. False when one had to be killed or ended with a fault.
    pub async fn close(self) -> bool {
        match self {
            Stage::Server(play) => play.close().await,
            Stage::Desks(desks) => desks.close().await,
        }
    }
}
