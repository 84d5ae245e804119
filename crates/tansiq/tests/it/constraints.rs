//! Constraint references.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, keys, list, text};
use serde_json::{Value, json};

const REFERENCE_KEYS: [&str; 8] =
    ["id", "manager", "ovn", "time_end", "time_start", "uss_availability", "uss_base_url", "version"];
const READER: Party = party("uss1", CP);

#[tokio::test]
async fn a_created_constraint_is_answered_with_201_and_everything_about_it() {
    let rig = Rig::start().await;
    let id = id();
    let body = constraint(around(place()));
    let answer = rig.put(&format!("{CONSTRAINTS}/{}", id.replace('-', "")), PUBLISHER, &body).await.expect(201);
    assert_eq!(keys(&answer), ["constraint_reference", "subscribers"]);
    assert_eq!(answer["subscribers"], json!([]));
    let reference = &answer["constraint_reference"];
    assert_eq!(keys(reference), REFERENCE_KEYS);
    assert_eq!(reference["id"], id);
    assert_eq!(reference["manager"], "authority");
    assert_eq!(reference["version"], 1);
    assert_eq!(reference["uss_availability"], "Unknown");
    assert_eq!(reference["time_end"], body["extents"][0]["time_end"]);
    assert_eq!(text(reference, "ovn").len(), 44);
}

#[tokio::test]
async fn its_availability_is_unknown_whatever_was_declared() {
    let rig = Rig::start().await;
    rig.declare("authority", "Normal").await;
    let made = rig.new_constraint(PUBLISHER, &constraint(around(place()))).await;
    assert_eq!(made.answer["constraint_reference"]["uss_availability"], "Unknown");
}

#[tokio::test]
async fn an_update_is_answered_with_200_the_next_version_and_a_new_ovn() {
    let rig = Rig::start().await;
    let made = rig.new_constraint(PUBLISHER, &constraint(around(place()))).await;
    let changed = rig.put(&made.current(CONSTRAINTS), PUBLISHER, &constraint(around(place()))).await.expect(200);
    assert_eq!(changed["constraint_reference"]["version"], 2);
    assert_ne!(changed["constraint_reference"]["ovn"], json!(made.ovn));
}

#[tokio::test]
async fn writes_are_checked_in_order() {
    let rig = Rig::start().await;
    let body = constraint(around(place()));
    let made = rig.new_constraint(PUBLISHER, &body).await;
    let path = format!("{CONSTRAINTS}/{}", made.id);
    rig.put(&format!("{path}/stale"), PUBLISHER2, &with(body.clone(), "extents", json!([]))).await.refused(400, "extents");
    rig.put(&format!("{path}/stale"), PUBLISHER2, &body).await.refused(403, "authority");
    rig.put(&path, PUBLISHER2, &body).await.refused(403, "authority");
    rig.put(&format!("{path}/stale"), PUBLISHER, &body).await.refused(409, "ovn");
    rig.put(&path, PUBLISHER, &body).await.refused(409, "exists already");
    // For operational intents the field answers 400 here.
    rig.put(&format!("{CONSTRAINTS}/{}/some-ovn", id()), PUBLISHER, &body).await.refused(409, "ovn");
}

#[tokio::test]
async fn deleting_is_checked_in_order() {
    let rig = Rig::start().await;
    let made = rig.new_constraint(PUBLISHER, &constraint(around(place()))).await;
    let unknown = id();
    rig.delete(&format!("{CONSTRAINTS}/x/any"), PUBLISHER).await.refused(400, "entityid");
    rig.delete(&format!("{CONSTRAINTS}/{unknown}/"), PUBLISHER).await.refused(400, "ovn");
    rig.delete(&format!("{CONSTRAINTS}/{unknown}/any"), PUBLISHER).await.refused(404, &unknown);
    rig.delete(&format!("{CONSTRAINTS}/{}/stale", made.id), PUBLISHER2).await.refused(403, "authority");
    rig.delete(&format!("{CONSTRAINTS}/{}/stale", made.id), PUBLISHER).await.refused(409, "ovn");
    let deleted = rig.delete(&made.current(CONSTRAINTS), PUBLISHER).await.expect(200);
    assert_eq!(deleted, made.answer);
    rig.get(&format!("{CONSTRAINTS}/{}", made.id), PUBLISHER).await.refused(404, &made.id);
}

#[tokio::test]
async fn a_slash_at_the_end_creates_with_200() {
    let rig = Rig::start().await;
    let path = format!("{CONSTRAINTS}/{}/", id());
    rig.put(&path, PUBLISHER, &constraint(around(place()))).await.expect(200);
    rig.put(&path, PUBLISHER, &constraint(around(place()))).await.refused(409, "ovn");
}

#[tokio::test]
async fn only_its_manager_reads_the_ovn() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_constraint(PUBLISHER, &constraint(around(place))).await;
    for (party, ovn) in [(PUBLISHER, made.ovn.as_str()), (PUBLISHER2, "Available from USS"), (READER, "Available from USS")] {
        let found = rig.get(&format!("{CONSTRAINTS}/{}", made.id), party).await.expect(200);
        assert_eq!(keys(&found), ["constraint_reference"]);
        assert_eq!(found["constraint_reference"]["ovn"], ovn);
        let found = rig.post(&format!("{CONSTRAINTS}/query"), party, &query(around(place))).await.expect(200);
        assert_eq!(found["constraint_references"][0]["ovn"], ovn);
    }
}

#[tokio::test]
async fn heights_are_optional_and_an_absent_one_has_no_end() {
    let rig = Rig::start().await;
    let place = place();
    let low = without(without(around(place), "volume/altitude_lower"), "volume/altitude_upper");
    let made = rig.new_constraint(PUBLISHER, &constraint(low.clone())).await;
    let high =
        with(with(around(place), "volume/altitude_lower", altitude(50_000.0)), "volume/altitude_upper", altitude(60_000.0));
    let found = rig.post(&format!("{CONSTRAINTS}/query"), READER, &query(high.clone())).await.expect(200);
    assert_eq!(list(&found, "constraint_references").len(), 1);
    // Those that have heights are compared by them.
    let with_ceiling = constraint(with(low, "volume/altitude_upper", altitude(120.0)));
    rig.put(&made.current(CONSTRAINTS), PUBLISHER, &with_ceiling).await.expect(200);
    let found = rig.post(&format!("{CONSTRAINTS}/query"), READER, &query(high)).await.expect(200);
    assert_eq!(found, json!({ "constraint_references": [] }));
}

#[tokio::test]
async fn ended_constraints_are_found_where_times_meet() {
    let rig = Rig::start().await;
    let place = place();
    let moment = json!(tansiq_wire::f3548::Time::from_micros(now_us() + 1_000_000));
    rig.new_constraint(PUBLISHER, &constraint(with(around(place), "time_end", moment))).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_050)).await;
    let found = rig.post(&format!("{CONSTRAINTS}/query"), READER, &query(around(place))).await.expect(200);
    assert_eq!(list(&found, "constraint_references").len(), 1);
}

#[tokio::test]
async fn bad_queries_are_bad_requests() {
    let rig = Rig::start().await;
    let path = format!("{CONSTRAINTS}/query");
    let ask = async |body: Value, part: &str| rig.post(&path, READER, &body).await.refused(400, part);
    ask(json!({}), "area_of_interest").await;
    ask(query(Value::Null), "area_of_interest").await;
    ask(query(json!({})), "outline").await;
    let bow = polygon(&[(0.0, 0.0), (0.1, 0.1), (0.1, 0.0), (0.0, 0.1)]);
    ask(query(volume(bow)), "outline_polygon").await;
    ask(query(volume(circle((0.0, 0.0), 30_000.0))), "outline_circle").await;
}

#[tokio::test]
async fn whoever_watches_constraints_there_is_named() {
    let rig = Rig::start().await;
    let place = place();
    rig.new_subscription(USS1, &subscription(around(place))).await;
    let body = with(subscription(around(place)), "notify_for_constraints", json!(true));
    let watch = rig.new_subscription(READER, &body).await;
    let made = rig.new_constraint(PUBLISHER, &constraint(around(place))).await;
    let expected = |index: u32| {
        json!([{
            "uss_base_url": "https://watcher.example/utm",
            "subscriptions": [{ "subscription_id": watch.id, "notification_index": index }],
        }])
    };
    assert_eq!(made.answer["subscribers"], expected(1));
    let moved = constraint(around((place.0 + 0.5, place.1)));
    let changed = rig.put(&made.current(CONSTRAINTS), PUBLISHER, &moved).await.expect(200);
    assert_eq!(changed["subscribers"], expected(2));
    let path = format!("{CONSTRAINTS}/{}/{}", made.id, text(&changed["constraint_reference"], "ovn"));
    let deleted = rig.delete(&path, PUBLISHER).await.expect(200);
    assert_eq!(deleted["subscribers"], json!([]));
}
