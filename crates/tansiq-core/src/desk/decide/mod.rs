//! The rules of the desk: what a command does, or why it is refused.

mod areas;
mod constraints;
mod deliveries;
mod learn;
mod notices;
mod operations;
mod people;
mod plan;
mod recheck;
mod templates;
mod told;
mod upkeep;

use super::entities::ReportEntry;
use super::{Command, Decided, Decision, Event, Outcome, Rejection, State};
use crate::{Context, EntityId, Name};
use std::sync::Arc;

/// Decides one command against the state.
pub(super) fn decide(state: &State, context: &Context, command: &Command) -> Decided {
    match command {
        Command::Learn(learn) => learn::learn(state, context, learn),
        Command::BeginWrite(begin) => operations::begin(state, context, begin),
        Command::FinishWrite { id, attempt, result } => operations::finish(state, context, *id, *attempt, result),
        Command::NoteConformance { id, outside, position } => {
            operations::note_conformance(state, context, *id, *outside, *position)
        }
        Command::TellOperation { id, now, rules } => told::operation(state, context, *id, now.as_deref(), *rules),
        Command::TellConstraint { id, now, rules } => told::constraint(state, context, *id, now.as_deref(), *rules),
        Command::TakeReport { report } => told::report(context, report),
        Command::FinishDelivery { id, problem, next } => deliveries::finish(state, context, *id, problem.as_deref(), *next),
        Command::NoteReport { to, operation, problem, report } => {
            notices::note_report(state, context, to, *operation, problem, report)
        }
        Command::PutArea(put) => areas::put(state, context, put),
        Command::RemoveArea { id, revision } => areas::remove(state, context, *id, *revision),
        Command::PublishArea { id, published } => areas::publish(state, *id, *published),
        Command::ExtendWindows { id, windows, until } => areas::extend(state, context, *id, windows, *until),
        Command::BeginConstraint { id, make } => constraints::begin(state, context, *id, make.as_ref()),
        Command::FinishConstraint { id, attempt, result } => constraints::finish(state, context, *id, *attempt, result),
        Command::PutTemplate { id, name, document } => templates::put(state, context, *id, name, document),
        Command::RemoveTemplate { id } => templates::remove(state, *id),
        Command::KeepWatch { id, region, version, until } => upkeep::keep_watch(state, *id, region, version, *until),
        Command::DropWatch { id } => upkeep::drop_watch(state, *id),
        Command::AddPerson(add) => people::add(state, add),
        Command::ChangePerson(change) => people::change(state, change),
        Command::SetPassword { name, password_hash, verified, session } => {
            people::set_password(state, context, name, (password_hash, verified.as_ref()), session.as_ref())
        }
        Command::SetTotp { name, totp, verified } => people::set_totp(state, name, totp.as_ref(), verified.as_ref()),
        Command::RemovePerson { name } => people::remove(state, name),
        Command::SignIn(asked) => people::sign_in(state, context, asked),
        Command::SignOut { digest } => people::sign_out(state, digest),
        Command::SignOutEverywhere { name } => people::sign_out_everywhere(state, name),
        Command::Sweep { before } => upkeep::sweep(state, context, *before),
        Command::Probe => done(vec![Event::Probed {}]),
        Command::SettleOrphan { id } => upkeep::settle_orphan(state, *id),
        Command::SeeNotices { up_to } => notices::see(state, context, *up_to),
        Command::Raise { operation, what } => notices::raise(state, context, *operation, what),
    }
}

/// At most so many bytes of a text, whole characters.
pub(super) fn shortened(text: &str, bytes: usize) -> String {
    text[..text.floor_char_boundary(bytes.min(text.len()))].to_owned()
}

/// A report as it is kept, under an id of this command.
fn report_entry(context: &Context, to: &Name, report: &Arc<str>) -> ReportEntry {
    let id = EntityId::from_entropy(context.derive("report", &[])[..16].try_into().expect("16 of 32 bytes"));
    ReportEntry { id, reporter: context.caller.name.clone(), to: to.clone(), at: context.now, report: report.clone() }
}

fn done(events: Vec<Event>) -> Decided {
    Ok(Decision { events, outcome: Outcome::Done })
}

fn invalid<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::Invalid(message.into()))
}

fn forbidden<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::Forbidden(message.into()))
}

fn conflict<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::Conflict(message.into()))
}

fn not_found<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::NotFound(message.into()))
}

fn too_many<T>(message: impl Into<String>) -> Result<T, Rejection> {
    Err(Rejection::TooMany(message.into()))
}
