//! Tests of `ground.rs`.
