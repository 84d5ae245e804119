use aws_lc_rs::signature::ECDSA_P521_SHA512_FIXED_SIGNING;
use serde_json::{Value, json};

use super::*;
use crate::keys::keys_from_jwks;
use crate::testing::{NOW, claims, verifier};

#[test]
fn a_generated_key_signs_what_its_published_half_verifies() {
    for (key, algorithm) in [(SigningKey::generate_rsa(), "RS256"), (SigningKey::generate_p256(), "ES256")] {
        let key = key.unwrap();
        assert_eq!(key.algorithm(), algorithm);
        let (published, skipped) = keys_from_jwks(key.jwks_json().as_bytes()).unwrap();
        assert_eq!((published.len(), skipped.len()), (1, 0));
        assert_eq!(published[0], key.verifying_key());
        assert_eq!(published[0].kid(), Some(published[0].thumbprint()));
        let token = key.sign(&claims());
        assert_eq!(jsonwebtoken::decode_header(&token).unwrap().kid.as_deref(), Some(key.kid()));
        assert!(verifier(published).verify_token(&token, NOW).is_ok());
    }
}

#[test]
fn a_key_survives_its_pem_file() {
    let ed25519 = Ed25519KeyPair::generate().unwrap();
    let version_2 = pem::encode(&private_block(ed25519.to_pkcs8().unwrap().as_ref()));
    let p384 = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap();
    let p384 = pem::encode(&private_block(p384.to_pkcs8v1().unwrap().as_ref()));
    for text in
        [SigningKey::generate_rsa().unwrap().to_pkcs8_pem(), SigningKey::generate_p256().unwrap().to_pkcs8_pem(), version_2, p384]
    {
        let key = SigningKey::from_pkcs8_pem(&text).unwrap();
        let again = SigningKey::from_pkcs8_pem(&key.to_pkcs8_pem()).unwrap();
        assert_eq!(key.kid(), again.kid());
        assert!(verifier(vec![key.verifying_key()]).verify_token(&again.sign(&claims()), NOW).is_ok());
    }
}

#[test]
fn the_published_set_has_no_private_part() {
    for key in [SigningKey::generate_rsa().unwrap(), SigningKey::generate_p256().unwrap()] {
        let set: Value = serde_json::from_str(&key.jwks_json()).unwrap();
        let jwk = set["keys"][0].as_object().unwrap();
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(!jwk.contains_key(private), "{private}");
        }
        assert_eq!((&jwk["use"], &jwk["alg"]), (&json!("sig"), &json!(key.algorithm())));
    }
}

#[test]
fn other_texts_and_keys_are_refused() {
    let refused = |text: &str| SigningKey::from_pkcs8_pem(text).unwrap_err();
    let block = |tag: &str, der: &[u8]| pem::encode(&pem::Pem::new(tag, der));
    let key = SigningKey::generate_p256().unwrap();
    assert_eq!(refused(""), SigningKeyError::NotPkcs8);
    assert_eq!(refused("-----BEGIN"), SigningKeyError::NotPkcs8);
    for tag in ["PUBLIC KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"] {
        assert_eq!(refused(&block(tag, &key.pkcs8)), SigningKeyError::NotPkcs8);
    }
    assert_eq!(refused(&block("PRIVATE KEY", &key.pkcs8[..60])), SigningKeyError::Unusable);
    assert_eq!(refused(&block("PRIVATE KEY", &[])), SigningKeyError::Unusable);
    let p521 = EcdsaKeyPair::generate(&ECDSA_P521_SHA512_FIXED_SIGNING).unwrap();
    assert_eq!(refused(&block("PRIVATE KEY", p521.to_pkcs8v1().unwrap().as_ref())), SigningKeyError::Unusable);
}

#[test]
fn debug_output_has_nothing_private() {
    let key = SigningKey::generate_p256().unwrap();
    assert_eq!(format!("{key:?}"), format!("SigningKey {{ algorithm: ES256, kid: {:?}, .. }}", key.kid()));
}
