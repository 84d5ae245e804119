//! Filters held against features, one at a time and together.

use super::*;
use crate::http::testing::map::times::Times;
use serde_json::{Value, json};
use std::sync::Arc;
use tansiq_formats::{AreaKind, Schedule};
use tansiq_geo::{Circle, Outline};
use tansiq_heights::Reference;

/// A zone of 1 km about 46°N 7°E, 0 to 120 m above the ground, always there.
fn zone(kind: AreaKind) -> Feature {
    let center = LatLng::new(46.0, 7.0).expect("a place");
    let outline = Outline::Circle(Circle::new(center, 1_000.0).expect("a circle"));
    let ground = |m| Some(Height { m, reference: Reference::Ground });
    Feature {
        kind,
        classes: vec!["EUROCONTROL".to_owned()],
        sources: Arc::from(["caa".to_owned()]),
        parts: vec![Part { shape: Volume::new(outline), lower: ground(0.0), upper: ground(120.0) }],
        times: Times::Schedule(Schedule::Permanent),
    }
}

fn read(set: Value) -> Result<Filter, Unusable> {
    let set: GeospatialFeatureFilterSet = tansiq_wire::parse(set.to_string().as_bytes()).expect("a filter set");
    Filter::read(&set, "checks[0].filter_sets[0]", |name| name == "caa" || name == "other")
}

fn matches(feature: &Feature, set: Value) -> bool {
    let heights = Converter::default();
    let mut look = Look { heights: &heights, now_us: 0, left: 1_000_000 };
    read(set).expect("usable").matches(feature, &mut look).expect("an answer")
}

fn at(lat: f64, altitude: Value) -> Value {
    json!({ "position": { "location": { "lat": lat, "lng": 7.0 }, "altitude": altitude } })
}

#[test]
fn an_empty_filter_set_matches_everything() {
    assert!(matches(&zone(AreaKind::Advisory), json!({})));
}

#[test]
fn a_position_is_in_a_zone_or_not() {
    let zone = zone(AreaKind::Prohibited);
    // 1 km of latitude at 46°N is 0.0089966°: one degree is 111,154 m there (WGS84, e.g. NGA's calculator).
    for (lat, inside) in [(46.0, true), (46.00899, true), (46.00901, false), (45.9, false)] {
        assert_eq!(matches(&zone, at(lat, Value::Null)), inside, "{lat}");
    }
}

#[test]
fn heights_above_the_same_are_compared_as_they_are() {
    let zone = zone(AreaKind::Prohibited);
    let above_ground = |value: f64, units: &str| at(46.0, json!({ "value": value, "reference": "SFC", "units": units }));
    assert!(matches(&zone, above_ground(120.0, "M")));
    assert!(!matches(&zone, above_ground(120.1, "M")));
    assert!(matches(&zone, above_ground(393.0, "FT")), "119.8 m");
    assert!(!matches(&zone, above_ground(394.0, "FT")), "120.1 m");
    // Without terrain the ground may be anywhere between the Dead Sea and Everest.
    assert!(matches(&zone, at(46.0, json!({ "value": 2_000.0, "reference": "W84", "units": "M" }))));
    assert!(!matches(&zone, at(46.0, json!({ "value": 20_000.0, "reference": "W84", "units": "M" }))));
}

#[test]
fn volumes_meet_in_place_height_and_time() {
    let zone = zone(AreaKind::Prohibited);
    let volume = |lat: f64, lower: f64, upper: f64| {
        let altitude = |value: f64| json!({ "value": value, "reference": "SFC", "units": "M" });
        json!({ "volume": {
            "outline_circle": { "center": { "lat": lat, "lng": 7.0 }, "radius": { "value": 100.0, "units": "M" } },
            "altitude_lower": altitude(lower), "altitude_upper": altitude(upper),
        } })
    };
    assert!(matches(&zone, json!({ "volumes4d": [volume(46.0095, 100.0, 200.0)] })));
    assert!(!matches(&zone, json!({ "volumes4d": [volume(46.02, 100.0, 200.0)] })));
    assert!(!matches(&zone, json!({ "volumes4d": [volume(46.0, 120.0, 200.0)] })), "it touches");
    assert!(matches(&zone, json!({ "volumes4d": [volume(46.02, 0.0, 1.0), volume(46.0, 0.0, 1.0)] })), "one is enough");
}

#[test]
fn kinds_block_or_advise_and_have_words_of_ed_269() {
    for (kind, blocks, word) in [
        (AreaKind::Prohibited, true, "PROHIBITED"),
        (AreaKind::RequiresAuthorisation, true, "REQ_AUTHORISATION"),
        (AreaKind::Conditional, false, "CONDITIONAL"),
        (AreaKind::Advisory, false, "NO_RESTRICTION"),
    ] {
        let zone = zone(kind);
        let impact = |impact: &str| matches(&zone, json!({ "resulting_operational_impact": impact }));
        assert_eq!((impact("Block"), impact("Advise"), impact("BlockOrAdvise")), (blocks, !blocks, true));
        let words = ["PROHIBITED", "REQ_AUTHORISATION", "CONDITIONAL", "NO_RESTRICTION"];
        for one in words {
            assert_eq!(matches(&zone, json!({ "ed269": { "acceptable_restrictions": [one] } })), one == word);
        }
        assert!(matches(&zone, json!({ "ed269": { "acceptable_restrictions": words } })));
        assert!(matches(&zone, json!({ "ed269": { "acceptable_restrictions": [] } })), "an empty list asks for nothing");
    }
}

#[test]
fn classes_and_sources_are_compared_as_they_are_written() {
    let zone = zone(AreaKind::Advisory);
    assert!(matches(&zone, json!({ "ed269": { "u_space_class": "EUROCONTROL" } })));
    assert!(!matches(&zone, json!({ "ed269": { "u_space_class": "CORUS" } })));
    assert!(matches(&zone, json!({ "restriction_source": "caa" })));
    assert!(!matches(&zone, json!({ "restriction_source": "other" })));
}

#[test]
fn what_cannot_be_looked_for_is_said() {
    for (set, part) in [
        (json!({ "operation_rule_set": "Part107" }), "operation_rule_set"),
        (json!({ "restriction_source": "FAA_LAANC" }), "restriction_source: \"FAA_LAANC\""),
        (at(46.0, json!({ "value": 1.0, "reference": "Takeoff", "units": "M" })), "position.altitude.reference"),
    ] {
        let unusable = read(set).expect_err("unusable");
        assert!(matches!(&unusable, Unusable::Unsupported(text) if text.contains(part)), "{unusable:?}");
    }
    let wrong = read(json!({ "after": "yesterday" })).expect_err("unusable");
    assert!(matches!(&wrong, Unusable::Wrong(text) if text.starts_with("checks[0].filter_sets[0].after: ")), "{wrong:?}");
}

#[test]
fn work_without_end_is_an_error() {
    let heights = Converter::default();
    let mut look = Look { heights: &heights, now_us: 0, left: 3 };
    let filter = read(at(46.0, Value::Null)).expect("usable");
    assert_eq!(filter.matches(&zone(AreaKind::Advisory), &mut look), Ok(true));
    let spent = filter.matches(&zone(AreaKind::Advisory), &mut look).expect_err("an error");
    assert!(matches!(&spent, Unusable::Wrong(text) if text.contains("20000000 steps")), "{spent:?}");
}
