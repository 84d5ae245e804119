//! Why a request's token was not accepted. Every case is an HTTP 401.
//!
//! The messages say what was wrong and what is accepted, and never repeat any part of the token.

use crate::claims::MAX_TOKEN_LIFETIME_S;
use crate::verifier::MAX_TOKEN_BYTES;

/// The JWT algorithms accepted, for messages.
pub(crate) const ACCEPTED_ALGORITHMS: &str = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and EdDSA";

/// Why a token was refused. The text is meant for the person who configures the calling system.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// There is no `Authorization` header, or it is empty. The text is the one known in the field.
    #[error("Missing access token")]
    Missing,
    /// The header is of another scheme.
    #[error("the authorization header must read \"Bearer <access token>\"")]
    NotBearer,
    /// The token is longer than [`MAX_TOKEN_BYTES`].
    #[error("access token is longer than {MAX_TOKEN_BYTES} bytes")]
    TooLong,
    /// The token is not a signed JWT in compact form with a readable header.
    #[error("access token is not a signed JWT with a readable header (accepted algorithms: {ACCEPTED_ALGORITHMS})")]
    Malformed,
    /// The header names an algorithm that exists but is not accepted.
    #[error("access token algorithm {0} is not accepted (accepted: {ACCEPTED_ALGORITHMS})")]
    Algorithm(String),
    /// The header has a `crit` list: extensions that must be understood, of which we know none.
    #[error("access token header has critical extensions, and none are known here")]
    CriticalExtension,
    /// No key is known that could have made a signature of this algorithm.
    #[error("no public key for algorithm {0} is known here")]
    NoKey(String),
    /// None of the keys tried has made the signature.
    #[error("access token signature matches none of the {tried} keys tried for {algorithm}")]
    Signature {
        /// The algorithm in the header.
        algorithm: String,
        /// How many keys were tried.
        tried: usize,
    },
    /// The claims are not a JSON object, or name a claim twice.
    #[error("access token claims are not a JSON object with each claim at most once")]
    Claims,
    /// A required claim is absent or null.
    #[error("access token has no claim {0}")]
    ClaimMissing(&'static str),
    /// A claim is there with a wrong type or an impossible value.
    #[error("access token claim {claim} must be {expected}")]
    ClaimInvalid {
        /// The claim.
        claim: &'static str,
        /// What is accepted.
        expected: &'static str,
    },
    /// `exp` is past.
    #[error("access token expired {ago_s} s ago")]
    Expired {
        /// Seconds since `exp`.
        ago_s: i64,
    },
    /// `exp` is further away than the standard allows.
    #[error("access token claim exp is {ahead_s} s ahead (at most {MAX_TOKEN_LIFETIME_S} s are accepted)")]
    ExpiresTooLate {
        /// Seconds until `exp`.
        ahead_s: i64,
    },
    /// `nbf` or `iat` is in the future.
    #[error("access token claim {claim} is {ahead_s} s in the future")]
    NotYetValid {
        /// `nbf` or `iat`.
        claim: &'static str,
        /// Seconds until then.
        ahead_s: i64,
    },
    /// `aud` names none of the accepted audiences. The beginning is the text known in the field.
    #[error("Invalid access token audience (accepted: {accepted})")]
    Audience {
        /// The accepted audiences, separated by commas.
        accepted: String,
    },
}
