//! How many calls are under way, in all and to each host.
//!
//! A call takes a slot of its host before one of all: calls that queue for a host that does not answer hold nothing that
//! others need. It knows no deadline; the caller stops waiting.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most hosts with calls under way or waiting.
pub const MAX_HOSTS: usize = 4_096;

/// Most calls that wait for one host; any further one is told at once that nothing was sent.
pub const MAX_WAITING_PER_HOST: usize = 1_024;

pub(crate) struct Slots {
    all: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

struct Host {
    free: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// A slot, given back when it is dropped.
pub(crate) struct Slot {
    _host: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl Slots {
    pub(crate) fn new(all: usize, per_host: usize) -> Slots {
        Slots { all: Arc::new(Semaphore::new(all)), per_host, hosts: Mutex::default() }
    }

    /// Waits for a slot. The error says why there will be none.
    pub(crate) async fn take(&self, name: &str) -> Result<Slot, String> {
        let host = self.host(name)?;
        let _waiting = Waiting::enter(&host, name)?;
        let closed = |_| "the transport is closing".to_owned();
        let of_host = host.free.clone().acquire_owned().await.map_err(closed)?;
        let of_all = self.all.clone().acquire_owned().await.map_err(closed)?;
        Ok(Slot { _host: of_host, _all: of_all })
    }

    fn host(&self, name: &str) -> Result<Arc<Host>, String> {
        let mut hosts = self.hosts.lock();
        if let Some(host) = hosts.get(name) {
            return Ok(host.clone());
        }
        if hosts.len() >= MAX_HOSTS {
            // Whoever waits holds the host, whoever calls holds one of its permits; the others can go.
            hosts.retain(|_, host| Arc::strong_count(host) > 1 || host.free.available_permits() < self.per_host);
        }
        if hosts.len() >= MAX_HOSTS {
            return Err(format!("calls to {MAX_HOSTS} hosts are under way already"));
        }
        let host = Arc::new(Host { free: Arc::new(Semaphore::new(self.per_host)), waiting: AtomicUsize::new(0) });
        hosts.insert(name.to_owned(), host.clone());
        Ok(host)
    }
}

/// Counted among those who wait for a host, until dropped.
struct Waiting<'a>(&'a Host);

impl<'a> Waiting<'a> {
    fn enter(host: &'a Host, name: &str) -> Result<Waiting<'a>, String> {
        let before = host.waiting.fetch_add(1, Ordering::Relaxed);
        let entered = Waiting(host);
        if before < MAX_WAITING_PER_HOST { Ok(entered) } else { Err(format!("{before} calls wait for {name} already")) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
