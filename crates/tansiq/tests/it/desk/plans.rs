//! Plans: submitted, looked at, changed, ended, listed. What is refused is in `refusals.rs`.

use super::desks::*;
use crate::rig::bodies::{id, with};
use crate::rig::{Answer, list, text};
use crate::testing::stage::Stage;
use serde_json::{Value, json};
use tansiq::config::StoreKind;

#[tokio::test]
async fn a_plan_is_made_with_a_place_and_a_tag_and_is_at_the_dss() {
    let stage = desk_rig().await;
    let answer = stage.rig.post(PLANS, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let (location, tag) = (answer.header("location").map(str::to_owned), answer.header("etag").map(str::to_owned));
    let made = answer.expect(201);
    let flight = text(&made, "id");
    assert_eq!(location, Some(format!("{PLANS}/{flight}")));
    assert_eq!(tag, Some(format!("\"{}\"", made["revision"])));
    assert_eq!((text(&made, "state"), text(&made, "planner"), text(&made, "name")), ("accepted", "uss1", "survey"));
    assert_eq!(made["reference"]["version"], 1);
    let volume = &made["volumes"][0];
    assert_eq!(
        (volume["volume"]["outline_circle"]["radius"]["value"].as_f64(), text(volume, "certainty")),
        (Some(100.0), "exact")
    );
    assert_eq!(volume["volume"]["altitude_upper"], json!({ "value": 120.0, "reference": "W84", "units": "M" }));
    assert_eq!(list(&made, "stated"), &vec![json!("heights above the ellipsoid: as given")]);
    let at_dss = stage.rig.get(&format!("{}/{flight}", crate::rig::bodies::INTENTS), PEER).await.expect(200);
    let reference = &at_dss["operational_intent_reference"];
    assert_eq!((text(reference, "manager"), text(reference, "state")), ("uss1", "Accepted"));
    let own = stage.rig.get(&location.expect("a place"), VIEWER).await.expect(200);
    assert_eq!(own, made);
}

#[tokio::test]
async fn a_plan_may_begin_in_use() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &with(plan(&now(PLACE)), "state", json!("activated"))).await;
    assert_eq!((text(&made, "state"), &made["reference"]["version"]), ("activated", &json!(2)));
}

#[tokio::test]
async fn times_are_texts_or_objects_of_the_standard() {
    let stage = desk_rig().await;
    let object = cylinder(PLACE, (0.0, 120.0));
    let text_of = |name: &str| object[name]["value"].clone();
    let texts = with(with(object.clone(), "time_start", text_of("time_start")), "time_end", text_of("time_end"));
    let made = accepted(&stage, PLANNER, &plan(&texts)).await;
    assert_eq!(made["volumes"][0]["time_start"], object["time_start"]["value"]);
    assert_eq!(made["volumes"][0]["time_end"], object["time_end"]["value"]);
    stage.rig.delete(&format!("{PLANS}/{}", text(&made, "id")), PLANNER).await.expect(200);
    let again = accepted(&stage, PLANNER, &plan(&object)).await;
    assert_eq!(again["volumes"], made["volumes"]);
    let shifted = json!("2027-03-01T10:30:00+01:30");
    let check = json!({ "volumes": [with(with(object, "time_start", shifted), "time_end", json!("2027-03-01T09:30:00Z"))] });
    stage.rig.post("/api/v1/desk/checks", VIEWER, &check).await.refused(400, "more than 30 days ahead");
}

#[tokio::test]
async fn feet_and_flight_levels_become_metres_above_the_ellipsoid() {
    let stage = desk_rig().await;
    let feet = |value: f64, reference: &str| json!({ "value": value, "reference": reference, "units": "FT" });
    let mut volume = cylinder(PLACE, (0.0, 0.0));
    // 1,000 ft are 304.8 m exactly (ICAO Annex 5).
    volume["volume"]["altitude_upper"] = feet(1_000.0, "W84");
    let made = accepted(&stage, PLANNER, &plan(&volume)).await;
    assert_eq!(made["volumes"][0]["volume"]["altitude_upper"]["value"], 304.8);
    assert_eq!(made["volumes"][0]["certainty"], "exact");

    // Flight level 200 is 6,096 m in the standard atmosphere, and in any weather within some kilometres of it.
    let mut volume = cylinder(east(1_000.0), (0.0, 0.0));
    volume["volume"]["altitude_lower"] = json!({ "value": 50, "reference": "FL" });
    volume["volume"]["altitude_upper"] = json!({ "value": 200, "reference": "FL", "units": "FT" });
    let made = accepted(&stage, PLANNER, &plan(&volume)).await;
    let volume = &made["volumes"][0];
    let outer = volume["volume"]["altitude_upper"]["value"].as_f64().expect("a height");
    let inner = volume["certain_upper_m"].as_f64().unwrap_or_else(|| panic!("{volume}"));
    assert_eq!(volume["certainty"], "within");
    assert!(inner < 6_096.0 && 6_096.0 < outer && outer - inner < 5_000.0, "{volume}");
    assert!(list(&made, "stated").iter().any(|line| line.as_str().is_some_and(|line| line.starts_with("flight levels: "))));
}

#[tokio::test]
async fn heights_above_ground_without_terrain_are_as_sure_as_the_ground() {
    let ground = |lowest: f64, highest: f64| {
        desk_rig_with(move |config| (config.desk.ground_lowest_m, config.desk.ground_highest_m) = (lowest, highest))
    };
    let mut volume = cylinder(PLACE, (0.0, 120.0));
    for bound in ["altitude_lower", "altitude_upper"] {
        volume["volume"][bound]["reference"] = json!("AGL");
    }
    let made = accepted(&ground(0.0, 50.0).await, PLANNER, &plan(&volume)).await;
    let told = &made["volumes"][0];
    assert_eq!(told["certainty"], "within");
    let height = |bound: &str| told["volume"][bound]["value"].as_f64().expect("a height");
    let (lower, upper) = (height("altitude_lower"), height("altitude_upper"));
    // 120 m and the 50 m in which the ground may be, and the error of the geoid on both sides.
    assert!((170.0..180.0).contains(&(upper - lower)), "{told}");
    let certain = |field: &str| told[field].as_f64().expect("a height");
    let sure = certain("certain_upper_m") - certain("certain_lower_m");
    assert!((60.0..=70.0).contains(&sure) && lower < certain("certain_lower_m"), "{told}");
    let stated = made["stated"][0].as_str().unwrap_or_default().to_owned();
    assert!(stated.contains("assumed ground 0 to 50 m above mean sea level"), "{stated}");

    // Ground anywhere between the Dead Sea and Mount Everest: there is no height that is surely meant.
    let made = accepted(&desk_rig().await, PLANNER, &plan(&volume)).await;
    assert_eq!(made["volumes"][0]["certainty"], "nowhere");
    assert!(made["volumes"][0].get("certain_lower_m").is_none());
}

#[tokio::test]
async fn a_buffer_becomes_part_of_the_outline() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &plan(&with(cylinder(PLACE, (0.0, 120.0)), "buffer_m", json!(50.0)))).await;
    let volume = &made["volumes"][0];
    assert_eq!(volume["volume"]["outline_circle"]["radius"]["value"], 150.0);
    assert!(volume.get("buffer_m").is_none());
}

#[tokio::test]
async fn the_same_key_with_the_same_plan_makes_one_plan() {
    let stage = desk_rig().await;
    let body = plan(&cylinder(PLACE, (0.0, 120.0)));
    let key = [("idempotency-key", "order 17")];
    let first = ask_with(&stage, "POST", PLANS, &key, &body).await.expect(201);
    let again = ask_with(&stage, "POST", PLANS, &key, &body).await;
    assert_eq!(again.header("location"), Some(format!("{PLANS}/{}", text(&first, "id")).as_str()));
    assert_eq!(again.expect(201), first);
    let plans = stage.rig.get(PLANS, VIEWER).await.expect(200);
    assert_eq!(list(&plans, "plans").len(), 1);

    let other = with(body.clone(), "name", json!("another"));
    ask_with(&stage, "POST", PLANS, &key, &other).await.refused(422, "idempotency-key");
    ask_with(&stage, "POST", PLANS, &[("idempotency-key", "order 18")], &body).await.expect(409);
    for wrong in ["", &"k".repeat(256), "k\u{e9}"] {
        ask_with(&stage, "POST", PLANS, &[("idempotency-key", wrong)], &body).await.refused(400, "idempotency-key");
    }
}

#[tokio::test]
async fn two_submissions_with_one_key_at_once_make_one_plan() {
    let stage = desk_rig().await;
    let body = plan(&cylinder(PLACE, (0.0, 120.0)));
    let key = [("idempotency-key", "order 17")];
    let (one, two) = tokio::join!(ask_with(&stage, "POST", PLANS, &key, &body), ask_with(&stage, "POST", PLANS, &key, &body));
    assert_eq!(one.expect(201)["id"], two.expect(201)["id"]);
}

#[tokio::test]
async fn a_key_that_was_refused_can_be_used_again() {
    let stage = desk_rig().await;
    let first = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let key = [("idempotency-key", "order 17")];
    let body = plan(&cylinder(PLACE, (100.0, 200.0)));
    ask_with(&stage, "POST", PLANS, &key, &body).await.expect(409);
    stage.rig.delete(&format!("{PLANS}/{}", text(&first, "id")), PLANNER).await.expect(200);
    ask_with(&stage, "POST", PLANS, &key, &body).await.expect(201);
}

#[tokio::test]
async fn a_key_is_remembered_over_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    let start = || {
        let path = path.clone();
        desk_rig_with(move |config| {
            config.store.kind = StoreKind::Sqlite;
            config.store.path = path;
        })
    };
    let body = plan(&cylinder(PLACE, (0.0, 120.0)));
    let key = [("idempotency-key", "order 17")];
    let stage = start().await;
    let first = ask_with(&stage, "POST", PLANS, &key, &body).await.expect(201);
    stage.rig.stop().await.expect("it stops in order");
    let stage = start().await;
    assert_eq!(ask_with(&stage, "POST", PLANS, &key, &body).await.expect(201), first);
    let other = with(body, "priority", json!(1));
    ask_with(&stage, "POST", PLANS, &key, &other).await.refused(422, "idempotency-key");
}

#[tokio::test]
async fn a_plan_that_the_caller_has_already_is_not_sent_again() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let path = format!("{PLANS}/{}", text(&made, "id"));
    let answer = stage.rig.get(&path, VIEWER).await;
    let tag = answer.header("etag").expect("a tag").to_owned();
    for same in [tag.clone(), format!("W/{tag}"), format!("\"77\", {tag}"), "*".to_owned()] {
        let answer = ask_with(&stage, "GET", &path, &[("if-none-match", &same)], &Value::Null).await;
        assert_eq!((answer.status, answer.text.as_str(), answer.header("etag")), (304, "", Some(tag.as_str())), "{same}");
    }
    ask_with(&stage, "GET", &path, &[("if-none-match", "\"77\"")], &Value::Null).await.expect(200);
    stage.rig.get(&format!("{PLANS}/{}", id()), VIEWER).await.refused(404, "there is no plan");
    stage.rig.get(&format!("{PLANS}/17"), VIEWER).await.refused(400, "id");
}

#[tokio::test]
async fn a_change_holds_only_for_the_revision_it_names() {
    let stage = desk_rig().await;
    let flight = id();
    let path = format!("{PLANS}/{flight}");
    let body = plan(&cylinder(PLACE, (0.0, 120.0)));
    let new = [("if-none-match", "*")];
    let answer = ask_with(&stage, "PUT", &path, &new, &body).await;
    assert_eq!(answer.header("location"), Some(path.as_str()));
    let tag = answer.header("etag").expect("a tag").to_owned();
    answer.expect(201);
    ask_with(&stage, "PUT", &path, &new, &body).await.refused(412, "there is already an operation");

    let wider = plan(&cylinder(PLACE, (0.0, 150.0)));
    let answer = ask_with(&stage, "PUT", &path, &[("if-match", &tag)], &wider).await;
    let newer = answer.header("etag").expect("a tag").to_owned();
    let changed = answer.expect(200);
    assert_eq!(changed["volumes"][0]["volume"]["altitude_upper"]["value"], 150.0);
    assert_eq!(changed["reference"]["version"], 2);
    assert_ne!(newer, tag);
    ask_with(&stage, "PUT", &path, &[("if-match", &tag)], &body).await.refused(412, "look at it again");
    ask_with(&stage, "DELETE", &path, &[("if-match", &tag)], &Value::Null).await.refused(412, "look at it again");
    let state = json!({ "state": "accepted" });
    ask_with(&stage, "POST", &format!("{path}/state"), &[("if-match", &tag)], &state).await.refused(412, "look at it again");

    for wrong in ["x", "\"x\"", "*"] {
        ask_with(&stage, "PUT", &path, &[("if-match", wrong)], &body).await.refused(400, "if-match");
    }
    ask_with(&stage, "PUT", &path, &[("if-none-match", "\"1\"")], &body).await.refused(400, "if-none-match");
    let both = [("if-match", newer.as_str()), ("if-none-match", "*")];
    ask_with(&stage, "PUT", &path, &both, &body).await.refused(400, "only one of them");
    ask_with(&stage, "PUT", &format!("{PLANS}/{}", id()), &[("if-match", &tag)], &body).await.refused(404, "there is no");

    let ended = ask_with(&stage, "DELETE", &path, &[("if-match", &newer)], &Value::Null).await;
    let last = ended.header("etag").expect("a tag").to_owned();
    assert_eq!(text(&ended.expect(200), "state"), "ended");
    // The revision is right; that it is over is no matter of preconditions.
    ask_with(&stage, "PUT", &path, &[("if-match", &last)], &body).await.refused(409, "is over");
}

#[tokio::test]
async fn a_plan_goes_through_its_states() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &plan(&now(PLACE))).await;
    let path = format!("{PLANS}/{}", text(&made, "id"));
    let to = |body: Value| stage_post(&stage, format!("{path}/state"), body);
    assert_eq!(text(&to(json!({ "state": "activated" })).await.expect(200), "state"), "activated");
    to(json!({ "state": "accepted" })).await.refused(409, "cannot become Accepted");
    let outside = now(east(500.0));
    let body = json!({ "state": "nonconforming", "off_nominal_volumes": [outside] });
    let off = to(body).await.expect(200);
    assert_eq!((text(&off, "state"), list(&off, "off_nominal_volumes").len()), ("nonconforming", 1));
    let back = to(json!({ "state": "activated" })).await.expect(200);
    assert_eq!((text(&back, "state"), list(&back, "off_nominal_volumes").len()), ("activated", 0));
    to(json!({ "state": "contingent" })).await.refused(400, "off_nominal_volumes: at least one volume is needed");
    let body = json!({ "state": "contingent", "off_nominal_volumes": [outside] });
    assert_eq!(text(&to(body).await.expect(200), "state"), "contingent");
    to(json!({ "state": "activated" })).await.refused(409, "an operation that is Contingent cannot become Activated");
    to(json!({ "state": "ended" })).await.refused(400, "state: must be accepted, activated, nonconforming or contingent");
    to(json!({ "state": "flying" })).await.refused(400, "state");
    to(json!({ "state": "contingent", "off_nominal_volumes": [{}] })).await.refused(400, "off_nominal_volumes[0]");

    let ended = stage.rig.delete(&path, PLANNER).await.expect(200);
    assert_eq!(text(&ended, "state"), "ended");
    assert!(ended.get("reference").is_none());
    assert!(!stage.dss_has(text(&made, "id")).await);
    stage.rig.delete(&path, PLANNER).await.refused(409, "is over");
    stage.rig.delete(&format!("{PLANS}/{}", id()), PLANNER).await.refused(404, "there is no");
    stage_post(&stage, format!("{PLANS}/{}/state", id()), json!({ "state": "activated" })).await.refused(404, "there is no");
}

async fn stage_post(stage: &Stage, path: String, body: Value) -> Answer {
    stage.rig.post(&path, PLANNER, &body).await
}

#[tokio::test]
async fn a_plan_that_is_in_use_needs_a_volume_that_is_active_now() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let path = format!("{PLANS}/{}/state", text(&made, "id"));
    stage_post(&stage, path, json!({ "state": "activated" })).await.refused(400, "needs a volume that is active now");
}

#[tokio::test]
async fn plans_are_listed_page_by_page_and_by_state() {
    let stage = desk_rig().await;
    let mut ids = Vec::new();
    for index in 0..5 {
        let body = plan(&now(east(1_000.0 * f64::from(index))));
        ids.push(text(&accepted(&stage, PLANNER, &body).await, "id").to_owned());
    }
    stage_post(&stage, format!("{PLANS}/{}/state", ids[1]), json!({ "state": "activated" })).await.expect(200);
    stage.rig.delete(&format!("{PLANS}/{}", ids[3]), PLANNER).await.expect(200);
    let all = paged(&stage, "").await;
    let mut sorted = ids.clone();
    sorted.sort();
    assert_eq!(all, sorted);
    assert_eq!(paged(&stage, "&state=activated").await, [ids[1].clone()]);
    assert_eq!(paged(&stage, "&state=ended").await, [ids[3].clone()]);
    assert_eq!(paged(&stage, "&state=accepted").await.len(), 3);
    let live = paged(&stage, "&live=true").await;
    assert!(live.len() == 4 && !live.contains(&ids[3]), "{live:?}");
    assert_eq!(paged(&stage, "&live=false").await.len(), 5);

    for (query, problem) in [
        ("limit=0", "limit: must be 1 to 500, not 0"),
        ("limit=501", "limit: must be 1 to 500"),
        ("limit=many", "limit: must be a whole number"),
        ("live=yes", "live: must be true or false"),
        ("state=flying", "flying"),
        ("after=x", "after: "),
        ("before=x", "before"),
    ] {
        stage.rig.get(&format!("{PLANS}?{query}"), VIEWER).await.refused(400, problem);
    }
}

/// The ids on all pages of two.
async fn paged(stage: &Stage, filter: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut after = String::new();
    loop {
        let page = stage.rig.get(&format!("{PLANS}?limit=2{filter}{after}"), VIEWER).await.expect(200);
        let plans = list(&page, "plans");
        assert!(plans.len() <= 2);
        ids.extend(plans.iter().map(|plan| text(plan, "id").to_owned()));
        let Some(next) = page["next_after"].as_str() else { return ids };
        after = format!("&after={next}");
    }
}
