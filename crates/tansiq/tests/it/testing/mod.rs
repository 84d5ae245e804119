//! The interfaces for automated testing, as a qualification uses them: over HTTP, against a desk with a DSS. Nodes, token
//! servers and files to fetch are put together in `stage.rs`.

mod clearing;
mod constraints;
mod flights;
mod geospatial;
mod refusals;
mod served;
pub mod stage;
mod two_nodes;
