//! Sets up the log lines of a running node, on standard error.
//!
//! Secrets and tokens cannot appear in them: the types that hold them leave them out of their `Debug`.

use anyhow::Context as _;
use std::io::IsTerminal;
use tansiq::config::{LogFormat, TelemetrySettings};
use tracing_subscriber::EnvFilter;

/// Begins to write log lines. To be called once.
pub fn start(settings: &TelemetrySettings) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.filter).context("telemetry.filter cannot be used")?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match settings.format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| anyhow::anyhow!("log lines cannot be written: {error}"))
}
