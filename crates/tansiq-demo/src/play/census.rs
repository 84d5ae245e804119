//! Everything the server holds of a play, asked for one by one, so that two moments can be compared.

use std::collections::{BTreeMap, BTreeSet};

use hyper::{Method, StatusCode};
use serde_json::Value;
use tansiq_wire::f3548::{NULL_SUBSCRIPTION_ID, OperationalIntentReference};

use super::{Play, Problem, differs};

/// The answers, word for word, by path.
#[derive(Debug, Default, PartialEq)]
pub struct Census {
    /// Plans.
    pub plans: BTreeMap<String, Value>,
    /// Areas to avoid.
    pub areas: BTreeMap<String, Value>,
    /// Subscriptions, standing ones and those attached to plans.
    pub subscriptions: BTreeMap<String, Value>,
}

impl Census {
    /// The first thing that is not as it was, if any.
    pub fn first_difference<'a>(&'a self, then: &'a Census) -> Option<&'a str> {
        let all = |c: &'a Census| c.plans.iter().chain(&c.areas).chain(&c.subscriptions);
        let before: BTreeMap<&String, &Value> = all(self).collect();
        let after: BTreeMap<&String, &Value> = all(then).collect();
        let paths = before.keys().chain(after.keys());
        paths.copied().find(|path| before.get(path) != after.get(path)).map(String::as_str)
    }
}

impl Play<'_> {
    /// Asks for everything that was acknowledged and has not ended, each as its own party, and checks that
    /// the server holds the very version it acknowledged.
    pub(super) async fn census(&self) -> Result<Census, Problem> {
        let mut census = Census::default();
        let mut subscriptions: BTreeSet<(&str, String)> = BTreeSet::new();
        for (id, flight) in &self.flights {
            let Some(held) = &flight.held else { continue };
            let party = self.party_of(id);
            let path = format!("operational_intent_references/{}", flight.entity);
            let answer = self.get(party, &path).await?;
            check_version(id, held, &answer["operational_intent_reference"])?;
            census.plans.insert(path, answer);
            if held.subscription_id != NULL_SUBSCRIPTION_ID {
                subscriptions.insert((party, held.subscription_id.clone()));
            }
        }
        for (id, area) in &self.areas {
            let Some(ovn) = &area.ovn else { continue };
            let party = &self.scenario.area(id).expect("areas come from the scenario").party;
            let path = format!("constraint_references/{}", area.entity);
            let answer = self.get(party, &path).await?;
            if answer["constraint_reference"]["ovn"] != Value::String(ovn.clone()) {
                return differs(format!("{id} is not at the version that was acknowledged"));
            }
            census.areas.insert(path, answer);
        }
        for (id, watch) in &self.watches {
            let party = &self.scenario.watch(id).expect("watches come from the scenario").party;
            subscriptions.insert((party, watch.id.clone()));
        }
        for (party, id) in subscriptions {
            let path = format!("subscriptions/{id}");
            let answer = self.get(party, &path).await?;
            census.subscriptions.insert(path, answer);
        }
        Ok(census)
    }

    async fn get(&self, party: &str, path: &str) -> Result<Value, Problem> {
        let answer = self.dss(party, Method::GET, path, None::<&()>).await?;
        Ok(answer.read(StatusCode::OK)?)
    }
}

fn check_version(id: &str, held: &OperationalIntentReference, found: &Value) -> Result<(), Problem> {
    let same = found["ovn"].as_str() == held.ovn.as_deref()
        && found["version"].as_i64() == Some(held.version.into())
        && found["state"].as_str() == Some(held.state.as_str());
    if same { Ok(()) } else { differs(format!("{id} is not at the version that was acknowledged: {found}")) }
}

#[cfg(test)]
#[path = "census_tests.rs"]
mod tests;
