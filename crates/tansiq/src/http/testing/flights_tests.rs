//! Which flight is which operation.

use super::*;

#[test]
fn a_flight_with_a_version_4_id_is_the_operation_of_that_id() {
    let flights = Flights::default();
    let flight = Uuid::new_v4();
    assert_eq!(flights.operation(flight), EntityId::from_uuid(flight));
    assert_eq!(flights.operation(Uuid::nil()), None);
}

#[test]
fn a_renewed_flight_keeps_its_fresh_id_until_that_is_used_up_too() {
    let flights = Flights::default();
    let flight = Uuid::new_v4();
    let first = flights.operation(flight);
    let second = flights.renew(flight, first);
    assert_ne!(Some(second), first);
    assert_eq!(flights.operation(flight), Some(second));
    assert_eq!(flights.renew(flight, first), second, "another who found the first one over");
    let third = flights.renew(flight, Some(second));
    assert_ne!(third, second);
    assert_eq!(flights.operation(flight), Some(third));
}

#[test]
fn no_more_flights_are_kept_than_the_bound() {
    let flights = Flights::default();
    let oldest = Uuid::from_u128(1);
    flights.renew(oldest, None);
    for n in 2..=MAX_FLIGHTS as u128 + 1 {
        flights.renew(Uuid::from_u128(n), None);
    }
    assert_eq!(flights.operation(oldest), None);
    assert_eq!(flights.others.lock().operations.len(), MAX_FLIGHTS);
    assert_eq!(flights.others.lock().order.len(), MAX_FLIGHTS);
}
