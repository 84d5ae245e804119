//! `/api/v1/desk/status`: how the desk does, as far as it knows by itself.

use super::views::time;
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::Serialize;
use std::collections::BTreeMap;
use tansiq_core::desk::touch;
use tansiq_desk::Desk;
use utoipa::ToSchema;

/// How the desk does.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatusView {
    /// Whose desk it is.
    party: String,
    /// Where peers reach it.
    base_url: String,
    /// The program's version.
    version: &'static str,
    /// The time here.
    now: String,
    /// Records of its ledger.
    records: u64,
    /// Whether its store takes records.
    store_ok: bool,
    /// How many plans there are, by state.
    plans: BTreeMap<String, usize>,
    /// Writes of which the DSS has not been heard.
    pending_writes: usize,
    /// Operations that others disclosed.
    known_operations: usize,
    /// Constraints that others disclosed.
    known_constraints: usize,
    /// Areas.
    areas: usize,
    /// Peers that must still be told of something.
    deliveries: usize,
    /// The oldest of them waits since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    oldest_delivery: Option<String>,
    /// Notices that nobody has seen.
    unseen_notices: usize,
    /// How this desk weighs and what it does.
    rules: RulesView,
    /// What is known of the ground: heights above it are as exact as that.
    ground: String,
}

/// How the desk weighs and what it does.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RulesView {
    /// Whether operations of equal priority may overlap.
    equal_priority_may_overlap: bool,
    /// Whether constraints of others are asked for and weighed.
    processes_constraints: bool,
    /// Whether published areas become constraints.
    manages_constraints: bool,
    /// Whether off-nominal states are declared.
    monitors_conformance: bool,
    /// Seconds after which a nonconforming operation is contingent.
    contingent_after_s: u64,
    /// Whether the interfaces for automated testing are served.
    automated_testing: bool,
}

pub(crate) async fn get(call: Call) -> Result<Response, Error> {
    let desk = call.desk()?;
    let settings = desk.settings();
    let view = desk.read(|state, touches| {
        touches.extend(touch::EVERYTHING);
        let mut plans = BTreeMap::new();
        for operation in state.operations() {
            let name = operation.state.map_or_else(|| "not_accepted".to_owned(), |state| format!("{state:?}").to_lowercase());
            *plans.entry(name).or_insert(0) += 1;
        }
        (
            plans,
            state.pending_writes().count(),
            (state.known_operations().count(), state.known_constraints().count(), state.areas().count()),
            (state.deliveries().count(), state.deliveries().map(|delivery| delivery.since).min()),
            state.notices_after(None).filter(|notice| notice.seen.is_none()).count(),
        )
    });
    let (plans, pending_writes, (known_operations, known_constraints, areas), (deliveries, oldest), unseen_notices) =
        view.await?;
    Ok(ok(&StatusView {
        party: settings.party.to_string(),
        base_url: settings.base_url.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        now: time(desk.now()),
        records: desk.node().head(),
        store_ok: !desk.node().store_failing(),
        plans,
        pending_writes,
        known_operations,
        known_constraints,
        areas,
        deliveries,
        oldest_delivery: oldest.map(time),
        unseen_notices,
        rules: rules(&call, desk),
        ground: ground(desk),
    }))
}

/// How the desk weighs and what it does.
pub(super) fn rules(call: &Call, desk: &Desk) -> RulesView {
    let settings = desk.settings();
    RulesView {
        equal_priority_may_overlap: settings.rules.equal_priority_may_overlap,
        processes_constraints: settings.processes_constraints,
        manages_constraints: settings.manages_constraints,
        monitors_conformance: settings.monitors_conformance,
        contingent_after_s: settings.contingent_after.as_secs(),
        automated_testing: call.app.options().automated_testing,
    }
}

/// What is known of the ground.
pub(super) fn ground(desk: &Desk) -> String {
    let heights = desk.heights();
    match &heights.terrain {
        Some(terrain) => format!("terrain within {:.1} m, elsewhere assumed", terrain.uncertainty_m()),
        None => {
            let ground = heights.assumed_ground;
            format!("assumed between {} m and {} m above the sea", ground.lowest_m, ground.highest_m)
        }
    }
}
