//! Tests of the coverings.
