//! What a client looks for: one filter set of a query, read once and held against features.
//!
//! A feature must match every filter of a set. `after` and `before` are two filters: a feature that was there long before
//! and will be there long after matches both, as the interface's document has it; a range of time is asked for with
//! `volumes4d`. Heights above the same reference are compared as they are; others as far as they may be, so that a feature
//! is rather there than not. A volume that merely touches a feature does not meet it; a position on its boundary is in it.

use super::feature::{Feature, Part, vertices};
use crate::http::testing::extents::{self, Extent, Unfit};
use tansiq_geo::{LatLng, Volume, overlaps};
use tansiq_heights::{Area, Converter, Height};
use tansiq_wire::f3548::Time;
use tansiq_wire::geospatial_map::{GeospatialFeatureFilterSet, OperationalImpact, Position, Restriction};

/// Why a filter set cannot be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// One of its filters is not supported here.
    Unsupported(String),
    /// It is wrong, or takes too much.
    Wrong(String),
}

impl From<Unfit> for Unusable {
    fn from(unfit: Unfit) -> Unusable {
        match unfit {
            Unfit::Wrong(text) => Unusable::Wrong(text),
            Unfit::NotSupported(text) => Unusable::Unsupported(text),
        }
    }
}

/// One filter set.
#[derive(Debug)]
pub(super) struct Filter {
    position: Option<(LatLng, Option<Height>)>,
    volumes: Vec<Sought>,
    after_us: Option<i64>,
    before_us: Option<i64>,
    source: Option<String>,
    impact: Option<OperationalImpact>,
    class: Option<String>,
    restrictions: Vec<Restriction>,
}

/// A volume that features are to meet.
#[derive(Debug)]
struct Sought {
    shape: Volume,
    extent: Extent,
}

/// What filters are held against.
pub(super) struct Look<'a> {
    pub(super) heights: &'a Converter,
    pub(super) now_us: i64,
    /// What is left of the work of one query.
    pub(super) left: u64,
}

impl Look<'_> {
    /// Takes work off what is left.
    fn spend(&mut self, work: u64) -> Result<(), Unusable> {
        match self.left.checked_sub(work) {
            Some(left) => self.left = left,
            None => {
                self.left = 0;
                let most = super::query::MAX_WORK;
                let why =
                    format!("the query takes more than {most} steps (features, filter sets and vertices); ask for less at once");
                return Err(Unusable::Wrong(why));
            }
        }
        Ok(())
    }

    /// Whether a bound may lie below another one somewhere in an area; `touching` says whether the same is below.
    fn is_below(&self, lower: Option<Height>, upper: Option<Height>, area: &Area, touching: bool) -> bool {
        let (Some(lower), Some(upper)) = (lower, upper) else { return true };
        let (low_m, high_m) = if lower.reference == upper.reference {
            (lower.m, upper.m)
        } else {
            (self.heights.convert(lower, area).low_m, self.heights.convert(upper, area).high_m)
        };
        if touching { low_m <= high_m } else { low_m < high_m }
    }
}

impl Filter {
    /// Reads a filter set. `is_source` knows the names of sources.
    ///
    /// # Errors
    /// Which filter is wrong or not supported.
    pub(super) fn read(
        set: &GeospatialFeatureFilterSet,
        path: &str,
        is_source: impl Fn(&str) -> bool,
    ) -> Result<Filter, Unusable> {
        let time = |text: &Option<String>, field: &str| {
            let parsed = text.as_ref().map(|text| Time { value: text.clone(), ..Time::default() }.to_micros()).transpose();
            parsed.map_err(|error| Unusable::Wrong(format!("{path}.{field}: {error}")))
        };
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        if given(&set.operation_rule_set).is_some() {
            let why = "features are not told apart by rule sets; every one matters to every operation planned here";
            return Err(Unusable::Unsupported(format!("{path}.operation_rule_set: {why}")));
        }
        let source = given(&set.restriction_source);
        if let Some(source) = source.as_ref().filter(|source| !is_source(source)) {
            let source: String = source.chars().take(80).collect();
            let why = "is the id, the URL, the name or the provider of no data source here, and the manager of no constraint";
            return Err(Unusable::Unsupported(format!("{path}.restriction_source: {source:?} {why}")));
        }
        let ed269 = set.ed269.clone().unwrap_or_default();
        Ok(Filter {
            position: set.position.as_ref().map(|position| read_position(position, path)).transpose()?,
            volumes: read_volumes(set, path)?,
            after_us: time(&set.after, "after")?,
            before_us: time(&set.before, "before")?,
            source,
            impact: set.resulting_operational_impact,
            class: given(&ed269.u_space_class),
            restrictions: ed269.acceptable_restrictions,
        })
    }

    /// Whether a feature matches, all filters taken together.
    ///
    /// # Errors
    /// If the work is used up, or the feature's schedule cannot be worked out.
    pub(super) fn matches(&self, feature: &Feature, look: &mut Look<'_>) -> Result<bool, Unusable> {
        look.spend(1)?;
        Ok(self.is_of_kind(feature)
            && self.holds_position(feature, look)?
            && self.is_there(feature, look)?
            && self.meets_volumes(feature, look)?)
    }

    fn is_of_kind(&self, feature: &Feature) -> bool {
        let among = |source: &String| feature.sources.contains(source);
        self.impact.is_none_or(|impact| feature.has_impact(impact))
            && self.source.as_ref().is_none_or(among)
            && self.class.as_ref().is_none_or(|class| feature.classes.contains(class))
            && (self.restrictions.is_empty() || feature.restriction().is_some_and(|one| self.restrictions.contains(&one)))
    }

    fn holds_position(&self, feature: &Feature, look: &mut Look<'_>) -> Result<bool, Unusable> {
        let Some((position, height)) = self.position else { return Ok(true) };
        for part in &feature.parts {
            look.spend(part.cost())?;
            if part.shape.is_over(position) && height_within(part, position, height, look)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_there(&self, feature: &Feature, look: &mut Look<'_>) -> Result<bool, Unusable> {
        let after = self.after_us.map(|after| (Some(after), None));
        let before = self.before_us.map(|before| (None, Some(before)));
        for range in [after, before].into_iter().flatten() {
            if !times_meet(feature, range, look)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn meets_volumes(&self, feature: &Feature, look: &mut Look<'_>) -> Result<bool, Unusable> {
        for sought in &self.volumes {
            for part in &feature.parts {
                if !look.is_below(part.lower, sought.extent.upper, &area_of(&sought.shape), false)
                    || !look.is_below(sought.extent.lower, part.upper, &area_of(&sought.shape), false)
                {
                    look.spend(1)?;
                    continue;
                }
                look.spend(part.cost() + vertices(sought.shape.outline()))?;
                if overlaps(&part.shape, &sought.shape)
                    && times_meet(feature, (sought.extent.start_us, sought.extent.end_us), look)?
                {
                    return Ok(true);
                }
            }
        }
        Ok(self.volumes.is_empty())
    }
}

fn read_position(position: &Position, path: &str) -> Result<(LatLng, Option<Height>), Unusable> {
    let at = extents::position(&position.location, &format!("{path}.position.location"))?;
    let height = position.altitude.as_ref().map(|altitude| extents::height(altitude, &format!("{path}.position.altitude")));
    Ok((at, height.transpose()?))
}

fn read_volumes(set: &GeospatialFeatureFilterSet, path: &str) -> Result<Vec<Sought>, Unusable> {
    let read = set.volumes4d.iter().enumerate().map(|(index, volume)| {
        let extent = extents::read(volume, &format!("{path}.volumes4d[{index}]"))?;
        Ok(Sought { shape: Volume::new(extent.outline.clone()), extent })
    });
    read.collect()
}

fn area_of(shape: &Volume) -> Area {
    Area::from(shape.outline())
}

fn height_within(part: &Part, position: LatLng, height: Option<Height>, look: &Look<'_>) -> Result<bool, Unusable> {
    let Some(height) = height else { return Ok(true) };
    let area = Area::point(position.lat_deg(), position.lng_deg()).map_err(|error| Unusable::Wrong(error.to_string()))?;
    Ok(look.is_below(part.lower, Some(height), &area, true) && look.is_below(Some(height), part.upper, &area, true))
}

fn times_meet(feature: &Feature, range: (Option<i64>, Option<i64>), look: &mut Look<'_>) -> Result<bool, Unusable> {
    look.spend(feature.times.cost())?;
    let Some(place) = feature.place() else { return Ok(false) };
    feature.times.meet(place, range, look.now_us).map_err(Unusable::Wrong)
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
