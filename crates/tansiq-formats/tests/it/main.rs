//! Files in, areas and problems out.

mod common;
mod ed269;
mod ed318;
mod geojson;
mod hostile;
mod kml;
mod openair;
mod plans;
mod written;
