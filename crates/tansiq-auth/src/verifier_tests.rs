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

#[test]
fn the_header_is_read_as_the_field_writes_it() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let token = key.token("RS256", &claims());
    for scheme in ["Bearer", "bearer", "BEARER", "bEaReR"] {
        for spaces in [" ", "   "] {
            let header = format!("{scheme}{spaces}{token}");
            assert_eq!(verifier.verify(Some(&header), NOW).unwrap().sub, "uss1");
        }
    }
    for header in [None, Some(""), Some("  "), Some("Bearer"), Some("Bearer ")] {
        assert_eq!(verifier.verify(header, NOW), Err(AuthError::Missing), "{header:?}");
    }
    assert_eq!(AuthError::Missing.to_string(), "Missing access token");
    for header in [&format!("Basic {token}"), &token, "Bearer\u{e9} x"] {
        assert_eq!(verifier.verify(Some(header), NOW), Err(AuthError::NotBearer), "{header}");
    }
}

#[test]
fn what_is_not_a_signed_jwt_is_refused() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let token = key.token("RS256", &claims());
    let none = format!("{}.{}.", base64url("{\"alg\":\"none\"}"), base64url(&claims().to_string()));
    let unknown = format!("{}.{}.AA", base64url("{\"alg\":\"RS1\"}"), base64url(&claims().to_string()));
    let garbage = ["x", "...", "..", "a.b.c", "a.b", "{}.{}.{}", "\u{1F6E9}.\u{1F6E9}.\u{1F6E9}", "%%%.%%%.%%%"];
    let four_parts = format!("{token}.AAAA");
    for text in garbage.into_iter().chain([none.as_str(), &unknown, &four_parts]) {
        assert_eq!(verifier.verify_token(text, NOW), Err(AuthError::Malformed), "{text}");
    }
    for cut in (0..token.len()).step_by(17) {
        let error = verifier.verify_token(&token[..cut], NOW).unwrap_err();
        let expected = matches!(error, AuthError::Malformed | AuthError::Signature { .. });
        assert!(expected, "cut at {cut}: {error}");
    }
}

#[test]
fn a_token_may_be_16_kib_long_and_no_longer() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let token_of = |filler: usize| key.token("RS256", &claims_with("filler", json!("x".repeat(filler))));
    let bare = token_of(0).len();
    let largest = token_of((MAX_TOKEN_BYTES - bare) * 3 / 4 - 2);
    assert!(largest.len() > MAX_TOKEN_BYTES - 8 && largest.len() <= MAX_TOKEN_BYTES);
    assert!(verifier.verify_token(&largest, NOW).is_ok());
    assert_eq!(verifier.verify_token(&token_of(MAX_TOKEN_BYTES), NOW), Err(AuthError::TooLong));
    assert_eq!(verifier.verify(Some(&bearer(&"x".repeat(1 << 20))), NOW), Err(AuthError::TooLong));
    assert_eq!(verifier.verify(Some(&"x".repeat(1 << 20)), NOW), Err(AuthError::NotBearer));
}

#[test]
fn a_public_key_is_never_taken_for_a_shared_secret() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    for secret in [key.spki(), key.public_pem().into_bytes()] {
        for algorithm in ["HS256", "HS384", "HS512"] {
            let message = format!("{}.{}", base64url(&json!({"alg": algorithm}).to_string()), base64url(&claims().to_string()));
            let hmac_key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &secret);
            let tag = aws_lc_rs::hmac::sign(&hmac_key, message.as_bytes());
            let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag));
            let refused = Err(AuthError::Algorithm(algorithm.to_owned()));
            assert_eq!(verifier.verify_token(&token, NOW), refused);
        }
    }
}

#[test]
fn an_algorithm_other_than_the_signatures_own_is_refused() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let message = format!("{}.{}", base64url("{\"alg\":\"PS256\"}"), base64url(&claims().to_string()));
    let signature = key.sign("RS256", message.as_bytes());
    let token = format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature));
    let refused = AuthError::Signature { algorithm: "PS256".to_owned(), tried: 1 };
    assert_eq!(verifier.verify_token(&token, NOW), Err(refused));
}

#[test]
fn a_key_declared_for_one_algorithm_serves_no_other() {
    let key = shared_rsa();
    let mut jwk = key.jwk();
    jwk["alg"] = json!("RS256");
    let verifier = verifier(verifying_keys(&[jwk]));
    assert!(verifier.verify_token(&key.token("RS256", &claims()), NOW).is_ok());
    let refused = AuthError::NoKey("RS512".to_owned());
    assert_eq!(verifier.verify_token(&key.token("RS512", &claims()), NOW), Err(refused));
}

#[test]
fn a_critical_extension_is_refused() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let token = key.token_with(&json!({"alg": "RS256", "crit": ["b64"], "b64": true}), &claims());
    assert_eq!(verifier.verify_token(&token, NOW), Err(AuthError::CriticalExtension));
}

#[test]
fn claims_must_be_an_object_with_each_claim_once() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let signed = |payload: &str| {
        let message = format!("{}.{}", base64url("{\"alg\":\"RS256\"}"), base64url(payload));
        let signature = key.sign("RS256", message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    };
    let twice = claims().to_string().replacen('{', "{\"sub\":\"uss2\",", 1);
    let list = json!(["uss1", "iss", AUDIENCE, NOW + 60, NOW, NOW, "tansiq.admin"]).to_string();
    for payload in ["", "null", "[]", "7", "{", "not json", &"[".repeat(5000), &twice, &list] {
        assert_eq!(verifier.verify_token(&signed(payload), NOW), Err(AuthError::Claims), "{payload:.80}");
    }
    assert!(verifier.verify_token(&signed(&format!(" {}", claims())), NOW).is_ok());
}

#[test]
fn the_named_key_is_tried_first_and_then_the_others() {
    let (first, second) = (TestKey::p256(), TestKey::p256());
    let verifier = verifier(verifying_keys(&[first.named_jwk("one"), second.named_jwk("two")]));
    for kid in [json!("one"), json!("two"), json!("three"), json!("")] {
        let header = json!({"alg": "ES256", "kid": kid});
        assert!(verifier.verify_token(&first.token_with(&header, &claims()), NOW).is_ok(), "{kid}");
        assert!(verifier.verify_token(&second.token_with(&header, &claims()), NOW).is_ok(), "{kid}");
    }
    let stranger = TestKey::p256().token_with(&json!({"alg": "ES256", "kid": "one"}), &claims());
    let refused = AuthError::Signature { algorithm: "ES256".to_owned(), tried: 2 };
    assert_eq!(verifier.verify_token(&stranger, NOW), Err(refused));
}

#[test]
fn a_forged_token_costs_a_bounded_number_of_tries_and_a_named_key_is_always_found() {
    let keys: Vec<_> = (0..40).map(|_| TestKey::p256()).collect();
    let jwks: Vec<_> = keys.iter().enumerate().map(|(i, key)| key.named_jwk(&i.to_string())).collect();
    let verifier = verifier(verifying_keys(&jwks));
    let forged = TestKey::p256().token("ES256", &claims());
    let refused = AuthError::Signature { algorithm: "ES256".to_owned(), tried: MAX_KEYS_TRIED };
    assert_eq!(verifier.verify_token(&forged, NOW), Err(refused));
    let named = keys[39].token_with(&json!({"alg": "ES256", "kid": "39"}), &claims());
    assert!(verifier.verify_token(&named, NOW).is_ok());
}

#[test]
fn an_unnamed_key_answers_to_its_thumbprint() {
    let key = shared_rsa().verifying_key();
    assert!(key.is_named(key.thumbprint()));
    assert!(!key.is_named(""));
}

#[test]
fn without_keys_every_token_is_refused() {
    let refused = Err(AuthError::NoKey("RS256".to_owned()));
    let token = shared_rsa().token("RS256", &claims());
    assert_eq!(verifier(Vec::new()).verify_token(&token, NOW), refused);
}

#[test]
fn a_remembered_token_ends_on_time() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let token = key.token("RS256", &claims_with("exp", json!(NOW + 60)));
    let first = verifier.verify_token(&token, NOW).unwrap();
    let again = verifier.verify_token(&token, NOW + 64).unwrap();
    assert!(Arc::ptr_eq(&first, &again), "the second answer comes from the cache");
    assert_eq!(verifier.verify_token(&token, NOW + 65), Err(AuthError::Expired { ago_s: 5 }));
    // A clock that was set back must not make a token good before its time.
    let early = verifier.verify_token(&token, NOW - 6);
    assert_eq!(early, Err(AuthError::NotYetValid { claim: "nbf", ahead_s: 6 }));
}

#[test]
fn only_successes_are_remembered() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let refused = key.token("RS256", &claims_with("sub", Value::Null));
    verifier.verify_token(&refused, NOW).unwrap_err();
    verifier.verify_token("garbage", NOW).unwrap_err();
    assert_eq!(verifier.cached_tokens(), 0);
    verifier.verify_token(&key.token("RS256", &claims()), NOW).unwrap();
    assert_eq!(verifier.cached_tokens(), 1);
}

#[test]
fn a_token_of_a_withdrawn_key_is_refused_though_it_was_remembered() {
    let (old, new) = (TestKey::p256(), TestKey::p256());
    let verifier = verifier(vec![old.verifying_key()]);
    let token = old.token("ES256", &claims());
    assert!(verifier.verify_token(&token, NOW).is_ok());
    verifier.keys().replace_fixed(vec![new.verifying_key()]);
    let refused = AuthError::Signature { algorithm: "ES256".to_owned(), tried: 1 };
    assert_eq!(verifier.verify_token(&token, NOW), Err(refused));
    assert!(verifier.verify_token(&new.token("ES256", &claims()), NOW).is_ok());
}

#[test]
fn messages_and_debug_output_never_repeat_the_token() {
    let key = shared_rsa();
    let verifier = verifier(vec![key.verifying_key()]);
    let token = key.token("RS256", &claims_with("aud", json!("elsewhere")));
    let signature = token.rsplit('.').next().unwrap();
    let message = verifier.verify_token(&token, NOW).unwrap_err().to_string();
    assert_eq!(message, "Invalid access token audience (accepted: other.example.com, dss.example.com)");
    verifier.verify_token(&key.token("RS256", &claims()), NOW).unwrap();
    let debug = format!("{verifier:?}");
    assert!(!debug.contains(signature) && !debug.contains("eyJ"), "{debug}");
}

#[test]
fn a_verifier_without_audiences_or_with_a_wide_leeway_is_not_made() {
    let made = |audiences: &[&str], leeway_s| {
        let rules = TokenRules { audiences: audiences.iter().map(|a| (*a).to_owned()).collect(), leeway_s };
        Verifier::new(rules, KeyRing::new(Vec::new(), Vec::new())).map_err(|error| error.to_string())
    };
    assert_eq!(made(&[], 5).unwrap_err(), "audiences: must name at least one");
    assert_eq!(made(&["a", ""], 5).unwrap_err(), "audiences[1]: must be 1–256 bytes without control characters");
    assert_eq!(made(&["a"], 61).unwrap_err(), "leeway_s: is 61 s (0–60 s are accepted)");
    assert_eq!(made(&["a"], -1).unwrap_err(), "leeway_s: is -1 s (0–60 s are accepted)");
    assert!(made(&["a"], 60).is_ok());
}

#[test]
fn key_files_are_read_and_a_bad_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("authority.pem");
    let settings =
        AuthSettings { audiences: vec![AUDIENCE.to_owned()], public_keys: vec![path.clone()], ..AuthSettings::default() };
    let made = || Verifier::from_settings(&settings, Vec::new());
    assert!(matches!(made(), Err(LoadError::File { path: named, .. }) if named == path));
    std::fs::write(&path, "no key").unwrap();
    assert!(matches!(made(), Err(LoadError::Key { source: KeyError::NoPem, .. })));
    std::fs::write(&path, [shared_rsa().public_pem(), TestKey::p256().public_pem()].concat()).unwrap();
    let verifier = made().unwrap();
    assert_eq!(verifier.keys().current().keys.len(), 2);
    assert!(verifier.verify_token(&shared_rsa().token("RS256", &claims()), NOW).is_ok());
}

/// Keys come from the configuration only, whatever a token brings along.
#[test]
fn a_key_inside_the_token_is_not_believed() {
    let (ours, theirs) = (TestKey::p256(), TestKey::p256());
    let verifier = verifier(vec![ours.verifying_key()]);
    let header =
        json!({"alg": "ES256", "jwk": theirs.jwk(), "jku": "https://evil.example/jwks", "x5u": "https://evil.example/x"});
    let refused = AuthError::Signature { algorithm: "ES256".to_owned(), tried: 1 };
    assert_eq!(verifier.verify_token(&theirs.token_with(&header, &claims()), NOW), Err(refused));
    assert!(verifier.verify_token(&ours.token_with(&header, &claims()), NOW).is_ok());
}

#[test]
fn no_character_of_a_token_can_be_exchanged() {
    for (key, algorithm) in [(&TestKey::p256(), "ES256"), (&TestKey::ed25519(), "EdDSA"), (shared_rsa(), "RS256")] {
        let token = key.token(algorithm, &claims());
        let verifier = verifier(vec![key.verifying_key()]);
        verifier.verify_token(&token, NOW).unwrap();
        for (index, old) in token.char_indices() {
            // The neighbour in the alphabet differs in the last bit, which base64 may not use at the end.
            for new in [char::from(old as u8 ^ 1), 'A', '=', '.', '-'] {
                let mut changed = token.clone();
                changed.replace_range(index..=index, &new.to_string());
                assert!(changed == token || verifier.verify_token(&changed, NOW).is_err(), "{algorithm}: {index} {new}");
            }
        }
    }
}

#[test]
fn extra_header_fields_of_any_type_do_no_harm() {
    let key = TestKey::p256();
    let header = json!({"alg": "ES256", "typ": "at+jwt", "ver": 1, "env": {"a": [true]}, "x": null});
    assert!(verifier(vec![key.verifying_key()]).verify_token(&key.token_with(&header, &claims()), NOW).is_ok());
}
