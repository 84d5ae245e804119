//! The queue of commands between callers and the ledger thread: bounded, and once it is closed it keeps nobody waiting.
//!
//! A bounded channel keeps what is in it when its receiver goes, and a caller whose command was left there would wait for
//! ever. So the receiving end first says that it is closed and then empties the channel, and a caller who finds it closed
//! after sending does the same: whichever comes last sees the command.

use crate::bounds::QUEUE;
use crate::ledger::Message;
use crate::node::Unavailable;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use tansiq_core::Machine;

/// The callers' end.
pub(crate) struct Door<M: Machine> {
    sender: Sender<Message<M>>,
    left_over: Receiver<Message<M>>,
    closed: Arc<AtomicBool>,
}

/// The ledger thread's end. It closes when dropped.
pub(crate) struct Inbox<M: Machine> {
    pub(crate) messages: Receiver<Message<M>>,
    closed: Arc<AtomicBool>,
}

/// The log thread's way to wake the ledger thread, which waits for messages only: waiting for two channels at once costs
/// several microseconds each time.
pub(crate) struct Bell<M: Machine> {
    sender: Sender<Message<M>>,
}

pub(crate) fn queue<M: Machine>() -> (Door<M>, Bell<M>, Inbox<M>) {
    let (sender, messages) = bounded(QUEUE);
    let closed = Arc::new(AtomicBool::new(false));
    let door = Door { sender: sender.clone(), left_over: messages.clone(), closed: closed.clone() };
    (door, Bell { sender }, Inbox { messages, closed })
}

impl<M: Machine> Bell<M> {
    /// Makes the ledger thread look for reports. If the queue is full it is not waiting, and looks by itself.
    pub(crate) fn ring(&self) {
        let _ = self.sender.try_send(Message::Look);
    }
}

/// A log thread that ends makes the ledger thread look too, and see that it is gone.
impl<M: Machine> Drop for Bell<M> {
    fn drop(&mut self) {
        self.ring();
    }
}

impl<M: Machine> Door<M> {
    /// Puts a message into the queue. If it is dropped there, so is its way back, which its caller notices.
    pub(crate) fn try_send(&self, message: Message<M>) -> Result<(), Unavailable> {
        if self.closed.load(SeqCst) {
            return Err(Unavailable::Stopping);
        }
        let sent = self.sender.try_send(message);
        self.empty_if_closed();
        sent.map_err(|error| match error {
            TrySendError::Full(_) => Unavailable::Busy,
            TrySendError::Disconnected(_) => Unavailable::Stopping,
        })
    }

    /// Tells the ledger thread to stop, after all that is in the queue.
    pub(crate) fn send_stop(&self) {
        if !self.closed.load(SeqCst) {
            // Cannot fail, because this end holds a receiver; and who closes the queue empties it, so there will be room.
            let _ = self.sender.send(Message::Stop);
            self.empty_if_closed();
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.sender.len()
    }

    fn empty_if_closed(&self) {
        if self.closed.load(SeqCst) {
            while self.left_over.try_recv().is_ok() {}
        }
    }
}

/// When nobody can ask any more, the ledger thread stops.
impl<M: Machine> Drop for Door<M> {
    fn drop(&mut self) {
        self.send_stop();
    }
}

impl<M: Machine> Inbox<M> {
    /// Refuses what waits and all that comes from now on, as the node is stopping.
    pub(crate) fn close(&self) {
        self.closed.store(true, SeqCst);
        while self.messages.try_recv().is_ok() {}
    }
}

impl<M: Machine> Drop for Inbox<M> {
    fn drop(&mut self) {
        self.close();
    }
}
