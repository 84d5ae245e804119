//! The picture of a desk: now, as it was, and followed as it changes.

use super::areas::{file, imported};
use super::browsers::{ADMINISTRATOR, Browser};
use super::desks::{self, accepted, cylinder, desk_rig, east, plan, second};
use super::follow::{Followed, Stream, assert_same, things};
use super::words::{DESK, FLEET, PLANNER, VIEWER, activated, own_desk, own_desk_with, planned};
use crate::rig::bodies::in_minutes;
use crate::rig::tokens::{claims, now_s};
use crate::rig::{Rig, list, text};
use crate::testing::stage::Stage;
use serde_json::{Value, json};
use std::time::Duration;
use tansiq::config::StoreKind;

async fn picture(rig: &Rig, query: &str) -> Value {
    rig.get(&format!("{DESK}/picture{query}"), VIEWER).await.expect(200)
}

async fn put_template(rig: &Rig, n: usize, name: &str) -> String {
    let id = format!("00000000-0000-4000-8000-{n:012}");
    let body = json!({ "name": name, "plan": { "name": name, "priority": 0, "volumes": [] } });
    rig.put(&format!("{DESK}/templates/{id}"), PLANNER, &body).await.expect(200);
    id
}

#[tokio::test]
async fn the_picture_has_all_that_the_lists_have() {
    let rig = own_desk().await;
    let empty = picture(&rig, "").await;
    assert_eq!((&empty["plans"], &empty["left_out"]), (&json!([]), &json!(0)));
    let plan = activated(&rig, (46.005, 7.005)).await;
    let area = imported(&rig, &["stadium"]).await.remove(0);
    let template = put_template(&rig, 1, "survey").await;
    let picture = picture(&rig, "").await;
    let listed = |path: String| {
        let rig = &rig;
        async move { rig.get(&path, VIEWER).await.expect(200) }
    };
    assert_eq!(picture["plans"], json!([listed(format!("{DESK}/plans/{plan}")).await]));
    assert_eq!(picture["areas"], json!([listed(format!("{DESK}/areas/{area}")).await]));
    assert_eq!(picture["templates"], listed(format!("{DESK}/templates")).await["templates"]);
    assert_eq!(picture["templates"][0]["id"], template.as_str());
    assert_eq!(picture["notices"], listed(format!("{DESK}/notices")).await["notices"]);
    assert!(picture["index"].as_u64() > empty["index"].as_u64());
}

#[tokio::test]
async fn a_client_that_follows_has_the_picture_and_each_change_of_it() {
    let rig = own_desk().await;
    let before = planned(&rig, (10.0, 10.0)).await;
    let mut stream = Stream::open(&rig, VIEWER, None).await;
    let reset = stream.next().await.expect("an event");
    assert_eq!((reset.kind.as_str(), reset.id.as_deref()), ("reset", Some("")));
    let mut followed = Followed::default();
    followed.take(&reset);
    let synced = loop {
        let event = stream.next().await.expect("an event");
        followed.take(&event);
        if event.kind == "synced" {
            break event;
        }
    };
    assert_eq!(synced.data["left_out"], 0);
    assert!(followed.things.contains_key(&("plan".to_owned(), before.clone())));

    let template = put_template(&rig, 1, "survey").await;
    let told = stream.of("template").await;
    assert_eq!((text(&told.data, "id"), text(&told.data, "by"), told.id), (template.as_str(), "uss1", None));
    rig.delete(&format!("{DESK}/templates/{template}"), PLANNER).await;
    assert_eq!(stream.of("gone").await.data, json!({ "kind": "template", "id": template }));
    rig.delete(&format!("{DESK}/plans/{before}"), PLANNER).await;
    while stream.of("plan").await.data["state"] != "ended" {}
}

/// What a person and a peer do, by a number.
async fn act(first: &Stage, other: &Stage, plans: &mut [Vec<String>; 2], n: u64) {
    let rig = &first.rig;
    let at = east((n / 16 % 3) as f64 * 150.0);
    let volume = cylinder(at, (0.0, 60.0 + (n / 64 % 5) as f64));
    let which = |plans: &[String]| plans.get((n / 128) as usize % plans.len().max(1)).cloned();
    match n % 16 {
        0..3 => {
            let answer = rig.post(desks::PLANS, desks::PLANNER, &plan(&volume)).await;
            plans[0].extend((answer.status == 201).then(|| text(&answer.json, "id").to_owned()));
        }
        3..6 => {
            let mut plan = plan(&volume);
            plan["priority"] = json!(n / 512 % 3);
            let answer = other.rig.post(desks::PLANS, desks::PLANNER2, &plan).await;
            plans[1].extend((answer.status == 201).then(|| text(&answer.json, "id").to_owned()));
        }
        6 | 7 => {
            if let Some(id) = which(&plans[0]) {
                rig.delete(&format!("{DESK}/plans/{id}"), desks::PLANNER).await;
            }
        }
        8 => {
            if let Some(id) = which(&plans[1]) {
                other.rig.delete(&format!("{DESK}/plans/{id}"), desks::PLANNER2).await;
            }
        }
        9 | 10 => {
            if let Some(id) = which(&plans[0]) {
                let mut plan = plan(&volume);
                plan["priority"] = json!(5);
                rig.put(&format!("{DESK}/plans/{id}"), desks::PLANNER, &plan).await;
            }
        }
        11 => {
            put_template(rig, (n / 16 % 4) as usize, &format!("template {n}")).await;
        }
        12 => {
            rig.delete(&format!("{DESK}/templates/00000000-0000-4000-8000-{:012}", n / 16 % 4), PLANNER).await;
        }
        13 => {
            let (lat, lng) = at;
            let (south, north, west, east) = (lat - 0.001, lat + 0.001, lng - 0.001, lng + 0.001);
            let feature = json!({
                "type": "Feature",
                "properties": { "id": format!("area {}", n / 16 % 3), "name": "area", "kind": "advisory", "lower": "0 m WGS84", "upper": "90 m WGS84" },
                "geometry": { "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] },
            });
            let authorization = PLANNER.authorization();
            let file = file(&[feature]);
            rig.send("POST", &format!("{DESK}/areas/import"), &[("authorization", &authorization)], file).await.expect(200);
        }
        14 => {
            let areas = rig.get(&format!("{DESK}/areas"), VIEWER).await.expect(200);
            if let Some(area) = list(&areas, "areas").first() {
                rig.delete(&format!("{DESK}/areas/{}", text(area, "id")), PLANNER).await;
            }
        }
        _ => {
            let notices = rig.get(&format!("{DESK}/notices"), VIEWER).await.expect(200);
            if let Some(last) = list(&notices, "notices").last() {
                rig.post(&format!("{DESK}/notices/seen"), PLANNER, &json!({ "up_to": last["seq"] })).await;
            }
        }
    }
}

/// SplitMix64: the same numbers for the same seed.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// However often the connection is lost, what was followed is the picture; and every picture that was ever shown is shown
/// again when it is asked for later.
#[tokio::test]
async fn nothing_is_missed_by_who_comes_back_and_the_past_is_as_it_was() {
    let mut seed = 0x7a6e_5351;
    let first = desk_rig().await;
    let other = second(&first).await;
    let rig = &first.rig;
    let (mut plans, mut followed, mut taken) = ([Vec::new(), Vec::new()], Followed::default(), Vec::new());
    for round in 0..12 {
        let mut stream = Stream::open(rig, VIEWER, followed.last.as_deref()).await;
        for _ in 0..8 {
            act(&first, &other, &mut plans, next(&mut seed)).await;
        }
        // The connection is lost in the middle of it, or after all of it.
        for _ in 0..next(&mut seed) % 24 {
            let event = tokio::time::timeout(Duration::from_millis(300), stream.next()).await;
            let Ok(Some(event)) = event else { break };
            followed.take(&event);
        }
        if round % 3 == 0 {
            taken.push(picture(rig, "").await);
        }
    }
    let mut stream = Stream::open(rig, VIEWER, followed.last.as_deref()).await;
    // What is told to peers goes on by itself, so the picture may be one record ahead at first.
    let now = loop {
        let now = picture(rig, "").await;
        let index = now["index"].as_u64().expect("a number");
        followed.up_to(&mut stream, index).await;
        if followed.index == index {
            break now;
        }
    };
    assert_same(&followed.things, &things(&now));
    assert!(followed.things.len() > 5, "{:?}", followed.things.keys());
    assert_eq!(followed.resets, 0, "who knows how far it is does not begin anew");
    let kinds: std::collections::BTreeSet<&str> = followed.things.keys().map(|(kind, _)| kind.as_str()).collect();
    assert!(kinds.contains("known_operation") && kinds.contains("plan") && kinds.contains("notice"), "{kinds:?}");

    taken.push(now);
    // Forwards, and then backwards.
    for shown in taken.iter().chain(taken.iter().rev()) {
        let again = picture(rig, &format!("?index={}", shown["index"])).await;
        assert_eq!(again["index"], shown["index"]);
        assert_same(&things(&again), &things(shown));
        assert_eq!(again["positions"], json!([]));
    }
}

#[tokio::test]
async fn a_moment_is_asked_for_by_its_time_or_its_records() {
    let rig = own_desk().await;
    put_template(&rig, 1, "one").await;
    let one = picture(&rig, "").await;
    let changed = text(&one["templates"][0], "changed").to_owned();
    put_template(&rig, 2, "two").await;
    let then = picture(&rig, &format!("?at={}", changed.replace('+', "%2B"))).await;
    assert_eq!((list(&then, "templates").len(), text(&then, "as_of")), (1, changed.as_str()));
    let nothing = picture(&rig, "?at=2001-01-01T00:00:00Z").await;
    assert_eq!((&nothing["index"], &nothing["templates"]), (&json!(0), &json!([])));
    assert_eq!(list(&picture(&rig, "?at=2222-01-01T00:00:00Z").await, "templates").len(), 2);
    assert_eq!(picture(&rig, "?index=0").await["templates"], json!([]));

    let refused = |query: &'static str| rig.get(query, VIEWER);
    refused("/api/v1/desk/picture?index=9999").await.refused(400, "index: must be 0 to");
    refused("/api/v1/desk/picture?at=noon").await.refused(400, "at:");
    refused("/api/v1/desk/picture?at=2222-01-01T00:00:00Z&index=1").await.refused(400, "only one of them");
    refused("/api/v1/desk/picture?now=1").await.refused(400, "now");
    rig.get("/api/v1/desk/picture", FLEET).await.refused(403, "scope");
}

#[tokio::test]
async fn who_comes_back_from_another_life_of_the_ledger_begins_anew() {
    let rig = own_desk().await;
    put_template(&rig, 1, "one").await;
    for last in ["99999", "18446744073709551615"] {
        let mut stream = Stream::open(&rig, VIEWER, Some(last)).await;
        assert_eq!(stream.next().await.expect("an event").kind, "reset");
        assert_eq!(stream.of("template").await.data["name"], "one");
    }
    let mut stream = Stream::open(&rig, VIEWER, Some("")).await;
    assert_eq!(stream.next().await.expect("an event").kind, "reset", "an empty id is none");
    let answer = rig.get(&format!("{DESK}/picture/stream?after=x"), VIEWER).await;
    answer.refused(400, "after: must be a whole number");
}

#[tokio::test]
async fn who_followed_before_a_restart_is_told_what_changed_around_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    let start = || {
        own_desk_with(|config| {
            config.store.kind = StoreKind::Sqlite;
            config.store.path = path.clone();
        })
    };
    let rig = start().await;
    let kept = put_template(&rig, 1, "kept").await;
    let mut followed = Followed::default();
    let mut stream = Stream::open(&rig, VIEWER, None).await;
    let index = picture(&rig, "").await["index"].as_u64().expect("a number");
    followed.up_to(&mut stream, index).await;
    drop(stream);
    put_template(&rig, 2, "before").await;
    rig.stop().await.expect("a clean stop");

    let rig = start().await;
    put_template(&rig, 3, "after").await;
    let mut stream = Stream::open(&rig, VIEWER, followed.last.as_deref()).await;
    let told = [stream.next().await.expect("an event"), stream.next().await.expect("an event")];
    assert_eq!(told.clone().map(|event| event.data["name"].clone()), ["before", "after"]);
    told.iter().for_each(|event| followed.take(event));
    let index = picture(&rig, "").await["index"].as_u64().expect("a number");
    followed.up_to(&mut stream, index).await;
    assert_same(&followed.things, &things(&picture(&rig, "").await));
    assert!(followed.things.contains_key(&("template".to_owned(), kept)));
    drop(stream);
    rig.stop().await.expect("a clean stop");
}

/// A client that takes nothing is kept nothing for: what changed meanwhile is told once, as it is when it is told.
#[tokio::test]
async fn what_changes_often_while_a_client_is_slow_is_told_once() {
    let rig = own_desk().await;
    let stated: Vec<String> = (0..60).map(|_| "x".repeat(1_000)).collect();
    for n in 0..200 {
        let id = format!("00000000-0000-4000-8000-{n:012}");
        let body = json!({ "name": "large", "plan": { "stated": stated } });
        rig.put(&format!("{DESK}/templates/{id}"), PLANNER, &body).await.expect(200);
    }
    // Twelve megabytes, more than lies in the buffers of the connection.
    let mut stream = Stream::open(&rig, VIEWER, None).await;
    assert_eq!(stream.next().await.expect("an event").kind, "reset");
    let often = format!("{DESK}/templates/00000000-0000-4000-8000-000000000199");
    for n in 0..50 {
        rig.put(&often, PLANNER, &json!({ "name": format!("change {n}"), "plan": {} })).await.expect(200);
    }
    let index = picture(&rig, "").await["index"].as_u64().expect("a number");
    let (mut followed, mut told) = (Followed::default(), Vec::new());
    while followed.index < index {
        let event = stream.next().await.expect("an event");
        if event.data["id"] == "00000000-0000-4000-8000-000000000199" {
            told.push(text(&event.data, "name").to_owned());
        }
        followed.take(&event);
    }
    assert!(told.len() <= 2, "{told:?}");
    assert_eq!(told.last().map(String::as_str), Some("change 49"));
}

#[tokio::test]
async fn positions_are_told_with_speed_and_track_and_only_the_newest_of_each() {
    let rig = own_desk().await;
    let (one, two) = (activated(&rig, (46.0, 7.0)).await, activated(&rig, (48.0, 7.0)).await);
    let report = |id: &str, lat: f64| {
        json!({
            "operation_id": id, "time": in_minutes(0)["value"], "lat": lat, "lng": 7.0,
            "altitude": { "value": 50.0, "reference": "W84", "units": "M" }, "speed_mps": 12.5, "track_deg": 270.0,
        })
    };
    let mut stream = Stream::open(&rig, VIEWER, None).await;
    stream.of("synced").await;
    let body = json!({ "positions": [report(&one, 46.0), report(&two, 48.0), report(&one, 46.0001)] });
    rig.post(&format!("{DESK}/positions"), FLEET, &body).await.expect(200);
    let mut seen = std::collections::BTreeMap::new();
    while seen.len() < 2 || seen[&one] != json!(46.0001) {
        for position in stream.of("positions").await.data.as_array().expect("a list") {
            assert_eq!(
                (&position["speed_mps"], &position["track_deg"], &position["height_m"]),
                (&json!(12.5), &json!(270.0), &json!(50.0))
            );
            seen.insert(text(position, "operation").to_owned(), position["lat"].clone());
        }
    }
    let now = picture(&rig, "").await;
    assert_eq!(list(&now, "positions").len(), 2);
    assert_eq!(now["plans"][0]["last_position"]["lng"], 7.0);
    let then = picture(&rig, &format!("?index={}", now["index"])).await;
    assert_eq!((then["plans"][0].get("last_position"), &then["positions"]), (None, &json!([])));
}

#[tokio::test]
async fn the_stream_ends_with_the_token() {
    let rig = own_desk().await;
    let mut short = claims(VIEWER);
    short["exp"] = json!(now_s() + 2);
    let authorization = format!("Bearer {}", crate::rig::tokens::Authority::get().token(&short));
    let mut stream = Stream::open_with(&rig, &[("authorization", &authorization)], None).await;
    while stream.next().await.is_some() {}
}

#[tokio::test]
async fn what_a_peer_did_is_in_the_picture() {
    let first = desk_rig().await;
    let other = second(&first).await;
    accepted(&first, desks::PLANNER, &plan(&cylinder(east(0.0), (0.0, 60.0)))).await;
    let theirs = accepted(&other, desks::PLANNER2, &plan(&cylinder(east(250.0), (0.0, 60.0)))).await;
    accepted(&first, desks::PLANNER, &plan(&cylinder(east(500.0), (0.0, 60.0)))).await;
    let picture = picture(&first.rig, "").await;
    assert_eq!((list(&picture, "plans").len(), &picture["known_operations"][0]["id"]), (2, &theirs["id"]));
    assert_eq!(picture["known_operations"][0]["manager"], "uss2");
}

#[tokio::test]
async fn a_person_who_follows_hears_of_a_new_role_and_no_more_after_the_session() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "anna", "viewer").await;
    let mut stream = Stream::open_with(&rig, &[("cookie", &browser.cookie)], None).await;
    stream.of("synced").await;
    let person = format!("{DESK}/people/anna");
    rig.put(&person, ADMINISTRATOR, &json!({ "role": "planner" })).await.expect(200);
    let told = stream.of("session").await.data;
    assert_eq!((text(&told, "name"), text(&told, "role"), told.get("csrf")), ("anna", "planner", None));
    rig.delete(&format!("{person}/sessions"), ADMINISTRATOR).await;
    while stream.next().await.is_some() {}
}
