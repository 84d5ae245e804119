//! A load generator for a real server process, over loopback HTTP, with real signed tokens.
//!
//! `server.rs` starts and watches a process, `rig.rs` those of a run, `client.rs` is a connection, `world.rs` what the connections share, `loads/`
//! what is asked, `report.rs` what is told. Nothing of the server is linked in: it is measured as its clients see it.

mod args;
mod body;
mod client;
mod loads;
mod machine;
mod measure;
mod random;
mod report;
mod rig;
mod server;
mod token;
mod world;

use anyhow::{Context, Result, ensure};
use args::{Args, USAGE};
use report::{Report, medians};
use rig::{PARTY, Rig};
use server::{Folder, Server};
use token::Authority;
use world::World;

/// How many parties there are.
const PARTIES: usize = 8;
/// In the smoke run: how much is alive, and for how long each load runs.
const SMOKE_SCALE: f64 = 0.01;
const SMOKE_SECONDS: u64 = 1;

fn main() -> Result<()> {
    if std::env::args().any(|argument| argument == "--help") {
        print!("{USAGE}");
        return Ok(());
    }
    let args = match Args::read(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(problem) => {
            eprint!("{problem}\n\n{USAGE}");
            std::process::exit(2);
        }
    };
    std::fs::create_dir_all(&args.data).with_context(|| format!("the folder {} cannot be made", args.data.display()))?;
    if args.load == "smoke" {
        return smoke(&args);
    }
    let mut reports = Vec::new();
    for _ in 0..args.repeat {
        let report = run(&args)?;
        show(&args, &report);
        reports.push(report);
    }
    if reports.len() > 1 && !args.json {
        println!("{}", medians(&reports));
    }
    Ok(())
}

fn smoke(args: &Args) -> Result<()> {
    for load in loads::NAMES {
        let args = Args { load: load.to_owned(), seconds: SMOKE_SECONDS, scale: SMOKE_SCALE, ..args.clone() };
        let report = run(&args)?;
        show(&args, &report);
        let kinds = &report.measure.kinds;
        ensure!(report.measure.unexpected == 0, "{load}: there were unexpected answers");
        ensure!(kinds.values().any(|kind| kind.latency.count() > 0), "{load}: nothing was measured");
    }
    Ok(())
}

fn show(args: &Args, report: &Report) {
    if args.json { println!("{}", report.json()) } else { println!("{}", report.text()) }
}

fn run(args: &Args) -> Result<Report> {
    let load_average = machine::load_average();
    let authority = Authority::new()?;
    let rig = Rig::start(args, &authority)?;
    let server = &rig.server;
    let parties = (1..=PARTIES).map(|number| authority.authorization(&format!("uss{number}"))).collect::<Result<Vec<_>>>()?;
    let (empty, _) = server.memory();

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let callers = (parties, authority.of_desk(PARTY)?);
    let world = World::new(args.clone(), (server.address, server.probe()), rig.dss(), callers);
    if args.pause > 0 {
        eprintln!("the server's process id is {}", server.id());
    }
    runtime.block_on(loads::run(&args.load, &world))?;

    let mut report = Report {
        load: title(args),
        machine: machine::describe(&args.data),
        load_average,
        measure: world.measure.borrow().clone(),
        work: world.work.borrow().clone(),
        figures: world.figures.borrow().clone(),
    };
    let (resident, peak) = server.memory();
    let airspace = rig.dss().map_or(server.probe(), |dss| dss.probe);
    let (live, records) = (airspace.metric("airspace_operational_intents"), airspace.metric("airspace_head"));
    let mib = |bytes: u64| bytes as f64 / 1048576.0;
    let figures = &mut report.figures;
    figures.push(("operational intents at the end", live));
    figures.push(("records at the end", records));
    figures.push(("resident memory at the start, MiB", mib(empty)));
    figures.push(("resident memory at the end, MiB", mib(resident)));
    figures.push(("resident memory at its peak, MiB", mib(peak)));
    match rig.dss_memory() {
        Some(of_dss) => figures.push(("resident memory of the DSS at the end, MiB", mib(of_dss))),
        None => figures.push(("resident bytes per live operation", resident.saturating_sub(empty) as f64 / live.max(1.0))),
    }
    if args.restart && args.store == "sqlite" {
        // A desk's records are not counted from outside, so only what it keeps on the disk is told.
        let records = rig.dss().is_none().then_some(records);
        let (server, folder, _rest) = rig.take_apart();
        restarts(args, &folder, server, records, figures)?;
    }
    Ok(report)
}

/// Kills the server, starts it, stops it cleanly, and starts it once more.
fn restarts(
    args: &Args,
    folder: &Folder,
    server: Server,
    records: Option<f64>,
    figures: &mut Vec<(&'static str, f64)>,
) -> Result<()> {
    server.kill();
    let server = Server::start(&args.server, folder)?;
    figures.push(("ready after a kill, s", server.ready_after.as_secs_f64()));
    let (resident, _) = server.memory();
    figures.push(("resident memory after that, MiB", resident as f64 / 1048576.0));
    figures.push(("clean stop, s", server.stop()?.as_secs_f64()));
    let (log, snapshot) = folder.stored_bytes();
    match records {
        Some(records) => figures.push(("bytes on disk per record", log as f64 / records.max(1.0))),
        None => figures.push(("logs on disk, MiB", log as f64 / 1048576.0)),
    }
    figures.push(("snapshot, MiB", snapshot as f64 / 1048576.0));
    let server = Server::start(&args.server, folder)?;
    figures.push(("ready after a clean stop, s", server.ready_after.as_secs_f64()));
    let (resident, _) = server.memory();
    figures.push(("resident memory after that too, MiB", resident as f64 / 1048576.0));
    server.stop()?;
    Ok(())
}

fn title(args: &Args) -> String {
    let mut title = format!("{} --seconds {}", args.load, args.seconds);
    if let Some(connections) = args.connections {
        title.push_str(&format!(" --connections {connections}"));
    }
    if args.rate > 0.0 {
        title.push_str(&format!(" --rate {}", args.rate));
    }
    if args.scale != 1.0 {
        title.push_str(&format!(" --scale {}", args.scale));
    }
    if args.store != "sqlite" {
        title.push_str(&format!(" --store {}", args.store));
    }
    title
}
