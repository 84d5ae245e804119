//! What counts as the secret, and what is refused.

use super::*;

#[test]
fn one_line_end_is_taken_off_and_nothing_else() {
    for (text, secret) in [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a ", " a ")] {
        assert_eq!(read(text.as_bytes()).unwrap(), secret, "{text:?}");
    }
}

#[test]
fn an_empty_or_endless_secret_is_refused() {
    assert_eq!(read("\n".as_bytes()).unwrap_err().to_string(), "it is empty");
    assert_eq!(read(std::io::repeat(b'a')).unwrap_err().to_string(), "there are more than 4096 bytes");
    assert!(read(&[0xff][..]).is_err());
}
