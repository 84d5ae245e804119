//! What the file of the scene may say (`scenarios/living-scene.toml`): who is there, what flies again and again, which areas
//! there are, and what a newcomer may plan. Unknown fields are errors. Nothing here touches the network.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::lang::Text;
use crate::place::volumes_at;
use crate::scenario::{Leg, Offset, Place, Spot};
use crate::shape::Volume;

/// The scene that comes with the program.
const BUILT_IN: &str = include_str!("../../../../scenarios/living-scene.toml");

/// The shortest time between two flights of one kind, in seconds: each is planned and told to the other party.
const LEAST_EVERY_S: i64 = 300;
/// The most flights of one kind that are planned ahead.
const MAX_AHEAD: i64 = 12;

/// The whole scene.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cast {
    /// What it is called.
    pub title: Text,
    /// What a newcomer is told.
    pub welcome: Text,
    /// Where the maps look first.
    pub view: View,
    /// How low and how high the ground may be.
    pub ground: Ground,
    /// Where the desks are told of everything.
    #[serde(rename = "region")]
    pub regions: Vec<Region>,
    /// Who is there.
    #[serde(rename = "party")]
    pub parties: Vec<Party>,
    /// Named places.
    pub places: BTreeMap<String, Place>,
    /// What flies.
    #[serde(rename = "flight")]
    pub flights: Vec<Flight>,
    /// Files of areas.
    #[serde(rename = "area")]
    pub areas: Vec<AreaFile>,
    /// Plans to begin with.
    #[serde(rename = "template")]
    pub templates: Vec<Template>,
}

/// Where a map looks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// 0 for the world, one more for each halving.
    pub zoom: f64,
}

/// What is known of the ground, metres above the sea.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The lowest there can be.
    pub lowest_m: f64,
    /// The highest there can be.
    pub highest_m: f64,
}

/// A circle in which desks are told of everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// What it is called.
    pub name: String,
    /// Degrees north of its centre.
    pub lat: f64,
    /// Degrees east of its centre.
    pub lng: f64,
    /// Its radius, metres.
    pub radius_m: f64,
}

/// A party with a desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The name its tokens carry.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Under which name of this machine its page is opened.
    pub host: String,
    /// Who may sign in.
    #[serde(rename = "person")]
    pub people: Vec<Person>,
}

/// Somebody at a desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// With which they sign in.
    pub name: String,
    /// For others to see.
    pub full_name: String,
    /// As `tansiq people add --role` takes it.
    pub role: String,
}

/// What becomes of the flights of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conduct {
    /// They take off and land as planned.
    #[default]
    Flies,
    /// They stay planned.
    Waits,
    /// They leave their volumes for a while.
    Strays,
    /// They are declared contingent.
    Fails,
}

/// Flights of one kind, one after the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flight {
    /// Whose.
    pub party: String,
    /// What people call it.
    pub name: String,
    /// Greater goes first.
    #[serde(default)]
    pub priority: i64,
    /// What becomes of them.
    #[serde(default)]
    pub conduct: Conduct,
    /// When the first begins.
    pub first: Offset,
    /// How long after the start of one the next starts.
    pub every: Offset,
    /// How far ahead they are planned.
    pub ahead: Offset,
    /// The volumes, times from the start of the flight.
    #[serde(rename = "leg")]
    pub legs: Vec<Leg>,
}

/// A file of areas.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaFile {
    /// Whose.
    pub party: String,
    /// Whether the other party is told.
    #[serde(default)]
    pub publish: bool,
    /// The file; `{+12m}` stands for a time of day.
    pub text: String,
}

/// A plan to begin with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// At whose desk.
    pub party: String,
    /// A UUID.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The volumes, times from now.
    #[serde(rename = "leg")]
    pub legs: Vec<Leg>,
}

/// Reads the scene that comes with the program.
///
/// # Errors
/// What is wrong with it.
pub fn load() -> Result<Cast, String> {
    let cast: Cast = toml::from_str(BUILT_IN).map_err(|error| format!("living-scene.toml: {error}"))?;
    cast.check().map(|()| cast)
}

impl Cast {
    fn check(&self) -> Result<(), String> {
        let parties: BTreeSet<&str> = self.parties.iter().map(|party| party.id.as_str()).collect();
        let owners = self.flights.iter().map(|flight| &flight.party);
        let owners = owners.chain(self.areas.iter().map(|area| &area.party));
        for owner in owners.chain(self.templates.iter().map(|template| &template.party)) {
            if !parties.contains(owner.as_str()) {
                return Err(format!("there is no party {owner}"));
            }
        }
        for flight in &self.flights {
            let Flight { name, every, ahead, legs, .. } = flight;
            if every.0 < LEAST_EVERY_S || ahead.0 / every.0 >= MAX_AHEAD {
                return Err(format!("{name}: one every {LEAST_EVERY_S} s at most, and at most {MAX_AHEAD} ahead"));
            }
            if legs.is_empty() || length_s(legs) <= 0 || legs.iter().any(|leg| leg.lower_m.is_none() || leg.upper_m.is_none()) {
                return Err(format!("{name}: needs legs that last, with heights"));
            }
        }
        let legs = self.flights.iter().flat_map(|flight| &flight.legs);
        legs.chain(self.templates.iter().flat_map(|template| &template.legs)).try_for_each(|leg| self.check_leg(leg))
    }

    fn check_leg(&self, leg: &Leg) -> Result<(), String> {
        let shapes = [leg.circle.is_some(), leg.corridor.is_some(), leg.polygon.is_some()];
        if shapes.iter().filter(|is_there| **is_there).count() != 1 {
            return Err("a leg has exactly one shape".to_owned());
        }
        let circle = leg.circle.iter().map(|circle| &circle.at);
        let corridor = leg.corridor.iter().flat_map(|corridor| [&corridor.from, &corridor.to]);
        for spot in circle.chain(corridor).chain(leg.polygon.iter().flatten()) {
            if let Spot::Named(name) = spot
                && !self.places.contains_key(name)
            {
                return Err(format!("there is no place {name}"));
            }
        }
        Ok(())
    }

    /// The volumes of legs that count from `start`.
    pub fn volumes(&self, legs: &[Leg], start: Timestamp) -> Vec<Volume> {
        volumes_at(&self.places, legs, start)
    }

    /// A party by its id.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }
}

/// How long legs last together, in seconds.
pub fn length_s(legs: &[Leg]) -> i64 {
    legs.iter().map(|leg| leg.end.0).max().unwrap_or(0)
}

/// A file of areas with times of day (UTC) in place of `{+12m}`, counted from `began`. What is in other braces stays.
pub fn with_times(text: &str, began: Timestamp) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from_brace) = rest.split_at(open);
        out.push_str(before);
        let offset = from_brace.find('}').and_then(|close| {
            let inside = &from_brace[1..close];
            Offset::try_from(inside.to_owned()).ok().map(|offset| (offset, close))
        });
        match offset {
            Some((offset, close)) => {
                let at = began + SignedDuration::from_secs(offset.0);
                out.push_str(&at.strftime("%H:%M").to_string());
                rest = &from_brace[close + 1..];
            }
            None => {
                out.push('{');
                rest = &from_brace[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
#[path = "cast_tests.rs"]
mod tests;
