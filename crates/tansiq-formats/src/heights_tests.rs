use super::*;

#[test]
fn heights_are_read_from_words() {
    let height = |m, reference| Ok(Some(Height { m, reference }));
    assert_eq!(height_of_text("120 m AMSL"), height(120.0, Reference::MeanSea));
    assert_eq!(height_of_text("1000ft agl"), height(304.8, Reference::Ground));
    assert_eq!(height_of_text("-12.5 m WGS84"), height(-12.5, Reference::Ellipsoid));
    assert_eq!(height_of_text("FL 100"), height(3048.0, Reference::Pressure));
    assert_eq!(height_of_text("GND"), height(0.0, Reference::Ground));
    assert_eq!(height_of_text("UNL"), Ok(None));
}

#[test]
fn heights_without_unit_or_reference_are_refused() {
    for text in ["120", "120 m", "120 AMSL", "120 mAMSL", "high", "", "FLx", "1e999 m AGL", "400000 ft AGL", "é"] {
        assert!(height_of_text(text).is_err(), "{text:?}");
    }
    assert_eq!(height_of_text("400000 ft AGL").unwrap_err(), "height 121920 m is not between -100000 and 100000 m");
}
