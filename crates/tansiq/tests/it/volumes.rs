//! Rules of volumes, as far as all kinds of entities share them; each refusal names the field.

use crate::rig::Rig;
use crate::rig::bodies::*;
use crate::rig::tokens::*;
use serde_json::{Value, json};

/// Kinds that carry a list of volumes, with who may write them and a good body.
fn kinds(volume: &Value) -> [(&'static str, Party, Value); 2] {
    [(INTENTS, USS1, intent(volume.clone())), (CONSTRAINTS, PUBLISHER, constraint(volume.clone()))]
}

/// A PUT of the volume as each kind of entity is refused with 400 and a message that contains `part`.
async fn refused(rig: &Rig, volume: Value, part: &str) {
    for (path, party, body) in kinds(&volume) {
        rig.put(&format!("{path}/{}", id()), party, &body).await.refused(400, part);
    }
}

/// The same for subscriptions and for all three queries.
async fn refused_everywhere(rig: &Rig, volume: Value, part: &str) {
    let part = part.replace("extents[0]", "");
    refused(rig, volume.clone(), &part).await;
    rig.put(&format!("{SUBSCRIPTIONS}/{}", id()), USS1, &subscription(volume.clone())).await.refused(400, &part);
    for (path, party, _) in [(INTENTS, USS1, 0), (CONSTRAINTS, PUBLISHER, 0), (SUBSCRIPTIONS, USS1, 0)] {
        let answer = rig.post(&format!("{path}/query"), party, &query(volume.clone())).await;
        if answer.status != 413 {
            answer.refused(400, &part);
        }
    }
}

#[tokio::test]
async fn every_volume_needs_both_times_and_the_message_tells_which() {
    let rig = Rig::start().await;
    for member in ["time_start", "time_end"] {
        refused(&rig, without(around(place()), member), &format!("extents[0]: {member} is missing")).await;
        refused(&rig, with(around(place()), member, Value::Null), member).await;
        for (path, party, mut body) in kinds(&around(place())) {
            let second = without(around(place()), member);
            body["extents"].as_array_mut().expect("a list").push(second);
            rig.put(&format!("{path}/{}", id()), party, &body).await.refused(400, &format!("extents[1]: {member}"));
        }
    }
}

#[tokio::test]
async fn an_operational_intent_needs_both_heights_in_every_volume() {
    let rig = Rig::start().await;
    for member in ["altitude_lower", "altitude_upper"] {
        let body = intent(without(around(place()), &format!("volume/{member}")));
        rig.put(&format!("{INTENTS}/{}", id()), USS1, &body)
            .await
            .refused(400, &format!("extents[0].volume: {member} is missing"));
    }
}

#[tokio::test]
async fn without_volumes_there_is_nothing_to_write() {
    let rig = Rig::start().await;
    for (path, party, body) in kinds(&around(place())) {
        let path = format!("{path}/{}", id());
        rig.put(&path, party, &with(body.clone(), "extents", json!([]))).await.refused(400, "time_start");
        rig.put(&path, party, &with(body.clone(), "extents", Value::Null)).await.refused(400, "extents");
        rig.put(&path, party, &without(body, "extents")).await.refused(400, "extents");
    }
}

#[tokio::test]
async fn a_volume_without_an_outline_is_fine_beside_one_that_has_one() {
    let rig = Rig::start().await;
    let bare = without(around(place()), "volume/outline_circle");
    refused(&rig, bare.clone(), "outline").await;
    for (path, party, mut body) in kinds(&around(place())) {
        body["extents"].as_array_mut().expect("a list").push(with(bare.clone(), "time_end", in_minutes(200)));
        let made = rig.put(&format!("{path}/{}", id()), party, &body).await.expect(201);
        let reference = made.get("operational_intent_reference").unwrap_or(&made["constraint_reference"]);
        assert_eq!(reference["time_end"], body["extents"][1]["time_end"], "its times count");
    }
}

#[tokio::test]
async fn the_end_may_not_be_past_but_the_start_may() {
    let rig = Rig::start().await;
    let past = with(with(around(place()), "time_start", in_minutes(-9_000)), "time_end", in_minutes(-1));
    refused(&rig, past.clone(), "may not be in the past").await;
    for (path, party, mut body) in kinds(&past) {
        // It is the end of the union that counts.
        body["extents"].as_array_mut().expect("a list").push(around(place()));
        rig.put(&format!("{path}/{}", id()), party, &body).await.expect(201);
    }
}

#[tokio::test]
async fn a_start_after_the_end_and_a_moment_are_refused() {
    let rig = Rig::start().await;
    refused_everywhere(&rig, with(around(place()), "time_start", in_minutes(61)), "time_start is after time_end").await;
    let moment = in_minutes(30);
    let moment = with(with(around(place()), "time_start", moment.clone()), "time_end", moment);
    refused(&rig, moment.clone(), "extents[0]: time_end must be after").await;
    for (path, party, mut body) in kinds(&around(place())) {
        body["extents"].as_array_mut().expect("a list").push(moment.clone());
        rig.put(&format!("{path}/{}", id()), party, &body).await.refused(400, "extents[1]");
    }
}

#[tokio::test]
async fn times_that_are_none_are_refused() {
    let rig = Rig::start().await;
    let bad = [
        "",
        "now",
        "2999-01-01",
        "2999-01-01T00:00:00",
        "2999-13-01T00:00:00Z",
        "2999-02-30T00:00:00Z",
        "99999-01-01T00:00:00Z",
        "2999-01-01T25:00:00Z",
        "2999-01-01T00:00:00.Z",
        "0000-01-01T00:00:00Z",
        "２９９９-01-01T00:00:00Z",
    ];
    for value in bad {
        refused_everywhere(&rig, with(around(place()), "time_end", time(value)), "time_end").await;
    }
    refused_everywhere(&rig, with(around(place()), "time_end", json!({})), "time_end").await;
    refused_everywhere(&rig, with(around(place()), "time_end", json!("2999-01-01T00:00:00Z")), "time_end").await;
}

#[tokio::test]
async fn heights_have_a_unit_a_reference_a_range_and_an_order() {
    let rig = Rig::start().await;
    let lower = |altitude: Value| with(around(place()), "volume/altitude_lower", altitude);
    let cases = [
        (with(altitude(0.0), "units", json!("FT")), "altitude_lower.units"),
        (without(altitude(0.0), "units"), "altitude_lower.units"),
        (with(altitude(0.0), "units", json!("m")), "altitude_lower.units"),
        (with(altitude(0.0), "reference", json!("AGL")), "altitude_lower.reference"),
        (without(altitude(0.0), "reference"), "altitude_lower.reference"),
        (altitude(-8_000.5), "altitude_lower.value"),
        (altitude(100_000.5), "altitude_lower.value"),
        (altitude(120.5), "altitude_lower 120.5 m is above altitude_upper 120 m"),
        (without(altitude(0.0), "value"), "altitude_lower"),
    ];
    for (altitude, part) in cases {
        refused_everywhere(&rig, lower(altitude), part).await;
    }
    // A single height is a volume, if a thin one; the ends of the range belong to it.
    rig.new_intent(USS1, &intent(lower(altitude(120.0)))).await;
    let everything = with(lower(altitude(-8_000.0)), "volume/altitude_upper", altitude(100_000.0));
    rig.new_intent(USS1, &intent(everything)).await;
}

#[tokio::test]
async fn an_outline_is_a_circle_or_a_polygon() {
    let rig = Rig::start().await;
    let both = with(around(place()), "volume/outline_polygon", json!({ "vertices": [] }));
    refused_everywhere(&rig, both, "only one of outline_circle and outline_polygon").await;
    let circle = |member: &str, value: Value| with(around(place()), &format!("volume/outline_circle/{member}"), value);
    refused_everywhere(&rig, circle("center", Value::Null), "outline_circle: center is missing").await;
    refused_everywhere(&rig, circle("radius", Value::Null), "outline_circle: radius is missing").await;
    refused_everywhere(&rig, circle("radius/value", json!(0)), "radius").await;
    refused_everywhere(&rig, circle("radius/value", json!(-5)), "radius").await;
    refused_everywhere(&rig, circle("radius/value", json!(1e9)), "area").await;
    refused_everywhere(&rig, circle("radius/value", json!(28_300)), "area").await;
    refused_everywhere(&rig, circle("center/lat", json!(90.1)), "outline_circle.center").await;
    refused_everywhere(&rig, circle("center/lng", json!(-180.1)), "outline_circle.center").await;
    // The unit of a radius is not looked at.
    rig.new_intent(USS1, &intent(circle("radius/units", json!("FT")))).await;
}

#[tokio::test]
async fn a_polygon_is_a_simple_ring_of_at_least_three_points() {
    let rig = Rig::start().await;
    let (a, b, c, d) = ((0.0, 0.0), (0.0, 0.1), (0.1, 0.1), (0.1, 0.0));
    let bad: [(&[(f64, f64)], &str); 8] = [
        (&[], "outline_polygon"),
        (&[a, b], "outline_polygon"),
        (&[a, b, c, d, a], "outline_polygon"),
        (&[a, b, b, c], "outline_polygon"),
        (&[a, c, b, d], "outline_polygon"),
        (&[a, b, (91.0, 0.0)], "outline_polygon.vertices[2]"),
        (&[a, b, (0.0, 180.5)], "outline_polygon.vertices[2]"),
        (&[a, (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)], "area"),
    ];
    for (vertices, part) in bad {
        refused_everywhere(&rig, volume(polygon(vertices)), part).await;
    }
    // Either winding, and a line.
    for vertices in [[a, b, c], [c, b, a], [a, (0.0, 0.05), b]] {
        let made = rig.new_intent(USS1, &intent(volume(polygon(&vertices)))).await;
        rig.delete(&made.current(INTENTS), USS1).await.expect(200);
    }
}

#[tokio::test]
async fn poles_and_the_antimeridian_are_places_like_others() {
    let rig = Rig::start().await;
    let found = async |at: (f64, f64)| {
        let answer = rig.post(&format!("{INTENTS}/query"), USS1, &query(around(at))).await.expect(200);
        answer["operational_intent_references"].as_array().expect("a list").len()
    };
    let across = polygon(&[(60.0, 179.95), (60.0, -179.95), (60.1, -179.95), (60.1, 179.95)]);
    rig.new_intent(USS1, &intent(volume(across))).await;
    assert_eq!((found((60.05, 179.97)).await, found((60.05, -179.97)).await, found((60.05, 0.0)).await), (1, 1, 0));
    assert_eq!((found((60.05, 180.0)).await, found((60.05, -180.0)).await), (1, 1));
    for pole in [90.0, -90.0] {
        rig.new_intent(USS1, &intent(volume(circle((pole, 17.0), 5_000.0)))).await;
        assert_eq!(found((pole, -100.0)).await, 1);
        let near = 89.99 * f64::signum(pole);
        let ring: Vec<(f64, f64)> = [-180.0, -90.0, 0.0, 90.0].iter().map(|lng| (near, *lng)).collect();
        let body = intent(volume(polygon(&ring)));
        rig.put(&format!("{INTENTS}/{}", id()), USS1, &body).await.refused(409, "Current OVNs");
    }
}

#[tokio::test]
async fn only_the_union_of_many_volumes_is_compared() {
    let rig = Rig::start().await;
    let (here, there) = (place(), place());
    let late = |at| with(with(around(at), "time_start", in_minutes(100)), "time_end", in_minutes(110));
    let mut first = intent(around(here));
    first["extents"].as_array_mut().expect("a list").push(late(there));
    rig.new_intent(USS1, &first).await;
    let mut second = intent(around(there));
    second["extents"].as_array_mut().expect("a list").push(late(here));
    rig.put(&format!("{INTENTS}/{}", id()), USS2, &second).await.refused(409, "Current OVNs");
}
