//! The demo as a person runs it: the built program, on a built server.
//!
//! The server's program is another crate's, so it must have been built before (`cargo build -p tansiq`). Without
//! it the plays cannot be played, and these tests say so and pass: `make check` builds it first.

mod plays;
mod program;
mod scene;
