//! Processes that can be killed and started again on what they recorded: the DSS and the desks.

use crate::life::{Life, MortalLog, MortalTransport};
use crate::rig::{Dss, serve, tokens};
use crate::time::{Nodes, VirtualClock};
use parking_lot::Mutex;
use std::sync::Arc;
use std::time::Duration;
use tansiq_core::Name;
use tansiq_core::desk::{Rules, State};
use tansiq_desk::{Desk, Parts, Settings};
use tansiq_heights::Converter;
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Clock, Node};
use tansiq_peers::testing::MemoryTransport;
use tansiq_peers::{BaseUrl, Deadlines, DssOptions, Uss, UssOptions, WallClock};
use tokio::task::AbortHandle;

/// How long one plan may take.
pub const PLANNING_TIME: Duration = Duration::from_secs(8);
const DSS_DEADLINE: Duration = Duration::from_secs(3);
const PEER_DEADLINE: Duration = Duration::from_secs(2);

/// What all processes share.
#[derive(Clone)]
pub struct Town {
    pub net: MemoryTransport,
    pub clock: Arc<VirtualClock>,
    pub nodes: Nodes,
}

impl Town {
    fn wall_clock(&self) -> WallClock {
        let clock = self.clock.clone();
        Arc::new(move || clock.now().0)
    }
}

/// The DSS that runs, if one does, its life, and that time waits for it.
type Running = Arc<Mutex<Option<(Arc<Dss>, Arc<Life>, u64)>>>;

/// The DSS.
pub struct Tower {
    town: Town,
    log: MemoryLog,
    running: Running,
}

const TOWER: &str = "dss.example";

impl Tower {
    pub fn build(town: &Town) -> Tower {
        let running = Running::default();
        let slot = running.clone();
        town.net.host(TOWER, move |request| {
            let running = slot.lock().clone();
            async move {
                match running {
                    Some((dss, life, _)) => life.unless_over(dss.answer(request)).await,
                    None => std::future::pending().await,
                }
            }
        });
        let tower = Tower { town: town.clone(), log: MemoryLog::new(), running };
        tower.start();
        tower
    }

    pub fn start(&self) {
        let mut running = self.running.lock();
        if running.is_none() {
            let life = Life::new();
            let log = MortalLog { log: self.log.clone(), life: life.clone() };
            let dss = Dss::start_on(Box::new(log), self.town.clock.clone());
            let watched = self.town.nodes.watch(&dss.node);
            *running = Some((dss, life, watched));
            self.town.net.set_down(TOWER, false);
        }
    }

    pub fn kill(&self) {
        if let Some((_, life, watched)) = self.running.lock().take() {
            life.end();
            self.town.nodes.forget(watched);
            self.town.net.set_down(TOWER, true);
        }
    }

    /// Cuts it off from the network, or ends that.
    pub fn cut_off(&self, cut_off: bool) {
        let is_running = self.running.lock().is_some();
        self.town.net.set_down(TOWER, cut_off || !is_running);
    }

    pub fn dss(&self) -> Arc<Dss> {
        self.running.lock().as_ref().expect("the DSS runs").0.clone()
    }
}

/// A desk that is running.
#[derive(Clone)]
pub struct Living {
    pub desk: Desk,
    pub life: Arc<Life>,
    chores: AbortHandle,
    watched: u64,
}

/// A party and its node.
pub struct House {
    pub name: String,
    pub log: MemoryLog,
    town: Town,
    living: Arc<Mutex<Option<Living>>>,
}

impl House {
    pub fn build(town: &Town, name: &str) -> House {
        let living: Arc<Mutex<Option<Living>>> = Arc::default();
        let slot = living.clone();
        town.net.host(&format!("{name}.example"), move |request| {
            let living = slot.lock().clone();
            async move {
                match living {
                    Some(living) => living.life.unless_over(serve(&living.desk, &request)).await,
                    None => std::future::pending().await,
                }
            }
        });
        let house = House { name: name.to_owned(), log: MemoryLog::new(), town: town.clone(), living };
        house.start();
        house
    }

    fn host(&self) -> String {
        format!("{}.example", self.name)
    }

    /// Starts its desk on what its log holds, if none runs.
    pub fn start(&self) {
        let mut living = self.living.lock();
        if living.is_some() {
            return;
        }
        let life = Life::new();
        let log = MortalLog { log: self.log.clone(), life: life.clone() };
        let clock = self.town.clock.clone();
        let settings = tansiq_node::Settings { clock: clock.clone(), ..tansiq_node::Settings::default() };
        let node: Node<State> = Node::start(Box::new(log), settings).expect("the log can be replayed");
        let watched = self.town.nodes.watch(&node);
        let (dss, uss) = self.ways(&life);
        let desk = Desk::new(Parts { settings: self.settings(), node, dss, uss, heights: Converter::default(), clock });
        let chores = tokio::spawn({
            let desk = desk.clone();
            async move { desk.run().await }
        });
        *living = Some(Living { desk, life, chores: chores.abort_handle(), watched });
        self.town.net.set_down(&self.host(), false);
    }

    fn settings(&self) -> Settings {
        Settings {
            party: Name::from(&*self.name),
            base_url: Name::from(format!("https://{}", self.host())),
            rules: Rules::default(),
            processes_constraints: false,
            manages_constraints: false,
            monitors_conformance: true,
            regions: Vec::new(),
            planning_time: PLANNING_TIME,
            contingent_after: Duration::from_secs(60),
            retention: Duration::from_secs(86_400),
        }
    }

    /// The ways to the DSS and to peers, which end with the process.
    fn ways(&self, life: &Arc<Life>) -> (tansiq_peers::Dss, Uss) {
        let transport = Arc::new(MortalTransport { net: self.town.net.clone(), life: life.clone() });
        let clock = self.town.wall_clock();
        let options = DssOptions {
            read_deadline: DSS_DEADLINE,
            write_deadline: DSS_DEADLINE,
            clock: clock.clone(),
            ..DssOptions::default()
        };
        let bases = vec![BaseUrl::parse(&format!("https://{TOWER}"), false).expect("a URL")];
        let dss = tansiq_peers::Dss::new(bases, transport.clone(), tokens(&self.name), options).expect("one URL");
        let deadlines = Deadlines {
            details: PEER_DEADLINE,
            telemetry: PEER_DEADLINE,
            constraint: PEER_DEADLINE,
            notify: PEER_DEADLINE,
            report: PEER_DEADLINE,
        };
        let options = UssOptions { deadlines, clock, ..UssOptions::default() };
        (dss, Uss::new(transport, tokens(&self.name), options))
    }

    /// As `kill -9`: from now on it does nothing, and what it has not recorded is gone.
    pub fn kill(&self) {
        if let Some(living) = self.living.lock().take() {
            living.life.end();
            living.chores.abort();
            self.town.nodes.forget(living.watched);
            self.town.net.set_down(&self.host(), true);
        }
    }

    /// Cuts it off from those who ask it, or ends that.
    pub fn cut_off(&self, cut_off: bool) {
        let is_living = self.living.lock().is_some();
        self.town.net.set_down(&self.host(), cut_off || !is_living);
    }

    /// The desk that runs, if one does.
    pub fn living(&self) -> Option<Living> {
        self.living.lock().clone()
    }

    /// Looks at the ledger of the desk that runs.
    pub async fn look<R>(&self, look: impl Fn(&State) -> R) -> R {
        let living = self.living().expect("the desk runs");
        let read = living.desk.read(|state, touches| {
            touches.extend(tansiq_core::desk::touch::EVERYTHING);
            look(state)
        });
        read.await.expect("the ledger runs")
    }

    /// Ends the chores and keeps the ledger, so that nothing changes any more.
    pub fn rest(&self) {
        if let Some(living) = &*self.living.lock() {
            living.chores.abort();
        }
    }
}
