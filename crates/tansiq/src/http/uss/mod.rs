//! `/uss/v1`: what a desk's peers ask and tell (ASTM F3548-21, the USS side).

pub(crate) mod constraints;
pub(crate) mod intents;
pub(crate) mod reports;
