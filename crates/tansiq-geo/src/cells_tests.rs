//! Tests of `cells.rs`.
