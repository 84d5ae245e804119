//! `tansiq config`: complains of a configuration with line and column, or prints an example of one. It is also how other
//! commands find the configuration.

use clap::{Args, Subcommand};
use std::io::Write;
use std::path::PathBuf;
use tansiq::config::{self, EXAMPLE, Flags, MAX_TOLD, Problem, Severity, Sources};

/// The file that is read if none is named and it exists.
pub const USUAL_FILE: &str = "tansiq.toml";

/// What `tansiq config` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say all that is wrong with a configuration, with line and column, as `serve` would see it
    ///
    /// Reads the file and the TANSIQ_ variables of the environment, looks at the files they name, and starts nothing.
    /// Ends with 0 if the configuration can be used, warnings or not, and with 1 if it cannot.
    Check(FileArguments),
    /// Print a configuration with every option, its meaning and its default
    Example,
}

/// Which configuration file.
#[derive(Debug, Args)]
pub struct FileArguments {
    /// The configuration file; without it tansiq.toml in the working directory, if there is one
    #[arg(long, value_name = "FILE", env = "TANSIQ_CONFIG")]
    pub config: Option<PathBuf>,
}

impl FileArguments {
    /// The file to read, if any.
    pub fn file(&self) -> Option<PathBuf> {
        let usual = || Some(PathBuf::from(USUAL_FILE)).filter(|path| path.exists());
        self.config.clone().or_else(usual)
    }
}

/// The file and the environment of this process.
pub fn sources(file: Option<PathBuf>, flags: Flags, dev: bool) -> Sources {
    Sources { file, variables: std::env::vars_os().collect(), flags, dev }
}

/// Does what the command says.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Example => Ok(std::io::stdout().lock().write_all(EXAMPLE.as_bytes())?),
        Command::Check(arguments) => check(arguments.file()),
    }
}

fn check(file: Option<PathBuf>) -> anyhow::Result<()> {
    let name = file.as_deref().map_or("the configuration (there is no file)", |path| path.to_str().unwrap_or("the file"));
    let name = name.to_owned();
    let problems = match config::load(&sources(file, Flags::default(), false)) {
        Ok(loaded) => loaded.warnings,
        Err(invalid) => invalid.0,
    };
    print(&problems);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let tally = tally(errors, problems.len() - errors);
    if errors > 0 {
        anyhow::bail!("{name} cannot be used: {tally}");
    }
    writeln!(std::io::stdout(), "{name} can be used: {tally}")?;
    Ok(())
}

/// Writes problems to standard error, one a line.
pub fn print(problems: &[Problem]) {
    let mut stderr = std::io::stderr().lock();
    for problem in problems.iter().take(MAX_TOLD) {
        // Nothing is left to be done if standard error is gone.
        let _ = writeln!(stderr, "{problem}");
    }
    if problems.len() > MAX_TOLD {
        let _ = writeln!(stderr, "and {} more", problems.len() - MAX_TOLD);
    }
}

fn tally(errors: usize, warnings: usize) -> String {
    let count = |number: usize, what: &str| match number {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    };
    format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
}

/// The folder of the store as configured, for commands that only read or copy it.
pub fn store_folder(file: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    Ok(config::store_folder(&sources(file, Flags::default(), false))?)
}
