use super::*;
use crate::test_ledger::id;
use tansiq_formats::{AreaVolume, Format, Text};
use tansiq_geo::{Circle, LatLng};

fn area(own: &str) -> Area {
    let circle = Circle::new(LatLng::new(46.5, 7.0).expect("a place"), 500.0).expect("a circle");
    let volume = AreaVolume { outline: circle.into(), lower: None, upper: None };
    Area::new(own.to_owned(), vec![volume], Source { format: Format::Ed318, path: "features[0]".to_owned() })
}

#[test]
fn a_document_is_the_same_when_it_is_read_again() {
    let mut area = area("LSR23");
    area.name = Texts(vec![Text { lang: Some("de-CH".to_owned()), text: "Säntis".to_owned() }]);
    area.extended.insert("color".to_owned(), Value::from("red"));
    let document = Document::of(&Collection::default(), &area, id(1), "us");
    let text = serde_json::to_string(&document).expect("json");
    assert_eq!(serde_json::from_str::<Document>(&text).expect("a document"), document);
}

#[test]
fn a_zone_keeps_what_the_standard_has_a_place_for() {
    let mut area = area("LSR23");
    area.kind = AreaKind::RequiresAuthorisation;
    area.country = Some("CHE".to_owned());
    area.region = Some(70_000);
    area.reasons = vec!["NATURE".to_owned(), "DAR".to_owned()];
    area.regulation_exemption = Some(false);
    area.name = Texts::plain("x".repeat(300));
    area.authorities = vec![Authority {
        name: Texts::plain("FOCA"),
        role: Some(AuthorityRole::Authorisation),
        interval_before: Some("P10DT00H".to_owned()),
        ..Authority::default()
    }];
    let zone = geozone(&area, id(1), "us");
    assert_eq!((&*zone.identifier, &*zone.country, &*zone.restriction), ("LSR23", "CHE", "REQ_AUTHORISATION"));
    assert_eq!((zone.region, &zone.reason[..], zone.r#type.as_str()), (None, &["NATURE".to_owned()][..], "COMMON"));
    assert_eq!((zone.regulation_exemption.as_deref(), zone.name.map(|name| name.len())), (Some("NO"), Some(200)));
    assert_eq!(zone.zone_authority[0].name.as_deref(), Some("FOCA"));
    assert_eq!(zone.zone_authority[0].purpose.as_deref(), Some("AUTHORIZATION"));
}

#[test]
fn a_zone_has_what_the_standard_asks_for_though_the_file_does_not() {
    let zone = geozone(&area("an identifier that is too long"), id(0xab), "us");
    assert_eq!((&*zone.identifier, &*zone.country, &*zone.restriction), ("0000000", "ZZZ", "NO_RESTRICTION"));
    assert_eq!(zone.zone_authority[0].name.as_deref(), Some("us"));
}

#[test]
fn each_kind_has_its_restriction() {
    let check = |kind, expected| assert_eq!(restriction(kind), expected);
    check(AreaKind::Prohibited, "PROHIBITED");
    check(AreaKind::RequiresAuthorisation, "REQ_AUTHORISATION");
    check(AreaKind::Conditional, "CONDITIONAL");
    check(AreaKind::USpace, "CONDITIONAL");
    check(AreaKind::Advisory, "NO_RESTRICTION");
}
