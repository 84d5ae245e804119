//! Positions outside of the volumes change the state that others see (CMSA0005 and following).

use super::ears::Ear;
use super::rig::*;
use std::time::Duration;
use tansiq_core::EntityId;
use tansiq_core::airspace::IntentState;
use tansiq_core::desk::{NoticeKind, OperationState, Position, State};
use tansiq_desk::DeskError;
use tansiq_desk::conformance::{Conformance, NoTelemetry, Report};
use tansiq_wire::f3548::{self, Time, VehicleTelemetry, Velocity};

/// So many metres east of Bern and as high, now; 10 m/s.
fn report(world: &World, operation: EntityId, east_m: f64, height_m: f64) -> Report {
    let at = world.now();
    let (lat, lng) = (46.95, 7.45 + east_m / 76_100.0);
    let position = f3548::Position {
        latitude: Some(lat),
        longitude: Some(lng),
        altitude: Some(f3548::Altitude::w84_m(height_m)),
        ..f3548::Position::default()
    };
    let velocity = Velocity { speed: 10.0, units_speed: f3548::UNITS_SPEED.to_owned(), track: 90.0 };
    let time_measured = Time::from_micros(at.0);
    let telemetry = VehicleTelemetry { time_measured, position: Some(position), velocity: Some(velocity) };
    Report { operation, position: Position { at, lat, lng, height_m }, telemetry }
}

async fn fly(world: &World, party: &Party, id: EntityId, east_m: f64) -> Conformance {
    let report = report(world, id, east_m, 80.0);
    party.desk.report_positions(&planner(), &[report]).await.expect("taken")[0]
}

/// Waits until the DSS has the operation in this state.
async fn at_dss(world: &World, id: EntityId, state: IntentState) {
    let what = format!("the DSS has it {state:?}");
    until(&what, || async { world.dss.intent("alpha", id).await.is_some_and(|intent| intent.state == state).then_some(()) })
        .await;
}

/// An operation in use, about Bern for an hour, and its desk at work.
async fn in_use(world: &World) -> (Party, EntityId) {
    let mut alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    alpha.change(id, None, OperationState::Activated).await.expect("activated");
    alpha.run();
    (alpha, id)
}

#[tokio::test]
async fn leaving_the_volumes_is_declared_told_and_taken_back() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let (alpha, id) = in_use(&world).await;
    assert_eq!(fly(&world, &alpha, id, 0.0).await, Conformance::Inside);
    assert!(matches!(alpha.desk.telemetry(id).await, Err(NoTelemetry::NotOffNominal(_))));
    assert_eq!(fly(&world, &alpha, id, 300.0).await, Conformance::Outside);
    at_dss(&world, id, IntentState::Nonconforming).await;
    let told = until("a peer is told", || async {
        let told = ear.operations().into_iter().filter_map(|told| told.operational_intent);
        told.into_iter().find(|intent| intent.reference.state.as_str() == "Nonconforming")
    })
    .await;
    assert_eq!(told.details.volumes.len(), 1, "where it was planned");
    let [off_nominal] = &told.details.off_nominal_volumes[..] else { panic!("one volume") };
    let circle = off_nominal.volume.outline_circle.as_ref().expect("a circle");
    assert_eq!(circle.radius.as_ref().map(|radius| radius.value), Some(1_200.0), "10 m/s for 120 s");

    let telemetry = alpha.desk.telemetry(id).await.expect("off-nominal, and seen");
    let position = telemetry.telemetry.and_then(|telemetry| telemetry.position).expect("a position");
    assert_eq!(position.altitude.map(|altitude| altitude.value), Some(80.0));
    assert!(telemetry.next_telemetry_opportunity.is_some());

    world.pass(Duration::from_secs(20));
    assert_eq!(fly(&world, &alpha, id, 100.0).await, Conformance::Inside);
    at_dss(&world, id, IntentState::Activated).await;
    let settled = until("the desk knows", || async {
        alpha.operation(id).await.filter(|operation| operation.state == Some(OperationState::Activated))
    })
    .await;
    assert!(settled.plan.off_nominal.is_empty() && settled.excursion.is_none());
    let changes = |state: &State| {
        let change = |what: &NoticeKind| match what {
            NoticeKind::StateChanged { to, automatic, .. } => Some((*to, *automatic)),
            _ => None,
        };
        state.notices_after(None).filter_map(|notice| change(&notice.what)).collect::<Vec<_>>()
    };
    let expected = [
        (OperationState::Accepted, false),
        (OperationState::Activated, false),
        (OperationState::Nonconforming, true),
        (OperationState::Activated, true),
    ];
    assert_eq!(alpha.look(changes).await, expected);
}

#[tokio::test]
async fn who_stays_outside_is_contingent_after_a_minute_also_over_a_restart() {
    let world = World::new();
    let (mut alpha, id) = in_use(&world).await;
    assert_eq!(fly(&world, &alpha, id, 300.0).await, Conformance::Outside);
    at_dss(&world, id, IntentState::Nonconforming).await;
    world.pass(Duration::from_secs(30));
    alpha.restart(&world);
    alpha.run();
    world.pass(Duration::from_secs(29));
    assert_eq!(fly(&world, &alpha, id, 400.0).await, Conformance::Outside);
    assert_eq!(world.dss.intent("alpha", id).await.map(|intent| intent.state), Some(IntentState::Nonconforming));
    world.pass(Duration::from_secs(1));
    at_dss(&world, id, IntentState::Contingent).await;
    let details = alpha.desk.operation_details(id).await.expect("read").expect("it is there").operational_intent.details;
    assert_eq!((details.volumes.len(), details.off_nominal_volumes.len()), (0, 1));
    // Nothing brings it back.
    assert_eq!(fly(&world, &alpha, id, 0.0).await, Conformance::Outside);
}

/// SCD0055 and following: it was in conflict before it left and while it was away; coming back makes no new conflict.
#[tokio::test]
async fn who_comes_back_to_where_another_flies_by_now_is_activated_and_its_planner_knows() {
    let world = World::new();
    let (alpha, id) = in_use(&world).await;
    assert_eq!(fly(&world, &alpha, id, 300.0).await, Conformance::Outside);
    at_dss(&world, id, IntentState::Nonconforming).await;
    let mut beta = world.desk("beta");
    beta.run();
    let urgent = beta.accept(with_priority(100, near_bern(0.0))).await.expect("it has precedence");
    until("alpha's planner is warned", || async {
        let about = |what: &NoticeKind| matches!(what, NoticeKind::ConflictFound { meeting } if meeting.other == urgent);
        let warned = |state: &State| state.notices_after(None).any(|one| one.operation == Some(id) && about(&one.what));
        alpha.look(warned).await.then_some(())
    })
    .await;
    assert_eq!(fly(&world, &alpha, id, 0.0).await, Conformance::Inside);
    at_dss(&world, id, IntentState::Activated).await;
}

#[tokio::test]
async fn who_may_not_come_back_stays_nonconforming_until_it_may() {
    let world = World::new();
    let (alpha, id) = in_use(&world).await;
    assert_eq!(fly(&world, &alpha, id, 300.0).await, Conformance::Outside);
    at_dss(&world, id, IntentState::Nonconforming).await;
    until("the desk knows", || async {
        alpha.operation(id).await.filter(|operation| operation.state == Some(OperationState::Nonconforming))
    })
    .await;
    world.dss.fault("PUT", "operational_intent_references", 1_000, Fault::Status(403));
    let puts = || world.dss.asked().iter().filter(|asked| asked.starts_with("PUT")).count();
    let before = puts();
    assert_eq!(fly(&world, &alpha, id, 0.0).await, Conformance::Inside);
    until("the way back was tried", || async { (puts() > before).then_some(()) }).await;
    assert_eq!(world.dss.intent("alpha", id).await.map(|intent| intent.state), Some(IntentState::Nonconforming));
    world.dss.heal();
    until("it is tried again", || async {
        world.pass(Duration::from_secs(1));
        world.dss.intent("alpha", id).await.filter(|intent| intent.state == IntentState::Activated)
    })
    .await;
}

#[tokio::test]
async fn a_dss_that_is_out_of_order_is_told_when_it_works_again() {
    let world = World::new();
    let (alpha, id) = in_use(&world).await;
    world.dss.fault("PUT", "operational_intent_references", 1_000, Fault::Status(429));
    assert_eq!(fly(&world, &alpha, id, 300.0).await, Conformance::Outside);
    let asked = world.dss.asked().len();
    until("it is tried", || async { (world.dss.asked().len() > asked).then_some(()) }).await;
    world.dss.heal();
    world.pass(Duration::from_secs(10));
    at_dss(&world, id, IntentState::Nonconforming).await;
}

#[tokio::test]
async fn positions_that_mean_nothing_are_said_to() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    let elsewhere = report(&world, id, 5_000.0, 80.0);
    let mut older = elsewhere.clone();
    older.position.at = tansiq_core::Timestamp(older.position.at.0 - 1);
    let unknown = report(&world, fresh_id(), 0.0, 80.0);
    let reports = [elsewhere.clone(), older, unknown];
    let found = alpha.desk.report_positions(&planner(), &reports).await.expect("taken");
    assert_eq!(found, [Conformance::NotInUse, Conformance::Stale, Conformance::Unknown]);
    assert_eq!(alpha.desk.last_position(id), Some(elsewhere.clone()));
    assert!(matches!(alpha.desk.telemetry(fresh_id()).await, Err(NoTelemetry::NotFound(_))));
    let mut bad = elsewhere;
    bad.position.lat = 91.0;
    let refused = alpha.desk.report_positions(&planner(), &[report(&world, id, 0.0, 80.0), bad]).await;
    assert!(matches!(refused, Err(DeskError::Invalid(text)) if text.starts_with("positions[1].position: latitude 91")));
}

#[tokio::test]
async fn a_position_after_the_end_of_the_plan_is_outside() {
    let world = World::new();
    let (alpha, id) = in_use(&world).await;
    world.pass(Duration::from_secs(3_601));
    assert_eq!(fly(&world, &alpha, id, 0.0).await, Conformance::Outside);
    at_dss(&world, id, IntentState::Nonconforming).await;
    // It still flies, so it is not ended though its time is over.
    world.pass(Duration::from_secs(59));
    assert_eq!(fly(&world, &alpha, id, 0.0).await, Conformance::Outside);
    assert!(alpha.operation(id).await.is_some_and(|operation| operation.is_live()));
}

#[tokio::test]
async fn an_off_nominal_operation_of_which_no_position_is_known_has_no_telemetry() {
    let world = World::new();
    let (alpha, id) = in_use(&world).await;
    let off_nominal = near_bern(0.0).volumes;
    let plan = tansiq_core::desk::Plan { off_nominal, ..near_bern(0.0) };
    alpha.change(id, Some(plan), OperationState::Nonconforming).await.expect("declared by a person");
    assert!(matches!(alpha.desk.telemetry(id).await, Err(NoTelemetry::NoPosition(_))));
}

#[tokio::test]
async fn several_positions_at_once_count_as_the_last_one() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    alpha.change(id, None, OperationState::Activated).await.expect("activated");
    let reports: Vec<Report> = [0.0, 300.0, 400.0, 100.0].iter().map(|east_m| report(&world, id, *east_m, 80.0)).collect();
    let found = alpha.desk.report_positions(&planner(), &reports).await.expect("taken");
    assert_eq!(found, [Conformance::Inside, Conformance::Outside, Conformance::Outside, Conformance::Inside]);
    assert!(alpha.operation(id).await.is_some_and(|operation| operation.excursion.is_none()));
}
