//! `tansiq serve`: reads the configuration, sets up log lines, and runs the node until it is told to stop.

use super::config::{self, FileArguments};
use super::telemetry;
use anyhow::Context as _;
use clap::Args;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use tansiq::config::{Flags, Loaded, load};
use tokio::signal;

/// Run a node until it is told to stop (Ctrl-C or SIGTERM)
///
/// When it is ready it prints one line on standard output, "listening on http://ADDRESS:PORT". Log lines go to standard
/// error. Settings come from flags, then from TANSIQ_ variables of the environment, then from the file, then from the
/// defaults; `tansiq config example` explains them all.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    file: FileArguments,
    /// The address to listen on, such as 0.0.0.0:8080; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// The folder of the store; made if it is absent
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// For trying things out, never for anything real: tokens for everyone, nothing kept
    ///
    /// A built-in token server knows uss1, uss2, uss3 and authority, whose secrets are "<id>-dev-secret", for the audience
    /// localhost. Parties may give http addresses. Without --data nothing outlives the process. A tansiq.toml in the
    /// working directory is not read unless it is named with --config.
    #[arg(long)]
    dev: bool,
}

/// Runs the node.
pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let dev = arguments.dev;
    let file = if dev { arguments.file.config } else { arguments.file.file() };
    let is_bare = file.is_none() && !dev;
    let flags = Flags { listen: arguments.listen, data: arguments.data };
    let Loaded { config, warnings } = load(&config::sources(file, flags, dev)).map_err(|invalid| advise(invalid, is_bare))?;
    telemetry::start(&config.telemetry)?;
    for warning in &warnings {
        tracing::warn!("configuration: {warning}");
    }
    if dev {
        tracing::warn!(
            "DEVELOPMENT MODE: anyone can get a token for any party, since the secrets are public knowledge, \
             and base URLs may be plain http. Never use it with real flights or an address that others can reach."
        );
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads can be started")?;
    runtime.block_on(async {
        let stop = stop_signal()?;
        let started = tansiq::serve::start(config, dev).await?;
        // The line that scripts wait for: from here on connections are taken.
        writeln!(std::io::stdout(), "listening on {}", started.url())?;
        started.run(stop).await
    })
}

/// What to do for someone who just typed `tansiq serve`.
fn advise(invalid: tansiq::config::Invalid, is_bare: bool) -> anyhow::Error {
    let error = anyhow::Error::new(invalid);
    if !is_bare {
        return error;
    }
    anyhow::anyhow!(
        "{error}\nthere is no configuration file: `tansiq config example > {}` makes one to be filled in, \
         and `tansiq serve --dev` runs a node for trying things out",
        config::USUAL_FILE
    )
}

/// Is ready when the process is told to stop. Told a second time it ends at once.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate()).context("SIGTERM cannot be awaited")?;
    let mut interrupt = signal::unix::signal(signal::unix::SignalKind::interrupt()).context("SIGINT cannot be awaited")?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        tokio::spawn(async move {
            tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
            tracing::warn!("told to stop a second time, so open requests are cut; what was confirmed is in the store");
            std::process::exit(1);
        });
    })
}
