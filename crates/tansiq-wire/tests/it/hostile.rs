//! Whatever comes in, reading ends with a message or an error, never with a panic.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Map, Number, Value};
use tansiq_wire::f3548::*;
use tansiq_wire::{auxiliary, flight_planning, geospatial_map, parse, versioning};

use crate::schemas::FieldNames;

/// Expands to a function that reads `body` as every listed type, and to their field names.
macro_rules! readers {
    ($($name:path),+ $(,)?) => {
        fn read_as_everything(body: &[u8]) {
            $(
                if let Ok(message) = parse::<$name>(body) {
                    serde_json::to_vec(&message).expect("what was read can be written");
                }
            )+
        }

        fn field_names() -> Vec<&'static str> {
            let mut names = vec!["unknown", ""];
            $({
                type Message = $name;
                let mut fields: &'static [&'static str] = &[];
                let _ = Message::deserialize(FieldNames(&mut fields));
                names.extend(fields);
            })+
            names
        }
    };
}

readers!(
    PutOperationalIntentReferenceParameters,
    QueryOperationalIntentReferenceResponse,
    AirspaceConflictResponse,
    ChangeOperationalIntentReferenceResponse,
    PutConstraintReferenceParameters,
    ChangeConstraintReferenceResponse,
    QueryConstraintReferencesResponse,
    PutSubscriptionParameters,
    PutSubscriptionResponse,
    QuerySubscriptionParameters,
    SetUssAvailabilityStatusParameters,
    UssAvailabilityStatusResponse,
    ErrorReport,
    PutOperationalIntentDetailsParameters,
    PutConstraintDetailsParameters,
    GetOperationalIntentTelemetryResponse,
    USSLogSet,
    auxiliary::DSSInstancesResponse,
    auxiliary::CAsResponse,
    auxiliary::GlobalOptionsResponse,
    versioning::GetVersionResponse,
    flight_planning::StatusResponse,
    flight_planning::ClearAreaRequest,
    flight_planning::ClearAreaResponse,
    flight_planning::UpsertFlightPlanRequest,
    flight_planning::UpsertFlightPlanResponse,
    flight_planning::DeleteFlightPlanResponse,
    flight_planning::QueryUserNotificationsResponse,
    flight_planning::FlightPlan,
    flight_planning::BasicFlightPlanInformation,
    flight_planning::UASInformation,
    flight_planning::OperatorInformation,
    flight_planning::FlightTelemetry,
    flight_planning::AircraftState,
    flight_planning::AircraftPosition,
    flight_planning::FlightAuthorisationData,
    flight_planning::RPAS26FlightDetails,
    geospatial_map::CreateGeospatialDataSourceRequest,
    geospatial_map::ListGeospatialDataSourcesResponse,
    geospatial_map::GeospatialMapQueryRequest,
    geospatial_map::GeospatialMapCheck,
    geospatial_map::GeospatialFeatureFilterSet,
    geospatial_map::ED269Filters,
    geospatial_map::GeospatialMapQueryReply,
    Volume4D,
    Volume3D,
    Circle,
    Polygon,
    LatLngPoint,
    Altitude,
    Radius,
    Time,
    OperationalIntentReference,
    ConstraintReference,
    Subscription,
    OperationalIntent,
    Constraint,
    GeoZone,
    VehicleTelemetry,
);

static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(field_names);

/// JSON whose objects use the field names of our messages, so that it reaches deep into them.
fn arbitrary_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|n| Number::from_f64(n).map_or(Value::Null, Value::Number)),
        ".{0,12}".prop_map(Value::String),
        prop::sample::select(vec!["Accepted", "Down", "M", "W84", "RFC3339", "HA1m", "Planned", "InReality", "Ready", "Block"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(7, 96, 6, |inner| {
        let name = prop::sample::select(NAMES.as_slice()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name, inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn arbitrary_json_never_panics_a_reader(value in arbitrary_json()) {
        read_as_everything(value.to_string().as_bytes());
    }

    #[test]
    fn arbitrary_bytes_never_panic_a_reader(body in prop::collection::vec(any::<u8>(), 0..200)) {
        read_as_everything(&body);
    }

    #[test]
    fn damaged_json_never_panics_a_reader(
        value in arbitrary_json(),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut body = value.to_string().into_bytes();
        let place = place.index(body.len());
        body[place] = byte;
        if cut {
            body.truncate(place);
        }
        read_as_everything(&body);
    }
}

#[test]
fn curious_bodies_never_panic_a_reader() {
    let deep_lists = "[".repeat(1_000) + &"]".repeat(1_000);
    let deep_objects = r#"{"volume":"#.repeat(1_000) + "1" + &"}".repeat(1_000);
    for name in NAMES.iter() {
        for value in [
            "NaN",
            "1e400",
            "-1e400",
            "-0",
            r#""\ud800""#,
            r#""\udc00\ud800""#,
            r#""\u0000""#,
            &deep_lists,
            &deep_objects,
            "{}",
            "[]",
            "[[]]",
            "[null]",
            "",
        ] {
            read_as_everything(format!(r#"{{"{name}": {value}}}"#).as_bytes());
        }
        read_as_everything(&[b"{\"", name.as_bytes(), b"\": \"\xff\xfe\"}"].concat());
        read_as_everything(format!(r#"{{"{name}": null, "{name}": null}}"#).as_bytes());
    }
    for body in ["null", "true", "1", "\"\"", "", " ", "\u{feff}{}", &deep_lists, &deep_objects] {
        read_as_everything(body.as_bytes());
    }
}
