//! Figures over all situations.

use crate::weather::Fates;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

/// Counters.
#[derive(Debug, Default)]
pub struct Tally {
    pub situations: AtomicU64,
    pub strict: AtomicU64,
    pub requests: AtomicU64,
    pub done: AtomicU64,
    pub in_the_way: AtomicU64,
    pub out_of_place: AtomicU64,
    pub failed: AtomicU64,
    pub unknown: AtomicU64,
    pub kills: AtomicU64,
    pub kills_of_the_dss: AtomicU64,
    pub live_at_the_end: AtomicU64,
    pub equal_pairs: AtomicU64,
    pub permitted_overlaps: AtomicU64,
    pub exempt: AtomicU64,
    pub hairlines: AtomicU64,
    pub fates: Fates,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = |counter: &AtomicU64| counter.load(SeqCst);
        writeln!(f, "{} situations, {} of them strict", n(&self.situations), n(&self.strict))?;
        writeln!(
            f,
            "{} requests: {} done, {} refused for what is in the way, {} for what they ask, {} failed, {} not known",
            n(&self.requests),
            n(&self.done),
            n(&self.in_the_way),
            n(&self.out_of_place),
            n(&self.failed),
            n(&self.unknown)
        )?;
        writeln!(f, "{} desks killed, {} times the DSS", n(&self.kills), n(&self.kills_of_the_dss))?;
        let fates = &self.fates;
        writeln!(
            f,
            "{} messages arrived, {} refused, {} lost, {} answers lost, {} broken, {} late",
            n(&fates.delivered),
            n(&fates.refused),
            n(&fates.requests_lost),
            n(&fates.answers_lost),
            n(&fates.broken),
            n(&fates.late)
        )?;
        write!(
            f,
            "{} operations live at the end; of {} pairs of equals {} overlap exempt, {} too close to call; {} permitted overlaps",
            n(&self.live_at_the_end),
            n(&self.equal_pairs),
            n(&self.exempt),
            n(&self.hairlines),
            n(&self.permitted_overlaps)
        )
    }
}
