//! The messages as others see them: against the published documents, as JSON, under bad input.

mod examples;
mod flight_planning;
mod geospatial_map;
mod hostile;
mod schemas;
