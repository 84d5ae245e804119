//! The roles of the people of a desk, and what a role allows.
//!
//! A role is for people who signed in with a name and a password; programs carry tokens with scopes (`scope.rs`). Roles are
//! steps of one ladder: whoever may do more may do all that is below. Which operation asks for which role is in `access.rs`.

use std::fmt;
use std::str::FromStr;

/// What a person may do at a desk, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks at the picture, and checks plans without submitting them.
    Viewer,
    /// Plans, changes and ends operations; imports areas; keeps templates.
    Planner,
    /// Tells others of areas, acknowledges notices, reports positions.
    DutyOfficer,
    /// Says who the people of the desk are.
    Administrator,
}

impl Role {
    /// Every role, least first.
    pub const ALL: &'static [Role] = &[Role::Viewer, Role::Planner, Role::DutyOfficer, Role::Administrator];

    /// The name in messages, in the ledger and at the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Planner => "planner",
            Role::DutyOfficer => "duty_officer",
            Role::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not one of the roles.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("role must be viewer, planner, duty_officer or administrator")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    /// Reads [`Role::as_str`].
    fn from_str(text: &str) -> Result<Role, UnknownRole> {
        Role::ALL.iter().copied().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

#[cfg(test)]
#[path = "roles_tests.rs"]
mod tests;
