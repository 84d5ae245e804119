//! How single events change the state. Whole desks are tried in `tests/it/desk/`.

use super::State;
use crate::desk::bounds::{MAX_NOTICES, MAX_REPORTS};
use crate::desk::{Area, AreaKind, Event, Notice, NoticeKind, Outcome, ReportEntry, Volumes};
use crate::machine::Machine;
use crate::{EntityId, Timestamp};

fn apply(state: &mut State, event: &Event) {
    state.apply(0, Timestamp(7), &"somebody".into(), event);
}

fn id(n: u8) -> EntityId {
    EntityId::from_entropy([n; 16])
}

#[test]
fn the_oldest_notices_and_reports_leave_the_lists() {
    let mut state = State::default();
    for seq in 0..MAX_NOTICES as u64 + 5 {
        let notice = Notice { seq, at: Timestamp(0), operation: None, what: NoticeKind::BackInVolumes, seen: None };
        apply(&mut state, &Event::Noticed(notice));
    }
    assert_eq!((state.notices.len(), state.notices[0].seq, state.next_notice()), (MAX_NOTICES, 5, MAX_NOTICES as u64 + 5));
    assert_eq!(state.notices_after(Some(2)).map(|notice| notice.seq).take(2).collect::<Vec<_>>(), [5, 6]);
    for n in 0..=MAX_REPORTS {
        let report = ReportEntry {
            id: EntityId::from_entropy((n as u128).to_le_bytes()),
            reporter: "peer".into(),
            to: "this desk".into(),
            at: Timestamp(n as i64),
            report: "{}".into(),
        };
        apply(&mut state, &Event::Reported(report));
    }
    assert_eq!((state.reports.len(), state.reports[0].at), (MAX_REPORTS, Timestamp(1)));
}

/// What is recorded has happened, even where a damaged or foreign log names what is not there.
#[test]
fn events_about_what_is_not_there_change_nothing() {
    let id = id(1);
    let events = [
        Event::WriteLanded { id, attempt: 0, reference: None },
        Event::WriteFailed { id, attempt: 0, why: String::new(), may_arrive: false },
        Event::OrphanSettled { id },
        Event::ConformanceNoted { id, outside: true, position: None },
        Event::OperationGone { id },
        Event::ConstraintGone { id },
        Event::DeliveryMade { id: 0, attempts: 1 },
        Event::DeliveryFailed { id: 0, problem: String::new(), attempts: 1, next: Some(Timestamp(1)) },
        Event::DeliverySuperseded { id: 0 },
        Event::AreaRemoved { id },
        Event::AreaPublished { id, published: true },
        Event::WindowsExtended { id, windows: vec![], until: Timestamp(1) },
        Event::ConstraintRemoved { id },
        Event::WatchDropped { id },
        Event::OperationForgotten { id },
        Event::NoticesSeen { up_to: 9, by: "somebody".into() },
    ];
    let mut state = State::default();
    events.iter().for_each(|event| apply(&mut state, event));
    assert_eq!(state, State::default());
}

#[test]
fn publishing_an_area_changes_its_revision_and_its_windows_do_not() {
    let mut state = State::default();
    let area = Area {
        id: id(1),
        name: "an area".into(),
        kind: AreaKind::Advisory,
        layers: Volumes::default(),
        windows: vec![],
        windows_until: Timestamp(0),
        published: false,
        document: "{}".into(),
        revision: 3,
        changed: Timestamp(0),
    };
    apply(&mut state, &Event::AreaPut(area));
    apply(&mut state, &Event::WindowsExtended { id: id(1), windows: vec![], until: Timestamp(9) });
    assert_eq!((state.areas[&id(1)].revision, state.areas[&id(1)].windows_until), (3, Timestamp(9)));
    apply(&mut state, &Event::AreaPublished { id: id(1), published: true });
    assert_eq!((state.areas[&id(1)].revision, state.areas[&id(1)].changed), (4, Timestamp(7)));
}

#[test]
fn answers_that_can_be_repeated_safely_do_not_stand() {
    let state = State::default();
    assert!(!state.still_stands(&Outcome::Done));
    assert!(!state.still_stands(&Outcome::Report { id: id(1) }));
    assert!(!state.still_stands(&Outcome::Swept(0)));
}
