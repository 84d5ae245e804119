//! A network in memory: hosts are closures, and a chooser decides what happens to each request.
//!
//! Time is tokio's, so that under a paused clock hours pass in no time and everything happens in the same order again. It
//! does not look at tokens; a simulated host does, if it wants to. Enabled by the feature `testing`.

use crate::transport::{Answer, Boxed, CallError, Request, Transport};
use parking_lot::Mutex;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

/// Answers the requests to one host.
pub type Handler = Arc<dyn Fn(Request) -> Boxed<'static, Answer> + Send + Sync>;

/// Decides what happens to a request.
pub type Chooser = Box<dyn FnMut(&Request) -> Fate + Send>;

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives after `there`, and its answer after another `back`. If the caller's deadline comes first, the request is
    /// carried out all the same.
    Deliver {
        /// The way there.
        there: Duration,
        /// The way back.
        back: Duration,
    },
    /// The connection is refused: [`CallError::Unreachable`] at once.
    Refuse,
    /// It is lost on the way there: never carried out, [`CallError::Unheard`] at the deadline.
    LoseRequest,
    /// It arrives after `there` and is carried out; its answer is lost: [`CallError::Unheard`] at the deadline.
    LoseAnswer {
        /// The way there.
        there: Duration,
    },
    /// It arrives after `there` and is carried out; then the connection breaks: [`CallError::Unheard`] at once.
    Break {
        /// The way there.
        there: Duration,
    },
}

impl Fate {
    /// Arrives and is answered without any delay.
    pub const AT_ONCE: Fate = Fate::Deliver { there: Duration::ZERO, back: Duration::ZERO };
}

/// How often things go wrong, and how long they take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Faults {
    /// The share of requests that are refused, 0 to 1.
    pub refuse: f64,
    /// The share of requests that are lost, 0 to 1.
    pub lose_request: f64,
    /// The share of answers that are lost, 0 to 1.
    pub lose_answer: f64,
    /// The share of connections that break after the request, 0 to 1.
    pub broken: f64,
    /// The longest way, each direction; ways are spread evenly from 0.
    pub max_delay: Duration,
}

impl Faults {
    /// Nothing goes wrong and nothing takes time.
    pub const NONE: Faults = Faults { refuse: 0.0, lose_request: 0.0, lose_answer: 0.0, broken: 0.0, max_delay: Duration::ZERO };

    /// A chooser that does the same again for the same seed.
    #[must_use]
    pub fn chooser(self, seed: u64) -> Chooser {
        let mut chance = Chance(seed);
        Box::new(move |_| {
            let drawn = chance.share();
            let there = self.max_delay.mul_f64(chance.share());
            let back = self.max_delay.mul_f64(chance.share());
            let fates = [
                (self.refuse, Fate::Refuse),
                (self.lose_request, Fate::LoseRequest),
                (self.lose_answer, Fate::LoseAnswer { there }),
                (self.broken, Fate::Break { there }),
            ];
            let mut reached = 0.0;
            for (share, fate) in fates {
                reached += share;
                if drawn < reached {
                    return fate;
                }
            }
            Fate::Deliver { there, back }
        })
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and good enough to choose misfortunes.
struct Chance(u64);

impl Chance {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below 1.
    fn share(&mut self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // 53 bits fit
        let share = (self.draw() >> 11) as f64 / (1u64 << 53) as f64;
        share
    }
}

/// The network. Clones are the same one.
#[derive(Clone, Default)]
pub struct MemoryTransport {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    hosts: BTreeMap<String, Handler>,
    down: BTreeSet<String>,
    chooser: Option<Chooser>,
    calls: BTreeMap<String, u64>,
}

impl MemoryTransport {
    /// A network without hosts, in which nothing goes wrong.
    #[must_use]
    pub fn new() -> MemoryTransport {
        MemoryTransport::default()
    }

    /// Adds or replaces a host, named as in URLs, without the port.
    pub fn host<F, A>(&self, name: &str, handler: F)
    where
        F: Fn(Request) -> A + Send + Sync + 'static,
        A: Future<Output = Answer> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |request| Box::pin(handler(request)));
        self.inner.lock().hosts.insert(name.to_ascii_lowercase(), handler);
    }

    /// Lets `chooser` decide from now on.
    pub fn choose(&self, chooser: Chooser) {
        self.inner.lock().chooser = Some(chooser);
    }

    /// Takes a host from the network (connections to it are refused), or brings it back.
    pub fn set_down(&self, name: &str, down: bool) {
        let mut inner = self.inner.lock();
        if down {
            inner.down.insert(name.to_ascii_lowercase());
        } else {
            inner.down.remove(&name.to_ascii_lowercase());
        }
    }

    /// How many calls to a host were tried, whatever became of them.
    #[must_use]
    pub fn calls(&self, name: &str) -> u64 {
        self.inner.lock().calls.get(&name.to_ascii_lowercase()).copied().unwrap_or(0)
    }

    /// Who answers and what happens.
    fn route(&self, host: &str, request: &Request) -> Option<(Handler, Fate)> {
        let mut inner = self.inner.lock();
        *inner.calls.entry(host.to_owned()).or_default() += 1;
        let fate = inner.chooser.as_mut().map_or(Fate::AT_ONCE, |choose| choose(request));
        if inner.down.contains(host) {
            return None;
        }
        Some((inner.hosts.get(host)?.clone(), fate))
    }
}

impl Transport for MemoryTransport {
    fn call(&self, request: Request) -> Boxed<'_, Result<Answer, CallError>> {
        let host = request.url.host().unwrap_or_default().to_ascii_lowercase();
        let routed = self.route(&host, &request);
        Box::pin(async move {
            let refused = || Err(CallError::Unreachable { what: format!("{host}: connection refused") });
            let deadline = request.deadline;
            if Instant::now() >= deadline {
                return Err(CallError::Unreachable { what: format!("{host}: no time left") });
            }
            let Some((handler, fate)) = routed else { return refused() };
            let late = || CallError::Unheard { what: format!("{host}: no whole answer in time") };
            match fate {
                Fate::Refuse => refused(),
                Fate::LoseRequest => {
                    sleep_until(deadline).await;
                    Err(late())
                }
                Fate::LoseAnswer { there } => {
                    drop(carry_out(handler, request, there));
                    sleep_until(deadline).await;
                    Err(late())
                }
                Fate::Break { there } => {
                    let done = timeout_at(deadline, carry_out(handler, request, there)).await;
                    Err(done.map_or_else(|_| late(), |_| CallError::Unheard { what: format!("{host}: connection reset") }))
                }
                Fate::Deliver { there, back } => {
                    let answered = async {
                        let answer = carry_out(handler, request, there).await;
                        sleep(back).await;
                        answer
                    };
                    let answer = timeout_at(deadline, answered).await.map_err(|_| late())?;
                    answer.map_err(|_| CallError::Unheard { what: format!("{host}: the host fell over") })
                }
            }
        })
    }
}

/// Has the host work on the request, also when nobody waits for it any more.
fn carry_out(handler: Handler, request: Request, there: Duration) -> oneshot::Receiver<Answer> {
    let (tell, told) = oneshot::channel();
    tokio::spawn(async move {
        if !there.is_zero() {
            sleep(there).await;
        }
        let answer = handler(request).await;
        // Nobody may be listening.
        let _ = tell.send(answer);
    });
    told
}

#[cfg(test)]
#[path = "testing_tests.rs"]
mod tests;
