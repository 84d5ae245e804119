//! `/api/v1/desk/basemap/…`: a deployment's own land, borders and names, in place of those that the page brings along.
//!
//! Borders and names are disputed, so whoever runs a desk chooses them. The node looks at neither: the page reads them.

use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;

/// Land and borders, as the deployment has them.
pub(crate) async fn land(call: Call) -> Result<Response, Error> {
    let document = call.app.page().and_then(|page| page.land.as_ref());
    let document = document.ok_or_else(|| Error::NotFound("this node has no basemap of its own".to_owned()))?;
    Ok(document.answer(&call.headers))
}

/// Names of places, as the deployment has them.
pub(crate) async fn names(call: Call) -> Result<Response, Error> {
    let document = call.app.page().and_then(|page| page.names.as_ref());
    let document = document.ok_or_else(|| Error::NotFound("this node has no names of places of its own".to_owned()))?;
    Ok(document.answer(&call.headers))
}
