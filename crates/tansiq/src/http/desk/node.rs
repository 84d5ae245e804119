//! `/api/v1/desk/node`: how the node does: its ledgers, whom it reached, what it is asked, and how near its bounds it is.

use super::status::{self, RulesView};
use super::views::time;
use crate::http::answer::ok;
use crate::http::bounds::{BODY_BUDGET_KIB, MAX_EXPORTS, MAX_FOLDS, MAX_SCANS, MAX_STREAMS};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::metrics::{Figures, Limit, Metrics};
use axum::response::Response;
use serde::Serialize;
use tansiq_core::desk::bounds::{
    MAX_AREAS, MAX_CONSTRAINTS, MAX_DELIVERIES, MAX_KNOWN, MAX_NOTICES, MAX_OPERATIONS, MAX_TEMPLATES, MAX_WATCHES,
};
use tansiq_core::desk::{State, touch};
use tansiq_core::{Machine, Timestamp};
use tansiq_node::Node;
use tansiq_node::bounds::QUEUE;
use tansiq_peers::{HostKind, Reached};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

/// How the node does.
#[derive(Serialize, ToSchema)]
pub(crate) struct NodeView {
    /// The program's version.
    version: &'static str,
    /// Whose desk it is.
    party: String,
    #[schema(format = DateTime)]
    started_at: String,
    #[schema(format = DateTime)]
    now: String,
    ledgers: Vec<LedgerView>,
    /// The DSS, the peers and the token server that were called since the start.
    reached: Vec<ReachedView>,
    /// Since the start, by operation; only those that were asked.
    requests: Vec<RequestsView>,
    limits: Vec<LimitView>,
    desk: DeskView,
}

/// A ledger.
#[derive(Serialize, ToSchema)]
pub(crate) struct LedgerView {
    /// `airspace` or `desk`.
    name: &'static str,
    /// Durable records.
    head: u64,
    /// Whether its store takes records.
    store_ok: bool,
    /// `sqlite` or `memory`.
    store: &'static str,
}

/// A host that was called.
#[derive(Serialize, ToSchema)]
#[schema(as = Reached)]
pub(crate) struct ReachedView {
    /// `dss`, `peer` or `token_server`.
    kind: &'static str,
    url: String,
    /// Whether the last call was answered as it should be.
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    last_ok: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    last_failure: Option<String>,
    /// What was wrong then.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    calls: u64,
    failures: u64,
    /// Mean time until an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    mean_ms: Option<f64>,
}

/// What was asked of one operation.
#[derive(Serialize, ToSchema)]
#[schema(as = Requests)]
pub(crate) struct RequestsView {
    operation: &'static str,
    count: u64,
    /// Those that were answered 500 or above.
    failed: u64,
    mean_ms: f64,
    /// A second, over the last ten that are over.
    per_s: f64,
}

/// A bound, and how near it is.
#[derive(Serialize, ToSchema)]
#[schema(as = Limit)]
pub(crate) struct LimitView {
    name: &'static str,
    used: u64,
    bound: u64,
    /// How often something was refused for it since the start, as far as that is counted.
    reached: u64,
}

/// What the desk does besides.
#[derive(Serialize, ToSchema)]
#[schema(as = NodeDesk)]
pub(crate) struct DeskView {
    /// Streams that are open.
    streams: usize,
    /// Writes of which the DSS has not been heard.
    pending_writes: usize,
    /// Peers that must still be told of something.
    deliveries: usize,
    rules: RulesView,
    /// What is known of the ground.
    ground: String,
}

pub(crate) async fn get(call: Call) -> Result<Response, Error> {
    let desk = call.desk()?;
    let ledger = call.app.ledger()?;
    let (pending_writes, deliveries, of_state) = desk
        .read(|state, touches| {
            touches.extend(touch::EVERYTHING);
            (state.pending_writes().count(), state.deliveries().count(), limits_of(state))
        })
        .await?;
    let store = if ledger.facts.persistent { "sqlite" } else { "memory" };
    let shared = &call.app.shared;
    let streams = MAX_STREAMS - shared.streams.available_permits();
    let reached = ledger.facts.reach.all();
    let view = NodeView {
        version: env!("CARGO_PKG_VERSION"),
        party: desk.settings().party.to_string(),
        started_at: time(ledger.facts.started_at),
        now: time(call.app.now()),
        ledgers: vec![view("airspace", call.app.airspace(), store), view("desk", desk.node(), store)],
        reached: reached.into_iter().map(|(kind, url, reached)| ReachedView::of(kind, url, reached)).collect(),
        requests: call.app.metrics().figures().into_iter().map(RequestsView::of).collect(),
        limits: limits(&call, of_state)?,
        desk: DeskView { streams, pending_writes, deliveries, rules: status::rules(&call, desk), ground: status::ground(desk) },
    };
    Ok(ok(&view))
}

fn view<M: Machine>(name: &'static str, node: &Node<M>, store: &'static str) -> LedgerView {
    LedgerView { name, head: node.head(), store_ok: !node.store_failing(), store }
}

impl ReachedView {
    fn of(kind: HostKind, url: String, reached: Reached) -> ReachedView {
        let kind = match kind {
            HostKind::Dss => "dss",
            HostKind::Peer => "peer",
            HostKind::TokenServer => "token_server",
        };
        ReachedView {
            kind,
            url,
            ok: reached.ok,
            last_ok: reached.last_ok.map(|at| time(Timestamp(at))),
            last_failure: reached.last_failure.map(|at| time(Timestamp(at))),
            mean_ms: reached.mean_ms(),
            problem: reached.problem,
            calls: reached.calls,
            failures: reached.failures,
        }
    }
}

impl RequestsView {
    fn of((operation, figures): (&'static str, Figures)) -> RequestsView {
        RequestsView {
            operation,
            count: figures.count,
            failed: figures.failed,
            mean_ms: figures.mean_ms(),
            per_s: figures.per_s(),
        }
    }
}

/// What the state holds, by name: how much, and the bound.
fn limits_of(state: &State) -> [(&'static str, usize, usize); 8] {
    [
        ("plans", state.operations().count(), MAX_OPERATIONS),
        ("areas", state.areas().count(), MAX_AREAS),
        ("known", state.known_operations().count() + state.known_constraints().count(), MAX_KNOWN),
        ("constraints", state.constraints().count(), MAX_CONSTRAINTS),
        ("deliveries", state.deliveries().count(), MAX_DELIVERIES),
        ("notices_listed", state.notices_after(None).count(), MAX_NOTICES),
        ("subscriptions", state.watches().count(), MAX_WATCHES),
        ("templates", state.templates().count(), MAX_TEMPLATES),
    ]
}

fn limits(call: &Call, of_state: [(&'static str, usize, usize); 8]) -> Result<Vec<LimitView>, Error> {
    let (shared, metrics) = (&call.app.shared, call.app.metrics());
    let ledger = call.app.ledger()?;
    let taken = |semaphore: &Semaphore, bound: usize| bound.saturating_sub(semaphore.available_permits());
    let counted = [
        ("connections", metrics.connections(), ledger.facts.max_connections, 0),
        ("bodies_kib", taken(&shared.bodies, BODY_BUDGET_KIB), BODY_BUDGET_KIB, reached(metrics, Limit::Bodies)),
        ("streams", taken(&shared.streams, MAX_STREAMS), MAX_STREAMS, reached(metrics, Limit::Streams)),
        ("requests_of_one_subject", 0, rate(call), reached(metrics, Limit::Rate)),
        ("commands_waiting_desk", call.desk()?.node().queued(), QUEUE, 0),
        ("commands_waiting_airspace", call.app.airspace().queued(), QUEUE, 0),
        ("log_searches", taken(&ledger.scans, MAX_SCANS), MAX_SCANS, 0),
        ("log_exports", taken(&ledger.exports, MAX_EXPORTS), MAX_EXPORTS, reached(metrics, Limit::Exports)),
        ("looks_into_the_past", taken(&ledger.places.folds, MAX_FOLDS), MAX_FOLDS, reached(metrics, Limit::Folds)),
    ];
    let of_state = of_state.map(|(name, used, bound)| (name, used, bound, 0));
    let views = counted.into_iter().chain(of_state).filter(|(_, _, bound, _)| *bound > 0);
    Ok(views.map(|(name, used, bound, reached)| LimitView { name, used: used as u64, bound: bound as u64, reached }).collect())
}

fn reached(metrics: &Metrics, limit: Limit) -> u64 {
    metrics.reached(limit)
}

/// Requests a second of one subject; 0 for no limit.
fn rate(call: &Call) -> usize {
    call.app.options().requests_per_second.map_or(0, |rate| rate.get() as usize)
}
