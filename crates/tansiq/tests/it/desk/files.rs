//! Plans out of files, submitted as they were read.

use super::desks::*;
use crate::rig::bodies::in_minutes;
use crate::rig::{Answer, list, text};
use crate::testing::stage::Stage;
use serde_json::{Value, json};

const READ: &str = "/api/v1/desk/plans/read";

/// Two sides of a square, flown at 10 m/s, 60 to 80 m above the ellipsoid; each is 556.6 m long (0.005° on the equator and
/// about that north of it).
fn route() -> String {
    json!({ "type": "FeatureCollection", "name": "two legs", "priority": 3, "features": [{
        "type": "Feature",
        "geometry": { "type": "LineString", "coordinates": [[8.0, 0.0], [8.005, 0.0], [8.005, 0.005]] },
        "properties": { "lower": 60, "upper": 80, "reference": "W84", "speed_mps": 10, "buffer_m": 40 },
    }] })
    .to_string()
}

fn kml(start: &str, end: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>field survey</name><Placemark>
  <TimeSpan><begin>{start}</begin><end>{end}</end></TimeSpan>
  <ExtendedData><Data name="lower"><value>0 m W84</value></Data><Data name="upper"><value>100 m W84</value></Data></ExtendedData>
  <Polygon><outerBoundaryIs><LinearRing><coordinates>
    8.0,0.0 8.01,0.0 8.01,0.01 8.0,0.01 8.0,0.0
  </coordinates></LinearRing></outerBoundaryIs></Polygon>
</Placemark></Document></kml>"#
    )
}

/// Up to 50 m above a home that is 400 m above the sea, 500 m to the east and down.
const MISSION: &str = r#"{
  "fileType": "Plan", "groundStation": "QGroundControl", "version": 1,
  "geoFence": { "circles": [], "polygons": [], "version": 2 }, "rallyPoints": { "points": [], "version": 2 },
  "mission": {
    "cruiseSpeed": 15, "firmwareType": 12, "globalPlanAltitudeMode": 1, "hoverSpeed": 5, "vehicleType": 2, "version": 2,
    "plannedHomePosition": [0, 8, 400],
    "items": [
      { "autoContinue": true, "command": 22, "doJumpId": 1, "frame": 3, "params": [0, 0, 0, null, 0, 8, 50], "type": "SimpleItem" },
      { "autoContinue": true, "command": 16, "doJumpId": 2, "frame": 3, "params": [0, 0, 0, null, 0, 8.0045, 50], "type": "SimpleItem" },
      { "autoContinue": true, "command": 21, "doJumpId": 3, "frame": 3, "params": [0, 0, 0, null, 0, 8.0045, 0], "type": "SimpleItem" }
    ]
  }
}"#;

async fn read(stage: &Stage, query: &str, file: impl Into<String>) -> Answer {
    let authorization = VIEWER.authorization();
    stage.rig.send("POST", &format!("{READ}{query}"), &[("authorization", &authorization)], file.into()).await
}

/// Reads a file and submits what came of it as it is. What was read, and what was made.
async fn read_and_submit(stage: &Stage, query: &str, file: impl Into<String>) -> (Value, Value) {
    let read = read(stage, query, file).await.expect(200);
    let made = accepted(stage, PLANNER, &read["plan"]).await;
    (read, made)
}

#[tokio::test]
async fn a_route_is_read_and_submitted_as_it_is() {
    let stage = desk_rig().await;
    let start = text(&in_minutes(20), "value").to_owned();
    let (read, made) = read_and_submit(&stage, &format!("?start={}", start.replace(':', "%3A")), route()).await;
    assert_eq!(
        (&read["needs_start"], &read["plan"]["name"], &read["plan"]["priority"]),
        (&json!(true), &json!("two legs"), &json!(3))
    );
    let volumes = list(&read["plan"], "volumes");
    assert!(volumes.len() >= 2, "a volume for each leg: {read}");
    assert!(list(&read["plan"], "stated").iter().all(Value::is_string));
    // A leg may begin somewhat early, but not before the plan does.
    assert_eq!(text(&volumes[0], "time_start"), start, "{read}");
    assert_eq!(list(&made, "volumes").len(), volumes.len());
    assert_eq!((text(&made, "name"), &made["priority"]), ("two legs", &json!(3)));
    assert_eq!(made["volumes"][0]["volume"]["altitude_upper"]["value"], 80.0);
    for stated in list(&read["plan"], "stated") {
        assert!(list(&made, "stated").contains(stated), "{stated}");
    }
}

#[tokio::test]
async fn a_polygon_of_kml_keeps_its_times() {
    let stage = desk_rig().await;
    let (start, end) = (text(&in_minutes(20), "value").to_owned(), text(&in_minutes(50), "value").to_owned());
    let (read, made) = read_and_submit(&stage, "", kml(&start, &end)).await;
    assert_eq!((&read["needs_start"], text(&made, "name")), (&json!(false), "field survey"));
    let volume = &made["volumes"][0];
    assert_eq!((text(volume, "time_start"), text(volume, "time_end")), (start.as_str(), end.as_str()));
    let vertices = list(&volume["volume"]["outline_polygon"], "vertices");
    assert_eq!(vertices.len(), 4);
    assert!(vertices.contains(&json!({ "lat": 0.01, "lng": 8.01 })));
}

#[tokio::test]
async fn a_mission_of_a_ground_station_is_flown_above_its_home() {
    let stage = desk_rig().await;
    let (read, made) = read_and_submit(&stage, "?vertical_buffer_m=10&lateral_buffer_m=25.5", MISSION).await;
    assert_eq!(read["needs_start"], true);
    let volumes = list(&read["plan"], "volumes");
    let highest =
        volumes.iter().filter_map(|volume| volume["volume"]["altitude_upper"]["value"].as_f64()).fold(f64::MIN, f64::max);
    // 400 m above the sea, 50 m above that, and the buffer.
    assert!((highest - 460.0).abs() < 1e-6, "{read}");
    assert!(volumes.iter().all(|volume| volume["volume"]["altitude_upper"]["reference"] == "AMSL"), "{read}");
    // The geoid is 17 to 18 m above the ellipsoid at 0° N 8° E (EGM96).
    let made_highest = list(&made, "volumes").iter().filter_map(|volume| volume["volume"]["altitude_upper"]["value"].as_f64());
    let made_highest = made_highest.fold(f64::MIN, f64::max);
    assert!((470.0..485.0).contains(&made_highest), "{made_highest}");
}

#[tokio::test]
async fn a_file_of_ours_comes_back_as_it_was() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    stage.rig.delete(&format!("{PLANS}/{}", text(&made, "id")), PLANNER).await.expect(200);
    let standard = json!({ "volumes": [cylinder(PLACE, (0.0, 120.0))], "priority": 7 });
    let (read, made) = read_and_submit(&stage, "", standard.to_string()).await;
    assert_eq!((&read["needs_start"], &made["priority"]), (&json!(false), &json!(7)));
    assert_eq!(read["plan"]["volumes"][0]["volume"]["outline_circle"]["radius"], json!({ "value": 100.0, "units": "M" }));
}

#[tokio::test]
async fn what_cannot_be_read_is_named() {
    let stage = desk_rig().await;
    for (query, file, problem) in [
        ("", "", "the file is not a plan"),
        ("", "hello", "the file is not a plan"),
        ("", r#"{ "type": "FeatureCollection", "features": [] }"#, "no feature"),
        ("?start=noon", MISSION, "start: "),
        ("?climb_mps=fast", MISSION, "climb_mps: must be a number, not \"fast\""),
        ("?climb_mps=51", MISSION, "climb_mps"),
        ("?climb_mps=NaN", MISSION, "climb_mps"),
        ("?climb=1", MISSION, "climb"),
    ] {
        read(&stage, query, file).await.refused(400, problem);
    }
}
