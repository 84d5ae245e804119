//! The volumes of an operation, an area or a constraint: exact, prepared for verdicts, and how they are recorded.
//!
//! A volume's heights are metres above the ellipsoid. Where they came from a reference that is not known exactly (above
//! ground without a terrain source), the volume is the *outer* one, which surely holds the real one, and [`Certain`] says
//! which part of it is surely meant. Buffers are part of the outline by the time a volume comes here.

use super::place::Place;
use crate::{Heights, Span, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Volume};

/// How surely the heights of a volume are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certain {
    /// Exactly.
    #[default]
    Exact,
    /// The real volume surely fills these heights, and may reach to those of the volume.
    Within(Heights),
    /// Between the heights of the volume, but where is not known.
    Nowhere,
}

impl Certain {
    fn is_exact(&self) -> bool {
        *self == Certain::Exact
    }

    /// Heights that are no range within the volume say nothing.
    fn in_volume(self, volume: &Volume) -> Certain {
        let Certain::Within(Heights { lower, upper }) = self else { return self };
        if lower.is_nan() || upper.is_nan() {
            return Certain::Nowhere;
        }
        let (lower, upper) = (lower.max(volume.lower_m()), upper.min(volume.upper_m()));
        if lower <= upper { Certain::Within(Heights { lower, upper }) } else { Certain::Nowhere }
    }
}

/// An ordered list of volumes. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Volumes(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    volumes: Vec<Volume>,
    /// One for each volume.
    certain: Vec<Certain>,

    // Worked out from the volumes.
    places: Vec<Place>,
    whole: Option<Place>,
}

impl Inner {
    fn new(volumes: Vec<Volume>, certain: Vec<Certain>) -> Inner {
        let places: Vec<Place> = volumes.iter().map(Place::of).collect();
        let whole = Place::around(places.iter().copied());
        Inner { volumes, certain, places, whole }
    }
}

impl Volumes {
    /// Volumes whose heights are exact.
    pub fn exact(volumes: Vec<Volume>) -> Volumes {
        let certain = vec![Certain::Exact; volumes.len()];
        Volumes(Arc::new(Inner::new(volumes, certain)))
    }

    /// Volumes, each with how surely its heights are known. What is surely meant is taken as far as it is in the volume.
    pub fn with_certainty(volumes: Vec<(Volume, Certain)>) -> Volumes {
        let (volumes, certain) = volumes
            .into_iter()
            .map(|(volume, certain)| {
                let certain = certain.in_volume(&volume);
                (volume, certain)
            })
            .unzip();
        Volumes(Arc::new(Inner::new(volumes, certain)))
    }

    /// Where and when each of them is at most.
    pub(crate) fn places(&self) -> &[Place] {
        &self.0.places
    }

    /// Where and when they are at most; nothing without volumes.
    pub(crate) fn place(&self) -> Option<Place> {
        self.0.whole
    }

    /// The volumes.
    pub fn as_slice(&self) -> &[Volume] {
        &self.0.volumes
    }

    /// How surely the heights of the volume `index` are known.
    pub fn certain(&self, index: usize) -> Certain {
        self.0.certain.get(index).copied().unwrap_or_default()
    }

    /// The volumes and how surely the heights of each are known.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Volume, Certain)> {
        self.0.volumes.iter().zip(self.0.certain.iter().copied())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.volumes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.volumes.is_empty()
    }

    /// Vertices of all outlines; a circle counts one (F3548-21 OPIN0020).
    pub fn vertices(&self) -> usize {
        let count = |volume: &Volume| match volume.outline() {
            Outline::Polygon(polygon) => polygon.vertices().len(),
            Outline::Circle(_) => 1,
        };
        self.as_slice().iter().map(count).sum()
    }

    /// From the first start to the last end; nothing without volumes.
    pub fn span(&self) -> Option<Span> {
        self.0.whole.map(|whole| whole.span)
    }

    /// From the lowest to the highest height; nothing without volumes.
    pub fn heights(&self) -> Option<Heights> {
        self.0.whole.map(|whole| whole.heights)
    }

    /// These and then those.
    pub fn and(&self, more: &Volumes) -> Volumes {
        if more.is_empty() {
            return self.clone();
        }
        Volumes::with_certainty(self.iter().chain(more.iter()).map(|(volume, certain)| (volume.clone(), certain)).collect())
    }

    /// Whether a volume lasts at this instant.
    pub fn is_active_at(&self, now: Timestamp) -> bool {
        self.as_slice().iter().any(|volume| volume.start_us() <= now.0 && now.0 <= volume.end_us())
    }
}

/// When a volume is.
pub fn span(volume: &Volume) -> Span {
    Span { start: Timestamp(volume.start_us()), end: Timestamp(volume.end_us()) }
}

/// Between which heights a volume is.
pub fn heights(volume: &Volume) -> Heights {
    Heights { lower: volume.lower_m(), upper: volume.upper_m() }
}

impl PartialEq for Volumes {
    fn eq(&self, other: &Volumes) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.0.volumes == other.0.volumes && self.0.certain == other.0.certain)
    }
}

/// A volume as it stands in a record.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(flatten)]
    outline: WrittenOutline,
    heights: Heights,
    span: Span,
    #[serde(default, skip_serializing_if = "Certain::is_exact")]
    certain: Certain,
    #[serde(default, skip_serializing_if = "is_zero")]
    buffer_m: f64,
}

fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenOutline {
    /// Latitude, longitude, metres.
    Circle { lat: f64, lng: f64, radius_m: f64 },
    /// Pairs of latitude and longitude.
    Polygon(Vec<(f64, f64)>),
}

impl WrittenOutline {
    fn of(outline: &Outline) -> WrittenOutline {
        match outline {
            Outline::Circle(circle) => {
                let center = circle.center();
                WrittenOutline::Circle { lat: center.lat_deg(), lng: center.lng_deg(), radius_m: circle.radius_m() }
            }
            Outline::Polygon(polygon) => {
                WrittenOutline::Polygon(polygon.vertices().iter().map(|at| (at.lat_deg(), at.lng_deg())).collect())
            }
        }
    }

    fn read(self) -> Result<Outline, tansiq_geo::ShapeError> {
        Ok(match self {
            WrittenOutline::Circle { lat, lng, radius_m } => Circle::new(LatLng::new(lat, lng)?, radius_m)?.into(),
            WrittenOutline::Polygon(vertices) => {
                let vertices = vertices.into_iter().map(|(lat, lng)| LatLng::new(lat, lng)).collect::<Result<Vec<_>, _>>()?;
                Polygon::new(vertices)?.into()
            }
        })
    }
}

impl Serialize for Volumes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|(volume, certain)| Written {
            outline: WrittenOutline::of(volume.outline()),
            heights: heights(volume),
            span: span(volume),
            certain,
            buffer_m: volume.buffer_m(),
        }))
    }
}

impl<'de> Deserialize<'de> for Volumes {
    /// What was recorded was a volume when it was recorded, so this fails only on a damaged record.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Volumes, D::Error> {
        use serde::de::Error;
        let read = |written: Written| {
            let volume = Volume::new(written.outline.read().map_err(D::Error::custom)?)
                .between_heights(written.heights.lower, written.heights.upper)
                .and_then(|volume| volume.between_times(written.span.start.0, written.span.end.0))
                .and_then(|volume| volume.with_buffer(written.buffer_m))
                .map_err(D::Error::custom)?;
            Ok((volume, written.certain))
        };
        let written = Vec::<Written>::deserialize(deserializer)?;
        Ok(Volumes::with_certainty(written.into_iter().map(read).collect::<Result<_, D::Error>>()?))
    }
}

#[cfg(test)]
#[path = "volumes_tests.rs"]
mod tests;
