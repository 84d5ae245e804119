//! Tests of `volumes.rs`: what needs no desk. The rest is tested over HTTP (`tests/it/desk/`).

use super::*;
use serde_json::{Value, json};

fn altitude_of(value: Value) -> Result<Height, String> {
    let view: AltitudeView = serde_json::from_value(value).map_err(|error| error.to_string())?;
    height(&view, "h").map_err(|error| format!("{error:?}"))
}

#[test]
fn heights_are_metres_above_the_ellipsoid_unless_they_say_otherwise() {
    let read = |value| altitude_of(value).map(|height| (height.m, height.reference)).expect("a height");
    assert_eq!(read(json!({ "value": 12.5 })), (12.5, Reference::Ellipsoid));
    assert_eq!(read(json!({ "value": 1, "reference": "AMSL" })), (1.0, Reference::MeanSea));
    assert_eq!(read(json!({ "value": 1, "reference": "SFC" })), read(json!({ "value": 1, "reference": "AGL" })));
    // 1 ft is 0.3048 m (ICAO Annex 5), and a flight level a hundred of them.
    assert_eq!(read(json!({ "value": 1_000, "units": "FT" })), (304.8, Reference::Ellipsoid));
    assert_eq!(read(json!({ "value": 100, "reference": "FL" })), (3_048.0, Reference::Pressure));
    assert_eq!(read(json!({ "value": 100, "reference": "FL", "units": "FT" })), (3_048.0, Reference::Pressure));
}

#[test]
fn heights_that_cannot_be_name_the_field() {
    let wrong = |value| altitude_of(value).expect_err("it cannot be");
    assert!(wrong(json!({ "value": 1e6 })).contains("h.value: must be -8000 to 100000"));
    assert!(wrong(json!({ "value": 1, "reference": "QNH" })).contains("h.reference: must be W84, AMSL, AGL, SFC or FL"));
    assert!(wrong(json!({ "value": 1, "units": "KM" })).contains("h.units: must be M or FT"));
    assert!(wrong(json!({ "value": 1, "unit": "M" })).contains("unknown field `unit`"));
    assert!(wrong(json!({})).contains("missing field `value`"));
}

#[test]
fn a_height_of_a_file_is_written_as_it_can_be_read_again() {
    for (value, unit, reference) in [
        (120.0, Unit::Metre, Reference::Ground),
        (1_000.0, Unit::Foot, Reference::MeanSea),
        (7_000.0, Unit::Foot, Reference::Pressure),
    ] {
        let before = Height::new(value, unit, reference);
        let after = height(&altitude(before), "h").expect("it can be read");
        assert_eq!(after.reference, before.reference);
        assert!((after.m - before.m).abs() < 1e-9, "{before:?} {after:?}");
    }
}

#[test]
fn an_instant_is_a_text_or_an_object_of_the_standard() {
    let read = |value: Value| serde_json::from_value::<TimeView>(value).map_err(|error| error.to_string());
    let micros = |value| read(value).expect("a time").micros("t").map_err(|error| format!("{error:?}"));
    // 2027-01-15T08:00:00Z is 1,800,000,000 s after the Unix epoch.
    assert_eq!(micros(json!("2027-01-15T09:00:00+01:00")), Ok(1_800_000_000_000_000));
    assert_eq!(micros(json!({ "value": "2027-01-15T08:00:00Z", "format": "RFC3339" })), Ok(1_800_000_000_000_000));
    assert!(micros(json!("noon")).expect_err("no time").contains("t: time \\\"noon\\\" is not RFC 3339"));
    assert!(read(json!(17)).expect_err("no time").contains("must be a text such as"));
    assert_eq!(time(Timestamp(1_800_000_000_000_000)), "2027-01-15T08:00:00Z");
}

#[test]
fn times_are_written_as_text_however_they_came() {
    let standard = json!({ "value": "2027-03-01T09:00:00Z", "format": "RFC3339" });
    for came in [json!("2027-03-01T09:00:00Z"), standard] {
        let view: TimeView = serde_json::from_value(came).expect("a time");
        assert_eq!(serde_json::to_value(&view).expect("JSON"), json!("2027-03-01T09:00:00Z"));
    }
}
