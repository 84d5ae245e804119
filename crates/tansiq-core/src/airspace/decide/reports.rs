//! Reports of parties about communication problems. The text goes to the log.

use super::versions;
use crate::Context;
use crate::airspace::{Decided, Decision, Event, Outcome};

/// Files a report under a fresh id.
pub(super) fn file(context: &Context, report: &str) -> Decided {
    let id = versions::fresh_id(context, "report").uuid();
    Ok(Decision { events: vec![Event::ReportFiled { id, report: report.into() }], outcome: Outcome::Report { id } })
}
