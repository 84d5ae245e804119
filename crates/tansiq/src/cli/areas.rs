//! `tansiq areas`: areas of a running node's desk.

use super::node::{Body, Connection, items, text};
use super::output::harmless;
use anyhow::{Context as _, bail};
use axum::http::Method;
use clap::{Args, Subcommand};
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;

/// What can be done with areas.
#[derive(Debug, Subcommand)]
pub enum Command {
    Import(ImportArguments),
    List(ListArguments),
}

/// Read areas from a file (GeoJSON, KML, ED-318, ED-269, OpenAir) into the desk; what is wrong is told by feature
#[derive(Debug, Args)]
pub struct ImportArguments {
    #[command(flatten)]
    connection: Connection,
    /// The file
    file: PathBuf,
    /// Its format, if it is not to be recognised: geo_json, kml, ed318, ed269, open_air
    #[arg(long)]
    format: Option<String>,
    /// Only say what is wrong
    #[arg(long)]
    check_only: bool,
}

/// List areas
#[derive(Debug, Args)]
pub struct ListArguments {
    #[command(flatten)]
    connection: Connection,
    /// Print JSON, a line for each
    #[arg(long)]
    json: bool,
}

/// Does it.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Import(arguments) => import(&arguments),
        Command::List(arguments) => list(&arguments),
    }
}

fn import(arguments: &ImportArguments) -> anyhow::Result<()> {
    let file = std::fs::read(&arguments.file).with_context(|| format!("the file {} cannot be read", arguments.file.display()))?;
    let node = arguments.connection.open()?;
    let mut query = vec![("check_only", arguments.check_only.to_string())];
    query.extend(arguments.format.iter().map(|format| ("format", format.clone())));
    let done = node.get(Method::POST, &["areas", "import"], &query, Body::File(file))?;
    let mut out = std::io::stdout().lock();
    for area in items(&done, "areas") {
        writeln!(out, "{}  {:22}  {}", text(area, "id"), text(area, "kind"), harmless(text(area, "name")))?;
    }
    let mut errors = 0;
    for problem in items(&done, "problems") {
        errors += usize::from(text(problem, "severity") == "error");
        let line = format!(
            "{}: {} ({}): {}",
            text(problem, "severity"),
            text(problem, "path"),
            text(problem, "feature"),
            text(problem, "message")
        );
        writeln!(std::io::stderr(), "{}", harmless(&line))?;
    }
    if errors > 0 {
        bail!("{errors} problems: what they are about was not taken; the rest was");
    }
    Ok(())
}

fn list(arguments: &ListArguments) -> anyhow::Result<()> {
    let node = arguments.connection.open()?;
    let mut out = std::io::stdout().lock();
    node.each_listed("areas", &[], |area| {
        if arguments.json {
            return Ok(writeln!(out, "{area}")?);
        }
        let published = if area.get("published") == Some(&Value::Bool(true)) { "published" } else { "own" };
        let (id, kind, name) = (text(area, "id"), text(area, "kind"), harmless(text(area, "name")));
        Ok(writeln!(out, "{id}  {kind:22}  {published:9}  {name}")?)
    })
}
