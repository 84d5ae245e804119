//! Tests of `hold.rs`.

use crate::{Circle, LatLng, Obstacles, Search, Shift, Volume};

/// A circle of 100 m some steps of 111 m along the equator.
fn slot(step: u32, start_us: i64, end_us: i64) -> Volume {
    let circle = Circle::new(LatLng::new(0.0, f64::from(step) * 0.001).unwrap(), 100.0).unwrap();
    Volume::new(circle).between_times(start_us, end_us).unwrap()
}

/// A route of volumes side by side, apart from each other, each for 10 µs.
fn route() -> Vec<Volume> {
    (0..5_u8).map(|k| slot(u32::from(k) * 2, i64::from(k) * 10, i64::from(k) * 10 + 10)).collect()
}

/// Before which volume to wait, how long, and for which pair.
type Found = (usize, i64, Option<(usize, usize)>);

fn hold(plan: &[Volume], others: &[Volume], limit_us: u64) -> Option<Found> {
    let obstacles = Obstacles::new(others).unwrap();
    let found = Search::new(plan, &obstacles).unwrap().shortest_hold(limit_us).unwrap()?;
    let Shift::Hold { before, by_us } = found.shift else { panic!("{:?}", found.shift) };
    assert_eq!(Some(found.volumes), found.shift.apply(plan));
    Some((before, by_us, found.clears))
}

#[test]
fn a_free_plan_waits_for_nothing() {
    assert_eq!(hold(&route(), &[], 0), Some((0, 0, None)));
    assert_eq!(hold(&route(), &[slot(4, 30, 99)], 0), Some((0, 0, None)));
    assert_eq!(hold(&[], &[slot(4, 30, 99)], 0), Some((0, 0, None)));
}

#[test]
fn with_nobody_else_about_the_wait_is_before_the_start() {
    assert_eq!(hold(&route(), &[slot(4, 15, 27)], 99), Some((0, 7, Some((2, 0)))));
}

#[test]
fn where_a_later_start_conflicts_the_flight_waits_under_way() {
    // The place of volume 0 is taken from 12 on, that of volume 2 until 27.
    let others = [slot(4, 15, 27), slot(0, 12, 99)];
    assert_eq!(hold(&route(), &others, 99), Some((2, 7, Some((2, 0)))));
    // In volume 1 from 22 on as well: waiting there until 27 is not possible, nor is it in volume 0.
    let others = [slot(4, 15, 27), slot(0, 12, 99), slot(2, 22, 99)];
    assert_eq!(hold(&route(), &others, 98), None);
    assert_eq!(hold(&route(), &others, 99), Some((0, 99, Some((0, 1)))));
    // Waiting in volume 0 holds all of the place that a later start would: they are as good, and
    // the later start is the earlier of the two.
    let others = [slot(4, 15, 27), slot(0, 19, 99), slot(2, 8, 19)];
    assert_eq!(hold(&route(), &others, 99), Some((0, 9, Some((1, 2)))));
}

#[test]
fn a_wait_that_ends_as_the_next_one_comes_is_free() {
    assert_eq!(hold(&route(), &[slot(4, 15, 27), slot(0, 12, 99), slot(2, 27, 99)], 99), Some((2, 7, Some((2, 0)))));
    assert_eq!(hold(&route(), &[slot(4, 15, 27), slot(0, 12, 99), slot(2, 26, 99)], 98), None);
}

#[test]
fn what_comes_after_the_wait_counts_too() {
    // Late by 7, volume 3 meets another; late by 25 it is through.
    let others = [slot(4, 15, 27), slot(6, 41, 55), slot(0, 12, 99)];
    assert_eq!(hold(&route(), &others, 99), Some((2, 25, Some((3, 1)))));
    assert_eq!(hold(&route(), &others, 24), None);
}

#[test]
fn of_equal_waits_the_earliest_is_taken_even_past_one_that_conflicts() {
    // A wait of 15 is free before volume 2 and before volume 0. In volume 0 it is not, for another
    // passes while the flight would wait.
    let others = [slot(4, 15, 35), slot(0, 11, 14)];
    assert_eq!(hold(&route(), &others, 99), Some((0, 15, Some((2, 0)))));
    let mut plan = route();
    // This volume is so long that a wait in it meets the next user of its place.
    plan[0] = slot(0, 0, 12);
    assert_eq!(hold(&plan, &[slot(4, 15, 27), slot(0, 18, 99)], 99), Some((2, 7, Some((2, 0)))));
}

#[test]
fn volumes_that_conflict_themselves_cannot_be_waited_for_further_on() {
    // Volume 0 conflicts until 3; volume 4 alone would need a wait of 1.
    let others = [slot(0, -5, 3), slot(8, 35, 41)];
    assert_eq!(hold(&route(), &others, 99), Some((0, 3, Some((0, 0)))));
    assert_eq!(hold(&route(), &[slot(0, -5, i64::MAX), slot(8, 35, 41)], u64::MAX), None);
}

#[test]
fn an_unbounded_volume_is_waited_in_for_ever() {
    let mut plan = route();
    plan[1] = slot(2, i64::MIN, i64::MAX);
    let others = [slot(4, 15, 27), slot(0, 12, 99)];
    assert_eq!(hold(&plan, &others, 99), Some((2, 7, Some((2, 0)))));
}

#[test]
fn a_moment_that_becomes_a_wait_may_conflict() {
    // Volume 1 is a moment within the time of another: it touches, and a wait in it would not.
    let plan = [slot(0, 0, 10), slot(2, 10, 10), slot(4, 10, 20)];
    let others = [slot(2, 5, 40), slot(4, 5, 13)];
    assert_eq!(hold(&plan, &others, 99), Some((0, 3, Some((2, 1)))));
    let others = [slot(2, 5, 40), slot(4, 5, 13), slot(0, 11, 99)];
    assert_eq!(hold(&plan, &others, 98), None);
}
