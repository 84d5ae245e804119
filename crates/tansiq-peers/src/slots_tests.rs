//! Slots are bounded, and one host cannot take those of others.

use super::{MAX_HOSTS, MAX_WAITING_PER_HOST, Slots};
use std::sync::Arc;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn calls_that_queue_for_one_host_hold_nothing_that_others_need() {
    let slots = Arc::new(Slots::new(2, 1));
    let first = slots.take("dead").await.expect("a slot");
    let queued: Vec<_> = (0..10)
        .map(|_| {
            let slots = slots.clone();
            tokio::spawn(async move { slots.take("dead").await.map(drop) })
        })
        .collect();
    tokio::task::yield_now().await;
    drop(slots.take("alive").await.expect("a slot for another host"));
    drop(first);
    for call in queued {
        assert_eq!(call.await.expect("the task ends"), Ok(()));
    }
}

#[tokio::test]
async fn only_so_many_calls_wait_for_a_host() {
    let slots = Arc::new(Slots::new(10, 1));
    let _first = slots.take("dead").await.expect("a slot");
    for _ in 0..MAX_WAITING_PER_HOST {
        let slots = slots.clone();
        tokio::spawn(async move { slots.take("dead").await.map(drop) });
    }
    while slots.hosts.lock()["dead"].waiting.load(Ordering::Relaxed) < MAX_WAITING_PER_HOST {
        tokio::task::yield_now().await;
    }
    let refused = slots.take("dead").await.err();
    assert_eq!(refused.as_deref(), Some("1024 calls wait for dead already"));
}

#[tokio::test]
async fn hosts_that_are_not_called_are_forgotten() {
    let slots = Slots::new(10, 1);
    let kept = slots.take("kept").await.expect("a slot");
    for host in 0..3 * MAX_HOSTS {
        drop(slots.take(&host.to_string()).await.expect("a slot"));
    }
    assert!(slots.hosts.lock().len() <= MAX_HOSTS);
    assert!(slots.hosts.lock().contains_key("kept"));
    drop(kept);
}
