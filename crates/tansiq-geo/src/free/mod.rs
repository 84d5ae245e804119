//! The nearest free place of an operation: by how much later, earlier, higher or lower it would
//! conflict with nobody, or how long it would have to wait under way.
//!
//! The operation is a *plan*, a list of volumes in the order of flight; all volumes of others are
//! *obstacles*. Every pair of the two that is over the same ground forbids an open interval of
//! shifts. The nearest shift outside of all intervals is the answer, so the search is exact: no
//! grid of shifts is tried. What was found is then judged again as any plan is, by [`is_free`],
//! and only what passes is handed out.
//!
//! Where a plan *should* go is not decided here, nor what priority or height above ground it has.
//! Detours on the ground are not looked for.
//!
//! Go on at `obstacles.rs` for what is held against, `search.rs` and `hold.rs` for what is looked
//! for, `shift.rs` for what is found. Beneath are `sweep.rs` (intervals), `near.rs` (pairs that
//! could meet) and `steps.rs` (the bound of all work).

mod error;
mod hold;
mod near;
mod obstacles;
mod search;
mod shift;
mod steps;
mod sweep;

pub use error::SearchError;
pub use near::MAX_NEAR_PAIRS;
pub use obstacles::{MAX_OBSTACLES, Obstacles, conflicts_among, is_free};
pub use search::{MAX_PLAN_VOLUMES, Search};
pub use shift::{Alternative, HeightLimits, Shift};
pub use steps::MAX_SEARCH_STEPS;
