//! Own subscriptions kept alive: one for each region that the configuration names, whatever is planned there.
//!
//! A region's subscription has an id made of the party's name and the region's, so that a write of which nobody heard finds
//! itself again and leaves nothing behind at the DSS. It lasts under a day (the DSS allows no more) and is renewed at half
//! time. Whenever it is written, and when a notification was missed, what the DSS lists in the region is read
//! (`discover.rs`), so that the picture is complete from the first moment. Subscriptions that come with operations are not
//! kept here; the DSS does.

use crate::convert;
use crate::desk::{Desk, Region};
use crate::error::DeskError;
use crate::outbox::Bell;
use crate::run::{Condition, Patience};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tansiq_core::desk::{Command, Volumes, Watch, touch};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_geo::Volume;
use tansiq_peers::DssError;
use tansiq_wire::f3548::{PutSubscriptionParameters, PutSubscriptionResponse, Subscription, SubscriptionState};
use tokio::time::Instant;

/// How long a subscription is asked for. The DSS allows 24 h by its own clock; the hour is for the difference of clocks.
const LASTS: Duration = Duration::from_secs(23 * 3_600);
/// How long before its end it is renewed.
const RENEWED_BEFORE: Duration = Duration::from_secs(12 * 3_600);
/// How often the DSS is asked whether it still has it.
const VERIFY_EVERY: Duration = Duration::from_secs(300);
/// How often at most a region is read again because a notification was missed: anybody can claim a count.
const READ_AGAIN_AFTER: Duration = Duration::from_secs(30);
/// How long reading a region may take.
const READ_TIME: Duration = Duration::from_secs(60);
/// Pauses after failures, the first and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(300));

/// What is remembered of subscriptions between notifications. A restart reads every region anyway.
#[derive(Debug, Default)]
pub(crate) struct Watching {
    /// Rung when a notification was missed.
    bell: Bell,
    inner: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// The last count of each own subscription, as many as there are regions.
    last: BTreeMap<EntityId, i32>,
    /// Those that went on by more than one.
    missed: BTreeSet<EntityId>,
}

impl Watching {
    /// A notification came. Where a count of ours went on by more than one, one before it was missed.
    pub(crate) fn heard(&self, subscriptions: &[SubscriptionState]) {
        let mut counts = self.inner.lock();
        for told in subscriptions {
            let Ok(id) = EntityId::parse(&told.subscription_id) else { continue };
            let Some(last) = counts.last.get_mut(&id) else { continue };
            let jumped = told.notification_index > last.saturating_add(1);
            *last = (*last).max(told.notification_index);
            if jumped {
                counts.missed.insert(id);
                self.bell.ring();
            }
        }
    }

    fn begin(&self, id: EntityId, index: i32) {
        self.inner.lock().last.insert(id, index);
    }

    fn end(&self, id: EntityId) {
        let mut counts = self.inner.lock();
        counts.last.remove(&id);
        counts.missed.remove(&id);
    }

    fn has_missed(&self, id: EntityId) -> bool {
        self.inner.lock().missed.contains(&id)
    }

    fn caught_up(&self, id: EntityId) {
        self.inner.lock().missed.remove(&id);
    }
}

/// What is due for a region's subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// To be made or renewed.
    Write,
    /// To be looked up at the DSS.
    Verify,
    /// What is there is to be read again.
    Read,
    Nothing,
}

/// What one run of the chore remembers.
#[derive(Default)]
struct Rounds {
    /// When each subscription was written or found to be as it should in this run of the desk.
    verified: BTreeMap<EntityId, Timestamp>,
    /// When each region was read.
    read: BTreeMap<EntityId, Timestamp>,
    patience: Patience,
}

impl Rounds {
    fn due(&self, watch: Option<&Watch>, missed: bool, now: Timestamp) -> Due {
        // In each run of the desk it is written once: the configuration may have changed.
        let Some((watch, verified)) = watch.and_then(|watch| Some((watch, self.verified.get(&watch.id)?))) else {
            return Due::Write;
        };
        if watch.until.minus(RENEWED_BEFORE) <= now {
            return Due::Write;
        }
        let read = self.read.get(&watch.id);
        let unread = read.is_none() || missed && read.is_some_and(|read| read.plus(READ_AGAIN_AFTER) <= now);
        match () {
            () if verified.plus(VERIFY_EVERY) <= now => Due::Verify,
            () if unread => Due::Read,
            () => Due::Nothing,
        }
    }
}

impl Desk {
    /// Keeps a subscription for each region, for ever.
    pub(crate) async fn watch_regions(&self, pace: Duration) {
        let mut rounds = Rounds::default();
        let mut condition = Condition::new("watching regions");
        loop {
            let wait = condition.note(self.watch_once(&mut rounds).await, pace);
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.shared().watching.bell.wait() => {}
            }
        }
    }

    async fn watch_once(&self, rounds: &mut Rounds) -> Result<(), DeskError> {
        let held = self
            .read(|state, touches| {
                touches.add(touch::WATCHES);
                state.watches().map(|watch| (watch.id, watch.clone())).collect::<BTreeMap<_, _>>()
            })
            .await?;
        let mut failed = None;
        let mut wanted = BTreeSet::new();
        for region in &self.settings().regions {
            let id = self.watch_id(&region.name);
            wanted.insert(id);
            let now = self.now();
            if !rounds.patience.allows(id, now) {
                continue;
            }
            let due = rounds.due(held.get(&id), self.shared().watching.has_missed(id), now);
            let went = self.watch_region(region, id, held.get(&id), due, rounds).await;
            rounds.patience.note(id, went.is_ok(), now, PAUSES);
            failed = failed.or(went.err());
        }
        for watch in held.values().filter(|watch| !wanted.contains(&watch.id)) {
            let now = self.now();
            if rounds.patience.allows(watch.id, now) {
                let went = self.stop_watching(watch).await;
                rounds.patience.note(watch.id, went.is_ok(), now, PAUSES);
                failed = failed.or(went.err());
            }
        }
        rounds.patience.retain(|id| wanted.contains(&id) || held.contains_key(&id));
        failed.map_or(Ok(()), Err)
    }

    async fn watch_region(
        &self,
        region: &Region,
        id: EntityId,
        watch: Option<&Watch>,
        due: Due,
        rounds: &mut Rounds,
    ) -> Result<(), DeskError> {
        let now = self.now();
        match due {
            Due::Nothing => return Ok(()),
            Due::Read => {}
            Due::Verify => {
                let known = watch.map(|watch| &*watch.version);
                let stands = match self.dss().get_subscription(&id.to_string()).await {
                    Ok(found) => known == Some(&*found.version),
                    Err(DssError::NotFound { .. }) => false,
                    Err(error) => return Err(DeskError::Dss(error.to_string())),
                };
                if !stands {
                    tracing::warn!(region = %region.name, "the DSS has lost or changed the subscription; it is made again");
                    self.write_watch(region, id, watch).await?;
                    rounds.read.remove(&id);
                }
                rounds.verified.insert(id, now);
                if stands && rounds.due(watch, self.shared().watching.has_missed(id), now) != Due::Read {
                    return Ok(());
                }
            }
            Due::Write => {
                self.write_watch(region, id, watch).await?;
                rounds.verified.insert(id, now);
            }
        }
        // After the subscription stands: what changes from now on is told, what was there before is read now.
        let area = Volumes::exact(vec![self.region_volume(region, now)]);
        self.shared().watching.caught_up(id);
        self.survey(&area, Instant::now() + READ_TIME).await?;
        rounds.read.insert(id, now);
        Ok(())
    }

    /// Makes or renews a subscription, and records it. A crash between the two finds it again by its id.
    async fn write_watch(&self, region: &Region, id: EntityId, watch: Option<&Watch>) -> Result<(), DeskError> {
        let now = self.now();
        let parameters = PutSubscriptionParameters {
            extents: convert::wire_volume(&self.region_volume(region, now)),
            uss_base_url: self.settings().base_url.to_string(),
            notify_for_operational_intents: true,
            notify_for_constraints: self.settings().processes_constraints,
        };
        let refused = |error: DssError| DeskError::Dss(error.to_string());
        let told = match self.put_watch(id, watch.map(|watch| &*watch.version), &parameters).await {
            // It is not as we thought: made by a write of which nobody heard, or forgotten.
            Err(DssError::Stale { .. } | DssError::NotFound { .. } | DssError::Refused { .. }) => {
                let version = match self.dss().get_subscription(&id.to_string()).await {
                    Ok(found) => Some(found.version),
                    Err(DssError::NotFound { .. }) => None,
                    Err(error) => return Err(refused(error)),
                };
                self.put_watch(id, version.as_deref(), &parameters).await.map_err(refused)?
            }
            told => told.map_err(refused)?,
        };
        let Subscription { version, notification_index, .. } = told.subscription;
        let (region, version) = (region.name.clone(), Name::from(version));
        self.shared().watching.begin(id, notification_index);
        self.record(Command::KeepWatch { id, region: region.clone(), version, until: now.plus(LASTS) }).await?;
        tracing::info!(%region, subscription = %id, "watching");
        Ok(())
    }

    async fn put_watch(
        &self,
        id: EntityId,
        version: Option<&str>,
        parameters: &PutSubscriptionParameters,
    ) -> Result<PutSubscriptionResponse, DssError> {
        match version {
            Some(version) => self.dss().update_subscription(&id.to_string(), version, parameters).await,
            None => self.dss().put_subscription(&id.to_string(), parameters).await,
        }
    }

    /// Deletes the subscription of a region that the configuration names no more.
    async fn stop_watching(&self, watch: &Watch) -> Result<(), DeskError> {
        let id = watch.id.to_string();
        let mut deleted = self.dss().delete_subscription(&id, &watch.version).await.map(drop);
        if let Err(DssError::Stale { .. }) = deleted {
            deleted = match self.dss().get_subscription(&id).await {
                Ok(found) => self.dss().delete_subscription(&id, &found.version).await.map(drop),
                Err(error) => Err(error),
            };
        }
        match deleted {
            Ok(()) | Err(DssError::NotFound { .. }) => {}
            // Its end comes on its own.
            Err(_) if watch.until <= self.now() => {}
            Err(error) => return Err(DeskError::Dss(error.to_string())),
        }
        self.shared().watching.end(watch.id);
        self.record(Command::DropWatch { id: watch.id }).await?;
        tracing::info!(region = %watch.region, "not watching any more");
        Ok(())
    }

    /// The region from now for as long as it is watched.
    fn region_volume(&self, region: &Region, now: Timestamp) -> Volume {
        let volume = Volume::new(region.outline.clone());
        let bounded = volume
            .clone()
            .between_heights(region.heights.lower, region.heights.upper)
            .and_then(|volume| volume.between_times(now.0, now.plus(LASTS).0));
        // A region whose heights are upside down is watched at all heights: rather too much than nothing.
        bounded.or_else(|_| volume.clone().between_times(now.0, now.plus(LASTS).0)).unwrap_or(volume)
    }

    /// The same for the same party, address and region, whatever happened before.
    fn watch_id(&self, region: &str) -> EntityId {
        let settings = self.settings();
        stable_id(&["subscription", &settings.party, &settings.base_url, region])
    }
}

/// An id made of texts: a hash in the shape of a version 4 UUID.
pub(crate) fn stable_id(of: &[&str]) -> EntityId {
    let mut hash = Sha256::new();
    for text in of {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    let bytes: [u8; 32] = hash.finalize().into();
    let mut first = [0; 16];
    first.copy_from_slice(&bytes[..16]);
    EntityId::from_uuid(uuid::Builder::from_random_bytes(first).into_uuid()).expect("a version 4 UUID of the RFC variant")
}

#[cfg(test)]
#[path = "watch_tests.rs"]
mod tests;
