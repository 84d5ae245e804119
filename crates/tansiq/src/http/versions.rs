//! `/versions/{system_identity}`: the automated-testing interface for versions.

use super::answer::ok;
use super::auxiliary::VERSION;
use super::error::Error;
use axum::response::Response;
use tansiq_wire::versioning::GetVersionResponse;

/// Every system this node takes part in has the version of the program.
pub(crate) fn get(system_identity: &str) -> Result<Response, Error> {
    if system_identity.is_empty() {
        return Err(Error::NotFound("system_identity: is missing in the URL".to_owned()));
    }
    Ok(ok(&GetVersionResponse { system_identity: Some(system_identity.to_owned()), system_version: Some(VERSION.to_owned()) }))
}
