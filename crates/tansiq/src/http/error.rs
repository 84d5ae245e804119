//! Every refusal and the status code it travels with. There is no other place for status codes of failures.

use super::answer::{self, json};
use super::desk::session::SignInRefused;
use super::desk::views;
use super::dss::convert;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use tansiq_core::airspace::Rejection;
use tansiq_core::desk;
use tansiq_desk::DeskError;
use tansiq_node::{Failure, Unavailable};
use tansiq_wire::f3548::{AirspaceConflictResponse, ErrorResponse};
use uuid::Uuid;

/// What the field answers when a key is incomplete.
const UNPROVEN: &str = "Current OVNs not provided for one or more OperationalIntents or Constraints";
/// Seconds after which a caller may try again.
const RETRY_AFTER_S: &str = "1";

/// Why a request was not done.
#[derive(Debug)]
pub enum Error {
    /// There is nothing under this method and path.
    NoRoute,
    /// The request cannot be right: the field, and what is wrong with it.
    Invalid(String),
    /// The area asked about is too large.
    AreaTooLarge(String),
    /// The body is larger than is read.
    BodyTooLarge,
    /// The body did not come in time.
    BodyTimeout,
    /// The caller could not be identified.
    Unauthenticated(tansiq_auth::AuthError),
    /// A person asks whose session is over, or who never signed in.
    NoSession,
    /// Somebody could not sign in.
    SignInRefused {
        /// Whether only the code is missing or wrong.
        needs_code: bool,
    },
    /// Too many wrong passwords.
    TooManyTries {
        /// Seconds until the next try.
        wait_s: u64,
    },
    /// The caller may not do this.
    Forbidden(String),
    /// What is named does not exist.
    NotFound(String),
    /// The caller asks too often.
    TooMany(String),
    /// The airspace refused.
    Rejected(Rejection),
    /// The desk could not do it.
    Desk(DeskError),
    /// The caller's precondition does not hold any more (RFC 9110 `If-Match`, F3548-21 telemetry).
    PreconditionFailed(String),
    /// A plan meets what it may not.
    Refused(Box<views::Refused>),
    /// The key of a submission was used for another one.
    KeyReused(String),
    /// The request contradicts how things are.
    Conflict(String),
    /// Somebody who was asked for it did not give it.
    BadGateway(String),
    /// What is named was there once, and is not kept any more.
    Gone(String),
    /// Not now.
    Unavailable(Unavailable),
    /// The request took too long.
    Timeout,
    /// The fault is ours.
    Internal(String),
}

impl From<Unavailable> for Error {
    fn from(why: Unavailable) -> Error {
        Error::Unavailable(why)
    }
}

impl From<DeskError> for Error {
    fn from(error: DeskError) -> Error {
        Error::Desk(error)
    }
}

impl From<Failure<Rejection>> for Error {
    fn from(failure: Failure<Rejection>) -> Error {
        match failure {
            Failure::Rejected(rejection) => Error::Rejected(rejection),
            Failure::TooLarge { bytes, allowed } => {
                Error::Invalid(format!("extents: the record of this write would take {bytes} bytes, {allowed} are allowed"))
            }
            Failure::Unavailable(why) => Error::Unavailable(why),
        }
    }
}

impl Error {
    /// The answer to send.
    pub fn into_response(self) -> Response {
        match self {
            Error::NoRoute => answer::text(StatusCode::NOT_FOUND, "404 page not found\n"),
            Error::BodyTooLarge => closing(answer::text(StatusCode::PAYLOAD_TOO_LARGE, "request body too large\n")),
            Error::BodyTimeout => closing(message(StatusCode::REQUEST_TIMEOUT, "the body of the request did not arrive in time")),
            Error::Timeout => retry_later(answer::text(StatusCode::SERVICE_UNAVAILABLE, "request timeout")),
            Error::Invalid(text) => message(StatusCode::BAD_REQUEST, &text),
            Error::AreaTooLarge(text) => message(StatusCode::PAYLOAD_TOO_LARGE, &text),
            Error::Unauthenticated(why) => unauthenticated(&ErrorResponse { message: numbered(&why.to_string()) }),
            Error::NoSession => {
                unauthenticated(&ErrorResponse { message: numbered("there is no session, or it is over; sign in") })
            }
            Error::SignInRefused { needs_code } => unauthenticated(&SignInRefused::new(needs_code, numbered)),
            Error::TooManyTries { wait_s } => too_many_tries(wait_s),
            Error::Forbidden(text) => message(StatusCode::FORBIDDEN, &text),
            Error::NotFound(text) => message(StatusCode::NOT_FOUND, &text),
            Error::TooMany(text) => retry_later(message(StatusCode::TOO_MANY_REQUESTS, &text)),
            Error::Rejected(rejection) => rejected(rejection),
            Error::Desk(error) => by_desk(error),
            Error::PreconditionFailed(text) => message(StatusCode::PRECONDITION_FAILED, &text),
            Error::Refused(refused) => json(StatusCode::CONFLICT, &refused.numbered(numbered)),
            Error::KeyReused(text) => message(StatusCode::UNPROCESSABLE_ENTITY, &text),
            Error::Conflict(text) => message(StatusCode::CONFLICT, &text),
            Error::BadGateway(text) => message(StatusCode::BAD_GATEWAY, &text),
            Error::Gone(text) => message(StatusCode::GONE, &text),
            Error::Unavailable(why) => retry_later(message(StatusCode::SERVICE_UNAVAILABLE, &format!("{why}; try again"))),
            Error::Internal(text) => internal(&text),
        }
    }
}

fn rejected(rejection: Rejection) -> Response {
    match rejection {
        Rejection::Invalid(text) => message(StatusCode::BAD_REQUEST, &text),
        Rejection::Forbidden(text) => message(StatusCode::FORBIDDEN, &text),
        Rejection::NotFound(text) => message(StatusCode::NOT_FOUND, &text),
        Rejection::Conflict(text) => message(StatusCode::CONFLICT, &text),
        Rejection::Down(text) => message(StatusCode::PRECONDITION_FAILED, &text),
        Rejection::TooMany(text) => message(StatusCode::TOO_MANY_REQUESTS, &text),
        Rejection::Unproven(missing) => json(
            StatusCode::CONFLICT,
            &AirspaceConflictResponse {
                message: numbered(UNPROVEN),
                missing_operational_intents: missing.intents.iter().map(convert::intent).collect(),
                missing_constraints: missing.constraints.iter().map(convert::constraint).collect(),
            },
        ),
    }
}

/// What the desk could not do. Where the fault is with others, the status says so: 502 and 504, not 500.
fn by_desk(error: DeskError) -> Response {
    let text = error.to_string();
    match error {
        DeskError::Invalid(text) => message(StatusCode::BAD_REQUEST, &text),
        DeskError::Rejected(rejection) => desk_rejected(rejection),
        DeskError::TooLarge { .. } => message(StatusCode::BAD_REQUEST, &text),
        DeskError::Dss(_) | DeskError::Peer { .. } => message(StatusCode::BAD_GATEWAY, &text),
        DeskError::Unheard => message(StatusCode::GATEWAY_TIMEOUT, &text),
        DeskError::Contended(_) => retry_later(message(StatusCode::SERVICE_UNAVAILABLE, &text)),
        DeskError::TooMany(_) => retry_later(message(StatusCode::TOO_MANY_REQUESTS, &text)),
        DeskError::Unavailable(why) => retry_later(message(StatusCode::SERVICE_UNAVAILABLE, &format!("{why}; try again"))),
    }
}

fn desk_rejected(rejection: desk::Rejection) -> Response {
    use desk::Rejection as No;
    match rejection {
        No::Invalid(text) => message(StatusCode::BAD_REQUEST, &text),
        No::Forbidden(text) => message(StatusCode::FORBIDDEN, &text),
        No::NotFound(text) => message(StatusCode::NOT_FOUND, &text),
        No::Conflict(text) => message(StatusCode::CONFLICT, &text),
        No::Transition { from, to } => {
            let name = |state: Option<desk::OperationState>| {
                state.map_or_else(|| "not planned".to_owned(), |state| format!("{state:?}"))
            };
            let text = format!("state: an operation that is {} cannot become {to:?}", name(from));
            message(StatusCode::CONFLICT, &text)
        }
        No::Meets(meetings) => json(StatusCode::CONFLICT, &views::Refused::of(&meetings, Vec::new()).numbered(numbered)),
        No::TooMany(text) => message(StatusCode::TOO_MANY_REQUESTS, &text),
    }
}

/// The message with a number under which the log knows it too.
fn numbered(text: &str) -> String {
    let id = Uuid::new_v4();
    tracing::debug!(error_id = %id, message = text, "request refused");
    format!("{text} (E:{id})")
}

fn message(status: StatusCode, text: &str) -> Response {
    json(status, &ErrorResponse { message: numbered(text) })
}

fn unauthenticated<T: Serialize>(body: &T) -> Response {
    let mut response = json(StatusCode::UNAUTHORIZED, body);
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

fn too_many_tries(wait_s: u64) -> Response {
    let text = format!("too many wrong passwords; try again in {wait_s} s");
    let mut response = message(StatusCode::TOO_MANY_REQUESTS, &text);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
    response
}

fn internal(text: &str) -> Response {
    let id = Uuid::new_v4();
    tracing::error!(error_id = %id, message = text, "internal error");
    let body = serde_json::json!({ "error_message": format!("internal error (E:{id})") });
    json(StatusCode::INTERNAL_SERVER_ERROR, &body)
}

fn retry_later(mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_S));
    response
}

/// What is left of the request will not be read.
fn closing(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
