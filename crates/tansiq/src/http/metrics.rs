//! What the process counts, for Prometheus: `GET /metrics`.

use super::answer;
use super::app::App;
use axum::http::StatusCode;
use axum::response::Response;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

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
}

impl Default for Metrics {
    fn default() -> Self {
        let bounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
        Metrics { requests: Family::default(), seconds: Histogram::new(bounds), connections: Gauge::default() }
    }
}

impl Metrics {
    pub(crate) fn count(&self, operation: &'static str, status: StatusCode, took: Duration) {
        self.requests.get_or_create(&Labels { operation, status: Status(status.as_u16()) }).inc();
        self.seconds.observe(took.as_secs_f64());
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

    let mut number = |name: &str, help: &str, value: u64| {
        let gauge: Gauge = Gauge::default();
        gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        registry.register(name, help, gauge);
    };
    let node = app.airspace();
    let stats = node.stats();
    number("airspace_head", "Durable records of the airspace ledger", node.head());
    number("airspace_queued", "Commands that wait to be decided", node.queued() as u64);
    number("airspace_appends", "Appends since the start", stats.appends.load(Relaxed));
    number("airspace_records", "Records appended since the start", stats.records.load(Relaxed));
    number("airspace_append_microseconds", "Time spent in appends since the start", stats.append_micros.load(Relaxed));
    number("airspace_append_failures", "Appends that failed since the start", stats.failures.load(Relaxed));
    number("airspace_abandoned", "Commands whose caller had gone before they were decided", stats.abandoned.load(Relaxed));
    if let Ok((intents, constraints, subscriptions)) = node.read(|state, _| state.counts()).await {
        number("airspace_operational_intents", "Operational intent references", intents as u64);
        number("airspace_constraints", "Constraint references", constraints as u64);
        number("airspace_subscriptions", "Subscriptions", subscriptions as u64);
    }
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => answer::with_type(StatusCode::OK, "application/openmetrics-text; version=1.0.0; charset=utf-8", text),
        Err(_) => answer::text(StatusCode::INTERNAL_SERVER_ERROR, "metrics cannot be written\n"),
    }
}
