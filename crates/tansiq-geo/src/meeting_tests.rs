//! Tests of `meeting.rs`.
