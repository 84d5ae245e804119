//! What is noted of calls: who answered, who did not, and no more than so many.

use super::*;
use crate::testing::{Fate, MemoryTransport};
use hyper::Method;
use std::sync::atomic::{AtomicI64, AtomicU16, Ordering::SeqCst};

struct Net {
    reach: Reach,
    network: MemoryTransport,
    clock: Arc<AtomicI64>,
    status: Arc<AtomicU16>,
}

impl Net {
    fn new() -> Net {
        let (clock, status) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicU16::new(200)));
        let network = MemoryTransport::new();
        let answers = status.clone();
        network.host("a", move |_| {
            let status = answers.load(SeqCst);
            async move { Answer::empty(status) }
        });
        let told = clock.clone();
        Net { reach: Reach::new(Arc::new(move || told.load(SeqCst))), network, clock, status }
    }

    async fn call(&self, kind: HostKind, url: &str) {
        let transport = self.reach.noting(kind, Arc::new(self.network.clone()));
        let deadline = Instant::now() + Duration::from_secs(1);
        let url = url.parse().expect("an address");
        let _ = transport.call(Request { method: Method::GET, url, bearer: None, content: None, deadline }).await;
    }

    fn of(&self, kind: HostKind, origin: &str) -> Reached {
        let found = self.reach.all().into_iter().find(|(of, at, _)| *of == kind && at == origin);
        found.unwrap_or_else(|| panic!("nothing of {origin}")).2
    }
}

#[tokio::test]
async fn the_last_answer_and_the_last_failure_are_noted_by_host() {
    let net = Net::new();
    net.clock.store(5, SeqCst);
    net.call(HostKind::Peer, "https://user:secret@A:8443/uss/v1/x?y=z").await;
    let found = net.of(HostKind::Peer, "https://a:8443");
    assert_eq!((found.ok, found.last_ok, found.last_failure, found.calls, found.failures), (true, Some(5), None, 1, 0));
    assert!(found.mean_ms().is_some_and(|mean_ms| mean_ms < 1_000.0));

    net.clock.store(6, SeqCst);
    net.network.set_down("a", true);
    net.call(HostKind::Peer, "https://a:8443/").await;
    let found = net.of(HostKind::Peer, "https://a:8443");
    assert_eq!((found.ok, found.last_ok, found.last_failure, found.calls, found.failures), (false, Some(5), Some(6), 2, 1));
    assert_eq!(found.problem.as_deref(), Some("a: connection refused"));

    net.network.set_down("a", false);
    net.call(HostKind::Peer, "https://a:8443/").await;
    let found = net.of(HostKind::Peer, "https://a:8443");
    assert_eq!((found.ok, found.failures, found.problem.as_deref()), (true, 1, Some("a: connection refused")));
    net.call(HostKind::Dss, "https://a:8443/").await;
    assert_eq!((net.of(HostKind::Dss, "https://a:8443").calls, net.reach.all().len()), (1, 2));
}

#[tokio::test]
async fn an_answer_that_keeps_us_out_is_a_failure_and_one_that_says_no_is_not() {
    let net = Net::new();
    for (status, ok) in
        [(200, true), (404, true), (409, true), (401, false), (403, false), (429, false), (500, false), (503, false)]
    {
        net.status.store(status, SeqCst);
        net.call(HostKind::Dss, "http://a/").await;
        let found = net.of(HostKind::Dss, "http://a");
        assert_eq!((found.ok, found.problem.filter(|_| !ok)), (ok, (!ok).then(|| format!("answered {status}"))));
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_caller_gave_up_counts_for_nothing_and_silence_is_a_failure() {
    let net = Net::new();
    net.network.choose(Box::new(|_| Fate::LoseRequest));
    assert!(tokio::time::timeout(Duration::from_millis(10), net.call(HostKind::Peer, "https://a/")).await.is_err());
    assert_eq!(net.reach.all(), []);
    net.call(HostKind::Peer, "https://a/").await;
    assert_eq!(net.of(HostKind::Peer, "https://a").problem.as_deref(), Some("a: no whole answer in time"));
    assert_eq!(net.of(HostKind::Peer, "https://a").mean_ms(), None);
}

#[tokio::test]
async fn for_one_host_too_many_the_one_called_longest_ago_is_forgotten() {
    let net = Net::new();
    for n in 0..MAX_REACHED {
        net.call(HostKind::Peer, &format!("https://h{n}/")).await;
    }
    net.call(HostKind::Peer, "https://h0/").await;
    net.call(HostKind::Peer, "https://one-more/").await;
    let kept: Vec<String> = net.reach.all().into_iter().map(|(_, origin, _)| origin).collect();
    assert_eq!(kept.len(), MAX_REACHED);
    assert!(kept.contains(&"https://h0".to_owned()) && !kept.contains(&"https://h1".to_owned()));
}
