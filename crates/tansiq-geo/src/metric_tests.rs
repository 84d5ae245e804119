//! Tests of `metric.rs`.
