//! A checker of linearizability for registers: is there an order of the operations, each within the time it took, in which
//! every answer is right?
//!
//! The search is that of Wing and Gong with Lowe's memory of what was tried: operations are put in order one by one, and a
//! set of operations with a value that was met before is not followed again. An operation whose answer is not known may
//! have happened at any time after it was asked, or never. Every history is of one register: histories of several registers
//! are linearizable exactly if those of each are (Herlihy and Wing).

use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

/// Sets of operations and values that one search may meet.
const MAX_VISITED: usize = 2_000_000;

/// What was asked of the register, and what was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Action<V> {
    /// The value was read.
    Read(Option<V>),
    /// The value was set, whatever it was.
    Write(Option<V>),
    /// The value was replaced.
    Swap { old: Option<V>, new: Option<V> },
    /// The value was not replaced, because it was not this one.
    Refused { old: Option<V> },
}

/// One operation of a history. The times are readings of one counter.
#[derive(Clone, Debug)]
pub struct Operation<V> {
    pub action: Action<V>,
    pub asked: u64,
    /// `None` if it is not known whether it happened.
    pub answered: Option<u64>,
}

/// Whether the history of a register that held `initial` is linearizable.
pub fn is_linearizable<V: Clone + Debug + Eq + Hash>(initial: Option<V>, history: &[Operation<V>]) -> bool {
    let mut operations = without_unobserved(history);
    // Those of unknown outcome are tried last.
    operations.sort_by_key(|operation| (operation.answered.is_none(), operation.asked));
    let mut search = Search { operations, done: Vec::new(), visited: HashSet::new() };
    search.done = vec![0; search.operations.len().div_ceil(64)];
    search.goes_on(&initial)
}

/// Leaves out writes of unknown outcome whose value nobody ever met. If such a write happened, then nothing that depends on
/// the value came before the next write, so the order is right without it as well.
fn without_unobserved<V: Clone + Eq + Hash>(history: &[Operation<V>]) -> Vec<Operation<V>> {
    let met: HashSet<&V> = history.iter().filter_map(|operation| expected(&operation.action)).collect();
    let unobserved = |operation: &Operation<V>| match &operation.action {
        Action::Write(Some(new)) | Action::Swap { new: Some(new), .. } => !met.contains(new),
        _ => false,
    };
    // A refusal only tells what the value was not, which an unobserved write may have caused: then all are kept.
    let refused = history.iter().any(|operation| matches!(operation.action, Action::Refused { .. }));
    history.iter().filter(|operation| operation.answered.is_some() || refused || !unobserved(operation)).cloned().collect()
}

/// The value that the operation must have met.
fn expected<V>(action: &Action<V>) -> Option<&V> {
    match action {
        Action::Read(value) | Action::Swap { old: value, .. } => value.as_ref(),
        Action::Write(_) | Action::Refused { .. } => None,
    }
}

struct Search<V> {
    operations: Vec<Operation<V>>,
    /// One bit for each operation that is in order already.
    done: Vec<u64>,
    visited: HashSet<(Vec<u64>, Option<V>)>,
}

impl<V: Clone + Debug + Eq + Hash> Search<V> {
    fn goes_on(&mut self, value: &Option<V>) -> bool {
        let open = |n: &usize| self.done[n / 64] & (1 << (n % 64)) == 0;
        let left: Vec<usize> = (0..self.operations.len()).filter(open).collect();
        // Whatever was asked after this was answered comes later.
        let Some(end) = left.iter().filter_map(|n| self.operations[*n].answered).min() else { return true };
        if !self.visited.insert((self.done.clone(), value.clone())) {
            return false;
        }
        assert!(self.visited.len() < MAX_VISITED, "the history is too large to be checked");
        for n in left.into_iter().filter(|n| self.operations[*n].asked <= end).collect::<Vec<_>>() {
            let Some(next) = after(value, &self.operations[n].action) else { continue };
            self.done[n / 64] |= 1 << (n % 64);
            if self.goes_on(&next) {
                return true;
            }
            self.done[n / 64] &= !(1 << (n % 64));
        }
        false
    }
}

/// The value after the action, if its answer is right for the value before.
fn after<V: Clone + Eq>(value: &Option<V>, action: &Action<V>) -> Option<Option<V>> {
    match action {
        Action::Read(read) => (read == value).then(|| value.clone()),
        Action::Write(new) => Some(new.clone()),
        Action::Swap { old, new } => (old == value).then(|| new.clone()),
        Action::Refused { old } => (old != value).then(|| value.clone()),
    }
}

mod tests {
    use super::{Action::*, *};

    fn check(history: &[(u64, Option<u64>, Action<u32>)], linearizable: bool) {
        let operation = |(asked, answered, action): &(u64, Option<u64>, Action<u32>)| Operation {
            action: action.clone(),
            asked: *asked,
            answered: *answered,
        };
        let mut operations: Vec<_> = history.iter().map(operation).collect();
        assert_eq!(is_linearizable(None, &operations), linearizable, "{history:?}");
        operations.reverse();
        assert_eq!(is_linearizable(None, &operations), linearizable, "the order of the list matters: {history:?}");
    }

    #[test]
    fn what_happens_one_after_the_other_must_fit() {
        check(&[], true);
        check(&[(1, Some(2), Read(None))], true);
        check(&[(1, Some(2), Read(Some(5)))], false);
        check(&[(1, Some(2), Write(Some(1))), (3, Some(4), Read(Some(1)))], true);
        check(&[(1, Some(2), Write(Some(1))), (3, Some(4), Read(None))], false);
        check(&[(1, Some(2), Write(Some(1))), (3, Some(4), Write(Some(2))), (5, Some(6), Read(Some(1)))], false);
    }

    #[test]
    fn what_overlaps_may_come_in_either_order_but_in_one() {
        let writes = [(1, Some(10), Write(Some(1))), (1, Some(10), Write(Some(2)))];
        let then = |reads: &[(u64, u32)]| {
            let reads = reads.iter().map(|(at, value)| (*at, Some(*at), Read(Some(*value))));
            writes.iter().cloned().chain(reads).collect::<Vec<_>>()
        };
        check(&then(&[(11, 1)]), true);
        check(&then(&[(11, 2)]), true);
        check(&then(&[(3, 1), (5, 2)]), true);
        check(&then(&[(3, 1), (5, 2), (7, 1)]), false);
        check(&then(&[(11, 1), (12, 2)]), false);
    }

    #[test]
    fn a_value_once_read_may_not_disappear_from_a_later_read() {
        // The new value is read while its write is under way, and the old one after that.
        check(&[(1, Some(9), Write(Some(1))), (2, Some(3), Read(Some(1))), (4, Some(5), Read(None))], false);
        check(&[(1, Some(9), Write(Some(1))), (2, Some(3), Read(None)), (4, Some(5), Read(Some(1)))], true);
    }

    #[test]
    fn a_write_of_unknown_outcome_may_have_happened_at_any_time_or_never() {
        let with = |reads: &[(u64, Option<u32>)]| {
            let reads = reads.iter().map(|(at, value)| (*at, Some(*at), Read(*value)));
            [(5, None, Write(Some(1)))].into_iter().chain(reads).collect::<Vec<_>>()
        };
        check(&with(&[(6, None), (99, None)]), true);
        check(&with(&[(6, Some(1)), (99, Some(1))]), true);
        check(&with(&[(6, None), (99, Some(1))]), true);
        check(&with(&[(6, Some(1)), (99, None)]), false);
        check(&with(&[(4, Some(1))]), false);
    }

    #[test]
    fn of_two_swaps_from_one_value_only_one_succeeds() {
        let swap = |new| Swap { old: None, new: Some(new) };
        check(&[(1, Some(9), swap(1)), (1, Some(9), swap(2))], false);
        check(&[(1, Some(9), swap(1)), (1, Some(9), Refused { old: None })], true);
        check(&[(1, Some(2), Refused { old: None }), (3, Some(9), swap(1))], false);
        check(&[(1, None, swap(1)), (2, Some(9), Refused { old: None })], true);
        check(&[(1, None, swap(1)), (2, None, swap(2)), (3, Some(4), Read(Some(1))), (5, Some(6), Read(Some(2)))], false);
    }
}
