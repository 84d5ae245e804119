//! Tests of `cell.rs`.
