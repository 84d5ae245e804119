//! Makes entities, commands and messages to work on.

use std::time::Duration;
use tansiq_core::airspace::command::{Attachment, PutIntent};
use tansiq_core::airspace::{Command, Event, IntentState, Key, Outcome, State};
use tansiq_core::{Caller, Context, EntityId, Extent, Heights, Machine, Name, Span, Timestamp};
use tansiq_geo::{Cells, Circle, LatLng, Outline, Polygon};

/// When everything happens.
pub const NOW: Timestamp = Timestamp(1_800_000_000_000_000);
/// Places of one layer, 3.3 km apart, so that no two share a cell.
const PLACES: u64 = 60;
const LAYER_M: f64 = 20.0;

/// The id with that number.
pub fn id(number: u64) -> EntityId {
    let scattered = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let uuid = uuid::Builder::from_random_bytes((u128::from(scattered) << 64 | u128::from(number)).to_be_bytes()).into_uuid();
    EntityId::from_uuid(uuid).expect("it has version 4")
}

/// The cells of a circle.
pub fn circle(lat: f64, lng: f64, radius_m: f64) -> Cells {
    let circle = LatLng::new(lat, lng).and_then(|center| Circle::new(center, radius_m)).expect("a circle");
    Outline::Circle(circle).cover().expect("a covering")
}

/// A polygon of so many corners on a circle.
pub fn polygon(lat: f64, lng: f64, radius_m: f64, corners: u32) -> Polygon {
    let corner = |number: u32| {
        let (east, north) = (f64::from(number) * std::f64::consts::TAU / f64::from(corners)).sin_cos();
        let (lat_m, lng_m) = (111_200.0, 111_320.0 * lat.to_radians().cos());
        LatLng::new(lat + north * radius_m / lat_m, lng + east * radius_m / lng_m).expect("a corner")
    };
    Polygon::new((0..corners).map(corner).collect()).expect("a polygon")
}

/// The cells of every place.
pub fn places() -> Vec<Cells> {
    let place = |number: u64| {
        let (row, column) = ((number / PLACES) as f64, (number % PLACES) as f64);
        circle(33.2 + row * 3_333.0 / 111_200.0, 35.0 + column * 3_333.0 / 92_180.0, 300.0)
    };
    (0..PLACES * PLACES).map(place).collect()
}

/// An extent that meets that of no other number.
pub fn extent(places: &[Cells], number: u64) -> Extent {
    let (layer, place) = (number / places.len() as u64, number as usize % places.len());
    let lower = -8_000.0 + layer as f64 * LAYER_M;
    // Scattered, so that the operations of one place do not all begin at the same time.
    let start = NOW.plus(Duration::from_secs((number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % 720 * 60));
    Extent {
        span: Span { start, end: start.plus(Duration::from_secs(1800)) },
        heights: Heights { lower, upper: lower + 15.0 },
        cells: places[place].clone(),
    }
}

/// The context of the command with that number.
pub fn context(number: u64) -> Context {
    let mut fresh = [7; 32];
    fresh[..8].copy_from_slice(&number.to_le_bytes());
    let caller = Caller { name: Name::from(format!("uss{}", number % 8)), monitors_conformance: true };
    Context { now: NOW, caller, fresh }
}

/// A PUT of an operational intent.
pub fn put(id: EntityId, extent: Extent, subscription: Attachment, key: Key) -> Command {
    Command::PutIntent(Box::new(PutIntent {
        id,
        ovn: None,
        extent,
        state: IntentState::Accepted,
        uss_base_url: Name::from("https://uss.bench.test/uss/v1"),
        subscription,
        key,
        requested_suffix: None,
    }))
}

/// A new implicit subscription.
pub fn implicit() -> Attachment {
    Attachment::Implicit { uss_base_url: Name::from("https://uss.bench.test/uss/v1"), notify_for_constraints: false }
}

/// Decides a command and applies its events.
pub fn carry_out(state: &mut State, index: u64, context: &Context, command: &Command) -> (Vec<Event>, Outcome) {
    let decision = state.decide(context, command).expect("the command is accepted");
    decision.events.iter().for_each(|event| state.apply(index, context.now, &context.caller.name, event));
    (decision.events, decision.outcome)
}

/// The OVN that an outcome tells.
pub fn ovn(outcome: &Outcome) -> Box<str> {
    match outcome {
        Outcome::Intent { reference, .. } => reference.ovn.as_ref().map_or("", |ovn| ovn.as_str()).into(),
        Outcome::Constraint { reference, .. } => reference.ovn.as_ref().map_or("", |ovn| ovn.as_str()).into(),
        Outcome::Subscription { view, .. } => view.subscription.version.clone(),
        other => panic!("{other:?} has no version"),
    }
}
