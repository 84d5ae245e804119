use super::*;
use crate::shape::corridor;

#[test]
fn volumes_survive_the_way_there_and_back() {
    let start: Timestamp = "2026-09-27T14:05:00Z".parse().unwrap();
    let here = Point { lat: 29.44, lng: -83.29 };
    let there = Point { lat: 29.67, lng: -83.39 };
    let circle = Outline::Circle { center: here, radius_m: 1500.0 };
    let volumes: Vec<Volume> = [circle, corridor(here, there, 400.0)]
        .into_iter()
        .map(|outline| Volume {
            outline,
            lower_m: Some(20.0),
            upper_m: None,
            start,
            end: start + jiff::SignedDuration::from_mins(10),
        })
        .collect();
    assert_eq!(from_wire(&to_wire(&volumes)), Ok(volumes));
}

#[test]
fn a_volume_without_an_outline_is_named() {
    let error = from_wire(&[Volume4D::default()]).unwrap_err();
    assert_eq!(error, "volume 1: needs either a whole circle or a polygon of 3 vertices");
}
