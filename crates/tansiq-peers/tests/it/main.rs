//! Calls over real sockets on loopback, against servers that behave and servers that do not; and the rules of asking, over a
//! network in memory.

mod bounds;
mod dss;
mod exchange;
mod rig;
mod tls;
mod tokens;
mod uss;
