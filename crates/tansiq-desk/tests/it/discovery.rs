//! Asking who is there: peers that are silent, down, slow to know, or talk nonsense (uss-behaviour 3).

use crate::rig::{NOW, Party, Setup, World, cylinder, fresh_id, near_bern, request_body, said, until, with_priority};
use parking_lot::Mutex;
use std::sync::Arc;
use tansiq_core::airspace::Availability;
use tansiq_core::desk::{AreaKind, Disclosure, NoticeKind, OperationState, OtherKind, Rejection, Weight};
use tansiq_core::{EntityId, Name};
use tansiq_desk::DeskError;
use tansiq_desk::convert::wire_volumes;
use tansiq_peers::Answer;
use tansiq_wire::f3548::{
    Constraint, ConstraintDetails, ConstraintReference, ErrorReport, GeoZone, GetConstraintDetailsResponse,
    GetOperationalIntentDetailsResponse, ImplicitSubscriptionParameters, OperationalIntent, OperationalIntentDetails,
    PutConstraintDetailsParameters, PutConstraintReferenceParameters, PutOperationalIntentReferenceParameters, SubscriptionState,
    Time,
};

/// What a made-up peer says of its operations and constraints, and what it was told.
#[derive(Clone, Default)]
struct Stranger {
    operations: Arc<Mutex<Vec<OperationalIntent>>>,
    constraints: Arc<Mutex<Vec<Constraint>>>,
    reports: Arc<Mutex<Vec<(String, ErrorReport)>>>,
    asked: Arc<Mutex<usize>>,
    /// With this it writes its operation to the DSS once more before it answers for it.
    writes_first: Arc<Mutex<Option<tansiq_peers::Dss>>>,
}

impl Stranger {
    /// A peer with a node that answers what this says.
    fn join(world: &World, name: &str) -> Stranger {
        let stranger = Stranger::default();
        let served = stranger.clone();
        world.net.host(&format!("{name}.example"), move |request| {
            let served = served.clone();
            async move {
                let (sender, _, _) = said(&request);
                let path = request.url.path().to_owned();
                match (request.method.as_str(), path.split('/').nth(3)) {
                    ("POST", Some("reports")) => {
                        let report = request_body::<ErrorReport>(&request).expect("a report");
                        served.reports.lock().push((sender, report.clone()));
                        Answer::json(201, &report)
                    }
                    ("POST", _) => Answer::empty(204),
                    ("GET", Some("operational_intents")) => {
                        *served.asked.lock() += 1;
                        let first = served.writes_first.lock().take();
                        if let Some(dss) = first {
                            served.write_again(&dss, "Accepted").await;
                        }
                        let id = path.rsplit('/').next().expect("an id").to_owned();
                        let found = served.operations.lock().iter().find(|told| told.reference.id == id).cloned();
                        match found {
                            Some(operational_intent) => {
                                Answer::json(200, &GetOperationalIntentDetailsResponse { operational_intent })
                            }
                            None => Answer::empty(404),
                        }
                    }
                    _ => {
                        let id = path.rsplit('/').next().expect("an id").to_owned();
                        let found = served.constraints.lock().iter().find(|told| told.reference.id == id).cloned();
                        found.map_or(Answer::empty(404), |constraint| {
                            Answer::json(200, &GetConstraintDetailsResponse { constraint })
                        })
                    }
                }
            }
        });
        stranger
    }

    /// Writes an operation to the DSS; it is answered for as it is there.
    async fn plan(&self, world: &World, name: &str, plan: tansiq_core::desk::Plan) -> EntityId {
        let id = fresh_id();
        let parameters = PutOperationalIntentReferenceParameters {
            extents: wire_volumes(&plan.volumes),
            state: "Accepted".to_owned(),
            uss_base_url: format!("https://{name}.example"),
            new_subscription: Some(ImplicitSubscriptionParameters {
                uss_base_url: format!("https://{name}.example"),
                notify_for_constraints: false,
            }),
            ..PutOperationalIntentReferenceParameters::default()
        };
        let written = world.dss_of(name).put_operational_intent(&id.to_string(), &parameters).await.expect("the DSS takes it");
        let details = OperationalIntentDetails {
            volumes: wire_volumes(&plan.volumes),
            off_nominal_volumes: Vec::new(),
            priority: plan.priority,
        };
        self.operations.lock().push(OperationalIntent { reference: written.operational_intent_reference, details });
        id
    }

    /// Writes its operation to the DSS once more.
    async fn write_again(&self, dss: &tansiq_peers::Dss, state: &str) {
        let told = self.operations.lock()[0].clone();
        let parameters = PutOperationalIntentReferenceParameters {
            extents: told.details.volumes.clone(),
            state: state.to_owned(),
            uss_base_url: told.reference.uss_base_url.clone(),
            subscription_id: Some(told.reference.subscription_id.clone()),
            ..PutOperationalIntentReferenceParameters::default()
        };
        let ovn = told.reference.ovn.clone().expect("its own");
        let written = dss.update_operational_intent(&told.reference.id, &ovn, &parameters).await.expect("taken");
        self.operations.lock()[0].reference = written.operational_intent_reference;
    }

    fn change(&self, change: impl FnOnce(&mut OperationalIntent)) {
        change(&mut self.operations.lock()[0]);
    }
}

fn peer_failed(error: &DeskError, name: &str) -> String {
    match error {
        DeskError::Peer { manager, problem } if manager == name => problem.clone(),
        other => panic!("not because of {name}: {other}"),
    }
}

async fn notices(party: &Party) -> Vec<NoticeKind> {
    party.look(|state| state.notices_after(None).map(|notice| notice.what.clone()).collect()).await
}

#[tokio::test]
async fn a_peer_that_does_not_answer_and_is_not_down_stops_the_planning_and_is_reported() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let ghost = Stranger::join(&world, "ghost");
    ghost.plan(&world, "ghost", near_bern(0.0)).await;
    world.net.set_down("ghost.example", true);
    let error = alpha.accept(near_bern(0.1)).await.expect_err("it cannot be read");
    assert!(peer_failed(&error, "ghost").contains("cannot be reached"), "{error}");
    assert_eq!(world.dss.intents().await, 1, "nothing was written");
    let report = until("the report to be recorded", || async { alpha.look(|state| state.reports().next().cloned()).await }).await;
    assert_eq!((&*report.reporter, &*report.to), ("desk:alpha", "ghost"));
    assert!(
        notices(&alpha)
            .await
            .iter()
            .any(|what| matches!(what, NoticeKind::PeerUnreadable { manager, .. } if **manager == *"ghost"))
    );
    world.net.set_down("ghost.example", false);
    alpha.accept(near_bern(0.41)).await.expect("it answers again, and is not in the way");
}

/// SCD0005: an Accepted operation of a party that is Down counts lowest, one in use highest.
#[tokio::test]
async fn a_peer_that_is_down_counts_as_the_standard_says() {
    let world = World::new();
    let (alpha, ghost) = (world.desk("alpha"), Stranger::join(&world, "ghost"));
    let there = ghost.plan(&world, "ghost", near_bern(0.0)).await;
    world.net.set_down("ghost.example", true);
    world.dss.set_availability("ghost", Availability::Down).await;
    let changed = alpha.change(fresh_id(), Some(near_bern(0.1)), OperationState::Accepted).await.expect("it counts lowest");
    assert_eq!(changed.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(there, Weight::HigherPriority)]);
    let known = alpha.look(|state| state.known_operation(there).cloned()).await.expect("it is known to be there");
    assert!(matches!(known.disclosure, Disclosure::Withheld { .. }), "{known:?}");
}

/// The other half of the rule: nobody plans into what a silent party flies, whatever the priority.
#[tokio::test]
async fn nobody_plans_into_what_a_peer_that_is_down_flies() {
    let world = World::new();
    let (alpha, ghost) = (world.desk("alpha"), Stranger::join(&world, "ghost"));
    let there = ghost.plan(&world, "ghost", near_bern(0.0)).await;
    ghost.write_again(&world.dss_of("ghost"), "Activated").await;
    world.net.set_down("ghost.example", true);
    world.dss.set_availability("ghost", Availability::Down).await;
    let error = alpha.accept(with_priority(100, near_bern(0.1))).await.expect_err("it counts highest");
    let DeskError::Rejected(Rejection::Meets(met)) = &error else { panic!("{error}") };
    assert_eq!(met.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(there, Weight::LowerPriority)]);
}

/// One by one, what a peer may get wrong; each stops the planning, and the report says what it was.
#[tokio::test]
async fn a_peer_that_talks_nonsense_stops_the_planning_and_is_told_what_was_wrong() {
    type Spoil = fn(&mut OperationalIntent);
    let spoiled: [(&str, Spoil); 6] = [
        ("version", |told| told.reference.version = 0),
        ("manager", |told| told.reference.manager = "alpha".to_owned()),
        ("ovn", |told| told.reference.ovn = None),
        ("volumes is empty", |told| told.details.volumes.clear()),
        ("no outline", |told| told.details.volumes[0].volume.outline_circle = None),
        ("cross", |told| {
            let at = |lat, lng| tansiq_wire::f3548::LatLngPoint::new(lat, lng);
            let vertices = vec![at(46.9, 7.4), at(47.0, 7.5), at(46.9, 7.5), at(47.0, 7.4)];
            told.details.volumes[0].volume.outline_circle = None;
            told.details.volumes[0].volume.outline_polygon = Some(tansiq_wire::f3548::Polygon { vertices });
        }),
    ];
    for (part, spoil) in spoiled {
        let world = World::new();
        let (alpha, odd) = (world.desk("alpha"), Stranger::join(&world, "odd"));
        odd.plan(&world, "odd", near_bern(0.0)).await;
        odd.change(spoil);
        let error = alpha.accept(near_bern(0.41)).await.expect_err(part);
        let problem = peer_failed(&error, "odd");
        assert!(problem.contains(part), "{part}: {problem}");
        let (sender, report) = until("the report", || async { odd.reports.lock().first().cloned() }).await;
        assert_eq!(sender, "alpha");
        assert!(report.exchange.problem.as_ref().is_some_and(|problem| problem.contains(part)), "{report:?}");
        assert_eq!(world.dss.intents().await, 1);
    }
}

/// It changed after the DSS was asked and before it was: what it tells is what counts, and what a key must name.
#[tokio::test]
async fn details_that_are_newer_than_the_reference_are_taken() {
    let world = World::new();
    let (alpha, swift) = (world.desk("alpha"), Stranger::join(&world, "swift"));
    let id = swift.plan(&world, "swift", near_bern(0.0)).await;
    *swift.writes_first.lock() = Some(world.dss_of("swift"));
    alpha.accept(near_bern(0.41)).await.expect("the key names the newer one");
    assert_eq!(alpha.look(|state| state.known_operation(id).map(|known| known.version)).await, Some(2));
    let puts = world.dss.asked().iter().filter(|asked| asked.starts_with("PUT")).count();
    assert_eq!(puts, 3, "two of the peer, one of this desk");
}

/// It wrote to the DSS and does not know it yet: a moment later it does.
#[tokio::test]
async fn a_peer_that_is_a_moment_behind_the_dss_is_asked_again() {
    let world = World::new();
    let (alpha, slow) = (world.desk("alpha"), Stranger::join(&world, "slow"));
    slow.plan(&world, "slow", near_bern(0.0)).await;
    let behind = slow.operations.lock()[0].clone();
    slow.write_again(&world.dss_of("slow"), "Accepted").await;
    let ahead = std::mem::replace(&mut slow.operations.lock()[0], behind);
    let knows = slow.clone();
    // The second question to the DSS is about this one operation: by then it knows.
    world.dss.watch(move |request| {
        if request.method == "GET" {
            knows.operations.lock()[0] = ahead.clone();
        }
    });
    alpha.accept(near_bern(0.41)).await.expect("it caught up");
    assert_eq!((*slow.asked.lock(), slow.reports.lock().len()), (2, 0));
}

/// It ended between the two questions: then there is nothing in the way, and nobody failed.
#[tokio::test]
async fn an_operation_that_ends_while_it_is_asked_for_is_not_in_the_way() {
    let world = World::new();
    let (alpha, brief) = (world.desk("alpha"), Stranger::join(&world, "brief"));
    let id = brief.plan(&world, "brief", near_bern(0.0)).await;
    let reference = brief.operations.lock().remove(0).reference;
    let (dss, handle) = (world.dss_of("brief"), tokio::runtime::Handle::current());
    let (done, wait) = std::sync::mpsc::channel();
    let dss = Arc::new(dss);
    world.dss.watch(move |request| {
        if request.method == "POST" && request.url.path().ends_with("/query") {
            let (dss, reference, done) = (dss.clone(), reference.clone(), done.clone());
            handle.spawn(async move {
                // After the query was answered: the desk waits a moment before it asks for this one.
                tokio::task::yield_now().await;
                let ovn = reference.ovn.expect("its own");
                let _ = done.send(dss.delete_operational_intent(&reference.id, &ovn).await.is_ok());
            });
        }
    });
    alpha.accept(near_bern(0.1)).await.expect("it is gone");
    assert!(wait.recv().expect("it was tried"));
    assert!(alpha.look(|state| state.known_operation(id).is_none()).await);
}

/// What was told once is not asked for again; what is no longer at the DSS is forgotten.
#[tokio::test]
async fn what_is_held_is_not_fetched_again_and_what_is_gone_is_forgotten() {
    let world = World::new();
    let (alpha, other) = (world.desk("alpha"), Stranger::join(&world, "other"));
    let there = other.plan(&world, "other", near_bern(0.0)).await;
    alpha.accept(near_bern(0.41)).await.expect("beside it");
    alpha.accept(near_bern(-0.41)).await.expect("beside it");
    assert_eq!(*other.asked.lock(), 1);
    let error = alpha.accept(near_bern(0.05)).await.expect_err("in its way");
    assert!(matches!(error, DeskError::Rejected(Rejection::Meets(_))), "{error}");
    // It ends, and its manager tells nobody.
    let reference = other.operations.lock()[0].reference.clone();
    let ovn = reference.ovn.expect("its own");
    world.dss_of("other").delete_operational_intent(&reference.id, &ovn).await.expect("it is its own");
    alpha.accept(crate::rig::plan(vec![cylinder((46.95, 7.45), 150.0, (50.0, 120.0), (0, 3_600))])).await.expect("it is gone");
    assert!(alpha.look(|state| state.known_operation(there).is_none()).await);
}

/// An operation at the DSS in this desk's name and address that its ledger does not have is removed; it blocks nobody.
#[tokio::test]
async fn what_was_left_at_the_dss_is_removed() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let left = Stranger::default().plan(&world, "alpha", near_bern(0.0)).await;
    alpha.accept(near_bern(0.1)).await.expect("the ledger has nothing there");
    until("the leftover to be removed", || async { world.dss.intent("alpha", left).await.is_none().then_some(()) }).await;
    assert_eq!(world.dss.intents().await, 1);
}

/// The same party at another address is another's system: it is asked as any peer, and never removed.
#[tokio::test]
async fn the_same_party_at_another_address_is_asked_like_a_peer() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let annex = Stranger::join(&world, "annex");
    let id = fresh_id();
    let parameters = PutOperationalIntentReferenceParameters {
        extents: wire_volumes(&near_bern(0.0).volumes),
        state: "Accepted".to_owned(),
        uss_base_url: "https://annex.example".to_owned(),
        ..PutOperationalIntentReferenceParameters::default()
    };
    let written = world.dss_of("alpha").put_operational_intent(&id.to_string(), &parameters).await.expect("taken");
    let details = OperationalIntentDetails { volumes: parameters.extents, ..OperationalIntentDetails::default() };
    annex.operations.lock().push(OperationalIntent { reference: written.operational_intent_reference, details });
    let error = alpha.accept(near_bern(0.1)).await.expect_err("it is in the way");
    assert!(matches!(&error, DeskError::Rejected(Rejection::Meets(met)) if met[0].other == id), "{error}");
    alpha.accept(near_bern(0.41)).await.expect("beside it");
    assert!(world.dss.intent("alpha", id).await.is_some());
}

/// Constraints are weighed by those who process them, and named in the key.
#[tokio::test]
async fn constraints_are_fetched_weighed_and_named_in_the_key() {
    let world = World::new();
    let mut setup = Setup::new("alpha");
    setup.settings.processes_constraints = true;
    let alpha = Party::start(&world, setup);
    let authority = Stranger::join(&world, "authority");
    for (north_km, restriction) in [(0.0, "PROHIBITED"), (5.0, "CONDITIONAL")] {
        let id = fresh_id().to_string();
        let volumes = wire_volumes(&near_bern(north_km).volumes);
        let parameters =
            PutConstraintReferenceParameters { extents: volumes.clone(), uss_base_url: "https://authority.example".to_owned() };
        let written = world.dss_of("authority").put_constraint(&id, &parameters).await.expect("taken");
        let geozone = GeoZone { restriction: restriction.to_owned(), ..GeoZone::default() };
        let details = ConstraintDetails { volumes, geozone: Some(geozone), ..ConstraintDetails::default() };
        authority.constraints.lock().push(Constraint { reference: written.constraint_reference, details });
    }
    let error = alpha.accept(near_bern(0.1)).await.expect_err("it is prohibited");
    let DeskError::Rejected(Rejection::Meets(met)) = &error else { panic!("{error}") };
    assert_eq!((met[0].kind, met[0].weight), (OtherKind::Constraint, Weight::Prohibited));
    let changed = alpha.change(fresh_id(), Some(near_bern(5.1)), OperationState::Accepted).await.expect("with a warning");
    assert_eq!(changed.meetings.iter().map(|met| met.weight).collect::<Vec<_>>(), [Weight::Advises]);
    let kinds = alpha.look(|state| state.known_constraints().map(|known| known.kind).collect::<Vec<_>>()).await;
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&AreaKind::Prohibited) && kinds.contains(&AreaKind::Conditional));
    let plain = world.desk("beta");
    plain.accept(near_bern(0.1)).await.expect("who does not process constraints does not know of it");
}

/// An entity that is removed and made again starts at version 1; what was held of the old one must not stand in its way.
#[tokio::test]
async fn an_operation_that_was_made_again_is_learned_anew() {
    let world = World::new();
    let (alpha, other) = (world.desk("alpha"), Stranger::join(&world, "other"));
    let id = other.plan(&world, "other", near_bern(0.0)).await;
    other.write_again(&world.dss_of("other"), "Activated").await;
    alpha.accept(near_bern(0.41)).await.expect("beside it");
    let held = alpha.look(|state| state.known_operation(id).map(|known| known.version)).await;
    assert_eq!(held, Some(2));
    let reference = other.operations.lock()[0].reference.clone();
    let dss = world.dss_of("other");
    dss.delete_operational_intent(&reference.id, &reference.ovn.expect("its own")).await.expect("its own");
    let key = [world.dss.intent("alpha", alpha_operation(&alpha).await).await.and_then(|seen| seen.ovn).expect("seen")];
    let parameters = PutOperationalIntentReferenceParameters {
        extents: wire_volumes(&near_bern(0.0).volumes),
        key: key.iter().map(|ovn| ovn.as_str()).collect(),
        state: "Accepted".to_owned(),
        uss_base_url: "https://other.example".to_owned(),
        ..PutOperationalIntentReferenceParameters::default()
    };
    let again = dss.put_operational_intent(&reference.id, &parameters).await.expect("made again");
    other.change(|told| told.reference = again.operational_intent_reference);
    alpha.accept(near_bern(-0.41)).await.expect("beside it");
    let held = alpha.look(|state| state.known_operation(id).map(|known| known.version)).await;
    assert_eq!(held, Some(1));
}

async fn alpha_operation(alpha: &Party) -> EntityId {
    alpha.look(|state| state.operations().next().map(|operation| operation.id)).await.expect("it has one")
}

/// Who does not ask the DSS for constraints keeps those that it was told of: they are not missing in an answer about others.
#[tokio::test]
async fn constraints_that_were_told_of_are_kept_by_who_does_not_ask_for_them() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = fresh_id();
    let reference = ConstraintReference {
        id: id.to_string(),
        manager: "authority".to_owned(),
        version: 1,
        ovn: Some("0123456789abcdef".to_owned()),
        time_start: Time::from_micros(NOW.0),
        time_end: Time::from_micros(NOW.0 + 3_600_000_000),
        uss_base_url: "https://authority.example".to_owned(),
        ..ConstraintReference::default()
    };
    let details = ConstraintDetails { volumes: wire_volumes(&near_bern(0.0).volumes), ..ConstraintDetails::default() };
    let message = PutConstraintDetailsParameters {
        constraint_id: id.to_string(),
        constraint: Some(Constraint { reference, details }),
        subscriptions: vec![SubscriptionState { subscription_id: fresh_id().to_string(), notification_index: 1 }],
    };
    let told = alpha.desk.be_told_of_constraint(&Name::from("authority"), &message).await;
    assert!(told.is_ok(), "{told:?}");
    let changed = alpha.change(fresh_id(), Some(near_bern(0.1)), OperationState::Accepted).await.expect("it only warns");
    assert_eq!(changed.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(id, Weight::Advises)]);
}
