//! Complex items: surveys and corridor scans are the simple items that they hold; structure scans and landing patterns are
//! worked out from their figures.

use tansiq_geo::{LatLng, Polygon};

use super::super::{PlanError, assumptions::LOITER_RADIUS_M, corridor::Line, json::Node, route::MAX_HEIGHT_M};
use super::{
    commands,
    flight::{Flight, Level, Place},
};
use crate::outline::polygon_of_ring;

/// Most layers of a structure scan.
const MAX_LAYERS: f64 = 1_000.0;
/// Range of the distance from a structure, in metres.
const DISTANCE_M: (f64, f64) = (0.0, 1_000.0);
/// How far a corner may stand out from the structure, in metres: sharp corners of an offset polygon reach far.
const MAX_CORNER_M: f64 = 5_000.0;

/// Flies one item.
pub(super) fn fly(flight: &mut Flight, item: &Node) -> Result<(), PlanError> {
    flight.count(&item.path)?;
    match item.get("complexItemType")?.text()? {
        "survey" | "CorridorScan" => transects(flight, item),
        "StructureScan" => structure(flight, item),
        "fwLandingPattern" => landing(flight, item, false),
        "vtolLandingPattern" => landing(flight, item, true),
        other => Err(item.error(format!(
            "{other:?} is not understood; known are survey, CorridorScan, StructureScan, fwLandingPattern and vtolLandingPattern"
        ))),
    }
}

fn transects(flight: &mut Flight, item: &Node) -> Result<(), PlanError> {
    let items = item.get("TransectStyleComplexItem")?.get("Items")?;
    let list = items.list()?;
    if list.len() == 0 {
        return Err(items.error("is empty; open the plan in QGroundControl and save it again"));
    }
    list.into_iter().try_for_each(|simple| commands::fly(flight, &simple))
}

/// A structure scan goes round a polygon at a distance, layer above layer, and leaves where it came.
fn structure(flight: &mut Flight, item: &Node) -> Result<(), PlanError> {
    let ring = corners(&item.get("polygon")?)?;
    let camera = item.get("CameraCalc")?;
    let distance_m = camera.get("DistanceToSurface")?.number_in(DISTANCE_M)?;
    let layers = item.get("Layers")?.number_in((1.0, MAX_LAYERS))?;
    let (bottom, top) = layers_between(flight, item)?;
    let reach_m = corner_reach_m(&ring, distance_m);
    if reach_m > MAX_CORNER_M {
        let message = format!("has so sharp a corner that its path is {reach_m:.0} m away, allowed are 0 to {MAX_CORNER_M} m");
        return Err(PlanError::content(item.path_of("polygon"), message));
    }
    let entry = Place { at: ring[0], level: top, loose_m: reach_m, landed: false };
    flight.go_airborne(&item.path, entry)?;
    let round_m: f64 = (0..ring.len()).map(|i| Line::between(ring[i], ring[(i + 1) % ring.len()]).length_m).sum();
    let path_m = layers * (round_m + std::f64::consts::TAU * reach_m);
    let (reference, bottom_m, top_m) = flight.common(&item.path, bottom, top)?;
    let seconds = path_m / flight.speed_mps() + flight.rise_s(bottom_m - top_m) + flight.rise_s(top_m - bottom_m);
    let outline = polygon_of_ring(ring).map_err(|source| PlanError::Shape { path: item.path_of("polygon"), source })?;
    let buffer_m = reach_m + flight.assumptions().lateral_buffer_m;
    let band = flight.band(reference, bottom_m, top_m);
    flight
        .route
        .stated
        .say_at(&item.path, "the scan may be anywhere about the structure during all of its time, and leaves where it came");
    flight.route.push_buffered(&item.path, outline, buffer_m, band, seconds)
}

/// The lowest and the highest level of a scan: version 3 counts from home, version 2 says from what.
fn layers_between(flight: &Flight, item: &Node) -> Result<(Level, Level), PlanError> {
    let range = (-MAX_HEIGHT_M, MAX_HEIGHT_M);
    let structure_m = item.get("StructureHeight")?.number_in(range)?;
    let (low_m, high_m, relative) = match item.find("EntranceAltitude") {
        Some(entrance) => {
            let bottom_m = item.get("ScanBottomAlt")?.number_in(range)?;
            let entrance_m = entrance.number_in(range)?;
            (bottom_m.min(entrance_m), entrance_m.max(structure_m).max(bottom_m), true)
        }
        None => {
            let bottom_m = item.get("Altitude")?.number_in(range)?;
            (bottom_m, bottom_m + structure_m.max(0.0), item.get("altitudeRelative")?.flag()?)
        }
    };
    let level = |m: f64| Level { sea_m: Some(if relative { flight.home_m + m } else { m }), ground_m: None };
    Ok((level(low_m), level(high_m)))
}

fn corners(polygon: &Node) -> Result<Vec<LatLng>, PlanError> {
    let list = polygon.list()?;
    if !(3..=tansiq_geo::MAX_VERTICES).contains(&list.len()) {
        return Err(polygon.error(format!("has {} corners, allowed are 3 to {}", list.len(), tansiq_geo::MAX_VERTICES)));
    }
    let ring: Vec<LatLng> = list.map(|corner| position(&corner).map(|(at, _)| at)).collect::<Result<_, _>>()?;
    // Told here, before lengths and corners are taken of it.
    Polygon::new(ring.clone()).map_err(|source| PlanError::Shape { path: polygon.path.clone(), source })?;
    Ok(ring)
}

/// How far from the structure its sharpest corner puts the path: an offset ring meets `distance / sin(half the corner)` away.
fn corner_reach_m(ring: &[LatLng], distance_m: f64) -> f64 {
    let count = ring.len();
    let half_sine = |i: usize| {
        let (before, at, after) = (ring[(i + count - 1) % count], ring[i], ring[(i + 1) % count]);
        let turn = Line::between(at, before).start_deg - Line::between(at, after).start_deg;
        (turn.to_radians() / 2.0).sin().abs()
    };
    let sharpest = (0..count).map(half_sine).fold(1.0, f64::min);
    if distance_m == 0.0 { 0.0 } else { distance_m / sharpest }
}

/// A landing pattern: to the approach point, there down in circles if it says so, then in to land.
fn landing(flight: &mut Flight, item: &Node, vertical: bool) -> Result<(), PlanError> {
    let approach = item.find("landingApproachCoordinate").or_else(|| item.find("loiterCoordinate"));
    let approach = approach.ok_or_else(|| PlanError::content(item.path_of("landingApproachCoordinate"), "is missing"))?;
    let relative = item.find("altitudesAreRelative").map_or(Ok(true), |flag| flag.flag())?;
    let circles = item.find("useLoiterToAlt").map_or(Ok(true), |flag| flag.flag())?;
    let place = |node: &Node, flight: &Flight| {
        let (at, height_m) = position(node)?;
        let m = height_m.ok_or_else(|| node.error("has no height"))?;
        Ok::<_, PlanError>((at, Level { sea_m: Some(if relative { flight.home_m + m } else { m }), ground_m: None }))
    };
    let (at, level) = place(&approach, flight)?;
    if circles {
        let loose_m = item.get("loiterRadius")?.number_in(LOITER_RADIUS_M)?;
        commands::spiral(flight, &item.path, Place { at, level, loose_m, landed: false })?;
    } else {
        flight.go_airborne(&item.path, Place { at, level, loose_m: 0.0, landed: false })?;
    }
    let (at, level) = place(&item.get("landCoordinate")?, flight)?;
    commands::land_at(flight, &item.path, at, Level { ground_m: Some(0.0), ..level }, vertical)
}

/// A latitude, a longitude and maybe a height.
fn position(node: &Node) -> Result<(LatLng, Option<f64>), PlanError> {
    let list: Vec<Node> = node.list()?.take(4).collect();
    match &list[..] {
        [lat, lng] => Ok((node.position(lat.number()?, lng.number()?)?, None)),
        [lat, lng, height] => {
            let height_m = height.number_in((-MAX_HEIGHT_M, MAX_HEIGHT_M))?;
            Ok((node.position(lat.number()?, lng.number()?)?, Some(height_m)))
        }
        _ => Err(node.error("is not a list of latitude, longitude and maybe a height")),
    }
}
