//! Tokens are kept as long as they live, asked for once, and forgotten when refused. The clock is tokio's, paused.

use super::{MAX_TOKENS, Tokens, claimed_life};
use crate::secret::Token;
use crate::source::{Granted, LocalTokenSource, TokenError, TokenSource};
use crate::transport::Boxed;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tansiq_auth::{Scope, Scopes};
use tokio::time::{Instant, advance, sleep};

const SC: Scopes = Scopes::of(&[Scope::StrategicCoordination]);
const CP: Scopes = Scopes::of(&[Scope::ConstraintProcessing]);

/// Numbers its tokens; takes a second for each; fails when its life is `None`.
struct Numbered {
    asked: AtomicUsize,
    life: Option<Duration>,
}

impl Numbered {
    fn living(life_s: u64) -> Arc<Numbered> {
        Arc::new(Numbered { asked: AtomicUsize::new(0), life: Some(Duration::from_secs(life_s)) })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl TokenSource for Numbered {
    fn token<'a>(&'a self, audience: &'a str, scopes: Scopes, _: Instant) -> Boxed<'a, Result<Granted, TokenError>> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            let failed = || TokenError::Unavailable { audience: audience.to_owned(), what: format!("try {number}") };
            let lives_for = self.life.ok_or_else(failed)?;
            let token = Token::new(format!("{audience}/{scopes}/{number}").replace(' ', "+")).expect("a token");
            Ok(Granted { token, lives_for: Some(lives_for) })
        })
    }
}

async fn get(tokens: &Tokens, audience: &str, scopes: Scopes) -> String {
    let deadline = Instant::now() + Duration::from_secs(10);
    tokens.get(audience, scopes, deadline).await.expect("a token").expose().to_owned()
}

#[tokio::test(start_paused = true)]
async fn there_is_one_token_for_each_audience_and_set_of_scopes() {
    let source = Numbered::living(3_600);
    let tokens = Tokens::new(source.clone());
    let both: Scopes = SC.iter().chain(CP.iter()).collect();
    for _ in 0..3 {
        assert_eq!(get(&tokens, "a", SC).await, "a/utm.strategic_coordination/0");
        assert_eq!(get(&tokens, "b", SC).await, "b/utm.strategic_coordination/1");
        assert_eq!(get(&tokens, "a", CP).await, "a/utm.constraint_processing/2");
        assert_eq!(get(&tokens, "a", both).await.rsplit('/').next(), Some("3"));
    }
    assert_eq!(source.asked(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_kept_until_thirty_seconds_before_its_end() {
    let source = Numbered::living(300);
    let tokens = Tokens::new(source.clone());
    get(&tokens, "a", SC).await;
    // It is counted from before the question, which took a second.
    advance(Duration::from_millis(268_999)).await;
    get(&tokens, "a", SC).await;
    assert_eq!(source.asked(), 1);
    advance(Duration::from_millis(2)).await;
    get(&tokens, "a", SC).await;
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_short_lived_token_is_kept_for_half_its_life_and_none_longer_than_an_hour() {
    for (life_s, kept_s) in [(20, 10), (1_000_000, 3_570)] {
        let source = Numbered::living(life_s);
        let tokens = Tokens::new(source.clone());
        get(&tokens, "a", SC).await;
        advance(Duration::from_millis(kept_s * 1_000 - 1_001)).await;
        get(&tokens, "a", SC).await;
        assert_eq!(source.asked(), 1, "life {life_s} s");
        advance(Duration::from_millis(2)).await;
        get(&tokens, "a", SC).await;
        assert_eq!(source.asked(), 2, "life {life_s} s");
    }
}

#[tokio::test(start_paused = true)]
async fn many_who_need_the_same_token_at_once_cost_one_question() {
    let source = Numbered::living(3_600);
    let tokens = Arc::new(Tokens::new(source.clone()));
    let asking: Vec<_> = (0..100)
        .map(|_| {
            let tokens = tokens.clone();
            tokio::spawn(async move { get(&tokens, "a", SC).await })
        })
        .collect();
    for asked in asking {
        assert_eq!(asked.await.expect("the task ends"), "a/utm.strategic_coordination/0");
    }
    assert_eq!(source.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn those_who_waited_for_a_failure_get_it_and_the_next_one_asks_anew() {
    let source = Arc::new(Numbered { asked: AtomicUsize::new(0), life: None });
    let tokens = Arc::new(Tokens::new(source.clone()));
    let deadline = Instant::now() + Duration::from_secs(100);
    let asking: Vec<_> = (0..50)
        .map(|_| {
            let tokens = tokens.clone();
            tokio::spawn(async move { tokens.get("a", SC, deadline).await })
        })
        .collect();
    let failure = |number| TokenError::Unavailable { audience: "a".to_owned(), what: format!("try {number}") };
    for asked in asking {
        assert_eq!(asked.await.expect("the task ends"), Err(failure(0)));
    }
    assert_eq!(tokens.get("a", SC, deadline).await, Err(failure(1)));
    assert_eq!(source.asked(), 2);
}

#[tokio::test(start_paused = true)]
async fn one_with_too_little_time_does_not_fail_those_with_more() {
    let source = Numbered::living(3_600);
    let tokens = Arc::new(Tokens::new(source.clone()));
    let hurried = {
        let (tokens, deadline) = (tokens.clone(), Instant::now() + Duration::from_millis(500));
        tokio::spawn(async move { tokens.get("a", SC, deadline).await })
    };
    tokio::task::yield_now().await;
    assert_eq!(get(&tokens, "a", SC).await, "a/utm.strategic_coordination/1");
    let late = TokenError::Unavailable { audience: "a".to_owned(), what: "it did not come in time".to_owned() };
    assert_eq!(hurried.await.expect("the task ends"), Err(late));
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_forgotten_but_not_its_successor() {
    let source = Numbered::living(3_600);
    let tokens = Tokens::new(source.clone());
    let first = Token::new(get(&tokens, "a", SC).await).expect("a token");
    tokens.reject("a", SC, &first).await;
    assert_eq!(get(&tokens, "a", SC).await, "a/utm.strategic_coordination/1");
    tokens.reject("a", SC, &first).await;
    assert_eq!(get(&tokens, "a", SC).await, "a/utm.strategic_coordination/1");
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn only_so_many_tokens_are_kept_and_the_unused_go_first() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let source = LocalTokenSource::new(move |audience, _| {
        counted.fetch_add(1, Ordering::SeqCst);
        let token = Token::new(audience.to_owned()).expect("a token");
        Ok(Granted { token, lives_for: Some(Duration::from_secs(3_600)) })
    });
    let tokens = Tokens::new(Arc::new(source));
    for host in 0..MAX_TOKENS {
        get(&tokens, &format!("host{host}"), SC).await;
    }
    get(&tokens, "host0", SC).await;
    get(&tokens, "one-more", SC).await;
    assert_eq!((tokens.slots.lock().len(), asked.load(Ordering::SeqCst)), (MAX_TOKENS, MAX_TOKENS + 1));
    get(&tokens, "host0", SC).await;
    assert_eq!(asked.load(Ordering::SeqCst), MAX_TOKENS + 1);
    get(&tokens, "host1", SC).await;
    assert_eq!(asked.load(Ordering::SeqCst), MAX_TOKENS + 2);
}

#[test]
fn claims_tell_how_long_a_token_lives() {
    let life = |claims: &str| {
        let token = Token::new(format!("e30.{}.c2lnbmF0dXJl", URL_SAFE_NO_PAD.encode(claims))).expect("a token");
        claimed_life(&token, 1_000).map(|life| life.as_secs())
    };
    assert_eq!(life(r#"{"iat":5000,"exp":5300}"#), Some(300));
    assert_eq!(life(r#"{"exp":1060}"#), Some(60));
    assert_eq!(life(r#"{"exp":900}"#), Some(0));
    assert_eq!(life(r#"{"exp":"soon"}"#), None);
    assert_eq!(life("not json"), None);
    assert_eq!(claimed_life(&Token::new("opaque".to_owned()).expect("a token"), 0), None);
}
