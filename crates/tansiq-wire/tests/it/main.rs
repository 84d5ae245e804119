//! The messages as others see them: against the published documents, as JSON, under bad input.

mod examples;
mod hostile;
mod schemas;
