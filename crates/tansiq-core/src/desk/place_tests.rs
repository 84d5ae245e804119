//! Places hold their volumes.
