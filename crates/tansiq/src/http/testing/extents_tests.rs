//! Heights and shapes as the interfaces give them.

use super::*;

fn altitude(value: f64, reference: &str, units: &str) -> Altitude {
    Altitude { value, reference: reference.to_owned(), units: units.to_owned() }
}

#[test]
fn heights_keep_what_they_are_above_and_feet_become_metres() {
    let read = |value, reference, units| height(&altitude(value, reference, units), "h");
    assert_eq!(read(120.0, "W84", "M"), Ok(Height { m: 120.0, reference: Reference::Ellipsoid }));
    // One international foot is 0.3048 m (ICAO Annex 5).
    assert_eq!(read(1_000.0, "SFC", "FT"), Ok(Height { m: 304.8, reference: Reference::Ground }));
    assert_eq!(read(-3.0, "AMSL", "M"), Ok(Height { m: -3.0, reference: Reference::MeanSea }));
}

#[test]
fn heights_above_take_off_are_not_supported_and_others_are_wrong() {
    let take_off = height(&altitude(10.0, "Takeoff", "M"), "area[0].volume.altitude_lower").expect_err("unfit");
    assert!(matches!(&take_off, Unfit::NotSupported(text) if text.contains("area[0].volume.altitude_lower.reference")));
    for (value, reference, units, part) in
        [(1.0, "FL", "M", "W84, SFC or AMSL"), (1.0, "W84", "KM", "M or FT"), (100_000.5, "W84", "M", "-8000 to 100000")]
    {
        let wrong = height(&altitude(value, reference, units), "h").expect_err("unfit");
        assert!(matches!(&wrong, Unfit::Wrong(text) if text.contains(part)), "{wrong:?}");
    }
}

#[test]
fn a_volume_without_bounds_is_an_extent_and_no_volume_of_a_plan() {
    let mut volume = Volume4D::circle(46.0, 7.0, 100.0, 0.0, 100.0, 0, 60_000_000);
    volume.volume.altitude_upper = None;
    volume.time_end = None;
    let extent = read(&volume, "extent").expect("an extent");
    assert_eq!((extent.upper, extent.end_us, extent.start_us), (None, None, Some(0)));
    let outer = extent.clone().outer(&Converter::default(), "extent").expect("a volume");
    assert_eq!((outer.lower_m(), outer.upper_m(), outer.end_us()), (0.0, f64::INFINITY, i64::MAX));
    let missing = extent.planned("area[3]").expect_err("unfit");
    assert_eq!(missing.text(), "area[3].volume.altitude_upper: is missing");
}

#[test]
fn a_volume_that_ends_before_it_starts_is_wrong() {
    let volume = Volume4D::circle(46.0, 7.0, 100.0, 0.0, 100.0, 1_000_000, 0);
    assert_eq!(read(&volume, "area[0]").expect_err("unfit").text(), "area[0].time_end: is before time_start");
}
