//! A world in memory: one DSS, desks, and whoever else a test makes up. Parties are named by one word; the node of `alpha` is
//! reached at `https://alpha.example/`, the DSS at `https://dss.example/`.
//!
//! The ledgers are real ones and run on threads of their own, so tokio's clock must not be paused here. Calendar time stands
//! still at [`NOW`] until [`World::pass`]. Misfortunes come at once instead of after a deadline: see [`Fault`].

#![allow(dead_code, unused_imports)] // Not every test uses every tool.

mod answers;
mod dss;
mod party;

pub use answers::{request_body, said};
pub use dss::{Dss, Fault, extent};
pub use party::{Party, Setup, serve};

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tansiq_auth::Scopes;
use tansiq_core::desk::{Plan, Volumes};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_geo::{Circle, LatLng, Volume};
use tansiq_node::Clock;
use tansiq_peers::testing::MemoryTransport;
use tansiq_peers::{BaseUrl, Deadlines, DssOptions, Granted, LocalTokenSource, Token, Tokens, Transport, Uss, UssOptions};
use tokio::time::Instant;

/// 2026-06-01T12:00:00Z.
pub const NOW: Timestamp = Timestamp(1_780_315_200_000_000);

/// How long a test waits for something that happens in the background, at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything that the parties share.
pub struct World {
    /// The network.
    pub net: MemoryTransport,
    /// The DSS.
    pub dss: Arc<Dss>,
    /// The calendar.
    pub clock: Arc<Calendar>,
}

/// A clock that stands still until it is told to go on.
pub struct Calendar(AtomicI64);

impl Clock for Calendar {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

impl World {
    /// A world with a DSS and nobody else.
    pub fn new() -> World {
        let clock = Arc::new(Calendar(AtomicI64::new(NOW.0)));
        let net = MemoryTransport::new();
        let dss = Dss::start(clock.clone());
        let served = dss.clone();
        net.host("dss.example", move |request| {
            let dss = served.clone();
            async move { dss.answer(request).await }
        });
        World { net, dss, clock }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass in the calendar.
    pub fn pass(&self, by: Duration) {
        self.clock.0.fetch_add(i64::try_from(by.as_micros()).expect("a test's time"), Ordering::SeqCst);
    }

    /// A desk with the default settings, serving its peers. [`Party::run`] starts its chores.
    pub fn desk(&self, name: &str) -> Party {
        Party::start(self, Setup::new(name))
    }

    /// The DSS as a party reaches it.
    pub fn dss_of(&self, party: &str) -> tansiq_peers::Dss {
        let base = BaseUrl::parse("https://dss.example", false).expect("a url");
        let options = DssOptions { clock: self.wall_clock(), ..DssOptions::default() };
        tansiq_peers::Dss::new(vec![base], self.transport(), tokens(party), options).expect("one url")
    }

    /// Peers as a party reaches them.
    pub fn uss_of(&self, party: &str) -> Uss {
        let five = Duration::from_secs(5);
        let deadlines = Deadlines { details: five, telemetry: five, constraint: five, notify: five, report: five };
        Uss::new(self.transport(), tokens(party), UssOptions { deadlines, clock: self.wall_clock(), ..UssOptions::default() })
    }

    fn transport(&self) -> Arc<dyn Transport> {
        Arc::new(self.net.clone())
    }

    fn wall_clock(&self) -> tansiq_peers::WallClock {
        let clock = self.clock.clone();
        Arc::new(move || clock.now().0)
    }
}

/// Tokens of a party: each names the party, the host it is for and its scopes.
pub fn tokens(party: &str) -> Arc<Tokens> {
    let party = party.to_owned();
    Arc::new(Tokens::new(Arc::new(LocalTokenSource::new(move |audience: &str, scopes: Scopes| {
        let scopes = scopes.to_string().replace(' ', "+");
        let token = Token::new(format!("{party}~{audience}~{scopes}")).expect("a token");
        Ok(Granted { token, lives_for: Some(Duration::from_secs(3_600)) })
    }))))
}

/// Waits until something in the background is so.
///
/// # Panics
/// After [`PATIENCE`].
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, mut look: impl FnMut() -> F) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < deadline, "waited for: {what}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A fresh id.
pub fn fresh_id() -> EntityId {
    EntityId::from_uuid(uuid::Uuid::new_v4()).expect("a version 4")
}

/// Who sits at the desk.
pub fn planner() -> Name {
    Name::from("planner")
}

/// Seconds after [`NOW`].
pub fn at(seconds: i64) -> Timestamp {
    Timestamp(NOW.0 + seconds * 1_000_000)
}

/// A cylinder: degrees, metres, heights above the ellipsoid, seconds after [`NOW`].
pub fn cylinder((lat, lng): (f64, f64), radius_m: f64, heights_m: (f64, f64), seconds: (i64, i64)) -> Volume {
    let circle = Circle::new(LatLng::new(lat, lng).expect("a position"), radius_m).expect("a circle");
    let volume = Volume::new(circle).between_heights(heights_m.0, heights_m.1).expect("heights");
    volume.between_times(at(seconds.0).0, at(seconds.1).0).expect("times")
}

/// A plan of these volumes, of priority 0.
pub fn plan(volumes: Vec<Volume>) -> Plan {
    Plan { name: "flight".to_owned(), volumes: Volumes::exact(volumes), ..Plan::default() }
}

/// A plan of one cylinder of 200 m from 50 to 120 m about Bern, from now for an hour, so many kilometres to the north.
pub fn near_bern(north_km: f64) -> Plan {
    plan(vec![cylinder((46.95 + north_km / 111.2, 7.45), 200.0, (50.0, 120.0), (0, 3_600))])
}

/// The same with a priority.
pub fn with_priority(priority: i64, plan: Plan) -> Plan {
    Plan { priority, ..plan }
}
