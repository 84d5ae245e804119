//! Telling others of a change, as the server's list of subscribers demands, and checking who was told.
//!
//! The server only says who must be told; the party that made the change tells them, at their own endpoints.

use hyper::{Method, StatusCode};
use serde::Serialize;
use tansiq_wire::f3548::{
    Constraint, OperationalIntent, PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters, SubscriberToNotify,
};

use super::{Play, Problem, differs};
use crate::fact::Fact;
use crate::scenario::ExpectTold;
use crate::uss;

impl Play<'_> {
    /// Tells every subscriber but oneself of a plan, or of its end. Answers who was told.
    pub(super) async fn tell_of_plan(
        &self,
        party: &str,
        entity: &str,
        plan: Option<OperationalIntent>,
        subscribers: &[SubscriberToNotify],
    ) -> Result<Vec<String>, Problem> {
        let message = |subscriber: &SubscriberToNotify| PutOperationalIntentDetailsParameters {
            operational_intent_id: entity.to_owned(),
            operational_intent: plan.clone(),
            subscriptions: subscriber.subscriptions.clone(),
        };
        self.tell(party, "operational_intents", subscribers, message).await
    }

    /// The same for an area to avoid.
    pub(super) async fn tell_of_area(
        &self,
        party: &str,
        entity: &str,
        area: Option<Constraint>,
        subscribers: &[SubscriberToNotify],
    ) -> Result<Vec<String>, Problem> {
        let message = |subscriber: &SubscriberToNotify| PutConstraintDetailsParameters {
            constraint_id: entity.to_owned(),
            constraint: area.clone(),
            subscriptions: subscriber.subscriptions.clone(),
        };
        self.tell(party, "constraints", subscribers, message).await
    }

    async fn tell<B: Serialize>(
        &self,
        party: &str,
        path: &str,
        subscribers: &[SubscriberToNotify],
        message: impl Fn(&SubscriberToNotify) -> B,
    ) -> Result<Vec<String>, Problem> {
        let mut told = Vec::new();
        for subscriber in subscribers {
            let found = self.parties.iter().find(|(_, p)| p.base_url == subscriber.uss_base_url);
            let Some((id, _)) = found else {
                return differs(format!("the server wants {} told, which is nobody's", subscriber.uss_base_url));
            };
            // A party is always among the subscribers of its own change, and knows of it already.
            if id == party {
                continue;
            }
            let url = format!("{}/uss/v1/{path}", subscriber.uss_base_url);
            let caller = &self.parties[party].caller;
            let body = message(subscriber);
            let answer = self.http.call(caller, uss::HOST, Method::POST, &url, Some(&body)).await?;
            answer.require(StatusCode::NO_CONTENT)?;
            told.push(id.clone());
        }
        Ok(self.in_order(&told))
    }

    pub(super) fn expect_told(&mut self, step: &ExpectTold) -> Result<Fact, Problem> {
        let (told, entity) = match (self.flights.get(&step.about), self.areas.get(&step.about)) {
            (Some(flight), _) => (&flight.told, &flight.entity),
            (None, Some(area)) => (&area.told, &area.entity),
            (None, None) => return differs(format!("nothing is known of {}", step.about)),
        };
        let expected = self.in_order(&step.parties);
        if *told != expected {
            return differs(format!("expected {expected:?} to be told of {}, told were {told:?}", step.about));
        }
        let version = self.version_of(entity);
        for party in &expected {
            let heard = self.parties[party].papers.open().heard.get(entity).copied();
            if heard != Some(version) {
                return differs(format!("{party} last heard {heard:?} of {}, not {version:?}", step.about));
            }
        }
        Ok(Fact::Told { about: step.about.clone(), parties: expected })
    }

    /// The version its manager last published of an entity, or none when it has ended.
    fn version_of(&self, entity: &str) -> Option<i32> {
        self.parties.values().find_map(|party| {
            let papers = party.papers.open();
            let plan = papers.plans.get(entity).map(|plan| plan.reference.version);
            plan.or_else(|| papers.areas.get(entity).map(|area| area.reference.version))
        })
    }

    /// Parties in the order of the scenario, each once.
    fn in_order(&self, parties: &[String]) -> Vec<String> {
        let ids = self.scenario.parties.iter().map(|p| &p.id);
        ids.filter(|id| parties.contains(id)).cloned().collect()
    }
}
