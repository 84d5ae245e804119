//! What a DSS is asked for: outlines that surely hold some volumes.
//!
//! A query takes one outline of at most 2,500 km². Volumes that lie close together are asked for in one circle about them; a
//! long route is cut into parts, in the order of flight. All parts have the times and heights of the whole, because the key
//! that a DSS asks for is that of the union of all volumes in place, height and time.

use tansiq_core::desk::Volumes;
use tansiq_geo::{Circle, LatLng, MAX_AREA_KM2, Outline, Volume};

/// The area that a circle about several volumes should not exceed, square kilometres: what it brings beyond the volumes
/// must be read from peers for nothing.
pub const PART_AREA_KM2: f64 = 100.0;

/// How many parts there should be at most: beyond, circles grow up to what a DSS allows.
pub const MAX_PARTS: usize = 32;

/// The smallest and the largest radius of curvature of WGS84, metres, rounded outwards: an angle between two normals of the
/// ellipsoid is a distance between these two times the angle.
const CURVATURE_M: (f64, f64) = (6_335_439.0, 6_399_594.0);

/// Some DSSs cover a circle by the regular polygon of 20 vertices within it, so it is made larger by 1/cos(π/20).
const TWENTY_SIDES: f64 = 1.012_466;

/// Outlines, together with times and heights, that surely hold all volumes; none for none.
pub fn queries(volumes: &Volumes) -> Vec<Volume> {
    let (Some(span), Some(heights)) = (volumes.span(), volumes.heights()) else { return Vec::new() };
    let caps: Vec<Cap> = volumes.as_slice().iter().map(Cap::of).collect();
    let mut area_km2 = PART_AREA_KM2;
    let mut parts = parts(&caps, area_km2);
    while parts.len() > MAX_PARTS && area_km2 < MAX_AREA_KM2 {
        area_km2 = (area_km2 * 5.0).min(MAX_AREA_KM2);
        parts = self::parts(&caps, area_km2);
    }
    let outline = |(from, to, circle): &(usize, usize, Option<Circle>)| match circle {
        Some(circle) if to - from > 1 => Outline::Circle(*circle),
        _ => volumes.as_slice()[*from].outline().clone(),
    };
    let bounded = |outline: Outline| {
        Volume::new(outline)
            .between_heights(heights.lower, heights.upper)
            .and_then(|volume| volume.between_times(span.start.0, span.end.0))
    };
    // Bounds that come from volumes are in order.
    parts.iter().map(outline).filter_map(|outline| bounded(outline).ok()).collect()
}

/// Cuts into parts, each from one index to before another, with the circle about it. A part of one volume has none.
fn parts(caps: &[Cap], area_km2: f64) -> Vec<(usize, usize, Option<Circle>)> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut circle = None;
    for to in 1..=caps.len() {
        if to - from == 1 {
            circle = None;
        }
        if to < caps.len() {
            let grown = circle_about(caps[from..=to].iter()).filter(|circle| circle.area_km2() <= area_km2);
            if grown.is_some() {
                circle = grown;
                continue;
            }
        }
        parts.push((from, to, circle));
        from = to;
    }
    parts
}

/// Points on the unit sphere that hold a volume: an outline lies in every cap about its vertices.
struct Cap {
    points: Vec<[f64; 3]>,
    /// How far around the points the volume reaches, radians.
    angle_rad: f64,
}

impl Cap {
    fn of(volume: &Volume) -> Cap {
        // Buffers are part of the outline by now.
        match volume.outline() {
            Outline::Circle(circle) => Cap { points: vec![unit(circle.center())], angle_rad: circle.radius_m() / CURVATURE_M.0 },
            Outline::Polygon(polygon) => Cap { points: polygon.vertices().iter().copied().map(unit).collect(), angle_rad: 0.0 },
        }
    }
}

/// A circle that holds all caps; none if it would be larger than a DSS allows.
fn circle_about<'a>(caps: impl Iterator<Item = &'a Cap> + Clone) -> Option<Circle> {
    let (mut low, mut high) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for point in caps.clone().flat_map(|cap| &cap.points) {
        for axis in 0..3 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    let center = position(std::array::from_fn(|axis| low[axis] + high[axis]))?;
    let middle = unit(center);
    let reach = caps.flat_map(|cap| cap.points.iter().map(move |point| angle(middle, *point) + cap.angle_rad));
    let angle_rad = reach.fold(0.0, f64::max);
    Circle::new(center, angle_rad * CURVATURE_M.1 * TWENTY_SIDES + 1.0).ok()
}

fn unit(at: LatLng) -> [f64; 3] {
    let (sin_lat, cos_lat) = at.lat_deg().to_radians().sin_cos();
    let (sin_lng, cos_lng) = at.lng_deg().to_radians().sin_cos();
    [cos_lat * cos_lng, cos_lat * sin_lng, sin_lat]
}

fn position([x, y, z]: [f64; 3]) -> Option<LatLng> {
    let lat_deg = z.atan2(x.hypot(y)).to_degrees();
    let lng_deg = y.atan2(x).to_degrees();
    LatLng::new(lat_deg.clamp(-90.0, 90.0), lng_deg.clamp(-180.0, 180.0)).ok()
}

/// Through the chord, which is exact where angles are small.
fn angle(a: [f64; 3], b: [f64; 3]) -> f64 {
    let chord = (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f64>().sqrt();
    2.0 * (chord / 2.0).min(1.0).asin()
}

#[cfg(test)]
#[path = "areas_tests.rs"]
mod tests;
