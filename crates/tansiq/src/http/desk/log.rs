//! `/api/v1/desk/log`: what happened, newest first, out of the records themselves. Downloads of it are `log/export.rs`, how
//! an event looks is `log/event.rs`.

mod event;
pub(crate) mod export;

use super::history::{History, Unreadable, blocking, understand};
use super::page;
use super::views::time;
use super::volumes::instant;
use crate::http::answer::ok;
use crate::http::bounds::{LOG_PAGE_EVENTS, MAX_LOG_PAGE, MAX_SCANNED, USUAL_PAGE};
use crate::http::call::Call;
use crate::http::dss::convert;
use crate::http::error::Error;
use axum::response::Response;
use event::LogEvent;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::time::Instant;
use tansiq_core::Timestamp;
use tansiq_core::desk::Event;
use tansiq_log::StoredRecord;
use tansiq_node::{Record, Unavailable};
use utoipa::ToSchema;

/// Records that are looked through at once, backwards.
const CHUNK: u64 = 200;
/// Bytes of the name of an actor, or of the kinds that are looked for.
const MAX_SOUGHT: usize = 256;

/// A page of the log, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogPage {
    entries: Vec<LogEntry>,
    /// What to give as `before` for those older; absent on the last page. There may be one after a page without entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_before: Option<u64>,
    /// Records of the ledger.
    head: u64,
}

/// One record: what one decision changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogEntry {
    index: u64,
    #[schema(format = DateTime)]
    at: String,
    /// Who asked for it.
    actor: String,
    events: Vec<LogEvent>,
}

impl LogEntry {
    fn of(record: &Record<Event>) -> LogEntry {
        LogEntry {
            index: record.index,
            at: time(record.at_us),
            actor: record.actor.to_string(),
            events: record.events.iter().map(LogEvent::of).collect(),
        }
    }
}

/// What is looked for. A record is shown whole if one of its events is.
#[derive(Clone, Default, Deserialize)]
struct Sought {
    /// About this, or with it.
    entity: Option<String>,
    /// Asked for by this one.
    actor: Option<String>,
    /// Of one of these kinds, with commas between them.
    kind: Option<String>,
    /// Not before.
    from: Option<String>,
    /// Not after.
    to: Option<String>,
}

impl Sought {
    /// As ids are written, and not longer than a name.
    fn checked(mut self) -> Result<Sought, Error> {
        if let Some(entity) = &self.entity {
            // Deliveries have numbers.
            let is_number = entity.parse::<u64>().is_ok();
            self.entity = Some(if is_number { entity.clone() } else { convert::id(entity, "entity")?.to_string() });
        }
        for (name, text) in [("actor", &self.actor), ("kind", &self.kind)] {
            if text.as_ref().is_some_and(|text| !(1..=MAX_SOUGHT).contains(&text.len())) {
                return Err(Error::Invalid(format!("{name}: must have 1 to {MAX_SOUGHT} bytes")));
            }
        }
        Ok(self)
    }

    fn moment(text: Option<&String>, name: &str) -> Result<Option<Timestamp>, Error> {
        text.map(|text| instant(text, name)).transpose()
    }

    /// The records of the time that is looked for.
    fn range(&self, history: &History, head: u64) -> Result<Range<u64>, Error> {
        let from = Sought::moment(self.from.as_ref(), "from")?;
        let to = Sought::moment(self.to.as_ref(), "to")?;
        let start = match from {
            Some(from) => history.count_until(Timestamp(from.0.saturating_sub(1)), head)?,
            None => 0,
        };
        let end = to.map_or(Ok(head), |to| history.count_until(to, head))?;
        Ok(start..end)
    }

    /// Whether a record may be one, before it is understood: most are not.
    fn may_be(&self, stored: &StoredRecord) -> bool {
        let Some(payload) = &stored.payload else { return false };
        let text = String::from_utf8_lossy(payload);
        let entity = self.entity.as_ref().is_none_or(|entity| text.contains(entity.as_str()));
        entity && self.kind.as_ref().is_none_or(|kinds| kinds.split(',').any(|kind| text.contains(kind)))
    }

    fn is(&self, record: &Record<Event>, entry: &LogEntry) -> bool {
        let by = self.actor.as_ref().is_none_or(|actor| *actor == *record.actor);
        let kind = |event: &LogEvent| self.kind.as_ref().is_none_or(|kinds| kinds.split(',').any(|kind| kind == event.kind));
        let entity = |event: &LogEvent| self.entity.as_ref().is_none_or(|entity| event.concerns(entity));
        let any = self.kind.is_none() && self.entity.is_none();
        by && (any || entry.events.iter().any(|event| kind(event) && entity(event)))
    }

    /// The entry of a record that is looked for. What was erased is not found.
    fn find(&self, stored: &StoredRecord) -> Result<Option<LogEntry>, Unreadable> {
        if !self.may_be(stored) {
            return Ok(None);
        }
        let found = understand(stored)?.map(|record| {
            let entry = LogEntry::of(&record);
            self.is(&record, &entry).then_some(entry)
        });
        Ok(found.flatten())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    before: Option<String>,
    limit: Option<String>,
    entity: Option<String>,
    actor: Option<String>,
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let Parameters { before, limit, entity, actor, kind, from, to } = page::parameters(query)?;
    let sought = Sought { entity, actor, kind, from, to }.checked()?;
    let limit = page::number("limit", limit.as_deref())?.unwrap_or(USUAL_PAGE);
    if !(1..=MAX_LOG_PAGE).contains(&limit) {
        return Err(Error::Invalid(format!("limit: must be 1 to {MAX_LOG_PAGE}, not {limit}")));
    }
    let before = page::number::<u64>("before", before.as_deref())?.unwrap_or(u64::MAX);
    let head = call.desk()?.node().head();
    let ledger = call.app.ledger()?.clone();
    let scan = ledger.scans.clone().acquire_owned().await.map_err(|_| Error::Unavailable(Unavailable::Stopping))?;
    let deadline = Instant::now() + call.app.options().request_timeout.mul_f64(0.5);
    let page = blocking(move || {
        let _scan = scan;
        let range = sought.range(&ledger.history, head)?;
        search(&ledger.history, &sought, range.start..range.end.min(before), (limit, deadline), head)
    });
    Ok(ok(&page.await??))
}

/// Looks through the records of a range, newest first, until the page is full or enough was looked through.
fn search(
    history: &History,
    sought: &Sought,
    range: Range<u64>,
    (limit, deadline): (usize, Instant),
    head: u64,
) -> Result<LogPage, Error> {
    let (mut entries, mut events) = (Vec::new(), 0);
    let lowest = range.end.saturating_sub(MAX_SCANNED).max(range.start);
    let mut end = range.end;
    'page: while end > lowest && Instant::now() < deadline {
        let start = end.saturating_sub(CHUNK).max(lowest);
        for stored in chunk(history, start, end)?.iter().rev() {
            let found = sought.find(stored)?;
            let full = entries.len() == limit || (!entries.is_empty() && events >= LOG_PAGE_EVENTS);
            if found.is_some() && full {
                end = stored.index + 1;
                break 'page;
            }
            events += found.as_ref().map_or(0, |entry: &LogEntry| entry.events.len());
            entries.extend(found);
        }
        end = start;
    }
    Ok(LogPage { entries, next_before: (end > range.start).then_some(end), head })
}

/// All records from `start` to before `end`. A read may end earlier where records are large.
fn chunk(history: &History, start: u64, end: u64) -> Result<Vec<StoredRecord>, Unreadable> {
    let mut all = history.stored(start, end)?;
    while let Some(last) = all.last()
        && last.index + 1 < end
    {
        let more = history.stored(last.index + 1, end)?;
        if more.is_empty() {
            break;
        }
        all.extend(more);
    }
    Ok(all)
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
