//! Which scope opens which door: for every operation no token, every scope that should, and every scope that should not.

use crate::rig::Rig;
use crate::rig::bodies::*;
use crate::rig::tokens::*;

const ALL: [&str; 11] = [SC, CMSA, CM, CP, AA, READ, WRITE, POOL_READ, POOL_WRITE, VERSIONS, ADMIN];

/// Method, path, the scopes of which one is enough.
const TABLE: &[(&str, &str, &[&str])] = &[
    ("POST", "/dss/v1/operational_intent_references/query", &[SC, CMSA]),
    ("GET", "/dss/v1/operational_intent_references/ID", &[SC, CMSA]),
    ("PUT", "/dss/v1/operational_intent_references/ID", &[SC, CMSA]),
    ("PUT", "/dss/v1/operational_intent_references/ID/ovn", &[SC, CMSA]),
    ("DELETE", "/dss/v1/operational_intent_references/ID/ovn", &[SC, CMSA]),
    ("POST", "/dss/v1/constraint_references/query", &[CM, CP]),
    ("GET", "/dss/v1/constraint_references/ID", &[CM, CP]),
    ("PUT", "/dss/v1/constraint_references/ID", &[CM]),
    ("PUT", "/dss/v1/constraint_references/ID/ovn", &[CM]),
    ("DELETE", "/dss/v1/constraint_references/ID/ovn", &[CM]),
    ("POST", "/dss/v1/subscriptions/query", &[CP, SC]),
    ("GET", "/dss/v1/subscriptions/ID", &[CP, SC]),
    ("PUT", "/dss/v1/subscriptions/ID", &[CP, SC]),
    ("PUT", "/dss/v1/subscriptions/ID/version", &[CP, SC]),
    ("DELETE", "/dss/v1/subscriptions/ID/version", &[CP, SC]),
    ("POST", "/dss/v1/reports", &[CM, CP, SC, CMSA, AA]),
    ("GET", "/dss/v1/uss_availability/uss1", &[AA, SC, CMSA]),
    ("PUT", "/dss/v1/uss_availability/uss1", &[AA]),
    ("GET", "/aux/v1/validate_oauth", &[READ, WRITE]),
    ("GET", "/aux/v1/pool", &[POOL_READ]),
    ("GET", "/aux/v1/pool/dss_instances", &[POOL_READ]),
    ("PUT", "/aux/v1/pool/dss_instances/heartbeat?source=x", &[POOL_WRITE]),
    ("GET", "/aux/v1/configuration/global_options", &[POOL_READ]),
    ("GET", "/versions/system", &[VERSIONS]),
    ("GET", "/api/v1/airspace/reports", &[ADMIN]),
];

#[tokio::test]
async fn every_operation_is_open_to_its_scopes_and_to_no_other() {
    let rig = Rig::start().await;
    for (method, path, enough) in TABLE {
        let path = path.replace("ID", &id());
        // A body that cannot be read: with the scope it is the body that is refused, without it the caller.
        let body = if ["PUT", "POST"].contains(method) { "not JSON" } else { "" };
        rig.send(method, &path, &[], body).await.refused(401, "access token");
        for scope in ALL {
            let authorization = party("uss1", scope).authorization();
            let answer = rig.send(method, &path, &[("authorization", &authorization)], body).await;
            if enough.contains(&scope) {
                assert!(![401, 403].contains(&answer.status), "{method} {path} with {scope}: {}", answer.text);
            } else {
                answer.refused(403, enough[0]);
            }
        }
    }
}

#[tokio::test]
async fn a_token_without_scopes_is_forbidden_everything() {
    let rig = Rig::start().await;
    for (method, path, _) in TABLE {
        rig.send(method, path, &[("authorization", &party("uss1", "").authorization())], "").await.expect(403);
        rig.send(method, path, &[("authorization", &party("uss1", "utm.strategic_coordinatio UTM.x").authorization())], "")
            .await
            .expect(403);
    }
}

#[tokio::test]
async fn scopes_beyond_those_needed_do_no_harm() {
    let rig = Rig::start().await;
    let everything = party("uss1", "utm.strategic_coordination  unknown.scope utm.constraint_processing tansiq.admin");
    rig.new_intent(everything, &intent(around(place()))).await;
}
