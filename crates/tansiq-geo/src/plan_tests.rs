//! Tests of `plan.rs`.
