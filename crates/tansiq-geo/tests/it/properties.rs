//! What must be true of the verdict on any two volumes, anywhere on the Earth.

use proptest::prelude::*;
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Verdict, Volume, conflicts, overlap, overlaps};

/// Metres to a radian, nearly.
const RADIUS_M: f64 = 6_371_000.0;

/// A volume as it is made: a star or a circle beside a place, with everything that can be varied.
#[derive(Clone, Debug)]
struct Plan {
    east_m: f64,
    north_m: f64,
    size_m: f64,
    /// How far each vertex is from the middle, as a part of the size; a circle has none.
    spikes: Vec<f64>,
    buffer_m: f64,
    heights_m: (f64, f64),
    times_us: (i64, i64),
}

impl Plan {
    /// The volume beside a place, turned eastwards about the Earth's axis.
    fn volume(&self, (lat_deg, lng_deg): (f64, f64)) -> Option<Volume> {
        let at = |east_m: f64, north_m: f64| place(lat_deg, lng_deg, east_m, north_m);
        let outline: Outline = if self.spikes.is_empty() {
            Circle::new(at(self.east_m, self.north_m), self.size_m).ok()?.into()
        } else {
            let count = self.spikes.len() as f64;
            let vertex = |(index, part): (usize, &f64)| {
                let (sin, cos) = (index as f64 / count * std::f64::consts::TAU).sin_cos();
                at(self.east_m + self.size_m * part * cos, self.north_m + self.size_m * part * sin)
            };
            Polygon::new(self.spikes.iter().enumerate().map(vertex).collect()).ok()?.into()
        };
        let volume = Volume::new(outline).with_buffer(self.buffer_m).ok()?;
        let volume = volume.between_heights(self.heights_m.0, self.heights_m.1).ok()?;
        volume.between_times(self.times_us.0, self.times_us.1).ok()
    }
}

/// A position some metres from a place, through the plane that touches the Earth there: straight
/// lines are great circles.
fn place(lat_deg: f64, lng_deg: f64, east_m: f64, north_m: f64) -> LatLng {
    let ((sin_lat, cos_lat), (sin_lng, cos_lng)) = (lat_deg.to_radians().sin_cos(), lng_deg.to_radians().sin_cos());
    let (e, n) = (east_m / RADIUS_M, north_m / RADIUS_M);
    let x = cos_lat * cos_lng - e * sin_lng - n * sin_lat * cos_lng;
    let y = cos_lat * sin_lng + e * cos_lng - n * sin_lat * sin_lng;
    let z = sin_lat + n * cos_lat;
    LatLng::new(z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees()).expect("an angle is in range")
}

fn places() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        3 => (-89.0..=89.0, -180.0..=180.0),
        1 => (89.9..=90.0, -180.0..=180.0),
        1 => (-90.0..=-89.9, -180.0..=180.0),
        1 => (-80.0..=80.0, prop_oneof![179.99..=180.0, -180.0..=-179.99]),
    ]
}

fn plans(size_m: f64) -> impl Strategy<Value = Plan> {
    let spikes = prop_oneof![Just(vec![]), prop::collection::vec(0.3..=1.0, 3..20), prop::collection::vec(0.02..=1.0, 20..60)];
    let buffer = prop_oneof![Just(0.0), 0.0..=1.0];
    let heights = (0.0..100.0, 0.1..100.0).prop_map(|(lower, thick)| (lower, lower + thick));
    let times = (0..100_i64, 1..100_i64).prop_map(|(start, length)| (start, start + length));
    (-1.5..=1.5, -1.5..=1.5, 0.05..=1.0, spikes, buffer, heights, times).prop_map(
        move |(east, north, size, spikes, buffer, heights_m, times_us)| Plan {
            east_m: east * size_m,
            north_m: north * size_m,
            size_m: size * size_m,
            spikes,
            buffer_m: buffer * size_m,
            heights_m,
            times_us,
        },
    )
}

/// Two plans about one place.
fn pairs() -> impl Strategy<Value = ((f64, f64), Plan, Plan)> {
    let size_m = prop_oneof![Just(5.0), Just(300.0), Just(15_000.0)];
    size_m.prop_flat_map(|size_m| (places(), plans(size_m), plans(size_m)))
}

fn kind(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Apart(_) => 0,
        Verdict::Touching => 1,
        Verdict::Overlap(_) => 2,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_verdict_is_the_same_in_either_order((at, a, b) in pairs()) {
        let (Some(a), Some(b)) = (a.volume(at), b.volume(at)) else { return Ok(()) };
        let (one, other) = (overlap(&a, &b), overlap(&b, &a));
        prop_assert_eq!(kind(&one), kind(&other), "{:?} {:?}", one, other);
        prop_assert_eq!(overlaps(&a, &b), one.is_overlap());
        if let (Verdict::Overlap(one), Verdict::Overlap(other)) = (one, other) {
            prop_assert!((one.horizontal_m - other.horizontal_m).abs() <= 1e-6 + 1e-2 * one.horizontal_m);
            prop_assert_eq!((one.vertical_m, one.seconds), (other.vertical_m, other.seconds));
            prop_assert!(one.horizontal_m > 0.0 && one.vertical_m > 0.0 && one.seconds > 0.0);
        }
    }

    #[test]
    fn the_place_of_an_overlap_is_in_both((at, a, b) in pairs()) {
        let (Some(a), Some(b)) = (a.volume(at), b.volume(at)) else { return Ok(()) };
        if let Verdict::Overlap(found) = overlap(&a, &b) {
            prop_assert!(a.is_over(found.position), "{:?}", found);
            prop_assert!(b.is_over(found.position), "{:?}", found);
        }
    }

    #[test]
    fn a_place_in_both_is_an_overlap((at, a, b) in pairs(), east in -1.0..1.0, north in -1.0..1.0) {
        let size_m = a.size_m;
        let position = place(at.0, at.1, a.east_m + east * size_m, a.north_m + north * size_m);
        let (Some(a), Some(b)) = (a.volume(at), b.volume(at)) else { return Ok(()) };
        if a.is_over(position) && b.is_over(position) {
            let (a, b) = (Volume::new(a.outline().clone()).with_buffer(a.buffer_m()).unwrap(), b);
            prop_assert!(!matches!(overlap(&a, &b), Verdict::Apart(_)));
        }
    }

    #[test]
    fn growing_a_volume_never_removes_a_conflict(
        (at, a, b) in pairs(), factor in 1.0..1.5, metres in 0.0..20.0, time_us in 0..5_i64,
    ) {
        let (Some(volume), Some(other)) = (a.volume(at), b.volume(at)) else { return Ok(()) };
        if !overlaps(&volume, &other) {
            return Ok(());
        }
        let (lower, upper) = a.heights_m;
        let (start, end) = a.times_us;
        for grown in [
            Plan { size_m: a.size_m * factor, ..a.clone() },
            Plan { buffer_m: a.buffer_m + metres, ..a.clone() },
            Plan { heights_m: (lower - metres, upper + metres), ..a.clone() },
            Plan { times_us: (start - time_us, end + time_us), ..a.clone() },
        ] {
            if let Some(grown) = grown.volume(at) {
                prop_assert!(overlaps(&grown, &other), "{:?}", overlap(&grown, &other));
            }
        }
    }

    #[test]
    fn turning_the_earth_changes_nothing(((lat, lng), a, b) in pairs(), turn_deg in -180.0..180.0) {
        let turned = (lat, (lng + turn_deg + 540.0) % 360.0 - 180.0);
        let both = |at| Some((a.volume(at)?, b.volume(at)?));
        let (Some((a, b)), Some((c, d))) = (both((lat, lng)), both(turned)) else { return Ok(()) };
        match (overlap(&a, &b), overlap(&c, &d)) {
            // A depth of less than rounding may come and go.
            (Verdict::Overlap(one), Verdict::Overlap(other)) => {
                let error_m = (one.horizontal_m - other.horizontal_m).abs();
                prop_assert!(error_m <= 1e-5 + 1e-2 * one.horizontal_m, "{:?} {:?}", one, other);
            }
            (Verdict::Overlap(one), _) | (_, Verdict::Overlap(one)) => prop_assert!(one.horizontal_m < 1e-5),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn what_overlaps_is_found_in_a_common_cell((at, a, b) in pairs()) {
        let without_buffer = |plan: &Plan| Plan { buffer_m: 0.0, ..plan.clone() }.volume(at);
        let (Some(a), Some(b)) = (without_buffer(&a), without_buffer(&b)) else { return Ok(()) };
        if overlaps(&a, &b) {
            let (cells_a, cells_b) = (a.outline().cover().unwrap(), b.outline().cover().unwrap());
            prop_assert!(cells_a.intersects(&cells_b));
        }
    }

    #[test]
    fn operations_conflict_where_their_volumes_do(
        at in places(), first in prop::collection::vec(plans(300.0), 0..8), second in prop::collection::vec(plans(300.0), 0..8),
    ) {
        let volumes = |plans: &[Plan]| plans.iter().filter_map(|plan| plan.volume(at)).collect::<Vec<_>>();
        let (first, second) = (volumes(&first), volumes(&second));
        let found: Vec<_> = conflicts(&first, &second).map(|c| (c.second, c.first)).collect();
        let pairs = (0..second.len()).flat_map(|j| (0..first.len()).map(move |i| (j, i)));
        let expected: Vec<_> = pairs.filter(|(j, i)| overlaps(&first[*i], &second[*j])).collect();
        prop_assert_eq!(found, expected);
    }
}
