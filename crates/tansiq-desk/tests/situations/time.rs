//! Virtual time that waits for threads.
//!
//! Tokio's paused clock jumps to the next timer whenever no task can run. Ledgers run on threads of their own, so a task
//! that waits for one looks idle, and hours would pass meanwhile. Here the runtime looks at the nodes before it parks: time
//! goes on only when none has anything under way. The calendar of nodes and desks follows tokio's clock.

use crate::rig::NOW;
use parking_lot::Mutex;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::SeqCst};
use std::time::Duration;
use tansiq_core::{Machine, Timestamp};
use tansiq_node::{Clock, Node};
use tokio::runtime::Builder;
use tokio::time::Instant;

/// How often the nodes are looked at without a pause.
const SPINS: u32 = 200;
/// The pause between later looks.
const PAUSE: Duration = Duration::from_micros(20);
/// How long, in real time, a node may take for what is under way. Beyond, it is stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// The calendar: [`NOW`] when the world begins, and from then on tokio's time.
pub struct VirtualClock(AtomicI64);

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(SeqCst))
    }
}

impl VirtualClock {
    pub fn new() -> VirtualClock {
        VirtualClock(AtomicI64::new(NOW.0))
    }
}

type UnderWay = Box<dyn Fn() -> usize + Send>;

/// The nodes for which time waits.
#[derive(Clone, Default)]
pub struct Nodes {
    watched: Arc<Mutex<Vec<(u64, UnderWay)>>>,
    next: Arc<AtomicU64>,
}

impl Nodes {
    /// Lets time wait for a node from now on.
    pub fn watch<M: Machine>(&self, node: &Node<M>) -> u64 {
        let (id, node) = (self.next.fetch_add(1, SeqCst), node.clone());
        self.watched.lock().push((id, Box::new(move || node.under_way())));
        id
    }

    /// Lets time go on without it.
    pub fn forget(&self, id: u64) {
        self.watched.lock().retain(|(watched, _)| *watched != id);
    }

    fn wait_until_idle(&self) {
        let began = std::time::Instant::now();
        let mut looks = 0;
        while self.watched.lock().iter().any(|(_, under_way)| under_way() > 0) {
            looks += 1;
            if looks < SPINS {
                std::thread::yield_now();
            } else {
                std::thread::sleep(PAUSE);
                assert!(began.elapsed() < PATIENCE, "a node is stuck");
            }
        }
    }
}

/// Runs a world to its end. The same thread runs all its tasks.
pub fn run<T>(clock: &Arc<VirtualClock>, nodes: &Nodes, world: impl Future<Output = T>) -> T {
    let (clock, nodes) = (clock.clone(), nodes.clone());
    let began: Arc<Mutex<Option<Instant>>> = Arc::default();
    let since = began.clone();
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true);
    builder.on_thread_park(move || nodes.wait_until_idle());
    builder.on_thread_unpark(move || {
        let passed = since.lock().map_or(Duration::ZERO, |began| began.elapsed());
        clock.0.store(NOW.0 + passed.as_micros() as i64, SeqCst);
    });
    let runtime = builder.build().expect("a runtime without IO");
    runtime.block_on(async move {
        *began.lock() = Some(Instant::now());
        world.await
    })
}
