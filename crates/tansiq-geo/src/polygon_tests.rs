//! Tests of `polygon.rs`.
