//! Areas of this desk: put in, taken out, published, and their schedules as far as they were worked out.

use super::recheck::{Notices, compare, gone, live, probe};
use super::{conflict, done, invalid, not_found, too_many};
use crate::desk::bounds::{MAX_AREAS, MAX_DOCUMENT_BYTES, MAX_TEXT_BYTES, MAX_VERTICES, MAX_WINDOWS};
use crate::desk::entities::{Area, OtherKind};
use crate::desk::verdict::meeting_with_area;
use crate::desk::{Decided, Decision, Event, Outcome, PutArea, Rejection, Rules, State};
use crate::{Context, EntityId, Span, Timestamp};

pub(super) fn put(state: &State, context: &Context, put: &PutArea) -> Decided {
    check(put)?;
    let old = state.areas.get(&put.id);
    current(put.id, put.revision, old)?;
    if old.is_none() && state.areas.len() >= MAX_AREAS {
        return too_many(format!("this desk has {MAX_AREAS} areas; remove some first"));
    }
    let revision = old.map_or(1, |old| old.revision + 1);
    let area = Area {
        id: put.id,
        name: put.name.clone(),
        kind: put.kind,
        layers: put.layers.clone(),
        windows: put.windows.clone(),
        windows_until: put.windows_until,
        published: old.is_some_and(|old| old.published),
        document: put.document.clone(),
        revision,
        changed: context.now,
    };
    let mut events = vec![Event::AreaPut(area.clone())];
    recheck(state, context, &area, put.rules, &mut events);
    Ok(Decision { events, outcome: Outcome::Area { revision } })
}

fn check(put: &PutArea) -> Result<(), Rejection> {
    if put.name.is_empty() || put.name.len() > MAX_TEXT_BYTES {
        return invalid(format!("name: needs 1 to {MAX_TEXT_BYTES} bytes"));
    }
    if put.document.len() > MAX_DOCUMENT_BYTES {
        return invalid(format!("document: {} bytes, at most {MAX_DOCUMENT_BYTES} are kept", put.document.len()));
    }
    if put.layers.is_empty() {
        return invalid("volumes: at least one layer is needed");
    }
    if put.layers.vertices() > MAX_VERTICES {
        return invalid(format!("volumes: {} vertices, at most {MAX_VERTICES} are allowed", put.layers.vertices()));
    }
    windows(&put.windows)
}

/// In order, apart, and each lasting.
fn windows(windows: &[Span]) -> Result<(), Rejection> {
    if windows.len() > MAX_WINDOWS {
        return invalid(format!("schedule: {} windows, at most {MAX_WINDOWS} are kept", windows.len()));
    }
    let ordered = windows.windows(2).all(|pair| pair[0].end < pair[1].start);
    if !ordered || windows.iter().any(|window| window.start >= window.end) {
        return invalid("schedule: windows must last, be in order and lie apart");
    }
    Ok(())
}

fn current(id: EntityId, seen: Option<u64>, old: Option<&Area>) -> Result<(), Rejection> {
    match (seen, old) {
        (Some(_), None) => not_found(format!("there is no area {id}")),
        (Some(seen), Some(old)) if old.revision != seen => {
            conflict(format!("area {id} is at revision {}, not {seen}: look at it again", old.revision))
        }
        _ => Ok(()),
    }
}

fn recheck(state: &State, context: &Context, area: &Area, rules: Rules, events: &mut Vec<Event>) {
    let mut notices = Notices::new(state, context);
    for own in live(state) {
        let now = meeting_with_area(probe(own, rules), area);
        compare(state, own.id, (OtherKind::Area, area.id), now, &mut notices, events);
    }
}

pub(super) fn remove(state: &State, context: &Context, id: EntityId, revision: Option<u64>) -> Decided {
    let Some(area) = state.areas.get(&id) else { return not_found(format!("there is no area {id}")) };
    current(id, revision, Some(area))?;
    let mut events = Vec::new();
    gone(state, id, &mut Notices::new(state, context), &mut events);
    events.push(Event::AreaRemoved { id });
    done(events)
}

pub(super) fn publish(state: &State, id: EntityId, published: bool) -> Decided {
    let Some(area) = state.areas.get(&id) else { return not_found(format!("there is no area {id}")) };
    done((area.published != published).then_some(Event::AreaPublished { id, published }).into_iter().collect())
}

pub(super) fn extend(state: &State, context: &Context, id: EntityId, more: &[Span], until: Timestamp) -> Decided {
    let Some(area) = state.areas.get(&id) else { return not_found(format!("there is no area {id}")) };
    windows(more)?;
    let mut events = vec![Event::WindowsExtended { id, windows: more.to_vec(), until }];
    let extended = Area { windows: more.to_vec(), windows_until: until, ..area.clone() };
    recheck(state, context, &extended, Rules::default(), &mut events);
    done(events)
}
