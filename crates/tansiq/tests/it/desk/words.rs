//! What tests of areas, notices, positions and the description share: a desk whose node has its own token server, and plans
//! in one line.

use crate::rig::bodies::{altitude, circle, in_minutes};
use crate::rig::tokens::{Authority, Party, party};
use crate::rig::wire::PATIENCE;
use crate::rig::{Answer, Rig, text};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tansiq::config::{Config, StoreKind};
use tansiq::http::PageFile;

/// Plans.
pub const PLANNER: Party = party("uss1", "tansiq.desk.plan");
/// Looks only.
pub const VIEWER: Party = party("uss1", "tansiq.desk.view");
/// An aircraft, or whoever knows where they all are.
pub const FLEET: Party = party("uss1", "tansiq.desk.position");
/// Plans for somebody else.
pub const STRANGER: Party = party("uss2", "tansiq.desk.plan");

pub const DESK: &str = "/api/v1/desk";

/// The desk of `uss1`, with the DSS and the issuer of its own node.
pub async fn own_desk() -> Rig {
    own_desk_with(|_| ()).await
}

/// The same with changed settings.
pub async fn own_desk_with(change: impl FnOnce(&mut Config)) -> Rig {
    own_desk_with_page(tansiq::http::BUILT, change).await
}

/// The same with another page than the one that was built.
pub async fn own_desk_with_page(files: &'static [PageFile], change: impl FnOnce(&mut Config)) -> Rig {
    // The node's own issuer gives the desk its tokens, the tests' authority everybody else.
    let key_file = Authority::get().public_key_file();
    let mut config = Config::default();
    config.server.listen = SocketAddr::from(([127, 0, 0, 1], 0));
    config.server.allow_http_base_urls = true;
    config.store.kind = StoreKind::Memory;
    config.auth.audiences = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    config.auth.public_keys = vec![key_file.path().to_owned()];
    config.auth.leeway_s = 0;
    config.desk.enabled = true;
    config.desk.party = "uss1".to_owned();
    config.desk.allow_private_peers = true;
    config.desk.manages_constraints = true;
    change(&mut config);
    Rig::start_with_page(config, true, files).await
}

/// A circle of 100 m from 0 m to 120 m, from a minute ago to an hour ahead, as the desk has volumes.
pub fn around(place: (f64, f64)) -> Value {
    let mut volume = circle(place, 100.0);
    volume["altitude_lower"] = altitude(0.0);
    volume["altitude_upper"] = altitude(120.0);
    json!({ "volume": volume, "time_start": in_minutes(-1)["value"], "time_end": in_minutes(60)["value"] })
}

/// Submits a plan there, which must be accepted. Its id.
pub async fn planned(rig: &Rig, place: (f64, f64)) -> String {
    let plan = json!({ "name": "survey", "volumes": [around(place)] });
    let answer = rig.post(&format!("{DESK}/plans"), PLANNER, &plan).await.expect(201);
    text(&answer, "id").to_owned()
}

/// Puts a plan in use.
pub async fn activated(rig: &Rig, place: (f64, f64)) -> String {
    let id = planned(rig, place).await;
    rig.post(&format!("{DESK}/plans/{id}/state"), PLANNER, &json!({ "state": "activated" })).await.expect(200);
    id
}

/// Asks until the answer is as wanted, in time. What follows a request in the background has no other end to be seen.
pub async fn until(rig: &Rig, path: &str, party: Party, wanted: impl Fn(&Answer) -> bool) -> Answer {
    let asking = async {
        loop {
            let answer = rig.get(path, party).await;
            if wanted(&answer) {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or_else(|_| panic!("{path} becomes as wanted in time"))
}
