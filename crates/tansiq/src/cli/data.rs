//! Where the store is, for the commands that read or copy it.

use super::config::{self, FileArguments};
use clap::Args;
use std::path::PathBuf;
use tansiq::serve::{AIRSPACE, ledger_file};
use tansiq_log::sqlite::SqliteReader;

/// Which store.
#[derive(Debug, Args)]
pub struct DataArguments {
    /// The folder of the store; as configured if absent
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    file: FileArguments,
}

impl DataArguments {
    /// The file of the airspace ledger.
    pub fn ledger(&self) -> anyhow::Result<PathBuf> {
        let folder = match &self.data {
            Some(folder) => folder.clone(),
            None => config::store_folder(self.file.file())?,
        };
        Ok(ledger_file(&folder, AIRSPACE))
    }

    /// A reader of the airspace ledger.
    pub fn open(&self) -> anyhow::Result<SqliteReader> {
        Ok(SqliteReader::open(&self.ledger()?, AIRSPACE)?)
    }
}
