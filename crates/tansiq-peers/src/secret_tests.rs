//! Nothing secret is seen.

use super::{Secret, Token};

fn jwt() -> Token {
    Token::new("aGVhZGVy.Y2xhaW1z.c2lnbmF0dXJl".to_owned()).expect("a token")
}

#[test]
fn neither_secrets_nor_tokens_are_in_debug() {
    assert_eq!(format!("{:?} {:?}", Secret::new("hunter2hunter2".to_owned()), jwt()), "*** ***");
}

#[test]
fn a_masked_token_keeps_its_claims_and_loses_its_signature() {
    assert_eq!(jwt().masked(), "aGVhZGVy.Y2xhaW1z.***");
    assert_eq!(Token::new("opaque-token-of-someone".to_owned()).expect("a token").masked(), "***");
    assert_eq!(Token::new("a.b.c.d-of-five.parts-of-jwe".to_owned()).expect("a token").masked(), "***");
}

#[test]
fn a_token_sent_back_is_taken_out_of_the_text() {
    let text = format!("you sent {}", jwt().expose());
    assert_eq!(jwt().scrub(&text).as_deref(), Some("you sent aGVhZGVy.Y2xhaW1z.***"));
    assert_eq!(jwt().scrub("nothing in here"), None);
}

#[test]
fn what_does_not_fit_a_header_is_no_token() {
    for text in ["", "two words", "line\nend", "ü"] {
        assert_eq!(Token::new(text.to_owned()), None, "{text:?}");
    }
    assert_eq!(Token::new("a".repeat(16 * 1024 + 1)), None);
    assert!(Token::new("a".repeat(16 * 1024)).is_some());
}
