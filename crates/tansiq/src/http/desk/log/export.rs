//! `/api/v1/desk/log/export`: the log as a file, oldest first: lines of JSON, or a table for spreadsheets.
//!
//! It is written while it is taken: one piece of it is in memory at one time.

use super::super::history::{Unreadable, blocking};
use super::super::ledger::DeskLedger;
use super::super::page;
use super::super::views::time;
use super::{LogEntry, LogEvent, Sought};
use crate::http::answer::with_type;
use crate::http::bounds::{MAX_EXPORTED, STREAM_BYTES};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::metrics::Limit;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream::unfold;
use serde::Deserialize;
use std::sync::Arc;
use tansiq_node::Unavailable;
use tokio::sync::OwnedSemaphorePermit;

/// The columns of the table.
const COLUMNS: [&str; 16] = [
    "index",
    "at",
    "actor",
    "kind",
    "id",
    "name",
    "state",
    "other",
    "to",
    "problem",
    "manager",
    "count",
    "outside",
    "published",
    "until",
    "role",
];
/// What spreadsheets take for the sign that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    #[default]
    Ndjson,
    Csv,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    #[serde(default)]
    format: Format,
    entity: Option<String>,
    actor: Option<String>,
    kind: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// A download under way.
struct Export {
    ledger: Arc<DeskLedger>,
    sought: Sought,
    format: Format,
    /// The record to be looked at next.
    next: u64,
    /// After the last one.
    end: u64,
    /// Records written.
    written: u64,
    done: bool,
    /// One of the downloads at one time.
    _place: OwnedSemaphorePermit,
}

pub(crate) async fn get(call: Call, query: &str) -> Result<Response, Error> {
    let Parameters { format, entity, actor, kind, from, to } = page::parameters(query)?;
    let sought = Sought { entity, actor, kind, from, to }.checked()?;
    let head = call.desk()?.node().head();
    let ledger = call.app.ledger()?.clone();
    let busy = |_| call.app.metrics().refuse(Limit::Exports, Error::Unavailable(Unavailable::Busy));
    let place = ledger.exports.clone().try_acquire_owned().map_err(busy)?;
    let (searched, wanted) = (ledger.clone(), sought.clone());
    let range = blocking(move || wanted.range(&searched.history, head)).await??;
    let export = Export { ledger, sought, format, next: range.start, end: range.end, written: 0, done: false, _place: place };
    Ok(export.answer(&time(call.app.now())))
}

impl Export {
    fn answer(self, now: &str) -> Response {
        let (content_type, ending) = match self.format {
            Format::Ndjson => ("application/x-ndjson; charset=utf-8", "ndjson"),
            Format::Csv => ("text/csv; charset=utf-8", "csv"),
        };
        let heading = match self.format {
            Format::Ndjson => String::new(),
            Format::Csv => format!("{BYTE_ORDER_MARK}{}\r\n", COLUMNS.join(",")),
        };
        let pieces = unfold((self, Some(heading)), |(export, heading)| async move {
            match heading {
                Some(heading) => Some((Ok::<Bytes, Error>(heading.into()), (export, None))),
                None => {
                    let (piece, export) = export.piece().await?;
                    Some((piece, (export, None)))
                }
            }
        });
        let pieces =
            futures_util::StreamExt::map(pieces, |piece| piece.map_err(|_| std::io::Error::other("the ledger cannot be read")));
        let mut response = with_type(StatusCode::OK, content_type, Body::from_stream(pieces));
        let day: String = now.chars().filter(|digit| digit.is_ascii_alphanumeric()).collect();
        let name = format!("attachment; filename=\"tansiq-log-{day}.{ending}\"");
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        response
    }

    /// The next piece; none after the last one. A download whose ledger cannot be read breaks off, so that nobody takes
    /// it for whole.
    async fn piece(self) -> Option<(Result<Bytes, Error>, Export)> {
        if self.done {
            return None;
        }
        let written = blocking(move || {
            let mut export = self;
            let piece = export.write();
            (piece, export)
        });
        match written.await {
            Ok((Ok(piece), export)) => Some((Ok(piece.into()), export)),
            Ok((Err(error), mut export)) => {
                export.done = true;
                Some((Err(error.into()), export))
            }
            Err(_) => None,
        }
    }

    fn write(&mut self) -> Result<String, Unreadable> {
        let mut piece = String::new();
        while piece.len() < STREAM_BYTES && self.next < self.end {
            let stored = self.ledger.history.stored(self.next, self.end)?;
            if stored.is_empty() {
                break;
            }
            for record in &stored {
                if self.written == MAX_EXPORTED {
                    self.done = true;
                    self.cut(&mut piece, record.index);
                    return Ok(piece);
                }
                if let Some(entry) = self.sought.find(record)? {
                    self.written += 1;
                    self.add(&mut piece, &entry);
                }
                self.next = record.index + 1;
                if piece.len() >= STREAM_BYTES {
                    break;
                }
            }
        }
        self.done = piece.len() < STREAM_BYTES;
        Ok(piece)
    }

    fn add(&self, piece: &mut String, entry: &LogEntry) {
        match self.format {
            Format::Ndjson => line(piece, entry),
            Format::Csv => entry.events.iter().for_each(|event| row(piece, &cells(entry, event))),
        }
    }

    /// Says that there would be more.
    fn cut(&self, piece: &mut String, next: u64) {
        match self.format {
            Format::Ndjson => line(piece, &serde_json::json!({ "cut": true, "next_index": next })),
            Format::Csv => row(
                piece,
                &[
                    next.to_string(),
                    String::new(),
                    String::new(),
                    format!("cut after {MAX_EXPORTED} records; more follow from this index"),
                ],
            ),
        }
    }
}

fn line(piece: &mut String, value: &impl serde::Serialize) {
    // Fails only for numbers that are not finite, which no state holds.
    if let Ok(text) = serde_json::to_string(value) {
        piece.push_str(&text);
        piece.push('\n');
    }
}

fn cells(entry: &LogEntry, event: &LogEvent) -> [String; COLUMNS.len()] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let state = event.state.and_then(|state| serde_json::to_value(state).ok()?.as_str().map(str::to_owned));
    let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string()).unwrap_or_default();
    [
        entry.index.to_string(),
        entry.at.clone(),
        entry.actor.clone(),
        // Of a notice, what it says is its kind.
        event.notice.as_ref().map_or_else(|| event.kind.to_owned(), |notice| format!("noticed: {}", notice.kind())),
        text(&event.id),
        text(&event.name),
        state.unwrap_or_default(),
        text(&event.other),
        text(&event.to),
        text(&event.problem),
        text(&event.manager),
        event.count.map(|count| count.to_string()).unwrap_or_default(),
        flag(event.outside),
        flag(event.published),
        text(&event.until),
        event.role.unwrap_or_default().to_owned(),
    ]
}

fn row(piece: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    piece.push_str(&cells.join(","));
    piece.push_str("\r\n");
}

/// A cell of a table (RFC 4180). A spreadsheet would compute what begins like a formula, whoever wrote it; with an
/// apostrophe before it, it is a text.
fn cell(text: &str) -> String {
    let computes = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let text = if computes { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
