//! `/dss/v1/subscriptions`.

use super::convert;
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::volumes::{self, Needs};
use axum::response::Response;
use tansiq_core::airspace::command::PutSubscription;
use tansiq_core::airspace::{Command, Outcome, SubscriptionView, touch};
use tansiq_node::Touches;
use tansiq_wire::f3548::{
    DeleteSubscriptionResponse, GetSubscriptionResponse, PutSubscriptionParameters, PutSubscriptionResponse,
    QuerySubscriptionParameters, QuerySubscriptionsResponse,
};

pub(crate) async fn query(call: Call) -> Result<Response, Error> {
    let parameters: QuerySubscriptionParameters = call.parse()?;
    let area = volumes::area_of_interest(parameters.area_of_interest.as_ref()).map_err(volumes::Problem::or_too_large)?;
    let now = call.app.now();
    let found = call.read(|state, touches| {
        let found = state.query_subscriptions(call.name(), &area, now);
        touches.extend(touch::cells(&area.cells));
        found.iter().for_each(|view| depend_on(view, touches));
        found
    });
    let subscriptions = found.await?.iter().map(convert::subscription).collect();
    Ok(ok(&QuerySubscriptionsResponse { subscriptions }))
}

pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "subscriptionid")?;
    let found = call.read(|state, touches| {
        touches.add(touch::entity(id));
        state.get_subscription(id)
    });
    let view = found.await?.ok_or_else(|| Error::NotFound(format!("there is no subscription {id}")))?;
    if *view.subscription.manager != *call.name() {
        return Err(Error::Forbidden(format!("subscription {id} belongs to {}", view.subscription.manager)));
    }
    Ok(ok(&GetSubscriptionResponse { subscription: convert::subscription(&view) }))
}

/// A create when the URL has no version segment, an update when it has one, be it empty. Both answer 200.
pub(crate) async fn put(call: Call, id: &str, version: Option<&str>) -> Result<Response, Error> {
    let id = convert::id(id, "subscriptionid")?;
    let body: PutSubscriptionParameters = call.parse()?;
    let allow_http = call.app.options().allow_http_base_urls;
    let uss_base_url = convert::base_url(&body.uss_base_url, "uss_base_url", allow_http)?;
    let part = volumes::part(&body.extents, "extents", Needs { times: false, heights: false });
    let part = part.map_err(volumes::Problem::invalid)?;
    volumes::refuse_moment(&part, "extents").map_err(volumes::Problem::invalid)?;
    let command = PutSubscription {
        id,
        version: version.map(Into::into),
        start: part.start,
        end: part.end,
        heights: part.heights,
        cells: part.cells.unwrap_or_default(),
        uss_base_url,
        notify_for_operational_intents: body.notify_for_operational_intents,
        notify_for_constraints: body.notify_for_constraints,
    };
    match call.submit(Command::PutSubscription(Box::new(command))).await? {
        Outcome::Subscription { view, intents, constraints, .. } => Ok(ok(&PutSubscriptionResponse {
            subscription: convert::subscription(&view),
            operational_intent_references: intents.map(|found| found.iter().map(convert::intent).collect()),
            constraint_references: constraints.map(|found| found.iter().map(convert::constraint).collect()),
        })),
        other => Err(convert::unexpected(&other)),
    }
}

pub(crate) async fn delete(call: Call, id: &str, version: &str) -> Result<Response, Error> {
    let id = convert::id(id, "subscriptionid")?;
    if version.is_empty() {
        return Err(Error::Invalid("version: is missing in the URL".to_owned()));
    }
    match call.submit(Command::DeleteSubscription { id, version: version.into() }).await? {
        Outcome::Subscription { view, .. } => Ok(ok(&DeleteSubscriptionResponse { subscription: convert::subscription(&view) })),
        other => Err(convert::unexpected(&other)),
    }
}

/// What a subscription is told with: itself, and through it its dependents.
fn depend_on(view: &SubscriptionView, touches: &mut Touches) {
    touches.add(touch::entity(view.subscription.id));
}
