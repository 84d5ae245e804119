//! Random sequences of commands: the airspace agrees with the plain model of the specification, with its own replay and
//! with its own snapshots, and keeps its invariants. The model and the script are those of the core's own tests.
#![no_main]

#[path = "../../crates/tansiq-core/tests/it/model.rs"]
mod model;
#[path = "../../crates/tansiq-core/tests/it/script.rs"]
mod script;
#[path = "../../crates/tansiq-core/tests/it/trial.rs"]
mod trial;

use libfuzzer_sys::fuzz_target;
use script::{Choices, Theme};

/// Commands in one sequence.
const MAX_STEPS: usize = 300;

fuzz_target!(|data: &[u8]| {
    let Some((theme, rest)) = data.split_first() else { return };
    let mut trial = trial::Trial::new(if theme % 2 == 0 { Theme::Mixed } else { Theme::Crowd });
    let mut choices = Choices(rest);
    for _ in 0..MAX_STEPS {
        if choices.0.is_empty() {
            break;
        }
        trial.step(&mut choices);
    }
});
