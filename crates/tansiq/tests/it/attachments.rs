//! Subscriptions attached to operational intents: named, made along with them, grown, shrunk and removed.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Made, Rig, list, text};
use serde_json::{Value, json};

fn attached(made: &Made) -> String {
    text(&made.answer["operational_intent_reference"], "subscription_id").to_owned()
}

async fn subscription_of(rig: &Rig, made: &Made) -> Value {
    rig.get(&format!("{SUBSCRIPTIONS}/{}", attached(made)), USS1).await.expect(200)["subscription"].clone()
}

fn naming(body: Value, id: &str) -> Value {
    with(body, "subscription_id", json!(id))
}

#[tokio::test]
async fn a_new_subscription_is_implicit_spans_the_intent_and_is_told_of_it() {
    let rig = Rig::start().await;
    let body = intent_with_subscription(around(place()));
    let made = rig.new_intent(USS1, &body).await;
    let subscription = subscription_of(&rig, &made).await;
    assert_eq!(subscription["implicit_subscription"], true);
    assert_eq!(subscription["notify_for_operational_intents"], true);
    assert_eq!(subscription["notify_for_constraints"], false);
    assert_eq!(subscription["uss_base_url"], "https://uss.example/utm");
    assert_eq!(subscription["time_start"], body["extents"][0]["time_start"]);
    assert_eq!(subscription["time_end"], body["extents"][0]["time_end"]);
    assert_eq!(subscription["dependent_operational_intents"], json!([made.id]));
    let told = &made.answer["subscribers"][0]["subscriptions"][0];
    assert_eq!(told["subscription_id"], subscription["id"]);
    assert_eq!(told["notification_index"], 1);
}

#[tokio::test]
async fn an_implicit_subscription_may_last_longer_than_a_day() {
    let rig = Rig::start().await;
    let volume = with(around(place()), "time_end", in_minutes(3 * 1_440));
    rig.new_intent(USS1, &intent_with_subscription(volume)).await;
}

#[tokio::test]
async fn a_new_subscription_excludes_a_named_one_even_an_empty_one() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/{}", id());
    let body = intent_with_subscription(around(place()));
    for named in [json!(""), json!(id())] {
        rig.put(&path, USS1, &with(body.clone(), "subscription_id", named)).await.refused(400, "new_subscription");
    }
    // An explicit null is as good as absent, on either side.
    rig.put(&path, USS1, &with(body, "subscription_id", Value::Null)).await.expect(201);
    let body = with(with(intent(around(place())), "subscription_id", json!("")), "new_subscription", Value::Null);
    rig.new_intent(USS1, &body).await;
}

#[tokio::test]
async fn the_url_of_a_new_subscription_must_be_https() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/{}", id());
    for url in [json!(""), Value::Null, json!("http://uss.example"), json!("uss.example"), json!("://")] {
        let body = with(intent(around(place())), "new_subscription", json!({ "uss_base_url": url }));
        rig.put(&path, USS1, &body).await.refused(400, "new_subscription.uss_base_url");
    }
    let body = with(intent(around(place())), "new_subscription", json!({}));
    rig.put(&path, USS1, &body).await.refused(400, "new_subscription.uss_base_url");
}

#[tokio::test]
async fn a_named_subscription_must_be_an_id_exist_and_be_the_callers() {
    let rig = Rig::start().await;
    let place = place();
    let path = format!("{INTENTS}/{}", id());
    let volume = around(place);
    let others = rig.new_subscription(USS2, &subscription(volume.clone())).await;
    let body = intent(volume);
    rig.put(&path, USS1, &naming(body.clone(), "x")).await.refused(400, "subscription_id");
    // The placeholder that answers carry is no subscription.
    let none = "00000000-0000-4000-8000-000000000000";
    rig.put(&path, USS1, &naming(body.clone(), none)).await.refused(400, "subscription_id");
    rig.put(&path, USS1, &naming(body.clone(), &id())).await.refused(400, "subscription_id");
    rig.put(&path, USS1, &naming(body.clone(), &others.id)).await.refused(403, "subscription_id");
    rig.put(&path, USS2, &naming(body, &others.id.replace('-', ""))).await.expect(201);
}

#[tokio::test]
async fn a_named_subscription_must_cover_time_and_area_but_not_height() {
    let rig = Rig::start().await;
    let place = place();
    let low = with(around(place), "volume/altitude_upper", altitude(10.0));
    let own = rig.new_subscription(USS1, &subscription(low)).await;
    let path = format!("{INTENTS}/{}", id());
    for (volume, why) in [
        (with(around(place), "time_start", in_minutes(-3)), "earlier"),
        (with(around(place), "time_end", in_minutes(90)), "later"),
        (around((place.0 + 0.2, place.1)), "elsewhere"),
    ] {
        let answer = rig.put(&path, USS1, &naming(intent(volume), &own.id)).await;
        assert_eq!(answer.status, 400, "{why}");
        answer.refused(400, "subscription_id");
    }
    let inside = with(with(around(place), "time_start", in_minutes(0)), "time_end", in_minutes(50));
    let made = rig.new_intent(USS1, &naming(intent(inside), &own.id)).await;
    assert_eq!(attached(&made), own.id);
    let view = rig.get(&format!("{SUBSCRIPTIONS}/{}", own.id), USS1).await.expect(200);
    assert_eq!(view["subscription"]["dependent_operational_intents"], json!([made.id]));
    assert_eq!(view["subscription"]["implicit_subscription"], false);
}

#[tokio::test]
async fn a_named_subscription_need_not_watch_operational_intents() {
    let rig = Rig::start().await;
    let place = place();
    let body = with(
        with(subscription(around(place)), "notify_for_operational_intents", json!(false)),
        "notify_for_constraints",
        json!(true),
    );
    let own = rig.new_subscription(party("uss1", CP), &body).await;
    let inside = with(with(around(place), "time_start", in_minutes(0)), "time_end", in_minutes(50));
    rig.new_intent(USS1, &naming(intent(inside), &own.id)).await;
}

#[tokio::test]
async fn an_implicit_subscription_grows_and_shrinks_with_its_dependents() {
    let rig = Rig::start().await;
    let (here, there) = (place(), place());
    let first = rig.new_intent(USS1, &intent_with_subscription(around(here))).await;
    let before = subscription_of(&rig, &first).await;

    let late = with(around(there), "time_end", in_minutes(120));
    let second = rig.new_intent(USS1, &naming(intent(late.clone()), &attached(&first))).await;
    let grown = subscription_of(&rig, &first).await;
    assert_eq!(grown["time_end"], late["time_end"]);
    assert_ne!(grown["version"], before["version"]);
    assert_eq!(list(&grown, "dependent_operational_intents").len(), 2);
    // It was asked who is to be told before it grew: it did not reach there yet.
    assert_eq!(second.answer["subscribers"], json!([]));

    let told = rig.new_intent(USS2, &with(intent(around(there)), "key", json!([second.ovn]))).await;
    assert_eq!(told.answer["subscribers"][0]["subscriptions"][0]["subscription_id"], grown["id"]);
    let index = told.answer["subscribers"][0]["subscriptions"][0]["notification_index"].clone();

    rig.delete(&second.current(INTENTS), USS1).await.expect(200);
    let shrunk = subscription_of(&rig, &first).await;
    assert_eq!(shrunk["time_end"], before["time_end"]);
    assert_ne!(shrunk["version"], grown["version"]);
    assert_eq!(shrunk["notification_index"].as_i64(), index.as_i64().map(|index| index + 1), "the index is kept");
    let changed = rig.change_intent(USS2, &told, &with(intent(around(there)), "key", json!([]))).await;
    assert_eq!(changed.answer["subscribers"], json!([]), "it no longer reaches there");
}

#[tokio::test]
async fn a_replaced_implicit_subscription_is_removed_and_not_told() {
    let rig = Rig::start().await;
    let place = place();
    let first = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    let second = rig.change_intent(USS1, &first, &intent_with_subscription(around(place))).await;
    assert_ne!(attached(&first), attached(&second));
    rig.get(&format!("{SUBSCRIPTIONS}/{}", attached(&first)), USS1).await.expect(404);
    let told = list(&second.answer["subscribers"][0], "subscriptions");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["subscription_id"], json!(attached(&second)));
}

#[tokio::test]
async fn an_update_that_names_none_detaches() {
    let rig = Rig::start().await;
    let place = place();
    let first = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    let second = rig.change_intent(USS1, &first, &intent(around(place))).await;
    assert_eq!(attached(&second), "00000000-0000-4000-8000-000000000000");
    assert_eq!(second.answer["subscribers"], json!([]));
    rig.get(&format!("{SUBSCRIPTIONS}/{}", attached(&first)), USS1).await.expect(404);
}

#[tokio::test]
async fn an_implicit_subscription_goes_with_its_last_dependent_and_is_told_of_it() {
    let rig = Rig::start().await;
    let made = rig.new_intent(USS1, &intent_with_subscription(around(place()))).await;
    let deleted = rig.delete(&made.current(INTENTS), USS1).await.expect(200);
    let told = &deleted["subscribers"][0]["subscriptions"][0];
    assert_eq!(told["subscription_id"], json!(attached(&made)));
    assert_eq!(told["notification_index"], 2);
    assert_eq!(deleted["operational_intent_reference"]["subscription_id"], json!(attached(&made)));
    rig.get(&format!("{SUBSCRIPTIONS}/{}", attached(&made)), USS1).await.expect(404);
}

#[tokio::test]
async fn an_implicit_subscription_that_is_put_becomes_explicit_and_stays() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    let view = subscription_of(&rig, &made).await;
    let path = format!("{SUBSCRIPTIONS}/{}/{}", attached(&made), text(&view, "version"));
    let put = rig.put(&path, USS1, &subscription(around(place))).await.expect(200);
    assert_eq!(put["subscription"]["implicit_subscription"], false);
    assert_eq!(put["subscription"]["notification_index"], 1);
    rig.delete(&made.current(INTENTS), USS1).await.expect(200);
    rig.get(&format!("{SUBSCRIPTIONS}/{}", attached(&made)), USS1).await.expect(200);
}

#[tokio::test]
async fn an_implicit_subscription_watches_constraints_if_asked() {
    let rig = Rig::start().await;
    let place = place();
    let new = json!({ "uss_base_url": "https://uss.example", "notify_for_constraints": true });
    let made = rig.new_intent(USS1, &with(intent(around(place)), "new_subscription", new)).await;
    assert_eq!(subscription_of(&rig, &made).await["notify_for_constraints"], true);
    let rule = rig.new_constraint(PUBLISHER, &constraint(around(place))).await;
    assert_eq!(rule.answer["subscribers"][0]["subscriptions"][0]["subscription_id"], json!(attached(&made)));
}

#[tokio::test]
async fn an_explicit_subscription_stays_when_it_is_replaced_or_its_dependent_ends() {
    let rig = Rig::start().await;
    let volume = around(place());
    let own = rig.new_subscription(USS1, &subscription(volume.clone())).await;
    let made = rig.new_intent(USS1, &naming(intent(volume.clone()), &own.id)).await;
    let made = rig.change_intent(USS1, &made, &intent_with_subscription(volume.clone())).await;
    let view = rig.get(&format!("{SUBSCRIPTIONS}/{}", own.id), USS1).await.expect(200);
    assert_eq!(view["subscription"]["dependent_operational_intents"], json!([]));
    let made = rig.change_intent(USS1, &made, &naming(intent(volume), &own.id)).await;
    rig.delete(&made.current(INTENTS), USS1).await.expect(200);
    rig.get(&format!("{SUBSCRIPTIONS}/{}", own.id), USS1).await.expect(200);
}

#[tokio::test]
async fn an_update_may_keep_its_implicit_subscription_by_naming_it() {
    let rig = Rig::start().await;
    let (here, there) = (place(), place());
    let first = rig.new_intent(USS1, &intent_with_subscription(around(here))).await;
    let moved = naming(intent(around(there)), &attached(&first));
    let second = rig.change_intent(USS1, &first, &moved).await;
    assert_eq!(attached(&second), attached(&first));
    // It left where the intent was: a newcomer there has nobody to tell.
    let newcomer = rig.new_intent(USS2, &intent(around(here))).await;
    assert_eq!(newcomer.answer["subscribers"], json!([]));
    let newcomer = rig.new_intent(USS2, &with(intent(around(there)), "key", json!([second.ovn]))).await;
    assert_eq!(newcomer.answer["subscribers"][0]["subscriptions"][0]["subscription_id"], json!(attached(&first)));
}

#[tokio::test]
async fn a_state_other_than_accepted_needs_a_subscription() {
    let rig = Rig::start().await;
    let volume = around(place());
    let own = rig.new_subscription(USS1, &subscription(volume.clone())).await;
    let made = rig.new_intent(USS1, &intent(volume.clone())).await;
    let active = with(intent(volume), "state", json!("Activated"));
    rig.put(&made.current(INTENTS), USS1, &active).await.refused(400, "subscription_id");
    rig.put(&made.current(INTENTS), USS1, &naming(active.clone(), "")).await.refused(400, "subscription_id");
    rig.put(&made.current(INTENTS), USS1, &naming(active, &own.id)).await.expect(200);
}
