//! How soon 100 subscribers are told when 10 of them are gone: `cargo run --release -p tansiq-desk --example telling_speed`.
//!
//! All in memory: what is measured is the outbox, the composition of messages and the ledger, not a network.

use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tansiq_core::desk::{Expect, OperationState, Plan, Rules, State, Volumes};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_desk::planning::Change;
use tansiq_desk::{Desk, Parts, Settings};
use tansiq_geo::{Circle, LatLng, Volume};
use tansiq_node::{Node, SystemClock};
use tansiq_peers::testing::{Fate, MemoryTransport};
use tansiq_peers::{Answer, BaseUrl, Dss, DssOptions, Granted, LocalTokenSource, Token, Tokens, Uss, UssOptions};
use tansiq_wire::f3548::{
    ChangeOperationalIntentReferenceResponse, OperationalIntentReference, OperationalIntentState,
    PutOperationalIntentReferenceParameters, QueryOperationalIntentReferenceResponse, SubscriberToNotify, SubscriptionState,
    Time, UssAvailabilityState,
};

const SUBSCRIBERS: usize = 100;
const GONE: usize = 10;
const ROUNDS: usize = 20;

fn desk(net: &MemoryTransport) -> Desk {
    let node: Node<State> =
        Node::start(Box::new(tansiq_log::memory::MemoryLog::new()), tansiq_node::Settings::default()).expect("an empty log");
    let sign = |audience: &str, _| {
        Ok(Granted { token: Token::new(format!("t-{audience}")).expect("a token"), lives_for: Some(Duration::from_secs(3_600)) })
    };
    let tokens = Arc::new(Tokens::new(Arc::new(LocalTokenSource::new(sign))));
    let net = Arc::new(net.clone());
    let base = BaseUrl::parse("https://dss.example", false).expect("a url");
    Desk::new(Parts {
        settings: Settings {
            party: Name::from("alpha"),
            base_url: Name::from("https://alpha.example"),
            rules: Rules::default(),
            processes_constraints: false,
            manages_constraints: false,
            monitors_conformance: true,
            regions: Vec::new(),
            planning_time: Duration::from_secs(5),
            contingent_after: Duration::from_secs(60),
            retention: Duration::from_secs(86_400),
        },
        node,
        dss: Dss::new(vec![base], net.clone(), tokens.clone(), DssOptions::default()).expect("one url"),
        uss: Uss::new(net, tokens, UssOptions::default()),
        heights: tansiq_heights::Converter::default(),
        clock: Arc::new(SystemClock),
    })
}

fn plan(now: Timestamp, lat: f64) -> Plan {
    let circle = Circle::new(LatLng::new(lat, 7.0).expect("a place"), 500.0).expect("a circle");
    let volume = Volume::new(circle).between_heights(0.0, 100.0).expect("heights");
    let volume = volume.between_times(now.0, now.0 + 3_600_000_000).expect("times");
    Plan { volumes: Volumes::exact(vec![volume; 10]), ..Plan::default() }
}

/// A DSS with nothing in it, that takes everything and names all peers; it notes when it last took something.
fn serve_dss(net: &MemoryTransport, taken: Arc<Mutex<Option<Instant>>>) {
    net.host("dss.example", move |request| {
        let taken = taken.clone();
        async move {
            if request.method.as_str() != "PUT" {
                return Answer::json(200, &QueryOperationalIntentReferenceResponse::default());
            }
            let id = request.url.path().rsplit('/').next().unwrap_or_default().to_owned();
            let Some(asked) = request
                .content
                .and_then(|content| tansiq_wire::parse::<PutOperationalIntentReferenceParameters>(&content.bytes).ok())
            else {
                return Answer::empty(400);
            };
            let subscriber = |number| SubscriberToNotify {
                uss_base_url: format!("https://peer{number}.example"),
                subscriptions: vec![SubscriptionState { subscription_id: id.clone(), notification_index: 1 }],
            };
            let time = |time: &Option<Time>| time.clone().unwrap_or_default();
            let reference = OperationalIntentReference {
                id: id.clone(),
                manager: "alpha".to_owned(),
                uss_availability: UssAvailabilityState::Normal,
                version: 1,
                state: OperationalIntentState::Accepted,
                ovn: Some("an-ovn-of-sixteen".to_owned()),
                time_start: time(&asked.extents[0].time_start),
                time_end: time(&asked.extents[0].time_end),
                uss_base_url: asked.uss_base_url.clone(),
                subscription_id: id.clone(),
            };
            *taken.lock() = Some(Instant::now());
            Answer::json(
                201,
                &ChangeOperationalIntentReferenceResponse {
                    subscribers: (0..SUBSCRIBERS).map(subscriber).collect(),
                    operational_intent_reference: reference,
                },
            )
        }
    });
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let net = MemoryTransport::new();
    let told = Arc::new(AtomicUsize::new(0));
    for number in 0..SUBSCRIBERS {
        let told = told.clone();
        net.host(&format!("peer{number}.example"), move |_| {
            told.fetch_add(1, Ordering::SeqCst);
            async { Answer::empty(204) }
        });
    }
    // Every tenth never answers.
    net.choose(Box::new(|request| {
        let gone = request.url.host().is_some_and(|host| host.trim_end_matches(".example").ends_with('7'));
        if gone { Fate::LoseRequest } else { Fate::AT_ONCE }
    }));
    let taken = Arc::new(Mutex::new(None));
    serve_dss(&net, taken.clone());
    let desk = desk(&net);
    let running = desk.clone();
    let chores = tokio::spawn(async move { running.run().await });
    let who = Name::from("planner");
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let id = EntityId::from_uuid(uuid::Uuid::new_v4()).expect("a version 4");
        let plan = Some(plan(desk.now(), 40.0 + round as f64));
        told.store(0, Ordering::SeqCst);
        let change = Change { id, expect: Expect::New, plan, state: OperationState::Accepted };
        desk.change(&who, change).await.expect("the DSS takes it");
        while told.load(Ordering::SeqCst) < SUBSCRIBERS - GONE {
            tokio::time::sleep(Duration::from_micros(100)).await;
        }
        times.push(taken.lock().map_or(Duration::MAX, |at: Instant| at.elapsed()));
    }
    times.sort();
    println!(
        "{} told after {:?} at the median, {:?} at most, while {GONE} do not answer",
        SUBSCRIBERS - GONE,
        times[ROUNDS / 2],
        times[ROUNDS - 1]
    );
    chores.abort();
}
