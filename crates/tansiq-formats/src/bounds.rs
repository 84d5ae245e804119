//! Every limit of the readers, by name. Reaching one is an error that names the field and the range, never a silent cut.
//!
//! Limits of shapes (vertices, square kilometres, kilometres of outline) are those of `tansiq-geo`.

/// Largest file read, in bytes (16 MiB).
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Largest single feature of a JSON file, in bytes (4 MiB): parsed values take some thirty times the room of their text.
pub const MAX_FEATURE_BYTES: usize = 4 * 1024 * 1024;
/// Most members of the outermost JSON object.
pub const MAX_MEMBERS: usize = 1_000;
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
/// Most periods of a schedule.
pub const MAX_PERIODS: usize = 1_000;
/// Most daily periods of one period.
pub const MAX_DAILY: usize = 100;
/// Longest span for which windows are given, in days.
pub const MAX_SPAN_DAYS: i64 = 400;
/// Most windows given.
pub const MAX_WINDOWS: usize = 10_000;
/// Most days of daily periods looked at for one span.
pub const MAX_DAY_STEPS: usize = 200_000;
/// Greatest height given in a file, in metres, in either direction (also the ED-318 "unlimited" of 99,999).
pub const MAX_HEIGHT_M: f64 = 100_000.0;
