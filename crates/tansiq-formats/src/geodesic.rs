//! Geodesics on the WGS84 ellipsoid (Karney 2013, `geographiclib-rs`): distance, direction, and the point that they lead to.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use tansiq_geo::{LatLng, ShapeError};

/// The shortest path between two positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path {
    /// Length in metres.
    pub(crate) length_m: f64,
    /// Direction at its start, degrees clockwise from north.
    pub(crate) start_deg: f64,
    /// Direction at its end.
    pub(crate) end_deg: f64,
}

/// The shortest path between two positions.
pub(crate) fn path(from: LatLng, to: LatLng) -> Path {
    let (length_m, start_deg, end_deg, _) = Geodesic::wgs84().inverse(from.lat_deg(), from.lng_deg(), to.lat_deg(), to.lng_deg());
    Path { length_m, start_deg, end_deg }
}

/// The position some metres from another in a direction, degrees clockwise from north.
pub(crate) fn step(from: LatLng, azimuth_deg: f64, distance_m: f64) -> Result<LatLng, ShapeError> {
    let (lat_deg, lng_deg): (f64, f64) = Geodesic::wgs84().direct(from.lat_deg(), from.lng_deg(), azimuth_deg, distance_m);
    // The solver's results may be off their ranges by a rounding.
    LatLng::new(lat_deg.clamp(-90.0, 90.0), lng_deg.clamp(-180.0, 180.0))
}
