//! Constraints of others in the way of flights under test: what they say to the user, and on the map.

use super::stage::*;
use crate::rig::bodies::*;
use crate::rig::tokens::PUBLISHER;
use parking_lot::Mutex;
use serde_json::{Value, json};
use std::sync::Arc;

/// A desk that heeds constraints, and one constraint of another party there, whose zone says this.
async fn with_constraint(at: (f64, f64), restriction: &str) -> (Stage, Small, String) {
    let stage = Stage::start_with("desk1", |config| config.desk.processes_constraints = true).await;
    let details: Arc<Mutex<Value>> = Arc::default();
    let told = details.clone();
    let manager = Small::serving(move |_| (200, told.lock().to_string())).await;
    let mut body = constraint(around(at));
    body["uss_base_url"] = json!(manager.url(""));
    let made = stage.rig.new_constraint(PUBLISHER, &body).await;
    let zone = json!({
        "identifier": "ZA00001", "country": "CHE", "zone_authority": [], "type": "COMMON", "restriction": restriction,
        "u_space_class": "CORUS", "reason": [],
    });
    *details.lock() = json!({ "constraint": {
        "reference": made.answer["constraint_reference"],
        "details": { "volumes": [around(at)], "type": "com.example.zone", "geozone": zone },
    } });
    (stage, manager, made.id)
}

#[tokio::test]
async fn a_constraint_that_advises_is_told_along_with_the_flight() {
    let at = place();
    let (stage, _manager, _) = with_constraint(at, "CONDITIONAL").await;
    let flight = id();
    let done = stage.expect(&flight, planned(around(at)), ("Completed", "Planned")).await;
    assert_eq!(done["includes_advisories"], "AtLeastOneAdvisoryOrCondition", "{done}");
    let elsewhere = stage.expect(&flight, planned(around(place())), ("Completed", "Planned")).await;
    assert_eq!(elsewhere["includes_advisories"], "NoAdvisoriesOrConditions");
}

#[tokio::test]
async fn a_constraint_that_forbids_rejects_the_flight_and_is_on_the_map() {
    let at = place();
    let (stage, _manager, constraint) = with_constraint(at, "PROHIBITED").await;
    let refused = stage.expect(&id(), planned(around(at)), ("Rejected", "NotPlanned")).await;
    let notes = refused["notes"].as_str().expect("notes");
    assert!(notes.contains(&constraint) && notes.contains("forbids"), "{notes}");

    let position = json!({ "location": { "lat": at.0, "lng": at.1 } });
    let set = |impact: &str, class: &str| {
        json!({ "filter_sets": [{
            "position": position, "restriction_source": "authority", "resulting_operational_impact": impact,
            "ed269": { "u_space_class": class, "acceptable_restrictions": ["PROHIBITED"] },
        }] })
    };
    let checks = json!({ "checks": [set("Block", "CORUS"), set("Advise", "CORUS"), set("Block", "EUROCONTROL")] });
    let answer = stage.rig.post("/map/queries", MAP_USER, &checks).await.expect(200);
    let results = answer["results"].as_array().expect("a list");
    let outcomes: Vec<_> = results.iter().map(|result| result["features_selection_outcome"].as_str().expect("one")).collect();
    assert_eq!(outcomes, ["Present", "Absent", "Absent"]);
}
