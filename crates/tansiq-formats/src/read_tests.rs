use super::*;

#[test]
fn formats_are_recognised_by_what_they_hold() {
    let cases: [(&str, Option<Format>); 13] = [
        (include_str!("../testdata/ed318/examples/Example_Collection.json"), Some(Format::Ed318)),
        (include_str!("../testdata/ed318/examples/PartialExample_featureGeoJSON.json"), Some(Format::Ed318)),
        (include_str!("../testdata/samples/cis_source_sample_ed318.json"), Some(Format::Ed318)),
        (include_str!("../testdata/samples/cis_source_sample_ed269.json"), Some(Format::Ed269)),
        (r#"{"features":[{"identifier":"A","geometry":[]}]}"#, Some(Format::Ed269)),
        (r#"{"type":"FeatureCollection","features":[]}"#, Some(Format::GeoJson)),
        (r#"{"fileType":"Plan","mission":{}}"#, Some(Format::QGroundControl)),
        ("{ not json", Some(Format::GeoJson)),
        ("\u{feff}<?xml version=\"1.0\"?><kml/>", Some(Format::Kml)),
        ("PK\x03\x04", Some(Format::Kml)),
        ("* a comment\r\nAC D\r\nAN SOMEWHERE\r\n", Some(Format::OpenAir)),
        ("Dear all, please find attached", None),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(sniff(text.as_bytes()), expected, "{}", &text[..text.len().min(40)]);
    }
}

#[test]
fn a_file_that_is_too_large_or_of_no_known_format_is_refused() {
    let large = vec![b' '; MAX_FILE_BYTES + 1];
    assert_eq!(read_areas(&large, None), Err(ReadError::TooLarge { bytes: MAX_FILE_BYTES + 1 }));
    assert_eq!(read_areas(b"hello", None), Err(ReadError::UnknownFormat));
    let plan = read_areas(br#"{"fileType":"Plan"}"#, None).unwrap_err();
    assert_eq!(plan.to_string(), "fileType: a QGroundControl plan holds no areas");
}
