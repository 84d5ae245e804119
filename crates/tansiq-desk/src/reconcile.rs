//! Writes of which nobody heard, found out.
