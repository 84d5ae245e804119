//! Plans as GeoJSON: a FeatureCollection, or one Feature, whose features are volumes and routes.
//!
//! | Geometry | Becomes | Must have |
//! |---|---|---|
//! | Polygon, MultiPolygon | a volume for each polygon; holes are refused | `lower`, `upper` |
//! | Point | a circle | `radius_m`, `lower`, `upper` |
//! | LineString | a corridor for each leg, each with its own times | `speed_mps` or both ends in time; `lower` and `upper`, or a height in every position |
//!
//! Properties of a feature:
//! - `lower`, `upper`: a number, with `unit` (`m`, the default, or `ft`) and `reference` (`W84`, `AMSL`, `AGL`; no default) beside
//!   it, or an object `{"value", "unit" or "units", "reference"}`.
//! - `start`, `end`: RFC 3339 with offset. Or, counted from the start of the plan, `start_s`, `end_s` in seconds. `duration_s`
//!   stands for an end. Nothing at all: from the start of the plan for the assumed duration.
//! - `buffer_m`, or `width_m` for twice that: how far around. For a route the assumed lateral buffer if there is neither.
//! - `vertical_buffer_m`: above and below the heights of a route's positions.
//! - `speed_mps`: over ground.
//! - `name`, `priority`: also as members of the collection, which go first.
//!
//! Other tools' names for some of them are known too (`aliases.rs`). Other properties are somebody else's and are left alone.

use serde_json::Value;
use tansiq_geo::{Circle, LatLng, MAX_BUFFER_M, Outline};
use tansiq_heights::{Height, Reference};
use tansiq_wire::f3548::Time;

use super::{
    Assumptions, MAX_PLAN_DURATION_S, MAX_PLAN_VERTICES, PlanError, PlanFile, PlannedVolume, Timing,
    assumptions::{LATERAL_BUFFER_M, SPEED_MPS, Stated, VERTICAL_BUFFER_M},
    corridor::Line,
    json::Node,
    route::{Band, MAX_HEIGHT_M, Route, micros},
    vertices_of,
};
use crate::{heights::FOOT_M, outline::polygon_of_ring};

/// Reads a plan.
pub(super) fn read(value: &Value, assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    let root = Node::root(value);
    let features: Vec<Node> = match root.find("features") {
        Some(features) => features.list()?.collect(),
        None if root.get("type")?.text()? == "Feature" => vec![root.clone()],
        None => return Err(PlanError::content("features", "is missing")),
    };
    read_features(&root, &features, assumptions)
}

/// Reads a plan of its features; the root has the name and the priority, if anything has.
pub(super) fn read_features(root: &Node, features: &[Node], assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    let mut reader = Reader { assumptions, volumes: Vec::new(), vertices: 0, stated: Stated::default() };
    for feature in features {
        reader.feature(feature)?;
    }
    if reader.volumes.is_empty() {
        return Err(PlanError::Empty { message: "there is no feature in it" });
    }
    let (name, priority) = (named(root, features)?, prioritised(root, features)?);
    Ok(PlanFile { name, priority, volumes: reader.volumes, stated: reader.stated.into_lines() })
}

/// The first value of a member of the collection or property of a feature.
fn first<'a>(root: &Node<'a>, features: &[Node<'a>], key: &str) -> Option<Node<'a>> {
    let of_feature = |feature: &Node<'a>| feature.find("properties").and_then(|properties| properties.find(key));
    root.find(key).or_else(|| features.iter().find_map(of_feature))
}

fn named(root: &Node, features: &[Node]) -> Result<Option<String>, PlanError> {
    let name = first(root, features, "name").map(|name| name.text().map(str::to_owned)).transpose()?;
    if name.as_ref().is_some_and(|name| name.len() > crate::bounds::MAX_TEXT_BYTES) {
        return Err(PlanError::content("name", format!("is longer than {} bytes", crate::bounds::MAX_TEXT_BYTES)));
    }
    Ok(name)
}

fn prioritised(root: &Node, features: &[Node]) -> Result<Option<i64>, PlanError> {
    let priority = first(root, features, "priority").map(|priority| priority.integer()).transpose()?;
    for other in features.iter().filter_map(|feature| feature.find("properties")?.find("priority")) {
        if root.find("priority").is_none() && Some(other.integer()?) != priority {
            return Err(other.error("differs from that of an earlier feature; an operation has one priority"));
        }
    }
    Ok(priority)
}

struct Reader<'a> {
    assumptions: &'a Assumptions,
    volumes: Vec<PlannedVolume>,
    vertices: usize,
    stated: Stated,
}

impl Reader<'_> {
    fn feature(&mut self, feature: &Node) -> Result<(), PlanError> {
        if feature.get("type")?.text()? != "Feature" {
            return Err(feature.error("is not a Feature"));
        }
        let geometry = feature.get("geometry")?;
        let properties = feature.get("properties")?;
        let coordinates = geometry.get("coordinates");
        match geometry.get("type")?.text()? {
            "Polygon" => self.polygon(&coordinates?, &properties),
            "MultiPolygon" => coordinates?.list()?.try_for_each(|polygon| self.polygon(&polygon, &properties)),
            "Point" => self.point(&coordinates?, &properties),
            "LineString" => self.route(&coordinates?, &properties),
            other => Err(geometry.error(format!(
                "{other:.40} is not a geometry of a plan; allowed are Polygon, MultiPolygon, Point and LineString"
            ))),
        }
    }

    fn polygon(&mut self, rings: &Node, properties: &Node) -> Result<(), PlanError> {
        let mut list = rings.list()?;
        let outer = list.next().ok_or_else(|| rings.error("has no ring"))?;
        if let Some(hole) = list.next() {
            return Err(hole.error("is a hole; a volume cannot have holes"));
        }
        let points = positions(&outer)?.into_iter().map(|(at, _)| at).collect();
        let outline = polygon_of_ring(points).map_err(|source| PlanError::Shape { path: outer.path.clone(), source })?;
        let buffer_m = buffer(properties, (0.0, MAX_BUFFER_M))?.unwrap_or(0.0);
        self.push(outline, buffer_m, properties)
    }

    fn point(&mut self, position: &Node, properties: &Node) -> Result<(), PlanError> {
        let (center, _) = position_of(position)?;
        let radius = properties.get("radius_m")?;
        let radius_m = radius.number()? + buffer(properties, (0.0, MAX_BUFFER_M))?.unwrap_or(0.0);
        let circle = Circle::new(center, radius_m).map_err(|source| PlanError::Shape { path: radius.path, source })?;
        self.push(circle.into(), 0.0, properties)
    }

    fn push(&mut self, outline: Outline, buffer_m: f64, properties: &Node) -> Result<(), PlanError> {
        let band = band(properties)?.ok_or_else(|| PlanError::content(properties.path_of("lower"), "is missing"))?;
        let timing = self.timing(properties)?;
        self.count(vertices_of(&outline))?;
        self.volumes.push(PlannedVolume { outline, buffer_m, lower: band.lower, upper: band.upper, timing });
        Ok(())
    }

    fn count(&mut self, more: usize) -> Result<(), PlanError> {
        self.vertices += more;
        if self.vertices > MAX_PLAN_VERTICES { Err(PlanError::TooManyVertices { count: self.vertices }) } else { Ok(()) }
    }

    fn timing(&mut self, properties: &Node) -> Result<Timing, PlanError> {
        let span = Span::of(properties)?;
        let timing = span.timing(properties)?;
        Ok(timing.unwrap_or_else(|| {
            let duration_s = self.assumptions.duration_s;
            self.stated.say_at(&properties.path, format!("no times are given: {duration_s} s from the start of the plan"));
            Timing::Relative { start_us: 0, end_us: micros(duration_s) }
        }))
    }

    fn route(&mut self, line: &Node, properties: &Node) -> Result<(), PlanError> {
        let points = positions(line)?;
        if points.len() < 2 {
            return Err(line.error("has fewer than the 2 positions of a route"));
        }
        let span = Span::of(properties)?;
        let mut assumptions = *self.assumptions;
        let buffer_m = match buffer(properties, LATERAL_BUFFER_M)? {
            Some(buffer_m) => buffer_m,
            None => {
                let text = format!("the route is kept within {} m to each side", assumptions.lateral_buffer_m);
                self.stated.say_at(&properties.path, text);
                assumptions.lateral_buffer_m
            }
        };
        if let Some(vertical) = properties.find("vertical_buffer_m") {
            assumptions.vertical_buffer_m = vertical.number_in(VERTICAL_BUFFER_M)?;
        }
        let bands = self.bands(line, &points, properties, assumptions.vertical_buffer_m)?;
        let lengths_m: Vec<f64> = points.windows(2).map(|ends| Line::between(ends[0].0, ends[1].0).length_m).collect();
        let speed_mps = speed(properties, &span, lengths_m.iter().sum())?;
        let (after_s, start_us) = span.begin();
        let mut route = Route::new(&assumptions, after_s, start_us);
        self.stated.say_at(&properties.path, route.margin_text());
        for (index, length_m) in lengths_m.iter().enumerate() {
            let path = format!("{}[{}]", line.path, index + 1);
            let ends = (points[index].0, points[index + 1].0);
            route.fly(&path, ends, buffer_m, bands[index], length_m / speed_mps)?;
        }
        let (volumes, _) = route.finish();
        self.count(volumes.iter().map(|volume| vertices_of(&volume.outline)).sum())?;
        self.volumes.extend(volumes);
        Ok(())
    }

    /// The heights of each leg: those of the feature, or those of its two positions.
    fn bands(
        &mut self,
        line: &Node,
        points: &[(LatLng, Option<f64>)],
        properties: &Node,
        vertical_buffer_m: f64,
    ) -> Result<Vec<Band>, PlanError> {
        if let Some(band) = band(properties)? {
            if points.iter().any(|(_, height)| height.is_some()) {
                self.stated.say_at(&properties.path, "lower and upper hold for the whole route, heights of its positions do not");
            }
            return Ok(vec![band; points.len() - 1]);
        }
        let heights: Option<Vec<f64>> = points.iter().map(|(_, height)| *height).collect();
        let Some(heights) = heights else {
            return Err(line.error("needs a height in every position, or lower and upper in the properties"));
        };
        let (scale, reference) = (unit(properties)?, reference(&properties.get("reference")?)?);
        if properties.find("vertical_buffer_m").is_none() {
            let text = format!("heights are kept within {vertical_buffer_m} m up and down");
            self.stated.say_at(&properties.path, text);
        }
        let height = |m: f64| Height { m, reference };
        let leg = |ends: &[f64]| Band {
            lower: height(ends[0].min(ends[1]) * scale - vertical_buffer_m),
            upper: height(ends[0].max(ends[1]) * scale + vertical_buffer_m),
        };
        Ok(heights.windows(2).map(leg).collect())
    }
}

/// What the properties say of time.
struct Span {
    start_us: Option<i64>,
    end_us: Option<i64>,
    start_s: Option<f64>,
    end_s: Option<f64>,
    duration_s: Option<f64>,
}

impl Span {
    fn of(properties: &Node) -> Result<Self, PlanError> {
        let instant = |key| properties.find(key).map(|node| instant_us(&node)).transpose();
        let seconds = |key| properties.find(key).map(|node| node.number_in((0.0, MAX_PLAN_DURATION_S))).transpose();
        let span = Self {
            start_us: instant("start")?,
            end_us: instant("end")?,
            start_s: seconds("start_s")?,
            end_s: seconds("end_s")?,
            duration_s: seconds("duration_s")?,
        };
        let absolute = span.start_us.is_some() || span.end_us.is_some();
        let relative = span.start_s.is_some() || span.end_s.is_some();
        if absolute && relative {
            return Err(properties.error("has both times (start, end) and seconds of the plan (start_s, end_s)"));
        }
        if span.duration_s.is_some() && (span.end_us.is_some() || span.end_s.is_some()) {
            return Err(properties.error("has both an end and duration_s"));
        }
        Ok(span)
    }

    /// Where a route begins: seconds of the plan, and the instant at which the plan starts if that is known.
    fn begin(&self) -> (f64, Option<i64>) {
        (self.start_s.unwrap_or(0.0), self.start_us)
    }

    /// How long it lasts, if that is said.
    fn length_s(&self) -> Option<f64> {
        let absolute = self.start_us.zip(self.end_us).map(|(start, end)| end.saturating_sub(start) as f64 / 1e6);
        let relative = self.end_s.map(|end| end - self.start_s.unwrap_or(0.0));
        self.duration_s.or(absolute).or(relative)
    }

    /// The times of a volume; nothing if nothing is said.
    fn timing(&self, properties: &Node) -> Result<Option<Timing>, PlanError> {
        let lacking = |key: &str| PlanError::content(properties.path_of(key), "is missing");
        let timing = match (self.start_us, self.end_us) {
            (None, Some(_)) => return Err(lacking("start")),
            (Some(start_us), end_us) => {
                let after = self.duration_s.map(|duration_s| start_us.saturating_add(micros(duration_s)));
                let end_us = end_us.or(after).ok_or_else(|| lacking("end"))?;
                (start_us, end_us, true)
            }
            (None, None) => {
                let start_s = self.start_s.unwrap_or(0.0);
                match self.end_s.or(self.duration_s.map(|duration_s| start_s + duration_s)) {
                    Some(end_s) => (micros(start_s), micros(end_s), false),
                    None if self.start_s.is_none() => return Ok(None),
                    None => return Err(lacking("end_s")),
                }
            }
        };
        let (start_us, end_us, absolute) = timing;
        if start_us > end_us {
            return Err(properties.error("ends before it starts"));
        }
        Ok(Some(if absolute { Timing::Absolute { start_us, end_us } } else { Timing::Relative { start_us, end_us } }))
    }
}

fn speed(properties: &Node, span: &Span, length_m: f64) -> Result<f64, PlanError> {
    match (properties.find("speed_mps"), span.length_s()) {
        (Some(speed), None) => speed.number_in(SPEED_MPS),
        (Some(speed), Some(_)) => Err(speed.error("and an end are both given; the one follows from the other")),
        (None, None) => Err(PlanError::content(properties.path_of("speed_mps"), "is missing, and so is an end")),
        (None, Some(length_s)) => {
            let speed_mps = length_m / length_s;
            let (min, max) = SPEED_MPS;
            if (min..=max).contains(&speed_mps) {
                Ok(speed_mps)
            } else {
                let message =
                    format!("would have to be {speed_mps:.3} to fly {length_m:.0} m in {length_s} s, allowed is {min} to {max}");
                Err(PlanError::content(properties.path_of("speed_mps"), message))
            }
        }
    }
}

/// A time in microseconds since the Unix epoch.
pub(super) fn instant_us(node: &Node) -> Result<i64, PlanError> {
    let time = Time { value: node.text()?.to_owned(), ..Time::default() };
    time.to_micros().map_err(|error| node.error(error.to_string()))
}

fn buffer(properties: &Node, (min, max): (f64, f64)) -> Result<Option<f64>, PlanError> {
    match (properties.find("buffer_m"), properties.find("width_m")) {
        (Some(_), Some(width)) => Err(width.error("and buffer_m are both given; the width is twice the buffer")),
        (Some(buffer), None) => buffer.number_in((min, max)).map(Some),
        (None, Some(width)) => width.number_in((2.0 * min, 2.0 * max)).map(|width_m| Some(width_m / 2.0)),
        (None, None) => Ok(None),
    }
}

/// Both heights, or nothing if neither is given.
pub(super) fn band(properties: &Node) -> Result<Option<Band>, PlanError> {
    let (Some(lower), Some(upper)) = (properties.find("lower"), properties.find("upper")) else {
        let given = properties.find("lower").or(properties.find("upper"));
        return given.map_or(Ok(None), |given| Err(given.error("is given alone; lower and upper are both needed")));
    };
    let (lower, top) = (height(&lower, properties)?, height(&upper, properties)?);
    if lower.reference == top.reference && lower.m > top.m {
        return Err(upper.error(format!("{} m is below lower, {} m", top.m, lower.m)));
    }
    Ok(Some(Band { lower, upper: top }))
}

fn height(node: &Node, properties: &Node) -> Result<Height, PlanError> {
    let (value, scale, reference) = if node.value.is_object() {
        (node.get("value")?, unit(node)?, reference(&node.get("reference")?)?)
    } else {
        (node.clone(), unit(properties)?, reference(&properties.get("reference")?)?)
    };
    let limit = MAX_HEIGHT_M / scale;
    Ok(Height { m: value.number_in((-limit, limit))? * scale, reference })
}

/// Metres of one unit.
fn unit(node: &Node) -> Result<f64, PlanError> {
    let Some(unit) = node.find("unit").or(node.find("units")) else { return Ok(1.0) };
    match unit.text()? {
        "m" | "M" => Ok(1.0),
        "ft" | "FT" => Ok(FOOT_M),
        other => Err(unit.error(format!("{other:?} is not m or ft"))),
    }
}

fn reference(node: &Node) -> Result<Reference, PlanError> {
    match node.text()? {
        "W84" | "WGS84" => Ok(Reference::Ellipsoid),
        "AMSL" | "MSL" => Ok(Reference::MeanSea),
        "AGL" | "SFC" | "GND" => Ok(Reference::Ground),
        other => Err(node.error(format!("{other:?} is not W84, AMSL or AGL"))),
    }
}

/// The positions of a ring or line, with their heights.
fn positions(list: &Node) -> Result<Vec<(LatLng, Option<f64>)>, PlanError> {
    let items = list.list()?;
    // One more than a polygon may have: rings are closed in files.
    if items.len() > MAX_PLAN_VERTICES + 1 {
        return Err(PlanError::TooManyVertices { count: items.len() });
    }
    items.map(|item| position_of(&item)).collect()
}

/// A position: longitude, latitude, and a height if there is one.
fn position_of(node: &Node) -> Result<(LatLng, Option<f64>), PlanError> {
    let numbers: Vec<f64> = node.list()?.take(4).map(|number| number.number()).collect::<Result<_, _>>()?;
    let (lng_deg, lat_deg, height) = match numbers[..] {
        [lng_deg, lat_deg] => (lng_deg, lat_deg, None),
        [lng_deg, lat_deg, height] => (lng_deg, lat_deg, Some(height)),
        _ => return Err(node.error("is not a position of longitude, latitude and maybe a height")),
    };
    if height.is_some_and(|height: f64| height.abs() > MAX_HEIGHT_M) {
        return Err(node.error(format!("the height is not from -{MAX_HEIGHT_M} to {MAX_HEIGHT_M}")));
    }
    Ok((node.position(lat_deg, lng_deg)?, height))
}
