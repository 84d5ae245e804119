//! What a token's claims must say, and the caller they describe.
//!
//! Only the claims are judged here; that they are signed is `verifier.rs`'s business. Sources: RFC 7519
//! §4.1, and the security scheme of F3548-21's API description (`exp` at most one hour ahead).

use serde::Deserialize;
use serde_json::Value;

use crate::{AuthError, Scopes};

/// The furthest `exp` may lie ahead, in seconds (F3548-21: one hour).
pub const MAX_TOKEN_LIFETIME_S: i64 = 3600;

/// The longest `sub`, in bytes: it becomes a manager name in every record.
pub const MAX_SUB_BYTES: usize = 256;

/// Who is calling, as the accepted token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The party (`sub`): 1–256 bytes without control characters. Becomes manager or owner.
    pub sub: String,
    /// What the party may do.
    pub scopes: Scopes,
    /// Who granted the token (`iss`).
    pub issuer: String,
    /// For whom the token is meant (`aud`); at least one is an accepted audience.
    pub audience: Vec<String>,
    /// When the token ends (`exp`), in Unix seconds.
    pub expires_at: i64,
}

/// What every token is held against.
#[derive(Clone, Debug)]
pub struct TokenRules {
    /// The names this node answers to; a token must name one of them in `aud`. Not empty.
    pub audiences: Vec<String>,
    /// How far clocks may disagree, in seconds, 0–60.
    pub leeway_s: i64,
}

/// An accepted set of claims with the time in which it stays acceptable.
#[derive(Debug)]
pub(crate) struct Accepted {
    pub caller: Caller,
    /// The first Unix second at which the claims are acceptable.
    pub valid_from: i64,
    /// The first Unix second at which they no longer are.
    pub valid_until: i64,
}

/// The claims before anything is believed of them. A claim given twice is an error of the parser, so
/// that two readers can never take two meanings from one token.
#[derive(Deserialize)]
pub(crate) struct RawClaims {
    sub: Option<Value>,
    iss: Option<Value>,
    aud: Option<Value>,
    exp: Option<Value>,
    nbf: Option<Value>,
    iat: Option<Value>,
    scope: Option<Value>,
}

impl TokenRules {
    /// Judges claims at the time `now_unix_s`.
    pub(crate) fn judge(&self, raw: RawClaims, now_unix_s: i64) -> Result<Accepted, AuthError> {
        let (expires_at, valid_from, valid_until) = self.judge_times(&raw, now_unix_s)?;
        let sub = read_sub(raw.sub)?;
        let issuer = read_text(raw.iss, "iss")?;
        let audience = read_audience(raw.aud)?;
        if !audience.iter().any(|name| self.audiences.contains(name)) {
            return Err(self.audience_error());
        }
        let scopes = match raw.scope {
            None => Scopes::NONE,
            Some(Value::String(text)) => Scopes::parse(&text),
            Some(_) => return Err(invalid("scope", "one string of scopes separated by spaces")),
        };
        let caller = Caller { sub, scopes, issuer, audience, expires_at };
        Ok(Accepted { caller, valid_from, valid_until })
    }

    /// Answers (`exp`, first second, first second no longer).
    fn judge_times(&self, raw: &RawClaims, now: i64) -> Result<(i64, i64, i64), AuthError> {
        let exp = read_time(raw.exp.as_ref(), "exp")?.ok_or(AuthError::ClaimMissing("exp"))?;
        let valid_until = exp.saturating_add(self.leeway_s);
        if now >= valid_until {
            return Err(AuthError::Expired { ago_s: now.saturating_sub(exp) });
        }
        let mut valid_from = exp.saturating_sub(MAX_TOKEN_LIFETIME_S + self.leeway_s);
        if now < valid_from {
            return Err(AuthError::ExpiresTooLate { ahead_s: exp.saturating_sub(now) });
        }
        for (value, claim) in [(&raw.nbf, "nbf"), (&raw.iat, "iat")] {
            let Some(time) = read_time(value.as_ref(), claim)? else { continue };
            let from = time.saturating_sub(self.leeway_s);
            if now < from {
                return Err(AuthError::NotYetValid { claim, ahead_s: time.saturating_sub(now) });
            }
            valid_from = valid_from.max(from);
        }
        Ok((exp, valid_from, valid_until))
    }

    fn audience_error(&self) -> AuthError {
        AuthError::Audience { accepted: self.audiences.join(", ") }
    }
}

fn invalid(claim: &'static str, expected: &'static str) -> AuthError {
    AuthError::ClaimInvalid { claim, expected }
}

fn read_text(value: Option<Value>, claim: &'static str) -> Result<String, AuthError> {
    match value {
        None => Err(AuthError::ClaimMissing(claim)),
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        Some(_) => Err(invalid(claim, "a string that is not empty")),
    }
}

fn read_sub(value: Option<Value>) -> Result<String, AuthError> {
    let sub = read_text(value, "sub")?;
    if sub.len() > MAX_SUB_BYTES || sub.chars().any(char::is_control) {
        return Err(invalid("sub", "1–256 bytes without control characters"));
    }
    Ok(sub)
}

/// A NumericDate (RFC 7519 §2) in whole seconds; fractions are cut towards the past.
fn read_time(value: Option<&Value>, claim: &'static str) -> Result<Option<i64>, AuthError> {
    let Some(value) = value else { return Ok(None) };
    let Value::Number(number) = value else {
        return Err(invalid(claim, "a number of seconds since 1970"));
    };
    // A cast from f64 saturates, so a date beyond i64 stays far away on its side.
    let seconds = number.as_i64().or_else(|| number.as_f64().map(|float| float.floor() as i64));
    seconds.map(Some).ok_or_else(|| invalid(claim, "a number of seconds since 1970"))
}

fn read_audience(value: Option<Value>) -> Result<Vec<String>, AuthError> {
    let expected = "a string or a list of strings";
    match value {
        None => Err(AuthError::ClaimMissing("aud")),
        Some(Value::String(name)) => Ok(vec![name]),
        Some(Value::Array(names)) => names
            .into_iter()
            .map(|name| match name {
                Value::String(name) => Ok(name),
                _ => Err(invalid("aud", expected)),
            })
            .collect(),
        Some(_) => Err(invalid("aud", expected)),
    }
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
