//! The scopes that a party of a play may hold: those of F3548-21, and those of a desk's users.

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
/// Looking at a desk.
pub const DESK_VIEW: &str = "tansiq.desk.view";
/// Planning at a desk.
pub const DESK_PLAN: &str = "tansiq.desk.plan";
/// Telling a desk where aircraft are.
pub const DESK_POSITION: &str = "tansiq.desk.position";

/// What a desk's user asks for; the rest is for the desk itself.
pub const OF_USERS: [&str; 3] = [DESK_VIEW, DESK_PLAN, DESK_POSITION];

/// All of them.
pub const ALL: [&str; 8] = [PLANNING, CONFORMANCE, MANAGING, PROCESSING, ARBITRATING, DESK_VIEW, DESK_PLAN, DESK_POSITION];
