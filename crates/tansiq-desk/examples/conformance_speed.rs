//! How many positions a second are held against volumes: `cargo run --release -p tansiq-desk --example conformance_speed`.
//!
//! 1,000 operations in use of 20 volumes each, half circles and half polygons of 8 vertices; batches of 1,000 positions,
//! all of them inside the last volume, so that every volume is looked at.

use std::sync::Arc;
use std::time::Instant;
use tansiq_core::desk::{
    BeginWrite, Command, Expect, OperationState, Outcome, Plan, Position, Reference, Rules, State, Volumes, WriteResult,
};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_desk::conformance::{Conformance, Report};
use tansiq_desk::{Desk, Parts, Settings};
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Volume};
use tansiq_node::{Clock, Node};
use tansiq_peers::testing::MemoryTransport;
use tansiq_peers::{BaseUrl, Dss, DssOptions, LocalTokenSource, TokenError, Tokens, Uss, UssOptions};
use tansiq_wire::f3548::VehicleTelemetry;

const OPERATIONS: usize = 1_000;
const VOLUMES: usize = 20;
const ROUNDS: usize = 100;
/// 2026-06-01T12:00:00Z.
const NOW: Timestamp = Timestamp(1_780_315_200_000_000);

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        NOW
    }
}

fn desk() -> Desk {
    let node: Node<State> = Node::start(
        Box::new(tansiq_log::memory::MemoryLog::new()),
        tansiq_node::Settings { clock: Arc::new(Still), ..Default::default() },
    )
    .expect("an empty log");
    let none = |audience: &str, _| Err(TokenError::Unavailable { audience: audience.to_owned(), what: "none".to_owned() });
    let tokens = Arc::new(Tokens::new(Arc::new(LocalTokenSource::new(none))));
    let net = Arc::new(MemoryTransport::new());
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
            planning_time: std::time::Duration::from_secs(5),
            contingent_after: std::time::Duration::from_secs(60),
            retention: std::time::Duration::from_secs(86_400),
        },
        node,
        dss: Dss::new(vec![base], net.clone(), tokens.clone(), DssOptions::default()).expect("one url"),
        uss: Uss::new(net, tokens, UssOptions::default()),
        heights: tansiq_heights::Converter::default(),
        clock: Arc::new(Still),
    })
}

fn place(lat: f64, lng: f64) -> LatLng {
    LatLng::new(lat, lng).expect("a place")
}

/// The leg of a route, 400 m long and wide, each 500 m east of the one before.
fn leg(number: usize, lat: f64) -> Volume {
    let lng = 7.0 + number as f64 * 0.0066;
    let outline: Outline = if number.is_multiple_of(2) {
        Circle::new(place(lat, lng), 200.0).expect("a circle").into()
    } else {
        let corner = |step: usize| {
            let (sin, cos) = (step as f64 * std::f64::consts::TAU / 8.0).sin_cos();
            place(lat + 0.0018 * sin, lng + 0.0026 * cos)
        };
        Polygon::new((0..8).map(corner).collect()).expect("a polygon").into()
    };
    let volume = Volume::new(outline).between_heights(0.0, 120.0).expect("heights");
    volume.between_times(NOW.0 - 60_000_000, NOW.0 + 3_600_000_000).expect("times")
}

async fn activate(desk: &Desk, id: EntityId, plan: Plan) {
    let who = Name::from("planner");
    for (version, state) in [(1, OperationState::Accepted), (2, OperationState::Activated)] {
        let begin = BeginWrite { id, expect: Expect::Any, state, plan: Some(plan.clone()), rules: Rules::default() };
        let Ok(Outcome::Begun(begun)) = desk.submit(&who, Command::BeginWrite(Box::new(begin))).await else { panic!("begun") };
        let reference = Reference { ovn: "an-ovn-of-sixteen".into(), version, subscription: None };
        let result = WriteResult::Landed { reference, subscribers: Vec::new() };
        desk.submit(&who, Command::FinishWrite { id, attempt: begun.attempt, result }).await.expect("finished");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let desk = desk();
    let who = Name::from("tracker");
    let mut reports = Vec::new();
    for number in 0..OPERATIONS {
        let id = EntityId::from_uuid(uuid::Uuid::new_v4()).expect("a version 4");
        let lat = 40.0 + number as f64 * 0.02;
        let volumes = (0..VOLUMES).map(|leg_number| leg(leg_number, lat)).collect();
        activate(&desk, id, Plan { volumes: Volumes::exact(volumes), ..Plan::default() }).await;
        let lng = 7.0 + (VOLUMES - 1) as f64 * 0.0066;
        let position = Position { at: NOW, lat, lng, height_m: 60.0 };
        reports.push(Report { operation: id, position, telemetry: VehicleTelemetry::default() });
    }
    let head = desk.node().head();
    let start = Instant::now();
    for _ in 0..ROUNDS {
        let found = desk.report_positions(&who, &reports).await.expect("taken");
        assert!(found.iter().all(|found| *found == Conformance::Inside));
    }
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(desk.node().head(), head, "nothing is recorded while nothing changes");
    let count = (OPERATIONS * ROUNDS) as f64;
    println!("{:.0} positions/s, {:.2} µs each, {VOLUMES} volumes an operation", count / seconds, seconds / count * 1e6);
}
