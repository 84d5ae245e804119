//! Files of areas come in: each feature once, with what is wrong told by feature.

use super::rig::*;
use tansiq_core::desk::{AreaKind, Rejection};
use tansiq_core::{EntityId, Timestamp};
use tansiq_desk::{DeskError, areas::Document};
use tansiq_formats::{Format, Severity};

fn sample(path: &str) -> Vec<u8> {
    let path = format!("{}/../tansiq-formats/testdata/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A square about a place, prohibited or whatever else.
fn square(id: &str, kind: &str, (lat, lng): (f64, f64)) -> String {
    let (south, north, west, east) = (lat - 0.01, lat + 0.01, lng - 0.01, lng + 0.01);
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{"name":"Area {id}","kind":"{kind}"}},"geometry":{{"type":"Polygon",
        "coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[tokio::test]
async fn the_same_file_again_changes_nothing_and_a_changed_one_what_it_changes() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let file = |kind: &str| collection(&[square("a", kind, (46.95, 7.45)), square("b", "advisory", (47.5, 7.45))]);
    let import = async |text: String| alpha.desk.import_areas(&planner(), text.as_bytes(), None, false).await.expect("read");
    let first = import(file("conditional")).await;
    let ids: Vec<EntityId> = first.areas.iter().map(|area| area.id).collect();
    assert_eq!(first.areas.iter().map(|area| area.revision).collect::<Vec<_>>(), [1, 1]);
    world.pass(std::time::Duration::from_secs(86_400));
    let head = alpha.desk.node().head();
    let again = import(file("conditional")).await;
    assert_eq!(again.areas.iter().map(|area| (area.id, area.revision)).collect::<Vec<_>>(), [(ids[0], 1), (ids[1], 1)]);
    assert_eq!(alpha.desk.node().head(), head, "nothing was recorded");
    let changed = import(file("prohibited")).await;
    assert_eq!(changed.areas.iter().map(|area| (area.id, area.revision)).collect::<Vec<_>>(), [(ids[0], 2), (ids[1], 1)]);
    assert_eq!(alpha.look(|state| state.areas().count()).await, 2);
}

#[tokio::test]
async fn a_plan_into_an_imported_area_is_refused() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let file = collection(&[square("a", "prohibited", (46.95, 7.45))]);
    alpha.desk.import_areas(&planner(), file.as_bytes(), Some(Format::GeoJson), false).await.expect("read");
    let refused = alpha.accept(near_bern(0.0)).await.expect_err("prohibited");
    let DeskError::Rejected(Rejection::Meets(meetings)) = refused else { panic!("{refused:?}") };
    assert_eq!(meetings[0].name.as_deref(), Some("Area a"));
    let id = alpha.look(|state| state.areas().next().map(|area| area.id)).await.expect("it is there");
    alpha.desk.remove_area(&planner(), id, Some(1)).await.expect("removed");
    alpha.accept(near_bern(0.0)).await.expect("nothing is in the way");
}

#[tokio::test]
async fn a_check_puts_nothing_in() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let file = collection(&[square("a", "prohibited", (46.95, 7.45))]);
    let checked = alpha.desk.import_areas(&planner(), file.as_bytes(), None, true).await.expect("read");
    assert_eq!(checked.areas.iter().map(|area| (area.kind, area.revision)).collect::<Vec<_>>(), [(AreaKind::Prohibited, 0)]);
    assert_eq!((alpha.look(|state| state.areas().count()).await, alpha.desk.node().head()), (0, 0));
}

#[tokio::test]
async fn a_bad_feature_is_told_and_the_good_ones_come_in() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let bow_tie = r#"{"type":"Feature","id":"bad","properties":{"kind":"prohibited"},"geometry":{"type":"Polygon",
        "coordinates":[[[7,46],[7.1,46.1],[7.1,46],[7,46.1],[7,46]]]}}"#;
    let file = collection(&[square("a", "prohibited", (46.95, 7.45)), bow_tie.to_owned()]);
    let done = alpha.desk.import_areas(&planner(), file.as_bytes(), None, false).await.expect("read");
    assert_eq!(done.areas.iter().map(|area| area.name.as_str()).collect::<Vec<_>>(), ["Area a"]);
    let bad: Vec<_> = done.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(bad.iter().all(|problem| problem.path.starts_with("features[1]")), "{bad:?}");
    assert_eq!(bad.len(), 1);
    let nonsense = alpha.desk.import_areas(&planner(), b"nonsense", None, false).await;
    assert!(matches!(nonsense, Err(DeskError::Invalid(text)) if text.starts_with("file: the format is not recognised")));
}

#[tokio::test]
async fn two_features_that_call_themselves_the_same_are_two_areas() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let file = collection(&[square("a", "advisory", (46.95, 7.45)), square("a", "advisory", (47.5, 7.45))]);
    let done = alpha.desk.import_areas(&planner(), file.as_bytes(), None, false).await.expect("read");
    assert_eq!(alpha.look(|state| state.areas().count()).await, done.areas.len());
}

/// Every sample of every format comes in, or is told.
#[tokio::test]
async fn samples_of_all_formats_come_in() {
    let world = World::new();
    let alpha = world.desk("alpha");
    for (path, format) in SAMPLES {
        let done = alpha.desk.import_areas(&planner(), &sample(path), None, false).await.expect(path);
        let errors = done.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        assert!(!done.areas.is_empty(), "{path}: {:?}", done.problems);
        let read = tansiq_formats::read_areas(&sample(path), Some(format)).expect(path);
        assert_eq!((done.areas.len(), errors), (read.areas.len(), read.problems.errors()), "{path}: {:?}", done.problems);
        for area in &done.areas {
            let held = alpha.look(|state| state.area(area.id).cloned()).await.expect("it is there");
            let document: Document = serde_json::from_str(&held.document).expect("a document");
            assert_eq!(document.source.format, format, "{path}");
            assert!(held.windows_until > Timestamp(NOW.0), "{path}");
        }
    }
}

const SAMPLES: [(&str, Format); 8] = [
    ("samples/cis_source_sample_ed269.json", Format::Ed269),
    ("samples/cis_source_sample_ed318.json", Format::Ed318),
    ("ed318/examples/Example_Collection.json", Format::Ed318),
    ("ed318/examples/Example_GeoZone_2_Layers.json", Format::Ed318),
    ("ed318/examples/Example_GeoZone_Circle.json", Format::Ed318),
    ("ed318/examples/Example_GeoZone_with_extension.json", Format::Ed318),
    ("kml/sample.kml", Format::Kml),
    ("openair/sample.txt", Format::OpenAir),
];
