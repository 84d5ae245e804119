//! What peers ask and tell (uss-behaviour 7; F3548-21 SCD0075, SCD0085, SCD0090).
//!
//! Messages are read here and held against what they say they are about; who may tell of what, what is stale and what it
//! means for own operations is decided in the ledger (`decide/told.rs`). Nothing is sent from here.

use crate::convert;
use crate::desk::Desk;
use crate::error::DeskError;
use std::time::Duration;
use tansiq_core::desk::bounds::MAX_REPORT_BYTES;
use tansiq_core::desk::{Area, AreaKind, Command, Outcome, OwnConstraint, Rejection, State, touch};
use tansiq_core::{EntityId, Name};
use tansiq_node::Touches;
use tansiq_wire::f3548::{
    Constraint, ErrorReport, GetConstraintDetailsResponse, GetOperationalIntentDetailsResponse, OperationalIntent,
    PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters, SubscriptionState,
};
use tokio::time::{Instant, sleep};

/// How long a question about something that is being written waits for the write: within the second of SCD0075.
pub(crate) const WAIT_FOR_WRITE: Duration = Duration::from_millis(800);
/// How often it is looked at meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(10);

impl Desk {
    /// The details of an operation of this desk; none until the DSS accepted it. A write under way is waited for shortly,
    /// because the peer may have seen its result at the DSS before this desk heard of it (SCD0075: 1 s).
    ///
    /// # Errors
    /// [`DeskError`] if the ledger cannot be read.
    pub async fn operation_details(&self, id: EntityId) -> Result<Option<GetOperationalIntentDetailsResponse>, DeskError> {
        self.settled(|state| state.operation(id).is_some_and(|operation| operation.pending.is_some()), id).await?;
        let told = self.disclosed_operation(id).await?;
        Ok(told.map(|operational_intent| GetOperationalIntentDetailsResponse { operational_intent }))
    }

    /// The details of a constraint of this desk.
    ///
    /// # Errors
    /// [`DeskError`] if the ledger cannot be read.
    pub async fn constraint_details(&self, id: EntityId) -> Result<Option<GetConstraintDetailsResponse>, DeskError> {
        self.settled(|state| state.constraint(id).is_some_and(|constraint| constraint.pending.is_some()), id).await?;
        let told = self.disclosed_constraint(id).await?;
        Ok(told.map(|constraint| GetConstraintDetailsResponse { constraint }))
    }

    /// Waits until nothing is being written, or as long as a peer can be kept waiting.
    async fn settled(&self, is_pending: impl Fn(&State) -> bool, id: EntityId) -> Result<(), DeskError> {
        let ask = |state: &State, touches: &mut Touches| {
            touches.add(touch::entity(id));
            is_pending(state)
        };
        let deadline = Instant::now() + WAIT_FOR_WRITE;
        while self.read(ask).await? && Instant::now() < deadline {
            sleep(LOOK_EVERY).await;
        }
        Ok(())
    }

    /// An operation as it may be told now: as the DSS last accepted it; none if it never did or it has ended.
    pub(crate) async fn disclosed_operation(&self, id: EntityId) -> Result<Option<OperationalIntent>, DeskError> {
        let operation = self
            .read(|state, touches| {
                touches.add(touch::entity(id));
                state.operation(id).filter(|operation| operation.is_live()).cloned()
            })
            .await?;
        Ok(operation.and_then(|operation| convert::wire_operation(&operation, self.settings())))
    }

    /// A constraint as it may be told now.
    pub(crate) async fn disclosed_constraint(&self, id: EntityId) -> Result<Option<Constraint>, DeskError> {
        let found = self
            .read(|state, touches| {
                touches.extend([touch::entity(id), touch::AREAS]);
                let constraint = state.constraint(id)?;
                let area = state.area(constraint.area).cloned().unwrap_or_else(|| removed(constraint));
                Some((constraint.clone(), area))
            })
            .await?;
        Ok(found.and_then(|(constraint, area)| convert::wire_constraint(&constraint, &area, self.settings())))
    }

    /// A peer tells of its operation.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], or the ledger's refusal: forbidden (403), stale (409).
    pub async fn be_told_of_operation(
        &self,
        sender: &Name,
        message: &PutOperationalIntentDetailsParameters,
    ) -> Result<(), DeskError> {
        let id = self.heard(sender, (&message.operational_intent_id, "operational_intent_id"), &message.subscriptions)?;
        let now = match &message.operational_intent {
            None => None,
            Some(intent) => {
                let known = convert::known(intent, "operational_intent").map_err(DeskError::Invalid)?;
                same(known.id, id, "operational_intent")?;
                self.not_ours(&known.uss_base_url, "operational_intent")?;
                Some(Box::new(known))
            }
        };
        self.submit(sender, Command::TellOperation { id, now, rules: self.settings().rules }).await?;
        self.shared().watching.heard(&message.subscriptions);
        Ok(())
    }

    /// A party tells of its constraint.
    ///
    /// # Errors
    /// As [`Desk::be_told_of_operation`].
    pub async fn be_told_of_constraint(&self, sender: &Name, message: &PutConstraintDetailsParameters) -> Result<(), DeskError> {
        let id = self.heard(sender, (&message.constraint_id, "constraint_id"), &message.subscriptions)?;
        let now = match &message.constraint {
            None => None,
            Some(constraint) => {
                let known = convert::known_constraint(constraint, "constraint").map_err(DeskError::Invalid)?;
                same(known.id, id, "constraint")?;
                self.not_ours(&known.uss_base_url, "constraint")?;
                Some(Box::new(known))
            }
        };
        self.submit(sender, Command::TellConstraint { id, now, rules: self.settings().rules }).await?;
        self.shared().watching.heard(&message.subscriptions);
        Ok(())
    }

    /// What both kinds of messages must be, whatever they tell.
    fn heard(
        &self,
        sender: &Name,
        (id, field): (&str, &str),
        subscriptions: &[SubscriptionState],
    ) -> Result<EntityId, DeskError> {
        if *sender == self.settings().party {
            return Err(forbidden(format!("{sender} does not tell itself")));
        }
        if subscriptions.is_empty() {
            return Err(DeskError::Invalid("subscriptions: at least one is needed".to_owned()));
        }
        convert::id(id, field).map_err(DeskError::Invalid)
    }

    /// A peer's entity cannot be had from this desk.
    fn not_ours(&self, base_url: &str, path: &str) -> Result<(), DeskError> {
        if self.is_own_url(base_url) {
            return Err(DeskError::Invalid(format!("{path}.reference.uss_base_url: is that of the one who is told")));
        }
        Ok(())
    }

    /// A peer reports a failed exchange. The report comes back with its id.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn take_report(&self, sender: &Name, report: ErrorReport) -> Result<ErrorReport, DeskError> {
        let unwritable = |error: serde_json::Error| DeskError::Invalid(format!("exchange: {error}"));
        let text = serde_json::to_string(&report).map_err(unwritable)?;
        if text.len() > MAX_REPORT_BYTES {
            let bytes = text.len();
            return Err(DeskError::Invalid(format!("exchange: {bytes} bytes, at most {MAX_REPORT_BYTES} are taken")));
        }
        match self.submit(sender, Command::TakeReport { report: text.into() }).await? {
            Outcome::Report { id } => {
                tracing::warn!(peer = %sender, report = %id, "a peer reports a failed exchange");
                Ok(ErrorReport { report_id: Some(id.to_string()), ..report })
            }
            other => unreachable!("a report is answered with its id, not {other:?}"),
        }
    }
}

fn same(told: EntityId, id: EntityId, path: &str) -> Result<(), DeskError> {
    if told == id {
        return Ok(());
    }
    Err(DeskError::Invalid(format!("{path}.reference.id: is {told}, the message is about {id}")))
}

fn forbidden(message: String) -> DeskError {
    DeskError::Rejected(Rejection::Forbidden(message))
}

/// What stands for an area that was taken out while its constraint is still at the DSS: it holds no more, so it only warns.
fn removed(constraint: &OwnConstraint) -> Area {
    Area {
        id: constraint.area,
        name: String::new(),
        kind: AreaKind::Advisory,
        layers: constraint.volumes.clone(),
        windows: Vec::new(),
        windows_until: constraint.changed,
        published: false,
        document: "{}".into(),
        revision: 0,
        changed: constraint.changed,
    }
}
