//! `/clear_area_requests` of flight planning: the test director wants nothing of this desk left in an area.

use super::answers::{Answer, written};
use super::{extents, testing};
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde_json::{Map, Value, json};
use tansiq_core::Name;
use tansiq_desk::Desk;
use tansiq_wire::flight_planning::{ClearAreaOutcome, ClearAreaRequest, ClearAreaResponse, Volume4D};

/// Problems that a message lists; more are counted.
const MAX_LISTED: usize = 10;

/// POST. Whether it could be done is told in the answer; a request that comes again gets the first answer.
pub(crate) async fn post(call: Call) -> Result<Response, Error> {
    let request: ClearAreaRequest = call.parse()?;
    let (desk, testing, who) = (call.desk()?.clone(), testing(&call)?, call.who());
    let ClearAreaRequest { request_id, extent } = request;
    let work = async move { clear(&desk, &who, &extent).await };
    Ok(ok(&testing.cleared.once(&request_id, "clearing an area".to_owned(), work).await?))
}

async fn clear(desk: &Desk, who: &Name, extent: &Volume4D) -> Result<Answer, Error> {
    let area = extents::read(extent, "extent").and_then(|extent| extent.outer(desk.heights(), "extent"));
    let outcome = match area {
        Err(unfit) => ClearAreaOutcome { message: Some(unfit.text().to_owned()), ..ClearAreaOutcome::default() },
        Ok(area) => match desk.clear(who, &area).await {
            Ok(cleared) => ClearAreaOutcome {
                success: cleared.problems.is_empty(),
                message: listed(&cleared.problems),
                details: Some(details(cleared.ended, cleared.removed)),
            },
            Err(error) => ClearAreaOutcome { message: Some(error.to_string()), ..ClearAreaOutcome::default() },
        },
    };
    written(&ClearAreaResponse { outcome })
}

fn details(ended: usize, removed: usize) -> Map<String, Value> {
    [("operations_ended", ended), ("leftovers_removed", removed)]
        .map(|(name, count)| (name.to_owned(), json!(count)))
        .into_iter()
        .collect()
}

fn listed(problems: &[String]) -> Option<String> {
    let more = problems.len().saturating_sub(MAX_LISTED);
    let mut listed: Vec<String> = problems.iter().take(MAX_LISTED).cloned().collect();
    if more > 0 {
        listed.push(format!("and {more} more"));
    }
    (!listed.is_empty()).then(|| listed.join("; "))
}
