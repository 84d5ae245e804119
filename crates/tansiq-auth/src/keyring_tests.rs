use std::collections::HashMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;

use super::*;
use crate::testing::*;
use crate::{AuthError, Verifier};

/// What each URL answers; the URLs that are absent are down.
#[derive(Default)]
struct Web(Mutex<HashMap<String, Vec<u8>>>);

impl Web {
    fn serve(&self, url: &str, jwks: &[Value]) {
        self.serve_bytes(url, jwks_body(jwks).into_bytes());
    }

    fn serve_bytes(&self, url: &str, body: Vec<u8>) {
        self.0.lock().insert(url.to_owned(), body);
    }

    fn stop(&self, url: &str) {
        self.0.lock().remove(url);
    }
}

impl FetchJwks for Web {
    fn fetch<'a>(&'a self, url: &'a str) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>> + Send + 'a>> {
        let body = self.0.lock().get(url).cloned();
        Box::pin(async move { body.ok_or_else(|| "connection refused".into()) })
    }
}

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing in these tests waits"),
    }
}

fn refresh(verifier: &Verifier, web: &Web) -> Vec<Result<usize, String>> {
    now(verifier.refresh_keys(web)).into_iter().map(|refresh| refresh.outcome).collect()
}

fn following(urls: &[&str]) -> Verifier {
    let urls = urls.iter().map(|url| (*url).to_owned()).collect();
    Verifier::new(rules(), KeyRing::new(Vec::new(), urls)).unwrap()
}

const A: &str = "https://a.example.com/jwks.json";
const B: &str = "https://b.example.com/jwks.json";

#[test]
fn keys_arrive_from_every_url_that_answers() {
    let (web, one, two) = (Web::default(), TestKey::p256(), TestKey::ed25519());
    let verifier = following(&[A, B]);
    web.serve(B, &[two.jwk()]);
    assert_eq!(refresh(&verifier, &web), [Err("connection refused".to_owned()), Ok(1)]);
    assert!(verifier.verify_token(&two.token("EdDSA", &claims()), NOW).is_ok());
    let early = verifier.verify_token(&one.token("ES256", &claims()), NOW);
    assert_eq!(early, Err(AuthError::NoKey("ES256".to_owned())));
    web.serve(A, &[one.jwk()]);
    assert_eq!(refresh(&verifier, &web), [Ok(1), Ok(1)]);
    assert!(verifier.verify_token(&one.token("ES256", &claims()), NOW).is_ok());
}

#[test]
fn an_outage_keeps_the_keys_and_the_remembered_tokens() {
    let (web, key) = (Web::default(), TestKey::p256());
    let verifier = following(&[A]);
    web.serve(A, &[key.jwk()]);
    refresh(&verifier, &web);
    let token = key.token("ES256", &claims());
    let first = verifier.verify_token(&token, NOW).unwrap();
    let generation = verifier.keys().generation();
    web.stop(A);
    for _ in 0..100 {
        assert_eq!(refresh(&verifier, &web), [Err("connection refused".to_owned())]);
    }
    for body in ["", "<html>", "{\"keys\":7}", "{\"keys\":"] {
        web.serve_bytes(A, body.into());
        refresh(&verifier, &web)[0].as_ref().unwrap_err();
    }
    web.serve_bytes(A, vec![b' '; MAX_JWKS_BYTES + 1]);
    assert_eq!(refresh(&verifier, &web), [Err("not a JSON web key set: 262145 bytes (at most 262144 are read)".to_owned())]);
    assert_eq!(verifier.keys().generation(), generation);
    assert!(Arc::ptr_eq(&first, &verifier.verify_token(&token, NOW).unwrap()));
}

#[test]
fn rotation_lets_new_keys_in_and_old_ones_out() {
    let (web, old, new) = (Web::default(), TestKey::p256(), TestKey::p256());
    let verifier = following(&[A]);
    let (by_old, by_new) = (old.token("ES256", &claims()), new.token("ES256", &claims()));
    web.serve(A, &[old.named_jwk("1")]);
    refresh(&verifier, &web);
    assert!(verifier.verify_token(&by_old, NOW).is_ok());
    web.serve(A, &[old.named_jwk("1"), new.named_jwk("2")]);
    refresh(&verifier, &web);
    assert!(verifier.verify_token(&by_old, NOW).is_ok() && verifier.verify_token(&by_new, NOW).is_ok());
    web.serve(A, &[new.named_jwk("2")]);
    refresh(&verifier, &web);
    let refused = AuthError::Signature { algorithm: "ES256".to_owned(), tried: 1 };
    assert_eq!(verifier.verify_token(&by_old, NOW), Err(refused));
    assert!(verifier.verify_token(&by_new, NOW).is_ok());
}

#[test]
fn an_authority_may_withdraw_all_its_keys() {
    let (web, key) = (Web::default(), TestKey::p256());
    let verifier = following(&[A]);
    web.serve(A, &[key.jwk()]);
    refresh(&verifier, &web);
    web.serve(A, &[]);
    assert_eq!(refresh(&verifier, &web), [Ok(0)]);
    let refused = verifier.verify_token(&key.token("ES256", &claims()), NOW);
    assert_eq!(refused, Err(AuthError::NoKey("ES256".to_owned())));
}

#[test]
fn an_unchanged_key_set_keeps_the_remembered_tokens() {
    let (web, key) = (Web::default(), TestKey::p256());
    let verifier = following(&[A]);
    web.serve(A, &[key.named_jwk("1")]);
    refresh(&verifier, &web);
    let generation = verifier.keys().generation();
    refresh(&verifier, &web);
    assert_eq!(verifier.keys().generation(), generation);
    web.serve(A, &[key.named_jwk("renamed")]);
    refresh(&verifier, &web);
    assert_eq!(verifier.keys().generation(), generation + 1);
}

#[test]
fn fixed_keys_stay_beside_fetched_ones() {
    let (web, fixed, fetched) = (Web::default(), TestKey::p256(), TestKey::p384());
    let ring = KeyRing::new(vec![fixed.verifying_key()], vec![A.to_owned()]);
    let verifier = Verifier::new(rules(), ring).unwrap();
    web.serve(A, &[fetched.jwk()]);
    refresh(&verifier, &web);
    assert!(verifier.verify_token(&fixed.token("ES256", &claims()), NOW).is_ok());
    assert!(verifier.verify_token(&fetched.token("ES384", &claims()), NOW).is_ok());
    assert_eq!(verifier.keys().current().keys, [fixed.verifying_key(), fetched.verifying_key()]);
}

#[test]
fn more_urls_than_are_followed_are_dropped() {
    let ring = KeyRing::new(Vec::new(), vec![A.to_owned(); MAX_JWKS_URLS + 1]);
    assert_eq!(ring.urls().len(), MAX_JWKS_URLS);
}
