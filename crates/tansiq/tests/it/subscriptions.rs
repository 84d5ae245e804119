//! Subscriptions that parties ask for.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, keys, list, text};
use serde_json::{Value, json};

const KEYS: [&str; 10] = [
    "dependent_operational_intents",
    "id",
    "implicit_subscription",
    "notification_index",
    "notify_for_constraints",
    "notify_for_operational_intents",
    "time_end",
    "time_start",
    "uss_base_url",
    "version",
];

#[tokio::test]
async fn a_created_subscription_is_answered_with_200_and_everything_about_it() {
    let rig = Rig::start().await;
    let id = id();
    let body = subscription(around(place()));
    let answer = rig.put(&format!("{SUBSCRIPTIONS}/{}", id.replace('-', "")), USS1, &body).await.expect(200);
    assert_eq!(keys(&answer), ["operational_intent_references", "subscription"], "what is not watched is absent");
    assert_eq!(answer["operational_intent_references"], json!([]));
    let made = &answer["subscription"];
    assert_eq!(keys(made), KEYS);
    assert_eq!(made["id"], id);
    assert_eq!(made["notification_index"], 0);
    assert_eq!(made["implicit_subscription"], false);
    assert_eq!(made["dependent_operational_intents"], json!([]));
    assert_eq!(made["time_start"], body["extents"]["time_start"]);
    assert_eq!(text(made, "version").len(), 44);
    let read = rig.get(&format!("{SUBSCRIPTIONS}/{id}"), USS1).await.expect(200);
    assert_eq!(read, json!({ "subscription": made }));
}

#[tokio::test]
async fn what_is_there_already_is_told_for_what_is_watched() {
    let rig = Rig::start().await;
    let place = place();
    let own = rig.new_intent(USS1, &intent(around(place))).await;
    let others = rig.new_intent(USS2, &with(intent(around(place)), "key", json!([own.ovn]))).await;
    let rule = rig.new_constraint(PUBLISHER, &constraint(around(place))).await;
    let both = with(subscription(around(place)), "notify_for_constraints", json!(true));
    let answer = rig.new_subscription(USS1, &both).await.answer;
    let ovn_of = |id: &str| {
        let found = list(&answer, "operational_intent_references").iter().find(|one| one["id"] == id);
        text(found.expect("it is there"), "ovn").to_owned()
    };
    assert_eq!((ovn_of(&own.id), ovn_of(&others.id).as_str()), (own.ovn, "Available from USS"));
    assert_eq!(answer["constraint_references"][0]["id"], json!(rule.id));
    assert_eq!(answer["constraint_references"][0]["ovn"], "Available from USS");

    let constraints_only = with(both, "notify_for_operational_intents", json!(false));
    let answer = rig.new_subscription(USS1, &constraints_only).await.answer;
    assert_eq!(keys(&answer), ["constraint_references", "subscription"]);
}

#[tokio::test]
async fn writes_are_checked_in_order() {
    let rig = Rig::start().await;
    let body = subscription(around(place()));
    let made = rig.new_subscription(USS1, &body).await;
    let path = format!("{SUBSCRIPTIONS}/{}", made.id);
    // Format and times first, then existence, then the version, then the owner.
    let long = with(body.clone(), "extents/time_end", in_minutes(1_441));
    rig.put(&format!("{path}/stale"), USS2, &long).await.refused(400, "24 hours");
    rig.put(&format!("{SUBSCRIPTIONS}/{}/some-version", id()), USS1, &body).await.refused(400, "subscriptionid");
    rig.put(&path, USS2, &body).await.refused(409, "exists already");
    rig.put(&format!("{path}/"), USS2, &body).await.refused(409, "version");
    rig.put(&format!("{path}/stale"), USS2, &body).await.refused(409, "version");
    rig.put(&made.current(SUBSCRIPTIONS), USS2, &body).await.refused(403, "uss1");
    let updated = rig.put(&made.current(SUBSCRIPTIONS), USS1, &body).await.expect(200);
    assert_ne!(updated["subscription"]["version"], json!(made.ovn));
}

#[tokio::test]
async fn an_update_keeps_the_index_and_the_times_it_does_not_name() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_subscription(USS1, &subscription(around(place))).await;
    rig.new_intent(USS2, &intent(around(place))).await;
    let timeless = subscription(without(without(around(place), "time_start"), "time_end"));
    let updated = rig.put(&made.current(SUBSCRIPTIONS), USS1, &timeless).await.expect(200);
    let (new, old) = (&updated["subscription"], &made.answer["subscription"]);
    assert_eq!(new["notification_index"], 1);
    assert_eq!((&new["time_start"], &new["time_end"]), (&old["time_start"], &old["time_end"]));
}

#[tokio::test]
async fn a_slash_at_the_end_creates() {
    let rig = Rig::start().await;
    rig.put(&format!("{SUBSCRIPTIONS}/{}/", id()), USS1, &subscription(around(place()))).await.expect(200);
}

#[tokio::test]
async fn omitted_times_are_now_and_a_day_later() {
    let rig = Rig::start().await;
    let body = subscription(without(without(around(place()), "time_start"), "time_end"));
    let micros = |answer: &Value, member: &str| {
        let time = serde_json::from_value::<tansiq_wire::f3548::Time>(answer["subscription"][member].clone());
        time.expect("a time").to_micros().expect("RFC 3339")
    };
    let before = now_us();
    let answer = rig.new_subscription(USS1, &body).await.answer;
    let start = micros(&answer, "time_start");
    assert!((before..=now_us()).contains(&start));
    assert_eq!(micros(&answer, "time_end") - start, 86_400_000_000);
}

#[tokio::test]
async fn times_have_their_limits() {
    let rig = Rig::start().await;
    let path = format!("{SUBSCRIPTIONS}/{}", id());
    let body = |start: Value, end: Value| {
        let extents = with(around(place()), "time_start", start);
        subscription(if end.is_null() { without(extents, "time_end") } else { with(extents, "time_end", end) })
    };
    let put = async |body: Value, part: &str| rig.put(&path, USS1, &body).await.refused(400, part);
    put(body(in_minutes(-6), in_minutes(30)), "time_start").await;
    put(body(in_minutes(30), in_minutes(20)), "extents").await;
    put(body(in_minutes(0), in_minutes(1_441)), "24 hours").await;
    let moment = in_minutes(30);
    put(body(moment.clone(), moment), "extents").await;
    // The end may be omitted when the start is far ahead; four minutes ago is not too long ago.
    rig.new_subscription(USS1, &body(in_minutes(100_000), Value::Null)).await;
    rig.new_subscription(USS1, &body(in_minutes(-4), in_minutes(-3))).await;
    // Omitted, the start is now, so that the end must be later.
    let late = without(with(around(place()), "time_end", in_minutes(-1)), "time_start");
    put(subscription(late), "time_end").await;
}

#[tokio::test]
async fn something_must_be_watched_at_an_https_url() {
    let rig = Rig::start().await;
    let path = format!("{SUBSCRIPTIONS}/{}", id());
    let body = subscription(around(place()));
    let nothing = without(body.clone(), "notify_for_operational_intents");
    rig.put(&path, USS1, &nothing).await.refused(400, "notify_for_operational_intents");
    for url in [json!(""), json!("http://x"), json!("watcher.example"), Value::Null] {
        rig.put(&path, USS1, &with(body.clone(), "uss_base_url", url)).await.refused(400, "uss_base_url");
    }
    rig.put(&path, USS1, &with(body, "uss_base_url", json!(7))).await.refused(400, "uss_base_url");
}

#[tokio::test]
async fn a_scope_does_not_limit_what_is_watched() {
    let rig = Rig::start().await;
    let body = with(subscription(around(place())), "notify_for_constraints", json!(true));
    rig.new_subscription(party("uss1", CP), &body).await;
    rig.new_subscription(party("uss1", SC), &body).await;
}

#[tokio::test]
async fn without_an_outline_it_matches_nothing_and_may_not_watch_constraints() {
    let rig = Rig::start().await;
    let nowhere = without(around(place()), "volume/outline_circle");
    let made = rig.new_subscription(USS1, &subscription(nowhere.clone())).await;
    assert_eq!(made.answer["operational_intent_references"], json!([]));
    let body = with(subscription(nowhere), "notify_for_constraints", json!(true));
    rig.put(&format!("{SUBSCRIPTIONS}/{}", id()), USS1, &body).await.refused(400, "outline");
    let body = json!({ "uss_base_url": "https://x.example", "notify_for_operational_intents": true });
    rig.put(&format!("{SUBSCRIPTIONS}/{}", id()), USS1, &body).await.expect(200);
}

#[tokio::test]
async fn only_its_owner_reads_it() {
    let rig = Rig::start().await;
    let made = rig.new_subscription(USS1, &subscription(around(place()))).await;
    let path = format!("{SUBSCRIPTIONS}/{}", made.id);
    rig.get(&path, USS2).await.refused(403, "uss1");
    rig.get(&format!("{SUBSCRIPTIONS}/{}", id()), USS2).await.refused(404, "subscription");
    rig.get(&format!("{SUBSCRIPTIONS}/x"), USS2).await.refused(400, "subscriptionid");
}

#[tokio::test]
async fn a_query_finds_the_callers_own_that_last() {
    let rig = Rig::start().await;
    let place = place();
    let own = rig.new_subscription(USS1, &subscription(around(place))).await;
    rig.new_subscription(USS2, &subscription(around(place))).await;
    let soon = json!(tansiq_wire::f3548::Time::from_micros(now_us() + 1_000_000));
    let brief = rig.new_subscription(USS1, &subscription(with(around(place), "time_end", soon))).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_050)).await;
    let found = rig.post(&format!("{SUBSCRIPTIONS}/query"), USS1, &query(around(place))).await.expect(200);
    assert_eq!(keys(&found), ["subscriptions"]);
    assert_eq!(found["subscriptions"], json!([own.answer["subscription"]]));
    // What has ended is hidden from queries only: it is read, and told of what meets its time.
    rig.get(&format!("{SUBSCRIPTIONS}/{}", brief.id), USS1).await.expect(200);
    let made = rig.new_intent(USS2, &intent(around(place))).await;
    assert_eq!(made.answer["subscribers"][0]["subscriptions"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn a_query_says_413_for_an_area_too_large_and_400_for_a_wrong_one() {
    let rig = Rig::start().await;
    let path = format!("{SUBSCRIPTIONS}/query");
    let ask = async |outline: Value| rig.post(&path, USS1, &query(volume(outline))).await;
    ask(circle((0.0, 0.0), 28_300.0)).await.refused(413, "area");
    ask(polygon(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)])).await.refused(413, "area");
    ask(circle((0.0, 0.0), 28_000.0)).await.expect(200);
    ask(circle((91.0, 0.0), 10.0)).await.refused(400, "center");
    ask(circle((0.0, 0.0), 0.0)).await.refused(400, "outline_circle");
    ask(polygon(&[(0.0, 0.0), (0.1, 0.1), (0.1, 0.0), (0.0, 0.1)])).await.refused(400, "outline_polygon");
    ask(json!({})).await.refused(400, "outline");
    rig.post(&path, USS1, &json!({})).await.refused(400, "area_of_interest");
    // On a write the same area is an ordinary mistake.
    let body = subscription(volume(circle((0.0, 0.0), 28_300.0)));
    rig.put(&format!("{SUBSCRIPTIONS}/{}", id()), USS1, &body).await.refused(400, "extents");
}

#[tokio::test]
async fn deleting_is_checked_in_order() {
    let rig = Rig::start().await;
    let made = rig.new_subscription(USS1, &subscription(around(place()))).await;
    let unknown = id();
    rig.delete(&format!("{SUBSCRIPTIONS}/x/any"), USS1).await.refused(400, "subscriptionid");
    rig.delete(&format!("{SUBSCRIPTIONS}/{unknown}/"), USS1).await.refused(400, "version");
    rig.delete(&format!("{SUBSCRIPTIONS}/{unknown}/any"), USS1).await.refused(404, &unknown);
    rig.delete(&format!("{SUBSCRIPTIONS}/{}/stale", made.id), USS2).await.refused(403, "uss1");
    rig.delete(&format!("{SUBSCRIPTIONS}/{}/stale", made.id), USS1).await.refused(409, "version");
    let deleted = rig.delete(&made.current(SUBSCRIPTIONS), USS1).await.expect(200);
    assert_eq!(deleted, json!({ "subscription": made.answer["subscription"] }));
    rig.get(&format!("{SUBSCRIPTIONS}/{}", made.id), USS1).await.expect(404);
}

#[tokio::test]
async fn while_intents_depend_on_it_it_must_stay_and_cover_them() {
    let rig = Rig::start().await;
    let place = place();
    let extents = around(place);
    let made = rig.new_subscription(USS1, &subscription(extents.clone())).await;
    let dependent = rig.new_intent(USS1, &with(intent(extents.clone()), "subscription_id", json!(made.id))).await;
    let current = made.current(SUBSCRIPTIONS);
    rig.delete(&current, USS1).await.refused(400, "dependent");
    let refuse = async |extents: Value| rig.put(&current, USS1, &subscription(extents)).await.refused(400, &dependent.id);
    refuse(around((place.0 + 0.2, place.1))).await;
    refuse(with(extents.clone(), "time_end", in_minutes(50))).await;
    refuse(with(extents.clone(), "time_start", in_minutes(10))).await;
    refuse(with(extents.clone(), "volume/altitude_upper", altitude(100.0))).await;
    // Without heights it has none to end at; a start five minutes late is forgiven.
    let boundless = without(without(extents, "volume/altitude_lower"), "volume/altitude_upper");
    let late = with(boundless, "time_start", in_minutes(3));
    let updated = rig.put(&current, USS1, &subscription(late)).await.expect(200);
    assert_eq!(updated["subscription"]["dependent_operational_intents"], json!([dependent.id]));
}

#[tokio::test]
async fn heights_decide_who_is_told() {
    let rig = Rig::start().await;
    let place = place();
    let high = with(with(around(place), "volume/altitude_lower", altitude(130.0)), "volume/altitude_upper", altitude(200.0));
    rig.new_subscription(USS2, &subscription(high)).await;
    assert_eq!(rig.new_intent(USS1, &intent(around(place))).await.answer["subscribers"], json!([]));
}

#[tokio::test]
async fn who_writes_is_told_of_its_own_subscriptions_too() {
    let rig = Rig::start().await;
    let place = place();
    let own = rig.new_subscription(USS1, &subscription(around(place))).await;
    let made = rig.new_intent(USS1, &intent(around(place))).await;
    assert_eq!(made.answer["subscribers"][0]["subscriptions"][0]["subscription_id"], json!(own.id));
}
