//! A feature of the map, wherever it comes from: data loaded for a test, an area of the desk, a constraint of another party.

use super::times::Times;
use std::sync::Arc;
use tansiq_core::Span;
use tansiq_core::desk::{Area, AreaKind, KnownConstraint, Volumes};
use tansiq_formats::AreaKind as ZoneKind;
use tansiq_geo::{LatLng, Outline, Volume};
use tansiq_heights::{Height, Reference};
use tansiq_wire::geospatial_map::{OperationalImpact, Restriction};

/// Bytes of the names by which features are chosen.
const MAX_NAME_BYTES: usize = 256;

/// A feature.
#[derive(Clone, Debug)]
pub(super) struct Feature {
    pub(super) kind: ZoneKind,
    /// Its classes in U-space.
    pub(super) classes: Vec<String>,
    /// The names of where it comes from.
    pub(super) sources: Arc<[String]>,
    /// Layers above each other or shapes beside each other.
    pub(super) parts: Vec<Part>,
    pub(super) times: Times,
}

/// A part of a feature.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its outline, at all heights and times.
    pub(super) shape: Volume,
    /// As it was given; none is unbounded.
    pub(super) lower: Option<Height>,
    pub(super) upper: Option<Height>,
}

impl Part {
    fn new(outline: Outline, lower: Option<Height>, upper: Option<Height>) -> Part {
        Part { shape: Volume::new(outline), lower, upper }
    }

    fn of(volume: &Volume) -> Part {
        let height = |m: f64| m.is_finite().then_some(Height { m, reference: Reference::Ellipsoid });
        Part::new(volume.outline().clone(), height(volume.lower_m()), height(volume.upper_m()))
    }

    /// How much work a look at its shape is, in the units of `query.rs`.
    pub(super) fn cost(&self) -> u64 {
        vertices(self.shape.outline())
    }
}

/// Vertices of an outline; a circle counts one.
pub(super) fn vertices(outline: &Outline) -> u64 {
    match outline {
        Outline::Polygon(polygon) => polygon.vertices().len() as u64,
        Outline::Circle(_) => 1,
    }
}

impl Feature {
    /// A zone of a file.
    pub(super) fn of_zone(zone: tansiq_formats::Area, sources: &Arc<[String]>) -> Feature {
        let parts = zone.volumes.into_iter().map(|part| Part::new(part.outline, part.lower, part.upper)).collect();
        let classes = zone.class.as_deref().map(classes).unwrap_or_default();
        Feature { kind: zone.kind, classes, sources: sources.clone(), parts, times: Times::Schedule(zone.schedule) }
    }

    /// An area of the desk.
    pub(super) fn of_area(area: &Area, sources: &Arc<[String]>) -> Feature {
        Feature {
            kind: zone_kind(area.kind),
            classes: class_in(&area.document, &["class", "uSpaceClass", "u_space_class"]),
            sources: sources.clone(),
            parts: parts(&area.layers),
            times: Times::Windows(area.windows.clone()),
        }
    }

    /// A constraint of another party: each volume has its own times, so each is a feature.
    pub(super) fn of_constraint(constraint: &KnownConstraint) -> Vec<Feature> {
        let zone = constraint.zone.as_deref().unwrap_or_default();
        let classes = class_in(zone, &["u_space_class"]);
        let sources: Arc<[String]> = [constraint.manager.to_string()].into();
        let feature = |volume: &Volume| Feature {
            kind: zone_kind(constraint.kind),
            classes: classes.clone(),
            sources: sources.clone(),
            parts: vec![Part::of(volume)],
            times: Times::Windows(vec![Span {
                start: tansiq_core::Timestamp(volume.start_us()),
                end: tansiq_core::Timestamp(volume.end_us()),
            }]),
        };
        constraint.volumes.as_slice().iter().map(feature).collect()
    }

    /// Whether planning into it has this outcome: what forbids or asks for an authorisation blocks, all else advises.
    pub(super) fn has_impact(&self, impact: OperationalImpact) -> bool {
        let blocks = matches!(self.kind, ZoneKind::Prohibited | ZoneKind::RequiresAuthorisation);
        match impact {
            OperationalImpact::Block => blocks,
            OperationalImpact::Advise => !blocks,
            OperationalImpact::BlockOrAdvise => true,
        }
    }

    /// What it says in the words of ED-269; U-space airspace has none.
    pub(super) fn restriction(&self) -> Option<Restriction> {
        match self.kind {
            ZoneKind::Prohibited => Some(Restriction::Prohibited),
            ZoneKind::RequiresAuthorisation => Some(Restriction::ReqAuthorisation),
            ZoneKind::Conditional => Some(Restriction::Conditional),
            ZoneKind::Advisory => Some(Restriction::NoRestriction),
            ZoneKind::USpace => None,
        }
    }

    /// A point by which its times are worked out where the sun matters.
    pub(super) fn place(&self) -> Option<LatLng> {
        self.parts.first().and_then(|part| match part.shape.outline() {
            Outline::Circle(circle) => Some(circle.center()),
            Outline::Polygon(polygon) => polygon.vertices().first().copied(),
        })
    }
}

fn parts(volumes: &Volumes) -> Vec<Part> {
    volumes.as_slice().iter().map(Part::of).collect()
}

fn zone_kind(kind: AreaKind) -> ZoneKind {
    match kind {
        AreaKind::Prohibited => ZoneKind::Prohibited,
        AreaKind::RequiresAuthorisation => ZoneKind::RequiresAuthorisation,
        AreaKind::Conditional => ZoneKind::Conditional,
        AreaKind::Advisory => ZoneKind::Advisory,
    }
}

/// Classes of a text: one, or several with commas between them.
fn classes(text: &str) -> Vec<String> {
    text.split(',').map(|class| clipped(class.trim())).filter(|class| !class.is_empty()).collect()
}

/// The classes that a document gives under one of these names: a text or a list of texts.
fn class_in(document: &str, names: &[&str]) -> Vec<String> {
    let Ok(document) = serde_json::from_str::<serde_json::Value>(document) else { return Vec::new() };
    let told = names.iter().find_map(|name| document.get(name).filter(|value| !value.is_null()));
    match told {
        Some(serde_json::Value::String(text)) => classes(text),
        Some(serde_json::Value::Array(list)) => list.iter().filter_map(|class| class.as_str()).flat_map(classes).collect(),
        _ => Vec::new(),
    }
}

/// As much of a name as is compared.
pub(super) fn clipped(text: &str) -> String {
    let mut end = text.len().min(MAX_NAME_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}
