//! `tansiq check`: holds a plan of a file against areas of files and, if a DSS is named, against what others plan. Nothing is
//! submitted and nothing kept; without a DSS nothing leaves this machine.
//!
//! It is a desk that lives for one question: the same code gives the same verdict as at a real one.

use super::node::transport;
use super::output::{complain, harmless};
use super::secret;
use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tansiq::config::DeskSettings;
use tansiq_core::desk::{Meeting, Plan, Volumes};
use tansiq_core::{Name, Timestamp};
use tansiq_desk::checks::{Alternative, AlternativeKind, Ask, Checked, Limits};
use tansiq_desk::{Desk, Parts, Settings, volumes};
use tansiq_formats::plans::{self, Assumptions};
use tansiq_formats::{Problem, Severity};
use tansiq_geo::Outline;
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Clock, Node, SystemClock};
use tansiq_peers::{
    BaseUrl, Dss, DssOptions, Granted, HttpTokenSource, LocalTokenSource, Secret, Token, TokenError, TokenSource, TokenStyle,
    Tokens, Transport, Uss, UssOptions,
};

/// How long others may take to say what they plan.
const PATIENCE: Duration = Duration::from_secs(30);

/// Straight edges with which a circle is drawn in GeoJSON.
const CIRCLE_EDGES: u32 = 64;

/// Check a plan against areas, and against others' plans if a DSS is named
///
/// Ends with 0 if the plan is clear, 1 if it meets what it may not, 2 if something given cannot be used.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The plan: GeoJSON, KML, QGroundControl .plan or F3548 volumes
    plan: PathBuf,
    /// Files of areas: GeoJSON, KML, ED-318, ED-269, OpenAir
    #[arg(long, value_name = "FILE", num_args = 1..)]
    against: Vec<PathBuf>,
    /// When the plan starts, if its file leaves that open: RFC 3339; now if absent
    #[arg(long, value_name = "TIME")]
    start: Option<String>,
    /// The plan's priority, in place of the file's; greater goes first
    #[arg(long, allow_negative_numbers = true)]
    priority: Option<i64>,
    /// How far a flight may stray from its line, metres
    #[arg(long, value_name = "METRES", allow_negative_numbers = true)]
    buffer: Option<f64>,
    /// A raster of the ground or a folder of them, for heights above ground
    #[arg(long, value_name = "PATH")]
    terrain: Option<PathBuf>,
    /// The lowest ground there can be where no raster tells, metres above the sea
    #[arg(long, value_name = "METRES", allow_negative_numbers = true)]
    ground_lowest: Option<f64>,
    /// The highest ground there can be, metres above the sea
    #[arg(long, value_name = "METRES", allow_negative_numbers = true)]
    ground_highest: Option<f64>,
    /// How far alternatives may be shifted in time, minutes; 0 seeks none
    #[arg(long, value_name = "MINUTES", default_value_t = 360)]
    shift: u32,
    /// A DSS to ask what others plan
    #[arg(long, value_name = "URL")]
    dss: Option<String>,
    /// The token server for the DSS and for peers; without it, the variable TANSIQ_TOKEN is shown to all of them
    #[arg(long, value_name = "URL", requires_all = ["client_id", "client_secret_file"])]
    token_server: Option<String>,
    /// As whom to ask it
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// The file with the client's secret
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// A file with certificates (PEM) that are trusted besides those of the system
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
}

/// How to answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    /// Lines for people.
    Table,
    /// One JSON object.
    Json,
    /// A GeoJSON FeatureCollection: the plan, where it meets, the ways around.
    Geojson,
}

/// Checks and answers.
pub fn run(arguments: &Arguments) -> ExitCode {
    match check(arguments) {
        Ok(true) => ExitCode::from(1),
        Ok(false) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// Whether the plan meets what it may not.
fn check(arguments: &Arguments) -> anyhow::Result<bool> {
    let desk = desk(arguments)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let plan = read_plan(arguments, &desk)?;
    let who = Name::from("check");
    let (checked, problems) = runtime.block_on(async {
        let mut problems = Vec::new();
        for path in &arguments.against {
            let bytes = std::fs::read(path).with_context(|| format!("the file {} cannot be read", path.display()))?;
            let import = desk.import_areas(&who, &bytes, None, false).await;
            problems.extend(import.with_context(|| path.display().to_string())?.problems);
        }
        let ask = Ask { id: None, discover: arguments.dss.is_some(), alternatives: limits(arguments, &desk, &plan) };
        anyhow::Ok((desk.check(&plan, ask).await?, problems))
    })?;
    desk.node().stop();
    tell_problems(&problems)?;
    // A verdict that leaves areas out would be taken for one that does not.
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        bail!("some areas could not be read: the plan was not held against them");
    }
    match arguments.output {
        Output::Table => table(arguments, &plan, &checked)?,
        Output::Json => writeln!(std::io::stdout(), "{:#}", as_json(&plan, &checked, &problems))?,
        Output::Geojson => writeln!(std::io::stdout(), "{:#}", as_geojson(&plan, &checked))?,
    }
    Ok(checked.blocked)
}

fn read_plan(arguments: &Arguments, desk: &Desk) -> anyhow::Result<Plan> {
    let reading = || format!("the plan {}", arguments.plan.display());
    let bytes = std::fs::read(&arguments.plan).with_context(reading)?;
    let mut assumptions = Assumptions::default();
    if let Some(buffer) = arguments.buffer {
        assumptions.lateral_buffer_m = buffer;
    }
    let file = plans::read(&bytes, &assumptions).with_context(reading)?;
    let start = match &arguments.start {
        Some(text) => text.parse::<jiff::Timestamp>().with_context(|| format!("--start: {text:?}"))?.as_microsecond(),
        None => desk.now().0,
    };
    let (volumes, statements) =
        volumes::plan(&file.at(start), desk.heights()).map_err(anyhow::Error::msg).with_context(reading)?;
    Ok(Plan {
        name: file.name.clone().unwrap_or_default(),
        priority: arguments.priority.or(file.priority).unwrap_or(0),
        volumes,
        stated: file.stated.iter().cloned().chain(statements).collect(),
        ..Plan::default()
    })
}

fn limits(arguments: &Arguments, desk: &Desk, plan: &Plan) -> Option<Limits> {
    let (heights, span) = (plan.volumes.heights()?, plan.volumes.span()?);
    (arguments.shift > 0).then(|| Limits {
        shift: Duration::from_secs(u64::from(arguments.shift) * 60),
        // What starts at once has started by now, and may still be moved up or down.
        not_before: desk.now().min(span.start),
        lowest_m: heights.lower - MAX_HEIGHT_SHIFT_M,
        highest_m: heights.upper + MAX_HEIGHT_SHIFT_M,
    })
}

/// How much higher or lower alternatives may go, metres.
const MAX_HEIGHT_SHIFT_M: f64 = 300.0;

/// A desk in memory that knows nothing yet.
fn desk(arguments: &Arguments) -> anyhow::Result<Desk> {
    let defaults = DeskSettings::default();
    let ground = DeskSettings {
        terrain: arguments.terrain.clone().unwrap_or_default(),
        ground_lowest_m: arguments.ground_lowest.unwrap_or(defaults.ground_lowest_m),
        ground_highest_m: arguments.ground_highest.unwrap_or(defaults.ground_highest_m),
        ..defaults
    };
    let transport: Arc<dyn Transport> = Arc::new(transport(arguments.ca.as_deref())?);
    let tokens = Arc::new(Tokens::new(token_source(arguments, transport.clone())?));
    // Without a DSS nobody is asked; the address is that of no host (RFC 2606).
    let dss = BaseUrl::parse(arguments.dss.as_deref().unwrap_or("https://dss.invalid"), true).context("--dss")?;
    let party = Name::from(arguments.client_id.as_deref().unwrap_or("check"));
    let settings = Settings {
        party,
        base_url: Name::from("https://desk.invalid"),
        rules: Default::default(),
        processes_constraints: false,
        manages_constraints: false,
        monitors_conformance: false,
        regions: Vec::new(),
        planning_time: PATIENCE,
        contingent_after: Duration::from_secs(60),
        retention: Duration::from_secs(86_400),
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    Ok(Desk::new(Parts {
        settings,
        node: Node::start(Box::new(MemoryLog::new()), tansiq_node::Settings::default())?,
        dss: Dss::new(vec![dss], transport.clone(), tokens.clone(), DssOptions::default())?,
        uss: Uss::new(transport, tokens, UssOptions { allow_http: true, ..UssOptions::default() }),
        heights: tansiq::desk::heights(&ground)?,
        clock,
    }))
}

fn token_source(arguments: &Arguments, transport: Arc<dyn Transport>) -> anyhow::Result<Arc<dyn TokenSource>> {
    let (Some(server), Some(id), Some(file)) = (&arguments.token_server, &arguments.client_id, &arguments.client_secret_file)
    else {
        let token = std::env::var("TANSIQ_TOKEN").ok().and_then(|text| Token::new(text.trim().to_owned()));
        if arguments.dss.is_some() && token.is_none() {
            bail!("--dss: a token is needed: name a --token-server, or set TANSIQ_TOKEN");
        }
        return Ok(Arc::new(LocalTokenSource::new(move |audience: &str, _| match &token {
            Some(token) => Ok(Granted { token: token.clone(), lives_for: None }),
            None => Err(TokenError::Nonsense { audience: audience.to_owned(), what: "no token server is named".to_owned() }),
        })));
    };
    let style = TokenStyle::ClientCredentials { client_id: id.clone(), secret: Secret::new(secret::from_file(file)?) };
    Ok(Arc::new(HttpTokenSource::new(transport, server, true, style, None).context("--token-server")?))
}

fn tell_problems(problems: &[Problem]) -> anyhow::Result<()> {
    for problem in problems {
        let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
        writeln!(std::io::stderr(), "{severity}: {}", harmless(&problem.to_string()))?;
    }
    Ok(())
}

fn table(arguments: &Arguments, plan: &Plan, checked: &Checked) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for stated in &plan.stated {
        writeln!(out, "assumed: {}", harmless(stated))?;
    }
    for meeting in &checked.meetings {
        let line = super::plan::describe_meeting(&meeting_json(meeting));
        writeln!(out, "{}{}", if meeting.weight.blocks() { "CONFLICT " } else { "" }, harmless(&line))?;
    }
    for alternative in &checked.alternatives {
        writeln!(out, "possible instead: {}", super::plan::describe_alternative(&alternative_json(alternative)))?;
    }
    let verdict = match (checked.blocked, checked.meetings.is_empty()) {
        (true, _) => "in conflict",
        (false, true) => "clear",
        (false, false) => "clear, with warnings",
    };
    writeln!(
        out,
        "{verdict}: {}, held against {}",
        super::plan::counted(plan.volumes.len(), "volume"),
        match (arguments.against.is_empty(), checked.discovered) {
            (true, false) => "nothing: name areas with --against, or a DSS with --dss",
            (true, true) => "others' plans",
            (false, true) => "areas and others' plans",
            (false, false) => "areas",
        }
    )?;
    Ok(())
}

fn as_json(plan: &Plan, checked: &Checked, problems: &[Problem]) -> Value {
    let certain = checked.meetings.iter().any(|meeting| meeting.weight.blocks() && meeting.certain);
    json!({
        "blocked": checked.blocked,
        "certain": !checked.blocked || certain,
        "discovered": checked.discovered,
        "as_of": time(checked.as_of),
        "plan": { "name": plan.name, "priority": plan.priority, "volumes": plan.volumes.len(), "stated": plan.stated },
        "meetings": checked.meetings.iter().map(meeting_json).collect::<Vec<_>>(),
        "alternatives": checked.alternatives.iter().map(alternative_json).collect::<Vec<_>>(),
        "problems": problems,
    })
}

fn meeting_json(meeting: &Meeting) -> Value {
    let mut value = serde_json::to_value(meeting).unwrap_or(Value::Null);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("blocks".to_owned(), json!(meeting.weight.blocks()));
        // As a node's answer writes it.
        let pairs = fields.get_mut("pairs").and_then(Value::as_array_mut).into_iter().flatten();
        for (written, pair) in pairs.zip(&meeting.pairs) {
            written["from"] = json!(pair.from.and_then(time));
        }
    }
    value
}

fn alternative_json(alternative: &Alternative) -> Value {
    let mut value = match alternative.kind {
        AlternativeKind::Later { seconds } => json!({ "kind": "later", "seconds": seconds }),
        AlternativeKind::Earlier { seconds } => json!({ "kind": "earlier", "seconds": seconds }),
        AlternativeKind::Higher { metres } => json!({ "kind": "higher", "metres": metres }),
        AlternativeKind::Lower { metres } => json!({ "kind": "lower", "metres": metres }),
        AlternativeKind::Hold { before, seconds } => json!({ "kind": "hold", "before": before, "seconds": seconds }),
    };
    let span = alternative.plan.volumes.span();
    if let (Some(fields), Some(span)) = (value.as_object_mut(), span) {
        fields.insert("start".to_owned(), json!(time(span.start)));
        fields.insert("end".to_owned(), json!(time(span.end)));
    }
    value
}

fn time(at: Timestamp) -> Option<String> {
    jiff::Timestamp::from_microsecond(at.0).ok().map(|at| at.to_string())
}

fn as_geojson(plan: &Plan, checked: &Checked) -> Value {
    let mut features = volume_features(&plan.volumes, "plan", &json!({ "name": plan.name }));
    for meeting in &checked.meetings {
        for pair in &meeting.pairs {
            features.push(json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [pair.lng, pair.lat] },
                "properties": {
                    "role": "meeting", "kind": meeting.kind, "other": meeting.other, "name": meeting.name, "manager": meeting.manager,
                    "weight": meeting.weight, "blocks": meeting.weight.blocks(), "certain": pair.certain,
                    "horizontal_m": pair.horizontal_m, "vertical_m": pair.vertical_m, "seconds": pair.seconds,
                },
            }));
        }
    }
    for alternative in &checked.alternatives {
        features.extend(volume_features(&alternative.plan.volumes, "alternative", &alternative_json(alternative)));
    }
    json!({ "type": "FeatureCollection", "features": features, "blocked": checked.blocked })
}

fn volume_features(volumes: &Volumes, role: &str, more: &Value) -> Vec<Value> {
    let feature = |(index, (volume, certain)): (usize, (&tansiq_geo::Volume, tansiq_core::desk::Certain))| {
        json!({
            "type": "Feature",
            "geometry": { "type": "Polygon", "coordinates": [ring(volume.outline())] },
            "properties": {
                "role": role, "volume": index, "lower_m": volume.lower_m(), "upper_m": volume.upper_m(), "heights": certain,
                "start": time(Timestamp(volume.start_us())), "end": time(Timestamp(volume.end_us())), "of": more,
            },
        })
    };
    volumes.iter().enumerate().map(feature).collect()
}

/// The outline as GeoJSON draws it; circles as polygons of 64 edges, for looking at only.
fn ring(outline: &Outline) -> Vec<[f64; 2]> {
    let mut ring: Vec<[f64; 2]> = match outline {
        Outline::Polygon(polygon) => polygon.vertices().iter().map(|at| [at.lng_deg(), at.lat_deg()]).collect(),
        Outline::Circle(circle) => {
            let (lat, lng) = (circle.center().lat_deg(), circle.center().lng_deg());
            let reach = (circle.radius_m() / 111_195.0, circle.radius_m() / 111_195.0 / lat.to_radians().cos().max(1e-6));
            let point = |edge: u32| {
                let turn = f64::from(edge) / f64::from(CIRCLE_EDGES) * std::f64::consts::TAU;
                [lng + reach.1 * turn.cos(), lat + reach.0 * turn.sin()]
            };
            (0..CIRCLE_EDGES).map(point).collect()
        }
    };
    ring.extend(ring.first().copied());
    ring
}
