//! Tests of `verdict.rs`.
