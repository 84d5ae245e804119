//! Tests of `edge.rs`.
