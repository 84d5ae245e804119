//! Free places held against a search that tries every shift, one by one, and judges shapes by
//! other means than ours: Karney's geodesics for circles, degrees for rectangles, GEOS for
//! polygons of all kinds.

use geographiclib_rs::{Geodesic, InverseGeodesic};
use proptest::prelude::*;
use serde::Deserialize;
use tansiq_geo::{
    Circle, HeightLimits, LatLng, Obstacles, Polygon, Search, Shift, Volume, conflicts, conflicts_among, is_free, overlaps,
};

use crate::verdict::unpack;

/// The longest shift in time that is tried, in microseconds.
const LIMIT_US: i64 = 120;

/// The floor and the ceiling of plans, in steps of height.
const ROOM: (i64, i64) = (-30, 80);

/// How long the sides of the squares of the map are, in degrees of latitude (55.6 m).
const SQUARE_DEG: f64 = 0.0005;

/// A shape on a map of squares, by whole numbers so that nothing ever nearly touches.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// West, south, width and height, in squares. Those of obstacles lie half a square further.
    Rectangle(i64, i64, i64, i64),
    /// A place, in squares, and a radius in metres.
    Circle(i64, i64, f64),
}

/// A volume, with times in microseconds and heights in steps.
#[derive(Clone, Copy, Debug)]
struct Block {
    shape: Shape,
    times: (i64, i64),
    heights: (i64, i64),
}

/// Where the map is, how long a step of height is, and what is on it.
#[derive(Clone, Debug)]
struct Situation {
    corner: (f64, f64),
    step_m: f64,
    plan: Vec<Block>,
    others: Vec<Block>,
}

impl Situation {
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let stretch = 1.0 / self.corner.0.to_radians().cos();
        let lng_deg = self.corner.1 + x * SQUARE_DEG * stretch;
        (self.corner.0 + y * SQUARE_DEG, (lng_deg + 540.0) % 360.0 - 180.0)
    }

    fn volume(&self, block: &Block, offset: f64) -> Volume {
        let at = |x: f64, y: f64| {
            let (lat_deg, lng_deg) = self.place(x, y);
            LatLng::new(lat_deg, lng_deg).expect("the map is on the Earth")
        };
        let volume = match block.shape {
            Shape::Rectangle(x, y, width, height) => {
                let (west, south) = (x as f64 + offset, y as f64 + offset);
                let (east, north) = (west + width as f64, south + height as f64);
                let corners = vec![at(west, south), at(east, south), at(east, north), at(west, north)];
                Volume::new(Polygon::new(corners).expect("a rectangle is legal"))
            }
            Shape::Circle(x, y, radius_m) => {
                Volume::new(Circle::new(at(x as f64, y as f64), radius_m).expect("the radius is legal"))
            }
        };
        let ((start_us, end_us), (lower, upper)) = (block.times, block.heights);
        let volume = volume.between_times(start_us, end_us).expect("times are in order");
        volume.between_heights(lower as f64 * self.step_m, upper as f64 * self.step_m).expect("heights are in order")
    }

    fn volumes(&self) -> (Vec<Volume>, Vec<Volume>) {
        let plan = self.plan.iter().map(|block| self.volume(block, 0.0)).collect();
        let others = self.others.iter().map(|block| self.volume(block, 0.5)).collect();
        (plan, others)
    }

    /// Whether a shape of the plan and one of the others overlap, by means that are not ours.
    fn is_over(&self, own: Shape, other: Shape) -> bool {
        match (own, other) {
            (Shape::Rectangle(x, y, width, height), Shape::Rectangle(other_x, other_y, other_width, other_height)) => {
                // Half a square of distance at least, of which sides that are great circles take
                // a thousandth.
                let is_over = |a: i64, length: i64, b: i64, other_length: i64| a <= b + other_length && b < a + length;
                is_over(x, width, other_x, other_width) && is_over(y, height, other_y, other_height)
            }
            (Shape::Circle(x, y, radius_m), Shape::Circle(other_x, other_y, other_radius_m)) => {
                let (a, b) = (self.place(x as f64, y as f64), self.place(other_x as f64, other_y as f64));
                let distance_m: f64 = Geodesic::wgs84().inverse(a.0, a.1, b.0, b.1);
                distance_m < radius_m + other_radius_m
            }
            _ => unreachable!("a situation has shapes of one kind"),
        }
    }

    /// Which pairs are over the same ground.
    fn grounds(&self) -> Vec<Vec<bool>> {
        let row = |own: &Block| self.others.iter().map(|other| self.is_over(own.shape, other.shape)).collect();
        self.plan.iter().map(row).collect()
    }

    fn is_free(&self, grounds: &[Vec<bool>], plan: &[Block]) -> bool {
        let meet = |a: (i64, i64), b: (i64, i64)| a.0.max(b.0) < a.1.min(b.1);
        !plan.iter().zip(grounds).any(|(own, row)| {
            let pairs = self.others.iter().zip(row);
            pairs.into_iter().any(|(other, over)| *over && meet(own.times, other.times) && meet(own.heights, other.heights))
        })
    }

    /// The first of some changed plans that is free.
    fn first_free<K>(&self, mut tried: impl Iterator<Item = (K, Vec<Block>)>) -> Option<K> {
        let grounds = self.grounds();
        tried.find(|(_, plan)| self.is_free(&grounds, plan)).map(|(key, _)| key)
    }

    fn brute_time(&self, sign: i64) -> Option<i64> {
        let moved = |by: i64| {
            let block = |block: &Block| Block { times: (block.times.0 + by, block.times.1 + by), ..*block };
            (by, self.plan.iter().map(block).collect())
        };
        self.first_free((0..=LIMIT_US).map(|by| moved(by * sign)))
    }

    /// In steps of height.
    fn brute_height(&self, sign: i64) -> Option<i64> {
        let moved = |by: i64| {
            let block = |block: &Block| Block { heights: (block.heights.0 + by, block.heights.1 + by), ..*block };
            (by, self.plan.iter().map(block).collect::<Vec<_>>())
        };
        let within = |plan: &[Block]| plan.iter().all(|block| block.heights.0 >= ROOM.0 && block.heights.1 <= ROOM.1);
        self.first_free((0..=400).map(|by| moved(by * sign)).filter(|(_, plan)| within(plan)))
    }

    /// The wait and before which volume.
    fn brute_hold(&self) -> Option<(i64, usize)> {
        let held = |by: i64, before: usize| {
            let block = |(index, block): (usize, &Block)| {
                let (start, end) = block.times;
                let times = if index >= before {
                    (start + by, end + by)
                } else if index + 1 == before {
                    (start, end + by)
                } else {
                    (start, end)
                };
                Block { times, ..*block }
            };
            ((by, before), self.plan.iter().enumerate().map(block).collect())
        };
        self.first_free((0..=LIMIT_US).flat_map(|by| (0..self.plan.len()).map(move |before| held(by, before))))
    }
}

fn blocks(shape: impl Strategy<Value = Shape>, longest: i64) -> impl Strategy<Value = Block> {
    // A length of 0 is legal, and only ever touches.
    (shape, 0..60_i64, 0..longest, 0..50_i64, 0..25_i64).prop_map(|(shape, start, length, lower, thick)| Block {
        shape,
        times: (start, start + length),
        heights: (lower, lower + thick),
    })
}

fn situations() -> impl Strategy<Value = Situation> {
    let corners = (prop_oneof![Just(0.0), -80.0..80.0, 84.0..85.0], prop_oneof![Just(179.9995), Just(-180.0), -180.0..180.0]);
    let rectangle = || (0..12_i64, 0..12_i64, 1..6_i64, 1..6_i64).prop_map(|(x, y, w, h)| Shape::Rectangle(x, y, w, h));
    // Odd radii: no distance on the map is within a centimetre of a sum of two.
    let circle = || (0..12_i64, 0..12_i64, 20.0..180.0_f64).prop_map(|(x, y, r)| Shape::Circle(x, y, r));
    let of = |shape: BoxedStrategy<Shape>| {
        let plan = prop::collection::vec(blocks(shape.clone(), 25), 1..6);
        (plan, prop::collection::vec(blocks(shape, 40), 0..25))
    };
    let volumes = prop_oneof![of(rectangle().boxed()), of(circle().boxed())];
    let step_m = prop_oneof![Just(1.0), Just(0.1), 0.01..10.0];
    (corners, step_m, volumes).prop_map(|(corner, step_m, (plan, others))| Situation { corner, step_m, plan, others })
}

/// Whether circles are so near to touching that distances of another kind could differ.
fn is_close(situation: &Situation) -> bool {
    let gap_m = |own: &Block, other: &Block| match (own.shape, other.shape) {
        (Shape::Circle(x, y, r), Shape::Circle(other_x, other_y, other_r)) => {
            let a = situation.place(x as f64, y as f64);
            let b = situation.place(other_x as f64, other_y as f64);
            let distance_m: f64 = Geodesic::wgs84().inverse(a.0, a.1, b.0, b.1);
            (distance_m - r - other_r).abs()
        }
        _ => f64::INFINITY,
    };
    situation.plan.iter().any(|own| situation.others.iter().any(|other| gap_m(own, other) < 0.001))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn no_shift_in_time_that_is_nearer_is_free(situation in situations()) {
        prop_assume!(!is_close(&situation));
        let (plan, others) = situation.volumes();
        let obstacles = Obstacles::new(&others).unwrap();
        let mut search = Search::new(&plan, &obstacles).unwrap();
        let by = |shift: Shift| if let Shift::Time { by_us } = shift { by_us } else { panic!("{shift:?}") };
        let later = search.nearest_later(LIMIT_US as u64).unwrap();
        prop_assert_eq!(later.map(|found| by(found.shift)), situation.brute_time(1));
        let earlier = search.nearest_earlier(LIMIT_US as u64).unwrap();
        prop_assert_eq!(earlier.map(|found| by(found.shift)), situation.brute_time(-1));
    }

    #[test]
    fn no_shift_in_height_that_is_nearer_is_free(situation in situations()) {
        prop_assume!(!is_close(&situation));
        let (plan, others) = situation.volumes();
        let obstacles = Obstacles::new(&others).unwrap();
        let mut search = Search::new(&plan, &obstacles).unwrap();
        let (min_m, max_m) = (ROOM.0 as f64 * situation.step_m, ROOM.1 as f64 * situation.step_m);
        let limits = HeightLimits::new(min_m, max_m).unwrap();
        let found = [(search.nearest_higher(limits).unwrap(), 1), (search.nearest_lower(limits).unwrap(), -1)];
        for (found, sign) in found {
            let Some(found) = found else {
                prop_assert_eq!(None, situation.brute_height(sign));
                continue;
            };
            let expected_m = situation.brute_height(sign).map(|steps| steps as f64 * situation.step_m);
            prop_assert!(expected_m.is_some_and(|m| (found.shift.metres() - m).abs() < 1e-9), "{:?} {:?}", found.shift, expected_m);
            // Clear of what decided it to the last bit, unless a limit leaves no room for that.
            if let Some((own, other)) = found.clears {
                let (own, other) = (&found.volumes[own], &others[other]);
                let is_clear = own.lower_m() >= other.upper_m() || own.upper_m() <= other.lower_m();
                let is_at_limit = |v: &Volume| v.upper_m() > max_m - 1e-9 || v.lower_m() < min_m + 1e-9;
                prop_assert!(is_clear || found.volumes.iter().any(is_at_limit));
            }
            prop_assert!(found.volumes.iter().all(|v| v.lower_m() >= min_m && v.upper_m() <= max_m));
        }
    }

    #[test]
    fn no_wait_that_is_shorter_or_as_short_and_earlier_is_free(situation in situations()) {
        prop_assume!(!is_close(&situation));
        let (plan, others) = situation.volumes();
        let obstacles = Obstacles::new(&others).unwrap();
        let found = Search::new(&plan, &obstacles).unwrap().shortest_hold(LIMIT_US as u64).unwrap();
        let found = found.map(|found| match found.shift {
            Shift::Hold { before, by_us } => (by_us, before),
            shift => panic!("{shift:?}"),
        });
        prop_assert_eq!(found, situation.brute_hold());
    }

    #[test]
    fn whatever_is_found_is_free_by_the_verdict_on_every_pair(situation in situations()) {
        let (plan, others) = situation.volumes();
        let obstacles = Obstacles::new(&others).unwrap();
        let mut search = Search::new(&plan, &obstacles).unwrap();
        let limits = HeightLimits::new(f64::NEG_INFINITY, f64::INFINITY).unwrap();
        let found = [
            search.nearest_later(LIMIT_US as u64).unwrap(),
            search.nearest_earlier(LIMIT_US as u64).unwrap(),
            search.shortest_hold(LIMIT_US as u64).unwrap(),
            search.nearest_higher(limits).unwrap(),
            search.nearest_lower(limits).unwrap(),
        ];
        // All heights are bounded here, so there is always a place above and below.
        prop_assert!(found[3].is_some() && found[4].is_some());
        let was_free = is_free(&plan, &obstacles).unwrap();
        for found in found.into_iter().flatten() {
            prop_assert!(!found.volumes.iter().any(|own| others.iter().any(|other| overlaps(own, other))), "{:?}", found);
            prop_assert_eq!(was_free, found.shift.seconds() == 0.0 && found.shift.metres() == 0.0);
            prop_assert_eq!(was_free, found.clears.is_none());
        }
        let listed: Vec<_> = conflicts_among(&plan, &obstacles).unwrap().collect();
        prop_assert_eq!(was_free, listed.is_empty());
        prop_assert_eq!(listed, conflicts(&plan, &others).collect::<Vec<_>>());
    }
}

/// A pair of the file of GEOS.
#[derive(Deserialize)]
struct GeosPair {
    a: Vec<[f64; 2]>,
    b: Vec<[f64; 2]>,
    /// 1 if they overlap.
    i: u8,
}

fn polygon(ring: &[[f64; 2]], start_us: i64) -> Volume {
    let vertices = ring.iter().map(|[lat, lng]| LatLng::new(*lat, *lng).expect("the coordinates are valid")).collect();
    let volume = Volume::new(Polygon::new(vertices).expect("the polygon is legal"));
    let volume = volume.between_times(start_us, start_us + 100).expect("times are in order");
    volume.between_heights(10.0, 40.0).expect("heights are in order")
}

/// Stars, slivers and long edges, at poles and on the antimeridian, all of them obstacles at once.
#[test]
fn polygons_must_wait_and_climb_exactly_if_geos_finds_them_in_the_way() {
    let text = unpack(include_bytes!("../../testdata/polygon-pairs.jsonl.gz"));
    let pairs: Vec<GeosPair> = text.lines().take(3_000).map(|line| serde_json::from_str(line).expect("a pair")).collect();
    let others: Vec<Volume> = pairs.iter().map(|pair| polygon(&pair.b, 60)).collect();
    let limits = HeightLimits::new(0.0, 120.0).unwrap();
    for (index, pair) in pairs.iter().enumerate() {
        let plan = [polygon(&pair.a, 0)];
        let alone = Obstacles::new([&others[index]]).unwrap();
        let mut search = Search::new(&plan, &alone).unwrap();
        let later = search.nearest_later(1_000).unwrap().map(|found| found.shift);
        let higher = search.nearest_higher(limits).unwrap().map(|found| found.shift);
        let (by_us, by_m) = if pair.i == 1 { (160, 30.0) } else { (0, 0.0) };
        assert_eq!((later, higher), (Some(Shift::Time { by_us }), Some(Shift::Height { by_m })), "pair {index}");
    }
    let obstacles = Obstacles::new(&others).unwrap();
    for pairs in pairs.chunks(100) {
        let plan: Vec<Volume> = pairs.iter().map(|pair| polygon(&pair.a, 0)).collect();
        let found: Vec<_> = conflicts_among(&plan, &obstacles).unwrap().map(|c| (c.second, c.first)).collect();
        let all = (0..others.len()).flat_map(|second| (0..plan.len()).map(move |first| (second, first)));
        let expected: Vec<_> = all.filter(|&(second, first)| overlaps(&plan[first], &others[second])).collect();
        assert_eq!(found, expected);
    }
}
