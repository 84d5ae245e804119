//! Random plans in a sky so small that most meet.

use geographiclib_rs::{DirectGeodesic, Geodesic};
use rand::Rng;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};
use tansiq_wire::f3548::Time;

/// The middle of the sky, degrees north and east.
pub const MIDDLE: (f64, f64) = (46.95, 7.45);
/// How far from the middle plans are centred, metres.
const REACH_M: f64 = 3_000.0;

/// A plan that begins before now and lasts at least half an hour. Its name is its own.
pub fn plan(name: &str, priority: i64, state: &str) -> Value {
    let count = rand::rng().random_range(1..=2);
    let volumes: Vec<Value> = (0..count).map(|_| volume()).collect();
    json!({ "name": name, "priority": priority, "state": state, "volumes": volumes })
}

fn volume() -> Value {
    let rng = &mut rand::rng();
    let (lat, lng) = away(MIDDLE, rng.random_range(0.0..360.0), rng.random_range(0.0..REACH_M));
    let lower = rng.random_range(0.0..120.0);
    let height = |value: f64| json!({ "value": value, "reference": "W84", "units": "M" });
    let mut shape = json!({ "altitude_lower": height(lower), "altitude_upper": height(lower + rng.random_range(10.0..60.0)) });
    if rng.random_bool(0.5) {
        let radius = json!({ "value": rng.random_range(50.0..500.0), "units": "M" });
        shape["outline_circle"] = json!({ "center": { "lat": lat, "lng": lng }, "radius": radius });
    } else {
        shape["outline_polygon"] = json!({ "vertices": rectangle((lat, lng), rng) });
    }
    json!({
        "volume": shape,
        "time_start": in_seconds(rng.random_range(-120..-5)),
        "time_end": in_seconds(rng.random_range(1_800..7_200)),
    })
}

/// Counter-clockwise, turned at random.
fn rectangle(middle: (f64, f64), rng: &mut impl Rng) -> Vec<Value> {
    let (along, across): (f64, f64) = (rng.random_range(50.0..600.0), rng.random_range(50.0..300.0));
    let (turn, half) = (rng.random_range(0.0..360.0), across.atan2(along).to_degrees());
    let corner = |bearing: f64| {
        let (lat, lng) = away(middle, turn + bearing, along.hypot(across));
        json!({ "lat": lat, "lng": lng })
    };
    [half, -half, 180.0 + half, 180.0 - half].map(corner).to_vec()
}

fn away((lat, lng): (f64, f64), bearing: f64, metres: f64) -> (f64, f64) {
    Geodesic::wgs84().direct(lat, lng, bearing, metres)
}

fn in_seconds(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() as i64;
    Time::from_micros((now + seconds) * 1_000_000).value
}
