//! Prints how long it takes to check and to cover shapes of several sizes.
//!
//! Run it with `cargo run --release -p tansiq-geo --example cover_speed`. It measures, and judges
//! nothing.

use std::{hint::black_box, time::Instant};

use tansiq_geo::{Circle, LatLng, Outline, Polygon, ShapeError};

/// How long each case is repeated, in seconds.
const SECONDS_PER_CASE: f64 = 0.3;

/// Metres to a degree of latitude, nearly enough for making examples.
const METRES_PER_DEGREE: f64 = 111_195.0;

fn main() -> Result<(), ShapeError> {
    println!("{:<34} {:>7} {:>12} {:>12}", "shape", "cells", "check", "cover");
    for radius_m in [50.0, 200.0, 500.0, 1_000.0, 10_000.0, 28_000.0] {
        let vertices = ring(34.1, 132.3, radius_m, radius_m, 8)?;
        polygon(&format!("octagon of {radius_m} m"), &vertices)?;
        circle(radius_m)?;
    }
    let vertices = ring(34.1, 132.3, 2_000.0, 2_000.0, 50)?;
    polygon("50 vertices, 2 km", &vertices)?;
    let vertices = ring(34.1, 132.3, 20_000.0, 15_000.0, 10_000)?;
    polygon("star of 10,000 vertices, 20 km", &vertices)?;
    polygon("corridor round the earth", &corridor()?)?;
    polygon("needles round the earth", &needles()?)?;
    polygon("comb of hairs along 14 km", &hairs()?)
}

fn polygon(name: &str, vertices: &[LatLng]) -> Result<(), ShapeError> {
    let check_us = microseconds(|| Polygon::new(black_box(vertices.to_vec())));
    let outline = Outline::Polygon(Polygon::new(vertices.to_vec())?);
    report(name, &outline, check_us)
}

fn circle(radius_m: f64) -> Result<(), ShapeError> {
    let center = LatLng::new(34.1, 132.3)?;
    let check_us = microseconds(|| Circle::new(black_box(center), black_box(radius_m)));
    let outline = Outline::Circle(Circle::new(center, radius_m)?);
    report(&format!("circle of {radius_m} m"), &outline, check_us)
}

fn report(name: &str, outline: &Outline, check_us: f64) -> Result<(), ShapeError> {
    let cells = outline.cover().map(|cells| cells.len());
    let cover_us = microseconds(|| black_box(outline).cover());
    let cells = cells.map_or_else(|error| format!("{error:?}"), |count| count.to_string());
    println!("{name:<34} {cells:>7} {check_us:>9.2} µs {cover_us:>9.2} µs");
    Ok(())
}

/// The mean time of one call.
fn microseconds<T>(mut call: impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    let mut calls = 0_u32;
    while start.elapsed().as_secs_f64() < SECONDS_PER_CASE {
        // The clock is read once in a while only, since a call may be as short as reading it.
        for _ in 0..if calls < 16 { 1 } else { 16 } {
            black_box(call());
            calls += 1;
        }
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(calls)
}

/// A ring about a centre, its vertices at two distances in turn.
fn ring(lat_deg: f64, lng_deg: f64, even_m: f64, odd_m: f64, count: usize) -> Result<Vec<LatLng>, ShapeError> {
    let vertex = |i: usize| {
        let radius_m = if i.is_multiple_of(2) { even_m } else { odd_m };
        let (sin, cos) = (i as f64 / count as f64 * std::f64::consts::TAU).sin_cos();
        let east_deg = sin / lat_deg.to_radians().cos();
        LatLng::new(lat_deg + cos * radius_m / METRES_PER_DEGREE, lng_deg + east_deg * radius_m / METRES_PER_DEGREE)
    };
    (0..count).map(vertex).collect()
}

/// A corridor of 60 m nearly round the Earth, along a great circle that meets many cells.
fn corridor() -> Result<Vec<LatLng>, ShapeError> {
    let side = |offset_deg: f64| {
        (0..90_i32).map(move |i| {
            let lng_deg = f64::from(i) * 3.95 - 178.0;
            let lat_deg = 45.0 * lng_deg.to_radians().sin();
            LatLng::new(lat_deg + offset_deg, lng_deg)
        })
    };
    let there = side(0.0).collect::<Result<Vec<_>, _>>()?;
    let back = side(0.0005).rev().collect::<Result<Vec<_>, _>>()?;
    Ok([there, back].concat())
}

/// A cross of needles from the north pole to near the south, which meet there.
fn needles() -> Result<Vec<LatLng>, ShapeError> {
    let vertex = |i: i32| {
        let lng_deg = f64::from(i) * 45.0 - 157.0;
        let lat_deg = if i % 2 == 0 { -30.0 } else { 89.999_99 };
        LatLng::new(lat_deg, lng_deg)
    };
    (0..6).map(vertex).collect()
}

/// As many hair-thin teeth as there may be, each as long as their bound on length allows.
fn hairs() -> Result<Vec<LatLng>, ShapeError> {
    let tooth = |i: i32| {
        let lng_deg = f64::from(i) * 1e-8;
        [LatLng::new(0.0, lng_deg), LatLng::new(0.08, lng_deg + 5e-9)]
    };
    let back = [LatLng::new(-1e-9, 4_998.0 * 1e-8), LatLng::new(-1e-9, 0.0)];
    (0..4_999).flat_map(tooth).chain(back).collect()
}
