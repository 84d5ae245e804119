//! The form of what is recorded: logs written by one release are read by all later ones, and auditors read them with
//! nothing of ours. A change that these tests notice needs a way to read the older form.

use tansiq_core::airspace::{Event, IntentState, bounds};
use tansiq_core::{Heights, Machine, Name, Timestamp};

/// One event of each kind, a line each. Lines are only ever added.
const EVENTS: &str = include_str!("../../testdata/events.jsonl");

fn kind(event: &Event) -> &'static str {
    match event {
        Event::Founded { .. } => "founded",
        Event::IntentPut(_) => "intent_put",
        Event::IntentRemoved { .. } => "intent_removed",
        Event::ConstraintPut(_) => "constraint_put",
        Event::ConstraintRemoved { .. } => "constraint_removed",
        Event::SubscriptionPut(_) => "subscription_put",
        Event::SubscriptionRemoved { .. } => "subscription_removed",
        Event::SubscribersNamed { .. } => "subscribers_named",
        Event::SuffixUsed { .. } => "suffix_used",
        Event::AvailabilitySet(_) => "availability_set",
        Event::ReportFiled { .. } => "report_filed",
        Event::InstanceRegistered(_) => "instance_registered",
        Event::HeartbeatSeen(_) => "heartbeat_seen",
    }
}

#[test]
fn every_kind_of_event_is_read_and_written_as_it_always_was() {
    let mut kinds = Vec::new();
    for line in EVENTS.lines() {
        let event: Event = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(serde_json::to_string(&event).unwrap(), line);
        assert!(line.starts_with(&format!(r#"{{"{}":"#, kind(&event))), "{line}");
        kinds.push(kind(&event));
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), 13, "{kinds:?}");
}

#[test]
fn the_fields_mean_what_they_say() {
    let events: Vec<Event> = EVENTS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let Some(Event::IntentPut(intent)) = events.iter().find(|event| kind(event) == "intent_put") else { panic!() };
    assert_eq!(intent.state, IntentState::Nonconforming);
    assert_eq!(intent.extent.span.start, Timestamp(1_780_272_600_000_000));
    assert_eq!(intent.extent.heights, Heights { lower: 100.5, upper: 120.25 });
    let cells: Vec<String> = intent.extent.cells.iter().map(|cell| cell.to_string()).collect();
    assert_eq!(cells, ["89c25904", "89c2590c"]);
    let Some(Event::ConstraintPut(constraint)) = events.iter().find(|event| kind(event) == "constraint_put") else { panic!() };
    assert_eq!(constraint.extent.heights, Heights::ALL);
}

#[test]
fn all_recorded_kinds_apply_to_an_empty_state() {
    let mut state = tansiq_core::airspace::State::default();
    for (index, line) in EVENTS.lines().enumerate() {
        let event: Event = serde_json::from_str(line).unwrap();
        state.touched(&event, &mut Vec::new());
        state.apply(index as u64, Timestamp(0), &Name::from("alpha"), &event);
    }
    assert_eq!(state.reports(u64::MAX, bounds::MAX_LISTED_REPORTS).len(), 1);
}

/// The reader of JSON must give back every height exactly: serde_json does so only with its feature `float_roundtrip`.
#[test]
fn heights_survive_json_to_the_last_bit() {
    let mut bits = 1u64;
    for _ in 0..20_000 {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let height = (bits >> 11) as f64 / (1u64 << 53) as f64 * 20_000.0 - 1_000.0;
        let read: f64 = serde_json::from_str(&serde_json::to_string(&height).unwrap()).unwrap();
        assert_eq!(read.to_bits(), height.to_bits(), "{height}");
    }
}
