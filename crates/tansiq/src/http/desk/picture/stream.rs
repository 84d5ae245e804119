//! `/api/v1/desk/picture/stream`: the picture, and then what changes of it, as Server-Sent Events (WHATWG HTML, §9.2).
//!
//! Of a client is kept how far it is, and which things it has still to be told of: never the things themselves, which are
//! looked up when the client has taken what was sent before. What is told is how things are at that moment, so one that
//! changed several times is told once, and one that changed after it was told is told again.
//!
//! No change is missed: the number of records is taken first, what they changed is told as it is afterwards, and only then
//! does the client hear that number. Who comes back with it is told of what changed after it; who comes back without it, or
//! with one from too long ago, begins anew.

use super::super::ledger::DeskLedger;
use super::super::page;
use super::super::stream::header_of;
use super::super::views::time;
use super::AircraftPosition;
use super::changes::Since;
use super::things::{self, Thing};
use crate::http::answer::with_type;
use crate::http::app::App;
use crate::http::bounds::{
    BURST_EVERY, PICTURE_OVER, POSITIONS_AT_ONCE, POSITIONS_EVERY, STREAM_BYTES, STREAM_THINGS, SYNCED_EVERY,
};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::identity::{SessionView, Standing};
use crate::http::metrics::Limit;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream::unfold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tansiq_core::Timestamp;
use tansiq_desk::Desk;
use tansiq_node::Unavailable;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    /// Records that the client has seen. Where a client comes back by itself, the header counts.
    after: Option<String>,
}

/// Everything up to here was told.
#[derive(Serialize)]
struct Synced {
    index: u64,
    now: String,
    /// Things that did not fit, after the whole picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<usize>,
}

/// One client that follows.
struct Follower {
    app: App,
    desk: Desk,
    ledger: Arc<DeskLedger>,
    standing: Standing,
    /// One of the streams that are open at one time.
    _place: OwnedSemaphorePermit,

    // Whether it may still follow.
    /// Records up to which that was asked.
    stood_at: Option<u64>,
    /// The person's session, as the client knows it.
    session: Option<SessionView>,

    // How far the client is.
    /// Records that it has seen; none if it has to begin anew.
    seen: Option<u64>,
    /// What it has still to be told of, at most [`MAX_PICTURE_THINGS`](crate::http::bounds::MAX_PICTURE_THINGS).
    waiting: BTreeSet<Thing>,
    /// Records that it will have seen then.
    up_to: u64,
    /// Things that were left out of the whole picture.
    left_out: Option<usize>,
    /// The change of positions up to which it knows them.
    moved: u64,
    /// Plans that were over before this are left out.
    over_before: Timestamp,

    // When it was last told.
    synced: Instant,
    positions_sent: Option<Instant>,
    burst_ended: Option<Instant>,
}

pub(crate) async fn follow(call: Call, query: &str) -> Result<Response, Error> {
    let Parameters { after } = page::parameters(query)?;
    let seen = match header_of(&call.headers)? {
        Some(last) => Some(last),
        None => page::number::<u64>("after", after.as_deref())?,
    };
    let busy = |_| call.app.metrics().refuse(Limit::Streams, Error::Unavailable(Unavailable::Busy));
    let place = call.app.shared.streams.clone().try_acquire_owned().map_err(busy)?;
    let desk = call.desk()?.clone();
    let ledger = call.app.ledger()?.clone();
    let standing = call.standing();
    let session = standing.session(&call.app).await;
    let over_before = desk.now().minus(PICTURE_OVER);
    let follower = Follower {
        app: call.app.clone(),
        desk,
        ledger,
        standing,
        _place: place,
        stood_at: None,
        session,
        seen,
        waiting: BTreeSet::new(),
        up_to: 0,
        left_out: None,
        moved: 0,
        over_before,
        synced: Instant::now(),
        positions_sent: None,
        burst_ended: None,
    };
    Ok(answer(follower))
}

fn answer(follower: Follower) -> Response {
    let events = unfold(follower, |mut follower| async move {
        let text = follower.more().await?;
        Some((Ok::<Bytes, Infallible>(text.into()), follower))
    });
    let mut response = with_type(StatusCode::OK, "text/event-stream", Body::from_stream(events));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that hold answers back would hold it back for ever.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

impl Follower {
    /// What is to be sent next, when there is something; none when the stream ends: the server or the ledger stops, the
    /// ledger cannot be read, or the caller is no longer welcome.
    async fn more(&mut self) -> Option<Vec<u8>> {
        let mut stopping = self.app.shared.stopping.subscribe();
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => None,
            text = self.next() => text,
        }
    }

    async fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            let left = self.left()?;
            if let Some(text) = self.stand().await? {
                return Some(text);
            }
            if !self.waiting.is_empty() {
                return self.tell().await;
            }
            let Some(seen) = self.seen else { return self.begin().await };
            if self.desk.node().head() != seen {
                self.gather().await;
                match self.ledger.changes.since(&self.desk, &self.ledger.history, seen).await {
                    Ok(Since::Everything) => self.seen = None,
                    Ok(Since::Changed(things, up_to)) => {
                        (self.waiting, self.up_to) = (things, up_to);
                        if self.waiting.is_empty() {
                            self.seen = Some(up_to);
                        }
                    }
                    Err(error) => {
                        tracing::warn!(?error, "a follower of the picture could not be told what changed");
                        return None;
                    }
                }
                continue;
            }
            if let Some(text) = self.due() {
                return Some(text);
            }
            self.wait(seen, left).await?;
        }
    }

    /// Ends the stream, by giving nothing, if the client may not follow any more. What it must be told of its session, if that
    /// has changed.
    async fn stand(&mut self) -> Option<Option<Vec<u8>>> {
        let head = self.desk.node().head();
        if self.stood_at == Some(head) {
            return Some(None);
        }
        self.stood_at = Some(head);
        if !self.standing.still_good(&self.app).await {
            return None;
        }
        let session = self.standing.session(&self.app).await;
        if session.is_none() || session == self.session {
            return Some(None);
        }
        let mut text = Vec::new();
        things::event(&mut text, "session", &session);
        self.session = session;
        Some(Some(text))
    }

    /// Leaves a short time between bursts, so that many changes of one thing are told once.
    async fn gather(&mut self) {
        if let Some(ended) = self.burst_ended.take() {
            tokio::time::sleep(BURST_EVERY.saturating_sub(ended.elapsed())).await;
        }
    }

    /// Lets the client forget everything, and notes all that it will be told.
    async fn begin(&mut self) -> Option<Vec<u8>> {
        let now = self.desk.now();
        let ((things, left_out), head) = self.desk.node().read_whole(|state| things::selection(state, now)).await.ok()?;
        self.waiting = things.into_iter().collect();
        (self.seen, self.up_to, self.left_out) = (Some(head), head, Some(left_out));
        (self.moved, self.positions_sent) = (0, None);
        self.over_before = now.minus(PICTURE_OVER);
        // The empty id takes back what the client would come back with, until it has the whole picture.
        let mut text = b"id:\n".to_vec();
        things::event(&mut text, "reset", &serde_json::json!({}));
        if self.waiting.is_empty() {
            self.sync(&mut text);
        }
        Some(text)
    }

    /// Tells of some of the things that wait.
    async fn tell(&mut self) -> Option<Vec<u8>> {
        let now = self.desk.now();
        let things: Vec<Thing> = self.waiting.iter().take(STREAM_THINGS).copied().collect();
        let (copied, _) = self.desk.node().read_whole(|state| things::copy(state, &things, now)).await.ok()?;
        let mut text = Vec::new();
        for (thing, copied) in copied {
            if text.len() >= STREAM_BYTES {
                break;
            }
            things::write(&mut text, thing, copied.as_ref(), now, &self.desk);
            self.waiting.remove(&thing);
        }
        if self.waiting.is_empty() {
            self.seen = Some(self.up_to);
            self.sync(&mut text);
            self.burst_ended = Some(Instant::now());
            text.extend(self.due().unwrap_or_default());
        }
        Some(text)
    }

    /// What is to be told because it is time: positions, and that the stream is there.
    fn due(&mut self) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        if self.positions_wait() == Some(Duration::ZERO) {
            let (moved, up_to) = self.desk.moved_since(self.moved, POSITIONS_AT_ONCE);
            let is_all = moved.len() < POSITIONS_AT_ONCE;
            self.moved = up_to;
            // What is left is told at once: it is of the same second.
            self.positions_sent = if is_all { Some(Instant::now()) } else { self.positions_sent };
            if !moved.is_empty() {
                things::event(&mut text, "positions", &moved.iter().map(AircraftPosition::of).collect::<Vec<_>>());
            }
        }
        if self.synced.elapsed() >= SYNCED_EVERY {
            self.sync(&mut text);
        }
        (!text.is_empty()).then_some(text)
    }

    /// Tells that everything was told.
    fn sync(&mut self, text: &mut Vec<u8>) {
        let index = self.seen.unwrap_or(self.up_to);
        text.extend_from_slice(format!("id: {index}\n").as_bytes());
        let synced = Synced { index, now: time(self.desk.now()), left_out: self.left_out.take() };
        things::event(text, "synced", &synced);
        self.synced = Instant::now();
    }

    /// How long positions that the client does not have must still wait; none if it has all.
    fn positions_wait(&self) -> Option<Duration> {
        let sent = self.positions_sent.map_or(Duration::MAX, |sent| sent.elapsed());
        (*self.desk.moves().borrow() > self.moved).then(|| POSITIONS_EVERY.saturating_sub(sent))
    }

    /// Waits until there may be something to tell.
    async fn wait(&mut self, seen: u64, left: Duration) -> Option<()> {
        let mut moves = self.desk.moves();
        let positions = self.positions_wait();
        let quiet = SYNCED_EVERY.saturating_sub(self.synced.elapsed()).min(left).min(positions.unwrap_or(Duration::MAX));
        let moved = self.moved;
        let waited = tokio::select! {
            grown = self.desk.node().grown_past(seen) => grown.map(|_| false),
            moved = moves.wait_for(|change| *change > moved), if positions.is_none() => moved.ok().map(|_| false),
            () = tokio::time::sleep(quiet) => Some(true),
        };
        if waited? { self.forget_past().await } else { Some(()) }
    }

    /// Notes plans that have been over long enough to be left out from now on.
    async fn forget_past(&mut self) -> Option<()> {
        let before = self.desk.now().minus(PICTURE_OVER);
        let (past, _) =
            self.desk.node().read_whole(|state| state.over_between(self.over_before, before).collect::<Vec<_>>()).await.ok()?;
        self.over_before = self.over_before.max(before);
        self.up_to = self.seen?;
        self.waiting.extend(past.into_iter().map(Thing::Plan));
        Some(())
    }

    /// How long the caller is still welcome.
    fn left(&self) -> Option<Duration> {
        let left_us = self.standing.until().saturating_mul(1_000_000).saturating_sub(self.app.now().0);
        u64::try_from(left_us).ok().filter(|left_us| *left_us > 0).map(Duration::from_micros)
    }
}
