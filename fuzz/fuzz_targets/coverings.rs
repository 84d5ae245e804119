//! Makes polygons and circles of any numbers and covers them. Nothing panics or runs away, the covering is bounded, and no
//! point of the shape that is easy to name (a vertex, the middle of an edge, a point within the radius) is missed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tansiq_geo::{Cell, Circle, LatLng, MAX_CELLS, Outline, Polygon};

/// Degrees: any number there is, or one near a place, so that shapes are often small enough to be accepted.
fn degrees(bytes: &[u8], near: f64) -> f64 {
    let raw = i32::from_le_bytes(bytes[..4].try_into().expect("four bytes"));
    match bytes[4] % 8 {
        0 => f64::from_bits(u64::from_le_bytes(bytes[..8].try_into().expect("eight bytes"))),
        1 => f64::from(raw % 1_801) / 10.0,
        2 => near,
        _ => near + f64::from(raw % 200_000) / 1_000_000.0,
    }
}

fn points(bytes: &[u8]) -> Vec<LatLng> {
    let places =
        [(47.0, 8.0), (0.0, 0.0), (89.95, 0.0), (-90.0, 0.0), (10.0, 180.0), (-10.0, -179.95), (45.0, 90.0), (35.26, 45.0)];
    let Some((place, rest)) = bytes.split_first() else { return Vec::new() };
    let (lat, lng) = places[usize::from(*place) % places.len()];
    let pairs = rest.chunks_exact(16).map(|pair| LatLng::new(degrees(&pair[..8], lat), degrees(&pair[8..], lng)));
    pairs.filter_map(Result::ok).collect()
}

/// Midway between two points that are not opposite each other, on the shortest path.
fn middle(a: LatLng, b: LatLng) -> Option<LatLng> {
    let vector = |p: LatLng| {
        let (lat, lng) = (p.lat_deg().to_radians(), p.lng_deg().to_radians());
        [lat.cos() * lng.cos(), lat.cos() * lng.sin(), lat.sin()]
    };
    let (a, b) = (vector(a), vector(b));
    let [x, y, z] = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
    if (x * x + y * y + z * z).sqrt() < 0.1 {
        return None;
    }
    LatLng::new(z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees()).ok()
}

/// Holds the covering against points of the shape. A point that lies, to the last bits, between two cells may be counted
/// to either: one of those about it must be there.
fn check(outline: &Outline, inside: impl Iterator<Item = LatLng>) {
    let Ok(cells) = outline.cover() else { return };
    assert!(!cells.is_empty() && cells.len() <= MAX_CELLS, "{} cells", cells.len());
    for point in inside {
        let near = |lat: f64, lng: f64| {
            let lat = (point.lat_deg() + lat).clamp(-90.0, 90.0);
            let lng = (point.lng_deg() + lng).clamp(-180.0, 180.0);
            LatLng::new(lat, lng).is_ok_and(|near| cells.contains(Cell::containing(near)))
        };
        let found = near(0.0, 0.0) || [(1e-9, 0.0), (-1e-9, 0.0), (0.0, 1e-9), (0.0, -1e-9)].iter().any(|(a, b)| near(*a, *b));
        assert!(found, "{point:?} is not covered");
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let points = points(rest);
    if kind % 4 == 0 {
        let (Some(center), Some((radius, _))) = (points.first(), rest.split_last_chunk::<4>().map(|(_, r)| (r, ()))) else {
            return;
        };
        let radius_m = f64::from(f32::from_le_bytes(*radius));
        let Ok(circle) = Circle::new(*center, radius_m) else { return };
        check(&Outline::Circle(circle), std::iter::once(*center));
    } else {
        let Ok(polygon) = Polygon::new(points) else { return };
        let vertices = polygon.vertices().to_vec();
        let next = vertices.iter().cycle().skip(1);
        let middles: Vec<LatLng> = vertices.iter().zip(next).filter_map(|(a, b)| middle(*a, *b)).collect();
        check(&Outline::Polygon(polygon), vertices.into_iter().chain(middles));
    }
});
