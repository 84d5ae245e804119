//! From bytes to text: KML as it is, or the one document of a KMZ archive.
//!
//! An archive is a zip file whose first file that ends in `.kml` is the document (KML 2.2, annex C). Nothing else in it is
//! unpacked. What comes out is bounded while it is unpacked, whatever the archive says of itself.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use super::MAX_ARCHIVE_FILES;
use crate::{Format, ReadError, bounds::MAX_FILE_BYTES};

/// The first bytes of a zip file.
pub(crate) const ZIP_MAGIC: &[u8] = b"PK\x03\x04";

/// The text of a document.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(ZIP_MAGIC) {
        return String::from_utf8(unpack(bytes)?).map(Cow::Owned).map_err(|error| not_utf8(error.utf8_error()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(not_utf8)
}

fn not_utf8(error: std::str::Utf8Error) -> ReadError {
    syntax(format!("byte {} is not UTF-8, the only encoding that is read", error.valid_up_to()))
}

pub(super) fn syntax(message: String) -> ReadError {
    ReadError::Syntax { format: Format::Kml, message }
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let broken = |error: zip::result::ZipError| syntax(format!("the archive cannot be opened: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_ARCHIVE_FILES {
        return Err(syntax(format!("the archive has {} files, above the most allowed, {MAX_ARCHIVE_FILES}", archive.len())));
    }
    let is_kml = |name: &[u8]| name.len() >= 4 && name[name.len() - 4..].eq_ignore_ascii_case(b".kml");
    let index = (0..archive.len())
        .find(|&index| archive.name_for_index(index).is_some_and(|name| name.is_ok_and(|name| is_kml(name.as_bytes()))));
    let index = index.ok_or_else(|| syntax("the archive holds no .kml file".into()))?;
    let file = archive.by_index(index).map_err(broken)?;
    let mut text = Vec::new();
    let read = file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut text);
    read.map_err(|error| syntax(format!("the archive cannot be unpacked: {error}")))?;
    if text.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    Ok(text.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(text))
}
