//! A set of cells in its one canonical form: sorted, each cell once.
//!
//! Two sets of the same cells are equal bytes, whatever made them. The operations walk both sets
//! once; nothing here merges siblings into coarser cells.

use serde::{Deserialize, Serialize};

use crate::Cell;

/// A set of level-13 cells, sorted and unique.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Cell>")]
pub struct Cells(Box<[Cell]>);

impl Cells {
    /// The cells in ascending order.
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, Cell>> {
        self.0.iter().copied()
    }

    /// The cells in ascending order, as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[Cell] {
        &self.0
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the cell is in the set.
    #[must_use]
    pub fn contains(&self, cell: Cell) -> bool {
        self.0.binary_search(&cell).is_ok()
    }

    /// The cells that are in either set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        if self.contains_all(other) {
            return self.clone();
        }
        let (mut left, mut right) = (&*self.0, &*other.0);
        let mut cells = Vec::with_capacity(left.len() + right.len());
        while let (Some((&l, left_rest)), Some((&r, right_rest))) = (left.split_first(), right.split_first()) {
            cells.push(l.min(r));
            if l <= r {
                left = left_rest;
            }
            if r <= l {
                right = right_rest;
            }
        }
        cells.extend_from_slice(left);
        cells.extend_from_slice(right);
        Self(cells.into_boxed_slice())
    }

    /// Whether any cell is in both sets.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        let (few, many) = if self.len() <= other.len() { (&*self.0, &*other.0) } else { (&*other.0, &*self.0) };
        let mut rest = many;
        few.iter().any(|cell| {
            rest = skip_below(rest, *cell);
            rest.first() == Some(cell)
        })
    }

    /// Whether every cell of the other set is in this one.
    #[must_use]
    pub fn contains_all(&self, other: &Self) -> bool {
        if other.len() > self.len() {
            return false;
        }
        let mut rest = &*self.0;
        other.iter().all(|cell| {
            rest = skip_below(rest, cell);
            rest.first() == Some(&cell)
        })
    }
}

/// The part of a sorted slice that begins at the first cell not below `cell`.
///
/// Steps double before the binary search, so that a small set is held against a large one in
/// about the logarithm of the large one for each cell, and two of a kind in one walk.
fn skip_below(cells: &[Cell], cell: Cell) -> &[Cell] {
    let mut bound = 1;
    while bound < cells.len() && cells[bound - 1] < cell {
        bound *= 2;
    }
    let start = bound / 2;
    let end = bound.min(cells.len());
    let offset = cells[start.min(end)..end].partition_point(|c| *c < cell);
    &cells[start.min(end) + offset..]
}

impl From<Vec<Cell>> for Cells {
    fn from(mut cells: Vec<Cell>) -> Self {
        if !cells.is_sorted_by(|a, b| a < b) {
            cells.sort_unstable();
            cells.dedup();
        }
        Self(cells.into_boxed_slice())
    }
}

impl FromIterator<Cell> for Cells {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        cells.into_iter().collect::<Vec<_>>().into()
    }
}

impl<'a> IntoIterator for &'a Cells {
    type Item = Cell;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, Cell>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
