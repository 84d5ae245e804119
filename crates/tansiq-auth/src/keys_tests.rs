use serde_json::json;

use super::*;
use crate::testing::*;

/// The keys of one entry, or why it was left out.
fn entry(jwk: Value) -> Result<VerifyingKey, String> {
    let (mut keys, mut skipped) = keys_from_jwks(jwks_body(&[jwk]).as_bytes()).unwrap();
    keys.pop().ok_or_else(|| skipped.remove(0))
}

fn changed(mut jwk: Value, field: &str, value: Value) -> Value {
    jwk[field] = value;
    jwk
}

#[test]
fn a_key_is_the_same_from_pem_and_from_a_key_set() {
    for key in [TestKey::rsa(), TestKey::p256(), TestKey::p384(), TestKey::ed25519()] {
        assert_eq!(keys_from_pem(&key.public_pem()).unwrap(), vec![key.verifying_key()]);
    }
}

#[test]
fn a_file_may_hold_several_keys_and_text_around_them() {
    let (one, two) = (TestKey::p256(), shared_rsa());
    let text = format!("the old key\n{}\nthe new key\r\n{}\n", one.public_pem(), two.public_pem());
    assert_eq!(keys_from_pem(&text).unwrap(), vec![one.verifying_key(), two.verifying_key()]);
}

#[test]
fn a_file_without_a_usable_public_key_says_why() {
    let pem = |tag: &str, der: &[u8]| pem::encode(&pem::Pem::new(tag, der));
    let spki = shared_rsa().spki();
    let kind = |tag: &str| Err(KeyError::PemKind(tag.to_owned()));
    assert_eq!(keys_from_pem(""), Err(KeyError::NoPem));
    assert_eq!(keys_from_pem("-----BEGIN PUBLIC"), Err(KeyError::NoPem));
    for tag in ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
        assert_eq!(keys_from_pem(&pem(tag, &spki)), Err(KeyError::PrivateKey));
    }
    assert_eq!(keys_from_pem(&pem("DH PARAMETERS", &spki)), kind("DH PARAMETERS"));
    for damaged in [&spki[..spki.len() / 2], &[][..], &[0x30, 0x80], &[0xff; 40]] {
        for tag in ["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE"] {
            assert!(matches!(keys_from_pem(&pem(tag, damaged)), Err(KeyError::Unusable(_))), "{tag}");
        }
    }
    let many = shared_rsa().public_pem().repeat(MAX_KEYS_PER_SOURCE + 1);
    assert_eq!(keys_from_pem(&many), Err(KeyError::TooMany { found: 65 }));
}

#[test]
fn unknown_and_unfit_keys_are_left_out_and_the_others_kept() {
    let good = TestKey::p256();
    let unfit = [
        json!({"kty": "oct", "k": "c2VjcmV0"}),
        json!({"kty": "new", "x": "1"}),
        json!({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}),
        json!({"kty": "RSA"}),
        json!({}),
        json!(7),
        json!(null),
        changed(good.jwk(), "use", json!("enc")),
        changed(good.jwk(), "key_ops", json!(["sign"])),
        changed(good.jwk(), "alg", json!("ES384")),
        changed(good.jwk(), "alg", json!("RS256")),
        changed(good.jwk(), "alg", json!("HS256")),
        changed(good.jwk(), "alg", json!("ES512")),
        changed(good.jwk(), "kty", json!(7)),
    ];
    let mut jwks = unfit.to_vec();
    jwks.insert(3, good.jwk());
    let (keys, skipped) = keys_from_jwks(jwks_body(&jwks).as_bytes()).unwrap();
    assert_eq!(keys, vec![good.verifying_key()]);
    assert_eq!(skipped.len(), unfit.len(), "{skipped:#?}");
    assert_eq!(skipped[0], "keys[0]: symmetric keys are not accepted");
}

#[test]
fn purpose_and_algorithm_may_be_declared() {
    let jwk = TestKey::p256().jwk();
    assert!(entry(changed(jwk.clone(), "use", json!("sig"))).is_ok());
    assert!(entry(changed(jwk.clone(), "key_ops", json!(["verify"]))).is_ok());
    assert!(entry(changed(jwk, "alg", json!("ES256"))).is_ok());
}

#[test]
fn impossible_numbers_are_refused() {
    let rsa = shared_rsa().jwk();
    let short = URL_SAFE_NO_PAD.encode([0xff; 128]);
    let long = URL_SAFE_NO_PAD.encode([0xff; 1025]);
    let refused = |jwk| entry(jwk).unwrap_err();
    assert_eq!(refused(changed(rsa.clone(), "n", json!(short))), "keys[0]: RSA key has 1024 bits (2048–8192 are accepted)");
    assert_eq!(refused(changed(rsa.clone(), "n", json!(long))), "keys[0]: RSA key has 8200 bits (2048–8192 are accepted)");
    assert_eq!(refused(changed(rsa.clone(), "n", json!(""))), "keys[0]: RSA key has 0 bits (2048–8192 are accepted)");
    for exponent in ["", "AA", "AQ", "Ag", "AQAC", "____________"] {
        let reason = refused(changed(rsa.clone(), "e", json!(exponent)));
        assert_eq!(reason, "keys[0]: RSA exponent must be odd, greater than 1 and at most 33 bits", "{exponent}");
    }
    let ec = TestKey::p256().jwk();
    for y in [URL_SAFE_NO_PAD.encode([1; 32]), URL_SAFE_NO_PAD.encode([1; 31]), String::new()] {
        assert_eq!(refused(changed(ec.clone(), "y", json!(y))), "keys[0]: point is not on the curve");
    }
    assert_eq!(refused(changed(ec, "y", json!("%%"))), "keys[0]: key is not base64url without padding");
    let ed = TestKey::ed25519().jwk();
    assert_eq!(refused(changed(ed, "x", json!("AAAA"))), "keys[0]: Ed25519 key is not 32 bytes");
}

#[test]
fn a_modulus_with_a_sign_byte_still_verifies() {
    let key = shared_rsa();
    let n = URL_SAFE_NO_PAD.decode(key.jwk()["n"].as_str().unwrap()).unwrap();
    let padded = changed(key.jwk(), "n", json!(URL_SAFE_NO_PAD.encode([&[0], &n[..]].concat())));
    let verifier = verifier(verifying_keys(&[padded]));
    assert!(verifier.verify_token(&key.token("RS256", &claims()), NOW).is_ok());
}

#[test]
fn what_is_not_a_key_set_is_refused_as_a_whole() {
    for text in ["", "{", "[]", "{}", "null", "{\"keys\":{}}", "{\"keys\":7}", &"[".repeat(100_000)] {
        assert!(matches!(keys_from_jwks(text.as_bytes()), Err(KeyError::NotJwks(_))), "{text:.40}");
    }
    let many = vec![json!({}); MAX_KEYS_PER_SOURCE + 1];
    assert_eq!(keys_from_jwks(jwks_body(&many).as_bytes()).unwrap_err(), KeyError::TooMany { found: 65 });
    assert_eq!(keys_from_jwks(b"{\"keys\":[]}").unwrap(), (Vec::new(), Vec::new()));
}

#[test]
fn a_monstrous_kid_is_as_if_absent() {
    let key = TestKey::p256();
    assert_eq!(entry(key.named_jwk(&"k".repeat(256))).unwrap().kid().map(str::len), Some(256));
    assert_eq!(entry(key.named_jwk(&"k".repeat(257))).unwrap().kid(), None);
}

#[test]
fn a_key_file_is_at_most_a_mebibyte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key.pem");
    std::fs::write(&path, vec![b'x'; 1024 * 1024]).unwrap();
    assert_eq!(read_key_file(&path).unwrap().len(), 1024 * 1024);
    std::fs::write(&path, vec![b'x'; 1024 * 1024 + 1]).unwrap();
    assert_eq!(read_key_file(&path).unwrap_err().to_string(), "it is larger than 1048576 bytes");
}
