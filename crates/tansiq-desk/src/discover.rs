//! Asking the DSS who is there, and the peers what they do (uss-behaviour 3).
