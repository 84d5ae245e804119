//! One write of an operation at a time, and so many at once.

use super::MAX_CHANGES;
use crate::desk::Desk;
use crate::error::DeskError;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use tansiq_core::EntityId;
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// Locks that are kept; beyond, those that nobody holds or waits for are dropped.
const MAX_LOCKS: usize = 2 * MAX_CHANGES;

/// One write of an operation at a time.
#[derive(Debug)]
pub(crate) struct Locks {
    held: Mutex<HashMap<EntityId, Arc<tokio::sync::Mutex<()>>>>,
    room: Arc<Semaphore>,
}

/// While this lives nobody else writes the operation.
pub(crate) type Held = OwnedMutexGuard<()>;

impl Default for Locks {
    fn default() -> Locks {
        Locks { held: Mutex::default(), room: Arc::new(Semaphore::new(MAX_CHANGES)) }
    }
}

impl Locks {
    /// Room for one more change.
    ///
    /// # Errors
    /// [`DeskError::TooMany`] if [`MAX_CHANGES`] are under way.
    pub(crate) fn room(&self) -> Result<OwnedSemaphorePermit, DeskError> {
        let full = |_| DeskError::TooMany(format!("{MAX_CHANGES} changes of operations are under way"));
        self.room.clone().try_acquire_owned().map_err(full)
    }

    /// How many changes are under way.
    pub(crate) fn under_way(&self) -> usize {
        MAX_CHANGES - self.room.available_permits()
    }

    /// Waits until nobody else writes the operation.
    pub(crate) async fn hold(&self, id: EntityId) -> Held {
        self.of(id).lock_owned().await
    }

    /// Takes the lock if nobody has it.
    pub(crate) fn try_hold(&self, id: EntityId) -> Option<Held> {
        self.of(id).try_lock_owned().ok()
    }

    /// Never more than those in use and [`MAX_LOCKS`], because changes are bounded.
    fn of(&self, id: EntityId) -> Arc<tokio::sync::Mutex<()>> {
        let mut held = self.held.lock();
        if held.len() >= MAX_LOCKS && !held.contains_key(&id) {
            held.retain(|_, lock| Arc::strong_count(lock) > 1);
        }
        held.entry(id).or_default().clone()
    }
}

impl Desk {
    /// Changes of operations that are under way, at most [`MAX_CHANGES`]. After [`Desk::change`] was dropped its change may be.
    pub fn changes_under_way(&self) -> usize {
        self.shared().locks.under_way()
    }

    /// Whether this desk is writing the operation right now.
    pub(crate) fn is_writing(&self, id: EntityId) -> bool {
        self.shared().locks.try_hold(id).is_none()
    }
}
