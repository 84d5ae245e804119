use std::time::Instant;

use super::*;

#[test]
fn a_password_is_right_for_its_own_hash_only() {
    let hash = hash_password("correct horse").unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    assert!(verify_password(Some(&hash), "correct horse"));
    for wrong in ["correct horse ", "Correct horse", "", "correct", &"x".repeat(257)] {
        assert!(!verify_password(Some(&hash), wrong), "{wrong:?}");
    }
    assert_ne!(hash, hash_password("correct horse").unwrap(), "every hash has a salt of its own");
}

#[test]
fn what_is_no_hash_verifies_nothing() {
    for hash in [None, Some(""), Some("correct horse"), Some("$argon2i$v=19$m=16,t=2,p=1$c2FsdHNhbHQ$aGFzaA")] {
        assert!(!verify_password(hash, "correct horse"), "{hash:?}");
    }
}

#[test]
fn somebody_unknown_takes_as_long_as_somebody_known() {
    let hash = hash_password("correct horse").unwrap();
    let fastest = |hash: Option<&str>| {
        let tries = (0..5).map(|_| {
            let began = Instant::now();
            assert!(!verify_password(hash, "wrong horse"));
            began.elapsed()
        });
        tries.min().unwrap()
    };
    fastest(None);
    let (known, unknown) = (fastest(Some(&hash)), fastest(None));
    // Without the hash of nobody it would be a thousandth.
    assert!(unknown * 4 > known && known * 4 > unknown, "{known:?} {unknown:?}");
}

#[test]
fn a_new_password_is_long_enough_and_not_the_name() {
    let check = |name, password: &str| check_password(name, password);
    assert_eq!(check("ada", "0123456789"), Ok(()));
    assert_eq!(check("ada", "كلمةسر"), Ok(()), "twelve bytes");
    assert_eq!(check("ada", "012345678"), Err(PasswordError::Length));
    assert_eq!(check("ada", &"x".repeat(256)), Ok(()));
    assert_eq!(check("ada", &"x".repeat(257)), Err(PasswordError::Length));
    assert_eq!(check("lovelace-ada", "Lovelace-Ada"), Err(PasswordError::IsName));
    assert_eq!(PasswordError::Length.to_string(), "must be 10 to 256 bytes long");
}
