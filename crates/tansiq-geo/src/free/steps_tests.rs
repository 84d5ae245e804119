//! Tests of `steps.rs`.

use super::*;
use crate::{Circle, LatLng, Polygon};

#[test]
fn the_last_step_may_be_taken_and_no_other() {
    let mut steps = Steps::new();
    assert_eq!(steps.spend(MAX_SEARCH_STEPS), Ok(()));
    let error = steps.spend(1).unwrap_err();
    assert_eq!(error, SearchError::TooManySteps { allowed: 300_000_000 });
    assert_eq!(error.to_string(), "comparing outlines near to the plan takes more than the 300000000 steps allowed");
}

#[test]
fn outlines_cost_what_their_vertices_do() {
    let place = |lat: f64, lng: f64| LatLng::new(lat, lng).unwrap();
    let circle = Volume::new(Circle::new(place(0.0, 0.0), 10.0).unwrap());
    let triangle = Volume::new(Polygon::new(vec![place(0.0, 0.0), place(0.0, 0.1), place(0.1, 0.0)]).unwrap());
    let mut steps = Steps(64);
    assert_eq!(steps.spend_on(&circle, &triangle), Ok(()));
    assert_eq!(steps.0, 0);
}
