//! Holds the table of options against the structs, and the ranges against their edges.

use super::*;
use crate::config::{Config, recorder};

/// The options of the table, in the notation of the recorder.
fn of_table(prefix: &str, entries: &[Entry], found: &mut Vec<(String, String)>) {
    for entry in entries {
        let path = join(prefix, entry.name);
        match entry.kind {
            Kind::Section(entries) => of_table(&path, entries, found),
            Kind::Tables(entries) => of_table(&format!("{path}[]"), entries, found),
            Kind::Flag => found.push((path, "flag".to_owned())),
            Kind::Text | Kind::Path | Kind::Address => found.push((path, "text".to_owned())),
            Kind::Number { .. } => found.push((path, "number".to_owned())),
            Kind::Decimal { .. } => found.push((path, "decimal".to_owned())),
            Kind::Choice(words) => found.push((path, format!("one of {}", words.join(" ")))),
            Kind::Texts | Kind::Paths => found.push((format!("{path}[]"), "text".to_owned())),
        }
    }
}

#[test]
fn the_table_and_the_structs_name_the_same_options_of_the_same_shapes() {
    let mut table = Vec::new();
    of_table("", OPTIONS, &mut table);
    let mut structs = recorder::options_of::<Config>();
    table.sort();
    structs.sort();
    assert_eq!(table, structs);
}

#[test]
fn numbers_are_accepted_up_to_both_ends_of_their_range_and_not_beyond() {
    each_single(&mut |path, kind| {
        let Kind::Number { least, most, .. } = kind else { return };
        let accepts = |number: i128| kind.number(Some(number), "").is_ok();
        assert!(accepts(least.into()) && accepts(most.into()), "{path}");
        assert!(!accepts(i128::from(least) - 1) && !accepts(i128::from(most) + 1), "{path}");
    });
    assert!(WHOLE.number(None, "99999999999999999999999999999999999999999").is_err());
}

#[test]
fn a_refused_number_comes_with_its_unit_and_range() {
    let refusal = number(1, 300, " s").number(Some(301), "301").unwrap_err();
    assert_eq!(refusal, "is 301 s (1–300 are accepted)");
}

#[test]
fn a_misspelled_option_is_recognised_and_one_in_the_wrong_section_too() {
    assert_eq!(suggestion("server", SERVER, "lisen"), "did you mean listen?");
    assert_eq!(suggestion("server", SERVER, "max_conections"), "did you mean max_connections?");
    assert_eq!(suggestion("", OPTIONS, "locality"), "did you mean server.locality?");
    assert_eq!(suggestion("store", STORE, "zzz"), "the options here are kind, path, snapshot_every_records");
    assert_eq!(
        suggestion("server", SERVER, "port"),
        "the options here are listen, public_url, locality, \
        allow_http_base_urls, max_connections, request_timeout_s, tls"
    );
}
