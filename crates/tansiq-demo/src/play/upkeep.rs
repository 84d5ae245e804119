//! What concerns the server itself: whose system answers, a crash and the start after it, and what it holds.

use std::collections::BTreeSet;
use std::time::Instant;

use hyper::{Method, StatusCode};
use tansiq_wire::f3548::{
    QuerySubscriptionParameters, QuerySubscriptionsResponse, SetUssAvailabilityStatusParameters, UssAvailabilityStatusResponse,
};

use super::{Play, Problem, differs, related, understood};
use crate::fact::{Fact, Nearest};
use crate::message::volume_to_wire;
use crate::next::Subject;
use crate::place::volumes;
use crate::relation::{Gap, Relation};
use crate::scenario::{Availability, ExpectStore, MarkAvailability};
use crate::scope;
use crate::server::{Server, verify_log};
use crate::shape::Volume;

/// How the plans of all parties lie to each other when the play is over.
#[derive(Debug)]
pub struct Standing {
    /// How many there are.
    pub plans: usize,
    /// The closest pair that is only kept apart by height: one of them, and the other with the distance.
    pub closest: Option<(String, Nearest)>,
}

impl Play<'_> {
    pub(super) async fn mark(&mut self, step: &MarkAvailability) -> Result<Fact, Problem> {
        let path = format!("uss_availability/{}", step.of);
        let answer = self.dss(&step.party, Method::GET, &path, None::<&()>).await?;
        let before: UssAvailabilityStatusResponse = answer.read(StatusCode::OK)?;
        let wanted = match step.availability {
            Availability::Normal => "Normal",
            Availability::Down => "Down",
        };
        let body = SetUssAvailabilityStatusParameters { old_version: before.version, availability: wanted.to_owned() };
        let answer = self.dss(&step.party, Method::PUT, &path, Some(&body)).await?;
        let after: UssAvailabilityStatusResponse = answer.read(StatusCode::OK)?;
        if after.status.availability.as_str() != wanted {
            return differs(format!("{} was marked {wanted}, the answer says otherwise", step.of));
        }
        Ok(Fact::Marked { party: step.of.clone(), availability: step.availability })
    }

    pub(super) async fn kill_and_restart(&mut self) -> Result<Fact, Problem> {
        let before = self.census().await?;
        let address = self.server.address();
        let killed = Instant::now();
        self.server.kill().await?;
        self.server = Server::start(&self.site, &address).await?;
        let away_ms = u64::try_from(killed.elapsed().as_millis()).unwrap_or(u64::MAX);
        let after = self.census().await?;
        if let Some(path) = before.first_difference(&after) {
            return differs(format!("after the restart, /dss/v1/{path} is not what it was"));
        }
        let said = verify_log(&self.site).await?;
        let Some(records) = first_number(&said) else {
            return differs(format!("`tansiq log verify` did not say how many records it checked: {said}"));
        };
        Ok(Fact::Restarted {
            away_ms,
            plans: after.plans.len(),
            constraints: after.areas.len(),
            subscriptions: after.subscriptions.len(),
            records,
        })
    }

    pub(super) async fn expect_store(&mut self, step: &ExpectStore) -> Result<Fact, Problem> {
        let everywhere = self.everywhere()?;
        let planner = self.first_with(scope::PLANNING);
        let plans = match planner {
            Some(party) => self.plans_in(party, &everywhere).await?.len(),
            None => 0,
        };
        let constraints = match self.first_with(scope::PROCESSING).or(self.first_with(scope::MANAGING)) {
            Some(party) => self.areas_in(party, &everywhere).await?.len(),
            None => 0,
        };
        let mut subscriptions = BTreeSet::new();
        for party in self.parties.keys() {
            if self.may(party, scope::PLANNING) || self.may(party, scope::PROCESSING) {
                subscriptions.extend(self.subscriptions_in(party, &everywhere).await?);
            }
        }
        for (what, expected, found) in [
            ("plans", step.plans, plans),
            ("areas to avoid", step.constraints, constraints),
            ("subscriptions", step.subscriptions, subscriptions.len()),
        ] {
            if expected != found {
                return differs(format!("expected {expected} {what} in the store, found {found}"));
            }
        }
        Ok(Fact::Store { plans, constraints, subscriptions: subscriptions.len() })
    }

    /// Every volume anything in this play is in or is watched over.
    fn everywhere(&self) -> Result<Vec<Volume>, Problem> {
        let mut all = Vec::new();
        for party in self.parties.values() {
            let papers = party.papers.open();
            for plan in papers.plans.values() {
                all.extend(understood(&plan.details.volumes)?);
                all.extend(understood(&plan.details.off_nominal_volumes)?);
            }
            for area in papers.areas.values() {
                all.extend(understood(&area.details.volumes)?);
            }
        }
        for id in self.watches.keys() {
            let watch = self.scenario.watch(id).expect("watches come from the scenario");
            all.extend(volumes(self.scenario, std::slice::from_ref(&watch.leg), self.t0));
        }
        Ok(all)
    }

    async fn subscriptions_in(&self, party: &str, volumes: &[Volume]) -> Result<BTreeSet<String>, Problem> {
        let mut found = BTreeSet::new();
        for volume in volumes {
            let body = QuerySubscriptionParameters { area_of_interest: Some(volume_to_wire(volume)) };
            let answer = self.dss(party, Method::POST, "subscriptions/query", Some(&body)).await?;
            let there: QuerySubscriptionsResponse = answer.read(StatusCode::OK)?;
            found.extend(there.subscriptions.into_iter().map(|s| s.id));
        }
        Ok(found)
    }

    /// A plan that stands, with somebody else who may ask about it: for a person who wants to go on.
    pub fn subject(&self) -> Option<Subject<'_>> {
        let planners = self.scenario.parties.iter().filter(|p| self.may(&p.id, scope::PLANNING));
        let standing = || self.scenario.flights.iter().filter(|f| self.flights[&f.id].held.is_some());
        let (asks, flight) = planners
            .flat_map(|party| standing().map(move |flight| (party, flight)))
            .find(|(party, flight)| flight.party != party.id)?;
        let state = &self.flights[&flight.id];
        Some(Subject {
            caller: &self.parties[&asks.id].caller,
            entity: &state.entity,
            manager_url: &self.parties[&flight.party].base_url,
            at: state.wanted.first()?.outline.a_point()?,
        })
    }

    fn first_with(&self, scope: &str) -> Option<&str> {
        let ids = self.parties.keys().map(String::as_str);
        ids.into_iter().find(|id| self.may(id, scope))
    }

    /// Compares all plans that stand, whoever's they are, with each other, and those of parties that mind areas to
    /// avoid with all areas. Those outside their plan are left out.
    pub fn standing(&self) -> Result<Standing, Problem> {
        let mut plans: Vec<(&str, Vec<Volume>)> = Vec::new();
        for (id, flight) in &self.flights {
            let papers = self.parties[self.party_of(id)].papers.open();
            if let Some(plan) = papers.plans.get(&flight.entity)
                && plan.details.off_nominal_volumes.is_empty()
            {
                plans.push((id, understood(&plan.details.volumes)?));
            }
        }
        let mut closest: Option<(f64, String, String)> = None;
        for (i, (a, ours)) in plans.iter().enumerate() {
            self.check_areas(a, ours)?;
            for (b, theirs) in &plans[i + 1..] {
                match related(ours, theirs)? {
                    Relation::Meets(_) => return differs(format!("at the end, {a} and {b} still meet")),
                    Relation::Clear(Gap::Height(m)) if closest.as_ref().is_none_or(|c| m < c.0) => {
                        closest = Some((m, (*a).to_owned(), (*b).to_owned()));
                    }
                    Relation::Clear(_) => {}
                }
            }
        }
        let closest = closest.map(|(m, a, id)| (a, Nearest { id, gap: Gap::Height(m) }));
        Ok(Standing { plans: plans.len(), closest })
    }

    fn check_areas(&self, flight: &str, volumes: &[Volume]) -> Result<(), Problem> {
        if !self.may(self.party_of(flight), scope::PROCESSING) {
            return Ok(());
        }
        let published = self.areas.iter().filter(|(_, area)| area.ovn.is_some());
        for (id, area) in published {
            if matches!(related(volumes, &area.volumes)?, Relation::Meets(_)) {
                return differs(format!("at the end, {flight} is still in the area to avoid {id}"));
            }
        }
        Ok(())
    }
}

/// The first number in what a tool said.
pub fn first_number(text: &str) -> Option<u64> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.next()?.parse().ok()
}
