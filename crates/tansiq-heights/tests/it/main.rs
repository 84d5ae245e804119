//! Integration tests: rasters that GDAL wrote, files that are wrong, and what must hold for every height.

mod broken;
mod gdal;
mod properties;

use std::path::PathBuf;

/// A file of `tests/data`.
fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}
