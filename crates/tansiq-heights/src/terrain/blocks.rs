//! Extremes of square blocks of a raster, so that those of a large part need not look at every sample.

use super::raster::{Extremes, Samples};

/// Rows and columns of a block.
const SIDE: usize = 64;

/// The extremes of every block, row by row.
pub(super) struct Blocks {
    across: usize,
    extremes: Box<[Extremes]>,
}

impl Blocks {
    pub(super) fn new(samples: &Samples, rows: usize, columns: usize) -> Self {
        let across = columns.div_ceil(SIDE);
        let extremes = (0..rows.div_ceil(SIDE) * across).map(|block| {
            let (row, column) = (block / across * SIDE, block % across * SIDE);
            scan(samples, columns, (row, (row + SIDE).min(rows) - 1), (column, (column + SIDE).min(columns) - 1))
        });
        Self { across, extremes: extremes.collect() }
    }

    /// The extremes of the samples in rows and columns from the first to the last of each, which must exist: whole blocks
    /// from the table, what is cut from the samples.
    pub(super) fn over(&self, samples: &Samples, columns: usize, down: (usize, usize), across: (usize, usize)) -> Extremes {
        let mut all = Extremes::NONE;
        for block_row in down.0 / SIDE..=down.1 / SIDE {
            let rows = cut(block_row, down);
            for block_column in across.0 / SIDE..=across.1 / SIDE {
                let part = cut(block_column, across);
                let block = self.extremes[block_row * self.across + block_column];
                // A block cut at the raster's own end is scanned; there are few of them.
                let whole = rows.1 - rows.0 == SIDE - 1 && part.1 - part.0 == SIDE - 1;
                all = all.and(if whole { block } else { scan(samples, columns, rows, part) });
                if all == Extremes::Hole {
                    return all;
                }
            }
        }
        all
    }
}

/// The rows or columns of a block that are asked for, first and last.
fn cut(block: usize, (first, last): (usize, usize)) -> (usize, usize) {
    (first.max(block * SIDE), last.min(block * SIDE + SIDE - 1))
}

fn scan(samples: &Samples, columns: usize, down: (usize, usize), across: (usize, usize)) -> Extremes {
    let mut all = Extremes::NONE;
    for row in down.0..=down.1 {
        for column in across.0..=across.1 {
            all = all.and(match samples.get(row * columns + column) {
                Some(m) => Extremes::Between(m, m),
                None => return Extremes::Hole,
            });
        }
    }
    all
}
