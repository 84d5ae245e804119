//! Areas: imported, listed, published as constraints, removed.

use super::words::{DESK, PLANNER, STRANGER, VIEWER, own_desk, own_desk_with, until};
use crate::rig::bodies::{CONSTRAINTS, id};
use crate::rig::tokens::PUBLISHER;
use crate::rig::{Answer, Rig, keys, list, text};
use serde_json::{Value, json};

/// A square of about a kilometre in GeoJSON.
fn feature(name: &str, (lat, lng): (f64, f64)) -> Value {
    let (south, north, west, east) = (lat, lat + 0.01, lng, lng + 0.01);
    json!({
        "type": "Feature",
        "properties": { "id": name, "name": name, "kind": "prohibited", "lower": "0 m WGS84", "upper": "120 m WGS84" },
        "geometry": { "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] },
    })
}

pub fn file(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "name": "zones", "features": features }).to_string()
}

async fn import(rig: &Rig, query: &str, file: String) -> Answer {
    let authorization = PLANNER.authorization();
    rig.send("POST", &format!("{DESK}/areas/import{query}"), &[("authorization", &authorization)], file).await
}

/// Imports squares of these names. Their ids, in order.
pub async fn imported(rig: &Rig, names: &[&str]) -> Vec<String> {
    let features: Vec<Value> = names.iter().enumerate().map(|(n, name)| feature(name, (46.0 + n as f64, 7.0))).collect();
    let answer = import(rig, "", file(&features)).await.expect(200);
    assert_eq!(answer["problems"], json!([]), "{answer}");
    list(&answer, "areas").iter().map(|area| text(area, "id").to_owned()).collect()
}

async fn get(rig: &Rig, id: &str) -> Answer {
    rig.get(&format!("{DESK}/areas/{id}"), VIEWER).await
}

#[tokio::test]
async fn an_imported_area_is_shown_as_its_file_has_it() {
    let rig = own_desk().await;
    let file = file(&[feature("stadium", (46.0, 7.0))]);
    let answer = import(&rig, "?format=geo_json", file.clone()).await.expect(200);
    let imported = &answer["areas"][0];
    assert_eq!((text(imported, "name"), text(imported, "kind"), &imported["revision"]), ("stadium", "prohibited", &json!(1)));
    assert_eq!(answer["problems_unlisted"], 0);

    let area = get(&rig, text(imported, "id")).await.expect(200);
    assert_eq!((text(&area, "name"), &area["published"], &area["revision"]), ("stadium", &json!(false), &json!(1)));
    let layer = &area["layers"][0];
    assert_eq!(layer["volume"]["altitude_lower"], json!({ "value": 0.0, "reference": "W84", "units": "M" }));
    assert_eq!(layer["volume"]["altitude_upper"]["value"], 120.0);
    assert_eq!(list(&layer["volume"]["outline_polygon"], "vertices")[0], json!({ "lat": 46.0, "lng": 7.0 }));
    assert_eq!(keys(layer), ["certainty", "volume"], "layers have no times");
    assert_eq!(area["windows"], json!([{ "start": null, "end": null }]), "without a schedule it is always active");
    assert_eq!((&area["constraints"], area.get("windows_until")), (&json!([]), None));
    assert_eq!(area["document"]["feature"], "stadium");

    let again = import(&rig, "", file).await.expect(200);
    assert_eq!(again["areas"], answer["areas"], "the same feature of the same file is the same area");
}

#[tokio::test]
async fn a_file_that_is_only_checked_puts_nothing_in() {
    let rig = own_desk().await;
    let wrong = json!({ "type": "Feature", "properties": { "kind": "prohibited" }, "geometry": { "type": "LineString", "coordinates": [] } });
    let answer = import(&rig, "?check_only=true", file(&[feature("stadium", (46.0, 7.0)), wrong])).await.expect(200);
    assert_eq!(answer["areas"][0]["revision"], 0);
    let problem = &answer["problems"][0];
    assert_eq!(text(problem, "severity"), "error");
    assert!(text(problem, "path").starts_with("features[1]"), "{problem}");
    assert_eq!(rig.get(&format!("{DESK}/areas"), VIEWER).await.expect(200), json!({ "areas": [] }));
}

#[tokio::test]
async fn pages_of_areas_together_are_all_of_them() {
    let rig = own_desk().await;
    let mut expected = imported(&rig, &["a", "b", "c", "d", "e"]).await;
    expected.sort_unstable();
    let (mut found, mut query) = (Vec::new(), "?limit=2".to_owned());
    let mut sizes = Vec::new();
    loop {
        let page = rig.get(&format!("{DESK}/areas{query}"), VIEWER).await.expect(200);
        sizes.push(list(&page, "areas").len());
        found.extend(list(&page, "areas").iter().map(|area| text(area, "id").to_owned()));
        let Some(next) = page["next_after"].as_str() else { break };
        query = format!("?limit=2&after={next}");
    }
    assert_eq!((sizes, found), (vec![2, 2, 1], expected));
}

#[tokio::test]
async fn who_has_an_area_already_is_told_so_until_something_of_it_changes() {
    let rig = own_desk().await;
    let id = imported(&rig, &["stadium"]).await.remove(0);
    let tag = get(&rig, &id).await.header("etag").expect("a tag").to_owned();
    let path = format!("{DESK}/areas/{id}");
    let authorization = VIEWER.authorization();
    let headers = [("authorization", authorization.as_str()), ("if-none-match", tag.as_str())];
    let answer = rig.send("GET", &path, &headers, "").await;
    assert_eq!((answer.status, answer.text.as_str(), answer.header("etag")), (304, "", Some(tag.as_str())));

    rig.post(&format!("{path}/publication"), PLANNER, &json!({ "published": true })).await.expect(200);
    let answer = rig.send("GET", &path, &headers, "").await;
    assert_eq!((answer.status, answer.json["published"].as_bool()), (200, Some(true)));
    // The revision stays while a constraint gets to the DSS; the tag does not.
    let there = until(&rig, &path, VIEWER, |answer| answer.json["constraints"][0]["state"] == "at_dss").await;
    assert_eq!(there.json["revision"], answer.json["revision"]);
    assert_ne!(there.header("etag"), answer.header("etag"));
}

/// F3548-21 CSTM0005: what is published is at the DSS as a constraint while it is active.
#[tokio::test]
async fn a_published_area_is_a_constraint_at_the_dss() {
    let rig = own_desk().await;
    let id = imported(&rig, &["stadium"]).await.remove(0);
    let path = format!("{DESK}/areas/{id}");
    let answer = rig.post(&format!("{path}/publication"), PLANNER, &json!({ "published": true })).await.expect(200);
    assert_eq!((&answer["published"], &answer["revision"]), (&json!(true), &json!(2)));
    let area = until(&rig, &path, VIEWER, |answer| answer.json["constraints"][0]["state"] == "at_dss").await.json;
    let constraint = &area["constraints"][0];

    let at_dss = format!("{CONSTRAINTS}/{}", text(constraint, "id"));
    let reference = rig.get(&at_dss, PUBLISHER).await.expect(200)["constraint_reference"].take();
    assert_eq!(text(&reference, "manager"), "uss1");
    assert_eq!(reference["version"], constraint["version"]);
    assert_eq!(reference["time_start"]["value"], constraint["start"]);
    assert_eq!(reference["time_end"]["value"], constraint["end"]);
    assert!(text(constraint, "ovn").len() >= 16, "{constraint}");

    rig.post(&format!("{path}/publication"), PLANNER, &json!({ "published": false })).await.expect(200);
    until(&rig, &path, VIEWER, |answer| answer.json["constraints"] == json!([])).await;
    rig.get(&at_dss, PUBLISHER).await.expect(404);
}

#[tokio::test]
async fn an_area_is_removed_at_the_revision_that_was_seen() {
    let rig = own_desk().await;
    let id = imported(&rig, &["stadium"]).await.remove(0);
    let path = format!("{DESK}/areas/{id}");
    let tag = get(&rig, &id).await.header("etag").expect("a tag").to_owned();
    rig.post(&format!("{path}/publication"), PLANNER, &json!({ "published": true })).await.expect(200);

    let authorization = PLANNER.authorization();
    let remove = |tag: String| {
        let (rig, path, authorization) = (&rig, &path, &authorization);
        async move { rig.send("DELETE", path, &[("authorization", authorization), ("if-match", &tag)], "").await }
    };
    remove(tag).await.refused(412, "is at revision 2, not 1");
    remove("seven".to_owned()).await.refused(400, "if-match: must be an entity tag");
    let answer = remove("\"2\"".to_owned()).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    get(&rig, &id).await.refused(404, "there is no area");
    rig.delete(&path, PLANNER).await.refused(404, "there is no area");
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_the_field() {
    let rig = own_desk_with(|config| config.desk.manages_constraints = false).await;
    let area = imported(&rig, &["stadium"]).await.remove(0);
    let areas = format!("{DESK}/areas");
    rig.get(&format!("{areas}?limit=0"), VIEWER).await.refused(400, "limit: must be 1 to 500, not 0");
    rig.get(&format!("{areas}?limt=1"), VIEWER).await.refused(400, "limt");
    rig.get(&format!("{areas}?after=1"), VIEWER).await.refused(400, "after: must be a UUID");
    rig.get(&format!("{areas}/stadium"), VIEWER).await.refused(400, "id: must be a UUID");
    rig.get(&format!("{areas}/{}", id()), VIEWER).await.refused(404, "there is no area");
    let publication = format!("{areas}/{area}/publication");
    rig.post(&publication, PLANNER, &json!({ "published": true })).await.refused(400, "not set up to manage constraints");
    rig.post(&publication, PLANNER, &json!({ "publish": true })).await.refused(400, "publish");
    rig.post(&publication, PLANNER, &json!({ "published": "yes" })).await.refused(400, "published");
    rig.post(&publication, PLANNER, &json!({})).await.refused(400, "published");
    import(&rig, "?format=shape", file(&[])).await.refused(400, "format: unknown variant `shape`");
    import(&rig, "?check_only=1", file(&[])).await.refused(400, "check_only: provided string was not `true` or `false`");
    import(&rig, "", String::new()).await.refused(400, "file: the body is empty");
    import(&rig, "", "nonsense".to_owned()).await.refused(400, "file: the format is not recognised");
    import(&rig, "?format=open_air", "{}".to_owned()).await.refused(400, "file: ");
}

#[tokio::test]
async fn areas_are_for_the_people_of_the_desk() {
    let rig = own_desk().await;
    let id = imported(&rig, &["stadium"]).await.remove(0);
    rig.get(&format!("{DESK}/areas"), STRANGER).await.refused(403, "uss2 is not one of the people of this desk");
    rig.get(&format!("{DESK}/areas"), PUBLISHER).await.refused(403, "scope");
    rig.delete(&format!("{DESK}/areas/{id}"), VIEWER).await.refused(403, "scope");
}
