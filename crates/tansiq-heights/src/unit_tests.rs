//! Tests of `unit.rs`.

use super::*;

#[test]
fn feet_are_international_feet() {
    assert_eq!(Height::new(400.0, Unit::Foot, Reference::Ground), Height { m: 400.0 * 0.3048, reference: Reference::Ground });
    assert_eq!(Height::new(-3.5, Unit::Metre, Reference::MeanSea).m, -3.5);
}

#[test]
fn heights_are_written_in_centimetres_with_their_reference() {
    assert_eq!(Height::new(1500.0, Unit::Foot, Reference::MeanSea).to_string(), "457.2 m above mean sea level");
    assert_eq!(Height::new(6500.0, Unit::Foot, Reference::Pressure).to_string(), "1981.2 m above 1013.25 hPa");
}

#[test]
fn units_and_references_are_snake_case_in_json() {
    let height = Height::new(120.0, Unit::Metre, Reference::MeanSea);
    assert_eq!(serde_json::to_string(&height).unwrap(), r#"{"m":120.0,"reference":"mean_sea"}"#);
    assert_eq!(serde_json::to_string(&Unit::Foot).unwrap(), r#""foot""#);
}
