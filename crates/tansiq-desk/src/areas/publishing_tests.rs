use super::*;
use crate::test_ledger::{Ledger, at, cylinder, id};
use tansiq_core::desk::{AreaKind, PutArea, Rules};

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Noon of a day.
const NOW: i64 = 20_000 * DAY + 12 * HOUR;

fn span(from: i64, to: i64) -> Span {
    Span { start: at(NOW + from), end: at(NOW + to) }
}

fn put(windows: Vec<Span>, kind: AreaKind) -> Command {
    let layers = Volumes::exact(vec![Volume::new(cylinder(7.0, (0.0, 1.0), at(0), at(1)).outline().clone())]);
    Command::PutArea(Box::new(PutArea {
        id: id(1),
        name: "reserve".to_owned(),
        kind,
        layers,
        windows,
        windows_until: at(NOW + 60 * DAY),
        document: "{}".into(),
        revision: None,
        rules: Rules::default(),
    }))
}

fn ledger(windows: Vec<Span>) -> Ledger {
    let mut ledger = Ledger::new(at(NOW));
    ledger.run(&put(windows, AreaKind::Prohibited));
    ledger.run(&Command::PublishArea { id: id(1), published: true });
    ledger
}

fn landed(version: i32) -> WriteResult {
    let reference = Reference { ovn: "an-ovn-of-sixteen".into(), version, subscription: None };
    WriteResult::Landed { reference, subscribers: Vec::new() }
}

/// Takes the steps as a DSS that takes everything would; how many constraints were made and removed.
fn take_all(ledger: &mut Ledger, next: &mut u8) -> (usize, usize) {
    let (mut made, mut removed) = (0, 0);
    for step in steps(&ledger.state, ledger.now) {
        let command = match step {
            Step::Make(area, volumes) => {
                *next += 1;
                made += 1;
                Command::BeginConstraint { id: id(*next), make: Some((area, volumes)) }
            }
            Step::Remove(constraint) => {
                removed += 1;
                Command::BeginConstraint { id: constraint.id, make: None }
            }
            Step::Settle(constraint) => panic!("nothing is unheard, but {constraint:?}"),
        };
        let Outcome::ConstraintBegun { attempt, constraint } = ledger.run(&command) else { panic!("begun") };
        ledger.run(&Command::FinishConstraint { id: constraint.id, attempt, result: landed(1) });
    }
    (made, removed)
}

fn spans(ledger: &Ledger) -> Vec<(i64, i64)> {
    let hours = |time: Timestamp| (time.0 / 1_000_000 - NOW) / HOUR;
    let mut spans: Vec<(i64, i64)> = ledger
        .state
        .constraints()
        .filter_map(|constraint| constraint.volumes.span())
        .map(|span| (hours(span.start), hours(span.end)))
        .collect();
    spans.sort_unstable();
    spans
}

#[test]
fn an_area_that_is_always_active_is_told_in_pieces_of_a_day_and_a_day_ahead() {
    let mut ledger = ledger(vec![Span::ALWAYS]);
    let mut next = 10;
    assert_eq!(take_all(&mut ledger, &mut next), (2, 0));
    assert_eq!(spans(&ledger), [(0, 24), (24, 48)]);
    assert_eq!(take_all(&mut ledger, &mut next), (0, 0));
    // Every hour for three days: always told of for the next 24 h, nothing told twice, what is over removed.
    for hour in 1..=72 {
        ledger.now = at(NOW + hour * HOUR);
        take_all(&mut ledger, &mut next);
        assert_eq!(take_all(&mut ledger, &mut next), (0, 0), "hour {hour}");
        let spans = spans(&ledger);
        assert!(spans[0].0 <= hour && spans.last().is_some_and(|last| last.1 >= hour + 24), "hour {hour}: {spans:?}");
        assert!(spans.windows(2).all(|pair| pair[0].1 == pair[1].0), "hour {hour}: {spans:?}");
    }
    assert_eq!(spans(&ledger), [(72, 96), (96, 120)]);
}

#[test]
fn only_windows_that_begin_within_a_day_are_told() {
    let windows = vec![span(-2 * HOUR, -HOUR), span(HOUR, 3 * HOUR), span(23 * HOUR, 30 * HOUR), span(31 * HOUR, 32 * HOUR)];
    let mut ledger = ledger(windows);
    take_all(&mut ledger, &mut 10);
    assert_eq!(spans(&ledger), [(1, 3), (23, 30)]);
}

#[test]
fn windows_cut_elsewhere_are_not_told_again() {
    let mut ledger = ledger(vec![span(-DAY, 40 * DAY)]);
    let mut next = 10;
    take_all(&mut ledger, &mut next);
    ledger.now = at(NOW + 6 * HOUR);
    let windows = vec![span(-DAY + 6 * HOUR, 40 * DAY + 6 * HOUR)];
    ledger.run(&Command::ExtendWindows { id: id(1), windows, until: at(NOW + 60 * DAY) });
    assert_eq!(take_all(&mut ledger, &mut next), (0, 0));
}

#[test]
fn an_area_that_changed_is_told_anew_before_the_old_one_goes() {
    let mut ledger = ledger(vec![span(0, 2 * HOUR)]);
    let mut next = 10;
    assert_eq!(take_all(&mut ledger, &mut next), (1, 0));
    ledger.now = at(NOW + 60);
    ledger.run(&put(vec![span(0, 2 * HOUR)], AreaKind::Conditional));
    assert_eq!(take_all(&mut ledger, &mut next), (1, 0), "the old one stays until the new one is there");
    assert_eq!(take_all(&mut ledger, &mut next), (0, 1));
    assert_eq!(take_all(&mut ledger, &mut next), (0, 0));
    assert_eq!(ledger.state.constraints().count(), 1);
}

#[test]
fn what_is_not_published_or_not_there_is_removed() {
    for command in [Command::PublishArea { id: id(1), published: false }, Command::RemoveArea { id: id(1), revision: None }] {
        let mut ledger = ledger(vec![span(0, 2 * HOUR)]);
        let mut next = 10;
        take_all(&mut ledger, &mut next);
        ledger.run(&command);
        assert_eq!(take_all(&mut ledger, &mut next), (0, 1));
        assert_eq!(ledger.state.constraints().count(), 0);
    }
}

#[test]
fn a_write_of_which_nobody_heard_is_found_out_and_nothing_else_is_made_meanwhile() {
    let mut ledger = ledger(vec![span(0, 2 * HOUR)]);
    let make = steps(&ledger.state, ledger.now).into_iter().find_map(|step| match step {
        Step::Make(area, volumes) => Some((area, volumes)),
        _ => None,
    });
    let Outcome::ConstraintBegun { attempt, .. } = ledger.run(&Command::BeginConstraint { id: id(9), make }) else {
        panic!("begun")
    };
    ledger.run(&Command::FinishConstraint { id: id(9), attempt, result: WriteResult::Unheard });
    let found = steps(&ledger.state, ledger.now);
    assert!(matches!(&found[..], [Step::Settle(constraint)] if constraint.id == id(9)), "{found:?}");
}

#[test]
fn heights_are_cut_to_what_a_message_carries() {
    let volume = Volume::new(cylinder(7.0, (0.0, 1.0), at(0), at(1)).outline().clone());
    let high = volume.clone().between_heights(50.0, 120_000.0).expect("in order");
    let cut = cut(&Volumes::exact(vec![volume, high]));
    let heights: Vec<(f64, f64)> = cut.as_slice().iter().map(|layer| (layer.lower_m(), layer.upper_m())).collect();
    assert_eq!(heights, [(-8_000.0, 100_000.0), (50.0, 100_000.0)]);
}
