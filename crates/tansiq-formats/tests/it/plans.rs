//! Plan files as a whole: what is read, with expected figures, and that nothing in a file can break the reader.
//!
//! Expected times are worked out by hand: on the equator 0.008983152841195° of longitude are 1,000 m.

use geographiclib_rs::{DirectGeodesic, Geodesic};
use proptest::prelude::*;
use serde_json::{Value, json};
use tansiq_formats::plans::{self, Assumptions, PlanError, PlanFile, PlannedVolume, Timing};
use tansiq_geo::{LatLng, Outline, Volume};
use tansiq_heights::{Height, Reference};

const ROUTE: &str = include_str!("../../testdata/plans/route.geojson");
const ROUTE_KML: &str = include_str!("../../testdata/plans/route.kml");
const MULTIROTOR: &str = include_str!("../../testdata/plans/multirotor.plan");
const COMPLEX: &str = include_str!("../../testdata/plans/complex.plan");
const FIXED_WING: &str = include_str!("../../testdata/plans/fixed_wing.plan");
const VOLUMES: &str = include_str!("../../testdata/plans/volumes.json");

/// 2026-03-01T09:00:00Z.
const NINE_US: i64 = 1_772_355_600_000_000;

fn read(text: &str) -> PlanFile {
    plans::read(text.as_bytes(), &Assumptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn error(text: &str) -> String {
    match plans::read(text.as_bytes(), &Assumptions::default()) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("it is refused"),
    }
}

fn height(m: f64, reference: Reference) -> Height {
    Height { m, reference }
}

/// Start and end in seconds of the plan.
fn seconds(volume: &PlannedVolume) -> (f64, f64) {
    match volume.timing {
        Timing::Relative { start_us, end_us } => (start_us as f64 / 1e6, end_us as f64 / 1e6),
        Timing::Absolute { .. } => panic!("it is relative"),
    }
}

#[track_caller]
fn lasts(volume: &PlannedVolume, nominal_start_s: f64, nominal_end_s: f64) {
    let expected = ((nominal_start_s * 0.9 - 15.0).max(0.0), nominal_end_s * 1.1 + 15.0);
    let (start_s, end_s) = seconds(volume);
    assert!((start_s - expected.0).abs() < 0.01 && (end_s - expected.1).abs() < 0.01, "{start_s} to {end_s}, not {expected:?}");
}

#[track_caller]
fn between(volume: &PlannedVolume, lower: Height, upper: Height) {
    assert_eq!((volume.lower.reference, volume.upper.reference), (lower.reference, upper.reference));
    assert!((volume.lower.m - lower.m).abs() < 1e-6 && (volume.upper.m - upper.m).abs() < 1e-6, "{volume:?}");
}

fn over(volume: &PlannedVolume, lat_deg: f64, lng_deg: f64) -> bool {
    Volume::new(volume.outline.clone()).is_over(LatLng::new(lat_deg, lng_deg).expect("it is a position"))
}

#[test]
fn a_geojson_plan_has_circles_polygons_and_routes() {
    let plan = read(ROUTE);
    assert_eq!((plan.name.as_deref(), plan.priority, plan.volumes.len()), (Some("Delivery 12"), Some(3), 6));
    assert!(plan.needs_start());
    let [circle, polygon, east, north, ..] = &plan.volumes[..] else { panic!("there are volumes") };
    let Outline::Circle(outline) = &circle.outline else { panic!("a point is a circle") };
    assert_eq!(outline.radius_m(), 150.0);
    between(circle, height(0.0, Reference::Ground), height(121.92, Reference::Ground));
    assert_eq!(circle.timing, Timing::Absolute { start_us: NINE_US, end_us: NINE_US + 3_600_000_000 });
    between(polygon, height(100.0, Reference::Ellipsoid), height(200.0, Reference::Ellipsoid));
    assert_eq!((polygon.buffer_m, seconds(polygon)), (25.0, (60.0, 660.0)));
    between(east, height(485.0, Reference::MeanSea), height(575.0, Reference::MeanSea));
    // 0.01° of longitude are 1113.195 m at the equator.
    lasts(east, 0.0, 111.3195);
    // 0.2° of latitude are 22,114.88 m: three pieces.
    lasts(north, 111.3195, 111.3195 + 737.163);
    lasts(&plan.volumes[5], 111.3195 + 2.0 * 737.163, 111.3195 + 3.0 * 737.163);
    between(north, height(525.0, Reference::MeanSea), height(575.0, Reference::MeanSea));
    // 40 m are 0.000359° of longitude.
    assert!(over(north, 0.05, 8.010_359) && over(north, 0.05, 8.009_641) && !over(north, 0.05, 8.010_362));
}

#[test]
fn a_plan_is_shifted_to_its_start_but_for_times_that_it_names() {
    let plan = read(ROUTE);
    let timed = plan.at(5_000_000);
    assert_eq!((timed[0].start_us, timed[0].end_us), (NINE_US, NINE_US + 3_600_000_000));
    assert_eq!((timed[1].start_us, timed[1].end_us), (65_000_000, 665_000_000));
    assert_eq!(plan.at(i64::MAX)[1].end_us, i64::MAX);
}

#[test]
fn assumptions_are_stated_once() {
    assert_eq!(
        read(ROUTE).stated,
        [
            "features[2].properties: heights are kept within 15 m up and down",
            "features[2].properties: times follow from the speed over ground; a leg may be 15 s and 10 % of the time flown early or late",
        ]
    );
}

#[test]
fn a_kml_plan_means_what_its_geojson_would() {
    let plan = read(ROUTE_KML);
    assert_eq!((plan.name.as_deref(), plan.volumes.len()), (Some("Inspection"), 2));
    let [line, polygon] = &plan.volumes[..] else { panic!("there are two volumes") };
    between(line, height(35.0, Reference::Ground), height(75.0, Reference::Ground));
    let Timing::Absolute { start_us, end_us } = line.timing else { panic!("it has times") };
    assert_eq!(start_us, NINE_US);
    assert!((end_us - NINE_US - 137_451_450).abs() < 1_000, "{end_us}");
    between(polygon, height(0.0, Reference::Ground), height(610.0, Reference::MeanSea));
    assert_eq!(seconds(polygon), (0.0, 90.0));
}

#[test]
fn f3548_volumes_are_a_plan_also_without_their_object() {
    let plan = read(VOLUMES);
    assert_eq!((plan.priority, plan.volumes.len()), (Some(100), 2));
    assert_eq!(plan.volumes[0].timing, Timing::Absolute { start_us: NINE_US, end_us: NINE_US + 1_800_000_000 });
    assert_eq!(seconds(&plan.volumes[1]), (0.0, 1_800.0));
    between(&plan.volumes[0], height(450.0, Reference::Ellipsoid), height(550.0, Reference::Ellipsoid));
    assert_eq!(plan.stated, ["volumes[1]: no times are given: 1800 s from the start of the plan"]);
    let value: Value = serde_json::from_str(VOLUMES).expect("it is JSON");
    let bare = read(&value["volumes"].to_string());
    assert_eq!((bare.volumes, bare.priority), (plan.volumes, None));
}

#[test]
fn a_multirotor_mission_is_flown_item_by_item() {
    let plan = read(MULTIROTOR);
    let volumes = &plan.volumes;
    assert_eq!(volumes.len(), 7);
    let sea = |m| height(m, Reference::MeanSea);
    // Up 50 m with 2.5 m/s.
    lasts(&volumes[0], 0.0, 20.0);
    between(&volumes[0], sea(385.0), sea(465.0));
    // 1,000 m with 5 m/s, then 10 s of hold.
    lasts(&volumes[1], 20.0, 220.0);
    between(&volumes[1], sea(435.0), sea(465.0));
    lasts(&volumes[2], 220.0, 230.0);
    // 1,000 m with 10 m/s, up to 500 m above the sea.
    lasts(&volumes[3], 230.0, 330.0);
    between(&volumes[3], sea(435.0), sea(515.0));
    // The loiter is where it is: 30 s within 50 m.
    lasts(&volumes[4], 330.0, 360.0);
    let Outline::Circle(loiter) = &volumes[4].outline else { panic!("a loiter is a circle") };
    assert_eq!(loiter.radius_m(), 80.0);
    // Home over 2,000 m, then down 100 m with 1.5 m/s.
    lasts(&volumes[5], 360.0, 560.0);
    between(&volumes[5], sea(485.0), sea(515.0));
    lasts(&volumes[6], 560.0, 560.0 + 100.0 / 1.5);
    between(&volumes[6], sea(385.0), sea(515.0));
    assert_eq!(
        plan.stated,
        [
            "items[6]: the craft returns at its height, or 60 m above home if that is higher",
            "the geofence is not part of the flight and is left out",
            "the craft stays within 30 m of its line, turns included, and within 15 m of its height",
            "it climbs with 2.5 m/s and descends with 1.5 m/s",
            "heights relative to home are above the sea with home at 400 m",
            "times follow from the speed over ground; a leg may be 15 s and 10 % of the time flown early or late",
        ]
    );
}

#[test]
fn surveys_and_structures_are_flown() {
    let plan = read(COMPLEX);
    // Take-off; three legs of the survey; to the structure; about it; to the landing; down.
    assert_eq!(plan.volumes.len(), 8);
    let scan = &plan.volumes[5];
    between(scan, height(390.0, Reference::MeanSea), height(475.0, Reference::MeanSea));
    // A square's corner is 10 m / sin 45° away, and 30 m about that. Its own angles are not quite right ones.
    assert!((scan.buffer_m - 44.14).abs() < 0.1, "{}", scan.buffer_m);
    // To the ground where it is not home's.
    between(&plan.volumes[7], height(0.0, Reference::Ground), height(475.0, Reference::MeanSea));
    let spread = scan.spread().expect("it has corridors");
    assert_eq!((spread.len(), spread[0].buffer_m), (5, 0.0));
    assert!(spread.iter().any(|volume| over(volume, 47.003_5, 8.002_5)));
}

#[test]
fn a_fixed_wing_climbs_on_its_way_and_lands_by_its_pattern() {
    let plan = read(FIXED_WING);
    let sea = |m| height(m, Reference::MeanSea);
    assert_eq!(plan.volumes.len(), 6);
    between(&plan.volumes[0], sea(385.0), sea(515.0));
    between(&plan.volumes[1], sea(485.0), sea(515.0));
    let Outline::Circle(loiter) = &plan.volumes[2].outline else { panic!("a loiter is a circle") };
    assert_eq!(loiter.radius_m(), 130.0);
    // Two turns of 100 m with 20 m/s.
    let (start_s, end_s) = seconds(&plan.volumes[2]);
    let nominal_s = (end_s - 15.0) / 1.1 - (start_s + 15.0) / 0.9;
    assert!((nominal_s - 62.83).abs() < 0.01, "{nominal_s}");
    // The leg leaves from anywhere on that circle: 130 m to each side. 0.00171° of longitude are 130 m.
    assert!(over(&plan.volumes[3], 47.012, 8.006_9));
    between(&plan.volumes[4], sea(425.0), sea(515.0));
    between(&plan.volumes[5], sea(385.0), sea(455.0));
}

#[test]
fn a_vtol_rises_and_sinks_on_its_rotors_and_cruises_between() {
    let items = json!([
        item(84, 3, json!([0, 0, 0, null, 0, 8.008983152841195, 50])),
        item(16, 3, json!([0, 0, 0, null, 0, 8.01796630568239, 50])),
        item(85, 3, json!([0, 0, 0, null, 0, 8, 0])),
    ]);
    let mut plan: Value = serde_json::from_str(&mission(items)).expect("it is JSON");
    plan["mission"]["vehicleType"] = json!(20);
    let plan = read(&plan.to_string());
    assert_eq!(plan.volumes.len(), 5);
    let times = [20.0, 20.0 + 1_000.0 / 15.0, 20.0 + 2_000.0 / 15.0, 20.0 + 4_000.0 / 15.0, 20.0 + 4_000.0 / 15.0 + 50.0 / 1.5];
    let mut start_s = 0.0;
    for (volume, end_s) in plan.volumes.iter().zip(times) {
        lasts(volume, start_s, end_s);
        start_s = end_s;
    }
}

/// The multirotor mission with its items replaced.
fn mission(items: Value) -> String {
    let mut plan: Value = serde_json::from_str(MULTIROTOR).expect("it is JSON");
    plan["mission"]["items"] = items;
    plan.to_string()
}

fn item(command: i64, frame: i64, params: Value) -> Value {
    json!({"autoContinue": true, "command": command, "frame": frame, "params": params, "type": "SimpleItem"})
}

#[test]
fn items_that_are_not_understood_are_named() {
    let up = || item(22, 3, json!([0, 0, 0, null, 0, 8, 50]));
    let refused = |second: Value, expected: &str| assert_eq!(error(&mission(json!([up(), second]))), expected);
    refused(item(177, 2, json!([1, 3, 0, 0, 0, 0, 0])), "items[1].command: 177 is not understood");
    refused(item(16, 3, json!([0, 0, 0, 0, 0, 8])), "items[1].params: has 6 numbers, a command has 7");
    refused(item(16, 3, json!([0, 0, 0, 0, 1, 8, null])), "items[1].params[6]: is missing");
    refused(item(16, 3, json!([0, 0, 0, 0, 91, 8, 5])), "items[1].params[4]: latitude 91 is not between -90 and 90 degrees");
    refused(item(16, 3, json!([-1, 0, 0, 0, 1, 8, 5])), "items[1].params[0]: -1 is not from 0 to 86400");
    refused(
        item(16, 1, json!([0, 0, 0, 0, 1, 8, 5])),
        "items[1].frame: 1 has no place on the earth; allowed are 0 and 5 (above the sea), 3 and 6 (above home), 10 and 11 (above the terrain)",
    );
    refused(
        item(16, 10, json!([0, 0, 0, 0, 1, 8, 5])),
        "items[1]: changes between heights above the terrain (frame 10) and heights above the sea or home (frames 0 and 3) in the air; \
         the height between the two is not known",
    );
    refused(item(16, 10, json!([0, 0, 0, 0, 1, 8, -5])), "items[1].params[6]: -5 m is below the ground");
    refused(
        item(93, 2, json!([-1, 12, 0, 0, 0, 0, 0])),
        "items[1].params[0]: waits for a time of day; a pause must be 0 to 86400 seconds",
    );
    refused(
        json!({"type": "ComplexItem", "complexItemType": "spiral"}),
        "items[1]: \"spiral\" is not understood; known are survey, CorridorScan, StructureScan, fwLandingPattern and vtolLandingPattern",
    );
    refused(
        json!({"type": "ComplexItem", "complexItemType": "survey", "TransectStyleComplexItem": {}}),
        "items[1].TransectStyleComplexItem.Items: is missing",
    );
    let mut waiting = up();
    waiting["autoContinue"] = json!(false);
    refused(waiting, "items[1].autoContinue: is false: how long the craft waits there is not known");
    assert_eq!(error(&mission(json!([]))), "the plan has no volume: no item of the mission moves the craft");
}

#[test]
fn a_mission_above_the_terrain_keeps_that_reference() {
    let items = json!([
        item(22, 10, json!([0, 0, 0, null, 0, 0, 50])),
        item(82, 10, json!([0, 0, 0, null, 0.01, 8, 60])),
        item(21, 10, json!([0, 0, 0, null, null, null, null])),
    ]);
    let plan = read(&mission(items));
    let bands: Vec<_> = plan.volumes.iter().map(|volume| (volume.lower, volume.upper)).collect();
    let ground = |m| height(m, Reference::Ground);
    assert_eq!(bands, [(ground(0.0), ground(65.0)), (ground(35.0), ground(75.0)), (ground(0.0), ground(75.0))]);
    assert_eq!(plan.stated[0], "items[1]: the spline is taken for a straight line; its bends must stay within the buffer");
}

#[test]
fn a_mission_without_take_off_begins_at_home() {
    let plan = read(&mission(json!([item(16, 3, json!([0, 0, 0, null, 0.01, 8, 60]))])));
    assert_eq!(plan.volumes.len(), 2);
    assert_eq!(plan.stated[0], "items[0]: there is no take-off before it: the flight begins where the craft stands");
    assert_eq!(plan.stated[1], "the geofence is not part of the flight and is left out");
    assert_eq!(plan.stated[2], "the mission does not end on the ground: where the craft goes afterwards is not part of the plan");
}

#[test]
fn more_vertices_than_an_operation_may_have_are_refused() {
    let leg = |i: i64| item(16, 3, json!([0, 0, 0, null, 0.001 * (i % 2) as f64, 8.001, 50]));
    let items: Vec<Value> = (0..1_251).map(leg).collect();
    assert_eq!(
        error(&mission(Value::from(items))),
        "the plan has 10001 vertices or more, allowed are 3 to 10000; a circle counts 1, a leg 8"
    );
    let far = json!([item(16, 3, json!([0, 0, 0, null, 0, -171.9, 50]))]);
    assert!(error(&mission(far)).starts_with("the plan has 16"));
}

#[test]
fn a_flight_of_more_than_a_week_is_refused() {
    let items: Vec<Value> = (0..9).map(|_| item(19, 3, json!([86_400, 0, 0, 0, 0.001, 8, 50]))).collect();
    assert!(matches!(
        plans::read(mission(Value::from(items)).as_bytes(), &Assumptions::default()),
        Err(PlanError::TooLong { path, .. }) if path == "items[6]"
    ));
}

/// A feature of a geometry and properties, as a plan.
fn feature(geometry: Value, properties: Value) -> String {
    json!({"type": "Feature", "geometry": geometry, "properties": properties}).to_string()
}

#[test]
fn geojson_that_is_no_plan_is_refused_by_path() {
    let square = || json!({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]});
    let small = || json!({"type": "Polygon", "coordinates": [[[0, 0], [0.1, 0], [0.1, 0.1], [0, 0]]]});
    let line = || json!({"type": "LineString", "coordinates": [[0, 0], [0.1, 0]]});
    let refused =
        |geometry: Value, properties: Value, expected: &str| assert_eq!(error(&feature(geometry, properties)), expected);
    refused(square(), json!({}), "geometry.coordinates[0]: area 6182.561 km² is above the largest allowed, 2500 km²");
    refused(small(), json!({}), "properties.lower: is missing");
    refused(small(), json!({"lower": 1}), "properties.lower: is given alone; lower and upper are both needed");
    refused(small(), json!({"lower": 1, "upper": 2}), "properties.reference: is missing");
    refused(
        small(),
        json!({"lower": 1, "upper": 2, "reference": "QNH"}),
        "properties.reference: \"QNH\" is not W84, AMSL or AGL",
    );
    refused(small(), json!({"lower": 3, "upper": 2, "reference": "AGL"}), "properties.upper: 2 m is below lower, 3 m");
    refused(
        small(),
        json!({"lower": 1, "upper": 1e6, "reference": "AGL"}),
        "properties.upper: 1000000 is not from -100000 to 100000",
    );
    let both = json!({"lower": 1, "upper": 2, "reference": "AGL", "start": "2026-03-01T09:00:00Z"});
    refused(small(), both, "properties.end: is missing");
    let reversed = json!({"lower": 1, "upper": 2, "reference": "AGL", "start_s": 10, "end_s": 5});
    refused(small(), reversed, "properties: ends before it starts");
    let unzoned = json!({"lower": 1, "upper": 2, "reference": "AGL", "start": "2026-03-01T09:00:00", "end": "x"});
    refused(
        small(),
        unzoned,
        "properties.start: time \"2026-03-01T09:00:00\" is not RFC 3339: it must end with Z or an offset from -23:59 to +23:59",
    );
    refused(line(), json!({"lower": 1, "upper": 2, "reference": "AGL"}), "properties.speed_mps: is missing, and so is an end");
    refused(
        line(),
        json!({"speed_mps": 5}),
        "geometry.coordinates: needs a height in every position, or lower and upper in the properties",
    );
    refused(json!({"type": "Point", "coordinates": [0, 0]}), json!({}), "properties.radius_m: is missing");
    refused(
        json!({"type": "MultiPoint", "coordinates": []}),
        json!({}),
        "geometry: MultiPoint is not a geometry of a plan; allowed are Polygon, MultiPolygon, Point and LineString",
    );
    let hole = json!({"type": "Polygon", "coordinates": [[[0, 0], [0.1, 0], [0.1, 0.1], [0, 0]], [[0, 0]]]});
    refused(hole, json!({}), "geometry.coordinates[1]: is a hole; a volume cannot have holes");
}

#[test]
fn what_is_no_plan_at_all_is_refused() {
    for text in ["", "  ", "QGC WPL 110", "{}", "{\"type\":\"Topology\"}", "17"] {
        assert!(matches!(plans::read(text.as_bytes(), &Assumptions::default()), Err(PlanError::UnknownFormat)), "{text}");
    }
    assert!(error("{").starts_with("not JSON: EOF"));
    assert!(error("[").starts_with("not JSON: EOF"));
    assert_eq!(error("[]"), "the plan has no volume: volumes is empty");
    let assumptions = Assumptions { margin_share: 0.6, ..Assumptions::default() };
    let refused = plans::read(ROUTE.as_bytes(), &assumptions).unwrap_err();
    assert_eq!(refused.to_string(), "assumption margin_share 0.6 is not from 0 to 0.5");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_plan_never_panics(
        which in 0..6usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..8),
    ) {
        let mut bytes = [ROUTE, ROUTE_KML, MULTIROTOR, COMPLEX, FIXED_WING, VOLUMES][which].as_bytes().to_vec();
        for (index, byte, how) in edits {
            let at = index.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b"0123456789-.eE\"[]{}"[usize::from(byte) % 19]),
                2 => { bytes.remove(at); }
                // Another digit for a digit keeps the syntax and changes the meaning.
                _ => if let Some(at) = (at..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) { bytes[at] = b'0' + byte % 10; }
            }
        }
        let _ = plans::read(&bytes, &Assumptions::default());
    }

    #[test]
    fn a_flight_that_keeps_its_buffers_is_in_a_volume_at_all_times(
        turns in prop::collection::vec((0.0..360.0f64, 50.0..25_000.0f64), 1..6),
        lat_deg in -80.0..80.0f64,
        share in 0.0..1.0f64,
        (aside_deg, aside_m) in (0.0..360.0f64, 0.0..40.0f64),
        faster in 0.95..1.05f64,
    ) {
        let mut points = vec![(lat_deg, 179.9)];
        for (azimuth_deg, length_m) in &turns {
            let (lat_deg, lng_deg) = points[points.len() - 1];
            points.push(Geodesic::wgs84().direct(lat_deg, lng_deg, *azimuth_deg, *length_m));
        }
        let coordinates: Vec<Value> = points.iter().map(|(lat_deg, lng_deg)| json!([lng_deg, lat_deg])).collect();
        let properties = json!({"speed_mps": 12, "buffer_m": 40, "lower": 0, "upper": 100, "reference": "AGL"});
        let plan = read(&feature(json!({"type": "LineString", "coordinates": coordinates}), properties));
        let flown_m = share * turns.iter().map(|(_, length_m)| length_m).sum::<f64>();
        let (mut leg, mut left_m) = (0, flown_m);
        while left_m > turns[leg].1 && leg + 1 < turns.len() {
            left_m -= turns[leg].1;
            leg += 1;
        }
        let (lat_deg, lng_deg): (f64, f64) = Geodesic::wgs84().direct(points[leg].0, points[leg].1, turns[leg].0, left_m);
        let (lat_deg, lng_deg): (f64, f64) = Geodesic::wgs84().direct(lat_deg, lng_deg, aside_deg, aside_m);
        let at_us = (flown_m / 12.0 / faster * 1e6) as i64;
        let holds = |volume: &PlannedVolume| {
            let (start_us, end_us) = volume.timing.at(0);
            (start_us..=end_us).contains(&at_us) && over(volume, lat_deg, lng_deg)
        };
        prop_assert!(plan.volumes.iter().any(holds), "at {} s", at_us / 1_000_000);
    }

    #[test]
    fn any_numbers_in_a_mission_never_panic(
        items in prop::collection::vec((prop::sample::select(vec![16i64, 17, 18, 19, 20, 21, 22, 31, 82, 84, 85, 93, 178, 3000]),
            prop::sample::select(vec![0i64, 3, 10, 2]),
            prop::array::uniform7(prop_oneof![Just(None), Just(Some(0.0)), (-200.0..200.0f64).prop_map(Some), any::<f64>().prop_map(Some)])), 1..8),
        vehicle in prop::sample::select(vec![1i64, 2, 20]),
    ) {
        let items: Vec<Value> = items.into_iter().map(|(command, frame, params)| item(command, frame, json!(params))).collect();
        let mut plan: Value = serde_json::from_str(&mission(Value::from(items))).expect("it is JSON");
        plan["mission"]["vehicleType"] = json!(vehicle);
        if let Ok(plan) = plans::read(plan.to_string().as_bytes(), &Assumptions::default()) {
            for volume in &plan.volumes {
                let (start_us, end_us) = volume.timing.at(0);
                prop_assert!(0 <= start_us && start_us <= end_us);
                prop_assert!(volume.lower.reference != volume.upper.reference || volume.lower.m <= volume.upper.m);
            }
        }
    }
}
