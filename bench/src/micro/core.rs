//! The airspace ledger with many operations alive: deciding, applying, searching, the key check, snapshots and replay.

use crate::harness::Harness;
use crate::make::{self, NOW};
use std::time::Duration;
use tansiq_core::airspace::command::{Attachment, PutConstraint, PutSubscription};
use tansiq_core::airspace::{Availability, Command, Event, Key, State};
use tansiq_core::{Extent, Heights, Machine, Name, Span};
use tansiq_geo::Cells;
use tansiq_node::Record;

/// Operations in one cell, all in each other's way.
const CROWD: u64 = 18_000;
/// Records that are parsed and applied anew.
const REPLAYED: u64 = 100_000;
const DAY: Duration = Duration::from_secs(86_400);

pub fn run(harness: &Harness, entities: u64) {
    let places = make::places();
    let mut state = State::default();
    let mut records = Vec::new();
    for number in 0..entities {
        let (command, context) = (put(&places, number, Attachment::None), make::context(number));
        let (events, _) = make::carry_out(&mut state, number, &context, &command);
        if number < REPLAYED {
            let record = Record { index: number, at_us: NOW, actor: context.caller.name, events };
            records.push(serde_json::to_vec(&record).expect("plain data"));
        }
    }
    replay(harness, &records);
    commands(harness, &mut state, &places, entities);
    searches(harness, &state, &places, entities);
    crowd(harness, &mut state, entities);
    snapshot(harness, state);
}

fn put(places: &[Cells], number: u64, subscription: Attachment) -> Command {
    make::put(make::id(number), make::extent(places, number), subscription, Key::default())
}

fn replay(harness: &Harness, records: &[Vec<u8>]) {
    let parse = |record: &Vec<u8>| serde_json::from_slice::<Record<Event>>(record).expect("a record");
    harness.time_many("replay: parse a record", records.len(), || {
        std::hint::black_box(records.iter().map(parse).map(|record| record.index).sum::<u64>());
    });
    let parsed: Vec<_> = records.iter().map(parse).collect();
    harness.time_many("replay: apply a record to a state that grows from nothing", records.len(), || {
        let mut state = State::default();
        for record in &parsed {
            record.events.iter().for_each(|event| state.apply(record.index, record.at_us, &record.actor, event));
        }
        std::hint::black_box(state);
    });
}

/// Each command kind, decided and applied, on a state that it leaves as it was.
fn commands(harness: &Harness, state: &mut State, places: &[Cells], entities: u64) {
    let mut number = entities;
    let step = places.len() as u64;
    harness.time("decide a creation with an implicit subscription", || {
        number += 1;
        state.decide(&make::context(number), &put(places, number, make::implicit())).expect("accepted")
    });
    for (name, implicit) in [("no subscription", false), ("an implicit subscription", true)] {
        harness.time_many(&format!("create with {name}, activate, delete: decide and apply, each"), 3, || {
            number += 1;
            let context = make::context(number);
            let attachment = if implicit { make::implicit() } else { Attachment::None };
            let (_, created) = make::carry_out(state, number, &context, &put(places, number, attachment));
            let Command::PutIntent(mut again) = put(places, number, Attachment::None) else { unreachable!("it is a PUT") };
            again.ovn = Some(make::ovn(&created));
            let (_, changed) = make::carry_out(state, number, &context, &Command::PutIntent(again));
            let delete = Command::DeleteIntent { id: make::id(number), ovn: make::ovn(&changed) };
            make::carry_out(state, number, &context, &delete);
        });
    }
    harness.time_many("create and delete a constraint: decide and apply, each", 2, || {
        number += 1;
        let (context, id, extent) = (make::context(number), make::id(number), make::extent(places, number + step));
        let uss_base_url = Name::from("https://uss.bench.test/uss/v1");
        let put = Command::PutConstraint(Box::new(PutConstraint { id, ovn: None, extent, uss_base_url }));
        let (_, made) = make::carry_out(state, number, &context, &put);
        make::carry_out(state, number, &context, &Command::DeleteConstraint { id, ovn: make::ovn(&made) });
    });
    harness.time_many("create and delete a subscription: decide and apply, each", 2, || {
        number += 1;
        let (context, id, extent) = (make::context(number), make::id(number), make::extent(places, number + step));
        let put = Command::PutSubscription(Box::new(PutSubscription {
            id,
            version: None,
            start: Some(extent.span.start),
            end: Some(extent.span.end),
            heights: extent.heights,
            cells: extent.cells,
            uss_base_url: Name::from("https://uss.bench.test/uss/v1"),
            notify_for_operational_intents: true,
            notify_for_constraints: false,
        }));
        let (_, made) = make::carry_out(state, number, &context, &put);
        make::carry_out(state, number, &context, &Command::DeleteSubscription { id, version: make::ovn(&made) });
    });
    let mut version: Box<str> = "".into();
    harness.time("set an availability: decide and apply", || {
        number += 1;
        let availability = Availability::Normal;
        let set = Command::SetAvailability { uss: Name::from("uss1"), old_version: version.clone(), availability };
        make::carry_out(state, number, &make::context(number), &set);
        version = state.get_availability("uss1").version;
    });
}

fn searches(harness: &Harness, state: &State, places: &[Cells], entities: u64) {
    let mut number = 0;
    harness.time("search a quiet volume", || {
        number = (number + 104_729) % entities;
        state.query_intents("uss1", &make::extent(places, number)).len()
    });
    let wide = make::circle(34.1, 36.1, 5_000.0);
    let hour = Span { start: NOW.plus(Duration::from_secs(7200)), end: NOW.plus(Duration::from_secs(10_800)) };
    let low = Extent { span: hour, heights: Heights { lower: 0.0, upper: 120.0 }, cells: wide.clone() };
    let found = state.query_intents("uss1", &low).len();
    harness.time(&format!("search 5 km, 0 to 120 m, one hour ({found} found)"), || state.query_intents("uss1", &low).len());
    let all = Extent { span: Span::ALWAYS, heights: Heights::ALL, cells: wide };
    let found = state.query_intents("uss1", &all).len();
    harness.time(&format!("search 5 km, all heights and times ({found} found)"), || state.query_intents("uss1", &all).len());
}

/// One cell with 18,000 operations in each other's way, and a key that names them all.
fn crowd(harness: &Harness, state: &mut State, entities: u64) {
    let place = make::circle(32.0, 36.1, 50.0);
    let span = Span { start: NOW, end: NOW.plus(Duration::from_secs(60)) };
    let extent = Extent { span, heights: Heights { lower: 0.0, upper: 120.0 }, cells: place };
    let mut ovns: Vec<Box<str>> = Vec::new();
    let first = entities + 100_000_000;
    for number in first..first + CROWD {
        // In separate bands at first: a key of all before it would take minutes for all of them.
        let lower = (number - first) as f64;
        let band = Extent { heights: Heights { lower, upper: lower + 0.5 }, ..extent.clone() };
        let command = make::put(make::id(number), band, Attachment::None, Key::default());
        let (_, outcome) = make::carry_out(state, number, &make::context(number), &command);
        ovns.push(make::ovn(&outcome));
    }
    let tall = Extent { heights: Heights::ALL, ..extent };
    let key = || Key::new(7, ovns.len(), ovns.iter().map(|ovn| &**ovn));
    let command = make::put(make::id(first - 1), tall.clone(), Attachment::None, key());
    let context = make::context(1);
    harness.time("decide a creation that meets 18000, all in its key", || state.decide(&context, &command).expect("accepted"));
    let command = make::put(make::id(first - 1), tall, Attachment::None, Key::default());
    harness.time("refuse a creation that meets 18000, none in its key", || state.decide(&context, &command).is_err());
    harness.time("look for what to evict, nothing found", || {
        state.decide(&context, &Command::Evict { retention: DAY }).expect("accepted").events.len()
    });
}

fn snapshot(harness: &Harness, state: State) {
    let count = state.counts().0;
    let name = format!("snapshot: to bytes, one of {count} operations");
    let bytes = harness.once(&name, count, || postcard::to_stdvec(&state.to_snapshot()).expect("plain data"));
    drop(state);
    let name = format!("snapshot: from bytes, one of {count} operations");
    let state = harness.once(&name, count, || State::from_snapshot(postcard::from_bytes(&bytes).expect("a snapshot")));
    assert_eq!(state.counts().0, count);
}
