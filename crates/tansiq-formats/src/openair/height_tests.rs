//! Heights as files in the field write them.

use super::*;

fn check(text: &str, m: f64, reference: Reference, warned: bool) {
    let (height, warning) = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let height = height.unwrap_or_else(|| panic!("{text} is a height"));
    assert!((height.m - m).abs() < 1e-9, "{text} is {} m", height.m);
    assert_eq!((height.reference, warning.is_some()), (reference, warned), "{text}");
}

#[test]
fn spellings_are_read() {
    check("FL65", 1_981.2, Reference::Pressure, false);
    check("FL 100", 3_048.0, Reference::Pressure, false);
    check("2500ft AMSL", 762.0, Reference::MeanSea, false);
    check("2500 ft MSL", 762.0, Reference::MeanSea, false);
    check("1000MSL", 304.8, Reference::MeanSea, false);
    check("1000 AGL", 304.8, Reference::Ground, false);
    check("300m AGL", 300.0, Reference::Ground, false);
    check("300 m MSL", 300.0, Reference::MeanSea, false);
    check("300MAMSL", 300.0, Reference::MeanSea, false);
    check("5000ft STD", 1_524.0, Reference::Pressure, false);
    check("1500ft GND", 457.2, Reference::Ground, false);
    check("SFC", 0.0, Reference::Ground, false);
    check("gnd", 0.0, Reference::Ground, false);
    check("0", 0.0, Reference::Ground, false);
    check("4500", 1_371.6, Reference::MeanSea, true);
    check("2000 ft", 609.6, Reference::MeanSea, true);
}

#[test]
fn unlimited_is_no_height() {
    for text in ["UNL", "unlim", "UNLIMITED"] {
        assert_eq!(read(text), Ok((None, None)), "{text}");
    }
}

#[test]
fn what_is_no_height_is_refused() {
    for text in ["", "NOTAM", "Ask on 122.8", "4,500ft MSL", "FL", "FLX", "100 km", "1000ft XYZ", "--5", "1e9 ft MSL", "FL99999"]
    {
        assert!(read(text).is_err(), "{text}");
    }
}
