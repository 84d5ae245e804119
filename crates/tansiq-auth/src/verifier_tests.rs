use serde_json::{Value, json};

use super::*;
use crate::testing::*;
use crate::{Scope, Scopes};

fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

/// The outcome for a token signed by the shared RSA key with the given claims.
fn outcome(claims: &Value) -> Result<Arc<Caller>, AuthError> {
    let key = shared_rsa();
    verifier(vec![key.verifying_key()]).verify(Some(&bearer(&key.token("RS256", claims))), NOW)
}

#[test]
fn a_good_token_says_who_calls() {
    let caller = outcome(&claims()).unwrap();
    assert_eq!(
        *caller,
        Caller {
            sub: "uss1".to_owned(),
            scopes: Scopes::of(&[Scope::StrategicCoordination, Scope::ConstraintProcessing]),
            issuer: "https://auth.example.com/token".to_owned(),
            audience: vec![AUDIENCE.to_owned()],
            expires_at: NOW + 1800,
        }
    );
}

#[test]
fn every_accepted_algorithm_is_verified_with_its_key_and_with_no_other() {
    let keys = [TestKey::rsa(), TestKey::p256(), TestKey::p384(), TestKey::ed25519()];
    let algorithms: [&[&str]; 4] = [&["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"], &["ES256"], &["ES384"], &["EdDSA"]];
    for (index, key) in keys.iter().enumerate() {
        let right = verifier(vec![key.verifying_key()]);
        let others = keys.iter().enumerate().filter(|(other, _)| *other != index);
        let wrong = verifier(others.map(|(_, other)| other.verifying_key()).collect());
        for algorithm in algorithms[index] {
            let token = key.token(algorithm, &claims());
            assert_eq!(right.verify_token(&token, NOW).unwrap().sub, "uss1", "{algorithm}");
            let no_key = AuthError::NoKey((*algorithm).to_owned());
            assert_eq!(wrong.verify_token(&token, NOW), Err(no_key));
            // The claims exchanged, the signature kept.
            let forged = base64url(&claims_with("sub", json!("uss2")).to_string());
            let mut parts: Vec<_> = token.split('.').collect();
            parts[1] = &forged;
            let signature = AuthError::Signature { algorithm: (*algorithm).to_owned(), tried: 1 };
            assert_eq!(right.verify_token(&parts.join("."), NOW), Err(signature));
        }
    }
}
