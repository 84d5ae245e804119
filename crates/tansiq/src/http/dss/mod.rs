//! The F3548-21 DSS, `/dss/v1/…`: one file for each noun, as in the core.

pub(crate) mod availability;
pub(crate) mod constraints;
pub(crate) mod convert;
pub(crate) mod intents;
pub(crate) mod reports;
pub(crate) mod subscriptions;
