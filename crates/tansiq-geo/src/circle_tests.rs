//! Tests of `circle.rs`.
