//! Prints how long verdicts take.
//!
//! Run it with `cargo run --release -p tansiq-geo --example verdict_speed`. It measures, and judges
//! nothing.

use std::{error::Error, hint::black_box, time::Instant};

use tansiq_geo::{Circle, LatLng, Polygon, Volume, conflicts, overlap, overlaps};

/// How long each case is repeated, in seconds.
const SECONDS_PER_CASE: f64 = 0.4;

/// How often the time of a case is taken.
const ROUNDS: u32 = 20;

/// How many volumes the plan is held against.
const OTHERS: u32 = 100_000;

/// How many volumes the plan has.
const PLAN: u32 = 100;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("{:<52} {:>12} {:>12}", "pair", "overlaps", "overlap");
    let round = star(0.0, 0.0, 1_000.0, 50, 0.0)?;
    let spiky = star(0.0, 0.0, 1_000.0, 50, 0.5)?;
    pair("50 + 50 vertices, overlap by half", &round, &star(1_000.0, 0.0, 1_000.0, 50, 0.0)?);
    pair("50 + 50 vertices, overlap by 1 m", &round, &star(1_999.0, 0.0, 1_000.0, 50, 0.0)?);
    pair("50 + 50 spiky vertices, overlap by half", &spiky, &star(1_000.0, 0.0, 1_000.0, 50, 0.5)?);
    pair("50 + 50 vertices, one within the other", &round, &star(10.0, 0.0, 300.0, 50, 0.0)?);
    pair("50 + 50 vertices, miss by 1 m", &round, &star(2_001.0, 0.0, 1_000.0, 50, 0.0)?);
    pair("50 + 50 spiky vertices, interlocked, miss", &comb(0.0, 50)?, &comb(20.0, 50)?);
    pair("50 + 50 vertices, the same", &round, &round);
    pair("50 + 50 vertices, 100 km apart", &round, &star(100_000.0, 0.0, 1_000.0, 50, 0.0)?);
    pair(
        "50 + 50 vertices, 10 m + 10 m buffers, miss by 1 m",
        &round.clone().with_buffer(10.0)?,
        &star(2_021.0, 0.0, 1_000.0, 50, 0.0)?.with_buffer(10.0)?,
    );
    pair(
        "50 + 50 vertices, 10 m + 10 m buffers, overlap by 1 m",
        &round.clone().with_buffer(10.0)?,
        &star(2_019.0, 0.0, 1_000.0, 50, 0.0)?.with_buffer(10.0)?,
    );
    pair("4 + 4 vertices, overlap by half", &star(0.0, 0.0, 1_000.0, 4, 0.0)?, &star(1_000.0, 0.0, 1_000.0, 4, 0.0)?);
    pair("circle + circle, overlap by 1 m", &circle(0.0, 1_000.0)?, &circle(1_999.0, 1_000.0)?);
    pair("circle + circle, miss by 1 m", &circle(0.0, 1_000.0)?, &circle(2_001.0, 1_000.0)?);
    pair("circle + 50 vertices, overlap by 1 m", &circle(0.0, 1_000.0)?, &star(1_999.0, 0.0, 1_000.0, 50, 0.0)?);
    pair("circle + 50 vertices, miss by 1 m", &circle(0.0, 1_000.0)?, &star(2_001.0, 0.0, 1_000.0, 50, 0.0)?);
    pair("circle in 50 vertices", &circle(0.0, 100.0)?, &round);
    let (large, beside) = (star(0.0, 0.0, 10_000.0, 10_000, 0.0)?, star(20_001.0, 0.0, 10_000.0, 10_000, 0.0)?);
    pair("10,000 + 10,000 vertices, miss by 1 m", &large, &beside);
    pair("10,000 + 10,000 vertices, overlap by half", &large, &star(10_000.0, 0.0, 10_000.0, 10_000, 0.0)?);
    pair("10,000 + 10,000 vertices, interlocked combs", &comb(0.0, 10_000)?, &comb(20.0, 10_000)?);
    pair("10,000 + 10,000 vertices, crossed combs", &comb(0.0, 10_000)?, &crossed_comb(10_000)?);
    let near = large.clone().with_buffer(100.0)?;
    pair("10,000 + 10,000 vertices, buffers, miss by 1 m", &near, &star(20_101.0, 0.0, 10_000.0, 10_000, 0.0)?);
    plan()
}

fn pair(name: &str, a: &Volume, b: &Volume) {
    let short_us = microseconds(|| overlaps(black_box(a), black_box(b)));
    let full_us = microseconds(|| overlap(black_box(a), black_box(b)));
    println!("{name:<52} {short_us:>9.3} µs {full_us:>9.3} µs");
}

/// A plan of 100 volumes of 50 vertices along 50 km, each for a minute, in a region of 100 km with
/// 100,000 other volumes over a day.
fn plan() -> Outcome<()> {
    let minute_us = 60_000_000_i64;
    let own = (0..PLAN).map(|k| {
        let start_us = i64::from(600 + k) * minute_us;
        let volume = star(f64::from(k) * 500.0 - 25_000.0, 0.0, 400.0, 50, 0.0)?;
        Ok(volume.between_heights(50.0, 80.0)?.between_times(start_us, start_us + 2 * minute_us)?)
    });
    let own = own.collect::<Outcome<Vec<Volume>>>()?;
    let mut random = Random(1);
    let start = Instant::now();
    let others = (0..OTHERS).map(|k| {
        let (x, y) = (random.next() * 100_000.0 - 50_000.0, random.next() * 100_000.0 - 50_000.0);
        let volume = if k % 4 == 0 { circle_at(x, y, 300.0)? } else { star(x, y, 500.0, 50, 0.3)? };
        let (lower_m, start_us) = (random.next() * 100.0, (random.next() * 1440.0) as i64 * minute_us);
        Ok(volume.between_heights(lower_m, lower_m + 30.0)?.between_times(start_us, start_us + 60 * minute_us)?)
    });
    let others = others.collect::<Outcome<Vec<Volume>>>()?;
    let made_us = start.elapsed().as_secs_f64() * 1e6 / f64::from(OTHERS);
    println!("\nmaking one volume of the others: {made_us:.2} µs, with checking its outline");
    let count = conflicts(&own, &others).count();
    let all_us = microseconds(|| conflicts(black_box(&own), black_box(&others)).count());
    println!("plan of {PLAN} volumes against {OTHERS}: {:.2} ms, {count} conflicts", all_us / 1e3);
    let at_any_time: Vec<_> = own.into_iter().map(|v| v.between_times(i64::MIN, i64::MAX)).collect::<Result<_, _>>()?;
    let count = conflicts(&at_any_time, &others).count();
    let all_us = microseconds(|| conflicts(black_box(&at_any_time), black_box(&others)).count());
    println!("the same at all times: {:.2} ms, {count} conflicts", all_us / 1e3);
    Ok(())
}

/// The mean time of one call in the fastest of several rounds; other work on the machine disturbs
/// some of them.
fn microseconds<T>(mut call: impl FnMut() -> T) -> f64 {
    let round = |call: &mut dyn FnMut()| {
        let start = Instant::now();
        let mut calls = 0_u32;
        while start.elapsed().as_secs_f64() < SECONDS_PER_CASE / f64::from(ROUNDS) {
            for _ in 0..if calls < 16 { 1 } else { 64 } {
                call();
                calls += 1;
            }
        }
        start.elapsed().as_secs_f64() * 1e6 / f64::from(calls)
    };
    let mut call = || {
        black_box(call());
    };
    (0..ROUNDS).map(|_| round(&mut call)).fold(f64::INFINITY, f64::min)
}

/// A position some metres east and north of one at 34°N.
fn position(east_m: f64, north_m: f64) -> Outcome<LatLng> {
    let (lat_deg, metres_per_degree) = (34.1_f64, 111_195.0);
    let lng_deg = 132.3 + east_m / (metres_per_degree * lat_deg.to_radians().cos());
    Ok(LatLng::new(lat_deg + north_m / metres_per_degree, lng_deg)?)
}

fn polygon(points: impl Iterator<Item = (f64, f64)>) -> Outcome<Volume> {
    let vertices = points.map(|(x, y)| position(x, y)).collect::<Outcome<Vec<_>>>()?;
    Ok(Volume::new(Polygon::new(vertices)?))
}

/// A star of which every second vertex is nearer to the centre.
fn star(east_m: f64, north_m: f64, radius_m: f64, count: u32, spikes: f64) -> Outcome<Volume> {
    polygon((0..count).map(|k| {
        let (sin, cos) = (f64::from(k) / f64::from(count) * std::f64::consts::TAU).sin_cos();
        let radius_m = if k % 2 == 1 { radius_m * (1.0 - spikes) } else { radius_m };
        (east_m + radius_m * cos, north_m + radius_m * sin)
    }))
}

/// Teeth to the north, 1 km long; with the same moved to the north, upside down, they interlock.
fn comb(north_m: f64, count: u32) -> Outcome<Volume> {
    let step = 4_000.0 / f64::from(count);
    let teeth = (0..count - 2).map(move |k| {
        let x = f64::from(k / 2) * step;
        if k % 2 == 0 { (x, north_m) } else { (x + step * 0.2, north_m + 1_000.0) }
    });
    let back = if north_m > 0.0 { north_m + 1_020.0 } else { -20.0 };
    polygon(teeth.chain([(2_000.0, back), (0.0, back)]))
}

/// Teeth to the east.
fn crossed_comb(count: u32) -> Outcome<Volume> {
    let step = 2_000.0 / f64::from(count);
    let teeth = (0..count - 2).map(move |k| {
        let y = f64::from(k / 2) * step - 500.0;
        if k % 2 == 0 { (-10.0, y) } else { (1_000.0, y + step * 0.2) }
    });
    polygon(teeth.chain([(-20.0, 1_000.0), (-20.0, -1_000.0)]))
}

fn circle(east_m: f64, radius_m: f64) -> Outcome<Volume> {
    circle_at(east_m, 0.0, radius_m)
}

fn circle_at(east_m: f64, north_m: f64, radius_m: f64) -> Outcome<Volume> {
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
