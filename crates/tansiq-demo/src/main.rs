//! `tansiq-demo`: starts real Tansiq servers and plays a scenario through their HTTP API as several parties,
//! telling in plain sentences what happens. The play checks itself: what differs from the scenario ends it. After the plays
//! a scene stays up (`scene/mod.rs`): two desks with their pages, for people to look at and plan in.
//!
//! Start at `play/mod.rs` (one server) and `desks/mod.rs` (a server for each party) for what a step does, at
//! `scenario/mod.rs` for what a scenario may say, and at `text.rs` and `desk_text.rs` for the sentences. It holds no rule of
//! the airspace: those are the server's.

mod desk_fact;
mod desk_text;
mod desks;
mod fact;
mod folder;
mod http;
mod lang;
mod message;
mod next;
mod papers;
mod place;
mod play;
mod relation;
mod scenario;
mod scene;
mod scope;
mod server;
mod shape;
mod stage;
mod story;
mod template;
mod text;
mod uss;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use tokio::signal::unix::{Signal, SignalKind, signal};

use lang::Lang;
use play::Problem;
use scenario::{BUILT_IN, Scenario, Step};
use scene::Scene;
use server::Site;
use stage::Stage;
use story::Story;
use text::Teller;

/// The play went otherwise than its scenario says.
const DIFFERS: u8 = 1;
/// The play could not be played: a wrong scenario, no server, a folder that is not ours.
const CANNOT: u8 = 2;
/// Stopped by Ctrl-C before its end, as shells number it.
const INTERRUPTED: u8 = 130;

/// Where the scene has its folders, beside those of the plays.
const SCENE_FOLDER: &str = "scene";

/// The longest pause between two steps, in seconds.
const MAX_PAUSE_S: f64 = 60.0;

/// Plays scenarios against a real Tansiq server, telling what happens.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Which plays, one after the other: relief-after-storm, two-commands, two-desks, or paths of scenario files. The servers of
    /// the last one stay up afterwards. If absent, all plays, and then the scene: two desks with their pages.
    #[arg(long, num_args = 1..)]
    scenario: Vec<String>,
    /// No plays, only the scene.
    #[arg(long, conflicts_with_all = ["scenario", "once"])]
    scene_only: bool,
    /// Name the plays that come with the program, and end.
    #[arg(long)]
    list: bool,
    /// Only read and check the scenarios, and end.
    #[arg(long)]
    check: bool,
    /// The language of the story.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// One JSON object a line instead of sentences.
    #[arg(long)]
    json: bool,
    /// End when the plays are over, instead of leaving servers up.
    #[arg(long)]
    once: bool,
    /// The folder with a folder for each play: the server's configuration, store and log; emptied at every start.
    #[arg(long, default_value = "demo-data")]
    dir: PathBuf,
    /// Where the server listens; port 0 is any free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: String,
    /// The server's program; by default `tansiq` beside this one.
    #[arg(long)]
    server_binary: Option<PathBuf>,
    /// Seconds to wait after each step, 0 to 60, to read along.
    #[arg(long, default_value_t = 0.0)]
    pause: f64,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if options.list {
        return list_plays(options.lang);
    }
    let scenarios: Vec<Scenario> = match plays(&options).iter().map(|name| scenario::load(name)).collect() {
        Ok(scenarios) => scenarios,
        Err(error) => return cannot(&error),
    };
    if options.check {
        for scenario in &scenarios {
            say(&format!("{}: {} steps, nothing wrong with it\n", scenario.source, scenario.steps.len()));
        }
        return ExitCode::SUCCESS;
    }
    if !(0.0..=MAX_PAUSE_S).contains(&options.pause) {
        eprintln!("tansiq-demo: pause {} must be 0 to {MAX_PAUSE_S} seconds", options.pause);
        return ExitCode::from(CANNOT);
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return cannot(&error),
    };
    match runtime.block_on(perform_all(&options, &scenarios)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => ExitCode::from(code),
    }
}

/// The names of the plays to be played.
fn plays(options: &Options) -> Vec<String> {
    match (options.scene_only, options.scenario.is_empty()) {
        (true, _) => Vec::new(),
        (false, true) => BUILT_IN.map(|(name, _)| name.to_owned()).into(),
        (false, false) => options.scenario.clone(),
    }
}

fn list_plays(lang: Lang) -> ExitCode {
    for (name, _) in BUILT_IN {
        match scenario::load(name) {
            Ok(scenario) => say(&format!("{name}: {}\n", scenario.title.get(lang))),
            Err(error) => return cannot(&error),
        }
    }
    ExitCode::SUCCESS
}

/// One play after the other, each on a server of its own, and then the scene unless plays were named. The error is the exit
/// code.
async fn perform_all(options: &Options, scenarios: &[Scenario]) -> Result<(), u8> {
    let mut interrupt = Interrupt::new().map_err(|error| complain(&error))?;
    for (i, scenario) in scenarios.iter().enumerate() {
        let stay = !options.once && !options.scenario.is_empty() && i + 1 == scenarios.len();
        perform(options, scenario, &mut interrupt, stay).await?;
    }
    if options.once || !options.scenario.is_empty() { Ok(()) } else { live(options, &mut interrupt).await }
}

/// The scene, until it is told to stop.
async fn live(options: &Options, interrupt: &mut Interrupt) -> Result<(), u8> {
    let binary = binary(options).map_err(|error| complain(&error))?;
    let folder = std::path::absolute(&options.dir).map_err(|error| complain(&error))?.join(SCENE_FOLDER);
    let opened = tokio::select! {
        opened = Scene::open(&binary, &folder) => opened,
        () = interrupt.came() => return Err(INTERRUPTED),
    };
    let mut scene = opened.map_err(|problem| complain(&problem))?;
    say(&scene.teller(options.lang, options.json).tell());
    let ended = tokio::select! {
        () = interrupt.came() => false,
        () = scene.server_ended() => true,
    };
    let clean = scene.close().await && !ended;
    say(&story::stopped(options.lang, options.json, clean));
    if clean { Ok(()) } else { Err(DIFFERS) }
}

/// The whole performance: open, play, leave the server up until told to stop when it may stay, close.
async fn perform(options: &Options, scenario: &Scenario, interrupt: &mut Interrupt, stay: bool) -> Result<(), u8> {
    let site = site(options, scenario).map_err(|error| complain(&error))?;
    let story = Story { teller: Teller { scenario, lang: options.lang }, json: options.json };
    let opened = tokio::select! {
        opened = Stage::open(scenario, site, &options.listen) => opened,
        () = interrupt.came() => return Err(INTERRUPTED),
    };
    let mut play = opened.map_err(|problem| {
        say(&story.cannot(&http::chain(&problem)));
        CANNOT
    })?;
    let outcome = tokio::select! {
        outcome = play_through(options, &story, &mut play) => outcome,
        () = interrupt.came() => Err(INTERRUPTED),
    };
    let stay = stay && outcome.is_ok();
    if stay {
        say(&story.next(&next::commands(&play, options.lang)));
        tokio::select! {
            () = interrupt.came() => {}
            () = play.server_ended() => {}
        }
    }
    let clean = play.close().await;
    if stay || !clean {
        say(&story::stopped(options.lang, options.json, clean));
    }
    outcome.and(if clean { Ok(()) } else { Err(DIFFERS) })
}

/// Plays every step and tells it; the error is the exit code.
async fn play_through(options: &Options, story: &Story<'_>, play: &mut Stage<'_>) -> Result<(), u8> {
    let scenario = story.teller.scenario;
    say(&story.opening(play));
    for (i, step) in scenario.steps.iter().enumerate() {
        let told = one_step(story, play, i + 1, step).await;
        let told = told.map_err(|problem| {
            say(&story.differs(Some((i + 1, step)), &http::chain(&problem)));
            DIFFERS
        })?;
        say(&told);
        tokio::time::sleep(Duration::from_secs_f64(options.pause)).await;
    }
    match play.standing().await {
        Ok(standing) => say(&story.held(scenario.steps.len(), &standing)),
        Err(problem) => {
            say(&story.differs(None, &http::chain(&problem)));
            return Err(DIFFERS);
        }
    }
    Ok(())
}

async fn one_step(story: &Story<'_>, play: &mut Stage<'_>, number: usize, step: &Step) -> Result<String, Problem> {
    let Teller { scenario, lang } = story.teller;
    let said = template::announce(scenario, step, lang, play.volumes_of(step)).map_err(Problem::Differs)?;
    let fact = play.step(step).await?;
    Ok(story.step(number, step, &said, fact.as_ref()))
}

/// Where a play takes place. Whole paths, so that the commands printed at the end work from any folder.
fn site(options: &Options, scenario: &Scenario) -> std::io::Result<Site> {
    let binary = binary(options)?;
    let name = Path::new(&scenario.source).file_stem().unwrap_or_default();
    Ok(Site { binary, folder: std::path::absolute(&options.dir)?.join(name) })
}

/// The server's program, as a whole path.
fn binary(options: &Options) -> std::io::Result<PathBuf> {
    match &options.server_binary {
        Some(binary) => std::path::absolute(binary),
        None => Ok(std::env::current_exe()?.with_file_name("tansiq")),
    }
}

/// Ctrl-C, or being asked to stop by other means.
struct Interrupt {
    ctrl_c: Signal,
    terminate: Signal,
}

impl Interrupt {
    fn new() -> std::io::Result<Interrupt> {
        Ok(Interrupt { ctrl_c: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn came(&mut self) {
        tokio::select! {
            _ = self.ctrl_c.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Prints at once. A reader who has gone away (`| head`) is no reason to leave the server behind.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn cannot(error: &dyn std::error::Error) -> ExitCode {
    ExitCode::from(complain(error))
}

/// Says what could not be done and answers the exit code for it.
fn complain(error: &dyn std::error::Error) -> u8 {
    eprintln!("tansiq-demo: {}", http::chain(error));
    CANNOT
}
