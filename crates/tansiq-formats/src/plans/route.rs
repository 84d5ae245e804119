//! A flight as it is followed: where it is, at what height, at what time; and the volumes it leaves behind.
//!
//! Times are nominal, from the speeds; each volume's window is wider by a margin that grows with the time since the start. A
//! flight does not begin before its start. What a file's commands mean is not known here: see `qgc.rs` and `geojson.rs`.

use tansiq_geo::{Circle, LatLng, Outline};
use tansiq_heights::Height;

use super::{
    Assumptions, MAX_PLAN_DURATION_S, MAX_PLAN_VERTICES, PlanError, PlannedVolume, Timing,
    assumptions::Stated,
    corridor::{CORRIDOR_VERTICES, Line, corridor},
    vertices_of,
};

/// The volumes of a flight so far.
pub(super) struct Route {
    pub(super) assumptions: Assumptions,
    pub(super) stated: Stated,
    /// Nominal seconds of the plan.
    now_s: f64,
    /// The second of the plan at which the flight begins; it does not begin earlier.
    begin_s: f64,
    /// Microseconds since the Unix epoch at which it starts, if that is known.
    start_us: Option<i64>,
    volumes: Vec<PlannedVolume>,
    vertices: usize,
}

/// The two heights between which something happens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Band {
    pub(super) lower: Height,
    pub(super) upper: Height,
}

impl Route {
    /// A flight that begins at a second of the plan, which starts at an instant if that is known.
    pub(super) fn new(assumptions: &Assumptions, begin_s: f64, start_us: Option<i64>) -> Self {
        let (assumptions, stated) = (*assumptions, Stated::default());
        Self { assumptions, stated, now_s: begin_s, begin_s, start_us, volumes: Vec::new(), vertices: 0 }
    }

    /// Flies between two positions within `buffer_m`, taking `duration_s`.
    pub(super) fn fly(
        &mut self,
        path: &str,
        (from, to): (LatLng, LatLng),
        buffer_m: f64,
        band: Band,
        duration_s: f64,
    ) -> Result<(), PlanError> {
        let line = Line::between(from, to);
        let pieces = line.pieces();
        self.check_vertices(pieces * CORRIDOR_VERTICES)?;
        let shape = |source| PlanError::Shape { path: path.to_owned(), source };
        let mut reached = from;
        for piece in 1..=pieces {
            let target = if piece == pieces { to } else { line.at(piece as f64 / pieces as f64).map_err(shape)? };
            let outline = corridor(reached, target, buffer_m).map_err(shape)?;
            self.push(path, outline, band, duration_s / pieces as f64)?;
            reached = target;
        }
        Ok(())
    }

    /// Stays within `radius_m` of a position, taking `duration_s`.
    pub(super) fn stay(&mut self, path: &str, at: LatLng, radius_m: f64, band: Band, duration_s: f64) -> Result<(), PlanError> {
        let circle = Circle::new(at, radius_m).map_err(|source| PlanError::Shape { path: path.to_owned(), source })?;
        self.push(path, circle.into(), band, duration_s)
    }

    /// Adds a volume used from now for `duration_s`.
    pub(super) fn push(&mut self, path: &str, outline: Outline, band: Band, duration_s: f64) -> Result<(), PlanError> {
        self.push_buffered(path, outline, 0.0, band, duration_s)
    }

    /// The same with a buffer.
    pub(super) fn push_buffered(
        &mut self,
        path: &str,
        outline: Outline,
        buffer_m: f64,
        band: Band,
        duration_s: f64,
    ) -> Result<(), PlanError> {
        self.check_vertices(vertices_of(&outline))?;
        let until_s = self.now_s + duration_s;
        let timing = self.window(path, self.now_s, until_s)?;
        self.now_s = until_s;
        self.vertices += vertices_of(&outline);
        self.volumes.push(PlannedVolume { outline, buffer_m, lower: band.lower, upper: band.upper, timing });
        Ok(())
    }

    fn check_vertices(&self, more: usize) -> Result<(), PlanError> {
        let count = self.vertices + more;
        if count > MAX_PLAN_VERTICES { Err(PlanError::TooManyVertices { count }) } else { Ok(()) }
    }

    /// The window of what nominally lasts from one second to another since the start.
    fn window(&self, path: &str, from_s: f64, until_s: f64) -> Result<Timing, PlanError> {
        let margin = |at_s: f64| self.assumptions.margin_s + self.assumptions.margin_share * (at_s - self.begin_s);
        let latest_s = until_s + margin(until_s);
        if !(0.0..=MAX_PLAN_DURATION_S).contains(&latest_s) {
            return Err(PlanError::TooLong { path: path.to_owned(), duration_s: latest_s });
        }
        let start_us = micros((from_s - margin(from_s)).max(self.begin_s));
        let end_us = micros(latest_s);
        Ok(match self.start_us {
            None => Timing::Relative { start_us, end_us },
            Some(plan_us) => {
                let (start_us, end_us) = (plan_us.saturating_add(start_us), plan_us.saturating_add(end_us));
                Timing::Absolute { start_us, end_us }
            }
        })
    }

    /// Whether nothing has been flown.
    pub(super) fn is_empty(&self) -> bool {
        self.volumes.is_empty()
    }

    /// The volumes, and what was stated.
    pub(super) fn finish(mut self) -> (Vec<PlannedVolume>, Stated) {
        let text = self.margin_text();
        self.stated.say(text);
        (self.volumes, self.stated)
    }

    /// What is stated about times.
    pub(super) fn margin_text(&self) -> String {
        let (margin_s, percent) = (self.assumptions.margin_s, self.assumptions.margin_share * 100.0);
        format!(
            "times follow from the speed over ground; a leg may be {margin_s} s and {percent} % of the time flown early or late"
        )
    }
}

/// Seconds as whole microseconds.
pub(super) fn micros(seconds: f64) -> i64 {
    (seconds * 1e6).round() as i64
}

/// The greatest height given in a plan that is taken, in metres, in either direction.
pub(super) const MAX_HEIGHT_M: f64 = crate::bounds::MAX_HEIGHT_M;
