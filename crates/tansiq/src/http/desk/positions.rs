//! `/api/v1/desk/positions`: where aircraft are. Held against volumes by `tansiq-desk`; here only read and converted.
//!
//! A position becomes one height above the ellipsoid. Above the sea that is exact to the geoid; above ground only where
//! there is terrain, because a guess of the ground must not decide whether an aircraft is in its volumes.

mod rid;

use super::volumes::{AltitudeView, height, instant};
use crate::http::answer::ok;
use crate::http::bounds::MAX_POSITIONS;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use tansiq_core::EntityId;
use tansiq_core::desk::Position;
use tansiq_desk::conformance::{Conformance, Report};
use tansiq_heights::{Area, Certainty, Converter, Reference};
use tansiq_wire::f3548::{
    self, Altitude, PositionAccuracyHorizontal, PositionAccuracyVertical, Time, UNITS_SPEED, VehicleTelemetry, Velocity,
};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

pub(crate) use rid::StateReport;

/// The fastest that is taken for a speed, metres a second: escape from the Earth.
const MAX_SPEED_MPS: f64 = 11_200.0;
/// The track of one that is not known (F3548-21, `Velocity`).
const UNKNOWN_TRACK_DEG: f64 = 360.0;

/// Positions of operations of this desk, 1 to 10,000 in all, those of one operation in the order of their times.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Positions {
    /// In this interface's words.
    #[serde(default)]
    #[schema(max_items = 10_000)]
    positions: Vec<PositionReport>,
    /// In those of remote identification (F3411-22a).
    #[serde(default)]
    #[schema(max_items = 10_000)]
    telemetry: Vec<StateReport>,
}

/// A position of an operation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PositionReport {
    #[schema(format = "uuid")]
    operation_id: String,
    /// When it was measured: RFC 3339, at most 30 s ahead.
    #[schema(format = DateTime)]
    time: String,
    /// Degrees north.
    #[schema(minimum = -90, maximum = 90)]
    lat: f64,
    /// Degrees east.
    #[schema(minimum = -180, maximum = 180)]
    lng: f64,
    /// How high: above the ellipsoid (`W84`), the sea (`AMSL`) or, where this desk has terrain, the ground (`AGL`).
    altitude: AltitudeView,
    /// Over ground, metres a second, 0 to 11,200.
    #[schema(minimum = 0, maximum = 11_200)]
    speed_mps: Option<f64>,
    /// Where it goes, degrees east of true north, 0 to 360; only with `speed_mps`.
    #[schema(minimum = 0, maximum = 360)]
    track_deg: Option<f64>,
    /// The horizontal error to expect (F3548-21, `PositionAccuracyHorizontal`).
    #[schema(value_type = Option<HorizontalAccuracy>)]
    accuracy_h: Option<PositionAccuracyHorizontal>,
    /// The vertical error to expect (F3548-21, `PositionAccuracyVertical`).
    #[schema(value_type = Option<VerticalAccuracy>)]
    accuracy_v: Option<PositionAccuracyVertical>,
}

/// What the positions say, in their order; those of `telemetry` come last.
#[derive(Serialize, ToSchema)]
pub(crate) struct PositionResults {
    results: Vec<PositionResult>,
}

/// What one position says.
#[derive(Serialize, ToSchema)]
pub(crate) struct PositionResult {
    #[schema(format = "uuid")]
    operation_id: String,
    conformance: ConformanceView,
}

/// What a position says about conformance.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Conformance)]
pub(crate) enum ConformanceView {
    /// In one of the volumes, in place, height and time at once.
    Inside,
    /// In none.
    Outside,
    /// Older than the last one: not looked at.
    Stale,
    /// The operation is not in use: kept, and not judged.
    NotInUse,
    /// There is no such operation.
    Unknown,
}

impl From<Conformance> for ConformanceView {
    fn from(found: Conformance) -> ConformanceView {
        match found {
            Conformance::Inside => ConformanceView::Inside,
            Conformance::Outside => ConformanceView::Outside,
            Conformance::Stale => ConformanceView::Stale,
            Conformance::NotInUse => ConformanceView::NotInUse,
            Conformance::Unknown => ConformanceView::Unknown,
        }
    }
}

pub(crate) async fn report(call: Call) -> Result<Response, Error> {
    let Positions { positions, telemetry } = call.parse()?;
    let count = positions.len() + telemetry.len();
    if !(1..=MAX_POSITIONS).contains(&count) {
        return Err(Error::Invalid(format!("positions: must be 1 to {MAX_POSITIONS}, not {count}")));
    }
    let desk = call.desk()?;
    let reports =
        positions.iter().enumerate().map(|(index, position)| read(position, desk.heights(), &format!("positions[{index}]")));
    let states = telemetry.iter().enumerate().map(|(index, state)| rid::read(state, &format!("telemetry[{index}]")));
    let reports = reports.chain(states).collect::<Result<Vec<_>, _>>()?;
    let found = desk.report_positions(&call.who(), &reports).await?;
    let result = |(report, found): (&Report, Conformance)| PositionResult {
        operation_id: report.operation.to_string(),
        conformance: found.into(),
    };
    Ok(ok(&PositionResults { results: reports.iter().zip(found).map(result).collect() }))
}

fn read(report: &PositionReport, heights: &Converter, path: &str) -> Result<Report, Error> {
    let operation = EntityId::parse(&report.operation_id);
    let operation = operation.map_err(|why| Error::Invalid(format!("{path}.operation_id: {why}")))?;
    let at = instant(&report.time, &format!("{path}.time"))?;
    let height_m = height_m(report, heights, path)?;
    let telemetry = VehicleTelemetry {
        time_measured: Time::from_micros(at.0),
        position: Some(f3548::Position {
            longitude: Some(report.lng),
            latitude: Some(report.lat),
            accuracy_h: report.accuracy_h,
            accuracy_v: report.accuracy_v,
            extrapolated: false,
            altitude: Some(Altitude::w84_m(height_m)),
        }),
        velocity: velocity(report, path)?,
    };
    Ok(Report { operation, position: Position { at, lat: report.lat, lng: report.lng, height_m }, telemetry })
}

/// Metres above the ellipsoid: the middle of the band in which the height lies.
fn height_m(report: &PositionReport, heights: &Converter, path: &str) -> Result<f64, Error> {
    let path_of_altitude = format!("{path}.altitude");
    let height = height(&report.altitude, &path_of_altitude)?;
    let refuse = |why: &str| Err(Error::Invalid(format!("{path_of_altitude}.reference: {why}")));
    if height.reference == Reference::Pressure {
        return refuse("must be W84, AMSL or AGL: a flight level alone does not tell where an aircraft is");
    }
    let place = Area::point(report.lat, report.lng).map_err(|error| Error::Invalid(format!("{path}: {error}")))?;
    let band = heights.convert(height, &place);
    if band.how == Certainty::AssumedGround {
        return refuse("the ground is not known there; must be W84 or AMSL");
    }
    Ok(f64::midpoint(band.low_m, band.high_m))
}

fn velocity(report: &PositionReport, path: &str) -> Result<Option<Velocity>, Error> {
    let Some(speed) = report.speed_mps else {
        let without = |_| Err(Error::Invalid(format!("{path}.speed_mps: is needed with track_deg")));
        return report.track_deg.map_or(Ok(None), without);
    };
    if !(0.0..=MAX_SPEED_MPS).contains(&speed) {
        return Err(Error::Invalid(format!("{path}.speed_mps: must be 0 to {MAX_SPEED_MPS}, not {speed}")));
    }
    let track = report.track_deg.unwrap_or(UNKNOWN_TRACK_DEG);
    if !(0.0..=UNKNOWN_TRACK_DEG).contains(&track) {
        return Err(Error::Invalid(format!("{path}.track_deg: must be 0 to {UNKNOWN_TRACK_DEG}, not {track}")));
    }
    Ok(Some(Velocity { speed, units_speed: UNITS_SPEED.to_owned(), track }))
}

/// The horizontal error to expect, described by the codes of the standard's type.
pub(crate) struct HorizontalAccuracy;

impl PartialSchema for HorizontalAccuracy {
    fn schema() -> RefOr<Schema> {
        codes(&PositionAccuracyHorizontal::ALL)
    }
}

impl ToSchema for HorizontalAccuracy {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("PositionAccuracyHorizontal")
    }
}

/// The vertical error to expect, described by the codes of the standard's type.
pub(crate) struct VerticalAccuracy;

impl PartialSchema for VerticalAccuracy {
    fn schema() -> RefOr<Schema> {
        codes(&PositionAccuracyVertical::ALL)
    }
}

impl ToSchema for VerticalAccuracy {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("PositionAccuracyVertical")
    }
}

fn codes(all: &[impl Serialize]) -> RefOr<Schema> {
    let names = all.iter().filter_map(|code| serde_json::to_value(code).ok());
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).into()
}
