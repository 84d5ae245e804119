//! Tests of `raster.rs`, `blocks.rs` and `uncovered.rs`.

use proptest::prelude::*;

use super::*;

fn grid(rows: usize, columns: usize) -> Grid {
    Grid { rows, columns, north_deg: 10.0, west_deg: 20.0, step_lat_deg: 0.5, step_lng_deg: 0.25 }
}

fn whole(rows: usize, columns: usize, m: impl Fn(usize, usize) -> i16) -> Raster {
    let samples = (0..rows * columns).map(|at| m(at / columns, at % columns)).collect();
    Raster::new(grid(rows, columns), Samples::Whole(samples)).unwrap()
}

fn part(south_deg: f64, west_deg: f64, north_deg: f64, east_deg: f64) -> Rectangle {
    Rectangle { south_deg, west_deg, north_deg, east_deg }
}

#[test]
fn between_samples_the_ground_is_bilinear() {
    let raster = whole(3, 3, |row, column| (100 * row + 10 * column) as i16);
    assert_eq!(raster.at(10.0, 20.0), Some(0.0));
    assert_eq!(raster.at(9.75, 20.125), Some(55.0));
    assert_eq!(raster.at(9.0, 20.5), Some(220.0));
}

#[test]
fn half_a_step_beyond_the_edge_the_outermost_sample_counts() {
    let raster = whole(3, 3, |row, column| (100 * row + 10 * column) as i16);
    assert_eq!(raster.at(10.25, 19.875), Some(0.0));
    assert_eq!(raster.at(10.26, 20.0), None);
    assert_eq!(raster.at(8.75, 20.625), Some(220.0));
    assert_eq!(raster.at(9.0, 20.63), None);
}

#[test]
fn a_hole_is_seen_only_by_those_beside_it() {
    let raster = whole(3, 3, |row, column| if (row, column) == (0, 2) { i16::MIN } else { 7 });
    assert_eq!(raster.at(9.75, 20.3), None);
    assert_eq!(raster.at(9.75, 20.25), Some(7.0));
    assert_eq!(raster.over(&part(9.5, 20.0, 10.0, 20.25)).map(|(_, e)| e).collect::<Vec<_>>(), [Extremes::Between(7.0, 7.0)]);
    assert_eq!(raster.over(&part(9.5, 20.0, 10.0, 20.26)).map(|(_, e)| e).collect::<Vec<_>>(), [Extremes::Hole]);
}

#[test]
fn a_raster_all_round_the_earth_has_no_seam() {
    let grid = Grid { rows: 2, columns: 360, north_deg: 0.5, west_deg: -179.5, step_lat_deg: 1.0, step_lng_deg: 1.0 };
    let raster = Raster::new(grid, Samples::Whole(vec![5; 720])).unwrap();
    for lng_deg in [-180.0, -179.9, 0.0, 179.9, 180.0] {
        assert_eq!(raster.at(0.0, lng_deg), Some(5.0), "{lng_deg}");
    }
}

#[test]
fn a_raster_from_0_to_360_degrees_is_found_in_the_west() {
    let grid = Grid { rows: 2, columns: 360, north_deg: 0.5, west_deg: 0.5, step_lat_deg: 1.0, step_lng_deg: 1.0 };
    let raster = Raster::new(grid, Samples::Whole((0..720).map(|at| at % 360).collect())).unwrap();
    assert_eq!(raster.at(0.0, -0.5), Some(359.0));
    assert_eq!(raster.at(0.0, -179.5), Some(180.0));
}

#[test]
fn a_grid_that_is_not_on_the_earth_is_refused() {
    let refused = |grid: Grid| grid.checked().unwrap_err();
    assert!(refused(Grid { rows: 1, ..grid(3, 3) }).contains("at least 2 of each"));
    assert!(refused(Grid { step_lat_deg: 0.0, ..grid(3, 3) }).contains("between 0.0000001 and 90"));
    assert!(refused(Grid { step_lng_deg: f64::NAN, ..grid(3, 3) }).contains("NaN"));
    assert!(refused(Grid { north_deg: 5_200_000.0, ..grid(3, 3) }).contains("not between -90 and 90 degrees"));
    assert!(refused(Grid { west_deg: 500_000.0, ..grid(3, 3) }).contains("beyond ±360"));
    assert!(refused(Grid { columns: 100_000, ..grid(3, 3) }).contains("more than once round"));
}

#[test]
fn samples_that_are_no_ground_are_named() {
    let mut samples = vec![0.0; 9];
    samples[5] = -9999.0;
    let refused = Raster::new(grid(3, 3), Samples::Real(samples)).unwrap_err();
    assert_eq!(refused, Refused::NoGround { row: 1, column: 2, m: -9999.0 });
}

proptest! {
    #[test]
    fn blocks_give_the_extremes_of_a_scan(
        rows in 2..200_usize, columns in 2..200_usize, seed in any::<u32>(), hole in any::<bool>(), d in (0.0..1.0, 0.0..1.0), a in (0.0..1.0, 0.0..1.0),
    ) {
        let number = |at: usize| ((at as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) >> 20) as i16;
        let mut samples: Vec<i16> = (0..rows * columns).map(number).collect();
        if hole {
            samples[seed as usize % (rows * columns)] = i16::MIN;
        }
        let samples = Samples::Whole(samples);
        let pick = |(x, y): (f64, f64), count: usize| {
            let at = |share: f64| (share * count as f64) as usize;
            (at(x).min(at(y)), at(x).max(at(y)))
        };
        let (down, across) = (pick(d, rows), pick(a, columns));
        let mut wanted = Extremes::NONE;
        for row in down.0..=down.1 {
            for column in across.0..=across.1 {
                wanted = wanted.and(samples.get(row * columns + column).map_or(Extremes::Hole, |m| Extremes::Between(m, m)));
            }
        }
        prop_assert_eq!(Blocks::new(&samples, rows, columns).over(&samples, columns, down, across), wanted);
    }

    #[test]
    fn the_extremes_of_a_part_hold_every_place_in_it(
        lat in 8.8..10.2_f64, lng in 19.9..21.1_f64, height in 0.0..1.0_f64, width in 0.0..1.0_f64, u in 0.0..=1.0_f64, v in 0.0..=1.0_f64,
    ) {
        let raster = whole(4, 6, |row, column| ((row * 37 + column * 101) % 89) as i16);
        let part = part(lat, lng, lat + height, lng + width);
        if let (Some(m), Some((_, Extremes::Between(low, high)))) = (raster.at(lat + height * u, lng + width * v), raster.over(&part).next()) {
            prop_assert!(f64::from(low) <= m && m <= f64::from(high));
        }
    }
}
