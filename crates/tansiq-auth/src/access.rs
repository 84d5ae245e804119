//! Which operation needs which scope of a token, and which role of a person: one table, and what is not in it is refused.
//!
//! The scopes are the `security` of the standards' API descriptions, one row per operation; a test holds them against those
//! files. The role behind `=>` is the least with which a person who signed in may ask; a row without one cannot be asked by a
//! person at all. It says nothing about ownership or state, which the core decides.

use crate::Scope::{
    self, Admin, AvailabilityArbitration as Aa, ConformanceMonitoringSa as Cmsa, ConstraintManagement as Cm,
    ConstraintProcessing as Cp, DeskAdminister, DeskPlan, DeskPosition, DeskView, FlightPlanningDirectTest as PlanTest,
    FlightPlanningPlan as Plan, GeospatialMapDirectTest as MapTest, GeospatialMapQuery as MapQuery,
    PoolStatusHeartbeatWrite as Heartbeat, PoolStatusRead as PoolRead, ReadIdentificationServiceAreas as Read,
    ReadSystemVersions as Versions, RidDisplayProvider as Display, RidServiceProvider as Service, StrategicCoordination as Sc,
    WriteIdentificationServiceAreas as Write,
};
use crate::{Role, Scopes};

/// What a token takes to be allowed an operation.
enum Needs {
    /// Nothing: it is answered without a token.
    Public,
    /// All scopes of any one of the sets.
    AnyOf(&'static [&'static [Scope]]),
    /// No token will do: it is about the session of the person who asks.
    Session,
}

macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $name:ident: $needs:expr $(=> $role:ident)?,)*) => {
        /// Everything that can be asked of Tansiq over HTTP. Names are those of the standards'
        /// operations; `V1` marks F3411-19 and `V2` F3411-22a.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Operation {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Operation {
            /// Every operation.
            pub const ALL: &'static [Operation] = &[$(Operation::$name,)*];

            /// The name, as in the enum.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Operation::$name => stringify!($name),)* }
            }

            /// What the enum says about it: method and path first.
            #[cfg(test)]
            const fn doc(self) -> &'static str {
                match self { $(Operation::$name => concat!($($doc),+),)* }
            }

            // An exhaustive match: an operation cannot be added without saying what it needs.
            const fn needs(self) -> Needs {
                match self { $(Operation::$name => $needs,)* }
            }

            /// The least role with which a person who signed in may ask it; none if no person may.
            #[must_use]
            pub const fn role(self) -> Option<Role> {
                match self { $(Operation::$name => role!($($role)?),)* }
            }
        }
    };
}

macro_rules! any {
    ($($($scope:ident)+)|+) => { Needs::AnyOf(&[$(&[$($scope),+]),+]) };
}

macro_rules! role {
    () => {
        None
    };
    ($role:ident) => {
        Some(Role::$role)
    };
}

operations! {
    // F3548-21, the DSS.
    /// POST `/dss/v1/operational_intent_references/query`
    QueryOperationalIntentReferences: any!(Sc | Cmsa),
    /// GET `/dss/v1/operational_intent_references/{entityid}`
    GetOperationalIntentReference: any!(Sc | Cmsa),
    /// PUT `/dss/v1/operational_intent_references/{entityid}`
    CreateOperationalIntentReference: any!(Sc | Sc Cp | Cmsa),
    /// PUT `/dss/v1/operational_intent_references/{entityid}/{ovn}`
    UpdateOperationalIntentReference: any!(Sc | Sc Cp | Cmsa),
    /// DELETE `/dss/v1/operational_intent_references/{entityid}/{ovn}`
    DeleteOperationalIntentReference: any!(Sc | Cmsa),
    /// POST `/dss/v1/constraint_references/query`
    QueryConstraintReferences: any!(Cm | Cp),
    /// GET `/dss/v1/constraint_references/{entityid}`
    GetConstraintReference: any!(Cm | Cp),
    /// PUT `/dss/v1/constraint_references/{entityid}`
    CreateConstraintReference: any!(Cm),
    /// PUT `/dss/v1/constraint_references/{entityid}/{ovn}`
    UpdateConstraintReference: any!(Cm),
    /// DELETE `/dss/v1/constraint_references/{entityid}/{ovn}`
    DeleteConstraintReference: any!(Cm),
    /// POST `/dss/v1/subscriptions/query`
    QuerySubscriptions: any!(Cp | Sc),
    /// GET `/dss/v1/subscriptions/{subscriptionid}`
    GetSubscription: any!(Cp | Sc),
    /// PUT `/dss/v1/subscriptions/{subscriptionid}`
    CreateSubscription: any!(Cp | Sc),
    /// PUT `/dss/v1/subscriptions/{subscriptionid}/{version}`
    UpdateSubscription: any!(Cp | Sc),
    /// DELETE `/dss/v1/subscriptions/{subscriptionid}/{version}`
    DeleteSubscription: any!(Cp | Sc),
    /// POST `/dss/v1/reports`
    MakeDssReport: any!(Cm | Cp | Sc | Cmsa | Aa),
    /// GET `/dss/v1/uss_availability/{uss_id}`
    GetUssAvailability: any!(Aa | Sc | Cmsa),
    /// PUT `/dss/v1/uss_availability/{uss_id}`
    SetUssAvailability: any!(Aa),

    // F3548-21, what a USS serves to its peers.
    /// GET `/uss/v1/operational_intents/{entityid}`
    GetOperationalIntentDetails: any!(Sc),
    /// GET `/uss/v1/operational_intents/{entityid}/telemetry`
    GetOperationalIntentTelemetry: any!(Cmsa),
    /// POST `/uss/v1/operational_intents`
    NotifyOperationalIntentDetailsChanged: any!(Sc),
    /// GET `/uss/v1/constraints/{entityid}`
    GetConstraintDetails: any!(Cp),
    /// POST `/uss/v1/constraints`
    NotifyConstraintDetailsChanged: any!(Cm),
    /// POST `/uss/v1/reports`
    MakeUssReport: any!(Sc | Cp | Cm | Cmsa | Aa),

    // F3411-19, the DSS.
    /// GET `/v1/dss/identification_service_areas`
    SearchIdentificationServiceAreasV1: any!(Read),
    /// GET `/v1/dss/identification_service_areas/{id}`
    GetIdentificationServiceAreaV1: any!(Read),
    /// PUT `/v1/dss/identification_service_areas/{id}`
    CreateIdentificationServiceAreaV1: any!(Write),
    /// PUT `/v1/dss/identification_service_areas/{id}/{version}`
    UpdateIdentificationServiceAreaV1: any!(Write),
    /// DELETE `/v1/dss/identification_service_areas/{id}/{version}`
    DeleteIdentificationServiceAreaV1: any!(Write),
    /// GET `/v1/dss/subscriptions`
    SearchRidSubscriptionsV1: any!(Read),
    /// GET `/v1/dss/subscriptions/{id}`: the field asks for either scope, where the API description
    /// could be read as asking for both.
    GetRidSubscriptionV1: any!(Read | Write),
    /// PUT `/v1/dss/subscriptions/{id}`
    CreateRidSubscriptionV1: any!(Read),
    /// PUT `/v1/dss/subscriptions/{id}/{version}`
    UpdateRidSubscriptionV1: any!(Read),
    /// DELETE `/v1/dss/subscriptions/{id}/{version}`
    DeleteRidSubscriptionV1: any!(Read),

    // F3411-22a, the DSS.
    /// GET `/rid/v2/dss/identification_service_areas`
    SearchIdentificationServiceAreasV2: any!(Display),
    /// GET `/rid/v2/dss/identification_service_areas/{id}`
    GetIdentificationServiceAreaV2: any!(Display | Service),
    /// PUT `/rid/v2/dss/identification_service_areas/{id}`
    CreateIdentificationServiceAreaV2: any!(Service),
    /// PUT `/rid/v2/dss/identification_service_areas/{id}/{version}`
    UpdateIdentificationServiceAreaV2: any!(Service),
    /// DELETE `/rid/v2/dss/identification_service_areas/{id}/{version}`
    DeleteIdentificationServiceAreaV2: any!(Service),
    /// GET `/rid/v2/dss/subscriptions`
    SearchRidSubscriptionsV2: any!(Display),
    /// GET `/rid/v2/dss/subscriptions/{id}`
    GetRidSubscriptionV2: any!(Display | Service),
    /// PUT `/rid/v2/dss/subscriptions/{id}`
    CreateRidSubscriptionV2: any!(Display),
    /// PUT `/rid/v2/dss/subscriptions/{id}/{version}`
    UpdateRidSubscriptionV2: any!(Display),
    /// DELETE `/rid/v2/dss/subscriptions/{id}/{version}`
    DeleteRidSubscriptionV2: any!(Display),

    // The auxiliary interface, versions and health.
    /// GET `/aux/v1/version`
    GetVersion: Needs::Public,
    /// GET `/aux/v1/validate_oauth`
    ValidateOauth: any!(Read | Write),
    /// GET `/aux/v1/pool`
    GetPool: any!(PoolRead),
    /// GET `/aux/v1/pool/dss_instances`
    GetDssInstances: any!(PoolRead),
    /// PUT `/aux/v1/pool/dss_instances/heartbeat`
    PutDssInstancesHeartbeat: any!(Heartbeat),
    /// GET `/aux/v1/configuration/accepted_ca_certs`
    GetAcceptedCas: Needs::Public,
    /// GET `/aux/v1/configuration/ca_certs`
    GetInstanceCas: Needs::Public,
    /// GET `/aux/v1/configuration/global_options`
    GetGlobalOptions: any!(PoolRead),
    /// GET `/versions/{system_identity}`
    GetSystemVersion: any!(Versions),
    /// GET `/healthy`
    Healthy: Needs::Public,
    /// GET `/ready`
    Ready: Needs::Public,

    // Automated testing.
    /// GET `/status` of flight planning
    GetFlightPlanningStatus: any!(PlanTest),
    /// POST `/clear_area_requests`
    ClearArea: any!(PlanTest),
    /// PUT `/flight_plans/{flight_plan_id}`
    UpsertFlightPlan: any!(Plan),
    /// DELETE `/flight_plans/{flight_plan_id}`: the interface declares the test director's scope, clients
    /// use the planner's.
    DeleteFlightPlan: any!(PlanTest | Plan),
    /// GET `/user_notifications` of flight planning
    QueryUserNotifications: any!(Plan),
    /// GET `/status` of the geospatial map
    GetGeospatialMapStatus: any!(MapTest),
    /// GET `/geospatial_data_sources`
    ListGeospatialDataSources: any!(MapTest),
    /// GET `/geospatial_data_sources/{geospatial_data_source_id}`
    GetGeospatialDataSourceStatus: any!(MapTest),
    /// PUT `/geospatial_data_sources/{geospatial_data_source_id}`
    PutGeospatialDataSource: any!(MapTest),
    /// DELETE `/geospatial_data_sources/{geospatial_data_source_id}`
    DeleteGeospatialDataSource: any!(MapTest),
    /// POST `/map/queries`
    QueryGeospatialMap: any!(MapQuery),

    // Tansiq's own.
    /// Listing the reports that were made to this node.
    ListReports: any!(Admin),
    /// GET `/api/v1/openapi.json`: what Tansiq's own interface is.
    GetOpenApi: Needs::Public,

    // A desk's own people and aircraft. Besides the scope, the token's subject must be one of the desk's.
    /// GET `/api/v1/desk/status`
    GetDeskStatus: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/plans`
    ListPlans: any!(DeskView | DeskPlan) => Viewer,
    /// POST `/api/v1/desk/plans`
    SubmitPlan: any!(DeskPlan) => Planner,
    /// GET `/api/v1/desk/plans/{id}`
    GetPlan: any!(DeskView | DeskPlan) => Viewer,
    /// PUT `/api/v1/desk/plans/{id}`
    PutPlan: any!(DeskPlan) => Planner,
    /// POST `/api/v1/desk/plans/{id}/state`
    ChangePlanState: any!(DeskPlan) => Planner,
    /// DELETE `/api/v1/desk/plans/{id}`
    EndPlan: any!(DeskPlan) => Planner,
    /// POST `/api/v1/desk/plans/read`: turning a file into a plan; nothing is kept.
    ReadPlanFile: any!(DeskView | DeskPlan) => Viewer,
    /// POST `/api/v1/desk/checks`: nothing is changed.
    CheckPlan: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/known`
    ListKnown: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/areas`
    ListAreas: any!(DeskView | DeskPlan) => Viewer,
    /// POST `/api/v1/desk/areas/import`
    ImportAreas: any!(DeskPlan) => Planner,
    /// GET `/api/v1/desk/areas/{id}`
    GetArea: any!(DeskView | DeskPlan) => Viewer,
    /// DELETE `/api/v1/desk/areas/{id}`
    RemoveArea: any!(DeskPlan) => DutyOfficer,
    /// POST `/api/v1/desk/areas/{id}/publication`
    PublishArea: any!(DeskPlan) => DutyOfficer,
    /// GET `/api/v1/desk/notices`
    ListNotices: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/notices/stream`
    StreamNotices: any!(DeskView | DeskPlan) => Viewer,
    /// POST `/api/v1/desk/notices/seen`
    SeeNotices: any!(DeskPlan) => DutyOfficer,
    /// GET `/api/v1/desk/deliveries`
    ListDeliveries: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/reports`
    ListDeskReports: any!(DeskView | DeskPlan) => Viewer,
    /// POST `/api/v1/desk/positions`
    ReportPositions: any!(DeskPosition | DeskPlan) => DutyOfficer,
    /// GET `/api/v1/desk/picture`
    GetPicture: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/picture/stream`
    FollowPicture: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/log`
    ListLog: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/log/export`
    ExportLog: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/node`
    GetNodeView: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/templates`
    ListTemplates: any!(DeskView | DeskPlan) => Viewer,
    /// PUT `/api/v1/desk/templates/{id}`
    PutTemplate: any!(DeskPlan) => Planner,
    /// DELETE `/api/v1/desk/templates/{id}`
    RemoveTemplate: any!(DeskPlan) => Planner,

    // The session of a person who signed in.
    /// POST `/api/v1/desk/session`
    SignIn: Needs::Public,
    /// GET `/api/v1/desk/session`
    GetSession: Needs::Session => Viewer,
    /// DELETE `/api/v1/desk/session`
    SignOut: Needs::Session => Viewer,
    /// DELETE `/api/v1/desk/session/everywhere`: all sessions of the person.
    SignOutEverywhere: Needs::Session => Viewer,
    /// PUT `/api/v1/desk/session/password`
    ChangeOwnPassword: Needs::Session => Viewer,
    /// POST `/api/v1/desk/session/totp`
    OfferOwnTotp: Needs::Session => Viewer,
    /// PUT `/api/v1/desk/session/totp`
    ConfirmOwnTotp: Needs::Session => Viewer,
    /// DELETE `/api/v1/desk/session/totp`
    DropOwnTotp: Needs::Session => Viewer,

    // The people of a desk.
    /// GET `/api/v1/desk/people`
    ListPeople: any!(DeskAdminister) => Administrator,
    /// POST `/api/v1/desk/people`
    AddPerson: any!(DeskAdminister) => Administrator,
    /// PUT `/api/v1/desk/people/{person}`
    ChangePerson: any!(DeskAdminister) => Administrator,
    /// PUT `/api/v1/desk/people/{person}/password`
    SetPersonPassword: any!(DeskAdminister) => Administrator,
    /// DELETE `/api/v1/desk/people/{person}/sessions`
    SignPersonOut: any!(DeskAdminister) => Administrator,
    /// DELETE `/api/v1/desk/people/{person}/totp`
    DropPersonTotp: any!(DeskAdminister) => Administrator,
    /// DELETE `/api/v1/desk/people/{person}`
    RemovePerson: any!(DeskAdminister) => Administrator,

    // The page of a desk.
    /// GET `/api/v1/desk/page`: what it needs before anybody has signed in.
    GetPageSettings: Needs::Public,
    /// GET `/api/v1/desk/tiles/{z}/{x}/{y}`
    GetTile: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/basemap/land`
    GetBasemapLand: any!(DeskView | DeskPlan) => Viewer,
    /// GET `/api/v1/desk/basemap/names`
    GetBasemapNames: any!(DeskView | DeskPlan) => Viewer,
}

impl Operation {
    /// Whether the operation is answered without a token.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self.needs(), Needs::Public)
    }

    /// Whether the operation is for a desk's own people and aircraft only, which is so for all that have a role. A scope
    /// alone does not make one of them: in a pool with one authority, other parties hold tokens too.
    #[must_use]
    pub const fn is_for_own_people(self) -> bool {
        self.role().is_some()
    }
}

/// The caller may not ask this: HTTP 403.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    /// A token lacks the scopes.
    #[error("access token lacks the scope for this: {needed} is needed, it has {has}")]
    Scope {
        /// The alternatives, such as `a, or b and c`.
        needed: String,
        /// What the caller has among the scopes known here, or `none of the scopes known here`.
        has: String,
    },
    /// A token asks for what is about a person's session.
    #[error("this is for people who have signed in, not for access tokens")]
    SessionOnly,
    /// A person's role is below the one that is needed.
    #[error("this takes the role {needed}, yours is {has}")]
    Role {
        /// The least one that may.
        needed: Role,
        /// The person's.
        has: Role,
    },
    /// A person asks for what is between programs.
    #[error("this is for access tokens, not for people who have signed in")]
    TokenOnly,
}

/// Whether a token's `scopes` are enough for `operation`.
///
/// # Errors
///
/// [`Forbidden`] with what would have been enough.
pub fn permitted(operation: Operation, scopes: Scopes) -> Result<(), Forbidden> {
    let alternatives = match operation.needs() {
        Needs::Public => return Ok(()),
        Needs::Session => return Err(Forbidden::SessionOnly),
        Needs::AnyOf(alternatives) => alternatives,
    };
    if alternatives.iter().any(|all| scopes.contains_all(Scopes::of(all))) {
        return Ok(());
    }
    let all_of = |all: &&[Scope]| all.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(" and ");
    let needed = alternatives.iter().map(all_of).collect::<Vec<_>>().join(", or ");
    let has = match scopes.is_empty() {
        true => "none of the scopes known here".to_owned(),
        false => scopes.to_string(),
    };
    Err(Forbidden::Scope { needed, has })
}

/// Whether a person with `role` may ask `operation` in a session.
///
/// # Errors
///
/// [`Forbidden::Role`] with the role that would be enough, [`Forbidden::TokenOnly`] if no role is.
pub fn permitted_to(operation: Operation, role: Role) -> Result<(), Forbidden> {
    match operation.role() {
        Some(needed) if role >= needed => Ok(()),
        Some(needed) => Err(Forbidden::Role { needed, has: role }),
        None if operation.is_public() => Ok(()),
        None => Err(Forbidden::TokenOnly),
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
