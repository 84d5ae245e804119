//! ED-269: the sample of a common information service, and every field gone wrong.

use serde_json::{Value, json};
use tansiq_formats::{AreaKind, Daily, Days, Imported, Moment, Period, Schedule, Zone, ed269, read_areas};
use tansiq_geo::Outline;
use tansiq_heights::{Height, Reference};

use crate::common::{errors, parsed, set, warnings};

const SAMPLE: &str = include_str!("../../testdata/samples/cis_source_sample_ed269.json");

fn read(text: &str) -> Imported {
    ed269::read_areas(text.as_bytes()).unwrap()
}

#[test]
fn the_sample_is_read_whole() {
    let imported = read_areas(SAMPLE.as_bytes(), None).unwrap();
    assert_eq!((errors(&imported), warnings(&imported), imported.areas.len()), (vec![], vec![], 1));
    assert_eq!(imported.collection.issued_us, Some(1_669_819_833_000_000));
    let zone = &imported.areas[0];
    assert_eq!((zone.id.as_str(), zone.title(), zone.kind), ("LSXX", "LSXX City Sample", AreaKind::RequiresAuthorisation));
    assert_eq!(
        (zone.message.first(), zone.conditions.as_deref(), zone.country.as_deref()),
        (Some("MSG01"), Some("RST02"), Some("CHE"))
    );
    assert_eq!(zone.authorities[0].service.first(), Some("Supervisor"));
    assert_eq!(zone.schedule, Schedule::Permanent);
    assert_eq!((zone.volumes[0].lower, zone.volumes[0].upper), (Some(Height { m: 0.0, reference: Reference::Ground }), None));
    let Outline::Polygon(polygon) = &zone.volumes[0].outline else { panic!("no polygon") };
    assert_eq!(polygon.vertices().len(), 4);
}

/// The sample with one place of its zone changed gives these errors and warnings.
#[track_caller]
fn check(pointer: &str, value: Value, expected_errors: &[&str], expected_warnings: &[&str]) -> Imported {
    let mut document = parsed(SAMPLE);
    set(&mut document, &format!("/UASZoneList/0{pointer}"), value);
    let imported = read(&document.to_string());
    let strip = |texts: Vec<String>| -> Vec<String> { texts.iter().map(|text| text.replace("UASZoneList[0].", "")).collect() };
    assert_eq!(strip(errors(&imported)), expected_errors, "{pointer}");
    assert_eq!(strip(warnings(&imported)), expected_warnings, "{pointer}");
    assert_eq!(imported.areas.len(), usize::from(expected_errors.is_empty()));
    imported
}

#[test]
fn every_wrong_field_is_named_by_its_path() {
    let kinds = "PROHIBITED, REQ_AUTHORISATION, REQ_AUTHORIZATION, CONDITIONAL, NO_RESTRICTION";
    check("/restriction", json!("SOME"), &[&format!("restriction: \"SOME\" is not one of {kinds}")], &[]);
    check("/restriction", json!(null), &["restriction: is missing"], &[]);
    check("/identifier", json!([]), &["identifier: an array is not a text"], &[]);
    check("/geometry", json!({}), &["geometry: an object is not an array"], &[]);
    check("/geometry", json!([]), &["geometry: has no volume"], &[]);
    check("/geometry/0/uomDimensions", json!("NM"), &["geometry[0].uomDimensions: \"NM\" is not one of M, FT, m, ft"], &[]);
    check("/geometry/0/lowerLimit", json!("ground"), &["geometry[0].lowerLimit: \"ground\" is not a number"], &[]);
    check(
        "/geometry/0/lowerVerticalReference",
        json!("MSL"),
        &["geometry[0].lowerVerticalReference: \"MSL\" is not one of AGL, AMSL, WGS84"],
        &[],
    );
    check(
        "/geometry/0/upperLimit",
        json!(-3),
        &["geometry[0].upperLimit: upper bound -3.0 m is below the lower bound 0.0 m"],
        &[],
    );
    check("/geometry/0/horizontalProjection", json!(null), &["geometry[0].horizontalProjection: is missing"], &[]);
    check(
        "/geometry/0/horizontalProjection/type",
        json!("Line"),
        &["geometry[0].horizontalProjection.type: \"Line\" is not one of Polygon, Circle"],
        &[],
    );
    check(
        "/geometry/0/horizontalProjection/coordinates/0/1",
        json!("here"),
        &["geometry[0].horizontalProjection.coordinates[0][1]: is not a position: [longitude, latitude] in degrees"],
        &[],
    );
    check("/applicability/0/permanent", json!("MAYBE"), &["applicability[0].permanent: \"MAYBE\" is not one of YES, NO"], &[]);
    let nine = json!([{"permanent": "NO", "dailyPeriod": [{"day": [], "startTime": "9", "endTime": null}]}]);
    check("/applicability", nine, &["applicability[0].dailyPeriod[0].startTime: \"9\" is not a time of day like 16:00:00Z"], &[]);
    check("/zoneAuthority/0/phone", json!(41), &["zoneAuthority[0].phone: 41 is not a text"], &[]);
}

#[test]
fn a_circle_in_a_zone_of_feet_keeps_its_radius() {
    let outline = json!({"type": "Circle", "center": [6.16, 46.21], "radius": 500});
    let volume = json!([{"uomDimensions": "FT", "lowerLimit": 0, "lowerVerticalReference": "AGL", "upperLimit": 400, "upperVerticalReference": "AMSL", "horizontalProjection": outline}]);
    let told = "geometry[0].horizontalProjection.radius: is taken as metres, the larger reading, although uomDimensions is feet";
    let imported = check("/geometry", volume, &[], &[told]);
    let volume = &imported.areas[0].volumes[0];
    let Outline::Circle(circle) = &volume.outline else { panic!("no circle") };
    assert_eq!(circle.radius_m(), 500.0);
    assert_eq!(volume.upper, Some(Height { m: 400.0 * 0.3048, reference: Reference::MeanSea }));
}

#[test]
fn periods_of_days_are_read() {
    let periods = json!([{"permanent": "NO", "startDateTime": "2024-01-01T00:00:00Z", "endDateTime": null, "dailyPeriod": [{"day": ["MON", "TUE"], "startTime": "06:00Z", "endTime": "22:00Z"}]}]);
    let imported = check("/applicability", periods, &[], &[]);
    let daily = Daily {
        days: Days::NONE.with(0).with(1),
        start: Moment::ClockS(21_600),
        end: Moment::ClockS(79_200),
        zone: Zone::OffsetS(0),
    };
    let period = Period { start_us: Some(1_704_067_200_000_000), end_us: None, daily: vec![daily] };
    assert_eq!(imported.areas[0].schedule, Schedule::Periods(vec![period]));
}

#[test]
fn the_list_may_be_called_features_and_texts_may_have_languages() {
    let mut zone = parsed(SAMPLE)["UASZoneList"][0].clone();
    set(&mut zone, "/name", json!([{"lang": "de-CH", "text": "Stadt"}, {"lang": "fr-CH", "text": "Ville"}]));
    let imported = read_areas(json!({"title": "Zones", "features": [zone]}).to_string().as_bytes(), None).unwrap();
    assert_eq!((errors(&imported), imported.collection.name.as_deref()), (vec![], Some("Zones")));
    assert_eq!(imported.areas[0].name.in_language("fr-FR"), Some("Ville"));
    assert_eq!(imported.areas[0].source.path, "features[0]");
}
