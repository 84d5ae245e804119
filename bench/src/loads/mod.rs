//! The loads: what is asked, of what, in which order. Each has a phase that fills the server, which is not measured, and one
//! that is.

mod busy;
mod desk;
mod mixed;
mod place;
mod query;
mod spread;

use crate::world::World;
use anyhow::{Result, bail};
use std::rc::Rc;

/// The loads by name, in the order in which `smoke` runs them.
pub const NAMES: [&str; 12] = [
    "spread",
    "put",
    "busy-banded",
    "busy-all-keys",
    "busy-all-keys-banded",
    "query",
    "mixed",
    "desk-details",
    "desk-positions",
    "desk-tell",
    "desk-check",
    "desk-plan",
];

/// Connections, if not said otherwise.
const CONNECTIONS: usize = 64;

/// Runs the load of that name.
///
/// # Errors
/// If there is no such load, or the server could not be reached any more.
pub async fn run(name: &str, world: &Rc<World>) -> Result<()> {
    match name {
        "spread" => spread::run(world, true).await,
        "put" => spread::run(world, false).await,
        "busy-banded" => busy::banded(world).await,
        "busy-all-keys" => busy::all_keys(world).await,
        "busy-all-keys-banded" => busy::all_keys_banded(world).await,
        "query" => query::run(world).await,
        "mixed" => mixed::run(world).await,
        "desk-details" => desk::details::run(world).await,
        "desk-positions" => desk::positions::run(world).await,
        "desk-tell" => desk::tell::run(world).await,
        "desk-check" => desk::check::run(world).await,
        "desk-plan" => desk::plan::run(world).await,
        _ => bail!("there is no load {name}: it must be one of {}, or smoke", NAMES.join(", ")),
    }
}
