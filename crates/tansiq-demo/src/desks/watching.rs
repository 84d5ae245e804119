//! Where aircraft are, what follows from it, and what desks tell their users of it. Every wait is bounded.

use std::time::Duration;

use hyper::{Method, StatusCode};
use jiff::Timestamp;
use serde_json::json;
use tansiq_wire::f3548::Altitude;

use super::Desks;
use super::answers::{PlanAnswer, PositionsAnswer};
use crate::desk_fact::DeskFact;
use crate::place::point;
use crate::play::{Problem, differs};
use crate::scenario::{ExpectNotice, ExpectState, Position};

/// How long a state, a notice or what is told may take to come.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// How often a state is asked for.
pub(super) const POLL: Duration = Duration::from_millis(50);

impl Desks<'_> {
    pub(super) async fn position(&mut self, step: &Position) -> Result<DeskFact, Problem> {
        let at = point(self.scenario, &step.at);
        let position = json!({
            "operation_id": self.plan_id(&step.flight)?, "time": Timestamp::now().to_string(),
            "lat": at.lat, "lng": at.lng, "altitude": Altitude::w84_m(step.height_m),
        });
        let body = json!({ "positions": [position] });
        let answer = self.call(self.party_of(&step.flight), Method::POST, "positions", Some(&body)).await?;
        let taken: PositionsAnswer = answer.read(StatusCode::OK)?;
        let expected = if step.inside { "inside" } else { "outside" };
        if taken.results.len() != 1 || taken.results[0].conformance != expected {
            return differs(format!("expected {} to be {expected}, the desk says {:?}", step.flight, taken.results));
        }
        Ok(DeskFact::PositionTaken { flight: step.flight.clone(), inside: step.inside })
    }

    pub(super) async fn expect_state(&mut self, step: &ExpectState) -> Result<DeskFact, Problem> {
        let (party, path) = (self.party_of(&step.flight), format!("plans/{}", self.plan_id(&step.flight)?));
        let reached = tokio::time::timeout(PATIENCE, async {
            loop {
                let plan: PlanAnswer = self.get(party, &path).await?;
                if plan.state == step.state {
                    return Ok::<_, Problem>(());
                }
                tokio::time::sleep(POLL).await;
            }
        });
        match reached.await {
            Ok(reached) => reached?,
            Err(_) => return differs(format!("{} was not {:?} within {} s", step.flight, step.state, PATIENCE.as_secs())),
        }
        Ok(DeskFact::Became { flight: step.flight.clone(), state: step.state, after_ms: self.since_done_ms() })
    }

    pub(super) async fn expect_notice(&mut self, step: &ExpectNotice) -> Result<DeskFact, Problem> {
        let plan = self.plan_id(&step.about)?;
        let ExpectNotice { party, notice: kind, .. } = step;
        let desk = self.desk(party);
        let told_up_to = desk.told_up_to;
        let is_it = |notice: &super::answers::Notice| {
            told_up_to.is_none_or(|seq| notice.seq > seq) && notice.kind() == Some(*kind) && notice.is_about(&plan)
        };
        let come = tokio::time::timeout(PATIENCE, desk.heard.wait_for(|all| all.iter().any(is_it))).await;
        let found = match &come {
            Ok(Ok(all)) => all.iter().find(|notice| is_it(notice)).cloned(),
            _ => None,
        };
        drop(come);
        let Some(found) = found else {
            let told: Vec<_> = desk.heard.borrow().iter().map(|notice| notice.what["kind"].clone()).collect();
            return differs(format!(
                "{party} was not told {kind:?} of {} within {} s, but {told:?}",
                step.about,
                PATIENCE.as_secs()
            ));
        };
        desk.told_up_to = Some(found.seq);
        Ok(DeskFact::Noticed {
            party: party.clone(),
            about: step.about.clone(),
            notice: *kind,
            state: found.state(),
            meets: found.meeting().map(|meeting| self.met(&meeting)).transpose()?.flatten(),
            after_ms: self.since_done_ms(),
        })
    }

    fn since_done_ms(&self) -> u64 {
        u64::try_from(self.done_at.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
