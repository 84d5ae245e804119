//! From the standard's messages to the ledger's types and back.
