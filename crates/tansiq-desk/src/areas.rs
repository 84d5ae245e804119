//! Areas in, constraints out (F3548-21 CSTM0005 and following).
//!
//! Here files become areas: their layers by `volumes.rs`, their windows by the schedule, all else kept as a document. How
//! areas become constraints at the DSS is in `areas/publishing.rs`; what a document holds in `areas/document.rs`. Verdicts
//! over areas are the ledger's.

mod document;
mod publishing;
mod schedule;

pub use document::Document;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::outbox::Bell;
use crate::volumes;
use crate::watch::stable_id;
use futures_util::stream::{self, StreamExt};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::time::Duration;
use tansiq_core::desk::bounds::MAX_CONSTRAINT_VERTICES;
use tansiq_core::desk::{Area, AreaKind, Command, Outcome, PutArea, Volumes, touch};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_formats::{Format, Imported, Problem, Problems};
use tansiq_geo::Outline;

/// Areas put in at the same time.
const PUT_AT_ONCE: usize = 64;
/// Areas whose schedules are worked out further in one go.
const MAX_EXTENDED: usize = 1_000;
/// How far before their end windows are worked out further.
const EXTEND_BEFORE: Duration = Duration::from_secs(59 * 86_400);
/// The largest area of a constraint, square kilometres (F3548-21).
pub const MAX_CONSTRAINT_KM2: f64 = 10_000.0;

/// What is kept in memory about publishing.
#[derive(Debug, Default)]
pub(crate) struct Publishing {
    /// Rung when an area changed.
    pub(crate) bell: Bell,
}

/// What an import did.
#[derive(Clone, Debug)]
pub struct Import {
    /// The areas that were put in.
    pub areas: Vec<ImportedArea>,
    /// What was wrong, by feature and path.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub problems_unlisted: usize,
}

/// One area that was put in.
#[derive(Clone, Debug)]
pub struct ImportedArea {
    /// Its id in this desk. The same file's same feature has the same id again.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// What it means.
    pub kind: AreaKind,
    /// Its revision; 0 if it was only checked and is new.
    pub revision: u64,
}

impl Desk {
    /// Reads a file of areas and puts the good ones in; what is wrong is told by feature. With `check_only` nothing is put.
    ///
    /// A feature that is in the desk already, and the same, stays as it is; one that differs is replaced. A feature is known
    /// again by its identifier: with its country in ED-318 and ED-269, which promise that to be unique, with the file's title
    /// elsewhere, and with its outline where the file gives it none.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a file that cannot be read at all; [`DeskError::Unavailable`] if the ledger takes nothing
    /// now: the import may then have been made in part, and can be made again.
    pub async fn import_areas(
        &self,
        who: &Name,
        bytes: &[u8],
        format: Option<Format>,
        check_only: bool,
    ) -> Result<Import, DeskError> {
        let imported = tansiq_formats::read_areas(bytes, format).map_err(|error| DeskError::Invalid(format!("file: {error}")))?;
        let (puts, mut problems) = self.prepare(imported);
        let held = self.held(&puts).await?;
        let done: Vec<(Prepared, Result<u64, DeskError>)> = stream::iter(puts)
            .map(|put| {
                let held = held.get(&put.area.id);
                async move {
                    let revision = match held {
                        Some(area) if is_same(area, &put.area) => Ok(area.revision),
                        held if check_only => Ok(held.map_or(0, |area| area.revision)),
                        _ => self.put_area(who, &put.area).await,
                    };
                    (put, revision)
                }
            })
            .buffered(PUT_AT_ONCE)
            .collect()
            .await;
        let mut areas = Vec::with_capacity(done.len());
        for (Prepared { area, feature, path }, revision) in done {
            match revision {
                Ok(revision) => areas.push(ImportedArea { id: area.id, name: area.name, kind: area.kind, revision }),
                Err(error @ DeskError::Unavailable(_)) => return Err(error),
                Err(error) => problems.error(Some(&feature), path, error.to_string()),
            }
        }
        self.shared().publishing.bell.ring();
        let problems_unlisted = problems.unlisted;
        Ok(Import { areas, problems: problems.listed, problems_unlisted })
    }

    /// What the ledger would be asked to take, and what is wrong so far.
    fn prepare(&self, imported: Imported) -> (Vec<Prepared>, Problems) {
        let Imported { collection, areas, mut problems, .. } = imported;
        let title = collection.name.clone().unwrap_or_default();
        let mut seen: BTreeMap<EntityId, usize> = BTreeMap::new();
        let mut puts = Vec::with_capacity(areas.len());
        let now = self.now();
        for area in areas {
            let (feature, path) = (area.id.clone(), area.source.path.clone());
            let first = area_id(&self.settings().party, &title, &area, 0);
            let count = seen.entry(first).or_default();
            let id = if *count == 0 { first } else { area_id(&self.settings().party, &title, &area, *count) };
            *count += 1;
            match self.put_of(id, &collection, &area, now) {
                Ok(area) => puts.push(Prepared { area, feature, path }),
                Err(problem) => problems.error(Some(&feature), path, problem),
            }
        }
        (puts, problems)
    }

    fn put_of(
        &self,
        id: EntityId,
        collection: &tansiq_formats::Collection,
        area: &tansiq_formats::Area,
        now: Timestamp,
    ) -> Result<PutArea, String> {
        let layers = volumes::layers(area, self.heights())?;
        let (windows, windows_until) =
            schedule::windows(&area.schedule, &layers, now).map_err(|error| format!("schedule: {error}"))?;
        let document = Document::of(collection, area, id, &self.settings().party);
        let document = serde_json::to_string(&document).map_err(|error| format!("document: {error}"))?;
        Ok(PutArea {
            id,
            name: clipped(area.title()),
            kind: kind(area.kind),
            layers,
            windows,
            windows_until,
            document: document.into(),
            revision: None,
            rules: self.settings().rules,
        })
    }

    async fn held(&self, puts: &[Prepared]) -> Result<BTreeMap<EntityId, Area>, DeskError> {
        self.read(|state, touches| {
            touches.extend(puts.iter().map(|put| touch::entity(put.area.id)));
            puts.iter().filter_map(|put| state.area(put.area.id)).map(|area| (area.id, area.clone())).collect()
        })
        .await
    }

    async fn put_area(&self, who: &Name, put: &PutArea) -> Result<u64, DeskError> {
        match self.submit(who, Command::PutArea(Box::new(put.clone()))).await? {
            Outcome::Area { revision } => Ok(revision),
            other => unreachable!("an area is answered with its revision, not {other:?}"),
        }
    }

    /// Takes an area out, and ends its constraints.
    ///
    /// The constraints are removed from the DSS by a chore: a crash, or a DSS that does not answer, delays that and no more.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn remove_area(&self, who: &Name, id: EntityId, revision: Option<u64>) -> Result<(), DeskError> {
        self.submit(who, Command::RemoveArea { id, revision }).await?;
        self.shared().publishing.bell.ring();
        Ok(())
    }

    /// Tells others of an area as constraints while it is active, or stops doing so.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] if the desk may write no constraints, or the area cannot be one.
    pub async fn publish_area(&self, who: &Name, id: EntityId, published: bool) -> Result<(), DeskError> {
        if published {
            if !self.settings().manages_constraints {
                return Err(DeskError::Invalid("published: this desk is not set up to manage constraints".to_owned()));
            }
            let layers = self
                .read(|state, touches| {
                    touches.add(touch::entity(id));
                    state.area(id).map(|area| area.layers.clone())
                })
                .await?;
            layers.map_or(Ok(()), |layers| publishable(&layers)).map_err(DeskError::Invalid)?;
        }
        self.submit(who, Command::PublishArea { id, published }).await?;
        self.shared().publishing.bell.ring();
        Ok(())
    }

    /// Works out schedules further, a day at a time.
    pub(crate) async fn extend_windows(&self) -> Result<(), DeskError> {
        let now = self.now();
        let due = self
            .read(|state, touches| {
                touches.add(touch::AREAS);
                let due = |area: &&Area| area.windows_until < now.plus(EXTEND_BEFORE);
                state.areas().filter(due).take(MAX_EXTENDED).cloned().collect::<Vec<_>>()
            })
            .await?;
        let mut failed = None;
        for area in due {
            let Ok(document) = serde_json::from_str::<Document>(&area.document) else {
                // Drawn by hand or written by another version: its windows are what they are.
                continue;
            };
            match schedule::windows(&document.schedule, &area.layers, now) {
                Ok((windows, until)) => {
                    let command = Command::ExtendWindows { id: area.id, windows, until };
                    failed = self.record(command).await.err().or(failed);
                }
                Err(error) => failed = Some(DeskError::Invalid(format!("area {}: schedule: {error}", area.id))),
            }
        }
        self.shared().publishing.bell.ring();
        failed.map_or(Ok(()), Err)
    }
}

/// An area to be put in, and where it stood in the file.
struct Prepared {
    area: PutArea,
    feature: String,
    path: String,
}

/// Whether nothing of it that people can see is different. Windows are worked out further on their own.
fn is_same(held: &Area, put: &PutArea) -> bool {
    held.name == put.name && held.kind == put.kind && held.document == put.document && held.layers == put.layers
}

/// Whether the layers can be a constraint; why not.
fn publishable(layers: &Volumes) -> Result<(), String> {
    if layers.vertices() > MAX_CONSTRAINT_VERTICES {
        let count = layers.vertices();
        return Err(format!("published: the area has {count} vertices, a constraint at most {MAX_CONSTRAINT_VERTICES}"));
    }
    let area_km2: f64 = layers.as_slice().iter().map(|layer| layer.outline().area_km2()).sum();
    if area_km2 > MAX_CONSTRAINT_KM2 {
        return Err(format!("published: the area has {area_km2:.0} km², a constraint at most {MAX_CONSTRAINT_KM2} km²"));
    }
    Ok(())
}

/// What an area means here. U-space airspace asks for services, which are conditions.
fn kind(kind: tansiq_formats::AreaKind) -> AreaKind {
    match kind {
        tansiq_formats::AreaKind::Prohibited => AreaKind::Prohibited,
        tansiq_formats::AreaKind::RequiresAuthorisation => AreaKind::RequiresAuthorisation,
        tansiq_formats::AreaKind::Conditional | tansiq_formats::AreaKind::USpace => AreaKind::Conditional,
        tansiq_formats::AreaKind::Advisory => AreaKind::Advisory,
    }
}

/// The same for the same feature of the same file. `again` tells features of one file apart that call themselves the same.
fn area_id(party: &str, title: &str, area: &tansiq_formats::Area, again: usize) -> EntityId {
    let again = again.to_string();
    let format = area.source.format.to_string();
    match area.source.format {
        Format::Ed318 | Format::Ed269 if !is_made(&area.id) => {
            // One zone for both formats: a source may change from one to the other.
            stable_id(&["zone", party, area.country.as_deref().unwrap_or_default(), &area.id, &again])
        }
        _ if is_made(&area.id) => stable_id(&["area", party, &format, title, area.title(), &outlines(area), &again]),
        _ => stable_id(&["area", party, &format, title, &area.id, &again]),
    }
}

/// Whether an identifier was made of the feature's place in the file, which names it no more when the file changes.
fn is_made(id: &str) -> bool {
    id.strip_prefix("feature-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A digest of where it is.
fn outlines(area: &tansiq_formats::Area) -> String {
    let mut hash = Sha256::new();
    let mut add = |value: f64| hash.update(value.to_bits().to_be_bytes());
    for volume in &area.volumes {
        match &volume.outline {
            Outline::Circle(circle) => {
                [circle.center().lat_deg(), circle.center().lng_deg(), circle.radius_m()].into_iter().for_each(&mut add);
            }
            Outline::Polygon(polygon) => {
                polygon.vertices().iter().flat_map(|at| [at.lat_deg(), at.lng_deg()]).for_each(&mut add);
            }
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name within the ledger's bound.
fn clipped(text: &str) -> String {
    let mut end = text.len().min(tansiq_core::desk::bounds::MAX_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

#[cfg(test)]
#[path = "areas_tests.rs"]
mod tests;
