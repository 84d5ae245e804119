//! Peers that only listen: they have a subscription at the DSS and keep what they are told.

use super::rig::*;
use parking_lot::Mutex;
use std::sync::Arc;
use tansiq_core::EntityId;
use tansiq_peers::Answer;
use tansiq_wire::f3548::{
    PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters, PutSubscriptionParameters, Volume4D,
};

/// A peer that listens.
#[derive(Clone)]
pub struct Ear {
    pub name: String,
    /// The id of its subscription.
    pub subscription: EntityId,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    operations: Vec<PutOperationalIntentDetailsParameters>,
    constraints: Vec<PutConstraintDetailsParameters>,
    /// Statuses for the next messages; then 204.
    statuses: Vec<u16>,
    /// While set, answers wait.
    held: Option<Arc<tokio::sync::Semaphore>>,
    /// Messages whose answer is not given yet, and the most that were at once.
    open: usize,
    most_open: usize,
}

/// 20 km about Bern, from now on for ten hours.
fn around_bern() -> Volume4D {
    Volume4D::circle(46.95, 7.45, 20_000.0, 0.0, 10_000.0, NOW.0, at(36_000).0)
}

impl Ear {
    /// A party that subscribes to what happens about Bern.
    pub async fn subscribe(world: &World, name: &str) -> Ear {
        let ear = Ear { name: name.to_owned(), subscription: fresh_id(), inner: Arc::default() };
        let serving = ear.clone();
        world.net.host(&format!("{name}.example"), move |request| {
            let ear = serving.clone();
            async move { ear.hear(&request).await }
        });
        let parameters = PutSubscriptionParameters {
            extents: around_bern(),
            uss_base_url: format!("https://{name}.example"),
            notify_for_operational_intents: true,
            notify_for_constraints: true,
        };
        let made = world.dss_of(name).put_subscription(&ear.subscription.to_string(), &parameters).await;
        made.expect("the DSS takes the subscription");
        ear
    }

    async fn hear(&self, request: &tansiq_peers::Request) -> Answer {
        let (status, held) = {
            let mut inner = self.inner.lock();
            match request.url.path() {
                "/uss/v1/operational_intents" => inner.operations.extend(request_body(request)),
                "/uss/v1/constraints" => inner.constraints.extend(request_body(request)),
                _ => return Answer::empty(404),
            }
            inner.open += 1;
            inner.most_open = inner.most_open.max(inner.open);
            let status = if inner.statuses.is_empty() { 204 } else { inner.statuses.remove(0) };
            (status, inner.held.clone())
        };
        if let Some(held) = held {
            held.acquire().await.expect("never closed").forget();
        }
        self.inner.lock().open -= 1;
        Answer::empty(status)
    }

    /// Answers the next messages with these statuses.
    pub fn answer_with(&self, statuses: &[u16]) {
        self.inner.lock().statuses = statuses.to_vec();
    }

    /// Answers only as often as is allowed from now on.
    pub fn hold(&self) -> Arc<tokio::sync::Semaphore> {
        let held = Arc::new(tokio::sync::Semaphore::new(0));
        self.inner.lock().held = Some(held.clone());
        held
    }

    /// What it was told of operations.
    pub fn operations(&self) -> Vec<PutOperationalIntentDetailsParameters> {
        self.inner.lock().operations.clone()
    }

    /// What it was told of constraints.
    pub fn constraints(&self) -> Vec<PutConstraintDetailsParameters> {
        self.inner.lock().constraints.clone()
    }

    /// How many messages waited for an answer at once, at most.
    pub fn most_open(&self) -> usize {
        self.inner.lock().most_open
    }

    /// Waits until it was told so many times of operations.
    pub async fn told(&self, count: usize) -> Vec<PutOperationalIntentDetailsParameters> {
        let what = format!("{} is told of operations {count} times", self.name);
        until(&what, || async { Some(self.operations()).filter(|told| told.len() >= count) }).await
    }

    /// Waits until it was told so many times of constraints.
    pub async fn told_constraints(&self, count: usize) -> Vec<PutConstraintDetailsParameters> {
        let what = format!("{} is told of constraints {count} times", self.name);
        until(&what, || async { Some(self.constraints()).filter(|told| told.len() >= count) }).await
    }
}
