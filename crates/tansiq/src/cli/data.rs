//! Where the store is, for the commands that read or copy it.

use super::config::{self, FileArguments};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tansiq::desk::DESK;
use tansiq::serve::{AIRSPACE, ledger_file};
use tansiq_log::sqlite::SqliteReader;

/// Which ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Ledger {
    /// What all instances of the pool share.
    #[default]
    Airspace,
    /// The party's own.
    Desk,
}

impl Ledger {
    /// Its name in its store and in its file name.
    pub fn name(self) -> &'static str {
        match self {
            Ledger::Airspace => AIRSPACE,
            Ledger::Desk => DESK,
        }
    }
}

/// Which store.
#[derive(Debug, Args)]
pub struct DataArguments {
    /// The folder of the store; as configured if absent
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Which ledger of the store
    #[arg(long, value_enum, default_value_t)]
    ledger: Ledger,
    #[command(flatten)]
    file: FileArguments,
}

impl DataArguments {
    /// Which ledger.
    pub fn ledger(&self) -> Ledger {
        self.ledger
    }

    /// The file of the ledger.
    pub fn path(&self) -> anyhow::Result<PathBuf> {
        let folder = match &self.data {
            Some(folder) => folder.clone(),
            None => config::store_folder(self.file.file())?,
        };
        Ok(ledger_file(&folder, self.ledger.name()))
    }

    /// A reader of the ledger.
    pub fn open(&self) -> anyhow::Result<SqliteReader> {
        Ok(SqliteReader::open(&self.path()?, self.ledger.name())?)
    }
}
