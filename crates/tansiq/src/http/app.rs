//! What every handler works with.

use super::bounds::{BODY_BUDGET_KIB, MAX_HASHING, MAX_STREAMS, TOKENS_PER_SECOND};
use super::desk::DeskLedger;
use super::desk::session::Gate;
use super::error::Error;
use super::metrics::Metrics;
use super::page::Page;
use super::testing::Testing;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use parking_lot::Mutex;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tansiq_auth::{Issuer, Verifier};
use tansiq_core::airspace::State;
use tansiq_core::{Caller, Name, Timestamp};
use tansiq_desk::Desk;
use tansiq_log::LogReader;
use tansiq_node::{Clock, Node};
use tokio::sync::{Semaphore, watch};

/// What a process decides about its HTTP side.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of this DSS instance in the pool.
    pub locality: String,
    /// How this node is reached from outside, without a slash at the end.
    pub public_url: String,
    /// Whether `http` base URLs of parties are accepted.
    pub allow_http_base_urls: bool,
    /// After how long a request is answered 503.
    pub request_timeout: Duration,
    /// Requests a second of one token subject; `None` for no limit.
    pub requests_per_second: Option<NonZeroU32>,
    /// Token subjects who may use the desk; the party alone if there is none.
    pub desk_users: Vec<String>,
    /// How long people stay signed in.
    pub session_lifetime: Duration,
    /// Whether the interfaces for automated testing are served.
    pub automated_testing: bool,
}

/// The parts of a running process that handlers use. Clones are the same.
#[derive(Clone)]
pub struct App {
    pub(crate) shared: Arc<Shared>,
    testing: Option<Arc<Testing>>,
    ledger: Option<Arc<DeskLedger>>,
    page: Option<Arc<Page>>,
}

pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) airspace: Node<State>,
    /// Reads the texts of reports.
    pub(crate) airspace_log: Mutex<Box<dyn LogReader>>,
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) issuer: Option<Arc<Issuer>>,
    pub(crate) desk: Option<Desk>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) metrics: Metrics,
    /// Whether the server stops: answers without an end must end.
    pub(crate) stopping: watch::Sender<bool>,
    /// What is remembered of people who sign in.
    pub(crate) gate: Gate,
    // Bounds.
    pub(crate) bodies: Semaphore,
    pub(crate) hashing: Arc<Semaphore>,
    pub(crate) streams: Arc<Semaphore>,
    pub(crate) by_subject: Option<DefaultKeyedRateLimiter<Name>>,
    pub(crate) by_client: DefaultKeyedRateLimiter<String>,
    /// Where OVNs lie in the table of a key: secret, and new with every start.
    pub(crate) key_seed: u64,
}

impl App {
    /// Puts the parts together.
    pub fn new(
        options: Options,
        airspace: Node<State>,
        airspace_log: Box<dyn LogReader>,
        verifier: Arc<Verifier>,
        issuer: Option<Arc<Issuer>>,
        desk: Option<Desk>,
        clock: Arc<dyn Clock>,
    ) -> App {
        let per_client = NonZeroU32::new(TOKENS_PER_SECOND).expect("the bound is above zero");
        let by_subject = options.requests_per_second.map(|rate| RateLimiter::keyed(Quota::per_second(rate)));
        App {
            shared: Arc::new(Shared {
                options,
                airspace,
                airspace_log: Mutex::new(airspace_log),
                verifier,
                issuer,
                desk,
                clock,
                metrics: Metrics::default(),
                stopping: watch::Sender::new(false),
                gate: Gate::default(),
                bodies: Semaphore::new(BODY_BUDGET_KIB),
                hashing: Arc::new(Semaphore::new(MAX_HASHING)),
                streams: Arc::new(Semaphore::new(MAX_STREAMS)),
                by_subject,
                by_client: RateLimiter::keyed(Quota::per_second(per_client)),
                key_seed: rand::random(),
            }),
            testing: None,
            ledger: None,
            page: None,
        }
    }

    /// The same, with the interfaces for automated testing.
    #[must_use]
    pub fn with_testing(self, testing: Testing) -> App {
        App { testing: Some(Arc::new(testing)), ..self }
    }

    pub(crate) fn options(&self) -> &Options {
        &self.shared.options
    }

    pub(crate) fn airspace(&self) -> &Node<State> {
        &self.shared.airspace
    }

    /// The desk of the party that runs this node, if it has one.
    pub(crate) fn desk(&self) -> Option<&Desk> {
        self.shared.desk.as_ref()
    }

    /// The same, with the ledger of the desk for its page.
    #[must_use]
    pub fn with_ledger(self, ledger: DeskLedger) -> App {
        App { ledger: Some(Arc::new(ledger)), ..self }
    }

    /// The ledger of the desk; without one, what is read from it leads nowhere.
    pub(crate) fn ledger(&self) -> Result<&Arc<DeskLedger>, Error> {
        self.ledger.as_ref().ok_or(Error::NoRoute)
    }

    /// Whether the settings want the interfaces for automated testing.
    pub fn serves_tests(&self) -> bool {
        self.options().automated_testing
    }

    /// What the interfaces for automated testing remember, where they are served.
    pub(crate) fn testing(&self) -> Option<&Arc<Testing>> {
        self.testing.as_ref()
    }

    /// The same, with the page of the desk.
    #[must_use]
    pub fn with_page(self, page: Page) -> App {
        App { page: Some(Arc::new(page)), ..self }
    }

    /// The page of the desk, where it is served.
    pub(crate) fn page(&self) -> Option<&Page> {
        self.page.as_deref()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// What the process counts.
    pub fn metrics(&self) -> &Metrics {
        &self.shared.metrics
    }

    /// Forgets rate-limit entries that have recovered; to be called now and then.
    pub fn tidy(&self) {
        if let Some(limiter) = &self.shared.by_subject {
            limiter.retain_recent();
        }
        self.shared.by_client.retain_recent();
        if let Some(ledger) = &self.ledger {
            ledger.tidy();
        }
    }

    /// Who acts when the node itself does.
    pub fn own_caller(&self) -> Caller {
        Caller { name: Name::from(format!("dss:{}", self.options().locality)), monitors_conformance: false }
    }
}
