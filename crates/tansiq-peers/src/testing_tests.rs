//! The network in memory does what its chooser says, the same again for the same seed.

use super::{Fate, Faults, MemoryTransport};
use crate::transport::{Answer, CallError, Request, Transport};
use hyper::Method;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::{Instant, advance};

const SECOND: Duration = Duration::from_secs(1);

fn request(deadline: Duration) -> Request {
    let url = "https://a.example/x".parse().expect("a url");
    Request { method: Method::GET, url, bearer: None, content: None, deadline: Instant::now() + deadline }
}

/// A network with one host that counts what it carries out.
fn counting() -> (MemoryTransport, Arc<AtomicUsize>) {
    let (network, count) = (MemoryTransport::new(), Arc::new(AtomicUsize::new(0)));
    let counted = count.clone();
    network.host("a.example", move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Answer::empty(204) }
    });
    (network, count)
}

#[tokio::test(start_paused = true)]
async fn each_fate_has_its_outcome_and_its_effect() {
    let unheard = |what: &str| Err(CallError::Unheard { what: format!("a.example: {what}") });
    let (late, there) = ("no whole answer in time", SECOND);
    let cases = [
        (Fate::AT_ONCE, Ok(Answer::empty(204)), 1, 0),
        (Fate::Deliver { there, back: SECOND }, Ok(Answer::empty(204)), 1, 2),
        (Fate::Deliver { there, back: 9 * SECOND }, unheard(late), 1, 5),
        (Fate::Refuse, Err(CallError::Unreachable { what: "a.example: connection refused".to_owned() }), 0, 0),
        (Fate::LoseRequest, unheard(late), 0, 5),
        (Fate::LoseAnswer { there }, unheard(late), 1, 5),
        (Fate::Break { there }, unheard("connection reset"), 1, 1),
    ];
    for (fate, expected, carried_out, after_s) in cases {
        let (network, count) = counting();
        network.choose(Box::new(move |_| fate));
        let began = Instant::now();
        assert_eq!(network.call(request(5 * SECOND)).await, expected, "{fate:?}");
        assert_eq!((count.load(Ordering::SeqCst), began.elapsed().as_secs()), (carried_out, after_s), "{fate:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_on_its_way_is_carried_out_after_its_caller_has_gone() {
    let (network, count) = counting();
    network.choose(Box::new(|_| Fate::Deliver { there: 10 * SECOND, back: SECOND }));
    assert!(matches!(network.call(request(SECOND)).await, Err(CallError::Unheard { .. })));
    assert_eq!(count.load(Ordering::SeqCst), 0);
    advance(10 * SECOND).await;
    tokio::task::yield_now().await;
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_host_that_is_down_or_unknown_refuses() {
    let (network, count) = counting();
    network.set_down("A.example", true);
    assert!(matches!(network.call(request(SECOND)).await, Err(CallError::Unreachable { .. })));
    network.set_down("a.example", false);
    assert_eq!(network.call(request(SECOND)).await, Ok(Answer::empty(204)));
    assert!(matches!(MemoryTransport::new().call(request(SECOND)).await, Err(CallError::Unreachable { .. })));
    assert_eq!((network.calls("a.example"), count.load(Ordering::SeqCst)), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_gives_the_same_misfortunes_in_their_shares() {
    let faults = Faults { refuse: 0.1, lose_request: 0.2, lose_answer: 0.3, broken: 0.1, max_delay: SECOND };
    let draw = |seed| {
        let mut choose = faults.chooser(seed);
        (0..10_000).map(|_| choose(&request(SECOND))).collect::<Vec<_>>()
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7), draw(8));
    let share = |wanted: fn(&Fate) -> bool| draw(7).iter().filter(|fate| wanted(fate)).count();
    assert!((900..1_100).contains(&share(|fate| *fate == Fate::Refuse)));
    assert!((1_850..2_150).contains(&share(|fate| *fate == Fate::LoseRequest)));
    assert!((2_850..3_150).contains(&share(|fate| matches!(fate, Fate::LoseAnswer { .. }))));
    assert!((2_850..3_150).contains(&share(|fate| matches!(fate, Fate::Deliver { there, .. } if *there <= SECOND))));
}
