//! `/map/queries`: whether there are features that match, for each check of a query.
//!
//! Looked at are the data sources that are ready, the areas of the desk and the constraints it knows. One look is bounded by
//! [`MAX_WORK`], and goes on outside the threads that answer others.

use super::feature::Feature;
use super::filter::{Filter, Look, Unusable};
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::testing::testing;
use axum::response::Response;
use std::sync::Arc;
use tansiq_core::desk::touch;
use tansiq_desk::Desk;
use tansiq_node::Unavailable;
use tansiq_wire::geospatial_map::{
    FeaturesSelectionOutcome as Outcome, GeospatialMapCheck, GeospatialMapCheckResult, GeospatialMapQueryReply,
    GeospatialMapQueryRequest,
};

/// Steps of one query: a feature held against a filter set is one, a vertex or a day of a schedule looked at is one more.
/// Some seconds of work.
pub(super) const MAX_WORK: u64 = 20_000_000;
/// Queries worked on at once.
pub(super) const MAX_QUERIES: usize = 2;
/// What features of the desk's own areas are called by `restriction_source`.
const OWN_AREAS: &str = "desk";

/// POST.
pub(crate) async fn post(call: Call) -> Result<Response, Error> {
    let request: GeospatialMapQueryRequest = call.parse()?;
    let (desk, testing) = (call.desk()?.clone(), testing(&call)?);
    let busy = |_| Error::Unavailable(Unavailable::Busy);
    let turn = testing.sources.queries.clone().acquire_owned().await.map_err(busy)?;
    let mut layers = testing.sources.loaded();
    layers.push(Arc::new(of_desk(&desk).await?));
    let worked = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut look = Look { heights: desk.heights(), now_us: desk.now().0, left: MAX_WORK };
        let answers = request.checks.iter().enumerate().map(|(index, check)| answer(index, check, &layers, &mut look));
        GeospatialMapQueryReply { results: answers.collect() }
    });
    Ok(ok(&worked.await.map_err(|error| Error::Internal(error.to_string()))?))
}

/// What the desk has on its own.
async fn of_desk(desk: &Desk) -> Result<Vec<Feature>, Error> {
    let own: Arc<[String]> = [OWN_AREAS.to_owned(), desk.settings().party.to_string()].into();
    let (areas, constraints) = desk
        .read(|state, touches| {
            touches.extend([touch::AREAS, touch::KNOWN]);
            let areas: Vec<_> = state.areas().cloned().collect();
            (areas, state.known_constraints().cloned().collect::<Vec<_>>())
        })
        .await?;
    let areas = areas.iter().map(|area| Feature::of_area(area, &own));
    Ok(areas.chain(constraints.iter().flat_map(Feature::of_constraint)).collect())
}

fn answer(
    index: usize,
    check: &GeospatialMapCheck,
    layers: &[Arc<Vec<Feature>>],
    look: &mut Look<'_>,
) -> GeospatialMapCheckResult {
    let (outcome, message) = match is_present(index, check, layers, look) {
        Ok(true) => (Outcome::Present, None),
        Ok(false) => (Outcome::Absent, None),
        Err(Unusable::Unsupported(why)) => (Outcome::UnsupportedFilter, Some(why)),
        Err(Unusable::Wrong(why)) => (Outcome::Error, Some(why)),
    };
    GeospatialMapCheckResult { features_selection_outcome: outcome, message }
}

/// Whether any feature matches any filter set. A filter set that cannot be looked for makes the whole answer unsure, unless
/// another one finds something.
fn is_present(
    index: usize,
    check: &GeospatialMapCheck,
    layers: &[Arc<Vec<Feature>>],
    look: &mut Look<'_>,
) -> Result<bool, Unusable> {
    let features = || layers.iter().flat_map(|layer| layer.iter());
    let mut unusable = None;
    for (place, set) in check.filter_sets.iter().enumerate() {
        let path = format!("checks[{index}].filter_sets[{place}]");
        let is_source =
            |name: &str| name == OWN_AREAS || features().any(|feature| feature.sources.iter().any(|source| source == name));
        let found = Filter::read(set, &path, is_source).and_then(|filter| {
            for feature in features() {
                if filter.matches(feature, look)? {
                    return Ok(true);
                }
            }
            Ok(false)
        });
        match found {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(why) => {
                unusable.get_or_insert(why);
            }
        }
    }
    unusable.map_or(Ok(false), Err)
}
