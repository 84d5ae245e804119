//! Areas of this desk, and the constraints that tell others of them.

use super::cube::{Cube, layers, moment, span, volumes};
use super::world::*;
use tansiq_core::desk::*;
use tansiq_core::{EntityId, Span, Timestamp};

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 6) };

fn put(world: &mut World, change: impl FnOnce(&mut PutArea)) -> Answer {
    let mut put = PutArea {
        id: other(1),
        name: "an area".into(),
        kind: AreaKind::Advisory,
        layers: layers(&[HERE]),
        windows: vec![Span::ALWAYS],
        windows_until: Timestamp::UNBOUNDED_FUTURE,
        document: "{}".into(),
        revision: None,
        rules: Rules::default(),
    };
    change(&mut put);
    world.ask("planner", Command::PutArea(Box::new(put)))
}

#[test]
fn an_area_is_put_at_the_revision_that_was_seen() {
    let mut world = World::new();
    assert_eq!(kind(&put(&mut world, |put| put.revision = Some(1))), "404");
    assert_eq!(put(&mut world, |_| {}), Ok(Outcome::Area { revision: 1 }));
    world.ask("planner", Command::PublishArea { id: other(1), published: true }).unwrap();
    assert_eq!(kind(&put(&mut world, |put| put.revision = Some(1))), "409");
    assert_eq!(put(&mut world, |put| put.revision = Some(2)), Ok(Outcome::Area { revision: 3 }));
    assert!(world.state.area(other(1)).unwrap().published, "it stays published");
    assert_eq!(kind(&world.ask("planner", Command::RemoveArea { id: other(1), revision: Some(1) })), "409");
    world.ask("planner", Command::RemoveArea { id: other(1), revision: Some(3) }).unwrap();
    assert_eq!(world.state.areas().count(), 0);
}

#[test]
fn what_an_area_must_be() {
    let windows: [(&[(i64, i64)], &str); 5] =
        [(&[(0, 1), (2, 3)], "ok"), (&[(0, 1), (1, 3)], "400"), (&[(2, 3), (0, 1)], "400"), (&[(1, 1)], "400"), (&[], "ok")];
    for (windows, expected) in windows {
        let windows = windows.iter().map(|t| span(*t)).collect();
        assert_eq!(kind(&put(&mut World::new(), |put| put.windows = windows)), expected);
    }
    assert_eq!(kind(&put(&mut World::new(), |put| put.name = String::new())), "400");
    assert_eq!(kind(&put(&mut World::new(), |put| put.layers = Volumes::default())), "400");
    assert_eq!(kind(&put(&mut World::new(), |put| put.layers = volumes(&[HERE]))), "400", "a layer with times");
}

fn begin(world: &mut World, n: usize, make: Option<(i64, i64)>) -> Answer {
    let make = make.map(|t| (other(1), volumes(&[Cube { t, ..HERE }])));
    world.ask("desk:areas", Command::BeginConstraint { id: own(n), make })
}

fn finish(world: &mut World, n: usize, result: WriteResult) -> Answer {
    let attempt = world.state.constraint(own(n)).and_then(|constraint| constraint.pending).unwrap_or(u64::MAX);
    world.ask("desk:areas", Command::FinishConstraint { id: own(n), attempt, result })
}

fn landed() -> WriteResult {
    WriteResult::Landed { reference: reference(1), subscribers: vec![subscriber("https://a", "s", 0)] }
}

/// F3548-21 CSTM: at most 24 h, at most 56 days ahead, 1,000 vertices; and with an end.
#[test]
fn what_a_constraint_must_be() {
    let day = 24 * 6;
    let cases = [
        ((0, day), "ok"),
        ((0, day + 1), "400"),
        ((56 * day, 56 * day + 1), "ok"),
        ((56 * day + 1, 57 * day), "400"),
        ((-2, 0), "400"),
    ];
    for (t, expected) in cases {
        let mut world = World::new();
        put(&mut world, |_| {}).unwrap();
        assert_eq!(kind(&begin(&mut world, 1, Some(t))), expected, "{t:?}");
    }
    let mut world = World::new();
    assert_eq!(kind(&begin(&mut world, 1, Some((0, 1)))), "404", "without an area");
    put(&mut world, |_| {}).unwrap();
    let forever = Command::BeginConstraint { id: own(1), make: Some((other(1), layers(&[HERE]))) };
    assert_eq!(kind(&world.ask("desk:areas", forever)), "400");
}

#[test]
fn a_constraint_is_made_told_and_removed() {
    let mut world = World::new();
    put(&mut world, |_| {}).unwrap();
    begin(&mut world, 1, Some((0, 6))).unwrap();
    assert_eq!(kind(&begin(&mut world, 1, None)), "409", "a write is under way");
    finish(&mut world, 1, landed()).unwrap();
    assert_eq!(world.state.deliveries_of(Subject::Constraint(own(1))).count(), 1);
    begin(&mut world, 1, None).unwrap();
    finish(&mut world, 1, WriteResult::Refused { why: "no".into() }).unwrap();
    let held = world.state.constraint(own(1)).unwrap();
    assert_eq!((held.ending, held.pending), (false, None), "it is still there");
    begin(&mut world, 1, None).unwrap();
    finish(&mut world, 1, landed()).unwrap();
    assert_eq!((world.state.constraints().count(), world.state.deliveries().count()), (0, 1));
    assert_eq!(kind(&begin(&mut world, 1, None)), "404");
}

/// A creation that was lost may still arrive, so its id is not forgotten until it is settled.
#[test]
fn a_constraint_that_may_still_arrive_is_looked_after() {
    let mut world = World::new();
    put(&mut world, |_| {}).unwrap();
    begin(&mut world, 1, Some((0, 6))).unwrap();
    finish(&mut world, 1, WriteResult::Unheard).unwrap();
    finish(&mut world, 1, WriteResult::Lost).unwrap();
    let held = world.state.constraint(own(1)).unwrap();
    assert_eq!((held.ending, held.pending, held.reference.is_some()), (true, None, false));
    world.ask("desk", Command::SettleOrphan { id: own(1) }).unwrap();
    assert_eq!(world.state.constraints().count(), 0);
}

#[test]
fn own_and_others_constraints_do_not_share_ids() {
    let mut world = World::new();
    put(&mut world, |_| {}).unwrap();
    begin(&mut world, 1, Some((0, 6))).unwrap();
    let id: EntityId = own(1);
    let theirs = KnownConstraint { id, ..constraint(1, 1, AreaKind::Advisory, &[HERE]) };
    world.learn(vec![], vec![theirs.clone()], vec![]).unwrap();
    assert_eq!(world.events, []);
    let tell = Command::TellConstraint { id, now: Some(Box::new(theirs.clone())), rules: Rules::default() };
    assert_eq!(kind(&world.ask("peer", tell)), "403");
    world.learn(vec![], vec![KnownConstraint { id: own(2), ..theirs }], vec![]).unwrap();
    assert_eq!(kind(&begin(&mut world, 2, Some((0, 6)))), "409");
    assert_eq!(world.state.known_constraint(own(2)).unwrap().volumes.span(), Some(Span { start: moment(0), end: moment(6) }));
}
