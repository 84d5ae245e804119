use super::*;
use std::collections::BTreeSet;

#[test]
fn ids_are_read_in_every_spelling_of_the_field() {
    let plain = EntityId::parse("2f8343be-6482-4d1b-a474-16847e01af1e").unwrap();
    for spelling in [
        "2f8343be64824d1ba47416847e01af1e",
        "2F8343BE-6482-4D1B-A474-16847E01AF1E",
        "urn:uuid:2f8343be-6482-4d1b-a474-16847e01af1e",
        "{2f8343be-6482-4d1b-a474-16847e01af1e}",
    ] {
        assert_eq!(EntityId::parse(spelling), Ok(plain), "{spelling}");
    }
    assert_eq!(plain.to_string(), "2f8343be-6482-4d1b-a474-16847e01af1e");
}

#[test]
fn other_versions_and_variants_are_refused() {
    for text in [
        "",
        "x",
        "2f8343be-6482-1d1b-a474-16847e01af1e",
        "2f8343be-6482-4d1b-0474-16847e01af1e",
        "00000000-0000-0000-0000-000000000000",
        "2f8343be-6482-4d1b-a474-16847e01af1",
    ] {
        assert!(EntityId::parse(text).is_err(), "{text}");
    }
}

#[test]
fn fingerprints_of_close_texts_differ() {
    let mut seen = BTreeSet::new();
    for i in 0..20_000 {
        assert!(seen.insert(fingerprint(format!("ovn-of-something-{i}").as_bytes())));
        assert!(seen.insert(fingerprint(&vec![0; i])));
    }
    let halves: BTreeSet<u64> = seen.iter().map(|f| *f as u64).collect();
    assert_eq!(halves.len(), seen.len(), "the low half alone tells them apart too");
}
