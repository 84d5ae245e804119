use super::*;

#[test]
fn a_key_holds_what_was_put_in_and_nothing_else() {
    let ovns: Vec<String> = (0..5_000).map(|i| format!("some-ovn-with-number-{i}")).collect();
    let key = Key::new(7, ovns.len(), ovns.iter().map(String::as_str));
    for ovn in &ovns {
        assert!(key.contains(fingerprint(ovn.as_bytes())));
    }
    for i in 5_000..10_000 {
        assert!(!key.contains(fingerprint(format!("some-ovn-with-number-{i}").as_bytes())));
    }
    assert!(!key.contains(0));
}

#[test]
fn an_empty_key_holds_nothing() {
    let key = Key::new(7, 0, std::iter::empty());
    assert!(!key.contains(0) && !key.contains(1));
    let repeated = Key::new(7, 3, ["same", "same", "same"].into_iter());
    assert!(repeated.contains(fingerprint(b"same")));
}

#[test]
fn a_table_of_any_size_has_a_free_place() {
    for count in 1..300 {
        let ovns: Vec<String> = (0..count).map(|i| format!("ovn-{i}")).collect();
        let key = Key::new(count as u64, count, ovns.iter().map(String::as_str));
        assert!(ovns.iter().all(|ovn| key.contains(fingerprint(ovn.as_bytes()))), "{count}");
        assert!(!key.contains(fingerprint(b"another")), "{count}");
    }
}
