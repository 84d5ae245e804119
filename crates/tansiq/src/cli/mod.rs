//! The command line: what can be asked of the program, and how it answers a person at a desk.
//!
//! Each command has a file of its own. Results go to standard output; everything else (errors, warnings, log lines,
//! secrets that must not end up in a file by redirection) goes to standard error. A command ends with 0 if it did what
//! was asked, 1 if it could not, 2 if it was not understood (`check` has codes of its own). No rule of any ledger lives here.

mod areas;
mod check;
mod client;
mod config;
mod data;
mod log;
mod narrate;
mod node;
mod output;
mod people;
mod plan;
mod secret;
mod serve;
mod store;
mod telemetry;
mod token;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// An airspace coordination node: the DSS of ASTM F3548-21 and a party's own desk, with an auditable log.
#[derive(Debug, Parser)]
#[command(name = "tansiq", version, about, max_term_width = 110, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

// A command whose description is missing here has it on its arguments, where it stands at more length.
#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Arguments),
    /// Make clients of the built-in token server
    #[command(subcommand)]
    Client(client::Command),
    Token(token::Arguments),
    /// Check a configuration, or print an example of one
    #[command(subcommand)]
    Config(config::Command),
    /// Read and verify the log of the airspace ledger; a node may be running meanwhile
    #[command(subcommand)]
    Log(log::Command),
    Check(check::Arguments),
    /// Submit, look at and end plans of a running node's desk
    #[command(subcommand)]
    Plan(plan::Command),
    /// Import and list areas of a running node's desk
    #[command(subcommand)]
    Areas(areas::Command),
    /// Say who may sign in to the page of a desk, while its node is stopped
    #[command(subcommand)]
    People(people::Command),
    Backup(store::BackupArguments),
    Restore(store::RestoreArguments),
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    // Clap answers by itself what it does not understand (2), and questions for help or the version (0).
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Client(command) => client::run(command),
        Command::Token(arguments) => token::run(&arguments),
        Command::Config(command) => config::run(command),
        Command::Log(command) => log::run(command),
        Command::Check(arguments) => return check::run(&arguments),
        Command::Plan(command) => plan::run(command),
        Command::Areas(command) => areas::run(command),
        Command::People(command) => people::run(command),
        Command::Backup(arguments) => store::backup(&arguments),
        Command::Restore(arguments) => store::restore(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, as `head` does.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
#[path = "mod_tests.rs"]
mod tests;
