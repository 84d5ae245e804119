//! What one party may see of another's: everything but the OVN.

use crate::world::*;

#[test]
fn an_ovn_is_shown_to_its_manager_alone() {
    let mut world = World::new();
    let ovn = world.put("alpha", 1, |_| {}).unwrap().ovn;
    let constraint = world.put_constraint("alpha", 1, |_| {}).unwrap().ovn;
    let place = extent(0..=60, (0.0, 500.0), cells([0]));
    for (viewer, shown) in [("alpha", true), ("bravo", false), ("", false), ("alph", false), ("Alpha", false)] {
        let visible = |ovn: &str| shown.then(|| ovn.to_owned());
        let intents = [world.state.get_intent(viewer, intent_id(1)).unwrap()];
        for seen in world.state.query_intents(viewer, &place).iter().chain(&intents) {
            assert_eq!(seen.ovn.as_ref().map(|ovn| ovn.as_str().to_owned()), visible(&ovn), "{viewer}");
        }
        let constraints = [world.state.get_constraint(viewer, constraint_id(1)).unwrap()];
        for seen in world.state.query_constraints(viewer, &place).iter().chain(&constraints) {
            assert_eq!(seen.ovn.as_ref().map(|ovn| ovn.as_str().to_owned()), visible(&constraint), "{viewer}");
        }
    }
}

#[test]
fn ended_intents_and_constraints_are_still_shown() {
    let mut world = World::new();
    world.put("alpha", 1, |_| {}).unwrap();
    world.put_constraint("alpha", 1, |_| {}).unwrap();
    world.now = at(10_000);
    let place = extent(0..=60, (0.0, 500.0), cells([0]));
    assert_eq!(world.state.query_intents("bravo", &place).len(), 1);
    assert_eq!(world.state.query_constraints("bravo", &place).len(), 1);
}

#[test]
fn a_query_without_bounds_finds_all_of_the_area_and_one_with_heights_only_those() {
    let mut world = World::new();
    for n in 0..30 {
        let place = extent(n..=n + 1, (10.0 * n as f64, 10.0 * n as f64 + 5.0), cells([n as usize % 3]));
        world.put("alpha", n as usize, |p| p.extent = place.clone()).unwrap();
        world.put_constraint("alpha", n as usize, |p| p.extent = place).unwrap();
    }
    let everywhere =
        tansiq_core::Extent { span: tansiq_core::Span::ALWAYS, heights: tansiq_core::Heights::ALL, cells: cells(0..3) };
    assert_eq!(world.state.query_intents("bravo", &everywhere).len(), 30);
    let low = extent(0..=1_000, (0.0, 50.0), cells([0]));
    let found = |n| [0, 3].contains(&n);
    assert_eq!(world.state.query_intents("bravo", &low).len(), (0..30).filter(|n| found(*n)).count());
    assert_eq!(world.state.query_constraints("bravo", &low).len(), 2, "heights are compared for constraints too");
    assert_eq!(world.state.query_intents("bravo", &tansiq_core::Extent { cells: cells([]), ..everywhere }).len(), 0);
}
