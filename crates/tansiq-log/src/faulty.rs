//! Test equipment: a log that fails, lies still or loses answers when a script tells it to.
//!
//! [`FaultyLog`] wraps any log. The [`Faults`] handle, cloned into the test, scripts what its appends and its readers
//! meet; without a script everything passes through. It never damages what the wrapped log stores. It is behind the
//! cargo feature `faulty` so that no server carries it.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::{Error, Index, Log, LogReader, StoredRecord};

/// What one append meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppendFault {
    /// It goes well; for scripting the append after next.
    None,
    /// It surely stores nothing: [`Error::Busy`].
    Refused,
    /// It stores nothing, but says that it does not know: [`Error::Io`] with an unknown outcome.
    Lost,
    /// It stores the batch, but says that it does not know: [`Error::Io`] with an unknown outcome.
    Landed,
    /// It stores nothing and says [`Error::Conflict`], with a head one beyond the expected index, as if another
    /// writer had won without having written anything: only good for callers that do not read before they retry.
    Conflict,
}

/// The state of the pretended storage that lasts until it is healed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outage {
    /// None.
    #[default]
    None,
    /// Every append surely stores nothing: [`Error::Full`]. Heads and reads work.
    Full,
    /// Every append stores nothing but does not know it, and every head and read fails too: [`Error::Io`].
    Dead,
}

/// Where appends stand still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stall {
    /// Nowhere.
    #[default]
    None,
    /// Before anything is stored.
    Before,
    /// After the batch is stored, before the caller hears of it.
    After,
}

#[derive(Debug, Default)]
struct Script {
    appends: VecDeque<AppendFault>,
    outage: Outage,
    stall: Stall,
    stall_reads: bool,
    failing_reads: usize,
    damaged: Option<Index>,
    /// Threads standing still now.
    standing: usize,
    /// Appends that reached the log, whatever came of them.
    attempts: u64,
}

/// The script, shared by the test and every log and reader made with it.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    shared: Arc<(Mutex<Script>, Condvar)>,
}

impl Faults {
    /// A script in which nothing goes wrong.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Scripts the next append that is not scripted yet.
    pub fn next_append(&self, fault: AppendFault) {
        self.change(|script| script.appends.push_back(fault));
    }

    /// Begins an outage, which lasts until [`Faults::heal`].
    pub fn begin_outage(&self, outage: Outage) {
        self.change(|script| script.outage = outage);
    }

    /// Lets appends stand still at `stall` until [`Faults::heal`] or another call of this.
    pub fn stall_appends(&self, stall: Stall) {
        self.change(|script| script.stall = stall);
    }

    /// Lets heads and reads of readers stand still until [`Faults::heal`].
    pub fn stall_reads(&self) {
        self.change(|script| script.stall_reads = true);
    }

    /// Lets the next `count` heads or reads of readers fail with [`Error::Io`].
    pub fn fail_reads(&self, count: usize) {
        self.change(|script| script.failing_reads = count);
    }

    /// Lets every read that would reach `index` say [`Error::Damaged`] there, until [`Faults::heal`].
    pub fn damage(&self, index: Index) {
        self.change(|script| script.damaged = Some(index));
    }

    /// Ends every fault and lets go whoever stands still.
    pub fn heal(&self) {
        self.change(|script| *script = Script { attempts: script.attempts, standing: script.standing, ..Script::default() });
    }

    /// The appends tried so far.
    #[must_use]
    pub fn attempts(&self) -> u64 {
        self.script().attempts
    }

    /// Waits until `count` threads stand still, at most `patience`; tells whether they do.
    #[must_use]
    pub fn wait_for_standing(&self, count: usize, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        let mut script = self.script();
        while script.standing < count {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            script = self.shared.1.wait_timeout(script, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        let outcome = change(&mut self.script());
        self.shared.1.notify_all();
        outcome
    }

    fn stand_while(&self, condition: impl Fn(&Script) -> bool) {
        let mut script = self.script();
        if !condition(&script) {
            return;
        }
        script.standing += 1;
        self.shared.1.notify_all();
        while condition(&script) {
            script = self.shared.1.wait(script).unwrap_or_else(PoisonError::into_inner);
        }
        script.standing -= 1;
    }

    fn before_read(&self) -> Result<(), Error> {
        self.stand_while(|script| script.stall_reads);
        let failing = self.change(|script| {
            let failing = script.failing_reads > 0 || script.outage == Outage::Dead;
            script.failing_reads = script.failing_reads.saturating_sub(1);
            failing
        });
        if failing { Err(io(false)) } else { Ok(()) }
    }
}

/// A log that meets the faults of its script.
#[derive(Debug)]
pub struct FaultyLog<L> {
    inner: L,
    faults: Faults,
}

impl<L: Log> FaultyLog<L> {
    /// Puts `inner` under the script of `faults`.
    pub fn new(inner: L, faults: Faults) -> Self {
        Self { inner, faults }
    }

    fn meet(&mut self, fault: AppendFault, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        match fault {
            AppendFault::None => self.inner.append(expected, batch),
            AppendFault::Refused => Err(Error::Busy { doing: "a scripted append".to_owned(), source: "scripted".into() }),
            AppendFault::Lost => Err(io(true)),
            AppendFault::Landed => self.inner.append(expected, batch).and(Err(io(true))),
            AppendFault::Conflict => Err(Error::Conflict { expected, head: expected.saturating_add(1) }),
        }
    }
}

impl<L: Log> Log for FaultyLog<L> {
    fn head(&mut self) -> Result<Index, Error> {
        let dead = self.faults.script().outage == Outage::Dead;
        if dead { Err(io(false)) } else { self.inner.head() }
    }

    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        self.faults.change(|script| script.attempts += 1);
        self.faults.stand_while(|script| script.stall == Stall::Before);
        let (outage, fault) = self.faults.change(|script| match script.outage {
            Outage::None => (Outage::None, script.appends.pop_front().unwrap_or(AppendFault::None)),
            outage => (outage, AppendFault::None),
        });
        let outcome = match outage {
            Outage::None => self.meet(fault, expected, batch),
            Outage::Full => Err(full()),
            Outage::Dead => Err(io(true)),
        };
        self.faults.stand_while(|script| script.stall == Stall::After);
        outcome
    }

    fn reader(&self) -> Result<Box<dyn LogReader>, Error> {
        Ok(Box::new(FaultyReader { inner: self.inner.reader()?, faults: self.faults.clone() }))
    }
}

/// A reader that meets the faults of its log's script.
pub struct FaultyReader {
    inner: Box<dyn LogReader>,
    faults: Faults,
}

impl LogReader for FaultyReader {
    fn head(&mut self) -> Result<Index, Error> {
        self.faults.before_read()?;
        self.inner.head()
    }

    fn read(&mut self, from: Index, limit: usize) -> Result<Vec<StoredRecord>, Error> {
        self.faults.before_read()?;
        let page = self.inner.read(from, limit)?;
        let damaged = self.faults.script().damaged;
        match damaged {
            Some(index) if page.iter().any(|record| record.index == index) => {
                Err(Error::Damaged { index, what: "scripted damage".to_owned() })
            }
            _ => Ok(page),
        }
    }
}

fn io(maybe_landed: bool) -> Error {
    Error::Io { doing: "a scripted failure".to_owned(), maybe_landed, source: "scripted".into() }
}

fn full() -> Error {
    Error::Full { doing: "a scripted append".to_owned(), maybe_landed: false, source: "scripted".into() }
}

#[cfg(test)]
#[path = "faulty_tests.rs"]
mod tests;
