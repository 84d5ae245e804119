//! Positions as remote identification writes them (F3411-22a, `RIDAircraftState`): what is unknown there has a number, not
//! an absence.

use super::{HorizontalAccuracy, MAX_SPEED_MPS, UNKNOWN_TRACK_DEG, VerticalAccuracy};
use crate::http::error::Error;
use serde::Deserialize;
use tansiq_core::EntityId;
use tansiq_core::desk::Position;
use tansiq_desk::conformance::Report;
use tansiq_wire::f3548::{
    self, Altitude, PositionAccuracyHorizontal, PositionAccuracyVertical, Time, UNITS_SPEED, VehicleTelemetry, Velocity,
};
use utoipa::ToSchema;

/// The height that is not known (F3411-22a, `RIDAircraftPosition.alt`).
const UNKNOWN_ALT_M: f64 = -1_000.0;
/// From here on a speed is not known (F3411-22a, `RIDAircraftState.speed`).
const UNKNOWN_SPEED_MPS: f64 = 255.0;

/// The state of the aircraft that flies an operation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StateReport {
    #[schema(format = "uuid")]
    operation_id: String,
    /// As remote identification has it; members that are of no use here are passed over.
    current_state: AircraftState,
}

/// F3411-22a, `RIDAircraftState`.
#[derive(Deserialize, ToSchema)]
pub(crate) struct AircraftState {
    /// When it was measured.
    #[schema(value_type = Object)]
    timestamp: Time,
    /// Where.
    position: AircraftPosition,
    /// Degrees east of true north; 361 is unknown.
    #[serde(default)]
    track: Option<f64>,
    /// Over ground, metres a second; 255 is unknown.
    #[serde(default)]
    speed: Option<f64>,
}

/// F3411-22a, `RIDAircraftPosition`.
#[derive(Deserialize, ToSchema)]
pub(crate) struct AircraftPosition {
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lng: f64,
    /// Metres above the ellipsoid; −1,000 is unknown, and then nothing can be said.
    alt: f64,
    /// The horizontal error to expect.
    #[serde(default)]
    #[schema(value_type = Option<HorizontalAccuracy>)]
    accuracy_h: Option<PositionAccuracyHorizontal>,
    /// The vertical error to expect.
    #[serde(default)]
    #[schema(value_type = Option<VerticalAccuracy>)]
    accuracy_v: Option<PositionAccuracyVertical>,
    /// Whether it was computed rather than measured.
    #[serde(default)]
    extrapolated: bool,
}

/// The state as a report to this desk.
pub(super) fn read(report: &StateReport, path: &str) -> Result<Report, Error> {
    let wrong = |field: &str, why: &str| Error::Invalid(format!("{path}.{field}: {why}"));
    let operation = EntityId::parse(&report.operation_id).map_err(|why| wrong("operation_id", why))?;
    let state = &report.current_state;
    let at = state.timestamp.to_micros().map_err(|error| wrong("current_state.timestamp", &error.to_string()))?;
    let position = &state.position;
    if position.alt <= UNKNOWN_ALT_M {
        return Err(wrong("current_state.position.alt", "is unknown: where the aircraft is cannot be told without it"));
    }
    let place = Position { at: tansiq_core::Timestamp(at), lat: position.lat, lng: position.lng, height_m: position.alt };
    let telemetry = VehicleTelemetry {
        time_measured: Time::from_micros(at),
        position: Some(f3548::Position {
            longitude: Some(position.lng),
            latitude: Some(position.lat),
            accuracy_h: position.accuracy_h,
            accuracy_v: position.accuracy_v,
            extrapolated: position.extrapolated,
            altitude: Some(Altitude::w84_m(position.alt)),
        }),
        velocity: velocity(state, path)?,
    };
    Ok(Report { operation, position: place, telemetry })
}

fn velocity(state: &AircraftState, path: &str) -> Result<Option<Velocity>, Error> {
    let Some(speed) = state.speed.filter(|speed| *speed != UNKNOWN_SPEED_MPS) else { return Ok(None) };
    if !(0.0..=MAX_SPEED_MPS).contains(&speed) {
        return Err(Error::Invalid(format!("{path}.current_state.speed: must be 0 to {MAX_SPEED_MPS}, not {speed}")));
    }
    // 361 is unknown there, 360 here.
    let track = state.track.map_or(UNKNOWN_TRACK_DEG, |track| track.min(UNKNOWN_TRACK_DEG));
    if track.is_nan() || track < 0.0 {
        return Err(Error::Invalid(format!("{path}.current_state.track: must be 0 to 361")));
    }
    Ok(Some(Velocity { speed, units_speed: UNITS_SPEED.to_owned(), track }))
}
