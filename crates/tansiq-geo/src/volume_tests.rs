//! Tests of `volume.rs`.
