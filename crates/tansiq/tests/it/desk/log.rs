//! What happened: listed, looked for, and downloaded.

use super::areas::imported;
use super::words::{DESK, FLEET, PLANNER, VIEWER, activated, own_desk, planned};
use crate::rig::{Answer, Rig, list, text};
use serde_json::{Value, json};

async fn log(rig: &Rig, query: &str) -> Value {
    rig.get(&format!("{DESK}/log{query}"), VIEWER).await.expect(200)
}

fn indexes(page: &Value) -> Vec<u64> {
    list(page, "entries").iter().map(|entry| entry["index"].as_u64().expect("a number")).collect()
}

fn kinds(entry: &Value) -> Vec<&str> {
    list(entry, "events").iter().map(|event| text(event, "kind")).collect()
}

async fn put_template(rig: &Rig, n: usize, name: &str) {
    let path = format!("{DESK}/templates/00000000-0000-4000-8000-{n:012}");
    rig.put(&path, PLANNER, &json!({ "name": name, "plan": {} })).await.expect(200);
}

#[tokio::test]
async fn what_happened_is_listed_newest_first_and_in_pages() {
    let rig = own_desk().await;
    let plan = activated(&rig, (46.005, 7.005)).await;
    imported(&rig, &["stadium"]).await;
    let all = log(&rig, "?limit=200").await;
    let head = all["head"].as_u64().expect("a number");
    assert_eq!(indexes(&all), (0..head).rev().collect::<Vec<_>>());
    assert_eq!(all.get("next_before"), None);
    let first = list(&all, "entries").iter().rev().find(|entry| kinds(entry).contains(&"write_begun")).expect("a write");
    assert_eq!(text(first, "actor"), "uss1");
    let begun = &first["events"][0];
    assert_eq!((text(begun, "id"), text(begun, "name"), text(begun, "state")), (plan.as_str(), "survey", "accepted"));
    let met = list(&all, "entries").iter().flat_map(|entry| list(entry, "events")).find(|event| event["kind"] == "met");
    assert_eq!(met.expect("the area is in the way")["meeting"]["kind"], "area");

    let (mut listed, mut before) = (Vec::new(), String::new());
    loop {
        let page = log(&rig, &format!("?limit=2{before}")).await;
        listed.extend(indexes(&page));
        let Some(next) = page.get("next_before") else { break };
        before = format!("&before={next}");
    }
    assert_eq!(listed, indexes(&all));
}

#[tokio::test]
async fn the_log_is_looked_through_by_thing_person_kind_and_time() {
    let rig = own_desk().await;
    let (one, two) = (activated(&rig, (10.0, 10.0)).await, planned(&rig, (20.0, 20.0)).await);
    put_template(&rig, 1, "survey").await;
    let all = log(&rig, "?limit=200").await;
    let of = |wanted: &str| -> Vec<u64> {
        let about = |entry: &&Value| entry["events"].to_string().contains(wanted);
        list(&all, "entries").iter().filter(about).map(|entry| entry["index"].as_u64().expect("a number")).collect()
    };
    assert_eq!(indexes(&log(&rig, &format!("?entity={one}")).await), of(&one));
    assert_eq!(indexes(&log(&rig, &format!("?entity={}", two.to_uppercase())).await), of(&two));
    assert_eq!(indexes(&log(&rig, "?kind=template_put").await), of("template_put"));
    assert_eq!(indexes(&log(&rig, "?kind=template_put&actor=uss1").await), of("template_put"));
    assert_eq!(indexes(&log(&rig, "?kind=template_put&actor=uss2").await), [0; 0]);
    assert_eq!(indexes(&log(&rig, &format!("?kind=template_put&entity={one}")).await), [0; 0]);

    let middle = text(&list(&all, "entries")[2], "at");
    let times =
        |page: &Value| -> Vec<String> { list(page, "entries").iter().map(|entry| text(entry, "at").to_owned()).collect() };
    let (from, to) = (log(&rig, &format!("?from={middle}")).await, log(&rig, &format!("?to={middle}")).await);
    assert!(times(&from).iter().all(|at| at.as_str() >= middle) && times(&to).iter().all(|at| at.as_str() <= middle));
    let exactly = indexes(&log(&rig, &format!("?from={middle}&to={middle}")).await);
    assert!(exactly.contains(&list(&all, "entries")[2]["index"].as_u64().expect("a number")));
    assert_eq!(indexes(&from).len() + indexes(&to).len(), indexes(&all).len() + exactly.len());
    assert_eq!(indexes(&log(&rig, "?to=2001-01-01T00:00:00Z").await), [0; 0]);

    let refused = |query: &'static str| rig.get(query, VIEWER);
    refused("/api/v1/desk/log?entity=x").await.refused(400, "entity");
    refused("/api/v1/desk/log?limit=201").await.refused(400, "limit: must be 1 to 200");
    refused("/api/v1/desk/log?from=noon").await.refused(400, "from");
    refused("/api/v1/desk/log?actor=").await.refused(400, "actor: must have 1 to 256 bytes");
    refused("/api/v1/desk/log?since=1").await.refused(400, "since");
    rig.get("/api/v1/desk/log", FLEET).await.refused(403, "scope");
}

async fn export(rig: &Rig, query: &str) -> Answer {
    let authorization = VIEWER.authorization();
    rig.send("GET", &format!("{DESK}/log/export{query}"), &[("authorization", &authorization)], "").await
}

#[tokio::test]
async fn the_log_is_downloaded_as_lines_oldest_first() {
    let rig = own_desk().await;
    planned(&rig, (10.0, 10.0)).await;
    put_template(&rig, 1, "survey").await;
    let answer = export(&rig, "").await;
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson; charset=utf-8"));
    let disposition = answer.header("content-disposition").expect("a name").to_owned();
    assert!(disposition.starts_with("attachment; filename=\"tansiq-log-") && disposition.ends_with(".ndjson\""), "{disposition}");
    let lines: Vec<Value> = answer.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut listed = log(&rig, "?limit=200").await["entries"].as_array().expect("a list").clone();
    listed.reverse();
    assert_eq!(lines, listed);
    let some = export(&rig, "?kind=template_put").await;
    assert_eq!(some.text.lines().count(), 1);
    export(&rig, "?format=xml").await.refused(400, "format");
}

/// A name that a spreadsheet would compute is a text in the table.
#[tokio::test]
async fn nothing_in_the_table_is_a_formula() {
    let rig = own_desk().await;
    for (n, name) in ["=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "مسح, يومي"].into_iter().enumerate() {
        put_template(&rig, n, name).await;
    }
    let answer = export(&rig, "?format=csv&kind=template_put").await;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    let rows: Vec<&str> = answer.text.split("\r\n").collect();
    assert_eq!(rows.len(), 7, "a heading, five rows, and the end");
    assert!(rows[0].starts_with("\u{feff}index,at,actor,kind,id,name,"));
    let names = ["\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", "'+1", "'-1", "'@SUM(A1)", "\"مسح, يومي\""];
    for (row, name) in rows[1..].iter().zip(names) {
        assert!(row.contains(&format!(",{name},")), "{row}");
    }
}
