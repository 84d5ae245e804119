//! Planning flights: asking, being refused, asking again elsewhere, beginning, leaving the plan, ending.

use hyper::{Method, StatusCode};
use tansiq_wire::f3548::{
    AirspaceConflictResponse, ChangeOperationalIntentReferenceResponse, ImplicitSubscriptionParameters, NO_OVN_PHRASE,
    OperationalIntent, OperationalIntentDetails, OperationalIntentState, PutOperationalIntentReferenceParameters,
};

use super::{Play, Problem, differs};
use crate::fact::{Fact, Nearest};
use crate::http::Answer;
use crate::message::to_wire;
use crate::place::volumes;
use crate::relation::{Gap, Relation};
use crate::scenario::{Activate, End, ExpectConflictWith, OffNominal, Outcome, Plan, Replan, TryToEnd};
use crate::scope;
use crate::shape::{Shift, Volume, shifted};

/// What came of asking.
enum Asked {
    /// Accepted; these were told.
    Accepted(Vec<String>),
    /// 409 with lists; they are kept with the flight.
    Conflict,
    /// 412.
    Down,
}

/// What a write says of a plan.
struct Wish {
    state: OperationalIntentState,
    volumes: Vec<Volume>,
    off_nominal: Vec<Volume>,
}

impl Play<'_> {
    pub(super) async fn plan(&mut self, step: &Plan) -> Result<Fact, Problem> {
        if self.flights[&step.flight].held.is_some() {
            return differs(format!("{} is planned already", step.flight));
        }
        let asked = self.ask_for(&step.flight, step.expect).await?;
        self.outcome(&step.flight, step.expect, asked, |told| Fact::Accepted { flight: step.flight.clone(), told })
    }

    pub(super) async fn replan(&mut self, step: &Replan) -> Result<Fact, Problem> {
        let shift = Shift::from(&step.to);
        let party = self.party_of(&step.flight);
        let flight = self.flights.get_mut(&step.flight).expect("every flight has a state");
        flight.wanted = shifted(&flight.wanted, &shift);
        let (wanted, entity, obstacles) = (flight.wanted.clone(), flight.entity.clone(), flight.obstacles.clone());
        let asked = self.ask_for(&step.flight, step.expect).await?;
        let relations = self.relations(party, &wanted, &entity)?;
        let gaps = relations.into_iter().filter_map(|(other, relation)| match relation {
            Relation::Clear(gap) if obstacles.contains(&other) => Some((other, gap)),
            _ => None,
        });
        let nearest = match gaps.min_by(|a, b| closeness(&a.1).total_cmp(&closeness(&b.1))) {
            Some((entity, gap)) => Some(Nearest { id: self.name_of(&entity)?, gap }),
            None => None,
        };
        self.outcome(&step.flight, step.expect, asked, |told| Fact::Moved {
            flight: step.flight.clone(),
            moved: !shift.is_none(),
            nearest,
            told,
        })
    }

    pub(super) async fn activate(&mut self, step: &Activate) -> Result<Fact, Problem> {
        let wish = Wish {
            state: OperationalIntentState::Activated,
            volumes: self.flights[&step.flight].wanted.clone(),
            off_nominal: Vec::new(),
        };
        let asked = self.ask(&step.flight, wish).await?;
        self.outcome(&step.flight, step.expect, asked, |told| Fact::Activated { flight: step.flight.clone(), told })
    }

    pub(super) async fn nonconforming(&mut self, step: &OffNominal) -> Result<Fact, Problem> {
        let wish = Wish {
            state: OperationalIntentState::Nonconforming,
            volumes: self.flights[&step.flight].wanted.clone(),
            off_nominal: volumes(self.scenario, &step.volumes, self.t0),
        };
        let asked = self.ask(&step.flight, wish).await?;
        self.outcome(&step.flight, Outcome::Accepted, asked, |told| Fact::Nonconforming { flight: step.flight.clone(), told })
    }

    pub(super) async fn contingent(&mut self, step: &OffNominal) -> Result<Fact, Problem> {
        // The standard leaves no nominal volumes to an aircraft that will not return to them.
        let wish = Wish {
            state: OperationalIntentState::Contingent,
            volumes: Vec::new(),
            off_nominal: volumes(self.scenario, &step.volumes, self.t0),
        };
        let asked = self.ask(&step.flight, wish).await?;
        self.outcome(&step.flight, Outcome::Accepted, asked, |told| Fact::Contingent { flight: step.flight.clone(), told })
    }

    pub(super) async fn end(&mut self, step: &End) -> Result<Fact, Problem> {
        let party = self.party_of(&step.flight);
        let flight = &self.flights[&step.flight];
        let entity = flight.entity.clone();
        let Some(ovn) = flight.held.as_ref().and_then(|held| held.ovn.clone()) else {
            return differs(format!("{} has no plan that could end", step.flight));
        };
        let path = format!("operational_intent_references/{entity}/{ovn}");
        let answer = self.dss(party, Method::DELETE, &path, None::<&()>).await?;
        let change: ChangeOperationalIntentReferenceResponse = answer.read(StatusCode::OK)?;
        self.parties[party].papers.open().plans.remove(&entity);
        let told = self.tell_of_plan(party, &entity, None, &change.subscribers).await?;
        let flight = self.flights.get_mut(&step.flight).expect("every flight has a state");
        flight.held = None;
        flight.told.clone_from(&told);
        Ok(Fact::Ended { flight: step.flight.clone(), told })
    }

    pub(super) async fn try_to_end(&mut self, step: &TryToEnd) -> Result<Fact, Problem> {
        let entity = &self.flights[&step.flight].entity;
        // Even the right OVN would not help; read from the other's details, it is what a meddler would have.
        let known = self.parties[&step.party].papers.open().known_plans.get(entity).cloned();
        let ovn = known.and_then(|plan| plan.reference.ovn).unwrap_or_else(|| "not-known-to-me".to_owned());
        let path = format!("operational_intent_references/{entity}/{ovn}");
        let answer = self.dss(&step.party, Method::DELETE, &path, None::<&()>).await?;
        if answer.status != StatusCode::FORBIDDEN {
            return differs(format!("expected 403 for {}, but {}", step.party, answer.refused()));
        }
        Ok(Fact::NotTheirs { party: step.party.clone(), flight: step.flight.clone() })
    }

    pub(super) fn expect_conflict_with(&mut self, step: &ExpectConflictWith) -> Result<Fact, Problem> {
        let refused = self.flights[&step.flight].refused.clone();
        let named = self.names(refused)?;
        let mut expected: Vec<&String> = step.plans.iter().chain(&step.constraints).collect();
        expected.sort();
        let mut found: Vec<&String> = named.iter().collect();
        found.sort();
        if found != expected {
            return differs(format!("expected a conflict with {expected:?}, the answer named {found:?}"));
        }
        Ok(Fact::ConflictNamed { flight: step.flight.clone(), named: named.len() })
    }

    /// Asks for a flight's wanted volumes, after the party has looked at its own papers: no party asks for
    /// airspace that it knows to be another's, and a scenario that lets it is wrong.
    async fn ask_for(&mut self, flight: &str, expect: Outcome) -> Result<Asked, Problem> {
        let state = &self.flights[flight];
        let wanted = state.wanted.clone();
        if expect == Outcome::Accepted {
            let relations = self.relations(self.party_of(flight), &wanted, &state.entity)?;
            let meets = relations.into_iter().filter(|(_, r)| matches!(r, Relation::Meets(_)));
            let meets = self.names(meets.map(|(entity, _)| entity))?;
            if !meets.is_empty() {
                return differs(format!("{flight} there still meets {}", meets.join(", ")));
            }
        }
        let wish = Wish { state: OperationalIntentState::Accepted, volumes: wanted, off_nominal: Vec::new() };
        self.ask(flight, wish).await
    }

    /// Writes a plan to the server and, when it is accepted, publishes its details and tells whoever must know.
    async fn ask(&mut self, flight: &str, wish: Wish) -> Result<Asked, Problem> {
        let party = self.party_of(flight);
        let state = &self.flights[flight];
        let entity = state.entity.clone();
        let mut path = format!("operational_intent_references/{entity}");
        if let Some(ovn) = state.held.as_ref().and_then(|held| held.ovn.as_ref()) {
            path = format!("{path}/{ovn}");
        }
        let body = self.parameters(flight, &wish);
        let answer = self.dss(party, Method::PUT, &path, Some(&body)).await?;
        match answer.status {
            StatusCode::OK | StatusCode::CREATED => {}
            StatusCode::CONFLICT => return self.refused(flight, &answer),
            StatusCode::PRECONDITION_FAILED => return Ok(Asked::Down),
            _ => return Err(answer.refused().into()),
        }
        let change: ChangeOperationalIntentReferenceResponse = answer.read(answer.status)?;
        let reference = change.operational_intent_reference;
        let plan = OperationalIntent {
            reference: reference.clone(),
            details: OperationalIntentDetails {
                volumes: to_wire(&wish.volumes),
                off_nominal_volumes: to_wire(&wish.off_nominal),
                ..OperationalIntentDetails::default()
            },
        };
        self.parties[party].papers.open().plans.insert(entity.clone(), plan.clone());
        let told = self.tell_of_plan(party, &entity, Some(plan), &change.subscribers).await?;
        let state = self.flights.get_mut(flight).expect("every flight has a state");
        state.held = Some(reference);
        state.told.clone_from(&told);
        Ok(Asked::Accepted(told))
    }

    fn parameters(&self, flight: &str, wish: &Wish) -> PutOperationalIntentReferenceParameters {
        let party = self.party_of(flight);
        let state = &self.flights[flight];
        let base_url = self.parties[party].base_url.clone();
        let needs_key = matches!(wish.state, OperationalIntentState::Accepted | OperationalIntentState::Activated);
        let held = state.held.as_ref().map(|held| held.subscription_id.clone());
        let implicit = ImplicitSubscriptionParameters {
            uss_base_url: base_url.clone(),
            notify_for_constraints: self.may(party, scope::PROCESSING),
        };
        PutOperationalIntentReferenceParameters {
            extents: to_wire(&[&wish.volumes[..], &wish.off_nominal[..]].concat()),
            key: if needs_key {
                self.parties[party].papers.open().key(&state.entity).iter().collect()
            } else {
                Default::default()
            },
            state: wish.state.as_str().to_owned(),
            uss_base_url: base_url,
            new_subscription: held.is_none().then_some(implicit),
            subscription_id: held,
            requested_ovn_suffix: None,
        }
    }

    fn refused(&mut self, flight: &str, answer: &Answer) -> Result<Asked, Problem> {
        let conflict: AirspaceConflictResponse = answer.read(StatusCode::CONFLICT)?;
        if conflict.missing_operational_intents.is_empty() && conflict.missing_constraints.is_empty() {
            return Err(answer.refused().into());
        }
        let party = self.party_of(flight);
        let mut named = Vec::new();
        for plan in conflict.missing_operational_intents {
            if plan.manager != party && plan.ovn.as_deref().is_some_and(|ovn| ovn != NO_OVN_PHRASE) {
                return differs(format!("the answer gave {party} the OVN of a plan of {}", plan.manager));
            }
            named.push((plan.id, plan.uss_base_url));
        }
        for area in conflict.missing_constraints {
            if area.manager != party && area.ovn.as_deref().is_some_and(|ovn| ovn != NO_OVN_PHRASE) {
                return differs(format!("the answer gave {party} the OVN of an area of {}", area.manager));
            }
            named.push((area.id, area.uss_base_url));
        }
        let state = self.flights.get_mut(flight).expect("every flight has a state");
        state.refused = named.iter().map(|(id, _)| id.clone()).collect();
        state.obstacles.extend(state.refused.iter().cloned());
        let party = self.parties.get_mut(party).expect("every party has a state");
        party.seen.extend(named);
        Ok(Asked::Conflict)
    }

    fn outcome(
        &self,
        flight: &str,
        expect: Outcome,
        asked: Asked,
        accepted: impl FnOnce(Vec<String>) -> Fact,
    ) -> Result<Fact, Problem> {
        let flight = flight.to_owned();
        match (asked, expect) {
            (Asked::Accepted(told), Outcome::Accepted) => Ok(accepted(told)),
            (Asked::Down, Outcome::Down) => Ok(Fact::Down { flight }),
            (Asked::Conflict, Outcome::Conflict) => {
                let named = self.names(self.flights[&flight].refused.clone())?;
                let (plans, constraints) = named.into_iter().partition(|id| self.scenario.flight(id).is_some());
                Ok(Fact::Conflict { flight, plans, constraints })
            }
            (Asked::Accepted(_), _) => differs(format!("expected {flight} to be refused, it was accepted")),
            (Asked::Down, _) => differs(format!("expected {flight} to be heard, its party is Down (412)")),
            (Asked::Conflict, _) => {
                let named = self.names(self.flights[&flight].refused.clone())?;
                differs(format!("expected {flight} to be accepted, the answer (409) named {}", named.join(", ")))
            }
        }
    }
}

/// The smaller, the nearer: what is above or below comes before what is earlier or later, then what is beside.
fn closeness(gap: &Gap) -> f64 {
    match gap {
        Gap::Height(metres) => *metres,
        Gap::Time(seconds) => 1e6 + *seconds as f64,
        Gap::Ground(metres) => 1e9 + *metres,
        Gap::Far => f64::INFINITY,
    }
}
