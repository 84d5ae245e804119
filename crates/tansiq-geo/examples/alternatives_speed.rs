//! Prints how long it takes to judge a plan of 100 volumes among 100,000 of others, and to find
//! all of its alternatives.
//!
//! Run it with `cargo run --release -p tansiq-geo --example alternatives_speed`. It measures, and
//! judges nothing.

use std::{error::Error, hint::black_box, time::Instant};

use tansiq_geo::{
    Alternative, Circle, HeightLimits, LatLng, Obstacles, Polygon, Search, SearchError, Volume, conflicts_among, is_free,
};

/// How many volumes a plan is held against.
const OTHERS: u32 = 100_000;

/// How many volumes a plan has.
const PLAN: u32 = 100;

/// How many plans are tried in each region.
const PLANS: u32 = 200;

/// Of how many plans the neighbours are counted.
const COUNTED: u32 = 10;

/// The longest delay looked for, in microseconds (6 h).
const LIMIT_US: u64 = 6 * 3600 * 1_000_000;

const MINUTE_US: i64 = 60_000_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    region("100 km × 100 km", 100_000.0, 60)?;
    region("100 km × 100 km", 100_000.0, 5)?;
    region("20 km × 20 km", 20_000.0, 60)?;
    region("20 km × 20 km", 20_000.0, 5)
}

/// What was measured, in milliseconds for each plan.
#[derive(Default)]
struct Times {
    prepare: Vec<f64>,
    free: Vec<f64>,
    list: Vec<f64>,
    near: Vec<f64>,
    later: Vec<f64>,
    earlier: Vec<f64>,
    higher: Vec<f64>,
    lower: Vec<f64>,
    hold: Vec<f64>,
    all: Vec<f64>,
}

/// Others spread evenly over a square and a day, in heights up to 130 m, each for some minutes.
fn region(name: &str, side_m: f64, minutes: i64) -> Outcome<()> {
    let mut random = Random(1);
    let others = (0..OTHERS).map(|k| {
        let (x, y) = ((random.next() - 0.5) * side_m, (random.next() - 0.5) * side_m);
        let volume = if k % 4 == 0 { circle(x, y, 300.0)? } else { star(x, y, 500.0, 50, 0.3)? };
        let (lower_m, start_us) = (random.next() * 100.0, (random.next() * 1440.0) as i64 * MINUTE_US);
        Ok(volume.between_heights(lower_m, lower_m + 30.0)?.between_times(start_us, start_us + minutes * MINUTE_US)?)
    });
    // Each in its own place in memory, as they lie in a store.
    let others = others.map(|volume| volume.map(Box::new)).collect::<Outcome<Vec<Box<Volume>>>>()?;
    let mut times = Times::default();
    let mut found = [0_u32; 5];
    let (mut conflicts, mut nearby) = (0, 0);
    for number in 0..PLANS {
        let plan = route(&mut random, side_m)?;
        if number < COUNTED {
            nearby += others.iter().filter(|other| is_near(&plan[50], other)).count();
        }
        let start = Instant::now();
        let obstacles = timed(&mut times.prepare, || Obstacles::new(others.iter().map(|volume| &**volume)))?;
        black_box(timed(&mut times.free, || is_free(&plan, &obstacles))?);
        conflicts += timed(&mut times.list, || Ok(conflicts_among(&plan, &obstacles)?.count()))?;
        let limits = HeightLimits::new(0.0, 150.0)?;
        let mut search = timed(&mut times.near, || Search::new(&plan, &obstacles))?;
        let all = [
            timed(&mut times.later, || search.nearest_later(LIMIT_US))?,
            timed(&mut times.earlier, || search.nearest_earlier(LIMIT_US))?,
            timed(&mut times.higher, || search.nearest_higher(limits))?,
            timed(&mut times.lower, || search.nearest_lower(limits))?,
            timed(&mut times.hold, || search.shortest_hold(LIMIT_US))?,
        ];
        all.iter().zip(&mut found).for_each(|(one, count)| *count += u32::from(one.is_some()));
        black_box::<[Option<Alternative>; 5]>(all);
        times.all.push(start.elapsed().as_secs_f64() * 1e3);
    }
    println!("\n{name}: {OTHERS} obstacles over a day, each for {minutes} min; {PLANS} plans of {PLAN} volumes");
    println!(
        "{} obstacles near to one volume at any time and height, {} conflicts to a plan, both in the mean",
        nearby / COUNTED as usize,
        conflicts / PLANS as usize
    );
    println!(
        "found of {PLANS}: later {}, earlier {}, higher {}, lower {}, hold {}",
        found[0], found[1], found[2], found[3], found[4]
    );
    times.print();
    Ok(())
}

impl Times {
    fn print(self) {
        println!("{:<36} {:>10} {:>10} {:>10}", "milliseconds", "p50", "p99", "max");
        for (name, mut values) in [
            ("obstacles prepared", self.prepare),
            ("verdict: is it free", self.free),
            ("verdict: all conflicts listed", self.list),
            ("search: what is near", self.near),
            ("search: later", self.later),
            ("search: earlier", self.earlier),
            ("search: higher", self.higher),
            ("search: lower", self.lower),
            ("search: hold", self.hold),
            ("all of these together", self.all),
        ] {
            values.sort_by(f64::total_cmp);
            let at = |part: f64| values[((values.len() as f64 * part) as usize).min(values.len() - 1)];
            println!("{name:<36} {:>10.2} {:>10.2} {:>10.2}", at(0.5), at(0.99), at(1.0));
        }
    }
}

fn timed<T>(times: &mut Vec<f64>, call: impl FnOnce() -> Result<T, SearchError>) -> Outcome<T> {
    let start = Instant::now();
    let result = call()?;
    times.push(start.elapsed().as_secs_f64() * 1e3);
    Ok(result)
}

/// Whether an obstacle is over the ground of a volume, at whatever time and height.
fn is_near(volume: &Volume, other: &Volume) -> bool {
    let always = |volume: &Volume| Volume::new(volume.outline().clone());
    tansiq_geo::overlaps(&always(volume), &always(other))
}

/// A plan of volumes of 50 vertices along half the side of the square, in a random direction; each
/// for two minutes, of which one is that of the next.
fn route(random: &mut Random, side_m: f64) -> Outcome<Vec<Volume>> {
    let (sin, cos) = (random.next() * std::f64::consts::TAU).sin_cos();
    let (x, y) = ((random.next() - 0.5) * side_m / 2.0, (random.next() - 0.5) * side_m / 2.0);
    let (lower_m, start) = (20.0 + random.next() * 60.0, (random.next() * 1_000.0) as i64);
    let volumes = (0..PLAN).map(|k| {
        let along_m = (f64::from(k) / f64::from(PLAN) - 0.5) * side_m / 2.0;
        let start_us = (start + i64::from(k)) * MINUTE_US;
        let volume = star(x + along_m * cos, y + along_m * sin, 400.0, 50, 0.0)?;
        Ok(volume.between_heights(lower_m, lower_m + 30.0)?.between_times(start_us, start_us + 2 * MINUTE_US)?)
    });
    volumes.collect()
}

/// A position some metres east and north of one at 34°N.
fn position(east_m: f64, north_m: f64) -> Outcome<LatLng> {
    let (lat_deg, metres_per_degree) = (34.1_f64, 111_195.0);
    let lng_deg = 132.3 + east_m / (metres_per_degree * lat_deg.to_radians().cos());
    Ok(LatLng::new(lat_deg + north_m / metres_per_degree, lng_deg)?)
}

/// A star of which every second vertex is nearer to the centre.
fn star(east_m: f64, north_m: f64, radius_m: f64, count: u32, spikes: f64) -> Outcome<Volume> {
    let vertices = (0..count).map(|k| {
        let (sin, cos) = (f64::from(k) / f64::from(count) * std::f64::consts::TAU).sin_cos();
        let radius_m = if k % 2 == 1 { radius_m * (1.0 - spikes) } else { radius_m };
        position(east_m + radius_m * cos, north_m + radius_m * sin)
    });
    Ok(Volume::new(Polygon::new(vertices.collect::<Outcome<Vec<_>>>()?)?))
}

fn circle(east_m: f64, north_m: f64, radius_m: f64) -> Outcome<Volume> {
    Ok(Volume::new(Circle::new(position(east_m, north_m)?, radius_m)?))
}

/// Numbers from 0 to 1, the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }
}
