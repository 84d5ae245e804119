//! GeoJSON: the properties it is read with, and what is refused.

use serde_json::{Value, json};
use tansiq_formats::{AreaKind, Daily, Days, Imported, Moment, Schedule, SunEvent, Zone, geojson, read_areas};
use tansiq_geo::Outline;
use tansiq_heights::{Height, Reference};

use crate::common::{errors, square, warnings};

fn feature(geometry: &Value, properties: &Value) -> Value {
    json!({"type": "Feature", "geometry": geometry, "properties": properties})
}

fn polygon() -> Value {
    json!({"type": "Polygon", "coordinates": square()})
}

fn read(document: &Value) -> Imported {
    geojson::read_areas(document.to_string().as_bytes()).unwrap()
}

#[track_caller]
fn refused(geometry: &Value, properties: &Value, expected: &[&str]) {
    let mut properties = properties.clone();
    if properties.get("kind").is_none() {
        properties["kind"] = json!("prohibited");
    }
    let imported = read(&json!({"type": "FeatureCollection", "features": [feature(geometry, &properties)]}));
    assert_eq!(errors(&imported), expected);
    assert_eq!(imported.areas, []);
}

#[test]
fn a_feature_with_all_properties_is_read() {
    let properties = json!({
        "id": "north", "name": {"en": "North field", "de": "Nordfeld"}, "kind": "conditional", "class": "TMZ", "country": "che",
        "reason": "NOISE", "message": "call first", "lower": "GND", "upper": 400, "upper_reference": "AMSL", "unit": "ft",
        "start": "2025-01-01T00:00:00Z", "time_zone": "Europe/Zurich", "colour": {"unknown": ["to", "us"]},
        "schedule": [{"days": ["MON", "FRI"], "start": "08:00", "end": "SS"}, {"days": "ANY", "start": "06:00", "end": "07:00"}]
    });
    let imported = read_areas(
        json!({"type": "FeatureCollection", "name": "Ours", "features": [feature(&polygon(), &properties)]})
            .to_string()
            .as_bytes(),
        None,
    )
    .unwrap();
    assert_eq!((errors(&imported), warnings(&imported)), (vec![], vec![]));
    let area = &imported.areas[0];
    assert_eq!(
        (area.id.as_str(), area.kind, area.class.as_deref(), area.country.as_deref()),
        ("north", AreaKind::Conditional, Some("TMZ"), Some("CHE"))
    );
    assert_eq!(
        (area.name.in_language("de"), area.message.first(), imported.collection.name.as_deref()),
        (Some("Nordfeld"), Some("call first"), Some("Ours"))
    );
    assert_eq!(area.volumes[0].lower, Some(Height { m: 0.0, reference: Reference::Ground }));
    assert_eq!(area.volumes[0].upper, Some(Height { m: 400.0 * 0.3048, reference: Reference::MeanSea }));
    let Schedule::Periods(periods) = &area.schedule else { panic!("permanent") };
    assert_eq!((periods[0].start_us, periods[0].end_us, periods[0].daily.len()), (Some(1_735_689_600_000_000), None, 2));
    let zone = Zone::Iana("Europe/Zurich".into());
    let first =
        Daily { days: Days::NONE.with(0).with(4), start: Moment::ClockS(28_800), end: Moment::Sun(SunEvent::Sunset), zone };
    assert_eq!(periods[0].daily[0], first);
}

#[test]
fn a_bare_geometry_is_an_area_and_without_a_kind_it_is_prohibited() {
    let imported = read_areas(polygon().to_string().as_bytes(), None).unwrap();
    assert_eq!((errors(&imported), imported.areas.len()), (vec![], 1));
    assert_eq!(
        warnings(&imported),
        [
            "properties.kind: is missing; taken as prohibited (known are prohibited, requires_authorisation, conditional, u_space, advisory)"
        ]
    );
    let area = &imported.areas[0];
    assert_eq!(
        (area.id.as_str(), area.kind, area.volumes[0].lower, area.volumes[0].upper),
        ("feature-0", AreaKind::Prohibited, None, None)
    );
}

#[test]
fn several_polygons_are_several_volumes_and_a_point_with_a_radius_is_a_circle() {
    let several = json!({"type": "MultiPolygon", "coordinates": [square(), [[[9, 47], [9.1, 47], [9, 47.1]]]]});
    let point = json!({"type": "Point", "coordinates": [8.5, 47.4, 300]});
    let features = [feature(&several, &json!({"kind": "advisory"})), feature(&point, &json!({"kind": "USPACE", "radius": 750}))];
    let imported = read(&json!({"type": "FeatureCollection", "features": features}));
    assert_eq!((errors(&imported), imported.areas[0].volumes.len(), imported.areas[1].kind), (vec![], 2, AreaKind::USpace));
    let Outline::Circle(circle) = &imported.areas[1].volumes[0].outline else { panic!("no circle") };
    assert_eq!((circle.radius_m(), circle.center().lng_deg(), circle.center().lat_deg()), (750.0, 8.5, 47.4));
}

#[test]
fn good_features_are_kept_beside_bad_ones() {
    let line = json!({"type": "LineString", "coordinates": [[8, 47], [9, 47]]});
    let good = feature(&polygon(), &json!({"kind": "advisory", "name": "good"}));
    let imported = read(
        &json!({"type": "FeatureCollection", "features": [feature(&line, &json!({"id": "w4", "kind": "advisory"})), good, 7]}),
    );
    assert_eq!(imported.areas.len(), 1);
    assert_eq!((imported.areas[0].id.as_str(), imported.areas[0].title()), ("feature-1", "good"));
    assert_eq!(
        errors(&imported),
        [
            "features[0].geometry.type: \"LineString\" is no area; areas are Polygon, MultiPolygon or Point with a radius",
            "features[2]: 7 is not an object"
        ]
    );
    assert_eq!(imported.problems.listed[0].feature.as_deref(), Some("w4"));
}

#[test]
fn every_wrong_field_is_named_by_its_path() {
    let at = |rest: &str| format!("features[0].{rest}");
    let collection = json!({"type": "GeometryCollection", "geometries": []});
    refused(
        &collection,
        &json!({}),
        &[&at("geometry.type: \"GeometryCollection\" is no area; areas are Polygon, MultiPolygon or Point with a radius")],
    );
    refused(
        &json!({"type": "Point", "coordinates": [8, 47]}),
        &json!({}),
        &[&at("geometry: a point has no area without a number of metres as the property radius")],
    );
    let swapped = json!({"type": "Polygon", "coordinates": [[[35.6, 139.7], [35.7, 139.7], [35.7, 139.8], [35.6, 139.7]]]});
    refused(
        &swapped,
        &json!({}),
        &[&at(
            "geometry.coordinates[0][0]: latitude 139.7 is not between -90 and 90 degrees; positions are [longitude, latitude]: these seem to be swapped",
        )],
    );
    refused(
        &json!({"type": "Polygon", "coordinates": [[[8, 470]]]}),
        &json!({}),
        &[&at("geometry.coordinates[0][0]: latitude 470 is not between -90 and 90 degrees; positions are [longitude, latitude]")],
    );
    refused(&json!({"type": "Polygon", "coordinates": []}), &json!({}), &[&at("geometry.coordinates: polygon has no ring")]);
    refused(&json!({"type": "MultiPolygon", "coordinates": []}), &json!({}), &[&at("geometry.coordinates: has no polygon")]);
    refused(
        &json!({"type": "Polygon", "coordinates": [[[8, 47], [9, 47], [8, 47]]]}),
        &json!({}),
        &[&at("geometry.coordinates: 2 vertices do not make a polygon, which has 3 to 10000")],
    );
    let long: Vec<Value> = (0..10_002).map(|n| json!([8.0 + f64::from(n) * 1e-6, 47.0])).collect();
    refused(
        &json!({"type": "Polygon", "coordinates": [long]}),
        &json!({}),
        &[&at("geometry.coordinates[0]: ring of 10002 positions has more than 10000 vertices")],
    );
    refused(
        &polygon(),
        &json!({"kind": "odd"}),
        &[&at(
            "properties.kind: \"odd\" is not one of prohibited, requires_authorisation, conditional, u_space, advisory, PROHIBITED, REQ_AUTHORIZATION, REQ_AUTHORISATION, CONDITIONAL, USPACE, NO_RESTRICTION",
        )],
    );
    refused(
        &polygon(),
        &json!({"upper": "120 m"}),
        &[&at("properties.upper: \"120 m\" is not a height like 120 m AMSL, 400 ft AGL, 150 m WGS84, FL65, GND or UNL")],
    );
    refused(&polygon(), &json!({"upper": 120}), &[&at("properties.upper_reference: is missing")]);
    refused(&polygon(), &json!({"unit": "yd"}), &[&at("properties.unit: \"yd\" is not one of m, ft")]);
    refused(
        &polygon(),
        &json!({"lower": "50 m AGL", "upper": "20 m AGL"}),
        &[&at("properties.upper: upper bound 20.0 m is below the lower bound 50.0 m")],
    );
    refused(
        &polygon(),
        &json!({"start": "2025-01-01"}),
        &[&at("properties.start: \"2025-01-01\" is not an instant like 2023-10-29T00:00:00Z")],
    );
    refused(
        &polygon(),
        &json!({"start": "2025-01-02T00:00:00Z", "end": "2025-01-01T00:00:00Z"}),
        &[&at("properties.end: is before start")],
    );
    refused(
        &polygon(),
        &json!({"time_zone": "Mars/Olympus"}),
        &[&at(
            "properties.time_zone: \"Mars/Olympus\" is not a name of the IANA database like Europe/Zurich, UTC or an offset like +02:00",
        )],
    );
    refused(
        &polygon(),
        &json!({"schedule": [{"start": "08:00"}]}),
        &[&at("properties.schedule[0]: has days or clock times; the property time_zone is needed with them")],
    );
    refused(
        &polygon(),
        &json!({"schedule": [{"start": "8 o'clock", "end": "SS"}], "time_zone": "UTC"}),
        &[&at(
            "properties.schedule[0].start: \"8 o'clock\" is not a time of day like 08:00, nor BMCT, SR, SS or EECT; offsets belong into time_zone",
        )],
    );
    refused(&polygon(), &json!({"name": 5}), &[&at("properties.name: 5 is not an array")]);
    refused(&polygon(), &json!({"id": "x".repeat(200)}), &[&at("id: text of 200 bytes is longer than 128 bytes")]);
}

#[test]
fn a_feature_that_is_too_large_or_too_deep_is_refused_alone() {
    let good = feature(&polygon(), &json!({"kind": "advisory"})).to_string();
    let large = format!("{{\"x\": \"{}\"}}", "y".repeat(4 * 1024 * 1024));
    let deep = "[".repeat(200) + &"]".repeat(200);
    let document = format!("{{\"type\": \"FeatureCollection\", \"features\": [{large}, {deep}, {good}]}}");
    let imported = geojson::read_areas(document.as_bytes()).unwrap();
    assert_eq!(imported.areas.len(), 1);
    let alone = format!("{{\"type\": \"Polygon\", \"coordinates\": \"{}\"}}", "y".repeat(4 * 1024 * 1024));
    let alone = geojson::read_areas(alone.as_bytes()).unwrap();
    assert_eq!(errors(&alone), ["document: feature of 4194369 bytes is longer than 4194304 bytes"]);
    assert_eq!(
        errors(&imported),
        [
            "features[0]: feature of 4194313 bytes is longer than 4194304 bytes",
            "features[1]: recursion limit exceeded at line 1 column 128"
        ]
    );
}

#[test]
fn an_area_of_too_many_vertices_in_all_is_refused() {
    let ring = |n: u32| -> Vec<Value> {
        let (lng, lat) = (8.0 + f64::from(n), 47.0);
        let angle = |k: u32| f64::from(k % 9_000) / 9_000.0 * std::f64::consts::TAU;
        (0..=9_000).map(|k| json!([lng + 0.1 * angle(k).cos(), lat + 0.1 * angle(k).sin()])).collect()
    };
    let polygons: Vec<Value> = (0..6).map(|n| json!([ring(n)])).collect();
    let geometry = json!({"type": "MultiPolygon", "coordinates": polygons});
    refused(&geometry, &json!({}), &["features[0].geometry.coordinates[5][0]: area has more than 50000 vertices in all"]);
}

#[test]
fn one_reference_serves_both_bounds_unless_a_bound_has_its_own() {
    let properties = json!({"kind": "prohibited", "lower": 10, "upper": 120, "reference": "AMSL", "lower_reference": "AGL"});
    let imported = read(&json!({"type": "FeatureCollection", "features": [feature(&polygon(), &properties)]}));
    assert_eq!(errors(&imported), Vec::<String>::new());
    let volume = &imported.areas[0].volumes[0];
    assert_eq!(volume.lower, Some(Height { m: 10.0, reference: Reference::Ground }));
    assert_eq!(volume.upper, Some(Height { m: 120.0, reference: Reference::MeanSea }));
}

#[test]
fn a_problem_names_its_feature_by_identifier_else_by_name_else_by_place() {
    let broken = json!({"type": "Polygon", "coordinates": []});
    let properties =
        [json!({"id": "a1", "name": "North"}), json!({"name": "حقل الشمال"}), json!({"name": {"en": "Two"}}), json!({})];
    let features: Vec<Value> = properties.iter().map(|properties| feature(&broken, properties)).collect();
    let imported = read(&json!({"type": "FeatureCollection", "features": features}));
    let mut names: Vec<&str> = imported.problems.listed.iter().filter_map(|problem| problem.feature.as_deref()).collect();
    names.dedup();
    assert_eq!(names, ["a1", "حقل الشمال", "feature-2", "feature-3"]);
}
