use super::*;

#[test]
fn wall_clock_times_are_read_in_the_spellings_of_both_standards() {
    let cases = [
        ("16:00:00Z", Some((57_600, Some(0)))),
        ("16:00Z", Some((57_600, Some(0)))),
        ("09:30", Some((34_200, None))),
        ("00:00:00.00Z", Some((0, Some(0)))),
        ("24:00", Some((86_400, None))),
        ("06:15+02:00", Some((22_500, Some(7_200)))),
        ("06:15-0330", Some((22_500, Some(-12_600)))),
        ("24:01", None),
        ("12:60", None),
        ("noon", None),
        ("12", None),
        ("12:00:00:00", None),
        ("12:00+99", None),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(clock(text), expected, "{text:?}");
    }
}

#[test]
fn an_instant_without_an_offset_is_utc_and_a_date_is_not_an_instant() {
    assert_eq!(instant("2016-09-15T00:00:00+02:00").map(|i| (i.us, i.assumed_utc)), Some((1_473_890_400_000_000, false)));
    assert_eq!(instant("2016-09-14T22:00:00").map(|i| (i.us, i.assumed_utc)), Some((1_473_890_400_000_000, true)));
    assert!(instant("2016-09-14").is_none());
    assert!(instant("soon").is_none());
}

#[test]
fn zones_are_names_or_offsets() {
    assert_eq!(zone("UTC"), Some(Zone::OffsetS(0)));
    assert_eq!(zone("+05:30"), Some(Zone::OffsetS(19_800)));
    assert_eq!(zone("Europe/Zurich"), Some(Zone::Iana("Europe/Zurich".into())));
    assert_eq!(zone("Europe/Nowhere"), None);
}
