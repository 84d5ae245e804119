//! ED-318: EUROCONTROL's examples, and every field gone wrong.

use jiff::Timestamp;
use serde_json::{Value, json};
use tansiq_formats::{
    AreaKind, AuthorityRole, Daily, Days, Format, Imported, Moment, Period, Schedule, SunEvent, Text, Zone, ed318, read_areas,
};
use tansiq_geo::Outline;
use tansiq_heights::{Height, Reference};

use crate::common::{errors, parsed, set, square, warnings};

const COLLECTION: &str = include_str!("../../testdata/ed318/examples/Example_Collection.json");
const INVALID: &str = include_str!("../../testdata/ed318/examples/InvalidExample_GeoZone_2_Layers.json");
const SWISS: &str = include_str!("../../testdata/samples/cis_source_sample_ed318.json");

fn read(text: &str) -> Imported {
    ed318::read_areas(text.as_bytes()).unwrap()
}

fn agl(m: f64) -> Option<Height> {
    Some(Height { m, reference: Reference::Ground })
}

fn us(text: &str) -> Option<i64> {
    Some(text.parse::<Timestamp>().unwrap().as_microsecond())
}

#[test]
fn the_example_collection_is_read_whole() {
    let imported = read_areas(COLLECTION.as_bytes(), None).unwrap();
    assert_eq!((imported.format, errors(&imported), warnings(&imported)), (Format::Ed318, vec![], vec![]));
    assert_eq!(imported.collection.name.as_deref(), Some("SampleUAS GeoZones"));
    assert_eq!(imported.collection.valid_from_us, us("2018-12-31T15:59:59Z"));
    assert_eq!(imported.collection.issued_us, us("2018-12-01T15:59:59Z"));
    let [zone, circle] = &imported.areas[..] else { panic!("{} areas", imported.areas.len()) };
    assert_eq!((zone.id.as_str(), zone.kind, zone.country.as_deref()), ("NFZ6547", AreaKind::RequiresAuthorisation, Some("FRA")));
    assert_eq!((zone.title(), zone.source.path.as_str()), ("LFPG-2", "features[0]"));
    assert_eq!(zone.reasons, ["AIR_TRAFFIC", "OTHER"]);
    assert_eq!(zone.other_reason.in_language("fr"), Some("Baleines Volantes 2-ème partie"));
    assert_eq!(zone.authorities[0].role, Some(AuthorityRole::Authorisation));
    assert_eq!(zone.authorities[0].email.as_deref(), Some("UASZoneManager@lfpg.fr"));
    let bounds: Vec<_> = zone.volumes.iter().map(|volume| (volume.lower, volume.upper)).collect();
    assert_eq!(bounds, [(agl(50.0), agl(150.0)), (agl(0.0), agl(50.0))]);
    let Outline::Polygon(polygon) = &zone.volumes[1].outline else { panic!("no polygon") };
    let vertices: Vec<_> = polygon.vertices().iter().map(|vertex| (vertex.lng_deg(), vertex.lat_deg())).collect();
    assert_eq!(vertices, [(2.595866, 49.024301), (2.701263, 49.007301), (2.664141, 49.034704)]);
    let Outline::Circle(extent) = &circle.volumes[0].outline else { panic!("no circle") };
    assert_eq!((extent.radius_m(), extent.center().lat_deg(), circle.schedule.clone()), (3500.0, 50.122901, Schedule::Permanent));
    let daily = |days, start, end| Daily { days, start: Moment::ClockS(start), end: Moment::ClockS(end), zone: Zone::OffsetS(0) };
    let expected = Period {
        start_us: us("2018-12-31T15:59:59Z"),
        end_us: us("2019-12-31T15:59:59Z"),
        daily: vec![daily(Days::ANY, 57_600, 61_200), daily(Days::NONE.with(6), 36_000, 43_200)],
    };
    assert_eq!(zone.schedule, Schedule::Periods(vec![expected]));
}

#[test]
fn the_other_examples_are_read_without_a_word() {
    for (text, count) in [
        (include_str!("../../testdata/ed318/examples/Example_GeoZone_2_Layers.json"), 1),
        (include_str!("../../testdata/ed318/examples/Example_GeoZone_Circle.json"), 1),
        (include_str!("../../testdata/ed318/examples/Example_GeoZone_with_extension.json"), 1),
        (include_str!("../../testdata/ed318/examples/PartialExample_featureGeoJSON.json"), 1),
        (SWISS, 3),
    ] {
        let imported = read(text);
        assert_eq!((imported.areas.len(), errors(&imported), warnings(&imported)), (count, vec![], vec![]));
    }
    let extended = read(include_str!("../../testdata/ed318/examples/Example_GeoZone_with_extension.json"));
    assert_eq!(extended.areas[0].extended["airspaceColour"], json!("red"));
}

#[test]
fn the_swiss_sample_keeps_its_languages_and_its_unlimited_height() {
    let zone = &read(SWISS).areas[0];
    assert_eq!(zone.name.0.len(), 4);
    assert_eq!(zone.name.0[1], Text { lang: Some("fr-CH".into()), text: "LSZB Bern-Belp 2".into() });
    assert_eq!((zone.volumes[0].lower, zone.volumes[0].upper), (agl(60.0), agl(99_999.0)));
    assert_eq!(zone.authorities[0].interval_before.as_deref(), Some("P10DT00H"));
    assert_eq!(zone.region, Some(0));
    assert!(zone.conditions.as_deref().unwrap().starts_with("The operation of unmanned aircraft"));
}

#[test]
fn the_invalid_example_is_refused_at_its_wrong_places() {
    let imported = read(INVALID);
    assert_eq!(imported.areas, []);
    assert_eq!(
        errors(&imported),
        [
            "metadata.validFrom: an object is not a text",
            "features[0].properties.type: \"REQ_AUTHORISATION\" is not one of USPACE, PROHIBITED, REQ_AUTHORIZATION, CONDITIONAL, NO_RESTRICTION",
        ]
    );
    assert_eq!(warnings(&imported), ["features[0].properties.name[0].lang: is missing; the language is not known"]);
    assert_eq!(imported.problems.listed[2].feature.as_deref(), Some("NFZ6547"));
}

/// The circle of the collection, with one place changed, gives these errors and warnings at that feature.
#[track_caller]
fn check(pointer: &str, value: Value, expected_errors: &[&str], expected_warnings: &[&str]) -> Imported {
    let mut document = parsed(COLLECTION);
    set(&mut document, &format!("/features/1{pointer}"), value);
    let imported = read(&document.to_string());
    let strip = |texts: Vec<String>| -> Vec<String> {
        texts.into_iter().map(|text| text.strip_prefix("features[1].").map_or(text.clone(), str::to_owned)).collect()
    };
    assert_eq!(strip(errors(&imported)), expected_errors, "{pointer}");
    assert_eq!(strip(warnings(&imported)), expected_warnings, "{pointer}");
    assert_eq!(imported.areas.len(), if expected_errors.is_empty() { 2 } else { 1 });
    imported
}

#[test]
fn every_wrong_property_is_named_by_its_path() {
    check("/type", json!("Area"), &["type: \"Area\" is not one of Feature"], &[]);
    check(
        "/properties",
        json!(7),
        &["properties: 7 is not an object", "properties.identifier: is missing", "properties.type: is missing"],
        &["properties.country: is missing", "properties.variant: is missing", "properties.zoneAuthority: is missing"],
    );
    check("/properties/identifier", json!(null), &["properties.identifier: is missing"], &[]);
    check(
        "/properties/identifier",
        json!("x".repeat(129)),
        &["properties.identifier: text of 129 bytes is longer than 128 bytes"],
        &[],
    );
    check("/properties/type", json!(null), &["properties.type: is missing"], &[]);
    check(
        "/properties/variant",
        json!("RARE"),
        &["properties.variant: \"RARE\" is not one of COMMON, CUSTOMIZED, CUSTOMISED"],
        &[],
    );
    check("/properties/region", json!(1.5), &["properties.region: 1.5 is not a whole number"], &[]);
    check("/properties/regulationExemption", json!(true), &["properties.regulationExemption: true is not a text"], &[]);
    check("/properties/message", json!(["Hello"]), &["properties.message[0]: \"Hello\" is not an object"], &[]);
    check("/properties/reason", json!("x".repeat(200)), &["properties.reason: text of 200 bytes is longer than 128 bytes"], &[]);
    check("/properties/zoneAuthority", json!("me"), &["properties.zoneAuthority: \"me\" is not an array"], &[]);
    check("/properties/zoneAuthority/0/email", json!({}), &["properties.zoneAuthority[0].email: an object is not a text"], &[]);
    check("/properties/extendedProperties", json!([]), &["properties.extendedProperties: an array is not an object"], &[]);
    check(
        "/properties/dataSource",
        json!({"creationDate": "once"}),
        &["properties.dataSource.creationDate: \"once\" is not an instant like 2023-10-29T00:00:00Z"],
        &[],
    );
    check(
        "/properties/name",
        json!([{"lang": "en", "text": "x".repeat(8193)}]),
        &["properties.name[0].text: text of 8193 bytes is longer than 8192 bytes"],
        &[],
    );
}

#[test]
fn what_the_schemas_demand_and_nobody_needs_is_a_warning() {
    check(
        "/properties/country",
        json!("France"),
        &[],
        &["properties.country: \"France\" is not three letters of ISO 3166-1; not taken"],
    );
    check("/properties/zoneAuthority", json!(null), &[], &["properties.zoneAuthority: is missing"]);
    let reasons = "AIR_TRAFFIC, SENSITIVE, PRIVACY, POPULATION, NATURE, NOISE, EMERGENCY, DAR, OTHER";
    let imported = check(
        "/properties/reason",
        json!(["WHIM"]),
        &[],
        &[&format!("properties.reason[0]: \"WHIM\" is not one of {reasons}; kept as it is")],
    );
    assert_eq!(imported.areas[1].reasons, ["WHIM"]);
    check(
        "/properties/zoneAuthority/0/purpose",
        json!("FUN"),
        &[],
        &["properties.zoneAuthority[0].purpose: is not one of AUTHORIZATION, NOTIFICATION, INFORMATION; not taken"],
    );
}

#[test]
fn every_wrong_geometry_is_named_by_its_path() {
    check("/geometry", json!(null), &["geometry: is missing"], &[]);
    check("/geometry", json!([]), &["geometry: an array is not an object"], &[]);
    check(
        "/geometry/type",
        json!("LineString"),
        &["geometry.type: \"LineString\" is no area; areas are Polygon, MultiPolygon or Point with a radius"],
        &[],
    );
    check("/geometry/extent", json!(null), &["geometry.extent: is missing"], &[]);
    check("/geometry/extent/radius", json!("wide"), &["geometry.extent.radius: \"wide\" is not a number"], &[]);
    check("/geometry/extent/radius", json!(-1), &["geometry: radius -1 m is not above 0 and at most 28209 m"], &[]);
    check("/geometry/extent/subType", json!("Ellipse"), &["geometry.extent.subType: \"Ellipse\" is not one of Circle"], &[]);
    check(
        "/geometry/coordinates",
        json!([2.6]),
        &["geometry.coordinates: is not a position: [longitude, latitude] in degrees"],
        &[],
    );
    let swapped =
        "latitude 139.7 is not between -90 and 90 degrees; positions are [longitude, latitude]: these seem to be swapped";
    check("/geometry/coordinates", json!([35.6, 139.7]), &[&format!("geometry.coordinates: {swapped}")], &[]);
    check(
        "/geometry",
        json!({"type": "GeometryCollection", "geometries": []}),
        &["geometry.geometries: 0 parts are not between 1 and 1000"],
        &[],
    );
    let nested = json!({"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]});
    check(
        "/geometry",
        nested,
        &[
            "geometry.geometries[0].type: \"GeometryCollection\" is no area; areas are Polygon, MultiPolygon or Point with a radius",
        ],
        &[],
    );
    let large = json!({"type": "Polygon", "coordinates": [[[8, 47], [9, 47], [9, 48], [8, 48], [8, 47]]]});
    let imported =
        check("/geometry", large, &["geometry.coordinates: area 8353.091 km² is above the largest allowed, 2500 km²"], &[]);
    assert_eq!(imported.problems.listed[0].feature.as_deref(), Some("ABC1234"));
    let hole = json!({"type": "Polygon", "coordinates": [square()[0], [[8.001, 47.001], [8.002, 47.001], [8.002, 47.002], [8.001, 47.001]]]});
    check("/geometry", hole, &["geometry.coordinates: polygon has 1 holes; areas with holes are not taken"], &[]);
    let crossing = json!({"type": "Polygon", "coordinates": [[[8, 47], [8.1, 47.1], [8.1, 47], [8, 47.1], [8, 47]]]});
    check(
        "/geometry",
        crossing,
        &["geometry.coordinates: edges 0 and 2 cross or touch (edge 0 starts at vertex 0, counted from 0)"],
        &[],
    );
}

#[test]
fn every_wrong_layer_is_named_by_its_path() {
    check("/geometry/layer", json!(5), &["geometry.layer: 5 is not an object"], &[]);
    check("/geometry/layer/uom", json!("yd"), &["geometry.layer.uom: \"yd\" is not one of m, ft"], &[]);
    check("/geometry/layer/upper", json!("high"), &["geometry.layer.upper: \"high\" is not a number"], &[]);
    check("/geometry/layer/upper", json!(20), &["geometry.layer.upper: upper bound 20.0 m is below the lower bound 50.0 m"], &[]);
    check(
        "/geometry/layer/upper",
        json!(1e6),
        &["geometry.layer.upper: height 1000000 m is not between -100000 and 100000 m"],
        &[],
    );
    check(
        "/geometry/layer/lowerReference",
        json!("QNH"),
        &["geometry.layer.lowerReference: \"QNH\" is not one of AGL, AMSL, WGS84"],
        &[],
    );
    check("/geometry/layer/lowerReference", json!(null), &["geometry.layer.lowerReference: is missing"], &[]);
    let open = check("/geometry/layer/upper", json!(null), &[], &[]);
    assert_eq!((open.areas[1].volumes[0].lower, open.areas[1].volumes[0].upper), (agl(50.0), None));
    let feet = check("/geometry/layer/uom", json!("ft"), &[], &[]);
    assert!((feet.areas[1].volumes[0].upper.unwrap().m - 45.72).abs() < 1e-9);
    let none = check("/geometry/layer", json!(null), &[], &[]);
    assert_eq!((none.areas[1].volumes[0].lower, none.areas[1].volumes[0].upper), (None, None));
}

#[test]
fn a_layer_of_a_collection_holds_for_its_parts_that_have_none() {
    let part = json!({"type": "MultiPolygon", "coordinates": [square(), [[[9, 47], [9.1, 47], [9, 47.1], [9, 47]]]]});
    let own = json!({"type": "Polygon", "coordinates": square(), "layer": {"lower": 1, "lowerReference": "AMSL"}});
    let common = json!({"upper": 30, "upperReference": "AGL"});
    let geometry = json!({"type": "GeometryCollection", "geometries": [part, own], "layer": common});
    let imported = check("/geometry", geometry, &[], &[]);
    let bounds: Vec<_> = imported.areas[1].volumes.iter().map(|volume| (volume.lower, volume.upper)).collect();
    assert_eq!(bounds, [(None, agl(30.0)), (None, agl(30.0)), (Some(Height { m: 1.0, reference: Reference::MeanSea }), None)]);
}

#[test]
fn every_wrong_period_is_named_by_its_path() {
    let path = "/properties/limitedApplicability";
    let at = "properties.limitedApplicability";
    check(path, json!(true), &[&format!("{at}: true is not an array")], &[]);
    check(
        path,
        json!([{"startDateTime": "soon"}]),
        &[&format!("{at}[0].startDateTime: \"soon\" is not an instant like 2023-10-29T00:00:00Z")],
        &[],
    );
    let backwards = json!([{"startDateTime": "2024-01-02T00:00:00Z", "endDateTime": "2024-01-01T00:00:00Z"}]);
    check(path, backwards, &[&format!("{at}[0].endDateTime: is before startDateTime")], &[]);
    check(
        path,
        json!([{"schedule": [{"day": ["MON"], "startTime": "25:00:00Z"}]}]),
        &[&format!("{at}[0].schedule[0].startTime: \"25:00:00Z\" is not a time of day like 16:00:00Z")],
        &[],
    );
    check(
        path,
        json!([{"schedule": [{"day": ["MON"], "endEvent": "NOON"}]}]),
        &[&format!("{at}[0].schedule[0].endEvent: \"NOON\" is not one of BMCT, SR, SS, EECT")],
        &[],
    );
    check(path, json!([{"schedule": [{"day": 1}]}]), &[&format!("{at}[0].schedule[0].day: 1 is not an array")], &[]);
    check(path, json!(vec![json!({}); 1001]), &[&format!("{at}: has 1001 entries, above the most allowed, 1000")], &[]);
}

#[test]
fn what_of_a_period_cannot_be_known_is_active_and_warned_about() {
    let path = "/properties/limitedApplicability";
    let at = "properties.limitedApplicability[0]";
    let codes = "MON, TUE, WED, THU, FRI, SAT, SUN, ANY; which days are meant is not known, taken as ANY";
    let one = |imported: Imported| match &imported.areas[1].schedule {
        Schedule::Periods(periods) => periods[0].daily[0].clone(),
        Schedule::Permanent => panic!("permanent"),
    };
    let holiday = check(
        path,
        json!([{"schedule": [{"day": ["HOL"], "startTime": "10:00:00Z"}]}]),
        &[],
        &[&format!("{at}.schedule[0].day[0]: \"HOL\" is not one of {codes}")],
    );
    assert_eq!(
        one(holiday),
        Daily { days: Days::ANY, start: Moment::ClockS(36_000), end: Moment::ClockS(86_400), zone: Zone::OffsetS(0) }
    );
    check(
        path,
        json!([{"startDateTime": "2024-01-02T00:00:00"}]),
        &[],
        &[&format!("{at}.startDateTime: has no offset; taken as UTC")],
    );
    check(
        path,
        json!([{"schedule": [{"day": ["MON"], "startTime": "10:00"}]}]),
        &[],
        &[&format!("{at}.schedule[0].startTime: has no offset; taken as UTC")],
    );
    let both = check(
        path,
        json!([{"schedule": [{"day": ["MON"], "startTime": "10:00Z", "startEvent": "SR", "endEvent": "SS"}]}]),
        &[],
        &[&format!("{at}.schedule[0].startEvent: stands beside startTime; neither is taken, the day's bound is")],
    );
    assert_eq!(one(both).start, Moment::ClockS(0));
    assert_eq!(check(path, json!([]), &[], &[]).areas[1].schedule, Schedule::Permanent);
}

#[test]
fn events_and_offsets_of_periods_are_read() {
    let schedule = json!([{"schedule": [
        {"day": ["SAT", "SUN"], "startEvent": "BMCT", "endEvent": "EECT"},
        {"day": ["ANY"], "startTime": "08:00:00+02:00", "endTime": "17:00:00Z"},
        {"day": ["FRI"], "startTime": "22:00:00-05:00", "endEvent": "SR"}
    ]}]);
    let imported = check("/properties/limitedApplicability", schedule, &[], &[]);
    let Schedule::Periods(periods) = &imported.areas[1].schedule else { panic!("permanent") };
    let expected = [
        Daily {
            days: Days::NONE.with(5).with(6),
            start: Moment::Sun(SunEvent::Dawn),
            end: Moment::Sun(SunEvent::Dusk),
            zone: Zone::LocalMean,
        },
        Daily { days: Days::ANY, start: Moment::ClockS(28_800), end: Moment::ClockS(68_400), zone: Zone::OffsetS(7_200) },
        Daily {
            days: Days::NONE.with(4),
            start: Moment::ClockS(79_200),
            end: Moment::Sun(SunEvent::Sunrise),
            zone: Zone::OffsetS(-18_000),
        },
    ];
    assert_eq!(periods[0].daily, expected);
}

#[test]
fn a_file_that_is_something_else_is_refused_as_a_whole() {
    let message = |text: &str| ed318::read_areas(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(message("{\"type\": "), "not ED-318: EOF while parsing a value at line 1 column 9");
    assert_eq!(message("[]"), "not ED-318: invalid type: sequence, expected an object at line 1 column 0");
    assert_eq!(message("{\"type\": \"Topology\"}"), "type: is not FeatureCollection or Feature");
    assert_eq!(message("{\"type\": \"FeatureCollection\"}"), "features: is missing");
    assert_eq!(message("{\"type\": \"FeatureCollection\", \"features\": {}}"), "features: is not an array");
    let many = format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", vec!["1"; 10_001].join(","));
    assert_eq!(message(&many), "the file has 10001 features or more, above the most allowed, 10000");
    let most = format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}", vec!["1"; 10_000].join(","));
    let imported = read(&most);
    assert_eq!((imported.problems.listed.len(), imported.problems.unlisted, imported.problems.errors()), (1_000, 9_000, 10_000));
}

#[test]
fn extended_properties_that_are_too_large_are_left_out_with_a_warning() {
    let large = json!({"note": "x".repeat(64 * 1024)});
    let told = "properties.extendedProperties: 65547 bytes are more than 65536; not taken";
    assert!(check("/properties/extendedProperties", large, &[], &[told]).areas[1].extended.is_empty());
}

#[test]
fn a_document_of_too_many_members_is_refused() {
    let members: Vec<String> = (0..1_001).map(|n| format!("\"m{n}\": 0")).collect();
    let error = ed318::read_areas(format!("{{{}}}", members.join(",")).as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("not ED-318: more than 1000 members"), "{error}");
}
