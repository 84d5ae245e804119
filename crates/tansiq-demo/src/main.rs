//! `tansiq-demo`: starts a real Tansiq server and plays a scenario through its HTTP API as several parties,
//! telling in plain sentences what happens. The play checks itself: what differs from the scenario ends it.
//!
//! Start at `play/mod.rs` for what a step does, at `scenario/mod.rs` for what a scenario may say, and at
//! `text.rs` for the sentences. It holds no rule of the airspace: those are the server's.

mod desk;
mod fact;
mod folder;
mod http;
mod lang;
mod message;
mod next;
mod place;
mod play;
mod scenario;
mod scope;
mod server;
mod shape;
mod story;
mod template;
mod text;
mod uss;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use tokio::signal::unix::{Signal, SignalKind, signal};

use lang::Lang;
use play::{Play, Problem};
use scenario::{BUILT_IN, Scenario, Step};
use server::Site;
use story::Story;
use text::Teller;

/// The play went otherwise than its scenario says.
const DIFFERS: u8 = 1;
/// The play could not be played: a wrong scenario, no server, a folder that is not ours.
const CANNOT: u8 = 2;
/// Stopped by Ctrl-C before its end, as shells number it.
const INTERRUPTED: u8 = 130;

/// The longest pause between two steps, in seconds.
const MAX_PAUSE_S: f64 = 60.0;

/// Plays a scenario against a real Tansiq server, telling what happens.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Which play: relief-after-storm, two-commands, or the path of a scenario file.
    #[arg(long, default_value = "relief-after-storm")]
    scenario: String,
    /// Name the plays that come with the program, and end.
    #[arg(long)]
    list: bool,
    /// Only read and check the scenario, and end.
    #[arg(long)]
    check: bool,
    /// The language of the story.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// One JSON object a line instead of sentences.
    #[arg(long)]
    json: bool,
    /// End when the play is over, instead of leaving the server up.
    #[arg(long)]
    once: bool,
    /// The folder for the server's configuration, store and log; emptied at every start.
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
    let scenario = match scenario::load(&options.scenario) {
        Ok(scenario) => scenario,
        Err(error) => return cannot(&error),
    };
    if options.check {
        say(&format!("{}: {} steps, nothing wrong with it\n", scenario.source, scenario.steps.len()));
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
    runtime.block_on(perform(&options, &scenario))
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

/// The whole performance: open, play, leave the server up until told to stop, close.
async fn perform(options: &Options, scenario: &Scenario) -> ExitCode {
    let mut interrupt = match Interrupt::new() {
        Ok(interrupt) => interrupt,
        Err(error) => return cannot(&error),
    };
    let site = match site(options) {
        Ok(site) => site,
        Err(error) => return cannot(&error),
    };
    let story = Story { teller: Teller { scenario, lang: options.lang }, json: options.json };
    let opened = tokio::select! {
        opened = Play::open(scenario, site, &options.listen) => opened,
        () = interrupt.came() => return ExitCode::from(INTERRUPTED),
    };
    let mut play = match opened {
        Ok(play) => play,
        Err(problem) => {
            say(&story.cannot(&http::chain(&problem)));
            return ExitCode::from(CANNOT);
        }
    };
    let outcome = tokio::select! {
        outcome = play_through(options, &story, &mut play) => outcome,
        () = interrupt.came() => Err(INTERRUPTED),
    };
    if outcome.is_ok() && !options.once {
        say(&story.next(&next::commands(&play, options.lang)));
        tokio::select! {
            () = interrupt.came() => {}
            () = play.server_ended() => {}
        }
    }
    let clean = play.close().await;
    if !options.once || !clean {
        say(&story.stopped(clean));
    }
    match outcome {
        Ok(()) if clean => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(DIFFERS),
        Err(code) => ExitCode::from(code),
    }
}

/// Plays every step and tells it; the error is the exit code.
async fn play_through(options: &Options, story: &Story<'_>, play: &mut Play<'_>) -> Result<(), u8> {
    let scenario = story.teller.scenario;
    say(&story.opening(play.url(), &server::shown(&play.site().data()), play.began()));
    for (i, step) in scenario.steps.iter().enumerate() {
        let told = one_step(story, play, i + 1, step).await;
        let told = told.map_err(|problem| {
            say(&story.differs(Some((i + 1, step)), &http::chain(&problem)));
            DIFFERS
        })?;
        say(&told);
        tokio::time::sleep(Duration::from_secs_f64(options.pause)).await;
    }
    match play.standing() {
        Ok(standing) => say(&story.held(scenario.steps.len(), &standing)),
        Err(problem) => {
            say(&story.differs(None, &http::chain(&problem)));
            return Err(DIFFERS);
        }
    }
    Ok(())
}

async fn one_step(story: &Story<'_>, play: &mut Play<'_>, number: usize, step: &Step) -> Result<String, Problem> {
    let Teller { scenario, lang } = story.teller;
    let said = template::announce(scenario, step, lang, play.volumes_of(step)).map_err(Problem::Differs)?;
    let fact = play.step(step).await?;
    Ok(story.step(number, step, &said, fact.as_ref()))
}

fn site(options: &Options) -> std::io::Result<Site> {
    let binary = match &options.server_binary {
        Some(binary) => std::path::absolute(binary)?,
        None => std::env::current_exe()?.with_file_name("tansiq"),
    };
    // Whole paths, so that the commands printed at the end work from any folder.
    Ok(Site { binary, folder: std::path::absolute(&options.dir)? })
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
    eprintln!("tansiq-demo: {}", http::chain(error));
    ExitCode::from(CANNOT)
}
