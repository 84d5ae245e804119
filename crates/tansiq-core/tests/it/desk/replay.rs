//! Random commands: the desk agrees with the plain model, with its own replay and with its own snapshots.

use super::script;
use super::trial::Trial;
use crate::script::Choices;
use proptest::prelude::*;

fn run(equals_may: bool, steps: &[[u8; 48]]) -> Trial {
    let mut trial = Trial::new(equals_may);
    for bytes in steps {
        let mut choices = Choices(bytes);
        trial.wait([0, 0, 0, 1, 5, 12][choices.pick(6)]);
        let act = script::act(&mut choices, &trial.model);
        trial.step(&act);
    }
    trial
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_commands_of_a_desk_are_decided_as_specified(
        equals_may in any::<bool>(),
        steps in proptest::collection::vec(any::<[u8; 32]>().prop_flat_map(|head| {
            any::<[u8; 16]>().prop_map(move |tail| std::array::from_fn(|at| if at < 32 { head[at] } else { tail[at - 32] }))
        }), 1..60),
    ) {
        run(equals_may, &steps);
    }
}

#[test]
fn a_fair_part_of_the_random_commands_changes_something() {
    let mut state = 1u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    let steps: Vec<[u8; 48]> = (0..400).map(|_| std::array::from_fn(|_| byte())).collect();
    let trial = run(false, &steps);
    assert!(trial.changed > 120, "{} of 400", trial.changed);
    assert!(trial.world.state.next_notice() > 40, "{} notices", trial.world.state.next_notice());
}
