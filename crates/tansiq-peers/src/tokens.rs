//! Tokens at hand: one for each host and set of scopes, asked for once and kept until shortly before it ends.
//!
//! It does not know where tokens come from (`source.rs`) nor whether a peer likes them; who is answered 401 says so with
//! [`Tokens::reject`].

use crate::ask::{WallClock, system_clock};
use crate::secret::Token;
use crate::source::{Granted, TokenError, TokenSource};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use parking_lot::Mutex;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tansiq_auth::{MAX_TOKEN_LIFETIME_S, Scopes};
use tokio::time::{Instant, timeout_at};

/// Most tokens kept; beyond, the one not used for the longest time goes.
pub const MAX_TOKENS: usize = 4_096;

/// How long before its end a token is no longer used; half its life, if that is shorter.
const MARGIN: Duration = Duration::from_secs(30);

/// How long a token lives that does not say.
const ASSUMED_LIFE: Duration = Duration::from_secs(60);

type Key = (String, Scopes);

/// The tokens of one party, shared by all that call.
pub struct Tokens {
    source: Arc<dyn TokenSource>,
    clock: WallClock,
    uses: AtomicU64,
    slots: Mutex<HashMap<Key, Arc<Slot>>>,
}

/// One token's place. Whoever asks holds `state` meanwhile, so that the others wait for what it gets.
#[derive(Default)]
struct Slot {
    used: AtomicU64,
    asked: AtomicU64,
    state: tokio::sync::Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    failed: Option<TokenError>,
}

struct Held {
    token: Token,
    until: Instant,
}

impl Tokens {
    /// Keeps what `source` gives.
    #[must_use]
    pub fn new(source: Arc<dyn TokenSource>) -> Tokens {
        Tokens::with_clock(source, system_clock())
    }

    /// The same with another wall clock, which is read only for tokens that tell when they end but not when they began.
    #[must_use]
    pub fn with_clock(source: Arc<dyn TokenSource>, clock: WallClock) -> Tokens {
        Tokens { source, clock, uses: AtomicU64::new(0), slots: Mutex::default() }
    }

    /// The token for a host (in lower case, without port) and scopes. Calls for the same one share one question.
    ///
    /// # Errors
    ///
    /// [`TokenError`]; those who waited for a question that failed get its error.
    pub async fn get(&self, audience: &str, scopes: Scopes, deadline: Instant) -> Result<Token, TokenError> {
        let late = |_| TokenError::Unavailable { audience: audience.to_owned(), what: "it did not come in time".to_owned() };
        let slot = self.slot(audience, scopes)?;
        let asked_before = slot.asked.load(Ordering::Acquire);
        let mut state = timeout_at(deadline, slot.state.lock()).await.map_err(late)?;
        if let Some(held) = &state.held
            && Instant::now() < held.until
        {
            return Ok(held.token.clone());
        }
        if slot.asked.load(Ordering::Acquire) != asked_before
            && let Some(error) = &state.failed
        {
            return Err(error.clone());
        }
        let began = Instant::now();
        let outcome = timeout_at(deadline, self.source.token(audience, scopes, deadline)).await.map_err(late).flatten();
        if outcome.is_ok() || Instant::now() < deadline {
            // Someone with more time may ask again after one who had too little.
            slot.asked.fetch_add(1, Ordering::Release);
        }
        state.failed = outcome.as_ref().err().cloned();
        state.held = outcome.as_ref().ok().map(|granted| self.hold(granted, began));
        outcome.map(|granted| granted.token)
    }

    /// Forgets a token that was answered 401, unless another one is there by now.
    pub async fn reject(&self, audience: &str, scopes: Scopes, token: &Token) {
        let slot = self.slots.lock().get(&(audience.to_owned(), scopes)).cloned();
        if let Some(slot) = slot {
            let mut state = slot.state.lock().await;
            if state.held.as_ref().is_some_and(|held| held.token == *token) {
                state.held = None;
            }
        }
    }

    fn slot(&self, audience: &str, scopes: Scopes) -> Result<Arc<Slot>, TokenError> {
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        let key = (audience.to_owned(), scopes);
        let mut slots = self.slots.lock();
        if !slots.contains_key(&key) && slots.len() >= MAX_TOKENS {
            let unused = slots.iter().filter(|(_, slot)| Arc::strong_count(slot) == 1);
            let oldest = unused.min_by_key(|(_, slot)| slot.used.load(Ordering::Relaxed)).map(|(key, _)| key.clone());
            let Some(oldest) = oldest else {
                let what = format!("{MAX_TOKENS} tokens are being asked for already");
                return Err(TokenError::Unavailable { audience: audience.to_owned(), what });
            };
            slots.remove(&oldest);
        }
        let slot = slots.entry(key).or_default();
        slot.used.store(now, Ordering::Relaxed);
        Ok(slot.clone())
    }

    fn hold(&self, granted: &Granted, began: Instant) -> Held {
        let claimed = claimed_life(&granted.token, (self.clock)().div_euclid(1_000_000));
        let life = [granted.lives_for, claimed].into_iter().flatten().min().unwrap_or(ASSUMED_LIFE);
        let life = life.min(Duration::from_secs(MAX_TOKEN_LIFETIME_S.unsigned_abs()));
        Held { token: granted.token.clone(), until: began + life - MARGIN.min(life / 2) }
    }
}

/// How long the claims of a JWT say that it lives. Nobody's clock matters when they say when it began.
fn claimed_life(token: &Token, now_unix_s: i64) -> Option<Duration> {
    #[derive(Deserialize)]
    struct Claims {
        exp: f64,
        iat: Option<f64>,
    }
    let json = URL_SAFE_NO_PAD.decode(token.encoded_claims()?.trim_end_matches('=')).ok()?;
    let claims: Claims = serde_json::from_slice(&json).ok()?;
    #[allow(clippy::cast_precision_loss)] // seconds since 1970 are far below 2^53
    let began = claims.iat.unwrap_or(now_unix_s as f64);
    Some(Duration::try_from_secs_f64(claims.exp - began).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
