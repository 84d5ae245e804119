//! An area cleared of everything of this party, for tests: what the ledger knows is ended, and what the DSS has under the
//! party's name beyond that is removed.
//!
//! Beyond qualification nobody should want this: another desk of the same party loses its operations too.

use crate::convert;
use crate::desk::Desk;
use crate::error::DeskError;
use futures_util::{StreamExt, stream};
use std::collections::BTreeMap;
use tansiq_core::desk::{Expect, Operation, Plan, Volumes, touch};
use tansiq_core::{EntityId, Name};
use tansiq_geo::{Volume, overlaps};
use tansiq_wire::f3548::OperationalIntentReference;

/// Operations that one clearing ends, and leftovers that it removes.
pub const MAX_CLEARED: usize = 1_000;
/// Ends under way at once.
const MAX_AT_ONCE: usize = 8;

/// What a clearing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Operations of the ledger that were ended.
    pub ended: usize,
    /// Operations that only the DSS had, and that were removed.
    pub removed: usize,
    /// What could not be done, one for each operation.
    pub problems: Vec<String>,
}

impl Desk {
    /// Ends every operation of this desk that meets a volume, whatever its state, and removes what the DSS has there under
    /// this party's name and the ledger does not know. What could not be done is told in [`Cleared::problems`].
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub async fn clear(&self, who: &Name, area: &Volume) -> Result<Cleared, DeskError> {
        let mut cleared = Cleared::default();
        let own = self.own_in(area).await?;
        if own.len() > MAX_CLEARED {
            cleared.problems.push(format!("more than {MAX_CLEARED} operations are there; clear the area again"));
        }
        let ends = own.into_iter().take(MAX_CLEARED).map(|id| async move { (id, self.end(who, id, Expect::Any).await) });
        let mut ends = stream::iter(ends).buffer_unordered(MAX_AT_ONCE);
        while let Some((id, ended)) = ends.next().await {
            match ended {
                Ok(_) => cleared.ended += 1,
                Err(error) => cleared.problems.push(format!("operation {id} could not be ended: {error}")),
            }
        }
        self.clear_leftovers_in(area, &mut cleared).await?;
        Ok(cleared)
    }

    async fn own_in(&self, area: &Volume) -> Result<Vec<EntityId>, DeskError> {
        self.read(|state, touches| {
            touches.add(touch::OPERATIONS);
            let meets = |operation: &&Operation| {
                let coming = operation.pending.as_ref().map(|pending| &*pending.plan);
                !operation.is_over() && (meets(&operation.plan, area) || coming.is_some_and(|plan| meets(plan, area)))
            };
            state.operations().filter(meets).map(|operation| operation.id).take(MAX_CLEARED + 1).collect()
        })
        .await
    }

    /// Removes what the DSS has under this party's name, except what the ledger knows.
    async fn clear_leftovers_in(&self, area: &Volume, cleared: &mut Cleared) -> Result<(), DeskError> {
        let mut leftovers: BTreeMap<String, OperationalIntentReference> = BTreeMap::new();
        for part in convert::queries(&Volumes::exact(vec![area.clone()])) {
            match self.dss().query_operational_intents(&convert::wire_volume(&part)).await {
                Ok(found) => {
                    let own = found.into_iter().filter(|told| *told.manager == *self.settings().party);
                    leftovers.extend(own.map(|told| (told.id.clone(), told)));
                }
                Err(error) => cleared.problems.push(format!("the DSS could not be asked what is left: {error}")),
            }
        }
        let known = self.live_among(leftovers.keys().cloned().collect()).await?;
        leftovers.retain(|id, _| !known.contains(id));
        if leftovers.len() > MAX_CLEARED {
            cleared.problems.push(format!("more than {MAX_CLEARED} operations are left at the DSS; clear the area again"));
        }
        for told in leftovers.values().take(MAX_CLEARED) {
            match self.remove_leftover(told).await {
                Ok(()) => cleared.removed += 1,
                Err(error) => cleared.problems.push(format!("operation {} could not be removed: {error}", told.id)),
            }
        }
        Ok(())
    }

    /// Those that the ledger knows: what could not be ended has been told already, what was planned meanwhile stays.
    async fn live_among(&self, ids: Vec<String>) -> Result<Vec<String>, DeskError> {
        self.read(|state, touches| {
            touches.add(touch::OPERATIONS);
            let is_known = |text: &&String| {
                let operation = EntityId::parse(text).ok().and_then(|id| state.operation(id));
                operation.is_some_and(|operation| !operation.is_over())
            };
            ids.iter().filter(is_known).cloned().collect()
        })
        .await
    }
}

/// Whether any part of a plan is in a volume.
fn meets(plan: &Plan, area: &Volume) -> bool {
    let parts = plan.volumes.as_slice().iter().chain(plan.off_nominal.as_slice());
    parts.into_iter().any(|volume| overlaps(volume, area))
}
