//! Tests of `ring.rs`.
