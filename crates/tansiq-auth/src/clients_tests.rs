use std::collections::BTreeSet;

use super::*;

fn cheap(secret: &str) -> String {
    hash_with(secret, Params::new(8, 1, 1, None).unwrap()).unwrap()
}

#[test]
fn a_new_secret_is_43_characters_and_never_the_same() {
    let secrets: BTreeSet<_> = (0..100).map(|_| new_client_secret()).collect();
    assert_eq!(secrets.len(), 100);
    for secret in &secrets {
        assert_eq!(URL_SAFE_NO_PAD.decode(secret).unwrap().len(), 32, "{secret}");
    }
}

#[test]
fn a_hash_has_the_recommended_costs_and_fits_its_secret_only() {
    let hash = hash_secret("correct horse").unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    assert!(check_hash(&hash).is_ok());
    let (credential, key) = (Credential::new(hash), process_key());
    assert!(credential.verify(&key, "correct horse"));
    for wrong in ["correct horsf", "correct hors", "correct horse ", ""] {
        assert!(!credential.verify(&key, wrong), "{wrong}");
    }
    assert_ne!(hash_secret("correct horse"), hash_secret("correct horse"), "salts differ");
}

#[test]
fn secrets_are_bounded() {
    for secret in [String::new(), "x".repeat(257)] {
        assert_eq!(hash_secret(&secret), Err(SecretError::Length));
    }
    assert!(hash_with(&"x".repeat(256), Params::new(8, 1, 1, None).unwrap()).is_ok());
}

#[test]
fn only_a_secret_that_was_right_is_remembered() {
    let (credential, key) = (Credential::new(cheap("right")), process_key());
    assert!(!credential.remembers(&key, "right"));
    assert!(!credential.verify(&key, "wrong"));
    assert!(!credential.remembers(&key, "wrong"));
    assert!(credential.verify(&key, "right"));
    assert!(credential.remembers(&key, "right"));
    assert!(!credential.remembers(&key, "wrong"));
    assert!(!credential.remembers(&process_key(), "right"), "another process remembers nothing");
}

#[test]
fn hashes_of_another_kind_or_of_absurd_cost_are_refused() {
    let hash = cheap("secret");
    let costs = |text: &str| check_hash(&hash.replace("m=8,t=1,p=1", text)).map(drop);
    for bad in ["", "secret", "$2b$10$abcdefghijklmnopqrstuv", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ"] {
        assert_eq!(check_hash(bad).map(drop), Err(SecretError::NotArgon2id), "{bad}");
    }
    for (from, to) in [("argon2id", "argon2i"), ("argon2id", "argon2d"), ("v=19", "v=16"), ("$v=19", "")] {
        assert_eq!(check_hash(&hash.replace(from, to)).map(drop), Err(SecretError::NotArgon2id), "{to}");
    }
    assert_eq!(costs("m=65536,t=10,p=4"), Ok(()));
    assert_eq!(costs("m=65537,t=1,p=1"), Err(SecretError::TooCostly { memory_kib: 65537, passes: 1, lanes: 1 }));
    assert_eq!(costs("m=64,t=11,p=1"), Err(SecretError::TooCostly { memory_kib: 64, passes: 11, lanes: 1 }));
    assert_eq!(costs("m=64,t=1,p=5"), Err(SecretError::TooCostly { memory_kib: 64, passes: 1, lanes: 5 }));
    assert_eq!(costs("m=0,t=1,p=1"), Err(SecretError::NotArgon2id));
}

#[test]
fn basic_credentials_are_decoded_as_the_rfc_says() {
    let header = |text: &str| format!("Basic {}", STANDARD.encode(text));
    let read = |text: &str| basic_credentials(&header(text));
    let pair = |id: &str, secret: &str| Some((id.to_owned(), secret.to_owned()));
    assert_eq!(read("uss1:secret"), pair("uss1", "secret"));
    assert_eq!(read("a%3Ab:c%20d+e:f"), pair("a:b", "c d e:f"));
    assert_eq!(read("%C3%A9:"), pair("é", ""));
    assert_eq!(basic_credentials(&header("a:b").replace("Basic", "bAsIc ")), pair("a", "b"));
    for bad in ["", "no colon", "a:%", "a:%4", "a:%zz", "%ff:a"] {
        assert_eq!(read(bad), None, "{bad}");
    }
    for bad in ["", "Basic", "Basic !!!", "Bearer abc"] {
        assert_eq!(basic_credentials(bad), None, "{bad}");
    }
}
