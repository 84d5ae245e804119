//! Areas of OpenAir, the line format of airspace in gliding and paragliding (WinPilot 1998, Naviter 2.1).
//!
//! A line is a command and what it says; an area goes from one `AC` to the next. Understood are `AC`, `AY`, `AN`, `AL`, `AH`,
//! `AF`, `AG`, `AX`, `AA`, `V X=`, `V D=`, `DP`, `DA`, `DB`, `DC`. Airways (`DY`) and terrain (`TO`, `TC`) are not areas. How an
//! area looks on a map (`AT`, `SP`, `SB`, `V W=`, `V Z=`) is passed over, other commands with a warning.
//!
//! Arcs become edges that hold the arc's area and are at most 1 m further out (`arc.rs`); a `DC` alone is a circle, exactly.
//! Heights without a unit are feet, without a reference above the sea, as the format has it (`height.rs`). Classes are mapped
//! to [`AreaKind`](crate::AreaKind) on the strict side (`class.rs`). Times (`AA`) are UTC. Text that is not UTF-8 is taken as Latin-1.

mod arc;
mod class;
mod coordinate;
mod draft;
mod height;

use std::borrow::Cow;

use self::{arc::Budget, draft::Draft};
use crate::{
    Format, Imported, ReadError,
    bounds::{MAX_FEATURES, MAX_FILE_BYTES},
    json::quoted,
};

pub use arc::{MAX_ARC_ERROR_M, MAX_ARC_VERTICES, MAX_RADIUS_NM};

/// Longest line, in bytes.
pub const MAX_LINE_BYTES: usize = 16 * 1024;
/// Metres of a nautical mile.
const NAUTICAL_MILE_M: f64 = 1_852.0;

/// Reads areas.
///
/// # Errors
///
/// [`ReadError`] when nothing can be read of it. What is wrong with single areas is listed by line.
pub fn read_areas(bytes: &[u8]) -> Result<Imported, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader =
        Reader { imported: Imported::new(Format::OpenAir), draft: None, budget: Budget::default(), areas: 0, latin: false };
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        reader.line(index + 1, line)?;
    }
    reader.close();
    if reader.areas == 0 {
        return Err(ReadError::Content { path: "AC".into(), message: "is missing: the file has no airspace".into() });
    }
    Ok(reader.imported)
}

struct Reader {
    imported: Imported,
    draft: Option<Draft>,
    budget: Budget,
    areas: usize,
    /// Whether it was told that text is not UTF-8.
    latin: bool,
}

impl Reader {
    fn line(&mut self, number: usize, bytes: &[u8]) -> Result<(), ReadError> {
        let place = format!("line {number}");
        if bytes.len() > MAX_LINE_BYTES {
            self.fail(&place, format!("has {} bytes, above the most allowed, {MAX_LINE_BYTES}", bytes.len()));
            return Ok(());
        }
        let text = self.text(&place, bytes);
        let text = text.trim();
        if text.is_empty() || text.starts_with('*') {
            return Ok(());
        }
        let split = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
        let (command, rest) = (text[..split].to_ascii_uppercase(), text[split..].trim());
        match command.as_str() {
            "AC" => self.open(number, Some(rest)),
            "TO" | "TC" => {
                self.imported.problems.warning(None, place, "terrain is not read");
                self.open(number, None)
            }
            _ => {
                self.within(&command, rest, &place);
                Ok(())
            }
        }
    }

    fn text<'a>(&mut self, place: &str, bytes: &'a [u8]) -> Cow<'a, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                if !self.latin {
                    self.imported.problems.warning(None, place, "is not UTF-8; such lines are taken as Latin-1");
                    self.latin = true;
                }
                Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect())
            }
        }
    }

    fn fail(&mut self, place: &str, message: String) {
        let feature = self.draft.as_ref().and_then(|draft| draft.name.clone());
        if let Some(draft) = &mut self.draft {
            draft.failed = true;
        }
        self.imported.problems.error(feature.as_deref(), place, message);
    }

    /// Begins an area, or terrain where there is no class.
    fn open(&mut self, line: usize, class: Option<&str>) -> Result<(), ReadError> {
        self.close();
        if class.is_some() {
            self.areas += 1;
            if self.areas > MAX_FEATURES {
                return Err(ReadError::TooManyFeatures { count: self.areas });
            }
        }
        self.draft = Some(Draft::begin(line, class));
        Ok(())
    }

    /// A line of an area.
    fn within(&mut self, command: &str, rest: &str, place: &str) {
        let Some(draft) = &mut self.draft else {
            // Headers of old files stand before the first area.
            self.imported.problems.warning(None, place, format!("{} before the first AC is not read", quoted(command)));
            return;
        };
        if draft.terrain {
            return;
        }
        match draft.take(command, rest) {
            Ok(None) => {}
            Ok(Some(warning)) => {
                let feature = draft.name.clone();
                self.imported.problems.warning(feature.as_deref(), place, warning);
            }
            Err(message) => self.fail(place, message),
        }
    }

    /// Makes an area of what was read of it.
    fn close(&mut self) {
        let Some(draft) = self.draft.take().filter(|draft| !draft.terrain && !draft.failed) else { return };
        let index = self.areas.saturating_sub(1);
        let feature = draft.name.clone();
        let place = format!("line {}", draft.line);
        match draft.finish(index, &mut self.budget, &mut self.imported.problems) {
            Ok(area) => self.imported.areas.push(area),
            Err(message) => self.imported.problems.error(feature.as_deref(), place, message),
        }
    }
}
