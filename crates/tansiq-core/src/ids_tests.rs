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

#[test]
fn every_byte_of_a_text_reaches_both_halves_of_its_fingerprint() {
    let text: Vec<u8> = (0..100).collect();
    for length in 1..text.len() {
        let whole = fingerprint(&text[..length]);
        for at in 0..length {
            for bit in 0..8 {
                let mut other = text[..length].to_vec();
                other[at] ^= 1 << bit;
                let print = fingerprint(&other);
                assert_ne!(print as u64, whole as u64, "bit {bit} of byte {at} of {length}");
                assert_ne!((print >> 64) as u64, (whole >> 64) as u64, "bit {bit} of byte {at} of {length}");
            }
        }
    }
}
