//! Positions held against the volumes that were declared (F3548-21 CMSA0005 and following).

use crate::desk::Desk;
use crate::error::DeskError;
use tansiq_core::desk::Position;
use tansiq_core::{EntityId, Name};
use tansiq_wire::f3548::{GetOperationalIntentTelemetryResponse, VehicleTelemetry};

/// Last positions of operations, in memory: where something was is asked for in seconds, or not at all.
#[derive(Debug, Default)]
pub(crate) struct Positions {}

/// A position of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which operation.
    pub operation: EntityId,
    /// Where and when.
    pub position: Position,
    /// All that was reported, to be passed on to peers.
    pub telemetry: VehicleTelemetry,
}

/// What a position says about conformance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// Within one of the declared volumes, in place, height and time at once.
    Inside,
    /// Within none.
    Outside,
    /// Older than the last one: not looked at.
    Stale,
    /// The operation is not in use: kept, and not judged.
    NotInUse,
    /// There is no such operation.
    Unknown,
}

/// Why there is no telemetry.
#[derive(Debug, thiserror::Error)]
pub enum NoTelemetry {
    /// There is no such operation.
    #[error("there is no operation {0}")]
    NotFound(EntityId),
    /// It is in its volumes.
    #[error("operation {0} is not off-nominal")]
    NotOffNominal(EntityId),
    /// No position is known.
    #[error("no position of operation {0} is known")]
    NoPosition(EntityId),
    /// Not now.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Desk {
    /// Takes positions, at most 10,000 at once, and says what each means. Leaving the volumes raises Nonconforming, and
    /// Contingent after [`crate::Settings::contingent_after`]; coming back in time ends it.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a position that is none.
    pub async fn report_positions(&self, who: &Name, reports: &[Report]) -> Result<Vec<Conformance>, DeskError> {
        let _ = (who, reports);
        Err(DeskError::Contended(0))
    }

    /// The last known position of an operation, if there is one, whatever its state.
    pub fn last_position(&self, id: EntityId) -> Option<Report> {
        let _ = id;
        None
    }

    /// What peers are told of an operation that is outside its volumes.
    ///
    /// # Errors
    /// [`NoTelemetry`].
    pub async fn telemetry(&self, id: EntityId) -> Result<GetOperationalIntentTelemetryResponse, NoTelemetry> {
        Err(NoTelemetry::NotFound(id))
    }
}
