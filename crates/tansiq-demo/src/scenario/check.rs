//! Looks for contradictions in a scenario before anything is started: names that lead nowhere, shapes that
//! are none, heights and times in the wrong order, steps that ask a party for what it may not do.
//!
//! It does not foresee how the play goes; that is what playing it is for.

use super::{Leg, Scenario, Spot, Stage, Step, check_desks};
use crate::lang::{Lang, Text};
use crate::place::volumes;
use crate::shape::MAX_VERTICES;
use crate::{scope, template};

/// The place and the problem.
type Found = (String, String);

/// The most steps, parties, flights or areas one play may have.
pub const MAX_ITEMS: usize = 200;

/// The most volumes one plan may have.
pub const MAX_LEGS: usize = 50;

pub fn check(scenario: &Scenario) -> Result<(), Found> {
    check_sizes(scenario)?;
    for (id, place) in &scenario.places {
        at(format!("place {id}"), check_point(place.lat, place.lng))?;
        at(format!("place {id}"), check_texts(&[&place.name]))?;
    }
    check_ids(scenario)?;
    for party in &scenario.parties {
        at(format!("party {}", party.id), check_party(party))?;
    }
    for flight in &scenario.flights {
        let check = || {
            check_texts(&[&flight.name, &flight.aircraft])?;
            check_owner(scenario, &flight.party, scope::PLANNING)?;
            check_legs(scenario, &flight.legs, true)
        };
        at(format!("flight {}", flight.id), check())?;
    }
    for area in &scenario.constraints {
        let check = || {
            check_texts(&[&area.name])?;
            check_owner(scenario, &area.party, scope::MANAGING)?;
            check_legs(scenario, &area.legs, true)
        };
        at(format!("constraint {}", area.id), check())?;
    }
    for watch in &scenario.subscriptions {
        at(format!("subscription {}", watch.id), check_watch(scenario, watch))?;
    }
    for file in &scenario.files {
        at(format!("file {}", file.id), check_desks::check_file(scenario, file))?;
    }
    if scenario.stage == Stage::Desks {
        at("the parties".to_owned(), check_desks::check_parties(scenario))?;
    }
    for text in [&scenario.title, &scenario.place, &scenario.narrative, &scenario.closing] {
        at("the head of the file".to_owned(), check_head(scenario, text))?;
    }
    for (i, step) in scenario.steps.iter().enumerate() {
        at(format!("step {} ({})", i + 1, step.kind()), check_step(scenario, step))?;
    }
    Ok(())
}

fn at(place: String, result: Result<(), String>) -> Result<(), Found> {
    result.map_err(|problem| (place, problem))
}

fn check_sizes(scenario: &Scenario) -> Result<(), Found> {
    let sizes = [
        ("parties", scenario.parties.len(), 1),
        ("flights", scenario.flights.len(), 0),
        ("constraints", scenario.constraints.len(), 0),
        ("subscriptions", scenario.subscriptions.len(), 0),
        ("files", scenario.files.len(), 0),
        ("places", scenario.places.len(), 0),
        ("steps", scenario.steps.len(), 1),
    ];
    for (what, size, least) in sizes {
        if !(least..=MAX_ITEMS).contains(&size) {
            let problem = format!("{size} {what}, there must be {least} to {MAX_ITEMS}");
            return Err(("the file".to_owned(), problem));
        }
    }
    Ok(())
}

fn check_ids(scenario: &Scenario) -> Result<(), Found> {
    let mut seen = std::collections::BTreeSet::new();
    let ids = (scenario.parties.iter().map(|p| &p.id))
        .chain(scenario.flights.iter().map(|f| &f.id))
        .chain(scenario.constraints.iter().map(|c| &c.id))
        .chain(scenario.subscriptions.iter().map(|s| &s.id))
        .chain(scenario.files.iter().map(|f| &f.id));
    for id in ids {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            let problem = "an id is made of lower-case letters, digits and -".to_owned();
            return Err((format!("id {id:?}"), problem));
        }
        if !seen.insert(id) {
            return Err((format!("id {id:?}"), "is used twice".to_owned()));
        }
    }
    Ok(())
}

fn check_party(party: &super::Party) -> Result<(), String> {
    check_texts(&[&party.name, &party.role])?;
    if party.scopes.is_empty() {
        return Err("has no scopes".to_owned());
    }
    for scope in &party.scopes {
        if !scope::ALL.contains(&scope.as_str()) {
            return Err(format!("unknown scope {scope:?}, expected one of {}", scope::ALL.join(", ")));
        }
    }
    Ok(())
}

pub(super) fn check_owner(scenario: &Scenario, party: &str, needs: &str) -> Result<(), String> {
    let Some(party) = scenario.party(party) else {
        return Err(format!("unknown party {party:?}"));
    };
    if party.scopes.iter().any(|s| s == needs) { Ok(()) } else { Err(format!("party {:?} lacks the scope {needs}", party.id)) }
}

fn check_watch(scenario: &Scenario, watch: &super::Watch) -> Result<(), String> {
    check_texts(&[&watch.name])?;
    let needs = if watch.plans { scope::PLANNING } else { scope::PROCESSING };
    check_owner(scenario, &watch.party, needs)?;
    if watch.areas {
        check_owner(scenario, &watch.party, scope::PROCESSING)?;
    }
    if !watch.plans && !watch.areas {
        return Err("watches neither plans nor areas".to_owned());
    }
    check_legs(scenario, std::slice::from_ref(&watch.leg), false)
}

fn check_legs(scenario: &Scenario, legs: &[Leg], heights: bool) -> Result<(), String> {
    if !(1..=MAX_LEGS).contains(&legs.len()) {
        return Err(format!("{} legs, there must be 1 to {MAX_LEGS}", legs.len()));
    }
    for (i, leg) in legs.iter().enumerate() {
        check_leg(scenario, leg, heights).map_err(|e| format!("leg {}: {e}", i + 1))?;
    }
    Ok(())
}

fn check_leg(scenario: &Scenario, leg: &Leg, heights: bool) -> Result<(), String> {
    let mut spots: Vec<&Spot> = Vec::new();
    if let Some(circle) = &leg.circle {
        spots.push(&circle.at);
        check_size("radius_m", circle.radius_m)?;
    }
    if let Some(corridor) = &leg.corridor {
        spots.extend([&corridor.from, &corridor.to]);
        check_size("half_width_m", corridor.half_width_m)?;
    }
    if let Some(ring) = &leg.polygon {
        spots.extend(ring);
        if !(3..=MAX_VERTICES).contains(&ring.len()) {
            return Err(format!("polygon has {} vertices, there must be 3 to {MAX_VERTICES}", ring.len()));
        }
    }
    let shapes = [leg.circle.is_some(), leg.corridor.is_some(), leg.polygon.is_some()];
    if shapes.iter().filter(|s| **s).count() != 1 {
        return Err("needs exactly one of circle, corridor and polygon".to_owned());
    }
    spots.into_iter().try_for_each(|spot| check_spot(scenario, spot))?;
    if leg.start >= leg.end {
        return Err("start must be before end".to_owned());
    }
    match (leg.lower_m, leg.upper_m) {
        (Some(lower), Some(upper)) if lower >= upper => Err(format!("lower_m {lower} must be below upper_m {upper}")),
        (None, _) | (_, None) if heights => Err("needs lower_m and upper_m".to_owned()),
        _ => Ok(()),
    }
}

pub(super) fn check_spot(scenario: &Scenario, spot: &Spot) -> Result<(), String> {
    match spot {
        Spot::Named(name) => known(scenario.places.contains_key(name), "place", name),
        Spot::At([lat, lng]) => check_point(*lat, *lng),
    }
}

/// The widest circle or corridor of a play, in metres: the DSS takes areas of up to 2,500 km².
const MAX_SIZE_M: f64 = 28_000.0;

fn check_size(field: &str, metres: f64) -> Result<(), String> {
    if metres > 0.0 && metres <= MAX_SIZE_M {
        Ok(())
    } else {
        Err(format!("{field} {metres} must be above 0 and at most {MAX_SIZE_M}"))
    }
}

fn check_point(lat: f64, lng: f64) -> Result<(), String> {
    if !(-90.0..=90.0).contains(&lat) {
        return Err(format!("lat {lat} must be -90 to 90"));
    }
    if !(-180.0..=180.0).contains(&lng) {
        return Err(format!("lng {lng} must be -180 to 180"));
    }
    Ok(())
}

pub(super) fn check_texts(texts: &[&Text]) -> Result<(), String> {
    for text in texts {
        if text.en.trim().is_empty() || text.ar.trim().is_empty() {
            return Err("has an empty text; both en and ar are needed".to_owned());
        }
    }
    Ok(())
}

fn check_head(scenario: &Scenario, text: &Text) -> Result<(), String> {
    check_texts(&[text])?;
    for lang in [Lang::En, Lang::Ar] {
        template::plain(scenario, text.get(lang), lang)?;
    }
    Ok(())
}

fn check_step(scenario: &Scenario, step: &Step) -> Result<(), String> {
    check_texts(&[step.say()])?;
    if let Some(id) = step.flight() {
        known(scenario.flight(id).is_some(), "flight", id)?;
    }
    if let Some(id) = step.area() {
        known(scenario.area(id).is_some(), "constraint", id)?;
    }
    check_names(scenario, step)?;
    let legs = match (step.flight(), step.area()) {
        (Some(id), _) => scenario.flight(id).map(|f| &f.legs),
        (None, Some(id)) => scenario.area(id).map(|c| &c.legs),
        (None, None) => None,
    };
    let at_epoch = legs.map(|legs| volumes(scenario, legs, jiff::Timestamp::UNIX_EPOCH));
    for lang in [Lang::En, Lang::Ar] {
        template::announce(scenario, step, lang, at_epoch.as_deref().unwrap_or_default())?;
    }
    Ok(())
}

fn check_names(scenario: &Scenario, step: &Step) -> Result<(), String> {
    let flights = |ids: &[String]| ids.iter().try_for_each(|id| known(scenario.flight(id).is_some(), "flight", id));
    let areas = |ids: &[String]| ids.iter().try_for_each(|id| known(scenario.area(id).is_some(), "constraint", id));
    let either = |id: &String| {
        let found = scenario.flight(id).is_some() || scenario.area(id).is_some();
        known(found, "flight or constraint", id)
    };
    let party = |id: &str| known(scenario.party(id).is_some(), "party", id);
    match step {
        Step::ExpectConflictWith(s) => {
            flights(&s.plans)?;
            areas(&s.constraints)?;
            some(!s.plans.is_empty() || !s.constraints.is_empty(), "plans and constraints are both empty")
        }
        Step::ReadDetails(s) => {
            some(!s.meets.is_empty() || !s.clear.is_empty(), "meets and clear are both empty")?;
            s.meets.iter().chain(&s.clear).try_for_each(either)
        }
        Step::Nonconforming(s) | Step::Contingent(s) => check_legs(scenario, &s.volumes, true),
        Step::TryToEnd(s) => check_owner(scenario, &s.party, scope::PLANNING),
        Step::Subscribe(s) => {
            known(scenario.watch(&s.subscription).is_some(), "subscription", &s.subscription)?;
            flights(&s.plans)?;
            areas(&s.constraints)
        }
        Step::Look(s) => {
            flights(&s.plans)?;
            areas(&s.constraints)
        }
        Step::ExpectTold(s) => {
            either(&s.about)?;
            s.parties.iter().try_for_each(|id| party(id))
        }
        Step::MarkAvailability(s) => {
            check_owner(scenario, &s.party, scope::ARBITRATING)?;
            party(&s.of)
        }
        Step::Desk(s) => check_desks::check_step(scenario, s),
        _ => Ok(()),
    }
}

pub(super) fn known(is: bool, what: &str, id: &str) -> Result<(), String> {
    some(is, &format!("unknown {what} {id:?}"))
}

fn some(holds: bool, problem: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem.to_owned()) }
}
