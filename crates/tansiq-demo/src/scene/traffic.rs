//! What flies in the scene at one desk: plans ahead, take-offs, positions every second, landings, and the next one.
//!
//! A call that fails is tried again by the next second's work or left out: a newcomer may have planned where the scene wanted
//! to, ended one of its plans, or stopped a server to see what happens.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tansiq_wire::f3548::Altitude;

use super::cast::{Cast, Conduct, Flight, length_s};
use super::desk::Line;
use super::route::{Fix, fix};

/// How often aircraft tell where they are.
const EVERY: Duration = Duration::from_secs(1);
/// The most flights of a desk at one time, planned ones included.
const MAX_SORTIES: usize = 64;
/// How much further those that fail may be than they planned, metres.
const FAILED_AROUND_M: f64 = 2_500.0;
/// After take-off they fail this late, seconds.
const FAILS_AFTER_S: i64 = 20;
/// How many times a take-off is tried, a second apart.
const MAX_TRIES: u8 = 20;

/// How far a flight has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Planned {
        tries: u8,
    },
    Flying,
    /// Declared contingent; it still tells where it is.
    Failed,
    /// It will not take off.
    Left,
}

/// One flight.
#[derive(Debug)]
struct Sortie {
    kind: usize,
    start: Timestamp,
    plan: String,
    phase: Phase,
}

/// All that flies at one desk.
pub struct Sky {
    cast: Arc<Cast>,
    line: Line,
    sorties: Vec<Sortie>,
    /// When the next of each kind begins; kinds of others never do.
    next: Vec<Option<Timestamp>>,
}

impl Sky {
    /// An empty sky at a desk, for a scene that began at `began`.
    pub fn new(cast: Arc<Cast>, line: Line, began: Timestamp) -> Sky {
        let next = cast.flights.iter();
        let first = |flight: &Flight| began + SignedDuration::from_secs(flight.first.0);
        let next = next.map(|flight| (flight.party == line.party()).then(|| first(flight))).collect();
        Sky { cast, line, sorties: Vec::new(), next }
    }

    /// Goes on until it is dropped.
    pub async fn go_on(&mut self) {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            ticks.tick().await;
            let now = Timestamp::now();
            self.attend(now).await;
            self.plan_ahead(now).await;
        }
    }

    /// Plans all that begin soon enough.
    pub async fn plan_ahead(&mut self, now: Timestamp) {
        let cast = self.cast.clone();
        for (kind, flight) in cast.flights.iter().enumerate() {
            while let Some(start) = self.next[kind].filter(|start| is_due(flight, *start, now))
                && self.sorties.len() < MAX_SORTIES
            {
                self.next[kind] = Some(start + SignedDuration::from_secs(flight.every.0));
                if over(flight, start) <= now {
                    continue;
                }
                let volumes = cast.volumes(&flight.legs, start);
                if let Ok(Some(plan)) = self.line.submit(&flight.name, flight.priority, &volumes).await {
                    self.sorties.push(Sortie { kind, start, plan, phase: Phase::Planned { tries: 0 } });
                }
            }
        }
    }

    /// Lets flights take off, tell where they are, and land.
    pub async fn attend(&mut self, now: Timestamp) {
        let cast = self.cast.clone();
        let flight = |sortie: &Sortie| &cast.flights[sortie.kind];
        for sortie in &mut self.sorties {
            proceed(&self.line, &cast, sortie, now).await;
        }
        let positions: Vec<Value> =
            self.sorties.iter().filter_map(|sortie| position(&cast, flight(sortie), sortie, now)).collect();
        if !positions.is_empty() {
            let _ = self.line.report(&positions).await;
        }
        let (over, on): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.sorties).into_iter().partition(|sortie| over(flight(sortie), sortie.start) <= now);
        self.sorties = on;
        for sortie in over {
            let _ = self.line.end(&sortie.plan).await;
        }
    }
}

fn is_due(flight: &Flight, start: Timestamp, now: Timestamp) -> bool {
    start <= now + SignedDuration::from_secs(flight.ahead.0)
}

/// When a flight that began at `start` is over.
fn over(flight: &Flight, start: Timestamp) -> Timestamp {
    start + SignedDuration::from_secs(length_s(&flight.legs))
}

/// The next step of a flight, if it is time for one.
async fn proceed(line: &Line, cast: &Cast, sortie: &mut Sortie, now: Timestamp) {
    let flight = &cast.flights[sortie.kind];
    match (sortie.phase, flight.conduct) {
        (Phase::Planned { .. }, Conduct::Waits) => {}
        (Phase::Planned { tries }, _) if sortie.start <= now => {
            sortie.phase = match line.change_state(&sortie.plan, "activated", None).await {
                Ok(()) => Phase::Flying,
                Err(_) if tries < MAX_TRIES => Phase::Planned { tries: tries + 1 },
                Err(_) => Phase::Left,
            };
        }
        (Phase::Flying, Conduct::Fails) if sortie.start + SignedDuration::from_secs(FAILS_AFTER_S) <= now => {
            let mut volumes = cast.volumes(&flight.legs, sortie.start);
            for volume in &mut volumes {
                volume.outline = volume.outline.around(FAILED_AROUND_M);
            }
            let declared = line.change_state(&sortie.plan, "contingent", Some(&volumes)).await;
            sortie.phase = if declared.is_ok() { Phase::Failed } else { Phase::Flying };
        }
        _ => {}
    }
}

/// Where it is, as the desk takes it.
fn position(cast: &Cast, flight: &Flight, sortie: &Sortie, now: Timestamp) -> Option<Value> {
    if !matches!(sortie.phase, Phase::Flying | Phase::Failed) {
        return None;
    }
    let elapsed_s = now.duration_since(sortie.start).as_secs_f64();
    let strays = flight.conduct == Conduct::Strays;
    let Fix { at, height_m, speed_mps, track_deg } = fix(&cast.places, &flight.legs, strays, elapsed_s)?;
    Some(json!({
        "operation_id": sortie.plan, "time": now.to_string(), "lat": at.lat, "lng": at.lng,
        "altitude": Altitude::w84_m(height_m), "speed_mps": speed_mps, "track_deg": track_deg,
    }))
}
