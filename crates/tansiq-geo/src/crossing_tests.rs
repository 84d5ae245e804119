//! Tests of `crossing.rs`.
