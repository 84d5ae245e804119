//! The scopes of F3548-21 that a party of a play may hold.

/// Planning flights and reading others' plans.
pub const PLANNING: &str = "utm.strategic_coordination";
/// Reporting an aircraft outside its plan.
pub const CONFORMANCE: &str = "utm.conformance_monitoring_sa";
/// Publishing areas to avoid.
pub const MANAGING: &str = "utm.constraint_management";
/// Learning of areas to avoid.
pub const PROCESSING: &str = "utm.constraint_processing";
/// Saying whose system answers.
pub const ARBITRATING: &str = "utm.availability_arbitration";

/// All of them.
pub const ALL: [&str; 5] = [PLANNING, CONFORMANCE, MANAGING, PROCESSING, ARBITRATING];
