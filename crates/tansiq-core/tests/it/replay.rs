//! Random commands: the core agrees with the specification's plain model, with its own replay and with its own snapshots.

use crate::script::{Choices, Theme};
use crate::trial::Trial;
use proptest::prelude::*;

fn run(theme: Theme, steps: &[[u8; 32]]) -> Trial {
    let mut trial = Trial::new(theme);
    steps.iter().for_each(|bytes| trial.step(&mut Choices(bytes)));
    trial
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn random_commands_of_three_parties_are_decided_as_specified(steps in proptest::collection::vec(any::<[u8; 32]>(), 1..120)) {
        run(Theme::Mixed, &steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn many_dependents_of_few_subscriptions_are_kept_exactly(steps in proptest::collection::vec(any::<[u8; 32]>(), 60..240)) {
        run(Theme::Crowd, &steps);
    }
}

#[test]
fn a_fair_part_of_the_random_commands_is_accepted() {
    let mut state = 1u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    for theme in [Theme::Mixed, Theme::Crowd] {
        let steps: Vec<[u8; 32]> = (0..1_000).map(|_| std::array::from_fn(|_| byte())).collect();
        let accepted = run(theme, &steps).accepted;
        assert!(accepted > 200, "{accepted} of 1000 in the theme {theme:?}");
    }
}
