//! What must be so when nothing is under way any more.

use crate::client::Client;
use crate::oracle::{Saying, any_overlap};
use crate::sky::MIDDLE;
use crate::town::{Door, Town};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tansiq_wire::f3548::Volume4D;

/// How long it may take until nothing is under way: desks look twice a minute.
const PATIENCE: Duration = Duration::from_secs(120);
/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// All plans of a desk.
async fn plans(client: &Client) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let answer = client.get(&format!("/api/v1/desk/plans?limit=500{after}")).await.expect("it runs");
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        all.extend(answer.body["plans"].as_array().expect("a list").iter().cloned());
        match answer.body["next_after"].as_str() {
            Some(last) => after = format!("&after={last}"),
            None => return all,
        }
    }
}

/// Waits until no desk has a write pending or anything to tell, and all operations are at the DSS as they are here.
pub async fn settled(town: &Town) {
    let end = Instant::now() + PATIENCE;
    loop {
        let mut under_way = Vec::new();
        for door in town.doors() {
            let busy = |plan: &&Value| !plan["pending"].is_null() || plan["deliveries"]["waiting"].as_u64() != Some(0);
            let plans = plans(&door.client).await;
            under_way.extend(plans.iter().filter(busy).map(|plan| format!("{} of {}", plan["id"], door.party)));
        }
        if under_way.is_empty() {
            under_way = Airspace::of(town).await.disagreements();
        }
        if under_way.is_empty() {
            return;
        }
        assert!(Instant::now() < end, "still under way: {under_way:?}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// What is at the DSS, and at the desks.
pub struct Airspace {
    /// References as their managers see them.
    intents: BTreeMap<String, Value>,
    /// Plans and what peers are told of them, by id.
    plans: BTreeMap<String, (&'static str, Value)>,
    details: BTreeMap<String, Value>,
}

impl Airspace {
    pub async fn of(town: &Town) -> Airspace {
        let mut airspace = Airspace { intents: BTreeMap::new(), plans: BTreeMap::new(), details: BTreeMap::new() };
        for door in town.doors() {
            airspace.ask(town, door).await;
        }
        airspace
    }

    async fn ask(&mut self, town: &Town, door: &Door) {
        let centre = json!({ "lat": MIDDLE.0, "lng": MIDDLE.1 });
        let circle = json!({ "center": centre, "radius": { "value": 10_000.0, "units": "M" } });
        let area = json!({ "area_of_interest": { "volume": { "outline_circle": circle } } });
        let found = town.dss(door).post("/dss/v1/operational_intent_references/query", &area).await.expect("it runs");
        assert_eq!(found.status, 200, "{:?}", found.body);
        let found = found.body["operational_intent_references"].as_array().cloned().unwrap_or_default();
        let own = found.into_iter().filter(|intent| intent["manager"] == door.party);
        self.intents.extend(own.map(|intent| (text(&intent["id"]), intent)));
        for plan in plans(&door.client).await {
            let id = text(&plan["id"]);
            if !plan["reference"].is_null() {
                let told = door.client.get(&format!("/uss/v1/operational_intents/{id}")).await.expect("it runs");
                self.details.insert(id.clone(), told.body["operational_intent"]["details"].clone());
            }
            self.plans.insert(id, (door.party, plan));
        }
    }

    pub fn live(&self) -> usize {
        self.intents.len()
    }

    pub fn plan(&self, id: &str) -> Option<&Value> {
        self.plans.get(id).map(|(_, plan)| plan)
    }

    /// Where desks and DSS do not say the same.
    pub fn disagreements(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (id, (party, plan)) in &self.plans {
            let here = &plan["reference"];
            match self.intents.get(id) {
                None if here.is_null() => {}
                None => problems.push(format!("{id} of {party} is {}, and not at the DSS", plan["state"])),
                Some(there) => {
                    let state = text(&there["state"]).to_ascii_lowercase();
                    let same = here["ovn"] == there["ovn"] && here["version"] == there["version"] && plan["state"] == *state;
                    if !same {
                        problems.push(format!("{id} of {party} is {} {here}, at the DSS {there}", plan["state"]));
                    }
                }
            }
        }
        let unknown = self.intents.keys().filter(|id| !self.plans.contains_key(*id));
        problems.extend(unknown.map(|id| format!("{id} is at the DSS and at no desk")));
        problems
    }

    /// Overlaps of equals, and how many pairs of equals there are.
    pub fn check(&self) -> (Vec<String>, usize) {
        let mut problems = self.disagreements();
        let told: Vec<(&String, &Value, Vec<Volume4D>)> =
            self.details.iter().map(|(id, details)| (id, &details["priority"], volumes(details))).collect();
        let mut pairs = 0;
        for (index, (one, priority, here)) in told.iter().enumerate() {
            for (other, other_priority, there) in &told[index + 1..] {
                if priority != other_priority {
                    continue;
                }
                match any_overlap(here, there) {
                    Saying::Overlap => problems.push(format!("{one} and {other} overlap, both of priority {priority}")),
                    Saying::Apart | Saying::Hairline => pairs += 1,
                }
            }
        }
        (problems, pairs)
    }
}

fn volumes(details: &Value) -> Vec<Volume4D> {
    serde_json::from_value(details["volumes"].clone()).expect("volumes of the standard")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
