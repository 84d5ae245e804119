//! The scopes Tansiq knows, and sets of them.
//!
//! A scope that is not in the list is ignored when a token is read: it permits nothing here. Which
//! operation needs which scope is in `access.rs`.

use std::fmt;

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A permission that a token can carry and that Tansiq acts upon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Scope {
            $($(#[$doc])* $name,)*
        }

        impl Scope {
            /// Every scope, in the order of the enum.
            pub const ALL: &'static [Scope] = &[$(Scope::$name,)*];

            /// The exact text in tokens.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Scope::$name => $text,)* }
            }

            /// The scope spelled exactly `text`, if Tansiq knows it. Scopes are case sensitive
            /// (RFC 6749 §3.3).
            #[must_use]
            pub fn parse(text: &str) -> Option<Scope> {
                match text { $($text => Some(Scope::$name),)* _ => None }
            }
        }
    };
}

scopes! {
    /// F3548-21, strategic coordination.
    StrategicCoordination = "utm.strategic_coordination",
    /// F3548-21, conformance monitoring for situational awareness.
    ConformanceMonitoringSa = "utm.conformance_monitoring_sa",
    /// F3548-21, constraint management.
    ConstraintManagement = "utm.constraint_management",
    /// F3548-21, constraint processing.
    ConstraintProcessing = "utm.constraint_processing",
    /// F3548-21, availability arbitration.
    AvailabilityArbitration = "utm.availability_arbitration",
    /// F3411-19, reading identification service areas.
    ReadIdentificationServiceAreas = "dss.read.identification_service_areas",
    /// F3411-19, writing identification service areas.
    WriteIdentificationServiceAreas = "dss.write.identification_service_areas",
    /// F3411-22a, remote-ID service provider.
    RidServiceProvider = "rid.service_provider",
    /// F3411-22a, remote-ID display provider.
    RidDisplayProvider = "rid.display_provider",
    /// Auxiliary interface, reading the pool.
    PoolStatusRead = "interuss.pool_status.read",
    /// Auxiliary interface, writing heartbeats.
    PoolStatusHeartbeatWrite = "interuss.pool_status.heartbeat.write",
    /// Versioning interface.
    ReadSystemVersions = "interuss.versioning.read_system_versions",
    /// Automated testing of flight planning: the test director's own requests.
    FlightPlanningDirectTest = "interuss.flight_planning.direct_automated_test",
    /// Automated testing of flight planning: planning as a user would.
    FlightPlanningPlan = "interuss.flight_planning.plan",
    /// Automated testing of the geospatial map: asking the map.
    GeospatialMapQuery = "interuss.geospatial_map.query",
    /// Automated testing of the geospatial map: the test director's own requests.
    GeospatialMapDirectTest = "interuss.geospatial_map.direct_automated_test",
    /// Administration of this Tansiq node.
    Admin = "tansiq.admin",
    /// A desk's own people: looking at its picture.
    DeskView = "tansiq.desk.view",
    /// A desk's own people: planning, changing and ending operations, areas included.
    DeskPlan = "tansiq.desk.plan",
    /// A desk's own aircraft: reporting positions.
    DeskPosition = "tansiq.desk.position",
    /// A desk's own people: saying who they are.
    DeskAdminister = "tansiq.desk.administer",
}

// A set is the bits of a u32; up to thirty-two scopes fit.
const _: () = assert!(Scope::ALL.len() <= 32);

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of [`Scope`]s: one machine word, copied freely.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Scopes(u32);

impl Scopes {
    /// The empty set.
    pub const NONE: Scopes = Scopes(0);

    /// The set of the given scopes.
    #[must_use]
    pub const fn of(scopes: &[Scope]) -> Scopes {
        let mut bits = 0;
        let mut index = 0;
        while index < scopes.len() {
            bits |= 1 << scopes[index] as u8;
            index += 1;
        }
        Scopes(bits)
    }

    /// Reads a space-separated list (RFC 6749 §3.3), leaving out what Tansiq does not know.
    #[must_use]
    pub fn parse(text: &str) -> Scopes {
        text.split(' ').filter_map(Scope::parse).collect()
    }

    /// Whether `scope` is in the set.
    #[must_use]
    pub const fn contains(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }

    /// Whether every scope of `other` is in the set.
    #[must_use]
    pub const fn contains_all(self, other: Scopes) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The scopes of the set, in the order of the enum.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.contains(*scope))
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Scopes::NONE, |set, scope| Scopes(set.0 | 1 << scope as u8))
    }
}

/// The space-separated list, as in a token.
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, scope) in self.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{scope}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Scope::as_str)).finish()
    }
}

#[cfg(test)]
#[path = "scope_tests.rs"]
mod tests;
