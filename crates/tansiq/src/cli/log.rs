//! `tansiq log`: reads a ledger's log while a node writes it, verifies it, and hands it to others.
//!
//! How a record reads in words is in `narrate.rs`.

use super::data::{DataArguments, Ledger};
use super::narrate;
use super::output::hex;
use anyhow::Context as _;
use clap::{Args, Subcommand};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tansiq_core::{airspace, desk};
use tansiq_log::sqlite::SqliteReader;
use tansiq_log::{Error, LogReader, StoredRecord};
use tansiq_node::Record;

/// Records read at once, so that memory stays bounded for a log of any length.
const PAGE_RECORDS: u64 = 1024;

/// How often `--follow` looks for new records.
const FOLLOW_EVERY: Duration = Duration::from_millis(200);

/// What `tansiq log` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tell what happened, one line per event
    Show(ShowArguments),
    /// Check that nothing in the log was changed, lost or made up since it was written
    ///
    /// Every record must be there, hash to its leaf and be a record of this ledger; times must not decrease. Prints the
    /// number of records and the Merkle root (RFC 6962) over their leaves. That the log was not cut short at its end, only
    /// a root noted elsewhere can tell: compare it. Ends with 1 and the index of the first bad record if there is one.
    Verify(DataArguments),
    /// Write all records to a file, one JSON object a line: index, leaf, salt, payload
    ///
    /// Leaf and salt are hexadecimal; the payload is the record's JSON as a text, byte for byte, so that
    /// leaf = SHA-256(0x00 || SHA-256(salt || payload)) can be checked with nothing of ours. Payload and salt are null where
    /// retention has erased them.
    Export(ExportArguments),
}

/// What to show.
#[derive(Debug, Args)]
pub struct ShowArguments {
    #[command(flatten)]
    data: DataArguments,
    /// The index of the first record to show
    #[arg(long, value_name = "INDEX", default_value_t = 0)]
    from: u64,
    /// Show only the last so many records
    #[arg(long, value_name = "RECORDS", conflicts_with = "from")]
    last: Option<u64>,
    /// Show at most so many records
    #[arg(long, value_name = "RECORDS")]
    limit: Option<u64>,
    /// Print the records as they stand in the log: JSON, one a line
    #[arg(long)]
    json: bool,
    /// Go on with new records as they are written, until Ctrl-C
    #[arg(long)]
    follow: bool,
}

/// Where to export to.
#[derive(Debug, Args)]
pub struct ExportArguments {
    #[command(flatten)]
    data: DataArguments,
    /// The file to make, or - for standard output; nothing is overwritten
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Does what the command says.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Show(arguments) => show(&arguments),
        Command::Verify(arguments) => verify(&arguments),
        Command::Export(arguments) => export(&arguments),
    }
}

fn show(arguments: &ShowArguments) -> anyhow::Result<()> {
    let mut reader = arguments.data.open()?;
    let ledger = arguments.data.ledger();
    let first = match arguments.last {
        Some(last) => reader.head()?.saturating_sub(last),
        None => arguments.from,
    };
    let end = arguments.limit.map_or(u64::MAX, |limit| first.saturating_add(limit));
    let mut out = BufWriter::new(io::stdout().lock());
    let mut next = first;
    loop {
        let until = reader.head()?.min(end);
        next = each_record(&mut reader, next, until, &mut |record| {
            if arguments.json { write_json(&mut out, record) } else { Ok(narrate::write(&mut out, ledger, record)?) }
        })?;
        out.flush()?;
        if !arguments.follow || next >= end {
            return Ok(());
        }
        std::thread::sleep(FOLLOW_EVERY);
    }
}

/// Hands the records from `next` up to but without `end` to `visit`, each checked against its leaf, and returns where to
/// go on.
fn each_record(
    reader: &mut SqliteReader,
    mut next: u64,
    end: u64,
    visit: &mut dyn FnMut(&StoredRecord) -> anyhow::Result<()>,
) -> anyhow::Result<u64> {
    while next < end {
        let page = reader.read(next, PAGE_RECORDS.min(end - next) as usize)?;
        if page.is_empty() {
            return Err(Error::Damaged { index: next, what: format!("it is missing below the head {end}") }.into());
        }
        for record in &page {
            record.check()?;
            visit(record)?;
        }
        next += page.len() as u64;
    }
    Ok(next)
}

/// The record as it is; an erased one leaves a line that says so.
fn write_json(out: &mut impl Write, record: &StoredRecord) -> anyhow::Result<()> {
    match &record.payload {
        Some(payload) => out.write_all(payload)?,
        None => write!(out, "{{\"index\":{},\"erased\":true}}", record.index)?,
    }
    Ok(out.write_all(b"\n")?)
}

fn verify(arguments: &DataArguments) -> anyhow::Result<()> {
    let mut reader = arguments.open()?;
    let mut last_at_us = i64::MIN;
    let mut check = |index, payload: Option<&[u8]>| match payload {
        Some(payload) => match arguments.ledger() {
            Ledger::Airspace => check_payload::<airspace::Event>(index, payload, &mut last_at_us),
            Ledger::Desk => check_payload::<desk::Event>(index, payload, &mut last_at_us),
        },
        None => Ok(()),
    };
    let found = tansiq_log::verify(&mut reader, &mut check)?;
    let mut stdout = io::stdout().lock();
    match found.erased {
        0 => writeln!(stdout, "records {}", found.records)?,
        erased => {
            writeln!(stdout, "records {} ({erased} of them erased, so that only their leaves were checked)", found.records)?
        }
    }
    writeln!(stdout, "root {}", hex(&found.root))?;
    Ok(())
}

/// What the node promises of every record beyond its hash.
fn check_payload<E: DeserializeOwned>(index: u64, payload: &[u8], last_at_us: &mut i64) -> Result<(), String> {
    let record: Record<E> =
        serde_json::from_slice(payload).map_err(|error| format!("it is not a record of this ledger: {error}"))?;
    if record.index != index {
        return Err(format!("it says that it is record {}", record.index));
    }
    if record.at_us.0 < *last_at_us {
        return Err(format!("its time {} µs is before that of an earlier record, {last_at_us} µs", record.at_us.0));
    }
    *last_at_us = record.at_us.0;
    Ok(())
}

/// A line of an export.
#[derive(Serialize)]
struct Line<'a> {
    index: u64,
    leaf: String,
    salt: Option<String>,
    payload: Option<&'a str>,
}

fn export(arguments: &ExportArguments) -> anyhow::Result<()> {
    let mut reader = arguments.data.open()?;
    if arguments.to == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        write_all(&mut reader, &mut out)?;
        return Ok(out.flush()?);
    }
    let to = arguments.to.display();
    let file = OpenOptions::new().write(true).create_new(true).open(&arguments.to);
    let file = file.with_context(|| format!("nothing was exported: the file {to} cannot be made"))?;
    let mut out = BufWriter::new(file);
    let written = write_all(&mut reader, &mut out).and_then(|records| {
        out.flush()?;
        out.get_ref().sync_all()?;
        Ok(records)
    });
    let records = written.inspect_err(|_| {
        // Half an export could be taken for a whole one.
        let _ = std::fs::remove_file(&arguments.to);
    });
    let records = records.with_context(|| format!("nothing was exported to {to}"))?;
    writeln!(io::stdout(), "{to}: {records} records")?;
    Ok(())
}

fn write_all(reader: &mut SqliteReader, out: &mut impl Write) -> anyhow::Result<u64> {
    let head = reader.head()?;
    each_record(reader, 0, head, &mut |record| {
        let payload = record.payload.as_deref().map(std::str::from_utf8).transpose();
        let payload = payload.with_context(|| format!("the payload of record {} is not UTF-8", record.index))?;
        let salt = payload.map(|_| hex(&record.salt));
        serde_json::to_writer(&mut *out, &Line { index: record.index, leaf: hex(&record.leaf), salt, payload })?;
        Ok(out.write_all(b"\n")?)
    })
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
