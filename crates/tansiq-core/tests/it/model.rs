//! The airspace as the specification describes it, in the plainest way: lists that are scanned.
//!
//! It shares the plain data types with the crate and none of its rules, index or tallies. Versions and ids that the crate
//! makes up are learned from its answers, and each must be new.

use std::collections::{BTreeMap, BTreeSet};
use tansiq_core::airspace::Rejection;
use tansiq_core::airspace::command::{Attachment, PutConstraint, PutIntent, PutSubscription};
use tansiq_core::airspace::*;
use tansiq_core::*;

const MINUTE_US: i64 = 60_000_000;
const SKEW_US: i64 = 5 * MINUTE_US;
const DAY_US: i64 = 24 * 60 * MINUTE_US;

/// Why a command is refused.
#[derive(Debug, PartialEq)]
pub enum Refusal {
    Invalid,
    Forbidden,
    NotFound,
    Conflict,
    Down,
    TooMany,
    Unproven { intents: BTreeSet<EntityId>, constraints: BTreeSet<EntityId> },
}

impl From<&Rejection> for Refusal {
    fn from(rejection: &Rejection) -> Refusal {
        match rejection {
            Rejection::Invalid(_) => Refusal::Invalid,
            Rejection::Forbidden(_) => Refusal::Forbidden,
            Rejection::NotFound(_) => Refusal::NotFound,
            Rejection::Conflict(_) => Refusal::Conflict,
            Rejection::Down(_) => Refusal::Down,
            Rejection::TooMany(_) => Refusal::TooMany,
            Rejection::Unproven(missing) => Refusal::Unproven {
                intents: missing.intents.iter().map(|i| i.id).collect(),
                constraints: missing.constraints.iter().map(|c| c.id).collect(),
            },
        }
    }
}

/// Everything the airspace knows.
#[derive(Default)]
pub struct Model {
    pub intents: Vec<Intent>,
    pub constraints: Vec<Constraint>,
    pub subscriptions: Vec<Subscription>,
    pub availabilities: Vec<AvailabilityRecord>,
    suffixes: Vec<(EntityId, uuid::Uuid)>,
    /// Every OVN, version and id ever given.
    given: BTreeSet<String>,
    /// Subscriptions whose version must be new after the present write.
    renewed: BTreeSet<EntityId>,
}

type Told = BTreeMap<String, BTreeSet<(EntityId, u32)>>;

fn fail<T>(refusal: Refusal) -> Result<T, Refusal> {
    Err(refusal)
}

/// A shared cell, a shared instant and a shared height, ends included.
fn meet(a: &Extent, b: &Extent) -> bool {
    let cell = a.cells.iter().any(|cell| b.cells.iter().any(|other| other == cell));
    let time = !(a.span.end < b.span.start || b.span.end < a.span.start);
    let height = !(a.heights.upper < b.heights.lower || b.heights.upper < a.heights.lower);
    cell && time && height
}

fn hull<'a>(extents: impl Iterator<Item = &'a Extent>) -> Option<Extent> {
    extents.fold(None, |hull, next| {
        let mut hull = hull.unwrap_or_else(|| next.clone());
        hull.span.start = hull.span.start.min(next.span.start);
        hull.span.end = hull.span.end.max(next.span.end);
        hull.heights.lower = hull.heights.lower.min(next.heights.lower);
        hull.heights.upper = hull.heights.upper.max(next.heights.upper);
        hull.cells = hull.cells.iter().chain(next.cells.iter()).collect();
        Some(hull)
    })
}

fn has_all_cells(of: &Extent, needed: &Extent) -> bool {
    needed.cells.iter().all(|cell| of.cells.iter().any(|other| other == cell))
}

impl Model {
    fn intent(&self, id: EntityId) -> Option<&Intent> {
        self.intents.iter().find(|i| i.id == id)
    }

    pub fn subscription(&self, id: EntityId) -> Option<&Subscription> {
        self.subscriptions.iter().find(|s| s.id == id)
    }

    fn dependents(&self, subscription: EntityId) -> Vec<&Intent> {
        self.intents.iter().filter(|i| i.subscription == Some(subscription)).collect()
    }

    fn is_down(&self, uss: &Name) -> bool {
        self.availabilities.iter().any(|r| r.uss == *uss && r.availability == Availability::Down)
    }

    /// Whether the command is refused, and why.
    pub fn judge(&self, context: &Context, command: &Command, key: &[String]) -> Result<(), Refusal> {
        match command {
            Command::PutIntent(put) => self.judge_put_intent(context, put, key),
            Command::DeleteIntent { id, ovn } => {
                let owned = self.intent(*id).map(|i| (&i.manager, i.ovn.as_str()));
                judge_delete(context, owned, ovn)?;
                if self.is_down(&context.caller.name) { fail(Refusal::Down) } else { Ok(()) }
            }
            Command::PutConstraint(put) => self.judge_put_constraint(context, put),
            Command::DeleteConstraint { id, ovn } => {
                let found = self.constraints.iter().find(|c| c.id == *id);
                judge_delete(context, found.map(|c| (&c.manager, c.ovn.as_str())), ovn)
            }
            Command::PutSubscription(put) => self.judge_put_subscription(context, put),
            Command::DeleteSubscription { id, version } => {
                judge_delete(context, self.subscription(*id).map(|s| (&s.manager, &*s.version)), version)?;
                if self.dependents(*id).is_empty() { Ok(()) } else { fail(Refusal::Invalid) }
            }
            Command::SetAvailability { uss, old_version, .. } => {
                let current = self.availabilities.iter().find(|r| r.uss == *uss).map_or("", |r| &r.version);
                if **old_version == *current { Ok(()) } else { fail(Refusal::Conflict) }
            }
            Command::RecordHeartbeat { timestamp, next_expected_before: Some(next), .. } => {
                if *next < timestamp.unwrap_or(context.now) { fail(Refusal::Invalid) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn judge_put_intent(&self, context: &Context, put: &PutIntent, key: &[String]) -> Result<(), Refusal> {
        use IntentState::*;
        let named_ovn = put.ovn.as_deref().unwrap_or("");
        let off_nominal = matches!(put.state, Nonconforming | Contingent);
        let bad_suffix = put.requested_suffix.as_ref().is_some_and(|(_, suffix)| {
            let time = (suffix.get_version_num() == 7).then(|| suffix.get_timestamp().unwrap().to_unix());
            time.is_none_or(|(s, ns)| (s as i64 * 1_000_000 + i64::from(ns / 1_000) - context.now.0).abs() > SKEW_US)
        });
        if put.extent.span.end < context.now
            || (named_ovn.is_empty() && put.state != Accepted)
            || bad_suffix
            || (put.state != Accepted && matches!(put.subscription, Attachment::None))
        {
            return fail(Refusal::Invalid);
        }
        if off_nominal && !context.caller.monitors_conformance {
            return fail(Refusal::Forbidden);
        }
        let old = self.intent(put.id);
        match old {
            None if !named_ovn.is_empty() => return fail(Refusal::Invalid),
            Some(old) if old.manager != context.caller.name => return fail(Refusal::Forbidden),
            Some(old) if old.ovn.as_str() != named_ovn => return fail(Refusal::Conflict),
            _ => {}
        }
        let allowed: &[IntentState] = match old.map(|old| old.state) {
            None => &[Accepted],
            Some(Accepted) => &[Accepted, Activated, Nonconforming, Contingent],
            Some(Activated) => &[Activated, Nonconforming, Contingent],
            Some(Nonconforming) => &[Nonconforming, Activated, Contingent],
            Some(Contingent) => &[Contingent],
        };
        if !allowed.contains(&put.state) {
            return fail(Refusal::Invalid);
        }
        if !off_nominal && self.is_down(&context.caller.name) {
            return fail(Refusal::Down);
        }
        let watches_constraints = self.judge_attachment(context, put)?;
        if !off_nominal {
            self.judge_key(put, key, watches_constraints)?;
        }
        let reused = put.requested_suffix.as_ref().is_some_and(|(_, suffix)| self.suffixes.contains(&(put.id, *suffix)));
        if reused { fail(Refusal::Conflict) } else { Ok(()) }
    }

    fn judge_attachment(&self, context: &Context, put: &PutIntent) -> Result<bool, Refusal> {
        match &put.subscription {
            Attachment::None => Ok(false),
            Attachment::Implicit { notify_for_constraints, .. } => Ok(*notify_for_constraints),
            Attachment::Existing(id) => {
                let Some(found) = self.subscription(*id) else { return fail(Refusal::Invalid) };
                if found.manager != context.caller.name {
                    return fail(Refusal::Forbidden);
                }
                let covers = found.extent.span.start <= put.extent.span.start
                    && found.extent.span.end >= put.extent.span.end
                    && has_all_cells(&found.extent, &put.extent);
                if !covers && !found.implicit { fail(Refusal::Invalid) } else { Ok(found.notify_for_constraints) }
            }
        }
    }

    fn judge_key(&self, put: &PutIntent, key: &[String], watches_constraints: bool) -> Result<(), Refusal> {
        let unknown = |ovn: &Ovn| !key.iter().any(|known| known == ovn.as_str());
        let excused = |i: &Intent| i.id == put.id || (i.state == IntentState::Accepted && self.is_down(&i.manager));
        let intents = self.intents.iter().filter(|i| meet(&i.extent, &put.extent) && unknown(&i.ovn) && !excused(i));
        let intents: BTreeSet<EntityId> = intents.map(|i| i.id).collect();
        let constraints = self.constraints.iter().filter(|c| meet(&c.extent, &put.extent) && unknown(&c.ovn));
        let constraints: BTreeSet<EntityId> = constraints.filter(|_| watches_constraints).map(|c| c.id).collect();
        if intents.is_empty() && constraints.is_empty() { Ok(()) } else { fail(Refusal::Unproven { intents, constraints }) }
    }

    fn judge_put_constraint(&self, context: &Context, put: &PutConstraint) -> Result<(), Refusal> {
        if put.extent.span.end < context.now {
            return fail(Refusal::Invalid);
        }
        let named_ovn = put.ovn.as_deref().unwrap_or("");
        match self.constraints.iter().find(|c| c.id == put.id) {
            None if named_ovn.is_empty() => Ok(()),
            None => fail(Refusal::Conflict),
            Some(old) if old.manager != context.caller.name => fail(Refusal::Forbidden),
            Some(old) if old.ovn.as_str() != named_ovn => fail(Refusal::Conflict),
            Some(_) => Ok(()),
        }
    }

    /// Start and end of a subscription, with what is filled in where the request is silent.
    fn times(&self, context: &Context, put: &PutSubscription) -> (i64, i64) {
        let old = self.subscription(put.id).map(|s| s.extent.span);
        let start = put.start.or(old.map(|o| o.start)).unwrap_or(context.now).0;
        let end = put.end.or(old.map(|o| o.end)).map_or(start + DAY_US, |end| end.0);
        (start, end)
    }

    fn judge_put_subscription(&self, context: &Context, put: &PutSubscription) -> Result<(), Refusal> {
        let (start, end) = self.times(context, put);
        if !(put.notify_for_operational_intents || put.notify_for_constraints)
            || (put.cells.is_empty() && put.notify_for_constraints)
            || put.start.is_some_and(|given| context.now.0 - given.0 > SKEW_US)
            || end <= start
            || end - start > DAY_US
        {
            return fail(Refusal::Invalid);
        }
        let version = put.version.as_deref().unwrap_or("");
        match self.subscription(put.id) {
            None if version.is_empty() => return Ok(()),
            None => return fail(Refusal::Invalid),
            Some(old) if *old.version != *version => return fail(Refusal::Conflict),
            Some(old) if old.manager != context.caller.name => return fail(Refusal::Forbidden),
            Some(_) => {}
        }
        let covered = |extent: &Extent| {
            extent.cells.iter().all(|cell| put.cells.iter().any(|other| other == cell))
                && put.heights.lower <= extent.heights.lower
                && put.heights.upper >= extent.heights.upper
                && start <= extent.span.start.0 + SKEW_US
                && end >= extent.span.end.0
        };
        let all = self.dependents(put.id).iter().all(|i| covered(&i.extent));
        if all { Ok(()) } else { fail(Refusal::Invalid) }
    }

    /// Does what an accepted command does, and holds its answer against what should have been answered.
    pub fn carry_out(&mut self, context: &Context, command: &Command, outcome: &Outcome) {
        self.renewed.clear();
        match (command, outcome) {
            (Command::PutIntent(put), Outcome::Intent { reference, subscribers, removed: false }) => {
                self.put_intent(context, put, reference, subscribers);
            }
            (Command::DeleteIntent { id, .. }, Outcome::Intent { reference, subscribers, removed: true }) => {
                let at = self.intents.iter().position(|i| i.id == *id).unwrap();
                let extent = self.intents[at].extent.clone();
                let told = self.notify(|s| s.notify_for_operational_intents, &extent);
                assert_eq!(told, by_url(subscribers));
                self.check_intent(reference, &context.caller.name);
                self.intents.remove(at);
                self.tidy();
            }
            (Command::PutConstraint(put), Outcome::Constraint { reference, subscribers, removed: false }) => {
                self.put_constraint(context, put, reference, subscribers);
            }
            (Command::DeleteConstraint { id, .. }, Outcome::Constraint { reference, subscribers, removed: true }) => {
                let at = self.constraints.iter().position(|c| c.id == *id).unwrap();
                let extent = self.constraints[at].extent.clone();
                assert_eq!(self.notify(|s| s.notify_for_constraints, &extent), by_url(subscribers));
                self.check_constraint(reference, &context.caller.name);
                self.constraints.remove(at);
            }
            (Command::PutSubscription(put), Outcome::Subscription { view, intents, constraints, removed: false }) => {
                self.put_subscription(context, put, view);
                let extent = &view.subscription.extent;
                assert_eq!(intents.is_some(), put.notify_for_operational_intents);
                assert_eq!(constraints.is_some(), put.notify_for_constraints);
                intents.iter().for_each(|found| self.check_found_intents(found, extent, &context.caller.name));
                constraints.iter().for_each(|found| self.check_found_constraints(found, extent, &context.caller.name));
            }
            (Command::DeleteSubscription { id, .. }, Outcome::Subscription { view, removed: true, .. }) => {
                let at = self.subscriptions.iter().position(|s| s.id == *id).unwrap();
                assert_eq!(self.subscriptions.remove(at), view.subscription);
                assert!(view.dependents.is_empty());
            }
            (Command::SetAvailability { uss, availability, .. }, Outcome::Availability(record)) => {
                assert_eq!((&record.uss, record.availability), (uss, *availability));
                self.give(&record.version);
                self.availabilities.retain(|r| r.uss != *uss);
                self.availabilities.push(record.clone());
            }
            (Command::Evict { retention }, Outcome::Evicted(count)) => {
                self.evict(Timestamp(context.now.0 - retention.as_micros() as i64), *count);
            }
            (Command::FileReport { .. }, Outcome::Report { id }) => self.give(&id.to_string()),
            (Command::RecordHeartbeat { .. }, Outcome::Pool(_)) => {}
            (Command::Found | Command::RegisterInstance { .. }, Outcome::Done) => {}
            _ => panic!("{command:?} was answered {outcome:?}"),
        }
    }

    fn give(&mut self, text: &str) {
        assert!(self.given.insert(text.to_owned()), "{text} was given before");
    }

    fn put_intent(&mut self, context: &Context, put: &PutIntent, reference: &IntentReference, subscribers: &[Subscriber]) {
        let old = self.intent(put.id).cloned();
        let ovn = reference.ovn.clone().expect("the manager sees its OVN");
        match &put.requested_suffix {
            Some((text, suffix)) => {
                assert_eq!(ovn.as_str(), format!("{}_{text}", put.id));
                self.suffixes.push((put.id, *suffix));
            }
            None => assert_eq!(ovn.as_str().len(), 44),
        }
        self.give(ovn.as_str());
        let subscription = match &put.subscription {
            Attachment::None => None,
            Attachment::Existing(id) => Some(*id),
            Attachment::Implicit { uss_base_url, notify_for_constraints } => {
                let id = reference.subscription.expect("the new subscription is told");
                self.give(&id.to_string());
                self.renewed.insert(id);
                self.subscriptions.push(Subscription {
                    id,
                    manager: context.caller.name.clone(),
                    version: "".into(),
                    notification_index: 0,
                    extent: put.extent.clone(),
                    uss_base_url: uss_base_url.clone(),
                    notify_for_operational_intents: true,
                    notify_for_constraints: *notify_for_constraints,
                    implicit: true,
                });
                Some(id)
            }
        };
        self.intents.retain(|i| i.id != put.id);
        self.intents.push(Intent {
            id: put.id,
            manager: context.caller.name.clone(),
            version: old.as_ref().map_or(0, |old| old.version) + 1,
            state: put.state,
            ovn,
            extent: put.extent.clone(),
            uss_base_url: put.uss_base_url.clone(),
            subscription,
        });
        // An implicit subscription that lost its last dependent goes before the subscribers are found.
        self.drop_orphans();
        let affected = hull(old.iter().map(|old| &old.extent).chain([&put.extent])).unwrap();
        assert_eq!(self.notify(|s| s.notify_for_operational_intents, &affected), by_url(subscribers));
        self.tidy();
        self.check_intent(reference, &context.caller.name);
    }

    fn put_constraint(
        &mut self,
        context: &Context,
        put: &PutConstraint,
        reference: &ConstraintReference,
        subscribers: &[Subscriber],
    ) {
        let old = self.constraints.iter().find(|c| c.id == put.id).cloned();
        let ovn = reference.ovn.clone().expect("the manager sees its OVN");
        self.give(ovn.as_str());
        self.constraints.retain(|c| c.id != put.id);
        self.constraints.push(Constraint {
            id: put.id,
            manager: context.caller.name.clone(),
            version: old.as_ref().map_or(0, |old| old.version) + 1,
            ovn,
            extent: put.extent.clone(),
            uss_base_url: put.uss_base_url.clone(),
        });
        let affected = hull(old.iter().map(|old| &old.extent).chain([&put.extent])).unwrap();
        assert_eq!(self.notify(|s| s.notify_for_constraints, &affected), by_url(subscribers));
        self.check_constraint(reference, &context.caller.name);
    }

    fn put_subscription(&mut self, context: &Context, put: &PutSubscription, view: &SubscriptionView) {
        let (start, end) = self.times(context, put);
        let span = Span { start: Timestamp(start), end: Timestamp(end) };
        let expected = Subscription {
            id: put.id,
            manager: context.caller.name.clone(),
            version: view.subscription.version.clone(),
            notification_index: self.subscription(put.id).map_or(0, |old| old.notification_index),
            extent: Extent { span, heights: put.heights, cells: put.cells.clone() },
            uss_base_url: put.uss_base_url.clone(),
            notify_for_operational_intents: put.notify_for_operational_intents,
            notify_for_constraints: put.notify_for_constraints,
            implicit: false,
        };
        assert_eq!(view.subscription, expected);
        self.renewed.insert(put.id);
        self.subscriptions.retain(|s| s.id != put.id);
        self.subscriptions.push(expected);
    }

    fn evict(&mut self, limit: Timestamp, count: usize) {
        let ended = |extent: &Extent| extent.span.end < limit;
        let before = self.intents.len() + self.constraints.len();
        let lone = |s: &Subscription| ended(&s.extent) && self.dependents(s.id).is_empty();
        let lone: Vec<EntityId> = self.subscriptions.iter().filter(|s| lone(s)).map(|s| s.id).collect();
        self.subscriptions.retain(|s| !lone.contains(&s.id));
        self.intents.retain(|i| !ended(&i.extent));
        self.constraints.retain(|c| !ended(&c.extent));
        assert_eq!(count, before - self.intents.len() - self.constraints.len() + lone.len());
        self.tidy();
    }

    /// Raises the index of every subscription that the change meets; gives them by URL.
    fn notify(&mut self, wants: impl Fn(&Subscription) -> bool, affected: &Extent) -> Told {
        let mut told = Told::new();
        for s in self.subscriptions.iter_mut().filter(|s| wants(s) && meet(&s.extent, affected)) {
            s.notification_index += 1;
            told.entry(s.uss_base_url.to_string()).or_default().insert((s.id, s.notification_index));
        }
        told
    }

    fn drop_orphans(&mut self) {
        let needed: BTreeSet<EntityId> = self.intents.iter().filter_map(|i| i.subscription).collect();
        self.subscriptions.retain(|s| !s.implicit || needed.contains(&s.id));
    }

    /// Implicit subscriptions are exactly the union of their dependents.
    fn tidy(&mut self) {
        self.drop_orphans();
        for s in self.subscriptions.iter_mut().filter(|s| s.implicit) {
            let dependents = self.intents.iter().filter(|i| i.subscription == Some(s.id));
            let union = hull(dependents.map(|i| &i.extent)).unwrap();
            if union != s.extent {
                s.extent = union;
                self.renewed.insert(s.id);
            }
        }
    }

    fn check_intent(&self, reference: &IntentReference, viewer: &str) {
        let intent = self.intent(reference.id).expect("a reference tells of what exists");
        let recorded = self.availabilities.iter().find(|r| r.uss == intent.manager);
        let expected = IntentReference {
            id: intent.id,
            manager: intent.manager.clone(),
            availability: recorded.map_or(Availability::Unknown, |r| r.availability),
            version: intent.version,
            state: intent.state,
            ovn: (&*intent.manager == viewer).then(|| intent.ovn.clone()),
            span: intent.extent.span,
            uss_base_url: intent.uss_base_url.clone(),
            subscription: intent.subscription,
        };
        assert_eq!(*reference, expected);
    }

    fn check_constraint(&self, reference: &ConstraintReference, viewer: &str) {
        let constraint = self.constraints.iter().find(|c| c.id == reference.id).expect("it exists");
        let expected = ConstraintReference {
            id: constraint.id,
            manager: constraint.manager.clone(),
            version: constraint.version,
            ovn: (&*constraint.manager == viewer).then(|| constraint.ovn.clone()),
            span: constraint.extent.span,
            uss_base_url: constraint.uss_base_url.clone(),
        };
        assert_eq!(*reference, expected);
    }

    /// What a refused key did not name, as its caller may see it.
    pub fn check_missing(&self, missing: &Missing, viewer: &str) {
        missing.intents.iter().for_each(|reference| self.check_intent(reference, viewer));
        missing.constraints.iter().for_each(|reference| self.check_constraint(reference, viewer));
        let ids: BTreeSet<EntityId> = missing.intents.iter().map(|i| i.id).collect();
        assert_eq!(ids.len(), missing.intents.len(), "each is named once");
    }

    fn check_found_intents(&self, found: &[IntentReference], extent: &Extent, viewer: &str) {
        found.iter().for_each(|reference| self.check_intent(reference, viewer));
        let mut ids: Vec<EntityId> = found.iter().map(|i| i.id).collect();
        let mut expected: Vec<EntityId> = self.intents.iter().filter(|i| meet(&i.extent, extent)).map(|i| i.id).collect();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
    }

    fn check_found_constraints(&self, found: &[ConstraintReference], extent: &Extent, viewer: &str) {
        found.iter().for_each(|reference| self.check_constraint(reference, viewer));
        let mut ids: Vec<EntityId> = found.iter().map(|c| c.id).collect();
        let mut expected: Vec<EntityId> = self.constraints.iter().filter(|c| meet(&c.extent, extent)).map(|c| c.id).collect();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
    }

    /// Holds every query about the extent against the lists.
    pub fn check_queries(&self, state: &State, extent: &Extent, viewer: &str, now: Timestamp) {
        self.check_found_intents(&state.query_intents(viewer, extent), extent, viewer);
        self.check_found_constraints(&state.query_constraints(viewer, extent), extent, viewer);
        let mut found: Vec<EntityId> =
            state.query_subscriptions(viewer, extent, now).iter().map(|view| view.subscription.id).collect();
        let visible = |s: &&Subscription| *s.manager == *viewer && s.extent.span.end >= now && meet(&s.extent, extent);
        let mut expected: Vec<EntityId> = self.subscriptions.iter().filter(visible).map(|s| s.id).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }

    /// Holds the whole state against the lists; learns the versions that the last write renewed.
    pub fn check_state(&mut self, state: &State) {
        assert_eq!(state.counts(), (self.intents.len(), self.constraints.len(), self.subscriptions.len()));
        for viewer in ["alpha", "bravo"] {
            self.intents.iter().for_each(|i| self.check_intent(&state.get_intent(viewer, i.id).unwrap(), viewer));
            self.constraints.iter().for_each(|c| self.check_constraint(&state.get_constraint(viewer, c.id).unwrap(), viewer));
        }
        for at in 0..self.subscriptions.len() {
            let id = self.subscriptions[at].id;
            let view = state.get_subscription(id).expect("no subscription is lost");
            if self.renewed.remove(&id) {
                assert_eq!(view.subscription.version.len(), 44);
                self.give(&view.subscription.version);
                self.subscriptions[at].version = view.subscription.version.clone();
            }
            assert_eq!(self.subscriptions[at], view.subscription);
            let mut dependents: Vec<EntityId> = self.dependents(id).iter().map(|i| i.id).collect();
            dependents.sort();
            assert_eq!(view.dependents, dependents);
        }
        for record in &self.availabilities {
            assert_eq!(state.get_availability(&record.uss), *record);
        }
    }
}

fn judge_delete(context: &Context, found: Option<(&Name, &str)>, named: &str) -> Result<(), Refusal> {
    match found {
        None => fail(Refusal::NotFound),
        Some((manager, _)) if *manager != context.caller.name => fail(Refusal::Forbidden),
        Some((_, current)) if current != named => fail(Refusal::Conflict),
        Some(_) => Ok(()),
    }
}

fn by_url(subscribers: &[Subscriber]) -> Told {
    let mut told = Told::new();
    for subscriber in subscribers {
        let entries: BTreeSet<_> = subscriber.subscriptions.iter().copied().collect();
        assert_eq!(entries.len(), subscriber.subscriptions.len(), "each subscription is named once");
        assert!(told.insert(subscriber.uss_base_url.to_string(), entries).is_none(), "one entry for each URL");
    }
    told
}
