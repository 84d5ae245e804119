//! From files and people's heights to the ledger's volumes.
//!
//! Heights become metres above the ellipsoid: the volume gets the outer range, which surely holds the real one, and
//! [`Certain`] the inner one, which is surely in it. Buffers become part of outlines. What had to be assumed is stated in
//! words. Nothing is judged here; reading files is `tansiq-formats`, converting heights `tansiq-heights`.

use std::collections::BTreeSet;
use tansiq_core::Heights;
use tansiq_core::desk::bounds::MAX_VOLUMES;
use tansiq_core::desk::{Certain, Volumes};
use tansiq_formats::plans::{PlannedVolume, TimedVolume, Timing};
use tansiq_geo::{Outline, Volume};
use tansiq_heights::{Area, Certainty, Converter, Geoid, Height, HeightRange};
use tansiq_wire::f3548::ALTITUDE_RANGE_M;

/// The lowest height that the standard's messages carry, metres above the ellipsoid (F3548-21, `Altitude`).
pub const LOWEST_M: f64 = *ALTITUDE_RANGE_M.start();
/// The highest one.
pub const HIGHEST_M: f64 = *ALTITUDE_RANGE_M.end();

/// A plan's volumes with heights above the ellipsoid and buffers in their outlines, and statements on how that was done.
///
/// A volume with a buffer becomes several, whose union holds it. There are at most [`MAX_VOLUMES`] in the end.
///
/// # Errors
/// What is wrong, with the field's path.
pub fn plan(volumes: &[TimedVolume], heights: &Converter) -> Result<(Volumes, Vec<String>), String> {
    if volumes.is_empty() {
        return Err("volumes: at least one volume is needed".to_owned());
    }
    let mut made = Vec::new();
    let mut sources = BTreeSet::new();
    for (index, volume) in volumes.iter().enumerate() {
        let path = format!("volumes[{index}]");
        for part in spread(volume).map_err(|problem| format!("{path}.{problem}"))? {
            made.push(timed(&part, volume, heights, &mut sources).map_err(|problem| format!("{path}{problem}"))?);
        }
        if made.len() > MAX_VOLUMES {
            return Err(format!(
                "volumes: more than {MAX_VOLUMES} volumes with their buffers; at most {MAX_VOLUMES} are allowed"
            ));
        }
    }
    Ok((Volumes::with_certainty(made), sources.into_iter().map(|how| statement(how, heights)).collect()))
}

/// The outlines whose union holds the volume with its buffer.
fn spread(volume: &TimedVolume) -> Result<Vec<Outline>, String> {
    let planned = PlannedVolume {
        outline: volume.outline.clone(),
        buffer_m: volume.buffer_m,
        lower: volume.lower,
        upper: volume.upper,
        timing: Timing::Absolute { start_us: volume.start_us, end_us: volume.end_us },
    };
    let parts = planned.spread().map_err(|error| error.to_string())?;
    Ok(parts.into_iter().map(|part| part.outline).collect())
}

fn timed(
    outline: &Outline,
    volume: &TimedVolume,
    heights: &Converter,
    sources: &mut BTreeSet<Certainty>,
) -> Result<(Volume, Certain), String> {
    let area = Area::from(outline);
    let range = heights.range(Some(volume.lower), Some(volume.upper), &area).map_err(|error| format!(": {error}"))?;
    for (field, m) in [("altitude_lower", range.outer_lower_m), ("altitude_upper", range.outer_upper_m)] {
        if !(LOWEST_M..=HIGHEST_M).contains(&m) {
            return Err(format!(".{field}: {m:.1} m above the ellipsoid is not between {LOWEST_M} and {HIGHEST_M} m"));
        }
    }
    sources.extend([volume.lower, volume.upper].map(|height| heights.convert(height, &area).how));
    let made =
        between(outline, &range)?.between_times(volume.start_us, volume.end_us).map_err(|error| format!(".time_end: {error}"))?;
    Ok((made, certain(&range)))
}

fn between(outline: &Outline, range: &HeightRange) -> Result<Volume, String> {
    Volume::new(outline.clone())
        .between_heights(range.outer_lower_m, range.outer_upper_m)
        .map_err(|error| format!(".altitude_upper: {error}"))
}

fn certain(range: &HeightRange) -> Certain {
    match range.inner {
        Some(inner) if inner == (range.outer_lower_m, range.outer_upper_m) => Certain::Exact,
        Some((lower, upper)) => Certain::Within(Heights { lower, upper }),
        None => Certain::Nowhere,
    }
}

/// What a planner should know of how heights were converted; in a plan's [`stated`](tansiq_core::desk::Plan::stated).
fn statement(how: Certainty, heights: &Converter) -> String {
    match how {
        Certainty::Exact => "heights above the ellipsoid: as given".to_owned(),
        Certainty::Geoid => {
            format!("heights above mean sea level: the geoid EGM96, within {} m", Geoid::UNCERTAINTY_M)
        }
        Certainty::Terrain => {
            let within_m = heights.terrain.as_ref().map_or(0.0, |terrain| terrain.uncertainty_m());
            format!("heights above ground: terrain raster, within {within_m} m")
        }
        Certainty::Pressure => "flight levels: between the lowest and the highest they reach in any weather".to_owned(),
        Certainty::AssumedGround => {
            let ground = heights.assumed_ground;
            format!(
                "heights above ground: assumed ground {} to {} m above mean sea level, because no terrain raster covers it",
                ground.lowest_m, ground.highest_m
            )
        }
    }
}

/// An area's layers, at all times, with heights above the ellipsoid. A layer without a bound stays without.
///
/// # Errors
/// What is wrong, with the layer's path.
pub fn layers(area: &tansiq_formats::model::Area, heights: &Converter) -> Result<Volumes, String> {
    if area.volumes.is_empty() {
        return Err("volumes: at least one layer is needed".to_owned());
    }
    let layer = |(index, volume): (usize, &tansiq_formats::AreaVolume)| {
        let bounds: [Option<Height>; 2] = [volume.lower, volume.upper];
        let range = heights
            .range(bounds[0], bounds[1], &Area::from(&volume.outline))
            .map_err(|error| format!("volumes[{index}]: {error}"))?;
        let made = between(&volume.outline, &range).map_err(|problem| format!("volumes[{index}]{problem}"))?;
        Ok((made, certain(&range)))
    };
    Ok(Volumes::with_certainty(area.volumes.iter().enumerate().map(layer).collect::<Result<_, String>>()?))
}

#[cfg(test)]
#[path = "volumes_tests.rs"]
mod tests;
