//! What must hold for every height, area and pair of heights.

use proptest::prelude::*;
use tansiq_heights::{Area, AssumedGround, Converter, Height, HeightError, Reference, Terrain, VerticalDatum};

use crate::data;

fn converter() -> Converter {
    let terrain = Terrain::open(data("float_tiled.tif"), VerticalDatum::Egm96).unwrap();
    Converter { terrain: Some(terrain), assumed_ground: AssumedGround::new(-10.0, 3000.0).unwrap(), ..Converter::default() }
}

fn reference() -> impl Strategy<Value = Reference> {
    prop_oneof![Just(Reference::Ellipsoid), Just(Reference::MeanSea), Just(Reference::Ground), Just(Reference::Pressure)]
}

fn height() -> impl Strategy<Value = Height> {
    (-1000.0..20_000.0_f64, reference()).prop_map(|(m, reference)| Height { m, reference })
}

/// South, west, height and width; half of them within the raster.
fn area() -> impl Strategy<Value = (f64, f64, f64, f64)> {
    prop_oneof![(46.7..46.9, 7.0..7.3, 0.0..0.09, 0.0..0.19), (-90.0..88.0, -180.0..178.0, 0.0..2.0, 0.0..2.0),]
}

fn boxed((south, west, height, width): (f64, f64, f64, f64)) -> Area {
    Area::new(south, west, south + height, west + width).unwrap()
}

proptest! {
    #[test]
    fn the_inner_range_lies_in_the_outer(lower in proptest::option::of(height()), upper in proptest::option::of(height()), area in area()) {
        match converter().range(lower, upper, &boxed(area)) {
            Ok(range) => {
                prop_assert!(range.outer_lower_m <= range.outer_upper_m);
                if let Some((lower_m, upper_m)) = range.inner {
                    prop_assert!(range.outer_lower_m <= lower_m && lower_m <= upper_m && upper_m <= range.outer_upper_m);
                }
            }
            Err(HeightError::LowerAboveUpper { lower, upper }) => prop_assert!(lower.m > upper.m && lower.reference == upper.reference),
            Err(HeightError::LowerSurelyAboveUpper { by_m, .. }) => prop_assert!(by_m > 0.0),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn heights_above_the_ellipsoid_are_themselves(m in -1e6..1e6_f64, area in area()) {
        let band = converter().convert(Height { m, reference: Reference::Ellipsoid }, &boxed(area));
        prop_assert_eq!((band.low_m, band.high_m), (m, m));
    }

    #[test]
    fn a_greater_height_has_a_higher_band(height in height(), more_m in 0.0..1000.0_f64, area in area()) {
        let (converter, area) = (converter(), boxed(area));
        let (a, b) = (converter.convert(height, &area), converter.convert(Height { m: height.m + more_m, ..height }, &area));
        prop_assert!(a.low_m <= b.low_m && a.high_m <= b.high_m && a.how == b.how);
        prop_assert!(a.low_m <= a.high_m);
    }

    #[test]
    fn a_larger_area_has_a_wider_band(height in height(), area in area(), share in 0.0..1.0_f64) {
        let (south, west, tall, wide) = area;
        let part = boxed((south + tall * share / 2.0, west + wide * share / 2.0, tall * (1.0 - share), wide * (1.0 - share)));
        let (part, all) = (converter().convert(height, &part), converter().convert(height, &boxed(area)));
        // Bézier control points close in on a surface as its part shrinks, up to rounding.
        prop_assert!(all.low_m <= part.low_m + 1e-6 && part.high_m <= all.high_m + 1e-6, "{part:?} {all:?}");
        prop_assert!(part.how <= all.how);
    }

    #[test]
    fn the_band_of_an_area_holds_the_surface_at_every_place_in_it(m in 0.0..500.0_f64, area in area(), u in 0.0..=1.0_f64, v in 0.0..=1.0_f64) {
        let converter = converter();
        let (lat_deg, lng_deg) = (area.0 + area.2 * u, area.1 + area.3 * v);
        let band = converter.convert(Height { m, reference: Reference::Ground }, &boxed(area));
        if let Some(ground) = converter.terrain.as_ref().and_then(|terrain| terrain.ground(lat_deg, lng_deg)) {
            prop_assert!(band.low_m <= ground.m - ground.uncertainty_m + m + 1e-6);
            prop_assert!(ground.m + ground.uncertainty_m + m <= band.high_m + 1e-6);
        }
    }
}
