//! Learning of others: asking the server what there is, and asking each manager for the details of its own.

use std::collections::BTreeSet;

use hyper::{Method, StatusCode};
use tansiq_wire::f3548::{
    GetConstraintDetailsResponse, GetOperationalIntentDetailsResponse, NO_OVN_PHRASE, PutSubscriptionParameters,
    PutSubscriptionResponse, QueryConstraintReferenceParameters, QueryConstraintReferencesResponse,
    QueryOperationalIntentReferenceParameters, QueryOperationalIntentReferenceResponse,
};

use super::{Play, Problem, differs, related, understood};
use crate::fact::{Fact, Reading};
use crate::http::Answer;
use crate::message::volume_to_wire;
use crate::place::volumes;
use crate::relation::Relation;
use crate::scenario::{Look, ReadDetails, Subscribe};
use crate::shape::Volume;
use crate::{scope, uss};

impl Play<'_> {
    pub(super) async fn read_details(&mut self, step: &ReadDetails) -> Result<Fact, Problem> {
        let party = self.party_of(&step.flight);
        let wanted = self.flights[&step.flight].wanted.clone();
        let mut items = Vec::new();
        for (id, meets) in step.meets.iter().map(|id| (id, true)).chain(step.clear.iter().map(|id| (id, false))) {
            let (from, theirs) = self.read(party, id).await?;
            let relation = related(&wanted, &theirs)?;
            if matches!(relation, Relation::Meets(_)) {
                self.note_obstacle(&step.flight, id);
            }
            match (&relation, meets) {
                (Relation::Meets(_), true) | (Relation::Clear(_), false) => {}
                (Relation::Clear(gap), true) => {
                    return differs(format!("expected {} and {id} to meet, between them is {gap:?}", step.flight));
                }
                (Relation::Meets(_), false) => {
                    return differs(format!("expected {} and {id} to be clear, they meet", step.flight));
                }
            }
            let id = id.to_owned();
            items.push(Reading { id, from, relation });
        }
        Ok(Fact::Read { flight: step.flight.clone(), items })
    }

    /// Remembers what a plan met, so that a later one can be said to clear it.
    fn note_obstacle(&mut self, flight: &str, other: &str) {
        let entity = match self.areas.get(other) {
            Some(area) => area.entity.clone(),
            None => self.flights[other].entity.clone(),
        };
        let flight = self.flights.get_mut(flight).expect("every flight has a state");
        flight.obstacles.insert(entity);
    }

    /// Reads a plan or area from its manager's endpoint into a party's papers. Answers the manager and the volumes.
    async fn read(&mut self, party: &str, id: &str) -> Result<(String, Vec<Volume>), Problem> {
        if let Some(area) = self.areas.get(id) {
            let answer = self.details(party, "constraints", &area.entity).await?;
            let area = answer.read::<GetConstraintDetailsResponse>(StatusCode::OK)?.constraint;
            require_ovn(area.reference.ovn.as_deref(), id)?;
            let read = (area.reference.manager.clone(), understood(&area.details.volumes)?);
            let mut papers = self.parties[party].papers.open();
            papers.known_areas.insert(area.reference.id.clone(), area);
            return Ok(read);
        }
        let answer = self.details(party, "operational_intents", &self.flights[id].entity).await?;
        let plan = answer.read::<GetOperationalIntentDetailsResponse>(StatusCode::OK)?.operational_intent;
        require_ovn(plan.reference.ovn.as_deref(), id)?;
        let all = [&plan.details.volumes[..], &plan.details.off_nominal_volumes[..]].concat();
        let read = (plan.reference.manager.clone(), understood(&all)?);
        let mut papers = self.parties[party].papers.open();
        papers.known_plans.insert(plan.reference.id.clone(), plan);
        Ok(read)
    }

    async fn details(&self, party: &str, path: &str, entity: &str) -> Result<Answer, Problem> {
        let party = &self.parties[party];
        let Some(base_url) = party.seen.get(entity) else {
            return differs(format!("nobody named {} to {} yet", self.name_of(entity)?, party.caller.id));
        };
        let url = format!("{base_url}/uss/v1/{path}/{entity}");
        Ok(self.http.call(&party.caller, uss::HOST, Method::GET, &url, None::<&()>).await?)
    }

    pub(super) async fn look(&mut self, step: &Look) -> Result<Fact, Problem> {
        let party = self.party_of(&step.flight);
        let wanted = self.flights[&step.flight].wanted.clone();
        let mut found = self.plans_in(party, &wanted).await?;
        if self.may(party, scope::PROCESSING) {
            found.extend(self.areas_in(party, &wanted).await?);
        }
        found.retain(|(_, manager, _)| manager != party);
        let (plans, constraints) = self.note(party, found)?;
        expect("plans", &step.plans, &plans)?;
        expect("areas to avoid", &step.constraints, &constraints)?;
        Ok(Fact::Found { flight: step.flight.clone(), plans, constraints })
    }

    pub(super) async fn subscribe(&mut self, step: &Subscribe) -> Result<Fact, Problem> {
        let watch = self.scenario.watch(&step.subscription);
        let watch = watch.expect("a checked scenario names only its own subscriptions");
        let volume = volumes(self.scenario, std::slice::from_ref(&watch.leg), self.t0).remove(0);
        let body = PutSubscriptionParameters {
            extents: volume_to_wire(&volume),
            uss_base_url: self.parties[&watch.party].base_url.clone(),
            notify_for_operational_intents: watch.plans,
            notify_for_constraints: watch.areas,
        };
        let path = format!("subscriptions/{}", uuid::Uuid::new_v4());
        let answer = self.dss(&watch.party, Method::PUT, &path, Some(&body)).await?;
        let made: PutSubscriptionResponse = answer.read(StatusCode::OK)?;
        let plans = made.operational_intent_references.unwrap_or_default();
        let areas = made.constraint_references.unwrap_or_default();
        let there = (plans.into_iter().map(|p| (p.id, p.manager, p.uss_base_url)))
            .chain(areas.into_iter().map(|a| (a.id, a.manager, a.uss_base_url)))
            .filter(|(_, manager, _)| *manager != watch.party)
            .collect();
        let (plans, constraints) = self.note(&watch.party, there)?;
        expect("plans", &step.plans, &plans)?;
        expect("areas to avoid", &step.constraints, &constraints)?;
        self.watches.insert(step.subscription.clone(), made.subscription);
        Ok(Fact::Subscribed { subscription: step.subscription.clone(), plans, constraints })
    }

    /// The plans the server finds in some volumes: UUID, manager, base URL.
    pub(super) async fn plans_in(&self, party: &str, volumes: &[Volume]) -> Result<BTreeSet<Found>, Problem> {
        let mut found = BTreeSet::new();
        for volume in volumes {
            let body = QueryOperationalIntentReferenceParameters { area_of_interest: Some(volume_to_wire(volume)) };
            let answer = self.dss(party, Method::POST, "operational_intent_references/query", Some(&body)).await?;
            let there: QueryOperationalIntentReferenceResponse = answer.read(StatusCode::OK)?;
            let there = there.operational_intent_references.into_iter();
            found.extend(there.map(|p| (p.id, p.manager, p.uss_base_url)));
        }
        Ok(found)
    }

    /// The areas to avoid the server finds in some volumes: UUID, manager, base URL.
    pub(super) async fn areas_in(&self, party: &str, volumes: &[Volume]) -> Result<BTreeSet<Found>, Problem> {
        let mut found = BTreeSet::new();
        for volume in volumes {
            let body = QueryConstraintReferenceParameters { area_of_interest: Some(volume_to_wire(volume)) };
            let answer = self.dss(party, Method::POST, "constraint_references/query", Some(&body)).await?;
            let there: QueryConstraintReferencesResponse = answer.read(StatusCode::OK)?;
            found.extend(there.constraint_references.into_iter().map(|a| (a.id, a.manager, a.uss_base_url)));
        }
        Ok(found)
    }

    /// Remembers where a party may ask about what was found, and names it: plans, then areas.
    fn note(&mut self, party: &str, found: BTreeSet<Found>) -> Result<(Vec<String>, Vec<String>), Problem> {
        let names = self.names(found.iter().map(|(id, _, _)| id.clone()))?;
        let party = self.parties.get_mut(party).expect("every party has a state");
        party.seen.extend(found.into_iter().map(|(id, _, url)| (id, url)));
        Ok(names.into_iter().partition(|id| self.scenario.flight(id).is_some()))
    }
}

/// UUID, manager, base URL.
type Found = (String, String, String);

fn expect(what: &str, expected: &[String], found: &[String]) -> Result<(), Problem> {
    let sorted = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
    if sorted(expected) == sorted(found) { Ok(()) } else { differs(format!("expected the {what} {expected:?}, found {found:?}")) }
}

fn require_ovn(ovn: Option<&str>, id: &str) -> Result<(), Problem> {
    match ovn {
        Some(ovn) if ovn != NO_OVN_PHRASE => Ok(()),
        _ => differs(format!("the details of {id} came without its OVN")),
    }
}
