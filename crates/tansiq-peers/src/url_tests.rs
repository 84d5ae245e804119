//! What is a base URL, and what is made of it.

use super::{BaseUrl, UrlError};

fn joined(base: &str, segments: &[&str]) -> String {
    BaseUrl::parse(base, true).expect("a base url").join(segments).expect("an address").to_string()
}

#[test]
fn slashes_and_paths_of_the_base_are_kept_in_order() {
    for base in ["https://uss.example.com/a/b", "https://uss.example.com/a/b/", "https://uss.example.com/a/b//"] {
        assert_eq!(joined(base, &["uss", "v1", "reports"]), "https://uss.example.com/a/b/uss/v1/reports");
    }
    assert_eq!(joined("http://USS.example.com:8080", &["uss"]), "http://uss.example.com:8080/uss");
}

#[test]
fn a_segment_cannot_leave_its_place() {
    assert_eq!(joined("https://h", &["a/../b?c#d%"]), "https://h/a%2F..%2Fb%3Fc%23d%25");
    assert_eq!(joined("https://h", &["ovn-_.~9="]), "https://h/ovn-_.~9%3D");
    let base = BaseUrl::parse("https://h", false).expect("a base url");
    for segment in ["", ".", "..", &"x".repeat(513)] {
        assert!(matches!(base.join(&["a", segment]), Err(UrlError::Segment { .. })), "{segment:?}");
    }
}

#[test]
fn the_audience_is_the_host_without_port_and_brackets() {
    for (base, audience) in [
        ("https://USS1.Example.com:8443/x", "uss1.example.com"),
        ("https://192.0.2.7", "192.0.2.7"),
        ("https://[2001:db8::1]:8443", "2001:db8::1"),
    ] {
        assert_eq!(BaseUrl::parse(base, false).expect("a base url").audience(), audience);
    }
}

#[test]
fn what_is_not_plain_is_refused() {
    let bad = [
        "uss.example.com",
        "/path",
        "ftp://h",
        "file:///etc/passwd",
        "https://",
        "https://:80",
        "https://user@h",
        "https://user:pass@h/",
        "https://h:0",
        "https://h:99999",
        "https://h:x",
        "https://h?x=1",
        "https://h/#x",
        "https://h\\@evil",
        "https://h /",
        "https://exämple.com",
        "https://a%2eb",
        "https://h/\r\nx",
    ];
    for text in bad {
        assert!(matches!(BaseUrl::parse(text, true), Err(UrlError::Shape { .. })), "{text:?}");
    }
    assert_eq!(BaseUrl::parse("", true), Err(UrlError::Length { bytes: 0 }));
    let long = format!("https://h/{}", "x".repeat(2_048));
    assert_eq!(BaseUrl::parse(&long, true), Err(UrlError::Length { bytes: 2_058 }));
}

#[test]
fn http_is_refused_unless_it_is_allowed() {
    assert_eq!(BaseUrl::parse("http://h", false), Err(UrlError::Plain { text: "http://h".to_owned() }));
    assert!(BaseUrl::parse("http://h", true).is_ok());
}
