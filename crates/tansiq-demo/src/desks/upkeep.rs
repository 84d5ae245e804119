//! What concerns the processes: a desk that is killed and started again, and whether all desks tell the same in the end.

use std::collections::BTreeMap;
use std::time::Instant;

use super::Desks;
use super::answers::{AreasAnswer, KnownAnswer, Notice, NoticesAnswer, PlanAnswer, PlansAnswer};
use super::watching::{PATIENCE, POLL};
use crate::desk_fact::{DeskFact, Heard, Told, Word};
use crate::play::{Problem, Standing, differs, first_number};
use crate::scenario::{NoticeKind, PlanState};
use crate::server::{Server, verify_log};

/// How many things of a kind are asked for at once: more than a play has.
const ALL: usize = 500;

/// What a desk holds: plans and areas with their revisions, and notices word for word.
pub(super) struct Census {
    plans: BTreeMap<String, (u64, PlanState)>,
    areas: BTreeMap<String, u64>,
    notices: Vec<Notice>,
}

impl Desks<'_> {
    pub(super) async fn kill(&mut self, party: &str) -> Result<DeskFact, Problem> {
        let census = self.census(party).await?;
        let desk = self.desk(party);
        let Some(mut server) = desk.server.take() else {
            return differs(format!("the desk of {party} is dead already"));
        };
        server.kill().await?;
        desk.before = Some((Instant::now(), census));
        Ok(DeskFact::DeskKilled { party: party.to_owned() })
    }

    pub(super) async fn start(&mut self, party: &str) -> Result<DeskFact, Problem> {
        let desk = self.desk(party);
        let Some((killed, before)) = desk.before.take() else {
            return differs(format!("the desk of {party} is not dead"));
        };
        let address = desk.url.trim_start_matches("http://").to_owned();
        desk.server = Some(Server::start(&desk.site, &address).await?);
        let away_ms = u64::try_from(killed.elapsed().as_millis()).unwrap_or(u64::MAX);
        let after = self.census(party).await?;
        if after.plans != before.plans || after.areas != before.areas {
            return differs(format!("after the restart, the plans or areas of {party} are not what they were"));
        }
        if !after.notices.starts_with(&before.notices) {
            return differs(format!("after the restart, the notices of {party} do not begin with what they were"));
        }
        Ok(DeskFact::DeskBack {
            party: party.to_owned(),
            away_ms,
            plans: before.plans.len(),
            areas: before.areas.len(),
            notices: before.notices.len(),
        })
    }

    async fn census(&self, party: &str) -> Result<Census, Problem> {
        let PlansAnswer { plans } = self.get(party, &format!("plans?limit={ALL}")).await?;
        let AreasAnswer { areas } = self.get(party, &format!("areas?limit={ALL}")).await?;
        Ok(Census {
            plans: plans.into_iter().map(|plan| (plan.id, (plan.revision, plan.state))).collect(),
            areas: areas.into_iter().map(|area| (area.id, area.revision)).collect(),
            notices: self.notices(party).await?,
        })
    }

    async fn notices(&self, party: &str) -> Result<Vec<Notice>, Problem> {
        let NoticesAnswer { notices } = self.get(party, &format!("notices?limit={ALL}")).await?;
        Ok(notices)
    }

    /// Holds what each desk says of its own plans against what the others know and were told of them. What was done last may
    /// still be on its way to them, which is waited for.
    pub(super) async fn same_story(&mut self) -> Result<DeskFact, Problem> {
        let began = Instant::now();
        loop {
            match self.told_alike().await {
                Err(Problem::Differs(_)) if began.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                outcome => return outcome,
            }
        }
    }

    async fn told_alike(&self) -> Result<DeskFact, Problem> {
        let mut notices = BTreeMap::new();
        let mut known = BTreeMap::new();
        for party in self.desks.keys() {
            let listed = self.notices(party).await?;
            // A notice may be listed a moment before it is heard.
            let heard = self.desks[party].heard.borrow().clone();
            if !listed.starts_with(&heard) {
                return differs(format!("what {party} heard is not what its desk lists"));
            }
            notices.insert(party.as_str(), listed);
            let KnownAnswer { operations } = self.get(party, &format!("known?limit={ALL}")).await?;
            known.insert(party.as_str(), operations);
        }
        let mut plans = Vec::new();
        for flight in self.scenario.flights.iter().filter(|flight| self.flights[&flight.id].plan.is_some()) {
            let id = self.plan_id(&flight.id)?;
            let own: PlanAnswer = self.get(&flight.party, &format!("plans/{id}")).await?;
            let version = own.reference.as_ref().map(|reference| reference.version);
            for (party, known) in &known {
                let there = known.iter().find(|plan| plan.id == id).map(|plan| (plan.state, Some(plan.version)));
                if there.is_some_and(|there| there != (own.state, version)) {
                    let own = (own.state, version);
                    return differs(format!("{party} holds {} to be {there:?}, its own desk says {own:?}", flight.id));
                }
            }
            plans.push(told(&flight.id, &flight.party, &id, &notices));
        }
        let said = verify_log(&self.site).await?;
        let Some(records) = first_number(&said) else {
            return differs(format!("`tansiq log verify` did not say how many records it checked: {said}"));
        };
        Ok(DeskFact::SameStory { plans, records })
    }

    /// How many plans stand, and that nothing is in the way of any of them.
    pub async fn standing(&self) -> Result<Standing, Problem> {
        let mut count = 0;
        for party in self.desks.keys() {
            let PlansAnswer { plans } = self.get(party, &format!("plans?live=true&limit={ALL}")).await?;
            if let Some(plan) = plans.iter().find(|plan| plan.meetings.iter().any(|meeting| meeting.blocks)) {
                return differs(format!("at the end, something is in the way of {}", self.name_of(&plan.id)?));
            }
            count += plans.len();
        }
        Ok(Standing { plans: count, closest: None })
    }
}

/// One plan as its own desk and those of others tell it.
fn told(flight: &str, owner: &str, id: &str, notices: &BTreeMap<&str, Vec<Notice>>) -> Told {
    let of = |party: &str| notices[party].iter().filter(|notice| notice.is_about(id));
    let states = of(owner).filter(|notice| notice.kind() == Some(NoticeKind::StateChanged)).filter_map(Notice::state);
    let word = |notice: &Notice| Some(Word { notice: notice.kind()?, state: notice.state() });
    let others = notices
        .keys()
        .filter(|party| **party != owner)
        .map(|party| Heard { party: (*party).to_owned(), notices: of(party).filter_map(word).collect() });
    let others = others.filter(|heard| !heard.notices.is_empty()).collect();
    Told { flight: flight.to_owned(), states: states.collect(), others }
}
