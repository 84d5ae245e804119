//! Random plans in a sky so small that most meet.

use crate::rig::at;
use geographiclib_rs::{DirectGeodesic, Geodesic};
use rand::Rng;
use rand::rngs::StdRng;
use tansiq_core::desk::{Plan, Volumes};
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Volume};

/// The middle of the sky, degrees north and east.
pub const MIDDLE: (f64, f64) = (46.95, 7.45);
/// How far from the middle plans are centred, metres.
const REACH_M: f64 = 1_500.0;

/// What may be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    pub volumes: Vec<Volume>,
    pub off_nominal: Vec<Volume>,
    pub priority: i64,
}

impl Sketch {
    /// One to three volumes. Most begin before now, some end within minutes.
    pub fn draw(rng: &mut StdRng, priority: i64) -> Sketch {
        let count = [1, 1, 2, 3][rng.random_range(0..4)];
        Sketch { volumes: (0..count).map(|_| volume(rng)).collect(), off_nominal: Vec::new(), priority }
    }

    /// The same while it is off-nominal.
    pub fn astray(&self, rng: &mut StdRng) -> Sketch {
        Sketch { off_nominal: vec![volume(rng)], ..self.clone() }
    }

    /// The same while it is not.
    pub fn back(&self) -> Sketch {
        Sketch { off_nominal: Vec::new(), ..self.clone() }
    }

    pub fn plan(&self) -> Plan {
        Plan {
            name: "flight".to_owned(),
            priority: self.priority,
            volumes: Volumes::exact(self.volumes.clone()),
            off_nominal: Volumes::exact(self.off_nominal.clone()),
            ..Plan::default()
        }
    }
}

fn volume(rng: &mut StdRng) -> Volume {
    let middle = away(MIDDLE, rng.random_range(0.0..360.0), rng.random_range(0.0..REACH_M));
    let outline = if rng.random_bool(0.5) { circle(rng, middle) } else { rectangle(rng, middle) };
    let lower_m = rng.random_range(0.0..120.0);
    let from_s = [rng.random_range(-300..0), rng.random_range(-600..900)][usize::from(rng.random_bool(0.3))];
    let lasts_s = [rng.random_range(310..700), rng.random_range(1_800..7_200)][usize::from(rng.random_bool(0.8))];
    let volume = Volume::new(outline).between_heights(lower_m, lower_m + rng.random_range(20.0..120.0)).expect("heights");
    volume.between_times(at(from_s).0, at(from_s + lasts_s).0).expect("times")
}

fn circle(rng: &mut StdRng, (lat, lng): (f64, f64)) -> Outline {
    let centre = LatLng::new(lat, lng).expect("a position");
    Outline::Circle(Circle::new(centre, rng.random_range(50.0..600.0)).expect("a circle"))
}

/// Counter-clockwise, turned at random.
fn rectangle(rng: &mut StdRng, middle: (f64, f64)) -> Outline {
    let (along, across): (f64, f64) = (rng.random_range(50.0..800.0), rng.random_range(50.0..400.0));
    let (turn, half) = (rng.random_range(0.0..360.0), across.atan2(along).to_degrees());
    let corner = |bearing: f64| {
        let (lat, lng) = away(middle, turn + bearing, along.hypot(across));
        LatLng::new(lat, lng).expect("a position")
    };
    let corners = [half, -half, 180.0 + half, 180.0 - half].map(corner);
    Outline::Polygon(Polygon::new(corners.to_vec()).expect("a rectangle"))
}

fn away((lat, lng): (f64, f64), bearing: f64, metres: f64) -> (f64, f64) {
    Geodesic::wgs84().direct(lat, lng, bearing, metres)
}
