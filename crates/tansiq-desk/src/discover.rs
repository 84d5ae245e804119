//! Asking the DSS who is there, and the peers what they do (uss-behaviour 3; F3548-21 SCD0005 and following).
//!
//! The DSS names references; what is not held at that version is fetched from its manager and recorded, so that the ledger
//! can decide over it and a key can name it. What the DSS does not name any more is recorded as gone. Nothing is planned
//! here (`planning.rs`). What is to be done about each reference is in `discover/sort.rs`; fetching one entity, and what
//! follows when its manager fails, in `discover/fetch.rs`.
//!
//! A crash at any point loses only what was not recorded yet; the next discovery asks for it again.

mod fetch;
mod memory;
mod sort;

pub(crate) use memory::Memory;

use crate::convert;
use crate::desk::Desk;
use crate::error::DeskError;
use fetch::{Failures, Fetched};
use futures_util::StreamExt;
use futures_util::stream;
use std::collections::{BTreeMap, BTreeSet};
use tansiq_core::desk::{Command, Known, KnownConstraint, Learn, OtherKind, Plan, State, Volumes, touch, verdict::Probe};
use tansiq_core::{EntityId, Name};
use tansiq_geo::Volume;
use tansiq_peers::DssError;
use tansiq_wire::f3548::{AirspaceConflictResponse, ConstraintReference, OperationalIntentReference};
use tokio::time::Instant;

/// Operations or constraints that one discovery may find.
pub(crate) const MAX_FOUND: usize = tansiq_core::desk::bounds::MAX_LEARNED;
/// Questions of one discovery to the DSS at once.
const MAX_QUESTIONS: usize = 8;
/// Questions of one discovery to peers at once.
const MAX_FETCHES: usize = 32;
/// Entities, and vertices, of one record of what was learned: a record has at most 4 MiB, and a vertex about 50 bytes.
const MAX_BATCH: (usize, usize) = (500, 20_000);

/// What the DSS named, and where it was asked.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// References of operations, each once.
    pub(crate) operations: Vec<OperationalIntentReference>,
    /// References of constraints, each once.
    pub(crate) constraints: Vec<ConstraintReference>,
    /// What was asked for.
    pub(crate) areas: Vec<Volume>,
    /// In which of the areas an operation was found; in all, if it is not here.
    pub(crate) found_in: BTreeMap<EntityId, BTreeSet<usize>>,
    /// Whether to fetch also what is held at the version named: the DSS did not take its OVN.
    pub(crate) anew: bool,
    /// Whether to go on after a peer failed: for a picture that is watched, and not for a plan that waits.
    pub(crate) whole: bool,
}

/// What is there, as far as a key must name it.
#[derive(Debug, Default)]
pub(crate) struct Picture {
    /// What was found, own entities included. The ledger has their OVNs, unless they are withheld.
    pub(crate) ids: BTreeSet<EntityId>,
    /// OVNs of own entities as the DSS told them: the ledger may not have heard of the newest ones yet.
    pub(crate) own_ovns: Vec<Name>,
}

impl Picture {
    /// This and that.
    pub(crate) fn join(&mut self, more: Picture) {
        self.ids.extend(more.ids);
        self.own_ovns.extend(more.own_ovns);
    }
}

impl Desk {
    /// Finds out what is where these volumes are, and records it. `about` is the operation that it is done for.
    ///
    /// # Errors
    /// [`DeskError::Dss`], [`DeskError::Peer`], [`DeskError::TooMany`], or the ledger's.
    pub(crate) async fn discover(
        &self,
        volumes: &Volumes,
        about: Option<EntityId>,
        deadline: Instant,
    ) -> Result<Picture, DeskError> {
        let held = self.held_there(volumes).await?;
        let heard = self.ask_dss(convert::queries(volumes), deadline).await?;
        let picture = self.learn(heard, about, deadline).await?;
        self.forget(held.into_iter().filter(|(id, _)| !picture.ids.contains(id)).collect()).await?;
        Ok(picture)
    }

    /// The same for a region that is watched: what one peer does not tell keeps nothing else from being learned.
    ///
    /// # Errors
    /// As [`Desk::discover`], after all else was recorded.
    pub(crate) async fn survey(&self, volumes: &Volumes, deadline: Instant) -> Result<(), DeskError> {
        let held = self.held_there(volumes).await?;
        let heard = Heard { whole: true, ..self.ask_dss(convert::queries(volumes), deadline).await? };
        let operations = heard.operations.iter().map(|reference| read_id(&reference.id));
        let constraints = heard.constraints.iter().map(|reference| read_id(&reference.id));
        let named = operations.chain(constraints).collect::<Result<BTreeSet<_>, _>>()?;
        let learned = self.learn(heard, None, deadline).await;
        self.forget(held.into_iter().filter(|(id, _)| !named.contains(id)).collect()).await?;
        learned.map(drop)
    }

    /// What a refused key did not name.
    ///
    /// # Errors
    /// As [`Desk::discover`].
    pub(crate) async fn learn_missing(
        &self,
        missing: AirspaceConflictResponse,
        volumes: &Volumes,
        about: Option<EntityId>,
        deadline: Instant,
    ) -> Result<Picture, DeskError> {
        let AirspaceConflictResponse { missing_operational_intents, missing_constraints, .. } = missing;
        let heard = Heard {
            operations: missing_operational_intents,
            constraints: missing_constraints,
            areas: convert::queries(volumes),
            anew: true,
            ..Heard::default()
        };
        self.learn(heard, about, deadline).await
    }

    /// Peers' operations and constraints that the ledger has there, with their versions, before the DSS is asked.
    async fn held_there(&self, volumes: &Volumes) -> Result<Vec<(EntityId, i32)>, DeskError> {
        let plan = Plan { volumes: volumes.clone(), ..Plan::default() };
        let rules = self.settings().rules;
        self.read(|state, touches| {
            touches.add(touch::KNOWN);
            let met = state.meetings_with_others(Probe { id: None, plan: &plan, in_use: None, rules });
            // What the DSS is not asked for cannot be missed in its answer.
            let asked_for = |kind: OtherKind| match kind {
                OtherKind::PeerOperation => true,
                OtherKind::Constraint => self.settings().processes_constraints,
                OtherKind::OwnOperation | OtherKind::Area => false,
            };
            let others = met.iter().filter(|met| asked_for(met.kind));
            others.filter_map(|met| Some((met.other, version(state, met.other)?))).collect()
        })
        .await
    }

    /// What was held there and is not there any more, unless news of it came meanwhile.
    async fn forget(&self, unnamed: Vec<(EntityId, i32)>) -> Result<(), DeskError> {
        if unnamed.is_empty() {
            return Ok(());
        }
        let gone: Vec<EntityId> = self
            .read(|state, touches| {
                touches.add(touch::KNOWN);
                let same = unnamed.iter().filter(|(id, held)| version(state, *id) == Some(*held));
                same.map(|(id, _)| *id).collect()
            })
            .await?;
        if gone.is_empty() {
            return Ok(());
        }
        tracing::info!(count = gone.len(), "the DSS does not have these operations and constraints of others any more");
        self.record(Command::Learn(Box::new(Learn { gone, rules: self.settings().rules, ..Learn::default() }))).await?;
        Ok(())
    }

    /// Puts the areas to the DSS, several at once.
    async fn ask_dss(&self, areas: Vec<Volume>, deadline: Instant) -> Result<Heard, DeskError> {
        let with_constraints = self.settings().processes_constraints;
        let ask = |(index, area): (usize, Volume)| async move {
            let area = convert::wire_volume(&area);
            let operations = self.dss().query_operational_intents(&area).await?;
            let constraints = if with_constraints { self.dss().query_constraints(&area).await? } else { Vec::new() };
            Ok::<_, DssError>((index, operations, constraints))
        };
        let mut answers = stream::iter(areas.clone().into_iter().enumerate()).map(ask).buffer_unordered(MAX_QUESTIONS);
        let mut heard = Heard { areas, ..Heard::default() };
        let mut constraints = BTreeSet::new();
        while let Some(answer) = in_time(deadline, answers.next()).await? {
            let (index, operations, found) = answer.map_err(|error| DeskError::Dss(error.to_string()))?;
            for reference in operations {
                let id = read_id(&reference.id)?;
                if heard.found_in.entry(id).or_default().insert(index) && heard.found_in[&id].len() == 1 {
                    heard.operations.push(reference);
                }
            }
            for reference in found {
                if constraints.insert(read_id(&reference.id)?) {
                    heard.constraints.push(reference);
                }
            }
            bounded(&heard)?;
        }
        Ok(heard)
    }

    /// Fetches what is not held, and records it.
    ///
    /// # Errors
    /// As [`Desk::discover`]. What could be fetched is recorded even then, so that the next try has less to do.
    pub(crate) async fn learn(&self, heard: Heard, about: Option<EntityId>, deadline: Instant) -> Result<Picture, DeskError> {
        bounded(&heard)?;
        let (mut picture, sorted) = self.sort(&heard).await?;
        if !sorted.leftovers.is_empty() || !sorted.leftover_constraints.is_empty() {
            self.clear_leftovers(sorted.leftovers, sorted.leftover_constraints);
        }
        let failures = Failures::new(about, deadline);
        let mut learned = Learned { gone: sorted.reborn, ..Learned::default() };
        let fetched =
            self.fetch_all((sorted.operations, sorted.constraints), &heard, &failures, (&mut learned, &mut picture)).await;
        self.record_learned(learned).await?;
        fetched.map(|()| picture)
    }

    /// Asks managers, many at once, until all was told or, unless the whole is wanted, one of them failed.
    async fn fetch_all(
        &self,
        (operations, constraints): (Vec<OperationalIntentReference>, Vec<ConstraintReference>),
        heard: &Heard,
        failures: &Failures,
        (learned, picture): (&mut Learned, &mut Picture),
    ) -> Result<(), DeskError> {
        let mut failed = None;
        let operations = operations.into_iter().map(|reference| self.fetch_operation(reference, heard, failures));
        let mut operations = stream::iter(operations).buffer_unordered(MAX_FETCHES);
        while let Some(fetched) = operations.next().await {
            match fetched {
                Ok(Fetched::Known(known)) => learned.operations.push(*known),
                Ok(Fetched::Gone(id)) => learned.lost(id, picture),
                Err(error) if heard.whole => failed = Some(error),
                Err(error) => return Err(error),
            }
        }
        let constraints = constraints.into_iter().map(|reference| self.fetch_constraint(reference, failures));
        let mut constraints = stream::iter(constraints).buffer_unordered(MAX_FETCHES);
        while let Some(fetched) = constraints.next().await {
            match fetched {
                Ok(Ok(known)) => learned.constraints.push(known),
                Ok(Err(id)) => learned.lost(id, picture),
                Err(error) if heard.whole => failed = Some(error),
                Err(error) => return Err(error),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Records in batches. What was reborn is forgotten first, because the ledger keeps the later of two versions.
    async fn record_learned(&self, learned: Learned) -> Result<(), DeskError> {
        let rules = self.settings().rules;
        for gone in learned.gone.chunks(MAX_BATCH.0) {
            self.record(Command::Learn(Box::new(Learn { gone: gone.to_vec(), rules, ..Learn::default() }))).await?;
        }
        let mut batch = Learn { rules, ..Learn::default() };
        let mut vertices = 0;
        let (mut operations, mut constraints) = (learned.operations.into_iter(), learned.constraints.into_iter());
        loop {
            let (operation, constraint) = (operations.next(), constraints.next());
            let over = operation.is_none() && constraint.is_none();
            vertices += operation.as_ref().map_or(0, operation_vertices);
            vertices += constraint.as_ref().map_or(0, |constraint| constraint.volumes.vertices());
            batch.operations.extend(operation);
            batch.constraints.extend(constraint);
            let count = batch.operations.len() + batch.constraints.len();
            if count > 0 && (over || count >= MAX_BATCH.0 || vertices >= MAX_BATCH.1) {
                self.record(Command::Learn(Box::new(std::mem::take(&mut batch)))).await?;
                (batch.rules, vertices) = (rules, 0);
            }
            if over {
                return Ok(());
            }
        }
    }
}

/// What is to be recorded.
#[derive(Debug, Default)]
struct Learned {
    operations: Vec<Known>,
    constraints: Vec<KnownConstraint>,
    gone: Vec<EntityId>,
}

impl Learned {
    /// It ended while it was asked for.
    fn lost(&mut self, id: EntityId, picture: &mut Picture) {
        picture.ids.remove(&id);
        self.gone.push(id);
    }
}

fn operation_vertices(known: &Known) -> usize {
    match &known.disclosure {
        tansiq_core::desk::Disclosure::Told { volumes, off_nominal, .. } => volumes.vertices() + off_nominal.vertices(),
        tansiq_core::desk::Disclosure::Withheld { within } => within.vertices(),
    }
}

fn version(state: &State, id: EntityId) -> Option<i32> {
    let operation = state.known_operation(id).map(|known| known.version);
    operation.or_else(|| state.known_constraint(id).map(|known| known.version))
}

fn bounded(heard: &Heard) -> Result<(), DeskError> {
    let count = heard.operations.len() + heard.constraints.len();
    if count > MAX_FOUND {
        let why = format!("{count} operations and constraints are there; at most {MAX_FOUND} are weighed");
        return Err(DeskError::TooMany(why));
    }
    Ok(())
}

fn read_id(text: &str) -> Result<EntityId, DeskError> {
    EntityId::parse(text).map_err(|problem| DeskError::Dss(format!("it named an entity {text:?}, which {problem}")))
}

/// Waits for the DSS no longer than planning may take.
pub(crate) async fn in_time<T>(deadline: Instant, work: impl Future<Output = T>) -> Result<T, DeskError> {
    let late = |_| DeskError::Dss("it did not answer in the time that planning may take".to_owned());
    tokio::time::timeout_at(deadline, work).await.map_err(late)
}
