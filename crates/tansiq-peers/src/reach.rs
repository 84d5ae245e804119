//! Who was reached: of each host that was called, when it last answered, when it last did not, and why.
//!
//! It is for the people of a node. Nothing is decided by it, nothing survives a restart, and what was said is not kept.

use crate::ask::WallClock;
use crate::transport::{Answer, Boxed, CallError, Request, Transport};
use hyper::Uri;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Hosts of which something is kept; for one more, the one that was called longest ago is forgotten.
pub const MAX_REACHED: usize = 1_000;
/// Bytes of a problem that are kept.
pub const MAX_PROBLEM_BYTES: usize = 500;

/// What a host is to this node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostKind {
    /// Where references are kept.
    Dss,
    /// Another party's node.
    Peer,
    /// Where tokens come from.
    TokenServer,
}

/// What became of the calls to one host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// When it last answered as it should, microseconds since the Unix epoch.
    pub last_ok: Option<i64>,
    /// When it last did not, likewise.
    pub last_failure: Option<i64>,
    /// What was wrong then; at most [`MAX_PROBLEM_BYTES`].
    pub problem: Option<String>,
    /// Calls that ended. One that the caller gave up counts for nothing.
    pub calls: u64,
    /// Those of them that did not get an answer as it should be.
    pub failures: u64,
    /// Time until the answer, over all calls that got one.
    pub answered_in: Duration,
    /// Calls that got an answer, whatever it said.
    pub answered: u64,
    /// Whether the last call that ended got an answer as it should be.
    pub ok: bool,
    /// The order of calls, for forgetting.
    last_call: u64,
}

impl Reached {
    /// Mean time until an answer, milliseconds; none before there was one.
    #[must_use]
    pub fn mean_ms(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss)] // no node makes 2^53 calls
        let answered = self.answered as f64;
        (self.answered > 0).then(|| self.answered_in.as_secs_f64() * 1_000.0 / answered)
    }
}

#[derive(Default)]
struct Table {
    hosts: BTreeMap<(HostKind, String), Reached>,
    calls: u64,
}

/// What became of calls, by host. Clones are the same one.
#[derive(Clone)]
pub struct Reach {
    table: Arc<Mutex<Table>>,
    clock: WallClock,
}

impl Reach {
    /// Of no host yet.
    #[must_use]
    pub fn new(clock: WallClock) -> Reach {
        Reach { table: Arc::default(), clock }
    }

    /// The transport, with a note of every call that it makes to hosts of this kind.
    #[must_use]
    pub fn noting(&self, kind: HostKind, transport: Arc<dyn Transport>) -> Arc<dyn Transport> {
        Arc::new(Noting { kind, transport, reach: self.clone() })
    }

    /// All hosts, by kind and then by origin (`https://host:port`).
    #[must_use]
    pub fn all(&self) -> Vec<(HostKind, String, Reached)> {
        let table = self.table.lock();
        table.hosts.iter().map(|((kind, origin), reached)| (*kind, origin.clone(), reached.clone())).collect()
    }

    fn note(&self, host: (HostKind, String), problem: Option<String>, answered_in: Option<Duration>) {
        let now = (self.clock)();
        let mut table = self.table.lock();
        table.calls += 1;
        let last_call = table.calls;
        if !table.hosts.contains_key(&host) && table.hosts.len() >= MAX_REACHED {
            let oldest = table.hosts.iter().min_by_key(|(_, reached)| reached.last_call).map(|(host, _)| host.clone());
            oldest.and_then(|oldest| table.hosts.remove(&oldest));
        }
        let reached = table.hosts.entry(host).or_default();
        reached.last_call = last_call;
        reached.calls += 1;
        reached.ok = problem.is_none();
        if let Some(took) = answered_in {
            reached.answered += 1;
            reached.answered_in += took;
        }
        match problem {
            None => reached.last_ok = Some(now),
            Some(mut problem) => {
                problem.truncate(problem.floor_char_boundary(MAX_PROBLEM_BYTES));
                reached.failures += 1;
                reached.last_failure = Some(now);
                reached.problem = Some(problem);
            }
        }
    }
}

struct Noting {
    kind: HostKind,
    transport: Arc<dyn Transport>,
    reach: Reach,
}

impl Transport for Noting {
    fn call(&self, request: Request) -> Boxed<'_, Result<Answer, CallError>> {
        let host = (self.kind, origin(&request.url));
        let began = Instant::now();
        Box::pin(async move {
            let result = self.transport.call(request).await;
            let (problem, answered_in) = match &result {
                Ok(answer) => (refusal(answer), Some(began.elapsed())),
                Err(error) => (Some(error.to_string()), None),
            };
            self.reach.note(host, problem, answered_in);
            result
        })
    }
}

/// The host without what may stand before and after it in an address, which may be secret.
fn origin(url: &Uri) -> String {
    let host = url.host().unwrap_or_default().to_ascii_lowercase();
    let port = url.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}://{host}{port}", url.scheme_str().unwrap_or_default())
}

/// What is wrong with an answer, whatever was asked: it does not let us in, asks for less, or cannot. That something is not
/// there, or is otherwise than we thought, is how things are.
fn refusal(answer: &Answer) -> Option<String> {
    matches!(answer.status, 401 | 403 | 429 | 500..).then(|| format!("answered {}", answer.status))
}

#[cfg(test)]
#[path = "reach_tests.rs"]
mod tests;
