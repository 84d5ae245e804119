//! Tokens: the first time, and from then on.

use crate::harness::Harness;
use tansiq_auth::{DevIssuer, KeyRing, Operation, Scope, Scopes, SigningKey, TokenRules, Verifier, permitted};

const NOW_S: i64 = 1_800_000_000;
const AUDIENCE: &str = "localhost";

pub fn run(harness: &Harness) {
    let name = "verify a token, RS256";
    if !harness.wants(name) {
        return;
    }
    let key = SigningKey::generate_rsa().expect("a key");
    let dev = DevIssuer::with_key(vec![AUDIENCE.to_owned()], key).expect("an issuer");
    let header = dev.authorization("uss1", Scopes::of(&[Scope::StrategicCoordination]), AUDIENCE, NOW_S);
    let rules = || TokenRules { audiences: vec![AUDIENCE.to_owned()], leeway_s: 5 };
    let verifier = || Verifier::new(rules(), KeyRing::new(dev.verifying_keys(), Vec::new())).expect("a verifier");
    let warm = verifier();
    harness.time("verify a token, RS256, not seen before (with an empty cache)", || {
        verifier().verify(Some(&header), NOW_S).expect("a good token")
    });
    harness.time("verify a token, RS256, seen before", || {
        let caller = warm.verify(Some(&header), NOW_S).expect("a good token");
        permitted(Operation::QueryOperationalIntentReferences, caller.scopes).expect("it is allowed")
    });
}
