//! Desks for tests of plans and peers: with a token server for all, so that several can share a DSS.

use crate::rig::Answer;
use crate::rig::bodies::{altitude, circle, in_minutes};
use crate::rig::tokens::{Party, SC, party};
use crate::testing::stage::Stage;
use serde_json::{Value, json};
use tansiq::config::Config;

/// Plans at the desk of `uss1`.
pub const PLANNER: Party = party("uss1", "tansiq.desk.plan");
/// Looks at it only.
pub const VIEWER: Party = party("uss1", "tansiq.desk.view");
/// Plans at the desk of `uss2`.
pub const PLANNER2: Party = party("uss2", "tansiq.desk.plan");
/// The other party, as a peer.
pub const PEER: Party = party("uss2", SC);
/// Where plans are, and where they are made.
pub const PLANS: &str = "/api/v1/desk/plans";
/// A place on the equator, where a degree of longitude is 111,319.49 m (WGS84: π/180 · 6,378,137 m).
pub const PLACE: (f64, f64) = (0.0, 8.0);
/// Metres of that degree.
pub const DEGREE_M: f64 = 111_319.490_793_273_57;

/// The desk of `uss1` with the DSS of its own node.
pub async fn desk_rig() -> Stage {
    desk_rig_with(|_| ()).await
}

/// The same with a changed configuration.
pub async fn desk_rig_with(change: impl FnOnce(&mut Config)) -> Stage {
    desk_of("uss1", change).await
}

/// The desk of `uss2` with the DSS of another one.
pub async fn second(first: &Stage) -> Stage {
    let dss = format!("http://{}", first.rig.address);
    desk_of("uss2", |config| config.desk.dss = vec![dss]).await
}

async fn desk_of(sub: &str, change: impl FnOnce(&mut Config)) -> Stage {
    Stage::start_with(sub, |config| {
        config.desk.automated_testing = false;
        change(config);
    })
    .await
}

/// A place so many metres to the east on the equator.
pub fn east(metres: f64) -> (f64, f64) {
    (PLACE.0, PLACE.1 + metres / DEGREE_M)
}

/// 100 m around a place, between two heights, from 10 to 40 minutes ahead.
pub fn cylinder(at: (f64, f64), (lower, upper): (f64, f64)) -> Value {
    let mut shape = circle(at, 100.0);
    shape["altitude_lower"] = altitude(lower);
    shape["altitude_upper"] = altitude(upper);
    json!({ "volume": shape, "time_start": in_minutes(10), "time_end": in_minutes(40) })
}

/// The same from the ellipsoid to 120 m above it, in use now.
pub fn now(at: (f64, f64)) -> Value {
    let volume = cylinder(at, (0.0, 120.0));
    json!({ "volume": volume["volume"], "time_start": in_minutes(-1), "time_end": in_minutes(30) })
}

/// A plan of one volume.
pub fn plan(volume: &Value) -> Value {
    json!({ "name": "survey", "volumes": [volume] })
}

/// A plan that must be accepted. The answer.
pub async fn accepted(stage: &Stage, who: Party, plan: &Value) -> Value {
    stage.rig.post(PLANS, who, plan).await.expect(201)
}

/// Asks with further headers.
pub async fn ask_with(stage: &Stage, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
    let authorization = PLANNER.authorization();
    let headers = [&[("authorization", authorization.as_str())], headers].concat();
    let body = if body.is_null() { String::new() } else { body.to_string() };
    stage.rig.send(method, path, &headers, body).await
}
