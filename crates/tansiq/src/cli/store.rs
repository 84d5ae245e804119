//! `tansiq backup` and `tansiq restore`: whole copies of the log, verified on the way. What else is in the folder of the
//! store is not copied: snapshots are made anew, and a signing key has no place in a backup of a ledger.

use super::data::{DataArguments, Ledger};
use super::output::hex;
use anyhow::Context as _;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use tansiq::serve::ledger_file;
use tansiq_log::{Verified, sqlite};

/// Copy the log to a file; a node may be running meanwhile
///
/// The copy is verified, and appears under its name only when it is whole and durable. It is a file of the same format as
/// the store's. What is written after the beginning is not in it. The signing key of the token server is not part of it.
#[derive(Debug, Args)]
pub struct BackupArguments {
    #[command(flatten)]
    data: DataArguments,
    /// The file to make; nothing is overwritten
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Make a store from a backup
///
/// The backup is verified first. No node may be running on the folder, and it must not hold a log yet: nothing is
/// overwritten.
#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// The file that `tansiq backup` has made
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The folder of the store; made if it is absent
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Which ledger the backup is of
    #[arg(long, value_enum, default_value_t)]
    ledger: Ledger,
}

/// Makes a backup.
pub fn backup(arguments: &BackupArguments) -> anyhow::Result<()> {
    let ledger = arguments.data.ledger().name();
    let done = sqlite::backup(&arguments.data.path()?, &arguments.to, ledger).context("no backup was made")?;
    report(&arguments.to, &done)
}

/// Restores a backup.
pub fn restore(arguments: &RestoreArguments) -> anyhow::Result<()> {
    let folder = &arguments.data;
    if !arguments.from.exists() {
        anyhow::bail!("nothing was restored: there is no file {}", arguments.from.display());
    }
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let ledger = arguments.ledger.name();
    let target = ledger_file(folder, ledger);
    let done = sqlite::restore(&arguments.from, &target, ledger).context("nothing was restored")?;
    report(&target, &done)
}

fn report(file: &Path, done: &Verified) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{}: {} records, verified", file.display(), done.records)?;
    writeln!(stdout, "root {}", hex(&done.root))?;
    Ok(())
}
