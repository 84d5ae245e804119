//! Looks for contradictions in what only plays of desks have: files of areas, parties that are desks, steps at a desk.

use super::check::{check_owner, check_spot, check_texts, known};
use super::{AreaFile, DeskStep, Scenario};
use crate::scope;

/// Heights that a desk takes of an aircraft, metres above the WGS84 ellipsoid.
const HEIGHTS_M: std::ops::RangeInclusive<f64> = -1_000.0..=20_000.0;

pub(super) fn check_file(scenario: &Scenario, file: &AreaFile) -> Result<(), String> {
    check_texts(&[&file.name])?;
    check_owner(scenario, &file.party, scope::DESK_PLAN)?;
    serde_json::from_str::<serde::de::IgnoredAny>(&file.text).map(drop).map_err(|e| format!("text is not JSON: {e}"))
}

/// A party without these scopes could not play at a desk.
pub(super) fn check_parties(scenario: &Scenario) -> Result<(), String> {
    let needed = scope::OF_USERS.iter().chain(&[scope::PLANNING, scope::CONFORMANCE]);
    needed
        .flat_map(|scope| scenario.parties.iter().map(move |party| (scope, party)))
        .try_for_each(|(scope, party)| check_owner(scenario, &party.id, scope))
}

pub(super) fn check_step(scenario: &Scenario, step: &DeskStep) -> Result<(), String> {
    if let Some(id) = step.party() {
        known(scenario.party(id).is_some(), "party", id)?;
    }
    match step {
        DeskStep::ImportAreas(s) => known(scenario.file(&s.file).is_some(), "file", &s.file),
        DeskStep::Check(s) => s.meets.iter().try_for_each(|id| {
            let found = scenario.flight(id).is_some() || scenario.file(id).is_some();
            known(found, "flight or file", id)
        }),
        DeskStep::Position(s) => {
            check_spot(scenario, &s.at)?;
            let (least, most) = (HEIGHTS_M.start(), HEIGHTS_M.end());
            let problem = format!("height_m {} must be {least} to {most}", s.height_m);
            if HEIGHTS_M.contains(&s.height_m) { Ok(()) } else { Err(problem) }
        }
        _ => Ok(()),
    }
}
