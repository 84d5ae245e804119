//! One airspace while its lines come in, and the area that becomes of it.
//!
//! Errors are messages without a place: whoever reads the lines knows where they stand.

use tansiq_geo::{Circle, LatLng, MAX_VERTICES, Outline};
use tansiq_heights::Height;

use super::{
    MAX_RADIUS_NM, NAUTICAL_MILE_M,
    arc::{self, Arc, Budget, Piece},
    class, coordinate, height,
};
use crate::{
    Area, AreaKind, AreaVolume, Authority, Format, Period, Problems, Schedule, Source, Texts,
    bounds::{MAX_PERIODS, MAX_TEXT_BYTES, MAX_VOLUMES},
    json::quoted,
    outline::polygon_of_ring,
    times,
};

/// An area as far as it is read.
#[derive(Default)]
pub(super) struct Draft {
    /// Where it began, counted from 1.
    pub(super) line: usize,
    /// Terrain, of which nothing is kept.
    pub(super) terrain: bool,
    class: Option<String>,
    kind: Option<String>,
    pub(super) name: Option<String>,
    lower: Option<Option<Height>>,
    upper: Option<Option<Height>>,
    pieces: Vec<Piece>,
    circles: Vec<Outline>,
    center: Option<LatLng>,
    counterclockwise: bool,
    station: Option<String>,
    frequency: Option<String>,
    transponder: Option<String>,
    periods: Vec<Period>,
    /// Whether an error was listed; nothing is made of it then.
    pub(super) failed: bool,
}

/// The first word, without a comment after it.
fn word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace() || c == '*' || c == ';').next().unwrap_or_default()
}

/// A line without a comment at its end.
fn uncommented(text: &str) -> &str {
    text.split(['*', ';']).next().unwrap_or_default().trim()
}

impl Draft {
    /// An area of a class that begins at a line, or terrain where there is no class.
    pub(super) fn begin(line: usize, class: Option<&str>) -> Self {
        Self { line, terrain: class.is_none(), class: class.map(|class| word(class).to_owned()), ..Self::default() }
    }

    /// Takes in a line; gives a warning if there is one.
    pub(super) fn take(&mut self, command: &str, rest: &str) -> Result<Option<String>, String> {
        match command {
            "AN" => self.name = Some(bounded(rest)?),
            "AY" => self.kind = Some(bounded(word(rest))?),
            "AF" => self.frequency = Some(bounded(rest)?),
            "AG" => self.station = Some(bounded(rest)?),
            "AX" => self.transponder = Some(bounded(word(rest))?),
            "AA" => return self.activation(uncommented(rest)),
            "AL" => {
                let (height, warning) = height::read(uncommented(rest))?;
                self.lower = Some(height);
                return Ok(warning);
            }
            "AH" => {
                let (height, warning) = height::read(uncommented(rest))?;
                self.upper = Some(height);
                return Ok(warning);
            }
            "V" => return self.variable(uncommented(rest)),
            "DP" => {
                let point = coordinate::one(uncommented(rest))?;
                self.piece(Piece::Point(point))?;
            }
            "DA" => self.arc_by_angles(uncommented(rest))?,
            "DB" => self.arc_by_points(uncommented(rest))?,
            "DC" => self.circle(uncommented(rest))?,
            "DY" => return Err("is an airway, which is not read".to_owned()),
            "AT" | "SP" | "SB" => {}
            other => return Ok(Some(format!("{} is not a command that is read", quoted(other)))),
        }
        Ok(None)
    }

    fn variable(&mut self, text: &str) -> Result<Option<String>, String> {
        let (name, value) = text.split_once('=').ok_or_else(|| format!("{} is not a variable, X= or D=", quoted(text)))?;
        match (name.trim().to_ascii_uppercase().as_str(), value.trim()) {
            ("X", value) => self.center = Some(coordinate::one(value)?),
            ("D", "+") => self.counterclockwise = false,
            ("D", "-") => self.counterclockwise = true,
            ("D", other) => return Err(format!("direction {} is not + or -", quoted(other))),
            ("W" | "Z", _) => {}
            (other, _) => return Ok(Some(format!("variable {} is not read", quoted(other)))),
        }
        Ok(None)
    }

    fn piece(&mut self, piece: Piece) -> Result<(), String> {
        if self.pieces.len() >= MAX_VERTICES {
            return Err(format!("the outline has more than {MAX_VERTICES} points and arcs"));
        }
        self.pieces.push(piece);
        Ok(())
    }

    fn centered(&self) -> Result<LatLng, String> {
        self.center.ok_or_else(|| "has no centre: V X= is missing in this airspace".to_owned())
    }

    fn arc_by_angles(&mut self, text: &str) -> Result<(), String> {
        let numbers = numbers(text)?;
        let [radius_nm, start_deg, end_deg] = numbers[..] else {
            return Err(format!("{} is not radius, start and end", quoted(text)));
        };
        for angle_deg in [start_deg, end_deg] {
            if !(-360.0..=360.0).contains(&angle_deg) {
                return Err(format!("angle {angle_deg} is not from -360 to 360 degrees"));
            }
        }
        let arc = Arc::by_angles(self.centered()?, radius_m(radius_nm)?, start_deg, end_deg, self.counterclockwise);
        self.piece(Piece::Arc(arc))
    }

    fn arc_by_points(&mut self, text: &str) -> Result<(), String> {
        let (from, to) = coordinate::two(text)?;
        let arc = Arc::by_points(self.centered()?, from, to, self.counterclockwise)?;
        self.piece(Piece::Arc(arc))
    }

    fn circle(&mut self, text: &str) -> Result<(), String> {
        let numbers = numbers(text)?;
        let [radius_nm] = numbers[..] else { return Err(format!("{} is not a radius", quoted(text))) };
        if self.circles.len() >= MAX_VOLUMES {
            return Err(format!("is one circle too many, allowed are {MAX_VOLUMES}"));
        }
        let circle = Circle::new(self.centered()?, radius_m(radius_nm)?).map_err(|error| error.to_string())?;
        self.circles.push(circle.into());
        Ok(())
    }

    /// `AA start/end`, either of which may be `NONE`; `AA NONE`.
    fn activation(&mut self, text: &str) -> Result<Option<String>, String> {
        let none = |text: &str| text.eq_ignore_ascii_case("NONE");
        if none(text) {
            return Ok(Some("gives no times and leaves them to be announced; taken as always active".to_owned()));
        }
        let (start, end) = text.split_once('/').ok_or_else(|| format!("{} is not start/end", quoted(text)))?;
        if self.periods.len() >= MAX_PERIODS {
            return Err(format!("is one period too many, allowed are {MAX_PERIODS}"));
        }
        let bound = |text: &str| if none(text.trim()) { Ok(None) } else { instant_us(text.trim()).map(Some) };
        let (start_us, end_us) = (bound(start)?, bound(end)?);
        if let (Some(start), Some(end)) = (start_us, end_us)
            && start > end
        {
            return Err("ends before it starts".to_owned());
        }
        self.periods.push(Period { start_us, end_us, ..Period::default() });
        Ok(None)
    }

    pub(super) fn finish(self, index: usize, budget: &mut Budget, problems: &mut Problems) -> Result<Area, String> {
        let (name, place) = (self.name.clone(), format!("line {}", self.line));
        let mut warn = |message: String| problems.warning(name.as_deref(), place.clone(), message);
        let volumes = self.volumes(budget, &mut warn)?;
        let source = Source { format: Format::OpenAir, path: place.clone() };
        let mut area = Area::new(format!("feature-{index}"), volumes, source);
        area.kind = class::kind(self.class.as_deref(), self.kind.as_deref()).unwrap_or_else(|| {
            warn("its class and type do not say what it asks of a flight; taken as prohibited".to_owned());
            AreaKind::Prohibited
        });
        area.class = self.kind.or(self.class).filter(|class| !class.is_empty());
        area.name = self.name.map(Texts::plain).unwrap_or_default();
        if self.station.is_some() || self.frequency.is_some() {
            let (service, contact) = (self.station.map(Texts::plain), self.frequency.map(Texts::plain));
            let (service, contact) = (service.unwrap_or_default(), contact.unwrap_or_default());
            area.authorities.push(Authority { service, contact, ..Authority::default() });
        }
        if let Some(transponder) = self.transponder {
            area.extended.insert("transponder".to_owned(), transponder.into());
        }
        if !self.periods.is_empty() {
            area.schedule = Schedule::Periods(self.periods);
        }
        Ok(area)
    }

    fn volumes(&self, budget: &mut Budget, warn: &mut impl FnMut(String)) -> Result<Vec<AreaVolume>, String> {
        let lower = self.lower.ok_or("has no lower bound (AL)")?;
        let upper = self.upper.ok_or("has no upper bound (AH)")?;
        if let (Some(lower), Some(upper)) = (lower, upper)
            && lower.reference == upper.reference
            && lower.m > upper.m
        {
            return Err(format!("upper bound {:.1} m is below the lower bound {:.1} m", upper.m, lower.m));
        }
        let mut outlines = self.circles.clone();
        if !self.pieces.is_empty() {
            let ring = arc::ring(&self.pieces, budget)?;
            outlines.push(polygon_of_ring(ring).map_err(|error| error.to_string())?);
        }
        match outlines.len() {
            0 => return Err("has no outline (DP, DA, DB or DC)".to_owned()),
            1 => {}
            count => warn(format!("has {count} outlines; the area is all of them")),
        }
        Ok(outlines.into_iter().map(|outline| AreaVolume { outline, lower, upper }).collect())
    }
}

fn bounded(text: &str) -> Result<String, String> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(format!("text of {} bytes is longer than {MAX_TEXT_BYTES} bytes", text.len()));
    }
    Ok(text.to_owned())
}

/// Numbers with commas or space between; at most 4 are read.
fn numbers(text: &str) -> Result<Vec<f64>, String> {
    let parts = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty()).take(4);
    let number = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte)) && part.len() <= 32;
        plain.then(|| part.parse::<f64>().ok()).flatten().ok_or_else(|| format!("{} is not a number", quoted(part)))
    };
    parts.map(number).collect()
}

fn radius_m(radius_nm: f64) -> Result<f64, String> {
    if radius_nm > 0.0 && radius_nm <= MAX_RADIUS_NM {
        Ok(radius_nm * NAUTICAL_MILE_M)
    } else {
        Err(format!("radius {radius_nm} NM is not above 0 and at most {MAX_RADIUS_NM} NM"))
    }
}

/// `2024-12-17T08:00Z`; the hour may be 24:00.
fn instant_us(text: &str) -> Result<i64, String> {
    const DAY_US: i64 = 86_400_000_000;
    let wrong = || format!("{} is not a time like 2024-12-17T08:00Z", quoted(text));
    if !text.ends_with(['Z', 'z']) {
        return Err(wrong());
    }
    match text.split_once("T24:00") {
        Some((day, "Z" | ":00Z")) => {
            times::instant(&format!("{day}T00:00:00Z")).and_then(|midnight| midnight.us.checked_add(DAY_US)).ok_or_else(wrong)
        }
        _ => times::instant(text).map(|instant| instant.us).ok_or_else(wrong),
    }
}
