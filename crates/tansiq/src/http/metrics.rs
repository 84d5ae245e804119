//! What the process counts, for Prometheus: `GET /metrics`.

use super::answer;
use super::app::App;
use super::error::Error;
use axum::http::StatusCode;
use axum::response::Response;
use parking_lot::Mutex;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};
use tansiq_core::Machine;
use tansiq_desk::Desk;
use tansiq_node::Node;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    operation: &'static str,
    status: Status,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq)]
struct Status(u16);

impl EncodeLabelValue for Status {
    fn encode(&self, encoder: &mut prometheus_client::encoding::LabelValueEncoder) -> Result<(), std::fmt::Error> {
        EncodeLabelValue::encode(&u64::from(self.0), encoder)
    }
}

/// Counters of the HTTP side.
#[derive(Debug, Clone)]
pub struct Metrics {
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    connections: Gauge,
    /// By operation, for the people of the node.
    figures: Arc<Mutex<BTreeMap<&'static str, Figures>>>,
    reached: Arc<[AtomicU64; Limit::COUNT]>,
}

/// A bound for which requests are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Memory for bodies.
    Bodies,
    /// Open streams.
    Streams,
    /// Requests of one subject.
    Rate,
    /// Downloads of the log.
    Exports,
    /// Looks into the past.
    Folds,
}

impl Limit {
    const COUNT: usize = Limit::Folds as usize + 1;
}

/// What became of the requests of one operation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    pub(crate) count: u64,
    /// Answered 500 or above.
    pub(crate) failed: u64,
    took: Duration,
    /// Which window of time is being counted, and how many came in it and in the one before.
    window: u64,
    here: u64,
    before: u64,
}

/// Seconds over which requests are counted for their rate.
const WINDOW_S: u64 = 10;

impl Figures {
    fn count(&mut self, status: StatusCode, took: Duration, window: u64) {
        self.turn(window);
        self.count += 1;
        self.here += 1;
        self.failed += u64::from(status.is_server_error());
        self.took += took;
    }

    /// Goes on to a window.
    fn turn(&mut self, window: u64) {
        if window != self.window {
            self.before = if window == self.window + 1 { self.here } else { 0 };
            (self.window, self.here) = (window, 0);
        }
    }

    /// Mean time to an answer, milliseconds.
    pub(crate) fn mean_ms(&self) -> f64 {
        self.took.as_secs_f64() * 1_000.0 / self.count.max(1) as f64
    }

    /// Requests a second in the last window that is over.
    pub(crate) fn per_s(&self) -> f64 {
        self.before as f64 / WINDOW_S as f64
    }
}

/// The window of time that it is, since the first request.
fn window() -> u64 {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGAN.elapsed().as_secs() / WINDOW_S
}

impl Default for Metrics {
    fn default() -> Self {
        let bounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
        Metrics {
            requests: Family::default(),
            seconds: Histogram::new(bounds),
            connections: Gauge::default(),
            figures: Arc::default(),
            reached: Arc::default(),
        }
    }
}

impl Metrics {
    pub(crate) fn count(&self, operation: &'static str, status: StatusCode, took: Duration) {
        self.requests.get_or_create(&Labels { operation, status: Status(status.as_u16()) }).inc();
        self.seconds.observe(took.as_secs_f64());
        self.figures.lock().entry(operation).or_default().count(status, took, window());
    }

    /// Of every operation that was asked since the start, by name.
    pub(crate) fn figures(&self) -> Vec<(&'static str, Figures)> {
        let mut figures = self.figures.lock();
        figures.values_mut().for_each(|figures| figures.turn(window()));
        figures.iter().map(|(operation, figures)| (*operation, *figures)).collect()
    }

    /// Notes that a request was refused for a bound, and gives the refusal.
    pub(crate) fn refuse(&self, limit: Limit, error: Error) -> Error {
        self.reached[limit as usize].fetch_add(1, Relaxed);
        error
    }

    /// How many were refused for it.
    pub(crate) fn reached(&self, limit: Limit) -> u64 {
        self.reached[limit as usize].load(Relaxed)
    }

    /// Connections that are open.
    pub(crate) fn connections(&self) -> usize {
        usize::try_from(self.connections.get()).unwrap_or_default()
    }

    pub(crate) fn connection_opened(&self) {
        self.connections.inc();
    }

    pub(crate) fn connection_closed(&self) {
        self.connections.dec();
    }
}

/// Everything in Prometheus' text format.
pub(crate) async fn show(app: &App) -> Response {
    let mut registry = Registry::with_prefix("tansiq");
    let http = app.metrics();
    registry.register("http_requests", "Requests answered", http.requests.clone());
    registry.register("http_request_seconds", "Time from the head of a request to its answer", http.seconds.clone());
    registry.register("http_connections", "Open connections", http.connections.clone());

    let node = app.airspace();
    of_ledger(&mut registry, "airspace", node);
    if let Ok((intents, constraints, subscriptions)) = node.read(|state, _| state.counts()).await {
        number(&mut registry, "airspace_operational_intents", "Operational intent references", intents as u64);
        number(&mut registry, "airspace_constraints", "Constraint references", constraints as u64);
        number(&mut registry, "airspace_subscriptions", "Subscriptions", subscriptions as u64);
    }
    if let Some(desk) = app.desk() {
        of_ledger(&mut registry, "desk", desk.node());
        of_desk(&mut registry, desk).await;
    }
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => answer::with_type(StatusCode::OK, "application/openmetrics-text; version=1.0.0; charset=utf-8", text),
        Err(_) => answer::text(StatusCode::INTERNAL_SERVER_ERROR, "metrics cannot be written\n"),
    }
}

fn number(registry: &mut Registry, name: impl Into<String>, help: &str, value: u64) {
    let gauge: Gauge = Gauge::default();
    gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
    registry.register(name, help, gauge);
}

/// What the node of a ledger counts.
fn of_ledger<M: Machine>(registry: &mut Registry, ledger: &str, node: &Node<M>) {
    let stats = node.stats();
    let figures = [
        ("head", "Durable records of the ledger", node.head()),
        ("queued", "Commands that wait to be decided", node.queued() as u64),
        ("appends", "Appends since the start", stats.appends.load(Relaxed)),
        ("records", "Records appended since the start", stats.records.load(Relaxed)),
        ("append_microseconds", "Time spent in appends since the start", stats.append_micros.load(Relaxed)),
        ("append_failures", "Appends that failed since the start", stats.failures.load(Relaxed)),
        ("abandoned", "Commands whose caller had gone before they were decided", stats.abandoned.load(Relaxed)),
    ];
    for (name, help, value) in figures {
        number(registry, format!("{ledger}_{name}"), help, value);
    }
}

/// What a desk has and has still to do.
async fn of_desk(registry: &mut Registry, desk: &Desk) {
    let counts = desk.node().read(|state, _| {
        [
            (
                "desk_operations",
                "Operations of this desk, those that are over and not forgotten included",
                state.operations().count(),
            ),
            ("desk_pending_writes", "Writes of which the DSS has not been heard", state.pending_writes().count()),
            ("desk_known_operations", "Operations that others disclosed", state.known_operations().count()),
            ("desk_known_constraints", "Constraints that others disclosed", state.known_constraints().count()),
            ("desk_areas", "Areas", state.areas().count()),
            ("desk_deliveries", "Peers that must still be told of something", state.deliveries().count()),
            (
                "desk_failing_deliveries",
                "Those of them that could not be told yet",
                state.deliveries().filter(|delivery| delivery.attempts > 0).count(),
            ),
        ]
    });
    for (name, help, value) in counts.await.into_iter().flatten() {
        number(registry, name, help, value as u64);
    }
}

#[cfg(test)]
#[path = "metrics_tests.rs"]
mod tests;
