//! One patch of a bicubic surface over a 4 × 4 neighbourhood of samples: its value at a point, and bounds over a part.
//!
//! The surface is the cubic convolution of Keys (1981), a = -1/2, the same as a Catmull-Rom spline in each direction: it
//! goes through the samples and its slope is continuous. It does not know what the samples mean; see `geoid.rs`.

/// Samples of a patch, `[row][column]`; the patch itself lies between the second and the third of each.
pub(crate) type Samples = [[f64; 4]; 4];

/// The value of the surface at `(down, across)`, both from 0 to 1.
pub(crate) fn value(samples: &Samples, down: f64, across: f64) -> f64 {
    let at_rows = samples.map(|row| weigh(row, weights(across)));
    weigh(at_rows, weights(down))
}

/// Bounds of the surface over a part of the patch.
///
/// The part is a Bézier patch of 16 control points, and a Bézier surface stays between its lowest and its highest one. The
/// bounds close in on the true extremes as the part shrinks; for a single point they are its value.
pub(crate) fn bounds(samples: &Samples, down: (f64, f64), across: (f64, f64)) -> (f64, f64) {
    let [a, b, c, d] = samples.map(|row| control_points(row, across));
    let columns = [0, 1, 2, 3].map(|i| control_points([a[i], b[i], c[i], d[i]], down));
    let points = columns.as_flattened().iter();
    points.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| (low.min(*point), high.max(*point)))
}

fn weigh(values: [f64; 4], weights: [f64; 4]) -> f64 {
    values[0] * weights[0] + values[1] * weights[1] + values[2] * weights[2] + values[3] * weights[3]
}

fn weights(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [0.5 * (-t + 2.0 * t2 - t3), 0.5 * (2.0 - 5.0 * t2 + 3.0 * t3), 0.5 * (t + 4.0 * t2 - 3.0 * t3), 0.5 * (-t2 + t3)]
}

/// The Bézier control points of the curve through `v` from `from` to `to`: its blossom at the four mixtures of both ends.
fn control_points(v: [f64; 4], (from, to): (f64, f64)) -> [f64; 4] {
    let c0 = v[1];
    let c1 = 0.5 * (v[2] - v[0]);
    let c2 = v[0] - 2.5 * v[1] + 2.0 * v[2] - 0.5 * v[3];
    let c3 = 0.5 * (v[3] - v[0]) + 1.5 * (v[1] - v[2]);
    let blossom = |r: f64, s: f64, t: f64| c0 + c1 * (r + s + t) / 3.0 + c2 * (r * s + r * t + s * t) / 3.0 + c3 * r * s * t;
    [blossom(from, from, from), blossom(from, from, to), blossom(from, to, to), blossom(to, to, to)]
}

#[cfg(test)]
#[path = "patch_tests.rs"]
mod tests;
