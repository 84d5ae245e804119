//! `/dss/v1/operational_intent_references`.

use super::convert;
use crate::http::answer::{created, ok};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::volumes::{self, Needs};
use axum::response::Response;
use tansiq_core::airspace::command::{Attachment, PutIntent};
use tansiq_core::airspace::{Command, IntentState, Key, Outcome, touch};
use tansiq_core::{EntityId, Name};
use tansiq_wire::f3548::{
    ChangeOperationalIntentReferenceResponse, GetOperationalIntentReferenceResponse, PutOperationalIntentReferenceParameters,
    QueryOperationalIntentReferenceParameters, QueryOperationalIntentReferenceResponse,
};

/// The longest spelling of a requested suffix: `urn:uuid:` and 36 characters.
const MAX_SUFFIX_BYTES: usize = 45;

pub(crate) async fn query(call: Call) -> Result<Response, Error> {
    let parameters: QueryOperationalIntentReferenceParameters = call.parse()?;
    let area = volumes::area_of_interest(parameters.area_of_interest.as_ref()).map_err(volumes::Problem::invalid)?;
    let found = call.read(|state, touches| {
        let found = state.query_intents(call.name(), &area);
        touches.extend(touch::cells(&area.cells));
        touches.extend(found.iter().flat_map(|r| [touch::entity(r.id), touch::party(&r.manager)]));
        found
    });
    let operational_intent_references = found.await?.iter().map(convert::intent).collect();
    Ok(ok(&QueryOperationalIntentReferenceResponse { operational_intent_references }))
}

pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    let found = call.read(|state, touches| {
        touches.add(touch::entity(id));
        let found = state.get_intent(call.name(), id);
        touches.extend(found.iter().map(|reference| touch::party(&reference.manager)));
        found
    });
    let reference = found.await?.ok_or_else(|| Error::NotFound(format!("there is no operational intent {id}")))?;
    Ok(ok(&GetOperationalIntentReferenceResponse { operational_intent_reference: convert::intent(&reference) }))
}

/// A create when the URL has no OVN segment, an update when it has one, be it empty.
pub(crate) async fn put(call: Call, id: &str, ovn: Option<&str>) -> Result<Response, Error> {
    let command = read_put(&call, id, ovn)?;
    let answer = change(call.submit(Command::PutIntent(Box::new(command))).await?)?;
    Ok(if ovn.is_none() { created(&answer) } else { ok(&answer) })
}

pub(crate) async fn delete(call: Call, id: &str, ovn: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    if ovn.is_empty() {
        return Err(Error::Invalid("ovn: is missing in the URL".to_owned()));
    }
    let outcome = call.submit(Command::DeleteIntent { id, ovn: ovn.into() }).await?;
    Ok(ok(&change(outcome)?))
}

fn change(outcome: Outcome) -> Result<ChangeOperationalIntentReferenceResponse, Error> {
    match outcome {
        Outcome::Intent { reference, subscribers, .. } => Ok(ChangeOperationalIntentReferenceResponse {
            subscribers: convert::subscribers(&subscribers),
            operational_intent_reference: convert::intent(&reference),
        }),
        other => Err(convert::unexpected(&other)),
    }
}

fn read_put(call: &Call, id: &str, ovn: Option<&str>) -> Result<PutIntent, Error> {
    let allow_http = call.app.options().allow_http_base_urls;
    let id = convert::id(id, "entityid")?;
    let body: PutOperationalIntentReferenceParameters = call.parse()?;
    let uss_base_url = convert::base_url(&body.uss_base_url, "uss_base_url", allow_http)?;
    let subscription = attachment(&body, allow_http)?;
    let state = IntentState::from_name(&body.state).ok_or_else(|| {
        Error::Invalid(format!(
            "state: must be Accepted, Activated, Nonconforming or Contingent, not \"{}\"",
            shortened(&body.state)
        ))
    })?;
    let needs = Needs { times: true, heights: true };
    let extent = volumes::union(&body.extents, needs).map_err(volumes::Problem::invalid)?;
    let requested_suffix = body.requested_ovn_suffix.as_deref().filter(|text| !text.is_empty()).map(suffix).transpose()?;
    let key = Key::new(call.app.shared.key_seed, body.key.len(), body.key.iter());
    Ok(PutIntent { id, ovn: ovn.map(Into::into), extent, state, uss_base_url, subscription, key, requested_suffix })
}

fn attachment(body: &PutOperationalIntentReferenceParameters, allow_http: bool) -> Result<Attachment, Error> {
    match (&body.subscription_id, &body.new_subscription) {
        (Some(_), Some(_)) => Err(Error::Invalid("new_subscription: may not be given together with subscription_id".to_owned())),
        (None, Some(new)) => Ok(Attachment::Implicit {
            uss_base_url: implicit_url(&new.uss_base_url, allow_http)?,
            notify_for_constraints: new.notify_for_constraints,
        }),
        (Some(id), None) if !id.is_empty() => Ok(Attachment::Existing(subscription_id(id)?)),
        _ => Ok(Attachment::None),
    }
}

fn subscription_id(text: &str) -> Result<EntityId, Error> {
    convert::id(text, "subscription_id")
}

fn implicit_url(text: &str, allow_http: bool) -> Result<Name, Error> {
    convert::base_url(text, "new_subscription.uss_base_url", allow_http)
}

/// The suffix as it will stand in the OVN, and the UUID that it spells. Its version and time are the core's to judge.
fn suffix(text: &str) -> Result<(Box<str>, uuid::Uuid), Error> {
    let uuid = Some(text).filter(|text| text.len() <= MAX_SUFFIX_BYTES).and_then(|text| uuid::Uuid::try_parse(text).ok());
    let uuid = uuid.ok_or_else(|| Error::Invalid("requested_ovn_suffix: must be a UUID version 7".to_owned()))?;
    Ok((text.into(), uuid))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
