//! What verifying and granting tokens costs on this machine:
//! `cargo run --release -p tansiq-auth --example speed`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tansiq_auth::{DevIssuer, KeyRing, Scope, Scopes, SigningKey, TokenRequest, TokenRules, Verifier, hash_secret};

const NOW: i64 = 1_800_000_000;
const AUDIENCE: &str = "dss.example.com";
const TOKENS: usize = 5_000;
const ROUNDS: usize = 200;

fn main() {
    for key in [SigningKey::generate_rsa(), SigningKey::generate_p256()] {
        let key = key.expect("a key can be made");
        let algorithm = key.algorithm();
        let dev = DevIssuer::with_key(vec![AUDIENCE.to_owned()], key).expect("the settings hold");
        verifying(&algorithm, &dev);
        granting(&algorithm, &dev);
    }
    let started = Instant::now();
    black_box(hash_secret("secret").expect("the secret is short"));
    println!("argon2id hash of a secret: {:?}", started.elapsed());
}

fn verifying(algorithm: &str, dev: &DevIssuer) {
    let scopes = Scopes::of(&[Scope::StrategicCoordination, Scope::ConstraintProcessing]);
    let started = Instant::now();
    let headers: Vec<_> = (0..TOKENS).map(|_| dev.authorization("uss1", scopes, AUDIENCE, NOW)).collect();
    per("sign", algorithm, started.elapsed(), TOKENS);
    let rules = TokenRules { audiences: vec![AUDIENCE.to_owned()], leeway_s: 5 };
    let verifier = Verifier::new(rules, KeyRing::new(dev.verifying_keys(), Vec::new())).expect("the rules hold");
    let started = Instant::now();
    all(&verifier, &headers);
    per("verify, cold", algorithm, started.elapsed(), TOKENS);
    let started = Instant::now();
    for _ in 0..ROUNDS {
        all(&verifier, &headers[..1]);
    }
    per("verify, one token again and again", algorithm, started.elapsed(), ROUNDS);
    let started = Instant::now();
    for _ in 0..ROUNDS {
        all(&verifier, &headers);
    }
    per("verify, 5,000 tokens in turn", algorithm, started.elapsed(), ROUNDS * TOKENS);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..ROUNDS * 100).for_each(|_| all(&verifier, &headers[..50])));
        }
    });
    per("verify, 50 tokens, each of two threads", algorithm, started.elapsed(), ROUNDS * 100 * 50);
    println!("{algorithm}: a header has {} bytes", headers[0].len());
}

fn granting(algorithm: &str, dev: &DevIssuer) {
    let request = TokenRequest {
        grant_type: "client_credentials".to_owned(),
        client_id: "uss1".to_owned(),
        client_secret: "uss1-dev-secret".to_owned(),
        ..TokenRequest::default()
    };
    dev.issuer().token(&request, NOW).expect("the secret is right");
    let started = Instant::now();
    for _ in 0..500 {
        black_box(dev.issuer().token(&request, NOW).expect("the secret is right"));
    }
    per("grant, secret remembered", algorithm, started.elapsed(), 500);
}

fn all(verifier: &Verifier, headers: &[String]) {
    for header in headers {
        black_box(verifier.verify(Some(black_box(header)), NOW).expect("the token is good"));
    }
}

fn per(what: &str, algorithm: &str, elapsed: Duration, count: usize) {
    println!("{algorithm} {what}: {:.3} µs", elapsed.as_secs_f64() * 1e6 / count as f64);
}
