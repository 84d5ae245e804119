//! Who may overlap whom (uss-behaviour 4; F3548-21 SCD0015 to SCD0070).

use super::cube::{Cube, moment, span, volumes};
use super::world::*;
use tansiq_core::desk::OperationState::{Accepted, Activated, Contingent, Nonconforming};
use tansiq_core::desk::*;
use tansiq_core::{EntityId, Heights, Span};

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 6) };

/// What answers a plan of a priority here: whether it is accepted, and how each thing that it meets weighs.
fn here(world: &mut World, priority: i64) -> (&'static str, Vec<Weight>) {
    let answer = world.begin(0, Accepted, Some(plan(priority, &[HERE])));
    let weights = |meetings: &[Meeting]| meetings.iter().map(|meeting| meeting.weight).collect();
    match &answer {
        Ok(Outcome::Begun(begun)) => ("ok", weights(&begun.meetings)),
        Err(Rejection::Meets(meetings)) => ("meets", weights(meetings)),
        other => panic!("{other:?}"),
    }
}

/// SCD0040 and following: higher over lower, not lower over higher, equals as the rules say.
#[test]
fn precedence_decides_who_may_overlap_whom() {
    let cases = [
        (1, false, "ok", Weight::HigherPriority),
        (0, false, "meets", Weight::EqualPriority),
        (0, true, "ok", Weight::EqualPermitted),
        (-1, false, "meets", Weight::LowerPriority),
        (-1, true, "meets", Weight::LowerPriority),
    ];
    for (priority, equals_may, answer, weight) in cases {
        for peer in [false, true] {
            let mut world = World::new();
            world.rules.equal_priority_may_overlap = equals_may;
            if peer {
                world.learn(vec![known(1, 1, 0, &[HERE])], vec![], vec![]).unwrap();
            } else {
                world.accept(1, 0, &[HERE]);
            }
            assert_eq!(here(&mut world, priority), (answer, vec![weight]), "priority {priority}, a peer's: {peer}");
        }
    }
}

/// `all()` in place of `any()` misses a conflict as soon as there is a second, harmless neighbour.
#[test]
fn one_conflict_among_many_harmless_neighbours_is_found() {
    let mut world = World::new();
    let touching =
        [Cube { x: (1, 2), ..HERE }, Cube { z: (1, 2), ..HERE }, Cube { t: (6, 7), ..HERE }, Cube { y: (1, 2), ..HERE }];
    let mut neighbours: Vec<Known> = (0..4).map(|n| known(n, 1, 9, &touching[n..=n])).collect();
    neighbours.push(known(9, 1, 9, &[Cube::at(9, 9, 0, 0)]));
    world.learn(neighbours.clone(), vec![], vec![]).unwrap();
    assert_eq!(here(&mut world, 0), ("ok", vec![]));
    let mut world = World::new();
    neighbours.insert(2, known(5, 1, 9, &[Cube { t: (5, 8), ..HERE }]));
    world.learn(neighbours, vec![], vec![]).unwrap();
    assert_eq!(here(&mut world, 0), ("meets", vec![Weight::LowerPriority]));
}

/// Two routes that pass one place at different times do not conflict; their unions do.
#[test]
fn unions_and_bounds_of_volumes_decide_nothing() {
    let mut world = World::new();
    let route = |t: [i64; 3]| [Cube::at(0, 0, 0, t[0]), Cube::at(1, 0, 0, t[1]), Cube::at(2, 0, 0, t[2])];
    world.learn(vec![known(1, 1, 0, &route([0, 1, 2]))], vec![], vec![]).unwrap();
    assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &route([3, 2, 1]))))), "ok");
    world.land(0, vec![]).unwrap();
    assert_eq!(kind(&world.begin(2, Accepted, Some(plan(0, &route([2, 1, 0]))))), "meets", "they pass in the middle");
}

/// Lateral, vertical and temporal overlap count for one pair of volumes, not each for another.
#[test]
fn overlaps_in_each_dimension_with_different_volumes_are_none() {
    let mut world = World::new();
    let apart = [Cube { z: (3, 4), ..HERE }, Cube { t: (8, 9), ..HERE }, Cube { x: (4, 5), ..HERE }];
    world.learn(vec![known(1, 1, 9, &apart)], vec![], vec![]).unwrap();
    assert_eq!(here(&mut world, 0), ("ok", vec![]));
}

/// Peers tell Nonconforming with empty `volumes`; both lists count.
#[test]
fn off_nominal_volumes_of_peers_count() {
    let mut world = World::new();
    let mut theirs = known(1, 1, 9, &[]);
    theirs.state = Nonconforming;
    theirs.span = span((0, 6));
    theirs.disclosure = Disclosure::Told {
        ovn: "an-ovn".into(),
        priority: 9,
        volumes: Volumes::default(),
        off_nominal: volumes(&[Cube::at(7, 7, 0, 0), HERE]),
    };
    world.learn(vec![theirs], vec![], vec![]).unwrap();
    let Err(Rejection::Meets(meetings)) = world.begin(0, Accepted, Some(plan(0, &[HERE]))) else { panic!() };
    assert_eq!((meetings[0].pairs[0].own, meetings[0].pairs[0].other), (0, 1));
}

/// Two plans under way at once cannot both have one place; what failed gives it free.
#[test]
fn writes_under_way_of_own_operations_count() {
    let mut world = World::new();
    world.begin(1, Accepted, Some(plan(0, &[HERE]))).unwrap();
    assert_eq!(here(&mut world, 0), ("meets", vec![Weight::EqualPriority]));
    world.finish(1, WriteResult::Unheard).unwrap();
    assert_eq!(here(&mut world, 0).0, "meets", "nobody knows whether it was taken");
    world.finish(1, WriteResult::Refused { why: "no".into() }).unwrap();
    assert_eq!(here(&mut world, 0), ("ok", vec![]));
}

/// Until the DSS took a change, both the old and the new place of an operation count.
#[test]
fn a_change_under_way_keeps_both_places() {
    let mut world = World::new();
    let there = Cube { x: (4, 5), ..HERE };
    world.accept(1, 0, &[HERE]);
    world.begin(1, Accepted, Some(plan(0, &[there]))).unwrap();
    for place in [HERE, there] {
        assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &[place])))), "meets");
    }
    world.land(1, vec![]).unwrap();
    assert_eq!(here(&mut world, 0), ("ok", vec![]));
}

/// A plan that was never accepted leaves no meeting behind, though it counted while it was under way.
#[test]
fn what_is_recorded_is_what_others_can_know() {
    let mut world = World::new();
    world.begin(1, Accepted, Some(plan(0, &[HERE]))).unwrap();
    world.accept(0, 3, &[HERE]);
    assert_eq!(world.met(0), []);
    world.finish(1, WriteResult::Refused { why: "no".into() }).unwrap();
    assert_eq!(world.met(0), []);
    world.accept(2, 9, &[HERE]);
    assert_eq!(world.met(0), [(OtherKind::OwnOperation, own(2), Weight::LowerPriority)]);
}

/// SCD0055 and following: what is in use keeps the conflicts it has, and makes no new one.
#[test]
fn an_operation_in_use_keeps_its_conflicts_and_makes_no_new_one() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.put(0, Activated, None);
    world.learn(vec![known(1, 1, 9, &[HERE])], vec![], vec![]).unwrap();
    assert_eq!(world.met(0), [(OtherKind::PeerOperation, other(1), Weight::LowerPriority)]);
    let longer = Cube { t: (0, 9), ..HERE };
    let Ok(Outcome::Begun(begun)) = world.begin(0, Activated, Some(plan(0, &[longer]))) else { panic!() };
    assert_eq!(weights(&begun.meetings), [(OtherKind::PeerOperation, other(1), Weight::Already)]);
    world.land(0, vec![]).unwrap();
    assert_eq!(world.met(0), [(OtherKind::PeerOperation, other(1), Weight::LowerPriority)], "recorded is who has precedence");
    world.learn(vec![known(2, 1, 9, &[Cube { t: (9, 10), ..HERE }])], vec![], vec![]).unwrap();
    assert_eq!(kind(&world.begin(0, Activated, Some(plan(0, &[Cube { t: (0, 10), ..HERE }])))), "meets");
}

/// An Accepted operation that conflicts cannot be activated.
#[test]
fn what_is_not_in_use_keeps_no_conflict() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.learn(vec![known(1, 1, 9, &[HERE])], vec![], vec![]).unwrap();
    assert_eq!(kind(&world.begin(0, Activated, None)), "meets");
    assert_eq!(kind(&world.begin(0, Accepted, None)), "meets");
}

/// A permission that a change gives up is not a conflict that was there.
#[test]
fn giving_up_precedence_or_an_authorisation_makes_a_new_conflict() {
    let mut world = World::new();
    world.learn(vec![known(1, 1, 5, &[HERE])], vec![constraint(2, 1, AreaKind::RequiresAuthorisation, &[HERE])], vec![]).unwrap();
    let authorised = Plan { authorisations: vec![other(2)], ..plan(9, &[HERE]) };
    world.put(0, Accepted, Some(authorised.clone()));
    world.put(0, Activated, None);
    assert_eq!(kind(&world.begin(0, Activated, Some(Plan { priority: 0, ..authorised.clone() }))), "meets");
    assert_eq!(kind(&world.begin(0, Activated, Some(Plan { authorisations: vec![], ..authorised }))), "meets");
    world.learn(vec![known(1, 2, 20, &[HERE])], vec![], vec![]).unwrap();
    assert_eq!(kind(&world.begin(0, Activated, None)), "ok", "a peer that rose above it is in the way already");
}

/// What off-nominal volumes met was never permitted to the volumes that follow.
#[test]
fn coming_back_from_nonconforming_takes_no_new_place() {
    let mut world = World::new();
    let there = Cube { x: (4, 5), ..HERE };
    world.accept(0, 0, &[HERE]);
    world.put(0, Activated, None);
    world.learn(vec![known(1, 1, 0, &[there])], vec![], vec![]).unwrap();
    world.put(0, Nonconforming, Some(Plan { off_nominal: volumes(&[there]), ..plan(0, &[HERE]) }));
    assert_eq!(kind(&world.begin(0, Activated, Some(plan(0, &[HERE, there])))), "meets");
    assert_eq!(kind(&world.begin(0, Activated, Some(plan(0, &[HERE])))), "ok");
}

/// SCD: off-nominal states are said whatever is in the way.
#[test]
fn off_nominal_writes_are_never_refused_for_what_is_in_the_way() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.learn(vec![known(1, 1, 9, &[HERE])], vec![], vec![]).unwrap();
    let off = Plan { off_nominal: volumes(&[HERE]), ..plan(0, &[HERE]) };
    world.put(0, Nonconforming, Some(off));
    world.put(0, Contingent, None);
    assert_eq!(world.met(0)[0].2, Weight::LowerPriority);
}

/// SCD0005 and following: of a peer that is Down, Accepted counts lowest and everything else highest.
#[test]
fn peers_that_are_down_count_lowest_or_highest() {
    for state in [Accepted, Activated, Nonconforming, Contingent] {
        let mut world = World::new();
        world.learn(vec![withheld(1, 1, state, &[HERE])], vec![], vec![]).unwrap();
        let expected =
            if state == Accepted { ("ok", vec![Weight::HigherPriority]) } else { ("meets", vec![Weight::LowerPriority]) };
        assert_eq!(here(&mut world, if state == Accepted { -100 } else { 100 }), expected);
    }
}

/// The area in which it was found may be longer in time than its reference says.
#[test]
fn a_peer_that_is_down_is_there_only_while_its_reference_says() {
    let mut world = World::new();
    let later = Known { span: span((6, 9)), ..withheld(1, 1, Activated, &[Cube { t: (0, 9), ..HERE }]) };
    world.learn(vec![later], vec![], vec![]).unwrap();
    assert_eq!(here(&mut world, 0), ("ok", vec![]));
    assert_eq!(kind(&world.begin(2, Accepted, Some(plan(0, &[Cube { t: (5, 7), ..HERE }])))), "meets");
}

#[test]
fn a_peer_that_is_down_stays_in_every_area_where_it_was_found() {
    let mut world = World::new();
    let there = Cube { x: (5, 6), ..HERE };
    let in_both = |cube| Known { span: span((0, 6)), ..withheld(1, 1, Activated, &[cube]) };
    world.learn(vec![in_both(HERE)], vec![], vec![]).unwrap();
    world.learn(vec![in_both(there)], vec![], vec![]).unwrap();
    assert_eq!(here(&mut world, 0).0, "meets");
    world.learn(vec![in_both(there)], vec![], vec![]).unwrap();
    assert_eq!(world.events, []);
}

/// Heights that are not known exactly block, and say that it is not certain.
#[test]
fn an_uncertain_overlap_blocks_and_says_so() {
    let outer = || Cube { z: (0, 10), ..HERE };
    let sure = |lower: f64, upper: f64| Certain::Within(Heights { lower, upper });
    let cases = [(Certain::Exact, true), (sure(20.0, 50.0), true), (sure(60.0, 90.0), false), (Certain::Nowhere, false)];
    for (certain, expected) in cases {
        let mut world = World::new();
        world.learn(vec![known(1, 1, 0, &[Cube { z: (0, 6), ..HERE }])], vec![], vec![]).unwrap();
        let volumes = Volumes::with_certainty(vec![(outer().volume(), certain)]);
        let answer = world.begin(0, Accepted, Some(Plan { volumes, ..Plan::default() }));
        let Err(Rejection::Meets(meetings)) = answer else { panic!("{answer:?}") };
        assert_eq!((meetings[0].certain, meetings[0].pairs[0].certain), (expected, expected), "{certain:?}");
    }
}

/// The pair says which volumes, from when and for how long.
#[test]
fn a_meeting_says_where_when_and_how_much() {
    let mut world = World::new();
    world.learn(vec![known(1, 1, 0, &[Cube::at(8, 8, 0, 0), Cube { z: (0, 3), t: (2, 9), ..HERE }])], vec![], vec![]).unwrap();
    let Err(Rejection::Meets(meetings)) = world.begin(0, Accepted, Some(plan(0, &[Cube::at(5, 5, 0, 0), HERE]))) else {
        panic!()
    };
    let pair = meetings[0].pairs[0];
    assert_eq!((pair.own, pair.other, pair.vertical_m, pair.seconds), (1, 1, Some(10.0), Some(2_400.0)));
    assert_eq!((pair.from, meetings[0].pairs_total, meetings[0].manager.as_deref()), (Some(moment(2)), 1, Some("peer")));
    // Where one box holds the other, it reaches into it to its middle line: half of the shorter side, 0.99 * 1105.7 m / 2.
    assert!((pair.horizontal_m - 547.4).abs() < 1.0, "{} m", pair.horizontal_m);
}

#[test]
fn areas_block_ask_or_warn_while_they_are_active() {
    let cases = [
        (AreaKind::Prohibited, vec![], "meets", Weight::Prohibited),
        (AreaKind::RequiresAuthorisation, vec![], "meets", Weight::Unauthorised),
        (AreaKind::RequiresAuthorisation, vec![other(1)], "ok", Weight::Authorised),
        (AreaKind::Conditional, vec![], "ok", Weight::Advises),
        (AreaKind::Advisory, vec![], "ok", Weight::Advises),
    ];
    for (area, authorisations, expected, weight) in cases {
        for as_constraint in [false, true] {
            let mut world = World::new();
            if as_constraint {
                world.learn(vec![], vec![constraint(1, 1, area, &[HERE])], vec![]).unwrap();
            } else {
                world.put_area(1, area, &[HERE], vec![span((-5, 0)), span((3, 4)), span((7, 8))]).unwrap();
            }
            let plan_with = |cube| Some(Plan { authorisations: authorisations.clone(), ..plan(0, &[cube]) });
            let answer = world.begin(0, Accepted, plan_with(HERE));
            let meetings = match &answer {
                Ok(Outcome::Begun(begun)) => &begun.meetings,
                Err(Rejection::Meets(meetings)) => meetings,
                other => panic!("{other:?}"),
            };
            assert_eq!((kind(&answer), meetings[0].weight), (expected, weight));
            if !as_constraint {
                assert_eq!((meetings[0].pairs[0].from, meetings[0].pairs[0].seconds), (Some(moment(3)), Some(600.0)));
                let _ = world.finish(0, WriteResult::Refused { why: "no".into() });
                let between = world.begin(2, Accepted, plan_with(Cube { t: (0, 3), ..HERE }));
                let Ok(Outcome::Begun(begun)) = between else { panic!("{between:?}") };
                assert!(!begun.meetings.iter().any(|meeting| meeting.kind == OtherKind::Area));
            }
        }
    }
}

/// The blocking ones first, so that a refusal starts with what matters.
#[test]
fn what_blocks_is_listed_first() {
    let mut world = World::new();
    let operations = vec![known(1, 1, -5, &[HERE]), known(2, 1, 0, &[HERE]), known(3, 1, 5, &[HERE])];
    world.learn(operations, vec![constraint(4, 1, AreaKind::Advisory, &[HERE])], vec![]).unwrap();
    let expected = vec![Weight::LowerPriority, Weight::EqualPriority, Weight::HigherPriority, Weight::Advises];
    assert_eq!(here(&mut world, 0), ("meets", expected));
}

/// What alternatives are sought around: all that blocks over the ground of the plan, at any time and height.
#[test]
fn blockers_are_what_blocks_over_the_same_ground() {
    let mut world = World::new();
    let high = Cube { z: (7, 8), t: (20, 21), ..HERE };
    let operations = vec![known(1, 1, 5, &[high]), known(2, 1, -5, &[HERE]), known(3, 1, 5, &[Cube::at(40, 40, 0, 0)])];
    world.learn(operations, vec![], vec![]).unwrap();
    world.put_area(1, AreaKind::Prohibited, &[HERE], vec![span((3, 4)), span((50, 51)), span((99_000, 99_001))]).unwrap();
    world.put_area(2, AreaKind::Prohibited, &[high], vec![Span::ALWAYS]).unwrap();
    world.put_area(3, AreaKind::Advisory, &[HERE], vec![Span::ALWAYS]).unwrap();
    let wanted = plan(0, &[HERE]);
    let probe = verdict::Probe { id: Some(own(0)), plan: &wanted, in_use: None, rules: Rules::default() };
    let found: Vec<_> = world.state.blockers(probe).into_iter().map(|volume| volume.into_owned()).collect();
    let during = |t| HERE.layer().between_times(moment(t).0, moment(t + 1).0).unwrap();
    assert_eq!(found, [high.volume(), during(3), during(50), high.layer()]);
}

/// Ids of an operation, a constraint and an area may be the same; each is met on its own.
#[test]
fn things_of_different_kinds_with_one_id_are_kept_apart() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.put_area(1, AreaKind::Advisory, &[HERE], vec![Span::ALWAYS]).unwrap();
    world.learn(vec![known(1, 1, -5, &[HERE])], vec![constraint(1, 1, AreaKind::Prohibited, &[HERE])], vec![]).unwrap();
    let kinds = |world: &World| world.met(0).into_iter().map(|(kind, _, _)| kind).collect::<Vec<_>>();
    assert_eq!(kinds(&world), [OtherKind::PeerOperation, OtherKind::Area, OtherKind::Constraint]);
    world.tell("peer", other(1), None).unwrap();
    assert_eq!(kinds(&world), [OtherKind::Area, OtherKind::Constraint]);
    let id: EntityId = other(1);
    world.ask("planner", Command::RemoveArea { id, revision: None }).unwrap();
    assert_eq!(kinds(&world), [OtherKind::Constraint]);
}
