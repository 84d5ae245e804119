//! QGroundControl plans (`fileType` "Plan", <https://docs.qgroundcontrol.com/master/en/qgc-dev-guide/file_formats/plan.html>).
//!
//! The mission is flown on paper, item by item, from the planned home position: `commands.rs` knows what the simple items
//! (MAVLink mission commands) mean, `complex.rs` the surveys, scans and landing patterns, `flight.rs` how each leg becomes
//! volumes. Heights relative to home become heights above the sea with the home position's. Geofence and rally points are
//! not flown, and that is stated. An item that is not understood is an error that names it.

mod commands;
mod complex;
mod flight;

use serde_json::Value;
use tansiq_geo::LatLng;

use self::flight::{Craft, Flight};
use super::{Assumptions, PlanError, PlanFile, assumptions::SPEED_MPS, json::Node, route::MAX_HEIGHT_M};

/// Most items of a mission, those inside complex items included.
pub(super) const MAX_ITEMS: usize = 20_000;
/// The version of the mission object that is read.
const MISSION_VERSION: i64 = 2;

/// Reads a plan.
pub(super) fn read(value: &Value, assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    let root = Node::root(value);
    let mission = root.get("mission")?;
    if let Some(version) = mission.find("version")
        && version.integer()? != MISSION_VERSION
    {
        return Err(version.error(format!("{} is not {MISSION_VERSION}; save the plan again with QGroundControl", version.value)));
    }
    let craft = craft(&mission.get("vehicleType")?)?;
    let (home, home_m) = home(&mission.get("plannedHomePosition")?)?;
    let speeds = speeds(&mission, craft)?;
    let mut flight = Flight::new(assumptions, craft, speeds, home, home_m);
    let items = mission.get("items")?;
    // Paths are told as people count them in the file: items[3], without the mission in front.
    for (index, item) in items.list()?.enumerate() {
        let item = Node { value: item.value, path: format!("items[{index}]") };
        match item.get("type")?.text()? {
            "SimpleItem" => commands::fly(&mut flight, &item)?,
            "ComplexItem" => complex::fly(&mut flight, &item)?,
            other => return Err(item.error(format!("{other:?} is neither SimpleItem nor ComplexItem"))),
        }
    }
    flight.leave_out(&root, "geoFence", &["circles", "polygons"], "the geofence is not part of the flight and is left out");
    flight.leave_out(&root, "rallyPoints", &["points"], "rally points are not flown to and are left out");
    flight.finish()
}

/// What flies, by MAV_TYPE.
fn craft(node: &Node) -> Result<Craft, PlanError> {
    match node.integer()? {
        1 => Ok(Craft::FixedWing),
        0 | 2 | 3 | 4 | 13 | 14 | 15 | 29 | 35 => Ok(Craft::Rotor),
        19..=25 => Ok(Craft::Vtol),
        other => Err(node.error(format!(
            "{other} is not a craft that is understood; allowed are 1 (fixed wing), 0, 2, 3, 4, 13, 14, 15, 29, 35 (rotors) and 19 to 25 (VTOL)"
        ))),
    }
}

/// Home, and its height above the sea.
fn home(node: &Node) -> Result<(LatLng, f64), PlanError> {
    let mut numbers = node.list()?;
    let (Some(lat), Some(lng), Some(height), None) = (numbers.next(), numbers.next(), numbers.next(), numbers.next()) else {
        return Err(node.error("is not a list of latitude, longitude and height above the sea"));
    };
    let height_m = height.number_in((-MAX_HEIGHT_M, MAX_HEIGHT_M))?;
    Ok((node.position(lat.number()?, lng.number()?)?, height_m))
}

/// Cruise and hover speed, those that the craft uses.
fn speeds(mission: &Node, craft: Craft) -> Result<flight::Speeds, PlanError> {
    let speed = |key: &str| mission.get(key)?.number_in(SPEED_MPS);
    Ok(match craft {
        Craft::FixedWing => flight::Speeds { cruise_mps: speed("cruiseSpeed")?, hover_mps: speed("cruiseSpeed")? },
        Craft::Rotor => flight::Speeds { cruise_mps: speed("hoverSpeed")?, hover_mps: speed("hoverSpeed")? },
        Craft::Vtol => flight::Speeds { cruise_mps: speed("cruiseSpeed")?, hover_mps: speed("hoverSpeed")? },
    })
}
