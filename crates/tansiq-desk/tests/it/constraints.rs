//! Areas become constraints while they are active and published (CSTM0005 and following).

use super::ears::Ear;
use super::rig::*;
use std::time::Duration;
use tansiq_core::desk::{AreaKind, Delivery, NoticeKind, OwnConstraint, State};
use tansiq_core::{EntityId, Heights};
use tansiq_desk::{DeskError, Region};
use tansiq_geo::{Circle, LatLng};

/// Who manages constraints, and has one area about Bern.
async fn authority(world: &World, kind: &str) -> (Party, EntityId) {
    let mut setup = Setup::new("city");
    setup.settings.manages_constraints = true;
    let city = Party::start(world, setup);
    let id = import(&city, kind).await;
    (city, id)
}

/// A square of 2 km about Bern, at all heights and times.
async fn import(city: &Party, kind: &str) -> EntityId {
    let file = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"park","properties":{{"name":"Park","kind":"{kind}"}},
        "geometry":{{"type":"Polygon","coordinates":[[[7.43,46.94],[7.47,46.94],[7.47,46.96],[7.43,46.96],[7.43,46.94]]]}}}}]}}"#
    );
    let done = city.desk.import_areas(&planner(), file.as_bytes(), None, false).await.expect("it can be read");
    assert_eq!(done.areas.len(), 1, "{:?}", done.problems);
    done.areas[0].id
}

fn constraints(state: &State) -> Vec<OwnConstraint> {
    state.constraints().cloned().collect()
}

fn settled(state: &State) -> Option<Vec<OwnConstraint>> {
    let held = constraints(state);
    held.iter().all(|constraint| constraint.pending.is_none() && constraint.reference.is_some()).then_some(held)
}

/// Waits until so many constraints stand.
async fn stand(city: &Party, count: usize) -> Vec<OwnConstraint> {
    let what = format!("{count} constraints stand");
    until(&what, || async { city.look(settled).await.filter(|held| held.len() == count) }).await
}

async fn at_dss(world: &World, id: EntityId) -> Option<tansiq_wire::f3548::ConstraintReference> {
    world.dss_of("city").get_constraint(&id.to_string()).await.ok()
}

#[tokio::test]
async fn a_published_area_stands_at_the_dss_and_is_told_until_it_is_published_no_more() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let (mut city, area) = authority(&world, "prohibited").await;
    city.run();
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    // Always active: today and tomorrow.
    let held = stand(&city, 2).await;
    let told = ear.told_constraints(1).await;
    let details = &told[0].constraint.as_ref().expect("it is there").details;
    let zone = details.geozone.as_ref().expect("a zone");
    assert_eq!((&*zone.restriction, zone.name.as_deref(), &*zone.identifier), ("PROHIBITED", Some("Park"), "park"));
    let volume = &details.volumes[0].volume;
    let heights = [&volume.altitude_lower, &volume.altitude_upper].map(|height| height.as_ref().map(|height| height.value));
    assert_eq!(heights, [Some(-8_000.0), Some(100_000.0)]);
    for constraint in &held {
        let reference = at_dss(&world, constraint.id).await.expect("the DSS has it");
        let known = constraint.reference.as_ref().expect("it was taken");
        assert_eq!((reference.version, reference.ovn.as_deref()), (known.version, Some(&*known.ovn)));
        let served = city.desk.constraint_details(constraint.id).await.expect("read").expect("it is served").constraint;
        assert_eq!(served.reference.ovn, reference.ovn);
    }
    city.desk.publish_area(&planner(), area, false).await.expect("withdrawn");
    stand(&city, 0).await;
    for constraint in &held {
        assert!(at_dss(&world, constraint.id).await.is_none());
        assert_eq!(city.desk.constraint_details(constraint.id).await.expect("read"), None);
    }
    until("their end is told", || async {
        (ear.constraints().iter().filter(|told| told.constraint.is_none()).count() >= 1).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_constraint_that_comes_over_an_operation_warns_its_planner() {
    let world = World::new();
    let mut setup = Setup::new("alpha");
    setup.settings.processes_constraints = true;
    let circle = Circle::new(LatLng::new(46.95, 7.45).expect("a place"), 10_000.0).expect("a circle");
    let heights = Heights { lower: 0.0, upper: 3_000.0 };
    setup.settings.regions = vec![Region { name: "bern".into(), outline: circle.into(), heights }];
    let mut alpha = Party::start(&world, setup);
    alpha.run();
    until("it watches", || async { alpha.look(|state| state.watches().next().is_some()).await.then_some(()) }).await;
    let own = alpha.accept(near_bern(0.0)).await.expect("accepted");
    let (mut city, area) = authority(&world, "prohibited").await;
    city.run();
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    let notices = |wanted: fn(&NoticeKind) -> bool| {
        let alpha = &alpha;
        move || async move {
            let found = |state: &State| state.notices_after(None).any(|one| one.operation == Some(own) && wanted(&one.what));
            alpha.look(found).await.then_some(())
        }
    };
    until("its planner is warned", notices(|what| matches!(what, NoticeKind::AreaActivated { .. }))).await;
    // A plan into it is refused now, with its name.
    let refused = alpha.accept(near_bern(0.5)).await.expect_err("prohibited");
    let DeskError::Rejected(tansiq_core::desk::Rejection::Meets(meetings)) = refused else { panic!("{refused:?}") };
    assert_eq!(meetings[0].name.as_deref(), Some("Park"));
    city.desk.remove_area(&planner(), area, None).await.expect("removed");
    until("the warning is taken back", notices(|what| matches!(what, NoticeKind::ConflictCleared { .. }))).await;
    stand(&city, 0).await;
}

#[tokio::test]
async fn a_constraint_of_which_nobody_heard_is_found_out_and_told() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let (mut city, area) = authority(&world, "conditional").await;
    world.dss.fault("PUT", "constraint_references", 2, Fault::DoneButFail);
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    city.run();
    until("neither was heard", || async {
        let unheard = |state: &State| state.constraints().filter(|one| one.pending.is_some() && one.reference.is_none()).count();
        (city.look(unheard).await == 2).then_some(())
    })
    .await;
    // They are looked for again after a pause of the calendar.
    let held = until("both stand", || async {
        world.pass(Duration::from_secs(1));
        city.look(settled).await.filter(|held| held.len() == 2)
    })
    .await;
    let versions: Vec<i32> = held.iter().filter_map(|constraint| Some(constraint.reference.as_ref()?.version)).collect();
    assert_eq!(versions, [2, 2], "they were written once more, to learn whom to tell");
    // The ear listens for ten hours: only today's concerns it.
    let told = ear.told_constraints(1).await;
    let today = held.iter().find(|one| one.volumes.span().is_some_and(|span| span.start == NOW)).expect("today's");
    assert_eq!(told.iter().map(|told| &*told.constraint_id).collect::<Vec<_>>(), [today.id.to_string()]);
}

#[tokio::test]
async fn a_crash_before_the_dss_answered_leaves_nothing_half_done() {
    let world = World::new();
    let (mut city, area) = authority(&world, "conditional").await;
    world.dss.fault("PUT", "constraint_references", 1_000, Fault::Fail);
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    city.run();
    until("it is being written", || async {
        city.look(|state| state.constraints().any(|one| one.pending.is_some())).await.then_some(())
    })
    .await;
    city.restart(&world);
    world.dss.heal();
    city.run();
    let held = stand(&city, 2).await;
    for constraint in held {
        assert!(at_dss(&world, constraint.id).await.is_some());
    }
}

#[tokio::test]
async fn a_removal_that_fails_is_tried_until_it_is_made() {
    let world = World::new();
    let (mut city, area) = authority(&world, "conditional").await;
    city.run();
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    stand(&city, 2).await;
    world.dss.fault("DELETE", "constraint_references", 2, Fault::Status(429));
    world.dss.fault("DELETE", "constraint_references", 2, Fault::DoneButFail);
    city.desk.publish_area(&planner(), area, false).await.expect("withdrawn");
    until("both are gone", || async {
        world.pass(Duration::from_secs(1));
        city.look(constraints).await.is_empty().then_some(())
    })
    .await;
    let left = world.dss.node.read(|state, _| state.counts()).await.expect("the DSS runs");
    assert_eq!(left, (0, 0, 0));
}

#[tokio::test]
async fn what_is_over_is_removed_and_the_next_day_stands_in_time() {
    let world = World::new();
    let (mut city, area) = authority(&world, "conditional").await;
    city.run();
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    let first = stand(&city, 2).await;
    world.pass(Duration::from_secs(24 * 3_600 + 60));
    let next = until("the third day stands and the first is gone", || async {
        let held = city.look(settled).await?;
        let last = held.iter().filter_map(|one| one.volumes.span()).map(|span| span.end).max()?;
        (held.len() == 2 && last == at(72 * 3_600)).then_some(held)
    })
    .await;
    let gone = first.iter().filter(|one| next.iter().all(|kept| kept.id != one.id)).count();
    assert_eq!(gone, 1);
}

#[tokio::test]
async fn a_desk_that_manages_no_constraints_publishes_none() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = import(&alpha, "conditional").await;
    let refused = alpha.desk.publish_area(&planner(), id, true).await;
    assert!(matches!(refused, Err(DeskError::Invalid(text)) if text.starts_with("published: this desk")));
    alpha.desk.publish_area(&planner(), id, false).await.expect("nothing to withdraw");
}

#[tokio::test]
async fn an_area_that_changed_its_meaning_is_told_anew() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let (mut city, area) = authority(&world, "conditional").await;
    city.run();
    city.desk.publish_area(&planner(), area, true).await.expect("published");
    let before = stand(&city, 2).await;
    world.pass(Duration::from_secs(60));
    assert_eq!(import(&city, "prohibited").await, area);
    assert_eq!(city.look(|state| state.areas().next().map(|area| area.kind)).await, Some(AreaKind::Prohibited));
    let kinds = || {
        let zone = |told: &tansiq_wire::f3548::PutConstraintDetailsParameters| {
            Some(told.constraint.as_ref()?.details.geozone.as_ref()?.restriction.clone())
        };
        ear.constraints().iter().filter_map(zone).collect::<Vec<_>>()
    };
    until("the new meaning is told", || async { kinds().iter().any(|kind| kind == "PROHIBITED").then_some(()) }).await;
    until("only new ones stand", || async {
        let held = city.look(settled).await.filter(|held| held.len() == 2)?;
        held.iter().all(|one| before.iter().all(|old| old.id != one.id)).then_some(())
    })
    .await;
    until("all is told", || async { city.look(|state| state.deliveries().next().is_none()).await.then_some(()) }).await;
    let left: Vec<Delivery> = city.look(|state| state.deliveries().cloned().collect()).await;
    assert_eq!(left, []);
}
