use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tansiq_auth::{DevIssuer, KeyRing, Scopes, SigningKey, TokenRules};
use tansiq_wire::f3548::{OperationalIntentDetails, OperationalIntentReference, OperationalIntentState, Time};

use super::*;

/// An endpoint with a token server of its own.
struct Bench {
    issuer: DevIssuer,
    papers: Shared,
    base_url: String,
    client: Client<HttpConnector, Full<Bytes>>,
    _tasks: JoinSet<()>,
}

impl Bench {
    async fn new() -> Bench {
        let key = SigningKey::generate_p256().unwrap();
        let issuer = DevIssuer::with_key(vec![HOST.to_owned()], key).unwrap();
        let rules = TokenRules { audiences: vec![HOST.to_owned()], leeway_s: 0 };
        let verifier = Verifier::new(rules, KeyRing::new(issuer.verifying_keys(), Vec::new())).unwrap();
        let papers = Shared::default();
        let mut tasks = JoinSet::new();
        let base_url = start(papers.clone(), Arc::new(verifier), &mut tasks).await.unwrap();
        let client = Client::builder(TokioExecutor::new()).build_http();
        Bench { issuer, papers, base_url, client, _tasks: tasks }
    }

    /// Calls as a party with a scope and answers the status and the body.
    async fn call(&self, who: Option<(&str, &str, &str)>, method: Method, path: &str, body: &[u8]) -> (u16, Bytes) {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base_url));
        if let Some((sub, scope, audience)) = who {
            let now = jiff::Timestamp::now().as_second();
            request = request.header(AUTHORIZATION, self.issuer.authorization(sub, Scopes::parse(scope), audience, now));
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(body))).unwrap();
        let answer = self.client.request(request).await.unwrap();
        (answer.status().as_u16(), answer.into_body().collect().await.unwrap().to_bytes())
    }

    /// Tells of a plan as `sender`.
    async fn tell(&self, sender: &str, plan: Option<&OperationalIntent>) -> u16 {
        let message = PutOperationalIntentDetailsParameters {
            operational_intent_id: ID.to_owned(),
            operational_intent: plan.cloned(),
            subscriptions: Vec::new(),
        };
        let who = Some((sender, scope::PLANNING, HOST));
        let body = serde_json::to_vec(&message).unwrap();
        self.call(who, Method::POST, "/uss/v1/operational_intents", &body).await.0
    }
}

const ID: &str = "2f8343be-6482-4d1b-a474-16847e01af1e";

fn plan(manager: &str, version: i32) -> OperationalIntent {
    OperationalIntent {
        reference: OperationalIntentReference {
            id: ID.to_owned(),
            manager: manager.to_owned(),
            uss_availability: Default::default(),
            version,
            state: OperationalIntentState::Accepted,
            ovn: Some(format!("ovn-of-version-{version}")),
            time_start: Time::from_micros(0),
            time_end: Time::from_micros(1),
            uss_base_url: "http://127.0.0.1:1".to_owned(),
            subscription_id: String::new(),
        },
        details: OperationalIntentDetails::default(),
    }
}

#[tokio::test]
async fn details_are_for_planners_with_a_token_for_this_host() {
    let bench = Bench::new().await;
    bench.papers.open().plans.insert(ID.to_owned(), plan("county", 3));
    let path = format!("/uss/v1/operational_intents/{ID}");
    let cases = [
        (None, 401),
        (Some(("coast", scope::PLANNING, "elsewhere")), 401),
        (Some(("coast", scope::PROCESSING, HOST)), 403),
        (Some(("coast", scope::PLANNING, HOST)), 200),
    ];
    for (who, expected) in cases {
        let (status, body) = bench.call(who, Method::GET, &path, b"").await;
        assert_eq!(status, expected, "{who:?}: {body:?}");
    }
    let (_, body) = bench.call(cases[3].0, Method::GET, &path, b"").await;
    let read: GetOperationalIntentDetailsResponse = tansiq_wire::parse(&body).unwrap();
    assert_eq!(read.operational_intent, plan("county", 3), "with its OVN");
}

#[tokio::test]
async fn what_is_not_there_is_404_and_what_cannot_be_read_is_400() {
    let bench = Bench::new().await;
    let planner = Some(("coast", scope::PLANNING, HOST));
    let missing = format!("/uss/v1/operational_intents/{ID}");
    assert_eq!(bench.call(planner, Method::GET, &missing, b"").await.0, 404);
    assert_eq!(bench.call(planner, Method::GET, "/uss/v1/log_sets/1", b"").await.0, 404);
    assert_eq!(bench.call(planner, Method::POST, "/uss/v1/operational_intents", b"[]").await.0, 400);
    let processor = Some(("coast", scope::PROCESSING, HOST));
    let area = format!("/uss/v1/constraints/{ID}");
    assert_eq!(bench.call(processor, Method::GET, &area, b"").await.0, 404);
}

#[tokio::test]
async fn only_the_manager_may_tell_of_a_plan() {
    let bench = Bench::new().await;
    assert_eq!(bench.tell("coast", Some(&plan("county", 1))).await, 403);
    assert_eq!(bench.tell("county", Some(&plan("county", 1))).await, 204);
    // Neither taking it over nor ending it is for anybody else.
    assert_eq!(bench.tell("coast", Some(&plan("coast", 2))).await, 403);
    assert_eq!(bench.tell("coast", None).await, 403);
    assert_eq!(bench.papers.open().heard.get(ID), Some(&Some(1)));
}

#[tokio::test]
async fn an_older_version_is_refused_and_an_end_is_remembered() {
    let bench = Bench::new().await;
    assert_eq!(bench.tell("county", Some(&plan("county", 2))).await, 204);
    assert_eq!(bench.tell("county", Some(&plan("county", 1))).await, 409);
    assert_eq!(bench.tell("county", Some(&plan("county", 2))).await, 204, "a repetition does no harm");
    assert_eq!(bench.papers.open().key("none"), ["ovn-of-version-2"]);
    assert_eq!(bench.tell("county", None).await, 204);
    assert_eq!(bench.papers.open().heard.get(ID), Some(&None));
    assert!(bench.papers.open().known_plans.is_empty());
}
