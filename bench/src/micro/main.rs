//! Micro-benchmarks of the parts of the server, each on its own and on one thread.
//!
//! `micro [WORD] [--entities N]` runs those whose name contains WORD, with N operations alive (default 1,000,000). Each is
//! run in samples of about 0.1 s; the median, the fastest and the slowest sample are printed, for one operation.

mod auth;
mod core;
mod geo;
mod harness;
mod log;
mod make;
mod wire;

use harness::Harness;

fn main() {
    let mut wanted = String::new();
    let mut entities = 1_000_000;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--entities" {
            let given = arguments.next().and_then(|text| text.parse().ok());
            entities = given.expect("--entities: a number is needed");
        } else {
            wanted = argument;
        }
    }
    let harness = Harness::new(wanted);
    geo::run(&harness);
    wire::run(&harness);
    auth::run(&harness);
    log::run(&harness);
    core::run(&harness, entities);
}
