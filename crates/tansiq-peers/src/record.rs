//! What was said and heard in one exchange, kept for a report (schema `ExchangeRecord`).
//!
//! Bodies are bounded; the token appears without its signature, also where the other side sent it back. Whether to report is
//! the caller's decision.

use crate::secret::Token;
use crate::transport::{Answer, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use tansiq_wire::f3548::{ExchangeRecord, Time};

/// How much of each body is recorded, in bytes. Two of them in base64 fit the 256 KiB that a report may have.
pub const MAX_RECORDED_BODY_BYTES: usize = 64 * 1024;

/// How much of a masked token is recorded, in characters.
const MAX_RECORDED_TOKEN_CHARS: usize = 4_096;

/// The longest description of a problem, in characters.
const MAX_PROBLEM_CHARS: usize = 1_000;

/// One exchange.
#[derive(Clone)]
pub(crate) struct Exchange {
    method: String,
    url: String,
    token: Option<Token>,
    asked_us: i64,
    request_body: Bytes,
    heard: Option<(i64, Answer)>,
}

impl Exchange {
    /// As the request is about to be sent.
    pub(crate) fn begin(request: &Request, asked_us: i64) -> Exchange {
        Exchange {
            method: request.method.to_string(),
            url: request.url.to_string(),
            token: request.bearer.clone(),
            asked_us,
            request_body: request.content.as_ref().map(|content| content.bytes.clone()).unwrap_or_default(),
            heard: None,
        }
    }

    /// As the answer is there.
    pub(crate) fn hear(&mut self, answer: &Answer, heard_us: i64) {
        self.heard = Some((heard_us, answer.clone()));
    }

    /// `text` without the token.
    pub(crate) fn scrub(&self, text: String) -> String {
        self.token.as_ref().and_then(|token| token.scrub(&text)).unwrap_or(text)
    }

    /// The record of it, with what was wrong.
    pub(crate) fn record(&self, problem: &str) -> ExchangeRecord {
        let mut problem: String = self.scrub(problem.to_owned()).chars().take(MAX_PROBLEM_CHARS).collect();
        let response = self.heard.as_ref().map(|(_, answer)| self.without_token(&answer.body)).unwrap_or_default();
        for (name, body) in [("request_body", &self.request_body), ("response_body", &response)] {
            if body.len() > MAX_RECORDED_BODY_BYTES {
                problem.push_str(&format!("; {name} is cut, it had {} bytes", body.len()));
            }
        }
        ExchangeRecord {
            url: self.url.clone(),
            method: self.method.clone(),
            headers: self.headers(),
            recorder_role: "Client".to_owned(),
            request_time: Time::from_micros(self.asked_us),
            request_body: encode(&self.request_body),
            response_time: self.heard.as_ref().map(|(at_us, _)| Time::from_micros(*at_us)),
            response_body: encode(&response),
            response_code: self.heard.as_ref().map_or(0, |(_, answer)| i32::from(answer.status)),
            problem: Some(problem),
        }
    }

    fn headers(&self) -> Vec<String> {
        let mut headers = Vec::new();
        if let Some(token) = &self.token {
            let masked = token.masked();
            let shown: String = masked.chars().take(MAX_RECORDED_TOKEN_CHARS).collect();
            headers.push(format!("Authorization: Bearer {shown}"));
        }
        if let Some((_, answer)) = &self.heard {
            let named = [("Content-Type", &answer.media_type), ("Date", &answer.date)];
            headers.extend(named.iter().filter_map(|(name, value)| {
                let value: String = value.as_ref()?.chars().take(MAX_PROBLEM_CHARS).collect();
                Some(format!("{name}: {}", self.scrub(value)))
            }));
        }
        headers
    }

    fn without_token(&self, body: &Bytes) -> Bytes {
        let text = String::from_utf8_lossy(body);
        self.token.as_ref().and_then(|token| token.scrub(&text)).map_or_else(|| body.clone(), Bytes::from)
    }
}

fn encode(body: &[u8]) -> String {
    STANDARD.encode(body.get(..MAX_RECORDED_BODY_BYTES).unwrap_or(body))
}
