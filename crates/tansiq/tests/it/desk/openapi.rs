//! The description of the interface: it has every route, and answers are as it says.

use super::areas::imported;
use super::browsers::{ADMINISTRATOR, Browser, PASSWORD};
use super::words::{DESK, FLEET, PLANNER, VIEWER, activated, around, own_desk, planned};
use crate::rig::bodies::in_minutes;
use crate::rig::tokens::{Party, SC, party};
use crate::rig::{Answer, Rig, list, text};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use tansiq_auth::{Forbidden, Operation, Scopes};

const DOCUMENT: &str = "/api/v1/openapi.json";
/// The table of routes.
const ROUTES: &str = include_str!("../../../src/http/routes.rs");

async fn document(rig: &Rig) -> Value {
    rig.send("GET", DOCUMENT, &[], "").await.expect(200)
}

/// Method, path and name of every desk route of the table.
fn routes() -> Vec<(String, String, String)> {
    let (_, table) =
        ROUTES.split_once(r#"["api", "v1", "desk", rest @ ..]) => match (method, rest) {"#).expect("the table of the desk");
    let (table, _) = table.split_once("_ => Err").expect("its end");
    let rows = table.lines().filter_map(|line| line.trim().strip_prefix('('));
    rows.map(|row| {
        let (method, rest) = row.split_once(", [").expect("a method");
        let (segments, rest) = rest.split_once("])").expect("segments");
        let name = rest.split_once("Op::").and_then(|(_, rest)| rest.split_once(')')).expect("an operation").0;
        let segments = segments.split(", ").map(|part| match part.strip_prefix('"') {
            Some(literal) => format!("/{}", literal.trim_end_matches('"')),
            None => format!("/{{{part}}}"),
        });
        (method.to_lowercase(), format!("{DESK}{}", segments.collect::<String>()), name.to_owned())
    })
    .collect()
}

#[tokio::test]
async fn every_route_of_the_desk_is_described() {
    let rig = own_desk().await;
    let document = document(&rig).await;
    let paths = document["paths"].as_object().expect("paths");
    let routes = routes();
    assert!(routes.len() >= 25, "{routes:?}");
    for (method, path, name) in &routes {
        let described = &paths.get(path).unwrap_or_else(|| panic!("{path} is not described"))[method];
        assert_eq!(described["operationId"], *name, "{method} {path}");
        let operation = Operation::ALL.iter().find(|operation| operation.name() == name).expect("an operation");
        if operation.is_public() {
            assert_eq!(text(described, "description"), "Anybody may ask this.");
            assert_eq!(described["security"], json!([]));
            continue;
        }
        if tansiq_auth::permitted(*operation, Scopes::NONE) == Err(Forbidden::SessionOnly) {
            assert!(text(described, "description").starts_with("For people who have signed in"), "{described}");
            assert_eq!(described["security"], json!([{ "session": [] }]));
        } else {
            assert!(text(described, "description").starts_with("Needs the scope tansiq.desk."), "{described}");
            assert_eq!(described["security"], json!([{ "token": [] }, { "session": [] }]));
        }
        for status in ["400", "401", "403", "503"] {
            assert!(described["responses"].get(status).is_some(), "{method} {path} is never answered {status}");
        }
    }
    let operations = paths.values().flat_map(|path| path.as_object().expect("methods").values());
    let described: BTreeSet<&str> = operations.map(|operation| text(operation, "operationId")).collect();
    assert_eq!(described, routes.iter().map(|(_, _, name)| name.as_str()).collect::<BTreeSet<_>>());
    let own = Operation::ALL.iter().filter(|operation| operation.is_for_own_people()).map(|operation| operation.name());
    assert_eq!(own.filter(|name| !described.contains(name)).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    assert_eq!(document["openapi"], "3.1.0");
}

#[tokio::test]
async fn no_schema_is_named_and_missing() {
    let rig = own_desk().await;
    let document = document(&rig).await;
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    assert!(references.len() > 30, "{references:?}");
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("a reference within the document");
        assert!(document.pointer(pointer).is_some(), "there is no {reference}");
    }
}

fn collect<'v>(value: &'v Value, references: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|member| collect(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

/// A description to hold answers against.
struct Described(Value);

impl Described {
    /// Panics unless the message is as the schema of it says.
    #[track_caller]
    fn hold(&self, schema: &Value, message: &Value) {
        let mut root: Map<String, Value> = schema.as_object().expect("a schema").clone();
        root.insert("components".to_owned(), self.0["components"].clone());
        let validator = jsonschema::validator_for(&Value::Object(root)).expect("the schema is one");
        let problems: Vec<String> =
            validator.iter_errors(message).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(problems.is_empty(), "{schema}: {problems:#?} in {message:#}");
    }

    /// Asks, and holds the request and the answer against the description. The answer.
    async fn ask(&self, rig: &Rig, (method, path): (&str, &str), at: &str, party: Party, body: Option<Value>) -> Answer {
        let operation = &self.0["paths"][format!("{DESK}{path}")][method];
        if let Some(body) = &body {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            self.hold(schema, body);
        }
        let answer = rig.ask(&method.to_uppercase(), &format!("{DESK}{at}"), party, body.as_ref()).await;
        let described = &operation["responses"][answer.status.to_string()];
        assert!(described.is_object(), "{method} {path} is not described as answered {}: {}", answer.status, answer.text);
        match described["content"]["application/json"].get("schema") {
            Some(schema) => self.hold(schema, &answer.json),
            None => assert_eq!(answer.text, "", "{method} {path} is described without a body"),
        }
        answer
    }

    async fn get(&self, rig: &Rig, path: &str) -> Answer {
        self.ask(rig, ("get", path), path, VIEWER, None).await
    }
}

#[tokio::test]
async fn answers_and_requests_are_as_described() {
    let rig = own_desk().await;
    let described = Described(document(&rig).await);
    let in_use = activated(&rig, (46.005, 7.005)).await;
    let area = imported(&rig, &["stadium"]).await.remove(0);
    let publication = described
        .ask(
            &rig,
            ("post", "/areas/{id}/publication"),
            &format!("/areas/{area}/publication"),
            PLANNER,
            Some(json!({ "published": true })),
        )
        .await;
    assert_eq!(publication.status, 200);

    for path in [
        "/status",
        "/plans",
        "/known",
        "/areas",
        "/notices",
        "/deliveries",
        "/reports",
        "/picture",
        "/log",
        "/node",
        "/templates",
    ] {
        assert_eq!(described.get(&rig, path).await.status, 200, "{path}");
    }
    assert!(!list(&described.get(&rig, "/notices").await.json, "notices").is_empty());
    described.ask(&rig, ("get", "/known"), "/known?kind=constraints", VIEWER, None).await.expect(200);
    described.ask(&rig, ("get", "/areas/{id}"), &format!("/areas/{area}"), VIEWER, None).await.expect(200);
    described.ask(&rig, ("get", "/plans/{id}"), &format!("/plans/{in_use}"), VIEWER, None).await.expect(200);

    let template = format!("/templates/{}", crate::rig::bodies::id());
    let body = json!({ "name": "survey", "plan": { "name": "survey", "volumes": [around((30.0, 30.0))] } });
    described.ask(&rig, ("put", "/templates/{id}"), &template, PLANNER, Some(body)).await.expect(200);
    described.ask(&rig, ("get", "/picture"), "/picture?index=2", VIEWER, None).await.expect(200);
    assert_eq!(list(&described.get(&rig, "/picture").await.json, "templates").len(), 1);
    assert_eq!(described.ask(&rig, ("delete", "/templates/{id}"), &template, PLANNER, None).await.status, 204);

    let plan = json!({ "name": "survey", "priority": 1, "volumes": [around((30.0, 30.0))] });
    described.ask(&rig, ("post", "/plans"), "/plans", PLANNER, Some(plan.clone())).await.expect(201);
    let into_the_area = json!({ "volumes": [around((46.005, 7.005))] });
    let refused = described.ask(&rig, ("post", "/plans"), "/plans", PLANNER, Some(into_the_area.clone())).await.expect(409);
    assert_eq!(list(&refused, "meetings").iter().filter(|meeting| meeting["kind"] == "area").count(), 1);
    let check = json!({ "volumes": [around((46.005, 7.005))], "alternatives": { "shift_s": 600 } });
    described.ask(&rig, ("post", "/checks"), "/checks", VIEWER, Some(check)).await.expect(200);

    let position = json!({
        "operation_id": in_use, "time": in_minutes(0)["value"], "lat": 46.1, "lng": 7.005,
        "altitude": { "value": 100.0, "reference": "W84", "units": "FT" }, "speed_mps": 10.0, "accuracy_h": "HA10m",
    });
    let positions = json!({ "positions": [position] });
    let told = described.ask(&rig, ("post", "/positions"), "/positions", FLEET, Some(positions)).await.expect(200);
    assert_eq!(told["results"][0]["conformance"], "outside");
    described.ask(&rig, ("post", "/notices/seen"), "/notices/seen", PLANNER, Some(json!({ "up_to": 0 }))).await;
    assert!(list(&described.get(&rig, "/notices").await.json, "notices")[0]["seen"].is_object());

    // With positions, notices and meetings in it.
    for path in ["/picture", "/log", "/node"] {
        described.get(&rig, path).await.expect(200);
    }
    let over = planned(&rig, (35.0, 35.0)).await;
    described.ask(&rig, ("delete", "/plans/{id}"), &format!("/plans/{over}"), PLANNER, None).await.expect(200);
    described.ask(&rig, ("delete", "/areas/{id}"), &format!("/areas/{area}"), PLANNER, None).await;
}

#[tokio::test]
async fn people_and_sessions_are_as_described() {
    let rig = own_desk().await;
    let described = Described(document(&rig).await);
    let body = json!({ "name": "ada", "full_name": "Ada", "role": "planner", "password": PASSWORD });
    described.ask(&rig, ("post", "/people"), "/people", ADMINISTRATOR, Some(body.clone())).await.expect(201);
    described.ask(&rig, ("post", "/people"), "/people", ADMINISTRATOR, Some(body)).await.expect(409);
    let change = json!({ "role": "viewer" });
    described.ask(&rig, ("put", "/people/{person}"), "/people/ada", ADMINISTRATOR, Some(change)).await.expect(200);
    let sign_in = json!({ "name": "ada", "password": PASSWORD });
    described.ask(&rig, ("post", "/session"), "/session", VIEWER, Some(sign_in.clone())).await.expect(200);
    described
        .ask(&rig, ("post", "/session"), "/session", VIEWER, Some(json!({ "name": "ada", "password": "x" })))
        .await
        .expect(401);
    described.ask(&rig, ("get", "/people"), "/people", ADMINISTRATOR, None).await.expect(200);
    described.ask(&rig, ("get", "/session"), "/session", VIEWER, None).await.expect(403);
    let browser = Browser::signed_in(&rig, "ada").await;
    let schema = |method: &str, path: &str| {
        described.0["paths"][format!("{DESK}{path}")][method]["responses"]["200"]["content"]["application/json"]["schema"].clone()
    };
    described.hold(&schema("get", "/session"), &browser.get("session").await.expect(200));
    let offer = browser.ask("POST", "session/totp", &json!({ "password": PASSWORD })).await.expect(200);
    described.hold(&schema("post", "/session/totp"), &offer);
    described.ask(&rig, ("delete", "/people/{person}"), "/people/ada", ADMINISTRATOR, None).await.expect(204);
}

#[tokio::test]
async fn refusals_are_as_described() {
    let rig = own_desk().await;
    let described = Described(document(&rig).await);
    let nobody = party("uss1", SC);
    described.ask(&rig, ("get", "/areas"), "/areas?limit=0", VIEWER, None).await.refused(400, "limit");
    described.ask(&rig, ("get", "/areas"), "/areas", nobody, None).await.refused(403, "scope");
    let missing = format!("/areas/{}", crate::rig::bodies::id());
    described.ask(&rig, ("get", "/areas/{id}"), &missing, VIEWER, None).await.refused(404, "there is no area");
    described.ask(&rig, ("delete", "/areas/{id}"), &missing, PLANNER, None).await.refused(404, "there is no area");
}
