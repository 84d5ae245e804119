//! The same answer to the same request: what is asked twice is done once.
//!
//! The work goes on when the caller goes away, so that a repeated request finds its outcome. A request whose work failed
//! without an answer may be tried again. Restarts forget.

use crate::http::error::Error;
use parking_lot::Mutex;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::sync::Arc;
use tokio::sync::watch;

/// Answers that are kept; the oldest are forgotten first.
pub(super) const MAX_ANSWERS: usize = 1_000;
/// Bytes of all answers that are kept.
pub(super) const MAX_ANSWER_BYTES: usize = 64 << 20;
/// Bytes of a request's id.
pub(super) const MAX_REQUEST_ID_BYTES: usize = 256;

/// An answer as it is sent.
pub(super) type Answer = Arc<RawValue>;

/// An answer as it is sent.
///
/// # Errors
/// If it holds a number that JSON has not.
pub(super) fn written(answer: &impl Serialize) -> Result<Answer, Error> {
    let text = serde_json::value::to_raw_value(answer).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Arc::from(text))
}

/// Answers by the id of their request.
#[derive(Default)]
pub(super) struct Answers {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    entries: BTreeMap<String, Entry>,
    /// Oldest first.
    order: VecDeque<String>,
    /// Of finished answers, as counted when room was made last.
    bytes: usize,
}

struct Entry {
    /// What the request was about.
    target: String,
    answer: watch::Receiver<Option<Answer>>,
}

impl Entry {
    fn is_under_way(&self) -> bool {
        self.answer.borrow().is_none() && self.answer.has_changed().is_ok()
    }

    /// The work ended without an answer.
    fn is_void(&self) -> bool {
        self.answer.has_changed().is_err() && self.answer.borrow().is_none()
    }

    fn bytes(&self) -> usize {
        self.answer.borrow().as_ref().map_or(0, |answer| answer.get().len())
    }
}

impl Kept {
    /// Forgets the oldest answers until there is room for one more.
    fn make_room(&mut self) -> Result<(), Error> {
        self.bytes = self.entries.values().map(Entry::bytes).sum();
        let mut under_way = VecDeque::new();
        while self.entries.len() >= MAX_ANSWERS || self.bytes > MAX_ANSWER_BYTES {
            let Some(oldest) = self.order.pop_front() else { break };
            match self.entries.get(&oldest) {
                Some(entry) if entry.is_under_way() => under_way.push_back(oldest),
                Some(entry) => {
                    self.bytes -= entry.bytes();
                    self.entries.remove(&oldest);
                }
                None => {}
            }
        }
        under_way.append(&mut self.order);
        self.order = under_way;
        let full = self.entries.len() >= MAX_ANSWERS;
        if full { Err(Error::TooMany(format!("{MAX_ANSWERS} requests are under way"))) } else { Ok(()) }
    }
}

impl Answers {
    /// Does the work of a request, unless it was asked before: then its answer is given again, once it is there.
    ///
    /// # Errors
    /// Those of the work; [`Error::Conflict`] if the id was used for something else or its work came to nothing.
    pub(super) async fn once<W>(&self, request_id: &str, target: String, work: W) -> Result<Answer, Error>
    where
        W: Future<Output = Result<Answer, Error>> + Send + 'static,
    {
        if request_id.is_empty() || request_id.len() > MAX_REQUEST_ID_BYTES {
            let bytes = request_id.len();
            return Err(Error::Invalid(format!("request_id: {bytes} bytes, 1 to {MAX_REQUEST_ID_BYTES} are allowed")));
        }
        match self.enter(request_id, target)? {
            Role::Repeats(answer) => again(request_id, answer).await,
            Role::First(sender) => {
                let done = tokio::spawn(async move {
                    let answer = work.await?;
                    sender.send_replace(Some(answer.clone()));
                    Ok(answer)
                });
                done.await.map_err(|_| Error::Internal("the work of a request fell over".to_owned()))?
            }
        }
    }

    fn enter(&self, request_id: &str, target: String) -> Result<Role, Error> {
        let mut kept = self.kept.lock();
        match kept.entries.get(request_id) {
            Some(entry) if entry.is_void() => {
                kept.entries.remove(request_id);
                kept.order.retain(|id| id != request_id);
            }
            Some(entry) if entry.target != target => {
                return Err(Error::Conflict(format!("request_id {request_id} was used for {}", entry.target)));
            }
            Some(entry) => return Ok(Role::Repeats(entry.answer.clone())),
            None => {}
        }
        kept.make_room()?;
        let (sender, answer) = watch::channel(None);
        kept.order.push_back(request_id.to_owned());
        kept.entries.insert(request_id.to_owned(), Entry { target, answer });
        Ok(Role::First(sender))
    }
}

/// Whether a request is the first of its id.
enum Role {
    First(watch::Sender<Option<Answer>>),
    Repeats(watch::Receiver<Option<Answer>>),
}

async fn again(request_id: &str, mut answer: watch::Receiver<Option<Answer>>) -> Result<Answer, Error> {
    let gone = || Error::Conflict(format!("request_id {request_id} was used, and its answer is not available"));
    let answer = answer.wait_for(Option::is_some).await.map_err(|_| gone())?;
    answer.clone().ok_or_else(gone)
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;
