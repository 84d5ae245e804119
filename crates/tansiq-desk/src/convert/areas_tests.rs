use super::*;
use proptest::prelude::*;
use tansiq_geo::{Cells, Polygon};

fn at(lat: f64, lng: f64) -> LatLng {
    LatLng::new(lat, lng).expect("a position")
}

fn timed(outline: impl Into<Outline>, heights_m: (f64, f64), times_us: (i64, i64)) -> Volume {
    let volume = Volume::new(outline).between_heights(heights_m.0, heights_m.1).expect("heights");
    volume.between_times(times_us.0, times_us.1).expect("times")
}

fn circle((lat, lng): (f64, f64), radius_m: f64) -> Volume {
    timed(Circle::new(at(lat, lng), radius_m).expect("a circle"), (0.0, 100.0), (0, 1_000))
}

/// A route from a place: circles and boxes, each some way on from the one before. Longitudes are wrapped, so that it may
/// cross the antimeridian; near the poles steps of longitude are as short as they are.
fn route() -> impl Strategy<Value = Vec<Volume>> {
    let step = (-0.05..0.05_f64, -0.05..0.05_f64, 20.0..3_000.0_f64, any::<bool>());
    ((-89.0..89.0_f64, -180.0..180.0_f64), prop::collection::vec(step, 1..30)).prop_map(|((mut lat, mut lng), steps)| {
        let wrap = |lng: f64| {
            if lng > 180.0 {
                lng - 360.0
            } else if lng < -180.0 {
                lng + 360.0
            } else {
                lng
            }
        };
        let mut volumes = Vec::new();
        for (index, (north, east, size_m, is_box)) in steps.into_iter().enumerate() {
            (lat, lng) = ((lat + north).clamp(-89.9, 89.9), wrap(lng + east));
            let (height_m, time_us) = (10.0 * index as f64, 1_000 * index as i64);
            let half = size_m / 111_000.0;
            let corners = [(-half, -half), (-half, half), (half, half), (half, -half)];
            let ring = corners.iter().map(|(north, east)| at((lat + north).clamp(-90.0, 90.0), wrap(lng + east)));
            let outline: Outline = match Polygon::new(ring.collect()) {
                Ok(polygon) if is_box => polygon.into(),
                _ => Circle::new(at(lat, lng), size_m).expect("a circle").into(),
            };
            volumes.push(timed(outline, (height_m, height_m + 50.0), (time_us, time_us + 5_000)));
        }
        volumes
    })
}

fn cells(volumes: &[Volume]) -> Cells {
    let covers = volumes.iter().map(|volume| volume.outline().cover().expect("within bounds"));
    covers.flat_map(|cover| cover.iter().collect::<Vec<_>>()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What a DSS is asked for holds all that it will hold against the key: the cells, in all heights and times. The oracle
    /// is the covering, which never misses a point of its shape.
    #[test]
    fn what_is_asked_for_holds_all_volumes(volumes in route()) {
        let plan = Volumes::exact(volumes);
        let asked = queries(&plan);
        let (span, heights) = (plan.span().expect("some"), plan.heights().expect("some"));
        for area in &asked {
            prop_assert!(area.outline().area_km2() <= MAX_AREA_KM2);
            prop_assert_eq!((area.start_us(), area.end_us()), (span.start.0, span.end.0));
            prop_assert_eq!((area.lower_m(), area.upper_m()), (heights.lower, heights.upper));
        }
        prop_assert!(asked.len() <= plan.len());
        prop_assert!(cells(&asked).contains_all(&cells(plan.as_slice())));
    }

    /// Also where the circle is taken for the polygon of 20 vertices in it: all vertices are within its 98.8 %.
    #[test]
    fn a_circle_that_is_cut_down_to_twenty_sides_holds_them_still(volumes in route()) {
        let plan = Volumes::exact(volumes);
        let asked: Vec<Volume> = queries(&plan).iter().map(cut_down).collect();
        for volume in plan.as_slice() {
            let points = match volume.outline() {
                Outline::Polygon(polygon) => polygon.vertices().to_vec(),
                Outline::Circle(circle) => vec![circle.center()],
            };
            for point in points {
                prop_assert!(asked.iter().any(|area| area.is_over(point)), "{point:?}");
            }
        }
    }
}

fn cut_down(area: &Volume) -> Volume {
    match area.outline() {
        Outline::Circle(circle) => Volume::new(Circle::new(circle.center(), circle.radius_m() * 0.987_69).expect("a circle")),
        Outline::Polygon(polygon) => Volume::new(polygon.clone()),
    }
}

#[test]
fn one_volume_is_asked_for_as_it_is() {
    let volume = circle((46.9, 7.4), 250.0);
    assert_eq!(queries(&Volumes::exact(vec![volume.clone()])), [volume]);
    assert_eq!(queries(&Volumes::default()), []);
}

#[test]
fn volumes_that_lie_together_are_asked_for_at_once() {
    let volumes = (0..50).map(|index| circle((46.9 + 0.001 * f64::from(index), 7.4), 250.0)).collect();
    assert_eq!(queries(&Volumes::exact(volumes)).len(), 1);
}

#[test]
fn a_long_route_is_asked_for_in_parts_of_at_most_a_hundred_square_kilometres() {
    // 89 km in steps of 890 m.
    let volumes = (0..100).map(|index| circle((46.0 + 0.008 * f64::from(index), 7.4), 500.0)).collect();
    let asked = queries(&Volumes::exact(volumes));
    assert!((9..=12).contains(&asked.len()), "{} parts", asked.len());
    assert!(asked.iter().all(|area| area.outline().area_km2() <= PART_AREA_KM2));
}

#[test]
fn a_route_beyond_that_is_asked_for_in_larger_parts() {
    // 4,400 km in steps of 22 km.
    let volumes = (0..200).map(|index| circle((10.0 + 0.2 * f64::from(index), 7.4), 500.0)).collect();
    let asked = queries(&Volumes::exact(volumes));
    assert!(asked.len() <= 200 && asked.len() > MAX_PARTS, "{} parts", asked.len());
    assert!(asked.iter().all(|area| area.outline().area_km2() <= MAX_AREA_KM2));
}
