use super::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp(1_800_000_000_000_000 + seconds * 1_000_000)
}

#[test]
fn ten_wrong_passwords_in_five_minutes_are_the_last_for_a_while() {
    let tries = Tries::default();
    (0..10).for_each(|_| assert_eq!(tries.take("ada", at(0)), Ok(())));
    assert_eq!(tries.take("ada", at(0)), Err(30));
    assert_eq!(tries.take("ada", at(29)), Err(1));
    assert_eq!(tries.take("eve", at(0)), Ok(()), "others are not held up");
    assert_eq!(tries.take("ada", at(30)), Ok(()));
    assert_eq!(tries.take("ada", at(30)), Err(30));
    assert_eq!((0..20).filter(|_| tries.take("ada", at(900)).is_ok()).count(), 10);
}

#[test]
fn right_passwords_do_not_count() {
    let tries = Tries::default();
    for _ in 0..2_000 {
        assert_eq!(tries.take("ada", at(0)), Ok(()));
        tries.give_back("ada");
    }
    assert_eq!((0..20).filter(|_| tries.take("ada", at(0)).is_ok()).count(), 10);
}

#[test]
fn all_names_together_have_a_bound_and_so_has_what_is_remembered() {
    let tries = Tries::default();
    let taken = (0..2 * TRIES_IN_ALL).filter(|n| tries.take(&n.to_string(), at(0)).is_ok()).count();
    assert_eq!(taken, TRIES_IN_ALL as usize);
    for round in 1..40 {
        (0..TRIES_IN_ALL).for_each(|n| _ = tries.take(&format!("{round} {n}"), at(round * 300)));
        let remembered = tries.0.lock().by_name.len();
        assert!(remembered <= MAX_TRIED_NAMES + TRIES_IN_ALL as usize, "{remembered}");
    }
}
