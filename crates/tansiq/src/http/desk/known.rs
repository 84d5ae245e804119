//! `/api/v1/desk/known`: what others disclosed to this desk, geometry included.

use super::page;
use super::views::{StateView, time};
use super::volumes::VolumeView;
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tansiq_core::desk::{AreaKind, Disclosure, Known, KnownConstraint, touch};
use utoipa::ToSchema;

#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Operations,
    Constraints,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    /// Operations, or constraints.
    #[serde(default)]
    kind: Kind,
    /// Only those after this id.
    after: Option<String>,
    /// How many at most.
    limit: Option<String>,
}

/// An operation of a peer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnownOperationView {
    /// Its id.
    id: String,
    /// Whose it is.
    manager: String,
    /// Whom to ask.
    uss_base_url: String,
    /// Counts writes from 1.
    version: i32,
    /// Its state.
    state: StateView,
    /// When it begins.
    time_start: String,
    /// When it ends.
    time_end: String,
    /// Greater goes first; absent if it was not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<i64>,
    /// Where it flies; where it may be, if its manager is Down and did not tell.
    volumes: Vec<VolumeView>,
    /// Where it may be while outside its volumes.
    off_nominal_volumes: Vec<VolumeView>,
    /// Whether its manager is Down and did not tell.
    withheld: bool,
}

/// A constraint of another party.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnownConstraintView {
    /// Its id.
    id: String,
    /// Whose it is.
    manager: String,
    /// Whom to ask.
    uss_base_url: String,
    /// Counts writes from 1.
    version: i32,
    /// What it means: `prohibited`, `requires_authorisation`, `conditional` or `advisory`.
    #[schema(value_type = String)]
    kind: AreaKind,
    /// Its name or type.
    name: String,
    /// Where and when.
    volumes: Vec<VolumeView>,
    /// Its zone, as its manager told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    zone: Option<Box<RawValue>>,
}

/// A page of what others disclosed, by id.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct KnownPage {
    /// Operations, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    operations: Option<Vec<KnownOperationView>>,
    /// Constraints, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Vec<KnownConstraintView>>,
    /// What to give as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<String>,
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let parameters: Parameters = page::parameters(query)?;
    let after = page::id(parameters.after.as_deref())?;
    let limit = page::limit(page::number("limit", parameters.limit.as_deref())?)?;
    let desk = call.desk()?;
    let answer = desk.read(|state, touches| {
        touches.add(touch::KNOWN);
        match parameters.kind {
            Kind::Operations => {
                let (listed, more) = page::take(state.known_operations_after(after), limit, |known| weight(known));
                let last = listed.last().filter(|_| more).map(|known| known.id.to_string());
                let operations = Some(listed.into_iter().map(KnownOperationView::of).collect());
                KnownPage { operations, next_after: last, ..KnownPage::default() }
            }
            Kind::Constraints => {
                let (listed, more) = page::take(state.known_constraints_after(after), limit, |known| known.volumes.vertices());
                let last = listed.last().filter(|_| more).map(|known| known.id.to_string());
                let constraints = Some(listed.into_iter().map(KnownConstraintView::of).collect());
                KnownPage { constraints, next_after: last, ..KnownPage::default() }
            }
        }
    });
    Ok(ok(&answer.await?))
}

fn weight(known: &Known) -> usize {
    match &known.disclosure {
        Disclosure::Told { volumes, off_nominal, .. } => volumes.vertices() + off_nominal.vertices(),
        Disclosure::Withheld { within } => within.vertices(),
    }
}

impl KnownOperationView {
    /// An operation as it was disclosed.
    pub(super) fn of(known: &Known) -> KnownOperationView {
        let (priority, volumes, off_nominal, withheld) = match &known.disclosure {
            Disclosure::Told { priority, volumes, off_nominal, .. } => {
                (Some(*priority), VolumeView::all(volumes), VolumeView::all(off_nominal), false)
            }
            Disclosure::Withheld { within } => (None, VolumeView::all(within), Vec::new(), true),
        };
        KnownOperationView {
            id: known.id.to_string(),
            manager: known.manager.to_string(),
            uss_base_url: known.uss_base_url.to_string(),
            version: known.version,
            state: StateView::of(known.state),
            time_start: time(known.span.start),
            time_end: time(known.span.end),
            priority,
            volumes,
            off_nominal_volumes: off_nominal,
            withheld,
        }
    }
}

impl KnownConstraintView {
    /// A constraint as it was disclosed.
    pub(super) fn of(known: &KnownConstraint) -> KnownConstraintView {
        KnownConstraintView {
            id: known.id.to_string(),
            manager: known.manager.to_string(),
            uss_base_url: known.uss_base_url.to_string(),
            version: known.version,
            kind: known.kind,
            name: known.name.clone(),
            volumes: VolumeView::all(&known.volumes),
            zone: known.zone.as_ref().and_then(|zone| RawValue::from_string(zone.to_string()).ok()),
        }
    }
}
