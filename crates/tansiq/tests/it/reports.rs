//! Reports of parties about failed exchanges, and the list of them for an administrator.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, list, text};
use serde_json::{Value, json};

const LIST: &str = "/api/v1/airspace/reports";
const ADMINISTRATOR: Party = party("admin", ADMIN);

fn report() -> Value {
    json!({ "exchange": {
        "url": "https://uss.example/uss/v1/operational_intents",
        "method": "POST",
        "headers": ["Content-Type: application/json"],
        "recorder_role": "Client",
        "request_time": in_minutes(0),
        "request_body": "e30=",
        "response_code": 500,
        "problem": "it does not answer",
    } })
}

#[tokio::test]
async fn a_report_is_echoed_with_201_and_an_id_of_the_nodes_own() {
    let rig = Rig::start().await;
    for reporter in [CM, CP, SC, CMSA, AA] {
        let sent = with(report(), "report_id", json!("mine"));
        let answer = rig.post(REPORTS, party("uss1", reporter), &sent).await.expect(201);
        let id = uuid::Uuid::parse_str(text(&answer, "report_id")).expect("a UUID");
        assert_eq!(id.get_version_num(), 4);
        let (exchange, sent) = (&answer["exchange"], &sent["exchange"]);
        for member in ["url", "method", "headers", "recorder_role", "request_time", "request_body", "response_code", "problem"] {
            assert_eq!(exchange[member], sent[member], "{member}");
        }
    }
}

#[tokio::test]
async fn reports_are_kept_and_listed_newest_first_for_an_administrator() {
    let rig = Rig::start().await;
    let mut ids = Vec::new();
    for n in 0..3 {
        let body = with(report(), "exchange/problem", json!(format!("problem {n}")));
        ids.insert(0, text(&rig.post(REPORTS, USS1, &body).await.expect(201), "report_id").to_owned());
    }
    rig.get(LIST, USS1).await.refused(403, ADMIN);
    let all = rig.get(LIST, ADMINISTRATOR).await.expect(200);
    let found: Vec<&str> = list(&all, "reports").iter().map(|report| text(report, "report_id")).collect();
    assert_eq!(found, ids);
    assert_eq!(all["reports"][0]["reporter"], "uss1");
    assert_eq!(all["reports"][0]["report"]["exchange"]["problem"], "problem 2");
    assert!(all.get("next_before").is_none());

    let page = rig.get(&format!("{LIST}?limit=2"), ADMINISTRATOR).await.expect(200);
    assert_eq!(list(&page, "reports").len(), 2);
    let rest = rig.get(&format!("{LIST}?limit=2&before={}", page["next_before"]), ADMINISTRATOR).await.expect(200);
    assert_eq!(list(&rest, "reports").len(), 1);
    assert_eq!(rest["reports"][0]["report_id"], json!(ids[2]));
}

#[tokio::test]
async fn the_page_has_its_limits() {
    let rig = Rig::start().await;
    for bad in ["limit=0", "limit=101", "limit=x", "limit=-1", "before=x", "limit=99999999999999999999"] {
        assert_eq!(rig.get(&format!("{LIST}?{bad}"), ADMINISTRATOR).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn a_report_has_a_size() {
    let rig = Rig::start().await;
    let body = with(report(), "exchange/request_body", json!("x".repeat(300 * 1024)));
    rig.post(REPORTS, USS1, &body).await.refused(400, "exchange");
    let body = with(report(), "exchange/headers", json!(vec!["x"; 1_001]));
    rig.post(REPORTS, USS1, &body).await.refused(400, "headers");
    rig.post(REPORTS, USS1, &json!([])).await.expect(400);
}
