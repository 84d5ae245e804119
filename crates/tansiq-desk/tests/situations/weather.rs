//! What happens to requests on their way, chosen from a seed; and how often what happened.

use parking_lot::Mutex;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::time::Duration;
use tansiq_peers::testing::{Chooser, Fate};

/// The longest way of a request in calm weather.
const CALM_DELAY: Duration = Duration::from_millis(20);
/// The longest way of a request that is held up: it may arrive long after its sender gave up or crashed.
pub const LATEST: Duration = Duration::from_secs(60);

/// How often requests come to grief.
#[derive(Clone, Copy, Debug)]
pub struct Forecast {
    /// The share of requests that are refused, lost, of which the answer is lost, that break after they were carried out.
    pub shares: [f64; 4],
    /// The share of those that are held up.
    pub late: f64,
    /// The longest way of the others.
    pub delay: Duration,
}

impl Forecast {
    /// From hardly a cloud to a storm.
    pub fn draw(rng: &mut StdRng) -> Forecast {
        let worst: f64 = [0.005, 0.03, 0.1][rng.random_range(0..3)];
        let mut share = || rng.random_range(0.0..worst);
        Forecast {
            shares: [share(), share(), share(), share()],
            late: share(),
            delay: Duration::from_millis([5, 50, 400][rng.random_range(0..3)]),
        }
    }
}

/// What became of requests, over all situations.
#[derive(Debug, Default)]
pub struct Fates {
    pub delivered: AtomicU64,
    pub refused: AtomicU64,
    pub requests_lost: AtomicU64,
    pub answers_lost: AtomicU64,
    pub broken: AtomicU64,
    pub late: AtomicU64,
}

/// The weather of one situation.
pub struct Weather {
    calm: Arc<AtomicBool>,
}

impl Weather {
    /// The weather, and what chooses fates in it.
    pub fn new(seed: u64, forecast: Forecast, fates: &'static Fates) -> (Weather, Chooser) {
        let calm: Arc<AtomicBool> = Arc::default();
        let weather = Weather { calm: calm.clone() };
        let rng = Mutex::new(StdRng::seed_from_u64(seed));
        let chooser: Chooser = Box::new(move |request| {
            let rng = &mut *rng.lock();
            // A notification that is overtaken by the end of what it tells makes that known again until the next discovery.
            // That is harmless and not tested here, so only what goes to the DSS is held up.
            let late = if request.url.host() == Some("dss.example") { forecast.late } else { 0.0 };
            let forecast = Forecast { late, ..forecast };
            let longest = if calm.load(SeqCst) { CALM_DELAY } else { forecast.delay };
            let there = longest.mul_f64(rng.random_range(0.0..1.0));
            let back = longest.mul_f64(rng.random_range(0.0..1.0));
            if calm.load(SeqCst) {
                fates.delivered.fetch_add(1, SeqCst);
                return Fate::Deliver { there, back };
            }
            stormy(rng, forecast, (there, back), fates)
        });
        (weather, chooser)
    }

    /// From now on nothing goes wrong any more, but what is on its way is still on its way.
    pub fn clear_up(&self) {
        self.calm.store(true, SeqCst);
    }
}

fn stormy(rng: &mut StdRng, forecast: Forecast, (there, back): (Duration, Duration), fates: &Fates) -> Fate {
    let (drawn, held_up) = (rng.random_range(0.0..1.0), rng.random_range(0.0..1.0) < forecast.late);
    let there = if held_up { LATEST.mul_f64(rng.random_range(0.0..1.0)) } else { there };
    let [refuse, lose_request, lose_answer, broken] = forecast.shares;
    let choices = [
        (refuse, Fate::Refuse, &fates.refused),
        (lose_request, Fate::LoseRequest, &fates.requests_lost),
        (lose_answer, Fate::LoseAnswer { there }, &fates.answers_lost),
        (broken, Fate::Break { there }, &fates.broken),
    ];
    let mut reached = 0.0;
    for (share, fate, count) in choices {
        reached += share;
        if drawn < reached {
            count.fetch_add(1, SeqCst);
            return fate;
        }
    }
    if held_up { &fates.late } else { &fates.delivered }.fetch_add(1, SeqCst);
    Fate::Deliver { there, back }
}
