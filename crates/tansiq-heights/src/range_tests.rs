//! Tests of `range.rs`.

use super::*;
use crate::{AssumedGround, Reference, Unit};

fn area() -> Area {
    Area::new(47.3, 8.4, 47.4, 8.6).unwrap()
}

fn metres(m: f64, reference: Reference) -> Height {
    Height::new(m, Unit::Metre, reference)
}

fn range(lower: Option<Height>, upper: Option<Height>) -> Result<HeightRange, HeightError> {
    Converter::default().range(lower, upper, &area())
}

#[test]
fn between_heights_above_the_ellipsoid_both_ranges_are_the_same() {
    let range = range(Some(metres(100.0, Reference::Ellipsoid)), Some(metres(200.0, Reference::Ellipsoid))).unwrap();
    let wanted =
        HeightRange { outer_lower_m: 100.0, outer_upper_m: 200.0, inner: Some((100.0, 200.0)), certainty: Certainty::Exact };
    assert_eq!(range, wanted);
}

#[test]
fn a_bound_that_is_not_there_is_infinite_and_null_in_json() {
    let range = range(None, Some(metres(200.0, Reference::Ellipsoid))).unwrap();
    assert_eq!((range.outer_lower_m, range.inner), (f64::NEG_INFINITY, Some((f64::NEG_INFINITY, 200.0))));
    let json = serde_json::to_string(&range).unwrap();
    assert_eq!(json, r#"{"outer_lower_m":null,"outer_upper_m":200.0,"inner":[null,200.0],"certainty":"exact"}"#);
    assert_eq!(serde_json::from_str::<HeightRange>(&json).unwrap(), range);
    let open = Converter::default().range(None, None, &area()).unwrap();
    assert_eq!(open.outer_upper_m, f64::INFINITY);
    assert_eq!(serde_json::from_str::<HeightRange>(&serde_json::to_string(&open).unwrap()).unwrap(), open);
}

#[test]
fn uncertainty_may_swallow_the_inner_range() {
    let over_ground = range(Some(metres(0.0, Reference::Ground)), Some(metres(120.0, Reference::Ground))).unwrap();
    assert_eq!((over_ground.inner, over_ground.certainty), (None, Certainty::AssumedGround));
    assert_eq!(serde_json::from_str::<HeightRange>(&serde_json::to_string(&over_ground).unwrap()).unwrap(), over_ground);
    let thin = range(Some(metres(100.0, Reference::MeanSea)), Some(metres(105.0, Reference::MeanSea))).unwrap();
    assert_eq!(thin.inner, None);
    let thick = range(Some(metres(100.0, Reference::MeanSea)), Some(metres(300.0, Reference::MeanSea))).unwrap();
    let (lower_m, upper_m) = thick.inner.unwrap();
    assert!(upper_m - lower_m > 190.0 && upper_m - lower_m < 192.0, "{thick:?}");
}

#[test]
fn the_less_sure_bound_gives_the_certainty() {
    let mixed =
        range(Some(metres(100.0, Reference::MeanSea)), Some(Height::new(6500.0, Unit::Foot, Reference::Pressure))).unwrap();
    assert_eq!(mixed.certainty, Certainty::Pressure);
    assert_eq!(range(None, Some(metres(100.0, Reference::MeanSea))).unwrap().certainty, Certainty::Geoid);
}

#[test]
fn lower_above_upper_of_the_same_reference_is_refused_naming_both() {
    let (lower, upper) = (metres(120.0, Reference::Ground), metres(80.0, Reference::Ground));
    let error = range(Some(lower), Some(upper)).unwrap_err();
    assert_eq!(error, HeightError::LowerAboveUpper { lower, upper });
    assert_eq!(error.to_string(), "lower 120 m above the ground is above upper 80 m above the ground");
    assert!(range(Some(lower), Some(lower)).is_ok());
}

#[test]
fn lower_surely_above_upper_of_another_reference_is_refused() {
    let (lower, upper) = (metres(500.0, Reference::MeanSea), metres(300.0, Reference::Ellipsoid));
    let error = range(Some(lower), Some(upper)).unwrap_err();
    assert!(matches!(error, HeightError::LowerSurelyAboveUpper { by_m, .. } if by_m > 242.0 && by_m < 244.0), "{error:?}");
    assert!(error.to_string().starts_with("lower 500 m above mean sea level is at least 24"), "{error}");
    // 47 m of geoid: what is perhaps reversed is not refused.
    assert!(range(Some(metres(252.0, Reference::MeanSea)), Some(metres(300.0, Reference::Ellipsoid))).is_ok());
}

#[test]
fn heights_that_are_no_numbers_or_too_great_are_refused() {
    for m in [f64::NAN, f64::INFINITY, 1_000_001.0, -1e9] {
        let error = range(None, Some(metres(m, Reference::Ellipsoid))).unwrap_err();
        assert!(error.to_string().ends_with("is not between -1000000 and 1000000 m"), "{error}");
    }
}

#[test]
fn narrow_assumed_ground_leaves_an_inner_range() {
    let converter = Converter { assumed_ground: AssumedGround::new(390.0, 420.0).unwrap(), ..Converter::default() };
    let range = converter.range(Some(metres(0.0, Reference::Ground)), Some(metres(120.0, Reference::Ground)), &area()).unwrap();
    let (lower_m, upper_m) = range.inner.unwrap();
    assert!(lower_m > 470.0 && upper_m < 555.0 && lower_m < upper_m, "{range:?}");
}
