//! What is taken for true where a plan file is silent, and the list of what was.
//!
//! Each figure has a range; the defaults suit small multirotors and leave room. Whoever files the plan reads in
//! [`PlanFile::stated`](super::PlanFile::stated) which of them were used.

use super::{MAX_PLAN_DURATION_S, MAX_STATED, PlanError};

/// Figures used where a file is silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assumptions {
    /// How far a flight may stray from its line, in metres to every side, 1 to 5,000; default 30.
    pub lateral_buffer_m: f64,
    /// How far it may stray from its height, in metres up and down, 1 to 1,000; default 15.
    pub vertical_buffer_m: f64,
    /// Speed of climbing, in metres a second, 0.1 to 50; default 2.5.
    pub climb_mps: f64,
    /// Speed of descending, in metres a second, 0.1 to 50; default 1.5.
    pub descent_mps: f64,
    /// How early or late a leg may be, in seconds, 0 to 3,600; default 15.
    pub margin_s: f64,
    /// By how much that grows: share of the time since the start, 0 to 0.5; default 0.1.
    pub margin_share: f64,
    /// Radius of a loiter of which the file gives none, in metres, 1 to 5,000; default 75.
    pub loiter_radius_m: f64,
    /// How long a loiter without an end lasts, in seconds, 1 to 86,400; default 600.
    pub unlimited_loiter_s: f64,
    /// Least height of a return to the launch place, in metres above it, 0 to 1,000; default 60.
    pub return_height_m: f64,
    /// How long a volume lasts of which the file says nothing, in seconds, 1 to 604,800; default 1,800.
    pub duration_s: f64,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            lateral_buffer_m: 30.0,
            vertical_buffer_m: 15.0,
            climb_mps: 2.5,
            descent_mps: 1.5,
            margin_s: 15.0,
            margin_share: 0.1,
            loiter_radius_m: 75.0,
            unlimited_loiter_s: 600.0,
            return_height_m: 60.0,
            duration_s: 1_800.0,
        }
    }
}

/// Range of a lateral buffer in metres, also of one that a file gives.
pub(super) const LATERAL_BUFFER_M: (f64, f64) = (1.0, 5_000.0);
/// Range of a vertical buffer in metres.
pub(super) const VERTICAL_BUFFER_M: (f64, f64) = (1.0, 1_000.0);
/// Range of a speed over ground in metres a second.
pub(super) const SPEED_MPS: (f64, f64) = (0.1, 350.0);
/// Range of a vertical speed in metres a second.
pub(super) const VERTICAL_MPS: (f64, f64) = (0.1, 50.0);
/// Range of a loiter radius in metres.
pub(super) const LOITER_RADIUS_M: (f64, f64) = (1.0, 5_000.0);

impl Assumptions {
    /// Whether every figure is in its range.
    pub(super) fn check(&self) -> Result<(), PlanError> {
        let figures = [
            ("lateral_buffer_m", self.lateral_buffer_m, LATERAL_BUFFER_M),
            ("vertical_buffer_m", self.vertical_buffer_m, VERTICAL_BUFFER_M),
            ("climb_mps", self.climb_mps, VERTICAL_MPS),
            ("descent_mps", self.descent_mps, VERTICAL_MPS),
            ("margin_s", self.margin_s, (0.0, 3_600.0)),
            ("margin_share", self.margin_share, (0.0, 0.5)),
            ("loiter_radius_m", self.loiter_radius_m, LOITER_RADIUS_M),
            ("unlimited_loiter_s", self.unlimited_loiter_s, (1.0, 86_400.0)),
            ("return_height_m", self.return_height_m, (0.0, 1_000.0)),
            ("duration_s", self.duration_s, (1.0, MAX_PLAN_DURATION_S)),
        ];
        let wrong = figures.into_iter().find(|(_, value, (min, max))| !(*min..=*max).contains(value));
        match wrong {
            Some((name, value, (min, max))) => Err(PlanError::Assumption { name, value, min, max }),
            None => Ok(()),
        }
    }
}

/// The assumptions made, each told once with where it was made first and how often.
#[derive(Default)]
pub(super) struct Stated {
    lines: Vec<Line>,
}

struct Line {
    text: String,
    at: Option<String>,
    more: usize,
}

impl Stated {
    /// States something about the whole plan.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.add(None, text.into());
    }

    /// States something about an item.
    pub(super) fn say_at(&mut self, path: &str, text: impl Into<String>) {
        self.add(Some(path), text.into());
    }

    fn add(&mut self, at: Option<&str>, text: String) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.text == text) {
            line.more += usize::from(at.is_some());
        } else if self.lines.len() < MAX_STATED {
            self.lines.push(Line { text, at: at.map(str::to_owned), more: 0 });
        } else if let Some(last) = self.lines.last_mut() {
            // Texts are few and fixed but for figures; the last line says that there are others.
            *last = Line { text: "more was assumed than is listed".to_owned(), at: None, more: 0 };
        }
    }

    /// The lines as text.
    pub(super) fn into_lines(self) -> Vec<String> {
        let text = |line: Line| match (line.at, line.more) {
            (None, _) => line.text,
            (Some(at), 0) => format!("{at}: {}", line.text),
            (Some(at), more) => format!("{at} and {more} more: {}", line.text),
        };
        self.lines.into_iter().map(text).collect()
    }
}
