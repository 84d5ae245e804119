//! Areas of this desk: put in, taken out, published, and their schedules as far as they were worked out.

use super::recheck::{Recheck, probe};
use super::{conflict, done, invalid, not_found, too_many};
use crate::desk::bounds::{MAX_AREAS, MAX_DOCUMENT_BYTES, MAX_TEXT_BYTES, MAX_VERTICES, MAX_VOLUMES, MAX_WINDOWS};
use crate::desk::entities::{Area, OtherKind};
use crate::desk::place::{Sought, hull};
use crate::desk::verdict::meeting_with_area;
use crate::desk::volumes::span;
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
    let events = recheck(state, context, Event::AreaPut(area.clone()), &area);
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
    if put.layers.len() > MAX_VOLUMES {
        return invalid(format!("volumes: {} layers, at most {MAX_VOLUMES} are allowed", put.layers.len()));
    }
    if put.layers.span() != Some(Span::ALWAYS) || put.layers.as_slice().iter().any(|layer| span(layer) != Span::ALWAYS) {
        return invalid("volumes: layers are at all times; when an area is active is for its schedule to say");
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

/// What an area means does not depend on rules among operations.
fn recheck(state: &State, context: &Context, event: Event, area: &Area) -> Vec<Event> {
    let mut recheck = Recheck::new(state, context);
    recheck.events.push(event);
    let layers = area.layers.places().iter().copied();
    let places = hull(&area.windows).map(|span| Sought::new(layers.map(|place| place.during(span)))).unwrap_or_default();
    recheck.others((OtherKind::Area, area.id), &places, |own| meeting_with_area(probe(own, Rules::default()), area));
    recheck.finish()
}

pub(super) fn remove(state: &State, context: &Context, id: EntityId, revision: Option<u64>) -> Decided {
    let Some(area) = state.areas.get(&id) else { return not_found(format!("there is no area {id}")) };
    current(id, revision, Some(area))?;
    let mut recheck = Recheck::new(state, context);
    recheck.gone((OtherKind::Area, id));
    recheck.events.push(Event::AreaRemoved { id });
    done(recheck.finish())
}

pub(super) fn publish(state: &State, id: EntityId, published: bool) -> Decided {
    let Some(area) = state.areas.get(&id) else { return not_found(format!("there is no area {id}")) };
    done((area.published != published).then_some(Event::AreaPublished { id, published }).into_iter().collect())
}

pub(super) fn extend(state: &State, context: &Context, id: EntityId, more: &[Span], until: Timestamp) -> Decided {
    let Some(area) = state.areas.get(&id) else { return not_found(format!("there is no area {id}")) };
    windows(more)?;
    let event = Event::WindowsExtended { id, windows: more.to_vec(), until };
    let extended = Area { windows: more.to_vec(), windows_until: until, ..area.clone() };
    done(recheck(state, context, event, &extended))
}
