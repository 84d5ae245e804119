//! What each record changes: also what it does not name.

use super::*;
use serde_json::json;
use tansiq_core::{Name, Timestamp};

fn id(n: u8) -> EntityId {
    EntityId::from_uuid(uuid::Builder::from_random_bytes([n; 16]).into_uuid()).expect("a random UUID")
}

fn record(events: Vec<Event>) -> Record<Event> {
    Record { index: 0, at_us: Timestamp(0), actor: Name::from("a"), events }
}

fn event(value: &serde_json::Value) -> Event {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{value}: {error}"))
}

fn met(operation: u8, kind: &str, other: u8) -> Event {
    let meeting =
        json!({ "kind": kind, "other": id(other), "weight": "advises", "pairs": [], "pairs_total": 1, "certain": true });
    event(&json!({ "met": { "operation": id(operation), "meeting": meeting } }))
}

fn due(number: u64, subject: &serde_json::Value) -> Event {
    event(&json!({ "delivery_due": {
        "id": number, "to": "https://a", "subject": subject, "subscriptions": [], "version": 1, "since": 0, "attempts": 0,
        "next": 0, "until": 0,
    } }))
}

fn follow(tracker: &mut Tracker, events: Vec<Event>) -> Option<Vec<Thing>> {
    tracker.follow(&record(events)).map(|things| things.to_vec())
}

fn complete() -> Tracker {
    Tracker { complete: true, ..Tracker::default() }
}

#[test]
fn what_met_something_that_is_over_has_changed() {
    let cases = [
        ("peer_operation", Event::OperationGone { id: id(9) }, Thing::KnownOperation(id(9))),
        ("constraint", Event::ConstraintGone { id: id(9) }, Thing::KnownConstraint(id(9))),
        ("area", Event::AreaRemoved { id: id(9) }, Thing::Area(id(9))),
        ("own_operation", Event::OperationForgotten { id: id(9) }, Thing::Plan(id(9))),
        ("own_operation", Event::WriteLanded { id: id(9), attempt: 1, reference: None }, Thing::Plan(id(9))),
    ];
    for (kind, over, thing) in cases {
        let mut tracker = complete();
        let begun = follow(&mut tracker, vec![met(1, kind, 9), met(2, kind, 9), met(3, kind, 8)]);
        assert_eq!(begun, Some(vec![Thing::Plan(id(1)), Thing::Plan(id(2)), Thing::Plan(id(3))]));
        let other = serde_json::from_value(json!(kind)).expect("a kind");
        follow(&mut tracker, vec![Event::Parted { operation: id(2), kind: other, other: id(9) }]);
        let mut expected = vec![thing, Thing::Plan(id(1))];
        expected.sort_unstable();
        assert_eq!(follow(&mut tracker, vec![over.clone()]), Some(expected), "{over:?}");
        assert_eq!(follow(&mut Tracker::default(), vec![over.clone()]), None, "who met it is not known: {over:?}");
    }
}

#[test]
fn a_delivery_changes_the_plan_that_it_is_about() {
    let mut tracker = complete();
    let of_plan = vec![Thing::Plan(id(1)), Thing::Delivery(7)];
    assert_eq!(follow(&mut tracker, vec![due(7, &json!({ "operation": id(1) }))]), Some(of_plan.clone()));
    let failed = |next| Event::DeliveryFailed { id: 7, problem: "no".into(), attempts: 1, next };
    assert_eq!(follow(&mut tracker, vec![failed(Some(Timestamp(9)))]), Some(of_plan.clone()));
    assert_eq!(follow(&mut tracker, vec![Event::DeliveryMade { id: 7, attempts: 2 }]), Some(of_plan));
    assert_eq!(tracker.subjects, BTreeMap::new(), "nothing is kept of what is over");
    assert_eq!(follow(&mut tracker, vec![due(8, &json!({ "constraint": id(1) }))]), Some(vec![Thing::Delivery(8)]));
    assert_eq!(follow(&mut Tracker::default(), vec![Event::DeliverySuperseded { id: 7 }]), None);
}

#[test]
fn a_constraint_changes_its_area() {
    let mut tracker = complete();
    let put = event(&json!({ "constraint_put": {
        "id": id(1), "area": id(2), "volumes": [], "reference": null, "pending": 1, "ending": false, "changed": 0,
    } }));
    assert_eq!(follow(&mut tracker, vec![put]), Some(vec![Thing::Area(id(2))]));
    assert_eq!(follow(&mut tracker, vec![Event::ConstraintRemoved { id: id(1) }]), Some(vec![Thing::Area(id(2))]));
    assert_eq!(follow(&mut Tracker::default(), vec![Event::ConstraintRemoved { id: id(1) }]), None);
}

#[test]
fn notices_that_were_seen_have_changed_and_only_the_newest_are_told() {
    let notice = |seq: u64| event(&json!({ "noticed": { "seq": seq, "at": 0, "what": { "kind": "back_in_volumes" } } }));
    let seen = |up_to| Event::NoticesSeen { up_to, by: Name::from("a") };
    let mut tracker = complete();
    follow(&mut tracker, (0..5).map(notice).collect());
    assert_eq!(follow(&mut tracker, vec![seen(1)]), Some(vec![Thing::Notice(0), Thing::Notice(1)]));
    assert_eq!(follow(&mut tracker, vec![seen(2)]), Some(vec![Thing::Notice(2)]));
    follow(&mut tracker, (5..2_000).map(notice).collect());
    let told = follow(&mut tracker, vec![seen(u64::MAX)]).expect("known");
    assert_eq!((told.len() as u64, told.last()), (PICTURE_NOTICES, Some(&Thing::Notice(1_999))));
    let told = follow(&mut Tracker::default(), vec![seen(3)]).expect("known");
    assert_eq!(told, (0..=3).map(Thing::Notice).collect::<Vec<_>>());
}

#[test]
fn what_is_kept_is_bounded_and_a_gap_means_everything() {
    let mut kept = Kept { tracker: complete(), first: 10, changes: VecDeque::new(), things: 0 };
    for n in 0..MAX_FOLLOWED as u64 + 5 {
        kept.push(Some(vec![Thing::Notice(n)].into()));
    }
    assert_eq!((kept.first, kept.changes.len(), kept.things), (15, MAX_FOLLOWED, MAX_FOLLOWED));
    let head = kept.head();
    assert_eq!(kept.since(head), Since::Changed(BTreeSet::new(), head));
    let newest = MAX_FOLLOWED as u64 + 4;
    assert_eq!(kept.since(head - 1), Since::Changed(BTreeSet::from([Thing::Notice(newest)]), head));
    kept.push(None);
    assert_eq!(kept.since(head - 1), Since::Everything);

    let mut kept = Kept { tracker: complete(), first: 0, changes: VecDeque::new(), things: 0 };
    for n in 0..3 {
        let many = (0..MAX_PICTURE_THINGS as u64).map(|thing| Thing::Notice(thing + n)).collect();
        kept.push(Some(many));
    }
    assert_eq!(kept.since(0), Since::Everything, "more than a picture has");
}
