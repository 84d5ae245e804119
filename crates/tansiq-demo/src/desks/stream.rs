//! Listening to a desk's notices as they are raised (server-sent events), across restarts of the desk.
//!
//! A listener that lost its connection opens another and goes on after the last notice it heard, so that it hears each one
//! once. It understands nothing: who waits for what is in `watching.rs`.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::answers::Notice;
use crate::http::{Caller, Error, Http};
use crate::uss;

/// The pause before another connection is opened.
const PAUSE: Duration = Duration::from_millis(100);

/// The longest event that is read, in bytes; a longer one is no notice, and ends the connection.
const MAX_EVENT_BYTES: usize = 1 << 20;

/// The most notices of one desk that a play can hear.
const MAX_NOTICES: usize = 10_000;

/// What was heard of one desk so far, oldest first.
pub type Heard = watch::Receiver<Vec<Notice>>;

/// A desk whose notices are listened to.
#[derive(Clone)]
pub struct Source {
    /// Who calls.
    pub http: Arc<Http>,
    /// As whom.
    pub user: Caller,
    /// The desk's base URL.
    pub desk: String,
}

impl Source {
    /// Opens a stream that begins after a notice, or with what is new.
    async fn open(&self, after: Option<u64>) -> Result<Incoming, Error> {
        let after = after.map(|seq| format!("?after={seq}")).unwrap_or_default();
        let url = format!("{}/api/v1/desk/notices/stream{after}", self.desk);
        self.http.stream(&self.user, uss::HOST, &url).await
    }

    /// Listens to a desk from now on, until `tasks` is dropped.
    pub async fn listen(self, tasks: &mut JoinSet<()>) -> Result<Heard, Error> {
        let (heard, receiver) = watch::channel(Vec::new());
        let first = self.open(None).await?;
        tasks.spawn(async move {
            hear(first, &heard).await;
            loop {
                // The desk is not there, or not there any more.
                tokio::time::sleep(PAUSE).await;
                let last = heard.borrow().last().map(|notice| notice.seq);
                if let Ok(stream) = self.open(last).await {
                    hear(stream, &heard).await;
                }
            }
        });
        Ok(receiver)
    }
}

/// Reads a stream to its end.
async fn hear(mut stream: Incoming, heard: &watch::Sender<Vec<Notice>>) {
    let mut text = Vec::new();
    while let Some(Ok(frame)) = stream.frame().await {
        let Ok(bytes) = frame.into_data() else { continue };
        text.extend_from_slice(&bytes);
        while let Some((event, used)) = first_event(&text) {
            text.drain(..used);
            if let Some(notice) = event.and_then(|data| serde_json::from_str::<Notice>(&data).ok()) {
                heard.send_modify(|all| {
                    if all.len() < MAX_NOTICES && all.last().is_none_or(|last| last.seq < notice.seq) {
                        all.push(notice);
                    }
                });
            }
        }
        if text.len() > MAX_EVENT_BYTES {
            return;
        }
    }
}

/// The data of the first whole event of a stream, if it has any, and how many bytes the event takes.
fn first_event(text: &[u8]) -> Option<(Option<String>, usize)> {
    let end = text.windows(2).position(|pair| pair == b"\n\n")?;
    let event = String::from_utf8_lossy(&text[..end]);
    let data: Vec<&str> = event.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim_start).collect();
    Some(((!data.is_empty()).then(|| data.join("\n")), end + 2))
}

#[cfg(test)]
#[path = "stream_tests.rs"]
mod tests;
