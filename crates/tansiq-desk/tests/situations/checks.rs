//! What must be so when a situation is over, as long as anything is live.

use crate::oracle::{Saying, any_overlap};
use crate::rig::{Dss, extent};
use crate::sky::MIDDLE;
use crate::tally::Tally;
use crate::town::House;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, LazyLock};
use tansiq_core::airspace::{IntentReference, SubscriptionView};
use tansiq_core::desk::{Disclosure, Event, Known, Operation, State};
use tansiq_core::{EntityId, Extent, Heights, Machine, Span, Timestamp};
use tansiq_desk::convert;
use tansiq_geo::{Circle, LatLng, Outline};
use tansiq_log::Log;
use tansiq_node::Record;
use tansiq_wire::f3548::{OperationalIntentDetails, Volume4D};

/// All of the sky.
static SKY: LazyLock<Extent> = LazyLock::new(|| {
    let middle = LatLng::new(MIDDLE.0, MIDDLE.1).expect("a position");
    let cells = Outline::Circle(Circle::new(middle, 10_000.0).expect("a circle")).cover().expect("a small one");
    Extent { span: Span::ALWAYS, heights: Heights::ALL, cells }
});

/// What is at the DSS, as those who manage it see it.
pub struct Airspace {
    pub intents: BTreeMap<EntityId, IntentReference>,
    pub subscriptions: BTreeMap<EntityId, SubscriptionView>,
    /// As their managers tell.
    pub details: BTreeMap<EntityId, OperationalIntentDetails>,
}

impl Airspace {
    pub async fn of(dss: &Dss, houses: &[Arc<House>]) -> Airspace {
        let (mut intents, mut subscriptions, mut details) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for house in houses {
            let name = &*house.name;
            let read = dss
                .node
                .read(|state, _| (state.query_intents(name, &SKY), state.query_subscriptions(name, &SKY, Timestamp(i64::MIN))));
            let (found, watched) = read.await.expect("the DSS runs");
            intents.extend(found.into_iter().filter(|intent| *intent.manager == *name).map(|intent| (intent.id, intent)));
            subscriptions.extend(watched.into_iter().map(|view| (view.subscription.id, view)));
            let operations: Vec<Operation> = house.look(|state| state.operations().cloned().collect()).await;
            let settings = house.living().expect("it runs").desk.settings().clone();
            let told = operations.iter().filter(|operation| operation.is_live());
            details.extend(
                told.filter_map(|operation| Some((operation.id, convert::wire_operation(operation, &settings)?.details))),
            );
        }
        Airspace { intents, subscriptions, details }
    }

    fn volumes(&self, id: EntityId) -> Vec<Volume4D> {
        let details = self.details.get(&id).into_iter();
        details.flat_map(|details| details.volumes.iter().chain(&details.off_nominal_volumes)).cloned().collect()
    }

    /// No two that are Accepted or Activated, of equal priority, overlap. Those of which one went astray or changed its
    /// priority may, because rules permit such overlaps to come about: they are counted.
    pub fn check_overlaps(&self, exempt: &BTreeSet<EntityId>, tally: &Tally, problems: &mut Vec<String>) {
        let nominal = self.intents.values().filter(|intent| matches!(intent.state.name(), "Accepted" | "Activated"));
        let nominal: Vec<&IntentReference> = nominal.filter(|intent| self.details.contains_key(&intent.id)).collect();
        for (index, one) in nominal.iter().enumerate() {
            for other in &nominal[index + 1..] {
                let is_equal = self.details[&one.id].priority == self.details[&other.id].priority;
                let saying = any_overlap(&self.volumes(one.id), &self.volumes(other.id));
                let count = match (is_equal, saying) {
                    (true, Saying::Hairline) => &tally.hairlines,
                    (true, Saying::Overlap) if exempt.contains(&one.id) || exempt.contains(&other.id) => &tally.exempt,
                    (true, Saying::Overlap) => {
                        problems.push(format!("{} of {} and {} of {} overlap", one.id, one.manager, other.id, other.manager));
                        continue;
                    }
                    (true, Saying::Apart) => &tally.equal_pairs,
                    (false, Saying::Overlap) => &tally.permitted_overlaps,
                    (false, _) => continue,
                };
                count.fetch_add(1, SeqCst);
            }
        }
    }

    /// A desk has what the DSS has of it, and nothing is under way any more.
    pub async fn check_ledger(&self, house: &House, problems: &mut Vec<String>) {
        let party = &house.name;
        let operations: Vec<Operation> = house.look(|state| state.operations().cloned().collect()).await;
        for operation in &operations {
            let id = operation.id;
            if operation.pending.is_some() {
                problems.push(format!("{party}: {id} has a write pending"));
            }
            let at_dss = self.intents.get(&id);
            match (operation.reference.as_ref().filter(|_| operation.is_live()), at_dss) {
                (None, None) => {}
                (None, Some(intent)) => problems.push(format!("{party}: {id} is not live, and {:?} at the DSS", intent.state)),
                (Some(_), None) => problems.push(format!("{party}: {id} is {:?}, and not at the DSS", operation.state)),
                (Some(reference), Some(intent)) => {
                    let state = operation.state.and_then(convert::wire_state).map(|state| state.as_str());
                    let here = (Some(&*reference.ovn), reference.version, state, reference.subscription);
                    let there = (
                        intent.ovn.as_ref().map(|ovn| ovn.as_str()),
                        intent.version as i32,
                        Some(intent.state.name()),
                        intent.subscription,
                    );
                    let span = operation.state.and_then(|state| convert::extents(&operation.plan, state).span());
                    if here != there || span != Some(intent.span) {
                        problems.push(format!("{party}: {id} is {here:?} {span:?}, and at the DSS {there:?} {:?}", intent.span));
                    }
                }
            }
        }
        let known: BTreeSet<EntityId> = operations.iter().map(|operation| operation.id).collect();
        for intent in self.intents.values().filter(|intent| *intent.manager == **party && !known.contains(&intent.id)) {
            problems.push(format!("{party}: {} is at the DSS, and unknown here", intent.id));
        }
    }

    /// Each operation keeps a subscription of its party, and no implicit subscription is left behind.
    pub fn check_subscriptions(&self, problems: &mut Vec<String>) {
        for intent in self.intents.values() {
            let view = intent.subscription.and_then(|id| self.subscriptions.get(&id));
            let keeps =
                view.is_some_and(|view| view.subscription.manager == intent.manager && view.dependents.contains(&intent.id));
            if !keeps {
                problems.push(format!("{} of {} has no subscription: {:?}", intent.id, intent.manager, intent.subscription));
            }
        }
        for view in self.subscriptions.values().filter(|view| view.dependents.is_empty()) {
            problems.push(format!("subscription {} of {} is left behind", view.subscription.id, view.subscription.manager));
        }
    }

    /// Who has a subscription where an operation is knows its last version, and knows of none there that is over.
    pub async fn check_knowledge(&self, house: &House, dss: &Dss, exempt: &BTreeSet<EntityId>, problems: &mut Vec<String>) {
        let party = &*house.name;
        let known: BTreeMap<EntityId, Known> =
            house.look(|state| state.known_operations().map(|known| (known.id, known.clone())).collect()).await;
        let own: Vec<EntityId> =
            self.intents.values().filter(|intent| *intent.manager == *party).map(|intent| intent.id).collect();
        for intent in self.intents.values().filter(|intent| *intent.manager != *party) {
            let Ok(place) = extent(&self.volumes(intent.id)) else { continue };
            let watched = dss.node.read(|state, _| state.query_subscriptions(party, &place, Timestamp(i64::MIN)));
            let watched = watched.await.expect("the DSS runs");
            // What was written without a key was not looked for.
            let counts = |view: &SubscriptionView| view.dependents.iter().any(|id| !exempt.contains(id));
            if !watched.iter().any(counts) {
                continue;
            }
            let knows = known.get(&intent.id).is_some_and(|known| is_current(known, intent));
            if !knows {
                let known = known.get(&intent.id).map(|known| (known.version, known.state));
                problems
                    .push(format!("{party} knows {known:?} of {}, version {} of {}", intent.id, intent.version, intent.manager));
            }
        }
        for over in known.values().filter(|known| !self.intents.contains_key(&known.id)) {
            let Disclosure::Told { volumes, off_nominal, .. } = &over.disclosure else { continue };
            let there = convert::wire_volumes(&volumes.and(off_nominal));
            let meets = |id: &&EntityId| !exempt.contains(id) && any_overlap(&self.volumes(**id), &there) == Saying::Overlap;
            if let Some(met) = own.iter().find(meets) {
                problems.push(format!("{party} does not know that {} of {}, which {met} meets, is over", over.id, over.manager));
            }
        }
    }
}

fn is_current(known: &Known, intent: &IntentReference) -> bool {
    known.version == intent.version as i32 && matches!(known.disclosure, Disclosure::Told { .. })
}

/// The state agrees with itself, and a replay of the log gives the same one.
pub async fn check_state(house: &House, problems: &mut Vec<String>) {
    let replayed = replay(house);
    let (agrees, same, deliveries) =
        house.look(|state| (state.check_invariants(), *state == replayed, state.deliveries().cloned().collect::<Vec<_>>())).await;
    if let Err(problem) = agrees {
        problems.push(format!("{}: {problem}", house.name));
    }
    if !same {
        problems.push(format!("{}: a replay gives another state", house.name));
    }
    for delivery in deliveries {
        problems.push(format!("{}: still to be told: {delivery:?}", house.name));
    }
}

fn replay(house: &House) -> State {
    let mut reader = house.log.reader().expect("a log in memory");
    let (mut state, mut from) = (State::default(), 0);
    loop {
        let page = reader.read(from, 1_000).expect("a log in memory");
        if page.is_empty() {
            return state;
        }
        for stored in page {
            let payload = stored.payload.expect("nothing is erased");
            let record: Record<Event> = serde_json::from_slice(&payload).expect("a record");
            record.events.iter().for_each(|event| state.apply(record.index, record.at_us, &record.actor, event));
            from = stored.index + 1;
        }
    }
}
