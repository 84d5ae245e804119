use super::*;
use crate::test_ledger::{Ledger, at, id};
use tansiq_core::desk::{OperationState, Plan};

fn subscriber(to: &str) -> Subscriber {
    Subscriber { to: to.into(), subscriptions: vec![Prompted { subscription: "s".into(), index: 1 }] }
}

/// A ledger with an operation for each list of peers that must be told of it.
fn ledger(told: &[&[&str]]) -> Ledger {
    let mut ledger = Ledger::new(at(1_000_000));
    for (number, peers) in told.iter().enumerate() {
        let plan = ledger.plan();
        let far = crate::test_ledger::cylinder(7.0 + number as f64, (0.0, 100.0), ledger.now, at(1_000_600));
        let plan = Plan { volumes: tansiq_core::desk::Volumes::exact(vec![far]), ..plan };
        let peers = peers.iter().map(|peer| subscriber(peer)).collect();
        ledger.operate("anna", id(number as u8), OperationState::Accepted, plan, peers);
    }
    ledger
}

fn peers(chosen: &[Delivery]) -> Vec<&str> {
    chosen.iter().map(|delivery| &*delivery.to).collect()
}

#[test]
fn pauses_double_from_one_second_to_five_minutes() {
    let seconds: Vec<u64> = (1..=12).map(|attempts| pause(attempts, 0.0).as_secs()).collect();
    assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    assert_eq!(pause(3, 1.0), Duration::from_secs(6), "chance makes it up to half as long again");
    assert_eq!(pause(u32::MAX, 1.0), LONGEST_PAUSE);
    assert_eq!(pause(0, 0.0), FIRST_PAUSE);
}

#[test]
fn one_peer_is_told_two_things_at_once_and_no_more() {
    let ledger = ledger(&[&["a", "b"], &["a"], &["a"]]);
    let flights = Flights::default();
    let (chosen, _) = flights.choose(&ledger.state, ledger.now);
    assert_eq!(peers(&chosen), ["a", "b", "a"]);
}

#[test]
fn what_is_under_way_is_not_sent_again_and_nor_is_a_later_one_about_the_same() {
    let mut ledger = ledger(&[&["a"]]);
    let mut flights = Flights::default();
    let (chosen, _) = flights.choose(&ledger.state, ledger.now);
    flights.enter(&chosen[0]);
    assert!(flights.choose(&ledger.state, ledger.now).0.is_empty());
    // A change supersedes the delivery that is under way; the new one waits for the old one to come back.
    let plan = ledger.state.operation(id(0)).map(|operation| (*operation.plan).clone()).unwrap_or_default();
    ledger.operate("anna", id(0), OperationState::Accepted, plan, vec![subscriber("a")]);
    assert!(flights.choose(&ledger.state, ledger.now).0.is_empty());
    flights.leave(Landed { delivery: chosen[0].clone(), told: true });
    let (next, _) = flights.choose(&ledger.state, ledger.now);
    assert_eq!(next.iter().map(|delivery| (delivery.id, delivery.version)).collect::<Vec<_>>(), [(1, 2)]);
}

#[test]
fn peers_that_fail_leave_half_of_the_room_to_the_others() {
    let failing: Vec<String> = (0..50).map(|number| format!("dead{number}")).collect();
    let well: Vec<String> = (0..50).map(|number| format!("well{number}")).collect();
    let all: Vec<&str> = failing.iter().chain(&well).map(String::as_str).collect();
    let ledger = ledger(&[&all]);
    let mut flights = Flights::default();
    for peer in &failing {
        flights.remember(peer.as_str().into(), false);
    }
    let (chosen, _) = flights.choose(&ledger.state, ledger.now);
    let dead = chosen.iter().filter(|delivery| delivery.to.starts_with("dead")).count();
    assert_eq!((dead, chosen.len()), (MAX_IN_FLIGHT_TO_FAILING, MAX_IN_FLIGHT));
    // Room that was entered is given back.
    chosen.iter().for_each(|delivery| flights.enter(delivery));
    assert_eq!(flights.to_failing, MAX_IN_FLIGHT_TO_FAILING);
    chosen.into_iter().for_each(|delivery| flights.leave(Landed { delivery, told: true }));
    assert_eq!((flights.to_failing, flights.per_peer.len(), flights.deliveries.len()), (0, 0, 0));
}

#[test]
fn what_is_not_due_yet_says_when_to_look_again() {
    let mut ledger = ledger(&[&["a"]]);
    let next = Some(at(1_000_003));
    ledger.run(&Command::FinishDelivery { id: 0, problem: Some("gone".to_owned()), next });
    let flights = Flights::default();
    let (chosen, wait) = flights.choose(&ledger.state, ledger.now);
    assert_eq!((chosen.len(), wait), (0, Duration::from_secs(3)));
    let (chosen, _) = flights.choose(&ledger.state, at(1_000_003));
    assert_eq!(chosen.len(), 1);
}
