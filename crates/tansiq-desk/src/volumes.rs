//! From files and people's heights to the ledger's volumes.

use tansiq_core::desk::Volumes;
use tansiq_formats::plans::TimedVolume;
use tansiq_heights::Converter;

/// A plan's volumes with heights above the ellipsoid and buffers in their outlines, and statements on how that was done.
///
/// # Errors
/// What is wrong, with the field's path.
pub fn plan(volumes: &[TimedVolume], heights: &Converter) -> Result<(Volumes, Vec<String>), String> {
    let _ = (volumes, heights);
    Err("volumes: none".to_owned())
}

/// An area's layers, at all times, with heights above the ellipsoid.
///
/// # Errors
/// What is wrong, with the layer's path.
pub fn layers(area: &tansiq_formats::model::Area, heights: &Converter) -> Result<Volumes, String> {
    let _ = (area, heights);
    Err("volumes: none".to_owned())
}
