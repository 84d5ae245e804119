//! `/api/v1/desk/notices/stream`: notices as they happen, as Server-Sent Events (WHATWG HTML, §9.2).
//!
//! A stream keeps nothing: when the client has taken what was sent, more is read from the ledger, at most
//! [`STREAM_BATCH`] notices at once. Who is too slow or was away too long hears of the gap. What notices say is in
//! `notices.rs`.

use super::notices::NoticeView;
use super::page;
use crate::http::answer::with_type;
use crate::http::app::App;
use crate::http::bounds::{STREAM_BATCH, STREAM_HEARTBEAT};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::identity::Standing;
use crate::http::metrics::Limit;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream::unfold;
use serde::Deserialize;
use std::convert::Infallible;
use std::time::Duration;
use tansiq_core::desk::{State, touch};
use tansiq_desk::Desk;
use tansiq_node::Unavailable;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

/// What a client sends when it comes back: the number of the last notice it had.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// What says that the stream is there, and nothing else.
const HEARTBEAT: &str = ":\n\n";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    /// The last notice that the client had. Where a client comes back by itself, the header counts.
    after: Option<String>,
}

/// One client that follows.
struct Follower {
    app: App,
    desk: Desk,
    /// The number of the notice to be sent next.
    next: u64,
    /// Whether the client may still follow.
    standing: Standing,
    /// When something was sent last.
    sent: Instant,
    /// One of the streams that are open at one time.
    _place: OwnedSemaphorePermit,
}

/// Where a stream is in the ledger.
struct Found {
    /// What is to be sent; empty if there is nothing.
    text: String,
    /// The notice after it.
    next: u64,
}

pub(crate) async fn follow(call: Call, query: &str) -> Result<Response, Error> {
    let Parameters { after } = page::parameters(query)?;
    let after = match header_of(&call.headers)? {
        Some(last) => Some(last),
        None => page::number::<u64>("after", after.as_deref())?,
    };
    let busy = |_| call.app.metrics().refuse(Limit::Streams, Error::Unavailable(Unavailable::Busy));
    let place = call.app.shared.streams.clone().try_acquire_owned().map_err(busy)?;
    let desk = call.desk()?.clone();
    let next = match after {
        Some(after) => after.saturating_add(1),
        // Only new ones, from the moment of the answer on.
        None => {
            let next = desk.read(|state, touches| {
                touches.add(touch::NOTICES);
                state.next_notice()
            });
            next.await?
        }
    };
    let standing = call.standing();
    let follower = Follower { app: call.app.clone(), desk, next, standing, sent: Instant::now(), _place: place };
    Ok(answer(follower))
}

pub(super) fn header_of(headers: &HeaderMap) -> Result<Option<u64>, Error> {
    let Some(value) = headers.get(LAST_EVENT_ID) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    // A client that had no event yet sends an empty one, or none.
    if text.is_empty() { Ok(None) } else { page::number("last-event-id", Some(text)) }
}

fn answer(follower: Follower) -> Response {
    let events = unfold((follower, true), |(mut follower, first)| async move {
        // A client knows at once that it is connected.
        let text = if first { Some(HEARTBEAT.to_owned()) } else { follower.more().await }?;
        follower.sent = Instant::now();
        Some((Ok::<Bytes, Infallible>(text.into()), (follower, false)))
    });
    let mut response = with_type(StatusCode::OK, "text/event-stream", Body::from_stream(events));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that hold answers back would hold it back for ever.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

impl Follower {
    /// What is to be sent next, when there is something; none when the stream ends: the server or the ledger stops, or the
    /// client may not follow any more.
    async fn more(&mut self) -> Option<String> {
        let mut stopping = self.app.shared.stopping.subscribe();
        loop {
            let left = self.left()?;
            // Taken before the look, so that nothing that comes after it is missed.
            let head = self.desk.node().head();
            if !self.standing.still_good(&self.app).await {
                return None;
            }
            let next = self.next;
            let found = self.desk.read(|state, touches| {
                touches.add(touch::NOTICES);
                find(state, next)
            });
            let Found { text, next } = tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return None,
                found = found => found.ok()?,
            };
            self.next = next;
            if !text.is_empty() {
                return Some(text);
            }
            let quiet = STREAM_HEARTBEAT.saturating_sub(self.sent.elapsed());
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return None,
                grown = self.desk.node().grown_past(head) => { grown?; }
                () = tokio::time::sleep(quiet.min(left)) => {
                    self.left()?;
                    if self.sent.elapsed() >= STREAM_HEARTBEAT {
                        return Some(HEARTBEAT.to_owned());
                    }
                }
            }
        }
    }

    /// How long the client may follow at the longest.
    fn left(&self) -> Option<Duration> {
        let left_us = self.standing.until().saturating_mul(1_000_000).saturating_sub(self.app.now().0);
        u64::try_from(left_us).ok().filter(|left_us| *left_us > 0).map(Duration::from_micros)
    }
}

/// The next notices as events, and a gap before them if some are not listed any more.
fn find(state: &State, next: u64) -> Found {
    let mut found = Found { text: String::new(), next };
    let oldest = state.notices_after(None).next().map(|oldest| oldest.seq);
    let end = state.next_notice();
    // A number that was never given is of another life of this ledger: the client has to begin again.
    let missing = next > end || oldest.is_some_and(|oldest| next < oldest);
    if missing {
        found.next = oldest.unwrap_or(end);
        let oldest = serde_json::json!({ "oldest": oldest });
        found.text.push_str(&format!("event: gap\ndata: {oldest}\n\n"));
    }
    for notice in state.notices_after(found.next.checked_sub(1)).take(STREAM_BATCH) {
        match serde_json::to_string(&NoticeView::of(notice)) {
            Ok(data) => found.text.push_str(&format!("id: {}\nevent: notice\ndata: {data}\n\n", notice.seq)),
            Err(error) => tracing::error!(%error, seq = notice.seq, "a notice could not be written as JSON"),
        }
        found.next = notice.seq + 1;
    }
    found
}

#[cfg(test)]
#[path = "stream_tests.rs"]
mod tests;
