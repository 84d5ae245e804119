//! The pure core of Tansiq: commands, decisions, events and state of each ledger.
