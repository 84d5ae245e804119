//! What a desk's user does: reading areas in, asking what a plan would meet, planning, taking a way around, beginning, ending.

use std::collections::BTreeSet;

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use super::Desks;
use super::answers::{AlternativeAnswer, ImportAnswer, MeetingAnswer, PlanAnswer, Verdict};
use crate::desk_fact::{DeskFact, Met, WayAround};
use crate::http::Answer;
use crate::message::to_wire;
use crate::play::{Problem, differs};
use crate::scenario::{Check, DeskOutcome, DeskPlan, ImportAreas, PlanState, Take, Way};
use crate::shape::shifted;
use crate::template::clock;
use crate::uss;

impl Desks<'_> {
    pub(super) async fn import(&mut self, step: &ImportAreas) -> Result<DeskFact, Problem> {
        let file = self.scenario.file(&step.file).expect("a checked scenario names only its own files");
        let desk = &self.desks[&file.party];
        let url = format!("{}/api/v1/desk/areas/import", desk.url);
        let answer = self.http.post_file(&desk.user, uss::HOST, &url, &file.text).await?;
        let done: ImportAnswer = answer.read(StatusCode::OK)?;
        if !done.problems.is_empty() || done.areas.len() != file.areas {
            let (found, problems) = (done.areas.len(), Value::Array(done.problems));
            return differs(format!("expected {} areas out of {}, found {found}; problems: {problems}", file.areas, file.id));
        }
        self.areas.extend(done.areas.into_iter().map(|area| (area.id, file.id.clone())));
        Ok(DeskFact::Imported { file: file.id.clone(), areas: file.areas })
    }

    pub(super) async fn check(&mut self, step: &Check) -> Result<DeskFact, Problem> {
        let mut body = self.request(&step.flight);
        body["alternatives"] = json!({});
        let answer = self.call(self.party_of(&step.flight), Method::POST, "checks", Some(&body)).await?;
        let found: Verdict = answer.read(StatusCode::OK)?;
        let (meets, ways) = self.verdict(&step.flight, found.meetings, found.alternatives)?;
        let names: BTreeSet<&str> = meets.iter().map(|met| met.id.as_str()).collect();
        let expected: BTreeSet<&str> = step.meets.iter().map(String::as_str).collect();
        if names != expected {
            return differs(format!("expected {} to meet {expected:?}, the desk says {names:?}", step.flight));
        }
        if found.blocked == expected.is_empty() {
            return differs(format!(
                "the desk says that {} would {}be refused",
                step.flight,
                if found.blocked { "" } else { "not " }
            ));
        }
        if let Some(missing) = step.ways.iter().find(|way| !ways.iter().any(|offered| offered.way == **way)) {
            return differs(format!("expected a way around of the kind {missing:?}, offered were {ways:?}"));
        }
        Ok(DeskFact::Checked { flight: step.flight.clone(), meets, ways })
    }

    pub(super) async fn plan(&mut self, step: &DeskPlan) -> Result<DeskFact, Problem> {
        let body = self.request(&step.flight);
        let answer = self.submit(&step.flight, &body).await?;
        match (step.expect, answer.status) {
            (DeskOutcome::Accepted, StatusCode::CREATED) => {
                self.made(&step.flight, &answer)?;
                Ok(DeskFact::Planned { flight: step.flight.clone() })
            }
            (DeskOutcome::Refused, StatusCode::CONFLICT) => {
                let refused: Verdict = answer.read(StatusCode::CONFLICT)?;
                let (meets, ways) = self.verdict(&step.flight, refused.meetings, refused.alternatives)?;
                if meets.is_empty() {
                    return Err(answer.refused().into());
                }
                Ok(DeskFact::TurnedDown { flight: step.flight.clone(), meets, ways })
            }
            (DeskOutcome::Refused, StatusCode::CREATED) => {
                differs(format!("expected {} to be refused, it was accepted", step.flight))
            }
            _ => Err(answer.refused().into()),
        }
    }

    pub(super) async fn take(&mut self, step: &Take) -> Result<DeskFact, Problem> {
        let offered = self.flights[&step.flight].offered.iter().find(|offered| offered.kind == step.way);
        let Some(offered) = offered else {
            return differs(format!("no way around of the kind {:?} was offered for {}", step.way, step.flight));
        };
        let way = way_around(offered);
        let mut body = self.request(&step.flight);
        body["volumes"] = offered.volumes.clone();
        let answer = self.submit(&step.flight, &body).await?;
        self.made(&step.flight, &answer)?;
        let flight = self.flight(&step.flight);
        flight.wanted = shifted(&flight.wanted, &way.shift());
        Ok(DeskFact::WayTaken { flight: step.flight.clone(), way })
    }

    pub(super) async fn activate(&mut self, flight: &str) -> Result<DeskFact, Problem> {
        let path = format!("plans/{}/state", self.plan_id(flight)?);
        let answer = self.call(self.party_of(flight), Method::POST, &path, Some(&json!({ "state": "activated" }))).await?;
        let plan: PlanAnswer = answer.read(StatusCode::OK)?;
        if plan.state != PlanState::Activated {
            return differs(format!("{flight} was to be activated, it is {:?}", plan.state));
        }
        Ok(DeskFact::InUse { flight: flight.to_owned() })
    }

    pub(super) async fn end(&mut self, flight: &str) -> Result<DeskFact, Problem> {
        let path = format!("plans/{}", self.plan_id(flight)?);
        let answer = self.call(self.party_of(flight), Method::DELETE, &path, None::<&()>).await?;
        if !answer.status.is_success() {
            return Err(answer.refused().into());
        }
        Ok(DeskFact::Over { flight: flight.to_owned() })
    }

    async fn submit(&self, flight: &str, body: &Value) -> Result<Answer, Problem> {
        if self.flights[flight].plan.is_some() {
            return differs(format!("{flight} is planned already"));
        }
        self.call(self.party_of(flight), Method::POST, "plans", Some(body)).await
    }

    fn made(&mut self, flight: &str, answer: &Answer) -> Result<(), Problem> {
        let plan: PlanAnswer = answer.read(StatusCode::CREATED)?;
        if plan.state != PlanState::Accepted {
            return differs(format!("{flight} was to be accepted, it is {:?}", plan.state));
        }
        self.flight(flight).plan = Some(plan.id);
        Ok(())
    }

    /// A flight's plan as it is sent.
    fn request(&self, flight: &str) -> Value {
        let name = self.scenario.flight(flight).map_or("", |flight| flight.name.en.as_str());
        json!({ "name": name, "volumes": to_wire(&self.flights[flight].wanted) })
    }

    /// A verdict in the words of the scenario. What was offered is kept with the flight.
    fn verdict(
        &mut self,
        flight: &str,
        meetings: Vec<MeetingAnswer>,
        offered: Vec<AlternativeAnswer>,
    ) -> Result<(Vec<Met>, Vec<WayAround>), Problem> {
        let met = meetings.iter().filter_map(|meeting| self.met(meeting).transpose()).collect::<Result<_, _>>()?;
        let mut ways: Vec<WayAround> = offered.iter().map(way_around).collect();
        ways.sort_by_key(|way| order(way.way));
        self.flight(flight).offered = offered;
        Ok((met, ways))
    }

    /// A meeting in the words of the scenario, if it is known where it is.
    pub(super) fn met(&self, meeting: &MeetingAnswer) -> Result<Option<Met>, Problem> {
        let Some(pair) = meeting.pairs.first() else { return Ok(None) };
        if !meeting.blocks {
            return differs(format!("{} meets without being in the way", self.name_of(&meeting.other)?));
        }
        Ok(Some(Met {
            id: self.name_of(&meeting.other)?,
            horizontal_m: pair.horizontal_m,
            vertical_m: pair.vertical_m,
            seconds: pair.seconds,
            lat: pair.lat,
            lng: pair.lng,
            from: pair.from.as_deref().and_then(|from| from.parse().ok()).map(clock),
        }))
    }
}

fn way_around(offered: &AlternativeAnswer) -> WayAround {
    WayAround { way: offered.kind, seconds: offered.seconds, metres: offered.metres }
}

/// The order in which ways are told.
fn order(way: Way) -> usize {
    [Way::Earlier, Way::Later, Way::Hold, Way::Higher, Way::Lower].iter().position(|kind| *kind == way).unwrap_or(usize::MAX)
}
