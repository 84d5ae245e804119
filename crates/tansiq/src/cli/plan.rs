//! `tansiq plan`: plans of a running node's desk.

use super::node::{Body, Connection, Node, items, refusal, text};
use super::output::harmless;
use anyhow::{Context as _, bail};
use axum::http::Method;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use uuid::Uuid;

/// What can be done with plans.
#[derive(Debug, Subcommand)]
pub enum Command {
    Submit(SubmitArguments),
    List(ListArguments),
    Show(OneArguments),
    Activate(OneArguments),
    End(OneArguments),
}

/// Read a plan from a file (GeoJSON, KML, QGroundControl .plan, F3548 volumes) and submit it
#[derive(Debug, Args)]
pub struct SubmitArguments {
    #[command(flatten)]
    connection: Connection,
    /// The file
    file: PathBuf,
    /// When it starts, if the file leaves that open: RFC 3339, such as 2027-03-01T09:00:00Z
    #[arg(long, value_name = "TIME")]
    start: Option<String>,
    /// Its name, in place of the file's
    #[arg(long)]
    name: Option<String>,
    /// Its priority, in place of the file's; greater goes first
    #[arg(long, allow_negative_numbers = true)]
    priority: Option<i64>,
    /// Take it into use at once
    #[arg(long)]
    activate: bool,
    /// Print the node's answer as JSON
    #[arg(long)]
    json: bool,
}

/// List plans
#[derive(Debug, Args)]
pub struct ListArguments {
    #[command(flatten)]
    connection: Connection,
    /// Those that are over too
    #[arg(long)]
    all: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// One plan, by its id
#[derive(Debug, Args)]
pub struct OneArguments {
    #[command(flatten)]
    connection: Connection,
    /// The plan's id
    id: Uuid,
    /// Print the node's answer as JSON
    #[arg(long)]
    json: bool,
}

/// Does it.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Submit(arguments) => submit(&arguments),
        Command::List(arguments) => list(&arguments),
        Command::Show(arguments) => {
            let node = arguments.connection.open()?;
            let plan = node.get(Method::GET, &["plans", &arguments.id.to_string()], &[], Body::None)?;
            show(&plan, arguments.json)
        }
        Command::Activate(arguments) => {
            let node = arguments.connection.open()?;
            let body = json!({ "state": "activated" });
            let path = ["plans", &arguments.id.to_string(), "state"];
            change(&node, Method::POST, &path, Body::Json(&body), arguments.json)
        }
        Command::End(arguments) => {
            let node = arguments.connection.open()?;
            change(&node, Method::DELETE, &["plans", &arguments.id.to_string()], Body::None, arguments.json)
        }
    }
}

fn submit(arguments: &SubmitArguments) -> anyhow::Result<()> {
    let node = arguments.connection.open()?;
    let file = std::fs::read(&arguments.file).with_context(|| format!("the file {} cannot be read", arguments.file.display()))?;
    let query: Vec<_> = arguments.start.iter().map(|start| ("start", start.clone())).collect();
    let read = node.get(Method::POST, &["plans", "read"], &query, Body::File(file))?;
    let mut plan = read.get("plan").cloned().context("the node did not answer with a plan")?;
    for stated in plan.get("stated").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        writeln!(std::io::stderr(), "assumed: {}", harmless(stated))?;
    }
    let fields = plan.as_object_mut().context("the node did not answer with a plan")?;
    if let Some(name) = &arguments.name {
        fields.insert("name".to_owned(), json!(name));
    }
    if let Some(priority) = arguments.priority {
        fields.insert("priority".to_owned(), json!(priority));
    }
    if arguments.activate {
        fields.insert("state".to_owned(), json!("activated"));
    }
    // The id is made here, so that sending it again cannot plan twice.
    let id = Uuid::new_v4().to_string();
    change(&node, Method::PUT, &["plans", &id], Body::Json(&plan), arguments.json)
}

/// Sends a change, and tells what came of it: a refusal with what the plan meets and the ways around.
fn change(node: &Node, method: Method, path: &[&str], body: Body<'_>, as_json: bool) -> anyhow::Result<()> {
    let (status, value) = node.ask(method, path, &[], body)?;
    if (200..=299).contains(&status) {
        return show(&value, as_json);
    }
    if as_json {
        writeln!(std::io::stdout(), "{value:#}")?;
    }
    for meeting in items(&value, "meetings") {
        writeln!(std::io::stderr(), "{}", harmless(&describe_meeting(meeting)))?;
    }
    for alternative in items(&value, "alternatives") {
        writeln!(std::io::stderr(), "possible instead: {}", harmless(&describe_alternative(alternative)))?;
    }
    bail!(refusal(status, &value))
}

fn number(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_f64).map_or_else(|| "unbounded".to_owned(), |number| format!("{number:.1}"))
}

/// One meeting in a line.
pub fn describe_meeting(meeting: &Value) -> String {
    let name = [text(meeting, "name"), text(meeting, "manager")].into_iter().find(|name| *name != "-").unwrap_or("-");
    let mut line = format!("{}: {} {} ({name})", text(meeting, "weight"), text(meeting, "kind"), text(meeting, "other"));
    if let Some(pair) = items(meeting, "pairs").next() {
        line += &format!(
            ", by {} m on the ground, {} m in height, {} s",
            number(pair, "horizontal_m"),
            number(pair, "vertical_m"),
            number(pair, "seconds")
        );
    }
    if meeting.get("certain") == Some(&Value::Bool(false)) {
        line += ", possibly: heights are not known exactly";
    }
    line
}

/// One way around in a line.
pub fn describe_alternative(alternative: &Value) -> String {
    match text(alternative, "kind") {
        kind @ ("later" | "earlier") => format!("{kind} by {} s", number(alternative, "seconds")),
        kind @ ("higher" | "lower") => format!("{kind} by {} m", number(alternative, "metres")),
        "hold" => {
            let before = alternative.get("before").and_then(Value::as_u64).unwrap_or(0);
            format!("hold {} s before volume {before}", number(alternative, "seconds"))
        }
        other => other.to_owned(),
    }
}

fn show(plan: &Value, as_json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if as_json {
        writeln!(out, "{plan:#}")?;
        return Ok(());
    }
    writeln!(out, "{}", harmless(&line(plan)))?;
    for meeting in items(plan, "meetings") {
        writeln!(out, "  meets {}", harmless(&describe_meeting(meeting)))?;
    }
    Ok(())
}

/// One plan in a line.
fn line(plan: &Value) -> String {
    let volumes = plan.get("volumes").and_then(Value::as_array).map_or(0, Vec::len);
    let priority = plan.get("priority").and_then(Value::as_i64).unwrap_or(0);
    let volumes = counted(volumes, "volume");
    format!("{}  {:13}  priority {priority}  {volumes}  {}", text(plan, "id"), text(plan, "state"), text(plan, "name"))
}

/// So many of something: 1 volume, 2 volumes.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn list(arguments: &ListArguments) -> anyhow::Result<()> {
    let node = arguments.connection.open()?;
    let mut out = std::io::stdout().lock();
    node.each_listed("plans", &[("live", (!arguments.all).to_string())], |plan| {
        if arguments.json {
            writeln!(out, "{plan}")?
        } else {
            writeln!(out, "{}", harmless(&line(plan)))?
        }
        Ok(())
    })
}
