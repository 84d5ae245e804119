//! Every limit of the readers, by name. Reaching one is an error that names the field and the range, never a silent cut.
//!
//! Limits of shapes (vertices, square kilometres, kilometres of outline) are those of `tansiq-geo`.

/// Largest file read, in bytes (16 MiB).
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Most features (areas, placemarks) in one file.
pub const MAX_FEATURES: usize = 10_000;
/// Most volumes (layers, parts) of one area.
pub const MAX_VOLUMES: usize = 1_000;
/// Most vertices of one area, all its volumes together.
pub const MAX_AREA_VERTICES: usize = 50_000;
/// Longest text of one language, in bytes: names, messages, addresses.
pub const MAX_TEXT_BYTES: usize = 8 * 1024;
/// Longest identifier, in bytes.
pub const MAX_ID_BYTES: usize = 128;
/// Most languages of one text, and most entries of one short list (reasons, authorities).
pub const MAX_LIST: usize = 64;
/// Largest set of extended properties of one area, in bytes of JSON.
pub const MAX_EXTENDED_BYTES: usize = 64 * 1024;
/// Most problems listed; the rest are counted.
pub const MAX_PROBLEMS: usize = 1_000;
/// Most periods of a schedule, and most daily periods of one of them.
pub const MAX_PERIODS: usize = 100;
/// Greatest height given in a file, in metres, in either direction (also the ED-318 "unlimited" of 99,999).
pub const MAX_HEIGHT_M: f64 = 100_000.0;
