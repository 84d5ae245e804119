//! Not written yet.

use crate::{Imported, ReadError};

/// Reads a file of areas.
///
/// # Errors
///
/// [`ReadError`].
pub fn read_areas(_bytes: &[u8]) -> Result<Imported, ReadError> {
    Err(ReadError::UnknownFormat)
}
