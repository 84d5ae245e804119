//! States and areas of a user's plan.

use super::*;
use tansiq_wire::flight_planning::PlanningActivityResult as Result_;

#[test]
fn the_two_states_of_a_plan_are_one_of_the_operation() {
    use FunctionalState::{Contingent, Nominal, NotSpecified, OffNominal};
    use OperationState as State;
    let flown = |state| Ok(Wanted::Flown(state));
    let all = [None, Some(Nominal), Some(OffNominal), Some(Contingent), Some(NotSpecified)];
    for uas in all {
        assert_eq!(wanted(UsageState::Closed, uas), Ok(Wanted::Closed));
        let planned = wanted(UsageState::Planned, uas).map_err(|(result, _)| result);
        let in_use = wanted(UsageState::InUse, uas).map_err(|(result, _)| result);
        match uas {
            None | Some(Nominal) => {
                assert_eq!(planned, flown(State::Accepted).map_err(|()| Result_::Failed));
                assert_eq!(in_use, flown(State::Activated).map_err(|()| Result_::Failed));
            }
            Some(OffNominal) => {
                assert_eq!((planned, in_use), (Err(Result_::Rejected), Ok(Wanted::Flown(State::Nonconforming))));
            }
            Some(Contingent) => {
                assert_eq!((planned, in_use), (Err(Result_::Rejected), Ok(Wanted::Flown(State::Contingent))));
            }
            Some(NotSpecified) => {
                assert_eq!((planned, in_use), (Ok(Wanted::Flown(State::Accepted)), Err(Result_::NotSupported)));
            }
        }
    }
}

fn circle(radius_m: f64) -> Vec<Volume4D> {
    vec![Volume4D::circle(46.0, 7.0, radius_m, 100.0, 200.0, 0, 60_000_000)]
}

fn volumes_of(radius_m: f64) -> Volumes {
    area(&circle(radius_m), &Converter::default()).expect("an area").0
}

#[test]
fn an_area_above_the_ellipsoid_stays_as_it_is() {
    let (volumes, stated) = area(&circle(50.0), &Converter::default()).expect("an area");
    assert_eq!(wire_volumes(&volumes), circle(50.0));
    assert_eq!(stated, ["heights above the ellipsoid: as given"]);
}

#[test]
fn an_area_above_take_off_is_not_supported_and_a_wrong_one_rejected() {
    let mut above = circle(50.0);
    above[0].volume.altitude_lower.as_mut().expect("a bound").reference = "Takeoff".to_owned();
    let refused = area(&above, &Converter::default()).expect_err("refused");
    assert_eq!(refused.0, Result_::NotSupported);
    assert!(refused.1.contains("area[0].volume.altitude_lower"), "{}", refused.1);
    let refused = area(&circle(-1.0), &Converter::default()).expect_err("refused");
    assert_eq!(refused.0, Result_::Rejected);
    assert!(refused.1.contains("area[0].volume.outline_circle"), "{}", refused.1);
}

#[test]
fn an_aircraft_in_trouble_keeps_what_it_was_allowed() {
    let flight = Uuid::new_v4();
    let asked = FlightPlan::new(UsageState::InUse, circle(500.0));
    let made = |area: Volumes, state, now| plan(flight, &asked, (area, Vec::new()), (state, now));
    let planned = made(volumes_of(100.0), OperationState::Activated, None);
    assert_eq!((planned.volumes.len(), planned.off_nominal.len()), (1, 0));
    let now = Operation {
        id: tansiq_core::EntityId::from_uuid(flight).expect("version 4"),
        plan: std::sync::Arc::new(planned.clone()),
        state: Some(OperationState::Activated),
        reference: None,
        pending: None,
        planner: "tester".into(),
        revision: 1,
        created: tansiq_core::Timestamp(0),
        changed: tansiq_core::Timestamp(0),
        excursion: None,
    };
    let outside = made(volumes_of(500.0), OperationState::Nonconforming, Some(&now));
    assert_eq!((outside.volumes, outside.off_nominal), (volumes_of(100.0), volumes_of(500.0)));
    let without_area = made(Volumes::default(), OperationState::Contingent, Some(&now));
    assert_eq!((without_area.volumes, without_area.off_nominal), (volumes_of(100.0), volumes_of(100.0)));
}

#[test]
fn a_long_description_is_clipped_between_characters() {
    let text = "é".repeat(MAX_TEXT_BYTES);
    assert_eq!(clipped(&text).len(), MAX_TEXT_BYTES);
    assert_eq!(clipped(&format!("x{text}")).len(), MAX_TEXT_BYTES - 1);
}
