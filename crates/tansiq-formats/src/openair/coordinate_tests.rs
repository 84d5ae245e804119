//! Coordinates as files in the field write them.

use super::*;

fn check(text: &str, lat_deg: f64, lng_deg: f64) {
    let position = one(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let apart = (position.lat_deg() - lat_deg).abs().max((position.lng_deg() - lng_deg).abs());
    assert!(apart < 1e-12, "{text} is {position:?}");
}

#[test]
fn spellings_are_read() {
    check("45:40:30N 014:18:20E", 45.675, 14.0 + 18.0 / 60.0 + 20.0 / 3600.0);
    check("39:29.9 N 119:46.1 W", 39.0 + 29.9 / 60.0, -(119.0 + 46.1 / 60.0));
    check("45:40.500N 014:18.333E", 45.675, 14.0 + 18.333 / 60.0);
    check("01:30:19.75 s 001:04:36.5 w", -(1.5 + 19.75 / 3600.0), -(1.0 + 4.0 / 60.0 + 36.5 / 3600.0));
    check("45:59:60N,014:00:00E", 46.0, 14.0);
    check("45.5N 14.25E", 45.5, 14.25);
}

#[test]
fn two_positions_are_read_with_commas_anywhere() {
    let (first, second) = two("39:36:40N 119:46:10W, 39:29:09N, 119:36:10W").expect("they are positions");
    assert!((first.lat_deg() - (39.0 + 36.0 / 60.0 + 40.0 / 3600.0)).abs() < 1e-12);
    assert!((second.lng_deg() + (119.0 + 36.0 / 60.0 + 10.0 / 3600.0)).abs() < 1e-12);
}

#[test]
fn what_is_no_position_is_refused() {
    let wrong = [
        "",
        "45N",
        "45:40:30N",
        "014:18:20E 45:40:30N",
        "45:40:30 014:18:20",
        "45:61:00N 014:00:00E",
        "45.5:10N 014E",
        "91N 0E",
        "0N 181E",
        "-27:27N 0E",
        "45:40:30N 014:18:20E 5",
        "1:2:3:4N 5E",
        "NE",
        "é:1N 2E",
        "45:40:30é",
    ];
    for text in wrong {
        assert!(one(text).is_err(), "{text}");
    }
}
