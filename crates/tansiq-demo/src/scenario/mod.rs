//! What a scenario file may say: the parties, what they plan, and the steps of the play.
//!
//! Every table refuses fields it does not know, so a misspelt word is an error and not a silent default.
//! Reading a file is in `load.rs`, looking for contradictions in `check.rs`; nothing here touches the network.

mod check;
mod check_desks;
mod desk_step;
mod load;
mod step;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use desk_step::*;
pub use load::{BUILT_IN, load};
pub use step::*;

use crate::lang::Text;

/// A whole play.
#[derive(Debug)]
pub struct Scenario {
    /// Where it was read from, for messages.
    pub source: String,
    /// What it is called.
    pub title: Text,
    /// Where it takes place.
    pub place: Text,
    /// What has happened before it begins.
    pub narrative: Text,
    /// What a listener should have seen by the end.
    pub closing: Text,
    /// How the parties play.
    pub stage: Stage,
    /// Who plays.
    pub parties: Vec<Party>,
    /// Named places, by the name used in the file.
    pub places: BTreeMap<String, Place>,
    /// The plans of flights.
    pub flights: Vec<Flight>,
    /// The areas to avoid.
    pub constraints: Vec<Area>,
    /// The standing subscriptions.
    pub subscriptions: Vec<Watch>,
    /// The files of areas that desks read.
    pub files: Vec<AreaFile>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// How the parties of a play play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// All with one server, each with a small endpoint that the demo itself keeps for it.
    #[default]
    Server,
    /// Each with a desk: a server's process of its own, which speaks to the others.
    Desks,
}

/// One organisation, with its own credentials and its own endpoint for the others to read its plans from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The name its tokens carry.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What it is there for.
    pub role: Text,
    /// The scopes it may ask for, as F3548 names them.
    pub scopes: Vec<String>,
}

/// A real place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What people call it.
    pub name: Text,
    /// Latitude in degrees, WGS84.
    pub lat: f64,
    /// Longitude in degrees, WGS84.
    pub lng: f64,
}

/// The plan of one flight.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flight {
    /// The name used in the file.
    pub id: String,
    /// Whose it is.
    pub party: String,
    /// What people call it.
    pub name: Text,
    /// What flies.
    pub aircraft: Text,
    /// Its volumes, one or several.
    #[serde(rename = "leg")]
    pub legs: Vec<Leg>,
}

/// An area to avoid.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The name used in the file.
    pub id: String,
    /// Who publishes it.
    pub party: String,
    /// What people call it.
    pub name: Text,
    /// The kind, as F3548 has it: a reversed domain name.
    pub kind: String,
    /// Its volumes, one or several.
    #[serde(rename = "leg")]
    pub legs: Vec<Leg>,
}

/// A standing subscription: what a party wants to be told of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Watch {
    /// The name used in the file.
    pub id: String,
    /// Who watches.
    pub party: String,
    /// What people call the watched stretch.
    pub name: Text,
    /// Whether plans are watched.
    pub plans: bool,
    /// Whether areas to avoid are watched.
    pub areas: bool,
    /// The one volume that is watched; its heights may be left out.
    pub leg: Leg,
}

/// A file of areas to avoid, as somebody hands it to a desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaFile {
    /// The name used in the file.
    pub id: String,
    /// Whose desk reads it.
    pub party: String,
    /// What people call the area in it.
    pub name: Text,
    /// How many areas it has.
    pub areas: usize,
    /// The file, word for word: GeoJSON or ED-318, which the desk tells apart.
    pub text: String,
}

/// One volume of a plan: exactly one of `circle`, `polygon` and `corridor`, between two heights and two times.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Everything within a distance of a place.
    pub circle: Option<CircleLeg>,
    /// The inside of a ring of places.
    pub polygon: Option<Vec<Spot>>,
    /// The rectangle along the line between two places.
    pub corridor: Option<CorridorLeg>,
    /// Metres above the WGS84 ellipsoid.
    pub lower_m: Option<f64>,
    /// Metres above the WGS84 ellipsoid.
    pub upper_m: Option<f64>,
    /// From when, counted from the start of the play.
    pub start: Offset,
    /// Until when, counted from the start of the play.
    pub end: Offset,
}

/// A circle.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircleLeg {
    /// The centre.
    pub at: Spot,
    /// The radius in metres.
    pub radius_m: f64,
}

/// A stretch of a route.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorridorLeg {
    /// One end.
    pub from: Spot,
    /// The other end.
    pub to: Spot,
    /// Metres to each side of the line, and beyond each end.
    pub half_width_m: f64,
}

/// A place by its name, or `[latitude, longitude]` in degrees.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Spot {
    /// A name from `[places]`.
    Named(String),
    /// Latitude and longitude.
    At([f64; 2]),
}

/// A time counted from the start of the play, or a span: `"+5m"`, `"-90s"`, `"+1h30m"`. In seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Offset(pub i64);

impl TryFrom<String> for Offset {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("time {text:?} must look like \"+5m\", \"-90s\" or \"+1h30m\"");
        let (sign, mut rest) = match text.split_at_checked(1) {
            Some(("+", rest)) => (1, rest),
            Some(("-", rest)) => (-1, rest),
            _ => return Err(wrong()),
        };
        let mut seconds: i64 = 0;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
            let number: i64 = rest[..digits].parse().map_err(|_| wrong())?;
            let unit = match rest[digits..].chars().next() {
                Some('h') => 3600,
                Some('m') => 60,
                Some('s') => 1,
                _ => return Err(wrong()),
            };
            seconds = number.checked_mul(unit).and_then(|part| seconds.checked_add(part)).ok_or_else(wrong)?;
            rest = &rest[digits + 1..];
        }
        if text.len() == 1 || seconds > MAX_OFFSET_S {
            return Err(format!("{}, within {} hours", wrong(), MAX_OFFSET_S / 3600));
        }
        Ok(Offset(sign * seconds))
    }
}

/// Nothing in a play is further from its start than this, in seconds.
pub const MAX_OFFSET_S: i64 = 72 * 3600;

impl Scenario {
    /// A party by the name used in the file.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|p| p.id == id)
    }

    /// A flight by the name used in the file.
    pub fn flight(&self, id: &str) -> Option<&Flight> {
        self.flights.iter().find(|f| f.id == id)
    }

    /// An area to avoid by the name used in the file.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.constraints.iter().find(|c| c.id == id)
    }

    /// A file of areas by the name used in the file.
    pub fn file(&self, id: &str) -> Option<&AreaFile> {
        self.files.iter().find(|f| f.id == id)
    }

    /// A subscription by the name used in the file.
    pub fn watch(&self, id: &str) -> Option<&Watch> {
        self.subscriptions.iter().find(|s| s.id == id)
    }
}

#[cfg(test)]
#[path = "scenario_tests.rs"]
mod tests;
