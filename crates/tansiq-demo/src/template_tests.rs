use super::*;

#[test]
fn placeholders_are_filled_and_unknown_ones_are_named() {
    let lookup = |name: &str| (name == "party").then(|| "County".to_owned());
    assert_eq!(fill("{party} waits.", lookup), Ok("County waits.".to_owned()));
    assert_eq!(
        fill("{party} waits for {godot}.", lookup),
        Err("unknown placeholder {godot} in \"{party} waits for {godot}.\"".to_owned())
    );
    assert!(fill("{party", lookup).unwrap_err().contains("without a }"));
}

#[test]
fn a_shift_is_said_in_words() {
    let both = Shift { later_s: 720, higher_m: 60.0, ..Shift::default() };
    assert_eq!(shift(Lang::En, &both), "12 minutes later and 60 m higher");
    assert_eq!(shift(Lang::Ar, &both), "بتأخير قدره 12 دقيقة وأعلى بمقدار 60 م");
    let aside = Shift { north_m: -2500.0, higher_m: -30.0, ..Shift::default() };
    assert_eq!(shift(Lang::En, &aside), "30 m lower and 2,500 m to the south");
}

#[test]
fn clock_times_are_utc() {
    assert_eq!(clock("2026-09-27T14:05:59Z".parse().unwrap()), "14:05");
}
