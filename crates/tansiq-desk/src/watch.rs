//! Own subscriptions kept alive.
