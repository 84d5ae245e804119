//! What is to be done about each reference that the DSS names: own or another's, held or to be fetched, or left behind.
//!
//! Nothing is fetched or removed here.

use super::{Heard, Picture, read_id};
use crate::convert;
use crate::desk::Desk;
use crate::error::DeskError;
use tansiq_core::EntityId;
use tansiq_core::desk::{Disclosure, Known, State, touch};
use tansiq_wire::f3548::{ConstraintReference, OperationalIntentReference};

/// What is to be done about each reference.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) operations: Vec<OperationalIntentReference>,
    pub(super) constraints: Vec<ConstraintReference>,
    /// Held at a later version than the DSS names: it was removed and made again.
    pub(super) reborn: Vec<EntityId>,
    /// Ours by name and address, and not ours by the ledger.
    pub(super) leftovers: Vec<OperationalIntentReference>,
    pub(super) leftover_constraints: Vec<ConstraintReference>,
}

impl Desk {
    /// Own and others', held and to be fetched. It is read after the DSS answered: own writes are recorded before it is asked.
    pub(super) async fn sort(&self, heard: &Heard) -> Result<(Picture, Sorted), DeskError> {
        let ids = |texts: &mut dyn Iterator<Item = &str>| texts.map(read_id).collect::<Result<Vec<_>, _>>();
        let operations = ids(&mut heard.operations.iter().map(|reference| &*reference.id))?;
        let constraints = ids(&mut heard.constraints.iter().map(|reference| &*reference.id))?;
        self.read(|state, touches| {
            touches.extend([touch::KNOWN, touch::OPERATIONS, touch::AREAS]);
            let (mut picture, mut sorted) = (Picture::default(), Sorted::default());
            for (id, reference) in operations.iter().zip(&heard.operations) {
                self.sort_operation(state, *id, (reference, heard.anew), &mut picture, &mut sorted);
            }
            for (id, reference) in constraints.iter().zip(&heard.constraints) {
                self.sort_constraint(state, *id, (reference, heard.anew), &mut picture, &mut sorted);
            }
            (picture, sorted)
        })
        .await
    }

    fn sort_operation(
        &self,
        state: &State,
        id: EntityId,
        (reference, anew): (&OperationalIntentReference, bool),
        picture: &mut Picture,
        sorted: &mut Sorted,
    ) {
        picture.ids.insert(id);
        let own = state.operation(id);
        if self.is_party(&reference.manager) {
            picture.own_ovns.extend(convert::ovn(reference.ovn.as_deref(), "ovn").ok());
        }
        match own {
            Some(operation) if operation.is_live() || operation.pending.is_some() => return,
            _ if self.is_ours(&reference.manager, &reference.uss_base_url) => {
                sorted.leftovers.push(reference.clone());
                return;
            }
            _ => {}
        }
        match state.known_operation(id) {
            Some(held) if anew && held.version > reference.version => {
                sorted.reborn.push(id);
                sorted.operations.push(reference.clone());
            }
            Some(held) if !anew && is_current(held, reference) => {}
            _ => sorted.operations.push(reference.clone()),
        }
    }

    fn sort_constraint(
        &self,
        state: &State,
        id: EntityId,
        (reference, anew): (&ConstraintReference, bool),
        picture: &mut Picture,
        sorted: &mut Sorted,
    ) {
        picture.ids.insert(id);
        if self.is_party(&reference.manager) {
            picture.own_ovns.extend(convert::ovn(reference.ovn.as_deref(), "ovn").ok());
        }
        if state.constraint(id).is_some() {
            return;
        }
        if self.is_ours(&reference.manager, &reference.uss_base_url) {
            sorted.leftover_constraints.push(reference.clone());
            return;
        }
        match state.known_constraint(id) {
            Some(held) if anew && held.version > reference.version => {
                sorted.reborn.push(id);
                sorted.constraints.push(reference.clone());
            }
            Some(held) if !anew && held.version >= reference.version && *held.manager == *reference.manager => {}
            _ => sorted.constraints.push(reference.clone()),
        }
    }

    /// Whether the DSS's manager is this party, at this desk or elsewhere.
    fn is_party(&self, manager: &str) -> bool {
        *self.settings().party == *manager
    }

    /// Whether an entity at the DSS was written by this desk: by its party and with its address.
    pub(crate) fn is_ours(&self, manager: &str, base_url: &str) -> bool {
        self.is_party(manager) && self.is_own_url(base_url)
    }

    /// Whether a base URL is this desk's own, however it is spelled.
    pub(crate) fn is_own_url(&self, url: &str) -> bool {
        let plain = |url: &str| tansiq_peers::BaseUrl::parse(url, true).map(|url| url.as_str().to_owned());
        match (plain(url), plain(&self.settings().base_url)) {
            (Ok(one), Ok(other)) => one == other,
            _ => url.trim_end_matches('/') == self.settings().base_url.trim_end_matches('/'),
        }
    }
}

/// Whether the ledger has what its manager would tell now. A notification may have been faster than the DSS's answer.
fn is_current(held: &Known, reference: &OperationalIntentReference) -> bool {
    let told = matches!(held.disclosure, Disclosure::Told { .. });
    told && held.version >= reference.version && *held.manager == *reference.manager
}
