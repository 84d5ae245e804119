//! Tests of `obstacles.rs`.

use super::*;
use crate::{Circle, LatLng, MAX_NEAR_PAIRS, MAX_PLAN_VOLUMES, Polygon, conflicts};

/// A circle of 100 m some steps of 111 m along the equator, for a second.
fn circle(step: f64) -> Volume {
    let center = LatLng::new(0.0, step * 0.001).unwrap();
    Volume::new(Circle::new(center, 100.0).unwrap()).between_times(0, 1_000_000).unwrap()
}

#[test]
fn conflicts_among_obstacles_are_those_of_all_pairs() {
    let plan: Vec<_> = (0..37_u8).map(|k| circle(f64::from(k) * 7.3)).collect();
    let others: Vec<_> = (0..500_u16).map(|k| circle(f64::from(k) * 0.61)).collect();
    let obstacles = Obstacles::new(&others).unwrap();
    let found: Vec<_> = conflicts_among(&plan, &obstacles).unwrap().collect();
    let expected: Vec<_> = conflicts(&plan, &others).collect();
    assert_eq!(found, expected);
    assert!(found.len() > 50, "{}", found.len());
    assert_eq!(is_free(&plan, &obstacles), Ok(false));
    assert_eq!(obstacles.get(3), Some(&others[3]));
    assert_eq!((obstacles.get(500), obstacles.len()), (None, 500));
}

#[test]
fn a_plan_among_nothing_is_free() {
    let others: Vec<_> = (2..300_u16).map(|k| circle(f64::from(k))).collect();
    let (none, many) = (Obstacles::new([]).unwrap(), Obstacles::new(&others).unwrap());
    assert!(none.is_empty() && !many.is_empty());
    assert_eq!(
        (is_free(&[circle(0.0)], &none), is_free(&[], &many), is_free(&[circle(0.0)], &many)),
        (Ok(true), Ok(true), Ok(true))
    );
    assert_eq!(conflicts_among(&[circle(0.0)], &many).unwrap().count(), 0);
    assert_eq!(is_free(&[circle(0.0)], &Obstacles::new(&[circle(1.0)]).unwrap()), Ok(false));
}

#[test]
fn every_bound_is_an_error_that_names_it() {
    let one = circle(0.0);
    let error = Obstacles::new(std::iter::repeat_n(&one, MAX_OBSTACLES + 1)).unwrap_err();
    assert_eq!(error.to_string(), "obstacles are more than the 1000000 allowed");

    let obstacles = Obstacles::new([&one]).unwrap();
    let plan = vec![one.clone(); MAX_PLAN_VOLUMES + 1];
    assert_eq!(is_free(&plan, &obstacles), Err(SearchError::TooManyVolumes { allowed: 10_000 }));
    assert!(conflicts_among(&plan, &obstacles).is_err());
    assert_eq!(conflicts_among(&plan[1..], &obstacles).unwrap().count(), MAX_PLAN_VOLUMES);

    let obstacles = Obstacles::new(std::iter::repeat_n(&one, 1_000)).unwrap();
    assert_eq!(1_000 * 1_000, MAX_NEAR_PAIRS);
    assert_eq!(is_free(&plan[..1_000], &obstacles), Ok(false));
    assert_eq!(is_free(&plan[..1_001], &obstacles), Err(SearchError::TooManyNear { allowed: 1_000_000 }));
    let message = "obstacles near to the plan, counted for each of its volumes, are more than the 1000000 allowed";
    assert_eq!(conflicts_among(&plan[..1_001], &obstacles).err().unwrap().to_string(), message);
}

#[test]
fn outlines_of_too_many_vertices_are_an_error_and_not_a_long_wait() {
    let vertex = |k: u16| {
        let (sin, cos) = (f64::from(k) / 10_000.0 * std::f64::consts::TAU).sin_cos();
        LatLng::new(sin * 0.01, cos * 0.01).unwrap()
    };
    let round = Volume::new(Polygon::new((0..10_000).map(vertex).collect()).unwrap());
    let (inside, outside) = (circle(0.0), circle(10.5));
    let many = |other| Obstacles::new(std::iter::repeat_n(other, 1_900)).unwrap();
    let error = SearchError::TooManySteps { allowed: 300_000_000 };
    let plan = [round.between_times(0, 1_000_000).unwrap()];
    assert_eq!(conflicts_among(&plan, &many(&inside)).err(), Some(error));
    // The first conflict is an answer; that there is none takes a look at all.
    assert_eq!(is_free(&plan, &many(&inside)), Ok(false));
    // 20 cm beside it.
    let apart = circle(10.9);
    assert!(!overlaps(&plan[0], &apart) && overlaps(&plan[0], &outside));
    assert_eq!(is_free(&plan, &many(&apart)), Err(error));
}
