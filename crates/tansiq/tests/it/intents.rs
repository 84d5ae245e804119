//! Operational intent references: what is answered, to whom, and with what in it. The order of checks is in `order.rs`, the
//! key in `key.rs`, attached subscriptions are in `attachments.rs`, rules of volumes in `volumes.rs`.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, keys, list, text};
use serde_json::{Value, json};

const REFERENCE_KEYS: [&str; 10] =
    ["id", "manager", "ovn", "state", "subscription_id", "time_end", "time_start", "uss_availability", "uss_base_url", "version"];
const NOBODYS_OVN: &str = "Available from USS";
const NO_SUBSCRIPTION: &str = "00000000-0000-4000-8000-000000000000";

#[tokio::test]
async fn a_created_intent_is_answered_with_201_and_everything_about_it() {
    let rig = Rig::start().await;
    let id = id();
    let body = intent(around(place()));
    let answer = rig.put(&format!("{INTENTS}/{id}"), USS1, &body).await.expect(201);
    assert_eq!(keys(&answer), ["operational_intent_reference", "subscribers"]);
    assert_eq!(answer["subscribers"], json!([]));

    let reference = &answer["operational_intent_reference"];
    assert_eq!(keys(reference), REFERENCE_KEYS);
    assert_eq!(reference["id"], id);
    assert_eq!(reference["manager"], "uss1");
    assert_eq!(reference["state"], "Accepted");
    assert_eq!(reference["version"], 1);
    assert_eq!(reference["uss_availability"], "Unknown");
    assert_eq!(reference["uss_base_url"], "https://uss.example/utm");
    assert_eq!(reference["subscription_id"], NO_SUBSCRIPTION);
    assert_eq!(reference["time_start"], body["extents"][0]["time_start"]);
    assert_eq!(reference["time_end"], body["extents"][0]["time_end"]);
    let ovn = text(reference, "ovn");
    assert_eq!(ovn.len(), 44, "{ovn}");
    assert!(ovn.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)), "{ovn} is safe in a URL");
}

#[tokio::test]
async fn an_update_is_answered_with_200_the_next_version_and_a_new_ovn() {
    let rig = Rig::start().await;
    let place = place();
    let first = rig.new_intent(USS1, &intent(around(place))).await;
    let body = with(intent(around(place)), "uss_base_url", json!("https://moved.example/utm"));
    let second = rig.change_intent(USS1, &first, &body).await;
    let reference = &second.answer["operational_intent_reference"];
    assert_ne!(first.ovn, second.ovn);
    assert_eq!(reference["version"], 2);
    assert_eq!(reference["uss_base_url"], "https://moved.example/utm");
    rig.put(&first.current(INTENTS), USS1, &body).await.refused(409, "ovn");
}

#[tokio::test]
async fn times_come_back_in_utc_with_the_fraction_trimmed() {
    let rig = Rig::start().await;
    let cases = [
        ("2999-01-01T02:00:00.500000+02:00", "2999-01-01T00:00:00.5Z"),
        ("2999-01-01T00:00:00Z", "2999-01-01T00:00:00Z"),
        ("2999-01-01T00:00:00.1234567Z", "2999-01-01T00:00:00.123457Z"),
        ("2998-12-31t20:30:00-03:30", "2999-01-01T00:00:00Z"),
    ];
    for (sent, answered) in cases {
        let volume = with(around(place()), "time_end", time(sent));
        let made = rig.new_intent(USS1, &intent(volume)).await;
        assert_eq!(made.answer["operational_intent_reference"]["time_end"], time(answered), "{sent}");
    }
}

#[tokio::test]
async fn the_format_of_a_time_is_not_looked_at() {
    let rig = Rig::start().await;
    let volume = with(around(place()), "time_end/format", json!("ISO"));
    let volume = without(volume, "time_start/format");
    let made = rig.new_intent(USS1, &intent(volume)).await;
    assert_eq!(made.answer["operational_intent_reference"]["time_end"]["format"], "RFC3339");
}

#[tokio::test]
async fn only_its_manager_reads_the_ovn() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_intent(USS1, &intent(around(place))).await;
    let path = format!("{INTENTS}/{}", made.id);
    let own = rig.get(&path, USS1).await.expect(200);
    assert_eq!(keys(&own), ["operational_intent_reference"]);
    assert_eq!(own["operational_intent_reference"], made.answer["operational_intent_reference"]);

    let others = rig.get(&path, USS2).await.expect(200);
    assert_eq!(others["operational_intent_reference"]["ovn"], NOBODYS_OVN);
    assert_eq!(with(others["operational_intent_reference"].clone(), "ovn", json!(made.ovn)), own["operational_intent_reference"]);

    for (party, ovn) in [(USS1, made.ovn.as_str()), (USS2, NOBODYS_OVN)] {
        let found = rig.post(&format!("{INTENTS}/query"), party, &query(around(place))).await.expect(200);
        assert_eq!(keys(&found), ["operational_intent_references"]);
        assert_eq!(found["operational_intent_references"][0]["ovn"], ovn);
        assert_eq!(keys(&found["operational_intent_references"][0]), REFERENCE_KEYS);
    }
}

#[tokio::test]
async fn a_query_that_finds_nothing_is_answered_with_an_empty_list() {
    let rig = Rig::start().await;
    let found = rig.post(&format!("{INTENTS}/query"), USS1, &query(around(place()))).await.expect(200);
    assert_eq!(found, json!({ "operational_intent_references": [] }));
}

#[tokio::test]
async fn a_deleted_intent_is_answered_as_it_was_and_is_gone() {
    let rig = Rig::start().await;
    let made = rig.new_intent(USS1, &intent(around(place()))).await;
    let deleted = rig.delete(&made.current(INTENTS), USS1).await.expect(200);
    assert_eq!(deleted, made.answer);
    rig.get(&format!("{INTENTS}/{}", made.id), USS1).await.refused(404, &made.id);
    rig.delete(&made.current(INTENTS), USS1).await.refused(404, &made.id);
}

#[tokio::test]
async fn an_intent_created_again_begins_at_version_1_with_another_ovn() {
    let rig = Rig::start().await;
    let body = intent(around(place()));
    let made = rig.new_intent(USS1, &body).await;
    let changed = rig.change_intent(USS1, &made, &body).await;
    rig.delete(&changed.current(INTENTS), USS1).await.expect(200);
    let again = rig.put(&format!("{INTENTS}/{}", made.id), USS2, &body).await.expect(201);
    let reference = &again["operational_intent_reference"];
    assert_eq!(reference["version"], 1);
    assert_eq!(reference["manager"], "uss2");
    assert!(![&made.ovn, &changed.ovn].contains(&&text(reference, "ovn").to_owned()));
}

#[tokio::test]
async fn ids_are_read_in_every_spelling_and_written_in_one() {
    let rig = Rig::start().await;
    let id = id();
    let made = rig.put(&format!("{INTENTS}/{}", id.to_uppercase()), USS1, &intent(around(place()))).await.expect(201);
    assert_eq!(made["operational_intent_reference"]["id"], id);
    let plain = id.replace('-', "");
    for spelling in [id.clone(), plain.clone(), plain.to_uppercase(), format!("urn:uuid:{id}"), format!("%7B{id}%7D")] {
        let found = rig.get(&format!("{INTENTS}/{spelling}"), USS2).await.expect(200);
        assert_eq!(found["operational_intent_reference"]["id"], id, "{spelling}");
    }
}

#[tokio::test]
async fn an_id_that_is_no_uuid_of_version_4_is_refused_everywhere() {
    let rig = Rig::start().await;
    let body = intent(around(place()));
    let bad = [
        "",
        "x",
        "query",
        "0",
        "03e5572a-f733-19af-bc14-8a18bd53ee39",
        "03e5572a-f733-49af-1c14-8a18bd53ee39",
        "03e5572a-f733-49af-bc14-8a18bd53ee3",
        "00000000-0000-0000-0000-000000000000",
    ];
    for id in bad {
        rig.get(&format!("{INTENTS}/{id}"), USS1).await.refused(400, "entityid");
        rig.put(&format!("{INTENTS}/{id}"), USS1, &body).await.refused(400, "entityid");
        rig.put(&format!("{INTENTS}/{id}/ovn"), USS1, &body).await.refused(400, "entityid");
        rig.delete(&format!("{INTENTS}/{id}/ovn"), USS1).await.refused(400, "entityid");
    }
}

#[tokio::test]
async fn a_slash_at_the_end_creates_with_200_and_conflicts_with_what_exists() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/{}/", id());
    let body = intent(around(place()));
    let made = rig.put(&path, USS1, &body).await.expect(200);
    assert_eq!(made["operational_intent_reference"]["version"], 1);
    rig.put(&path, USS1, &body).await.refused(409, "ovn");
    rig.delete(&path, USS1).await.refused(400, "ovn");
    rig.get(&path, USS1).await.expect(404);
}

#[tokio::test]
async fn ended_intents_stay_visible() {
    let rig = Rig::start().await;
    let place = place();
    let soon = in_moment(1_000);
    let made = rig.new_intent(USS1, &intent(with(around(place), "time_end", soon))).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_050)).await;
    rig.get(&format!("{INTENTS}/{}", made.id), USS2).await.expect(200);
    let past = with(around(place), "time_end", in_minutes(0));
    let found = rig.post(&format!("{INTENTS}/query"), USS2, &query(past)).await.expect(200);
    assert_eq!(list(&found, "operational_intent_references").len(), 1);
    // It still counts in the key of another that reaches back into its time.
    rig.put(&format!("{INTENTS}/{}", id()), USS2, &intent(around(place))).await.expect(409);
}

/// A time `millis` from now.
fn in_moment(millis: i64) -> Value {
    json!(tansiq_wire::f3548::Time::from_micros(now_us() + millis * 1_000))
}

#[tokio::test]
async fn a_query_is_limited_by_its_times_and_heights_if_it_has_them() {
    let rig = Rig::start().await;
    let place = place();
    rig.new_intent(USS1, &intent(around(place))).await;
    let count = async |area: Value| {
        let found = rig.post(&format!("{INTENTS}/query"), USS1, &query(area)).await.expect(200);
        list(&found, "operational_intent_references").len()
    };
    let area = around(place);
    let timeless = without(without(area.clone(), "time_start"), "time_end");
    let boundless = without(without(timeless.clone(), "volume/altitude_lower"), "volume/altitude_upper");
    assert_eq!(count(timeless).await, 1);
    assert_eq!(count(boundless.clone()).await, 1);
    let late = with(with(area.clone(), "time_start", in_minutes(61)), "time_end", in_minutes(70));
    assert_eq!(count(late).await, 0);
    let early = with(with(area.clone(), "time_start", in_minutes(-10)), "time_end", in_minutes(-5));
    assert_eq!(count(early).await, 0);
    let moment = in_minutes(30);
    assert_eq!(count(with(with(area.clone(), "time_start", moment.clone()), "time_end", moment)).await, 1, "a moment is fine");
    assert_eq!(count(with(boundless.clone(), "volume/altitude_lower", altitude(120.0))).await, 1, "touching is meeting");
    assert_eq!(count(with(boundless.clone(), "volume/altitude_lower", altitude(120.5))).await, 0);
    assert_eq!(count(with(boundless, "volume/altitude_upper", altitude(-0.5))).await, 0);
    assert_eq!(count(around((place.0 + 0.5, place.1))).await, 0);
}

#[tokio::test]
async fn the_availability_of_the_manager_is_told() {
    let rig = Rig::start().await;
    let made = rig.new_intent(USS1, &intent(around(place()))).await;
    rig.declare("uss1", "Down").await;
    let found = rig.get(&format!("{INTENTS}/{}", made.id), USS2).await.expect(200);
    assert_eq!(found["operational_intent_reference"]["uss_availability"], "Down");
}

#[tokio::test]
async fn a_requested_suffix_becomes_part_of_the_ovn_once() {
    let rig = Rig::start().await;
    let suffix = suffix(0);
    let body = with(intent(around(place())), "requested_ovn_suffix", json!(suffix));
    let made = rig.new_intent(USS1, &body).await;
    assert_eq!(made.ovn, format!("{}_{suffix}", made.id));
    rig.put(&made.current(INTENTS), USS1, &body).await.refused(409, "requested_ovn_suffix");

    // Without one the next OVN is the node's own, and the old suffix stays used, even after the end.
    let plain = without(body.clone(), "requested_ovn_suffix");
    let next = rig.change_intent(USS1, &made, &plain).await;
    assert_eq!(next.ovn.len(), 44);
    rig.put(&next.current(INTENTS), USS1, &body).await.refused(409, "requested_ovn_suffix");
    rig.delete(&next.current(INTENTS), USS1).await.expect(200);
    rig.put(&format!("{INTENTS}/{}", made.id), USS1, &body).await.refused(409, "requested_ovn_suffix");
    // Another entity may have it.
    rig.put(&format!("{INTENTS}/{}", id()), USS1, &body).await.expect(201);
}

#[tokio::test]
async fn a_requested_suffix_is_kept_as_spelled_and_known_in_every_spelling() {
    let rig = Rig::start().await;
    let suffix = suffix(0).to_uppercase();
    let body = |suffix: &str| with(intent(around(place())), "requested_ovn_suffix", json!(suffix));
    let made = rig.new_intent(USS1, &body(&suffix)).await;
    assert_eq!(made.ovn, format!("{}_{suffix}", made.id));
    let plain = suffix.replace('-', "").to_lowercase();
    for spelling in [suffix.to_lowercase(), format!("urn:uuid:{suffix}"), plain] {
        rig.put(&made.current(INTENTS), USS1, &body(&spelling)).await.refused(409, "requested_ovn_suffix");
    }
    rig.delete(&made.current(INTENTS), USS1).await.expect(200);
}

#[tokio::test]
async fn a_requested_suffix_must_be_of_version_7_and_of_now() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/{}", id());
    let old = [json!(suffix(-330)), json!(suffix(330)), json!(id()), json!("x"), json!("0".repeat(5_000))];
    for bad in old {
        let body = with(intent(around(place())), "requested_ovn_suffix", bad);
        rig.put(&path, USS1, &body).await.refused(400, "requested_ovn_suffix");
    }
    for (seconds, id) in [(-270, id()), (270, id())] {
        let body = with(intent(around(place())), "requested_ovn_suffix", json!(suffix(seconds)));
        rig.put(&format!("{INTENTS}/{id}"), USS1, &body).await.expect(201);
    }
}

#[tokio::test]
async fn whoever_subscribed_is_named_with_the_next_index() {
    let rig = Rig::start().await;
    let place = place();
    let watch = rig.new_subscription(USS2, &subscription(around(place))).await;
    let same_url = rig.new_subscription(USS2, &subscription(around(place))).await;
    let constraints_only =
        without(with(subscription(around(place)), "notify_for_constraints", json!(true)), "notify_for_operational_intents");
    rig.new_subscription(USS2, &constraints_only).await;

    let made = rig.new_intent(USS1, &intent(around(place))).await;
    let told = list(&made.answer, "subscribers");
    assert_eq!(told.len(), 1, "one entry for each URL");
    assert_eq!(keys(&told[0]), ["subscriptions", "uss_base_url"]);
    assert_eq!(told[0]["uss_base_url"], "https://watcher.example/utm");
    let mut of: Vec<(&str, i64)> = list(&told[0], "subscriptions")
        .iter()
        .map(|one| (text(one, "subscription_id"), one["notification_index"].as_i64().expect("a number")))
        .collect();
    of.sort_unstable();
    let mut expected = [(watch.id.as_str(), 1), (same_url.id.as_str(), 1)];
    expected.sort_unstable();
    assert_eq!(of, expected);

    let moved = rig.change_intent(USS1, &made, &intent(around((place.0 + 0.5, place.1)))).await;
    assert_eq!(moved.answer["subscribers"][0]["subscriptions"][0]["notification_index"], 2, "where it was counts");
    let deleted = rig.delete(&moved.current(INTENTS), USS1).await.expect(200);
    assert_eq!(deleted["subscribers"], json!([]), "it was elsewhere by then");
}

#[tokio::test]
async fn what_is_missing_is_null_and_null_is_missing() {
    let rig = Rig::start().await;
    for key in [None, Some(Value::Null), Some(json!([]))] {
        let mut body = intent(around(place()));
        match key {
            None => body = without(body, "key"),
            Some(key) => body["key"] = key,
        }
        for member in ["subscription_id", "new_subscription", "requested_ovn_suffix"] {
            body[member] = Value::Null;
        }
        body["extents"][0]["volume"]["outline_polygon"] = Value::Null;
        rig.new_intent(USS1, &body).await;
    }
    for member in ["uss_base_url", "state", "extents"] {
        for body in [without(intent(around(place())), member), with(intent(around(place())), member, Value::Null)] {
            rig.put(&format!("{INTENTS}/{}", id()), USS1, &body).await.refused(400, member);
        }
    }
}

#[tokio::test]
async fn a_query_needs_an_area_that_is_one_and_not_too_large() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/query");
    let ask = async |body: Value, part: &str| rig.post(&path, USS1, &body).await.refused(400, part);
    ask(json!({}), "area_of_interest: is missing").await;
    ask(query(Value::Null), "area_of_interest: is missing").await;
    ask(query(json!({})), "outline").await;
    // Not 413 here, as in the field.
    ask(query(volume(circle((0.0, 0.0), 28_300.0))), "area").await;
    ask(query(volume(polygon(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]))), "area").await;
    // Nor is a write too large for its transport.
    let body = intent(volume(circle((0.0, 0.0), 28_300.0)));
    rig.put(&format!("{INTENTS}/{}", id()), USS1, &body).await.refused(400, "extents[0].volume.outline_circle");
}

#[tokio::test]
async fn subscriptions_of_several_parties_behind_one_url_are_told_together() {
    let rig = Rig::start().await;
    let place = place();
    rig.new_subscription(USS1, &subscription(around(place))).await;
    rig.new_subscription(USS2, &subscription(around(place))).await;
    let elsewhere = with(subscription(around(place)), "uss_base_url", json!("https://other.example"));
    rig.new_subscription(USS2, &elsewhere).await;
    let made = rig.new_intent(USS1, &intent(around(place))).await;
    let mut counts: Vec<(&str, usize)> = list(&made.answer, "subscribers")
        .iter()
        .map(|one| (text(one, "uss_base_url"), list(one, "subscriptions").len()))
        .collect();
    counts.sort_unstable();
    assert_eq!(counts, [("https://other.example", 1), ("https://watcher.example/utm", 2)]);
}

#[tokio::test]
async fn a_repeated_create_is_a_conflict_and_changes_nothing() {
    let rig = Rig::start().await;
    let body = intent(around(place()));
    let made = rig.new_intent(USS1, &body).await;
    let path = format!("{INTENTS}/{}", made.id);
    rig.put(&path, USS1, &body).await.refused(409, "exists already");
    assert_eq!(rig.get(&path, USS1).await.expect(200)["operational_intent_reference"]["ovn"], json!(made.ovn));
}

#[tokio::test]
async fn a_refused_update_changes_nothing() {
    let rig = Rig::start().await;
    let (here, there) = (place(), place());
    let other = rig.new_intent(USS2, &intent(around(there))).await;
    let made = rig.new_intent(USS1, &intent_with_subscription(around(here))).await;
    let before = rig.get(&format!("{INTENTS}/{}", made.id), USS1).await.expect(200);
    rig.put(&made.current(INTENTS), USS1, &intent_with_subscription(around(there))).await.refused(409, "Current OVNs");
    assert_eq!(rig.get(&format!("{INTENTS}/{}", made.id), USS1).await.expect(200), before);
    let subscription = text(&before["operational_intent_reference"], "subscription_id");
    let view = rig.get(&format!("{SUBSCRIPTIONS}/{subscription}"), USS1).await.expect(200);
    assert_eq!(view["subscription"]["notification_index"], 1);
    let own = rig.post(&format!("{SUBSCRIPTIONS}/query"), USS1, &query(around(there))).await.expect(200);
    assert_eq!(own["subscriptions"], json!([]), "no subscription was made for what was refused");
    rig.delete(&other.current(INTENTS), USS2).await.expect(200);
}
