//! What a discovery remembers for a few seconds: who is Down, and who was reported to. Losing it costs a question.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::time::Duration;
use tansiq_core::Name;
use tokio::time::Instant;

/// How long the DSS's word on a party's availability is believed.
const AVAILABILITY_FOR: Duration = Duration::from_secs(3);
/// How long a party that is Down and did not answer is not asked again: each question costs its whole deadline.
const SILENT_FOR: Duration = Duration::from_secs(10);
/// How long a party is not reported to again about the same entity.
const REPORT_EVERY: Duration = Duration::from_secs(60);
/// Parties, and reports, that are remembered; beyond, the memory begins anew.
const MAX_REMEMBERED: usize = 10_000;

/// The memory of one desk.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    down: Mutex<HashMap<Name, (Instant, bool)>>,
    silent: Mutex<HashMap<Name, Instant>>,
    reported: Mutex<HashMap<(Name, Name), Instant>>,
}

impl Memory {
    /// Whether the party was Down, if that was asked a moment ago.
    pub(super) fn is_down(&self, party: &Name) -> Option<bool> {
        let down = self.down.lock();
        down.get(party).filter(|(at, _)| at.elapsed() < AVAILABILITY_FOR).map(|(_, is_down)| *is_down)
    }

    pub(super) fn note_down(&self, party: &Name, is_down: bool) {
        let mut down = self.down.lock();
        if down.len() >= MAX_REMEMBERED {
            down.clear();
        }
        down.insert(party.clone(), (Instant::now(), is_down));
    }

    /// Whether this base URL did not answer a moment ago.
    pub(super) fn was_silent(&self, base_url: &str) -> bool {
        self.silent.lock().get(base_url).is_some_and(|at| at.elapsed() < SILENT_FOR)
    }

    pub(super) fn note_silent(&self, base_url: &str) {
        let mut silent = self.silent.lock();
        if silent.len() >= MAX_REMEMBERED {
            silent.clear();
        }
        silent.insert(Name::from(base_url), Instant::now());
    }

    /// Whether a report about this is due; if so, it is noted as made.
    pub(super) fn should_report(&self, party: &Name, about: &str) -> bool {
        let key = (party.clone(), Name::from(about));
        let mut reported = self.reported.lock();
        if reported.get(&key).is_some_and(|at| at.elapsed() < REPORT_EVERY) {
            return false;
        }
        if reported.len() >= MAX_REMEMBERED {
            reported.clear();
        }
        reported.insert(key, Instant::now());
        true
    }
}
