//! One question to one host or to one of several equal ones: token, repetition, the next one, and what the answer means.
//!
//! The rule throughout: what writes is sent again only when it is sure that nothing was done: nothing was sent, or the answer
//! was 401 or 429. A 5xx is no such answer, because a DSS may commit what it answers 503. What only reads is asked again, and
//! elsewhere. It does not know messages; `dss.rs` and `uss.rs` do.

use crate::record::Exchange;
use crate::source::TokenError;
use crate::tokens::Tokens;
use crate::transport::{Answer, CallError, Content, Request, Transport};
use crate::url::{BaseUrl, UrlError};
use crate::uss_error::UssFailure;
use bytes::Bytes;
use hyper::Method;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tansiq_auth::Scopes;
use tansiq_wire::f3548::ErrorResponse;
use tokio::time::{Instant, sleep};

/// How many times a question is repeated at most, after all hosts were tried once.
pub const MAX_REPEATS: usize = 3;

/// The pause before a repetition when the other side names none.
const PAUSE: Duration = Duration::from_secs(1);

/// The pause after a connection broke off.
const SHORT_PAUSE: Duration = Duration::from_millis(50);

/// The longest part of somebody's message that is passed on, in characters.
const MAX_MESSAGE_CHARS: usize = 300;

/// Microseconds since the Unix epoch.
pub type WallClock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The system's clock.
#[must_use]
pub fn system_clock() -> WallClock {
    Arc::new(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    })
}

/// Whether a question changes anything on the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Write,
}

/// A question, without whom it is put to.
pub(crate) struct Question<'a> {
    pub(crate) kind: Kind,
    pub(crate) method: Method,
    /// Segments of the path after the base URL.
    pub(crate) path: &'a [&'a str],
    pub(crate) scopes: Scopes,
    pub(crate) body: Option<Bytes>,
    pub(crate) deadline: Instant,
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(crate) enum Silence {
    Url(UrlError),
    Token(TokenError),
    Call(CallError),
}

/// How it went. There is an exchange if anything was sent.
pub(crate) struct Outcome {
    pub(crate) answer: Result<Answer, Silence>,
    pub(crate) exchange: Option<Exchange>,
}

/// What to do after an attempt.
enum Next {
    /// It is settled.
    Stop,
    /// Another host may do better.
    Elsewhere,
    /// Another host, or the same one after a pause.
    Later(Duration),
}

/// Who asks.
pub(crate) struct Asker {
    transport: Arc<dyn Transport>,
    tokens: Arc<Tokens>,
    clock: WallClock,
    /// Which of several hosts answered last.
    preferred: AtomicUsize,
}

impl Asker {
    pub(crate) fn new(transport: Arc<dyn Transport>, tokens: Arc<Tokens>, clock: WallClock) -> Asker {
        Asker { transport, tokens, clock, preferred: AtomicUsize::new(0) }
    }

    /// Puts the question until it is settled, the deadline comes, or the bound of repetitions is reached.
    pub(crate) async fn ask(&self, bases: &[BaseUrl], question: &Question<'_>) -> Outcome {
        let mut repeats = 0;
        loop {
            let (outcome, next) = self.round(bases, question).await;
            match next {
                Next::Later(pause) if repeats < MAX_REPEATS && Instant::now() + pause < question.deadline => sleep(pause).await,
                _ => return outcome,
            }
            repeats += 1;
        }
    }

    /// Asks one host after the other, beginning with the one that answered last.
    async fn round(&self, bases: &[BaseUrl], question: &Question<'_>) -> (Outcome, Next) {
        let first = self.preferred.load(Ordering::Relaxed);
        let mut last = silent(Silence::Url(UrlError::Count { count: bases.len(), max: usize::MAX }));
        let mut pause: Option<Duration> = None;
        for turn in 0..bases.len() {
            let place = (first + turn) % bases.len();
            let deadline = share(question, bases.len() - turn);
            last = self.put(&bases[place], question, deadline).await;
            match next(question.kind, &last.answer) {
                Next::Stop => {
                    self.preferred.store(place, Ordering::Relaxed);
                    return (last, Next::Stop);
                }
                Next::Elsewhere => {}
                Next::Later(wanted) => pause = Some(pause.map_or(wanted, |known| known.min(wanted))),
            }
        }
        (last, pause.map_or(Next::Elsewhere, Next::Later))
    }

    /// Asks one host, a second time with a new token if the first was not taken.
    async fn put(&self, base: &BaseUrl, question: &Question<'_>, deadline: Instant) -> Outcome {
        let url = match base.join(question.path) {
            Ok(url) => url,
            Err(error) => return silent(Silence::Url(error)),
        };
        let mut refused = None;
        loop {
            let token = match self.tokens.get(base.audience(), question.scopes, deadline).await {
                Ok(token) => token,
                Err(error) => return refused.unwrap_or_else(|| silent(Silence::Token(error))),
            };
            let content = question.body.clone().map(|bytes| Content { media_type: "application/json", bytes });
            let (method, url) = (question.method.clone(), url.clone());
            let request = Request { method, url, bearer: Some(token.clone()), content, deadline };
            let outcome = self.exchange(request).await;
            if refused.is_some() || outcome.answer.as_ref().map(|answer| answer.status).ok() != Some(401) {
                return outcome;
            }
            self.tokens.reject(base.audience(), question.scopes, &token).await;
            refused = Some(outcome);
        }
    }

    async fn exchange(&self, request: Request) -> Outcome {
        let mut exchange = Exchange::begin(&request, (self.clock)());
        let answer = self.transport.call(request).await;
        if let Ok(answer) = &answer {
            exchange.hear(answer, (self.clock)());
        }
        Outcome { answer: answer.map_err(Silence::Call), exchange: Some(exchange) }
    }
}

fn silent(silence: Silence) -> Outcome {
    Outcome { answer: Err(silence), exchange: None }
}

/// Until when one of several hosts may take: a read is not spent on one that is silent, a write belongs to one.
fn share(question: &Question<'_>, hosts_left: usize) -> Instant {
    let hosts = u32::try_from(hosts_left).unwrap_or(u32::MAX).max(1);
    match question.kind {
        Kind::Read => {
            let now = Instant::now();
            now + question.deadline.saturating_duration_since(now) / hosts
        }
        Kind::Write => question.deadline,
    }
}

fn next(kind: Kind, answer: &Result<Answer, Silence>) -> Next {
    let reads = kind == Kind::Read;
    match answer {
        Ok(answer) => match answer.status {
            429 => Next::Later(answer.retry_after.unwrap_or(PAUSE)),
            503 if reads => Next::Later(answer.retry_after.unwrap_or(PAUSE)),
            500.. if reads => Next::Elsewhere,
            _ => Next::Stop,
        },
        Err(Silence::Url(_)) => Next::Stop,
        Err(Silence::Token(_) | Silence::Call(CallError::Unreachable { .. })) => Next::Elsewhere,
        Err(Silence::Call(CallError::Unheard { .. })) if reads => Next::Later(SHORT_PAUSE),
        Err(Silence::Call(CallError::Malformed { .. })) if reads => Next::Elsewhere,
        Err(Silence::Call(_)) => Next::Stop,
    }
}

/// The answer, if it is one of success; otherwise what it means.
pub(crate) fn judge(kind: Kind, outcome: &Outcome) -> Result<&Answer, UssFailure> {
    let answer = match &outcome.answer {
        Ok(answer) => answer,
        Err(Silence::Url(error)) => return Err(UssFailure::Invalid { what: error.to_string() }),
        Err(Silence::Token(error)) => return Err(UssFailure::Token(error.clone())),
        Err(Silence::Call(error)) => return Err(no_answer(kind, error)),
    };
    let (status, message) = (answer.status, || message(answer, outcome.exchange.as_ref()));
    match status {
        200..=299 => Ok(answer),
        404 => Err(UssFailure::NotFound { message: message() }),
        409 => Err(UssFailure::Conflict { message: message() }),
        429 => Err(UssFailure::Unavailable { status, message: message() }),
        400..=499 => Err(UssFailure::Refused { status, message: message() }),
        500.. if kind == Kind::Read => Err(UssFailure::Unavailable { status, message: message() }),
        500.. => {
            Err(UssFailure::Unheard { what: format!("it answered {status}, which leaves open what was done: {}", message()) })
        }
        _ => Err(UssFailure::Nonsense { what: format!("it answered {status}, which is neither success nor refusal") }),
    }
}

fn no_answer(kind: Kind, error: &CallError) -> UssFailure {
    let what = error.to_string();
    match error {
        CallError::Unreachable { .. } => UssFailure::Unreachable { what },
        CallError::Unheard { .. } => UssFailure::Unheard { what },
        CallError::TooLarge { .. } | CallError::Malformed { .. } if kind == Kind::Write => UssFailure::Unheard { what },
        CallError::TooLarge { .. } | CallError::Malformed { .. } => UssFailure::Nonsense { what },
    }
}

/// What a refusal says, on one line, bounded, without our token.
pub(crate) fn message(answer: &Answer, exchange: Option<&Exchange>) -> String {
    let told = tansiq_wire::parse::<ErrorResponse>(&answer.body).map(|body| body.message).unwrap_or_default();
    let told = if told.is_empty() { String::from_utf8_lossy(&answer.body).into_owned() } else { told };
    let told = match exchange {
        Some(exchange) => exchange.scrub(told),
        None => told,
    };
    told.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_MESSAGE_CHARS).collect()
}
