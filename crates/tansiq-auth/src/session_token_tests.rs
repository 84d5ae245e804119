use super::*;

#[test]
fn a_token_reads_back_and_two_are_never_the_same() {
    let token = SessionToken::generate();
    assert_eq!(token.reveal().len(), 43);
    let read = SessionToken::parse(&token.reveal()).unwrap();
    assert_eq!((read.digest(), read.csrf()), (token.digest(), token.csrf()));
    assert_ne!(SessionToken::generate().reveal(), token.reveal());
    for wrong in ["", "abc", &token.reveal()[1..], &format!("{}A", token.reveal()), &"A".repeat(9_000)] {
        assert!(SessionToken::parse(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn what_is_derived_is_fixed_and_does_not_tell_the_token() {
    let token = SessionToken([0; 32]);
    // sha256sum of 32 zero bytes.
    assert_eq!(token.digest(), "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
    let csrf = token.csrf();
    assert_eq!((csrf.len(), token.is_csrf(&csrf)), (43, true));
    for wrong in ["", &csrf[1..], &SessionToken([1; 32]).csrf(), &token.reveal(), &token.digest()] {
        assert!(!token.is_csrf(wrong), "{wrong}");
    }
    assert_eq!(format!("{token:?}"), "SessionToken(redacted)");
}
