use super::*;

fn distance_m(a: Point, b: Point) -> f64 {
    let plane = Plane::through(&[a, b]);
    let (a, b) = (plane.put(a), plane.put(b));
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

fn circle(lat: f64, lng: f64, radius_m: f64) -> Outline {
    Outline::Circle { center: Point { lat, lng }, radius_m }
}

fn volume(outline: Outline, heights: (f64, f64), minutes: (i64, i64)) -> Volume {
    Volume { outline, lower_m: Some(heights.0), upper_m: Some(heights.1), start: at(minutes.0), end: at(minutes.1) }
}

#[test]
fn plans_that_share_ground_height_and_time_meet_there() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let b = volume(circle(29.45, -83.28, 1000.0), (60.0, 160.0), (10, 20));
    let expected = Meeting { start: at(10), end: at(20), lower_m: Some(60.0), upper_m: Some(110.0) };
    assert_eq!(compare(&[a], &[b]), Relation::Meets(expected));
}

#[test]
fn each_way_of_being_apart_is_measured() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let apart = |shift: Shift| compare(std::slice::from_ref(&a), &shifted(std::slice::from_ref(&a), &shift));
    let shift = Shift::default();
    assert_eq!(apart(Shift { higher_m: 150.0, ..shift }), Relation::Clear(Gap::Height(60.0)));
    assert_eq!(apart(Shift { later_s: 2400, ..shift }), Relation::Clear(Gap::Time(600)));
    let Relation::Clear(Gap::Ground(metres)) = apart(Shift { north_m: 2640.0, ..shift }) else {
        panic!("2,640 m to the north the circles must be clear over the ground");
    };
    assert!((metres - 640.0).abs() < 0.5, "640 m, not {metres}");
}

#[test]
fn touching_in_height_or_time_is_not_meeting() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let above = volume(circle(29.44, -83.28, 1000.0), (110.0, 200.0), (0, 30));
    let after = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (30, 60));
    assert_eq!(compare(std::slice::from_ref(&a), &[above]), Relation::Clear(Gap::Height(0.0)));
    assert_eq!(compare(&[a], &[after]), Relation::Clear(Gap::Time(0)));
}

#[test]
fn a_polygon_around_a_small_circle_meets_it() {
    let ring = corridor(Point { lat: 29.30, lng: -83.28 }, Point { lat: 29.50, lng: -83.28 }, 2000.0);
    let a = volume(ring, (0.0, 100.0), (0, 30));
    let b = volume(circle(29.44, -83.28, 100.0), (50.0, 60.0), (0, 30));
    assert!(matches!(compare(&[a], &[b]), Relation::Meets(_)));
}

#[test]
fn a_corridor_is_as_wide_as_it_says() {
    let from = Point { lat: 36.5, lng: 37.0 };
    let to = Point { lat: 36.6, lng: 37.2 };
    let Outline::Polygon(ring) = corridor(from, to, 500.0) else {
        panic!("a corridor is a polygon");
    };
    assert_eq!(ring.len(), 4);
    assert!((distance_m(ring[0], ring[1]) - 1000.0).abs() < 1.0);
    let length = distance_m(from, to) + 1000.0;
    assert!((distance_m(ring[1], ring[2]) - length).abs() < 1.0);
}

#[test]
fn a_degree_of_latitude_is_as_long_as_on_the_ellipsoid() {
    let from = Point { lat: 29.0, lng: -83.0 };
    let to = Point { lat: 30.0, lng: -83.0 };
    // 110,844.1 m between 29° and 30° (meridian arc of WGS84).
    assert!((distance_m(from, to) - 110_844.1).abs() < 0.5);
}

#[test]
fn an_unbounded_height_never_keeps_plans_apart() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let mut b = volume(circle(29.44, -83.28, 1000.0), (9000.0, 9100.0), (0, 30));
    b.lower_m = None;
    b.upper_m = None;
    assert!(matches!(compare(&[a], &[b]), Relation::Meets(_)));
}
