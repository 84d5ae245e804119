//! Times against `jiff`, and against tables where the two readers differ on purpose.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

fn micros(value: &str) -> Result<i64, TimeError> {
    let time = Time { value: value.to_owned(), format: FORMAT_RFC3339.to_owned() };
    time.to_micros()
}

fn check(value: &str, expected: i64) {
    assert_eq!(micros(value), Ok(expected), "{value}");
}

fn check_refused(value: &str, problem: &str) {
    let error = micros(value).expect_err(value).to_string();
    assert_eq!(error, format!("time {value:?} is not RFC 3339: {problem}"));
}

#[test]
fn the_example_of_the_standard_is_read_and_written() {
    check("1985-04-12T23:20:50.52Z", 482_196_050_520_000);
    let time = Time::from_micros(482_196_050_520_000);
    assert_eq!(time.value, "1985-04-12T23:20:50.52Z");
    assert_eq!(time.format, "RFC3339");
}

#[test]
fn a_fraction_is_written_without_trailing_zeros() {
    let written = |micros| Time::from_micros(micros).value;
    assert_eq!(written(0), "1970-01-01T00:00:00Z");
    assert_eq!(written(1), "1970-01-01T00:00:00.000001Z");
    assert_eq!(written(100_000), "1970-01-01T00:00:00.1Z");
    assert_eq!(written(10), "1970-01-01T00:00:00.00001Z");
    assert_eq!(written(-1), "1969-12-31T23:59:59.999999Z");
    assert_eq!(written(10_000_000), "1970-01-01T00:00:10Z");
}

#[test]
fn instants_without_a_form_become_the_nearest_that_has_one() {
    let written = |micros| Time::from_micros(micros).value;
    assert_eq!(written(i64::MIN), "0001-01-01T00:00:00Z");
    assert_eq!(written(MIN_MICROS), "0001-01-01T00:00:00Z");
    assert_eq!(written(MAX_MICROS), "9999-12-31T23:59:59.999999Z");
    assert_eq!(written(i64::MAX), "9999-12-31T23:59:59.999999Z");
    check("0001-01-01T00:00:00Z", MIN_MICROS);
    check("9999-12-31T23:59:59.999999Z", MAX_MICROS);
}

#[test]
fn fractions_of_any_length_are_rounded_to_the_nearest_microsecond() {
    check("1970-01-01T00:00:00.5Z", 500_000);
    check("1970-01-01T00:00:00.0000004Z", 0);
    check("1970-01-01T00:00:00.0000005Z", 1);
    check("1970-01-01T00:00:00.00000049999999999999999999999Z", 0);
    check("1970-01-01T00:00:00.9999999Z", 1_000_000);
    check("1969-12-31T23:59:59.9999995Z", 0);
    check(&format!("1970-01-01T00:00:00.{}Z", "3".repeat(10_000)), 333_333);
}

#[test]
fn offsets_and_lower_case_letters_are_understood() {
    check("1970-01-01T02:00:00+02:00", 0);
    check("1969-12-31T18:30:00-05:30", 0);
    check("1970-01-01t00:00:00z", 0);
    check("1970-01-01T00:00:00-00:00", 0);
    check("1970-01-01T23:59:00+23:59", 0);
}

#[test]
fn a_leap_second_is_the_start_of_the_next_second() {
    check("1990-12-31T23:59:60Z", 662_688_000_000_000);
    check("1990-12-31T15:59:60-08:00", 662_688_000_000_000);
    check("1990-12-31T23:59:60.75Z", 662_688_000_000_000);
}

#[test]
fn what_is_not_a_time_is_refused_with_a_reason() {
    for value in [
        "",
        "Z",
        "now",
        "1985-04-12",
        "1985-04-12 23:20:50Z",
        "1985/04/12T23:20:50Z",
        "19850412T232050Z",
        "+985-04-12T23:20:50Z",
        "1985-04-12T23:20Z",
        "１985-04-12T23:20:50Z",
    ] {
        check_refused(value, SHAPE);
    }
    check_refused("0000-04-12T23:20:50Z", YEAR);
    check_refused("1985-00-12T23:20:50Z", MONTH);
    check_refused("1985-13-12T23:20:50Z", MONTH);
    check_refused("1985-04-00T23:20:50Z", DAY);
    check_refused("1985-04-31T23:20:50Z", DAY);
    check_refused("1900-02-29T23:20:50Z", DAY);
    check_refused("1985-04-12T24:00:00Z", HOUR);
    check_refused("1985-04-12T23:60:50Z", MINUTE);
    check_refused("1985-04-12T23:20:61Z", SECOND);
    check_refused("1985-04-12T23:20:50.Z", FRACTION);
    for tail in ["", "ZZ", "X", ",5Z", "+1:00", "+0100", "+24:00", "+01:60", "+01:00Z", " Z"] {
        check_refused(&format!("1985-04-12T23:20:50{tail}"), OFFSET);
    }
}

#[test]
fn an_instant_outside_the_years_in_utc_is_refused() {
    check_refused("0001-01-01T00:00:00+00:01", YEAR);
    check_refused("9999-12-31T23:59:59-00:01", YEAR);
    check_refused("9999-12-31T23:59:60Z", YEAR);
    check_refused("9999-12-31T23:59:59.9999995Z", YEAR);
}

#[test]
fn the_error_repeats_no_more_than_64_characters() {
    let error = micros(&"é".repeat(1_000_000)).unwrap_err().to_string();
    assert_eq!(error.matches('é').count(), MAX_TIME_ERROR_CHARS);
    assert!(error.contains('…'), "{error}");
    let control = micros("a\nb").unwrap_err().to_string();
    assert!(control.contains(r"a\nb"), "{control}");
}

#[test]
fn every_day_of_the_calendar_comes_back() {
    let first = MIN_MICROS / 86_400_000_000;
    let last = MAX_MICROS / 86_400_000_000;
    for day in first..=last {
        let (year, month, day_of_month) = civil_from_days(day);
        let (year, month, day_of_month) = (year.into(), month.into(), day_of_month.into());
        assert!((1..=9999).contains(&year));
        assert!((1..=days_in_month(year, month)).contains(&day_of_month));
        assert_eq!(days_from_civil(year, month, day_of_month), day);
    }
}

proptest! {
    #[test]
    fn writing_agrees_with_jiff(micros in MIN_MICROS..=MAX_MICROS) {
        let timestamp = Timestamp::from_microsecond(micros).unwrap();
        prop_assert_eq!(Time::from_micros(micros).value, timestamp.to_string());
    }

    #[test]
    fn what_is_written_is_read_back(micros in MIN_MICROS..=MAX_MICROS) {
        prop_assert_eq!(Time::from_micros(micros).to_micros(), Ok(micros));
    }

    #[test]
    fn reading_agrees_with_jiff(
        (year, month, day) in (2i64..=9998, 1u8..=13, 1u8..=31),
        (hour, minute, second) in (0u8..=24, 0u8..=60, 0u8..=59),
        fraction in "(\\.[0-9]{1,9})?",
        offset in "[Zz]|[+-][0-2][0-9]:[0-6][0-9]",
    ) {
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"
        );
        let ours = micros(&text);
        match text.parse::<Timestamp>() {
            Ok(timestamp) => {
                let rounded = (timestamp.as_nanosecond() + 500).div_euclid(1_000);
                match ours {
                    Ok(micros) => prop_assert_eq!(i128::from(micros), rounded, "{}", text),
                    // Wider in one respect: jiff takes offsets up to 25:59, RFC 3339 to 23:59.
                    Err(error) => prop_assert_eq!(error.problem, OFFSET, "{}", text),
                }
            }
            Err(_) => prop_assert!(ours.is_err(), "{}", text),
        }
    }

    #[test]
    fn reading_never_panics(value in ".{0,40}|[0-9TtZz:.+-]{0,40}") {
        let _ = micros(&value);
    }
}
