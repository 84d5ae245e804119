use super::*;
use tansiq_formats::{AreaVolume, Source};
use tansiq_geo::{Circle, LatLng};

fn area(format: Format, own: &str, lng: f64) -> tansiq_formats::Area {
    let circle = Circle::new(LatLng::new(46.5, lng).expect("a place"), 500.0).expect("a circle");
    let volume = AreaVolume { outline: circle.into(), lower: None, upper: None };
    tansiq_formats::Area::new(own.to_owned(), vec![volume], Source { format, path: "features[0]".to_owned() })
}

#[test]
fn a_zone_is_known_again_by_country_and_identifier_in_either_format_and_wherever_it_lies() {
    let mut one = area(Format::Ed318, "LSR23", 7.0);
    let mut other = area(Format::Ed269, "LSR23", 8.0);
    assert_eq!(area_id("us", "a title", &one, 0), area_id("us", "another", &other, 0));
    assert_ne!(area_id("us", "", &one, 0), area_id("them", "", &one, 0), "each party has its own");
    (one.country, other.country) = (Some("CHE".to_owned()), Some("DEU".to_owned()));
    assert_ne!(area_id("us", "", &one, 0), area_id("us", "", &other, 0));
}

#[test]
fn a_feature_of_another_format_is_known_again_within_its_title() {
    let one = area(Format::GeoJson, "7", 7.0);
    let moved = area(Format::GeoJson, "7", 8.0);
    assert_eq!(area_id("us", "reserves", &one, 0), area_id("us", "reserves", &moved, 0));
    assert_ne!(area_id("us", "reserves", &one, 0), area_id("us", "sites", &one, 0));
    assert_ne!(area_id("us", "", &one, 0), area_id("us", "", &area(Format::Kml, "7", 7.0), 0));
}

#[test]
fn a_feature_without_an_identifier_is_known_again_by_where_it_is() {
    let one = area(Format::GeoJson, "feature-3", 7.0);
    assert_eq!(area_id("us", "", &one, 0), area_id("us", "", &one, 0));
    assert_ne!(area_id("us", "", &one, 0), area_id("us", "", &area(Format::GeoJson, "feature-3", 7.1), 0));
    assert_ne!(area_id("us", "", &one, 0), area_id("us", "", &one, 1), "twice in one file");
}

#[test]
fn u_space_airspace_is_conditional() {
    assert_eq!(kind(tansiq_formats::AreaKind::USpace), AreaKind::Conditional);
    assert_eq!(kind(tansiq_formats::AreaKind::Prohibited), AreaKind::Prohibited);
    assert_eq!(kind(tansiq_formats::AreaKind::RequiresAuthorisation), AreaKind::RequiresAuthorisation);
    assert_eq!(kind(tansiq_formats::AreaKind::Conditional), AreaKind::Conditional);
    assert_eq!(kind(tansiq_formats::AreaKind::Advisory), AreaKind::Advisory);
}

#[test]
fn a_long_name_is_cut_between_characters() {
    assert_eq!(clipped("short"), "short");
    assert_eq!(clipped(&"é".repeat(600)), "é".repeat(500));
    assert_eq!(clipped(&format!("a{}", "é".repeat(600))).len(), 999);
}

#[test]
fn an_area_that_cannot_be_a_constraint_says_why() {
    let circle = |radius_m| Circle::new(LatLng::new(46.5, 7.0).expect("a place"), radius_m).expect("a circle");
    let wide = tansiq_geo::Volume::new(circle(28_000.0));
    assert_eq!(publishable(&Volumes::exact(vec![wide.clone(); 4])), Ok(()));
    let error = publishable(&Volumes::exact(vec![wide; 5])).expect_err("12,300 km²");
    assert!(error.ends_with("km², a constraint at most 10000 km²"), "{error}");
    let many = Volumes::exact(vec![tansiq_geo::Volume::new(circle(1.0)); 1_001]);
    let error = publishable(&many).expect_err("1,001 vertices");
    assert_eq!(error, "published: the area has 1001 vertices, a constraint at most 1000");
}
