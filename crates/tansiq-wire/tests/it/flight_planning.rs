//! The flight planning interface: against its published documents, and as a client speaks it.

use serde::Serialize;
use serde_json::{Value, json};
use tansiq_wire::flight_planning::*;
use tansiq_wire::parse;

use crate::schemas::{Document, borrowed, hold, spelled};

const FOLDER: &str = "automated-testing/flight_planning/v1";

const FILES: [&str; 9] = [
    "flight_planning.yaml",
    "astm_f3548v21.yaml",
    "au.yaml",
    "geotemporal.yaml",
    "operator.yaml",
    "telemetry.yaml",
    "uas.yaml",
    "user_notification.yaml",
    "uspace.yaml",
];

#[test]
fn messages_have_the_fields_of_their_schemas() {
    let Some(mut document) = Document::load_strict(FOLDER, &FILES) else {
        return;
    };
    hold!(document:
        StatusResponse, FlightPlan, BasicFlightPlanInformation, UpsertFlightPlanRequest,
        UpsertFlightPlanResponse, DeleteFlightPlanResponse, ClearAreaRequest, ClearAreaOutcome,
        ClearAreaResponse, QueryUserNotificationsResponse, UserNotification,
        ASTMF354821OpIntentInformation, RPAS26FlightDetails, OperatorInformation,
        OperatorRegistrationNumber, FlightTelemetry, AircraftState, AircraftPosition,
        UASInformation, UASRegistrationNumber, UAClassificationEU, FlightAuthorisationData,
        Time, Radius, Altitude, Polygon, LatLngPoint, Circle, Volume3D, Volume4D,
    );
    hold_values(&mut document);
    document.everything_is_held();
}

fn hold_values(document: &mut Document) {
    fn enumeration<T: Serialize>(document: &mut Document, pointer: &str, values: &[T]) {
        document.hold_values(pointer, &borrowed(&spelled(values)));
    }
    enumeration(document, "StatusResponse.status", &InterfaceStatus::ALL);
    enumeration(document, "BasicFlightPlanInformation.usage_state", &UsageState::ALL);
    enumeration(document, "ExecutionStyle", &ExecutionStyle::ALL);
    enumeration(document, "PlanningActivityResult", &PlanningActivityResult::ALL);
    enumeration(document, "FlightPlanStatus", &FlightPlanStatus::ALL);
    enumeration(document, "AdvisoryInclusion", &AdvisoryInclusion::ALL);
    enumeration(document, "UserNotification.conflicts", &NotifiedConflicts::ALL);
    enumeration(document, "FunctionalState", &FunctionalState::ALL);
    enumeration(document, "OperationalStatus", &OperationalStatus::ALL);
    enumeration(document, "SpeedAccuracy", &SpeedAccuracy::ALL);
    enumeration(document, "HorizontalAccuracy", &HorizontalAccuracy::ALL);
    enumeration(document, "VerticalAccuracy", &VerticalAccuracy::ALL);

    document.hold_values("Altitude.reference", &ALTITUDE_REFERENCES);
    document.hold_values("Altitude.units", &[UNITS_M]);
    document.hold_values("UAType", &UA_TYPES);
    document.hold_values("UAClassificationEU.category", &EU_CATEGORIES);
    document.hold_values("UAClassificationEU.class", &EU_CLASSES);
    document.hold_values("OperationMode", &OPERATION_MODES);
    document.hold_values("FlightAuthorisationData.operation_category", &OPERATION_CATEGORIES);
    document.hold_values("UASClass", &UAS_CLASSES);
    document.hold_values("RPAS26FlightDetails.operator_type", &RPAS_OPERATOR_TYPES);
    document.hold_values("RPAS26FlightDetails.aircraft_type", &RPAS_AIRCRAFT_TYPES);
    document.hold_values("RPAS26FlightDetails.flight_profile", &RPAS_FLIGHT_PROFILES);
}

#[test]
fn absent_fields_mean_what_the_schemas_say() {
    let Some(document) = Document::load_strict(FOLDER, &FILES) else {
        return;
    };
    assert_eq!(document.schema("AdvisoryInclusion")["default"], json!(AdvisoryInclusion::default()));
    assert_eq!(document.schema("OperationalStatus")["default"], json!(OperationalStatus::default()));
    assert_eq!(document.schema("UserNotification")["properties"]["conflicts"]["default"], json!(NotifiedConflicts::default()));
    assert_eq!(document.schema("UAType")["default"], UA_TYPES[0]);
    assert_eq!(document.schema("UAClassificationEU")["properties"]["category"]["default"], EU_CATEGORIES[0]);
    assert_eq!(document.schema("UAClassificationEU")["properties"]["class"]["default"], EU_CLASSES[0]);
}

#[test]
fn the_interface_says_the_name_and_version_that_it_must() {
    let Some(document) = Document::load_strict(FOLDER, &FILES) else {
        return;
    };
    must_say(&document, API_NAME, API_VERSION);
}

/// The description of both fields of the status names the only text that may be there.
pub fn must_say(document: &Document, name: &str, version: &str) {
    let properties = &document.schema("StatusResponse")["properties"];
    for (field, text) in [("api_name", name), ("api_version", version)] {
        let description = properties[field]["description"].as_str().unwrap();
        assert!(description.contains(&format!("Must be \"{text}\"")), "{description}");
        assert_eq!(properties[field]["example"], text);
    }
}

/// The F3548 types stand for these schemas too, because both documents say the same of them but for
/// the reference and the unit of a height.
#[test]
fn geotemporal_schemas_are_those_of_f3548() {
    let Some(document) = Document::load_strict(FOLDER, &FILES) else {
        return;
    };
    are_those_of_f3548(&document);
}

/// Compares everything but the prose, and the codes of a height.
pub fn are_those_of_f3548(document: &Document) {
    let f3548 = Document::load("astm/f3548-21-utm.yaml").unwrap();
    for name in
        ["Time", "Radius", "Altitude", "Latitude", "Longitude", "Polygon", "LatLngPoint", "Circle", "Volume3D", "Volume4D"]
    {
        assert_eq!(bare(document.schema(name), name), bare(f3548.schema(name), name), "{name}");
    }
}

fn bare(schema: &Value, name: &str) -> Value {
    match schema {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(field, _)| match field.as_str() {
                "description" | "example" => false,
                "enum" => name != "Altitude",
                _ => true,
            });
            kept.map(|(field, value)| (field.clone(), bare(value, name))).collect()
        }
        Value::Array(items) => items.iter().map(|item| bare(item, name)).collect(),
        other => other.clone(),
    }
}

/// A request as the test suite of the field sends it.
fn request() -> Value {
    json!({
        "flight_plan": {
            "basic_information": {
                "usage_state": "InUse",
                "uas_state": "OffNominal",
                "area": [{
                    "volume": {
                        "outline_polygon": {"vertices": [
                            {"lat": 46.1, "lng": 7.2}, {"lat": 46.1, "lng": 7.3}, {"lat": 46.2, "lng": 7.3},
                        ]},
                        "altitude_lower": {"value": 605.0, "reference": "W84", "units": "M"},
                        "altitude_upper": {"value": 30, "reference": "SFC", "units": "M"},
                    },
                    "time_start": {"value": "2024-04-22T16:36:50.52Z", "format": "RFC3339"},
                    "time_end": {"value": "2024-04-22T16:41:50.52Z", "format": "RFC3339"},
                }],
            },
            "astm_f3548_21": {"priority": 100},
            "telemetry": {"states": [{
                "id": "a", "timestamp": {"value": "2024-04-22T16:37:00Z", "format": "RFC3339"},
                "position": {"location": {"lat": 46.15, "lng": 7.28}, "accuracy_h": "HA3m"},
                "speed_accuracy": "SA03mps", "track": 295.0,
            }]},
            "additional_information": {"some": {"agreed": [1, "thing"]}},
            "of_another_version": true,
        },
        "execution_style": "IfAllowed",
        "request_id": "03e5572a-f733-49af-bc14-8a18bd53ee39",
    })
}

fn read(value: &Value) -> Result<UpsertFlightPlanRequest, String> {
    parse(value.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_request_to_plan_is_read() {
    let UpsertFlightPlanRequest { flight_plan, execution_style, request_id } = read(&request()).unwrap();
    assert_eq!(execution_style, ExecutionStyle::IfAllowed);
    assert_eq!(request_id, "03e5572a-f733-49af-bc14-8a18bd53ee39");
    assert_eq!(flight_plan.astm_f3548_21, Some(ASTMF354821OpIntentInformation { priority: 100 }));
    assert_eq!(flight_plan.additional_information.as_ref().unwrap()["some"], json!({"agreed": [1, "thing"]}));
    assert_eq!((&flight_plan.uas, &flight_plan.operator), (&None, &None));

    let basic = &flight_plan.basic_information;
    assert_eq!((basic.usage_state, basic.uas_state), (UsageState::InUse, Some(FunctionalState::OffNominal)));
    assert_eq!(basic.description, "");
    assert_eq!(basic.area[0].time_start.as_ref().unwrap().to_micros(), Ok(1_713_803_810_520_000));
    let ceiling = basic.area[0].volume.altitude_upper.as_ref().unwrap();
    assert_eq!((ceiling.value, ceiling.reference.as_str()), (30.0, REFERENCE_SFC));

    let state = &flight_plan.telemetry.as_ref().unwrap().states[0];
    assert_eq!((state.track, state.speed, state.vertical_speed), (295.0, 0.0, 0.0));
    assert_eq!((state.operational_status, state.uas_state), (OperationalStatus::Undeclared, None));
    let position = state.position.as_ref().unwrap();
    assert_eq!((position.accuracy_h, position.pressure_altitude), (Some(HorizontalAccuracy::HA3m), None));
}

#[test]
fn a_request_is_refused_by_the_name_of_what_is_wrong_in_it() {
    let check = |pointer: &str, value: Value, expected: &str| {
        let mut request = request();
        *request.pointer_mut(pointer).unwrap() = value;
        let error = read(&request).unwrap_err();
        assert!(error.contains(expected), "{error}");
    };
    check("/execution_style", json!("Perhaps"), "execution_style: unknown variant `Perhaps`, expected one of `Hypothetical`");
    check("/flight_plan/basic_information", json!({}), "flight_plan.basic_information: missing field `usage_state`");
    check("/flight_plan/basic_information/usage_state", Value::Null, "flight_plan.basic_information.usage_state: ");
    check("/flight_plan/basic_information", json!([]), "expected an object (BasicFlightPlanInformation)");
    check("/flight_plan/telemetry/states/0/timestamp", json!("now"), "flight_plan.telemetry.states[0].timestamp: ");
    let volumes = vec![json!({}); MAX_AREA_VOLUMES + 1];
    check("/flight_plan/basic_information/area", json!(volumes), "area has more than 10000 items, allowed are 0 to 10000");
}

#[test]
fn a_code_that_is_only_carried_may_be_unknown() {
    let mut request = request();
    request["flight_plan"]["uas"] = json!({"aircraft_type": "Saucer", "eu_classification": {"class": "Class9"}});
    let uas = read(&request).unwrap().flight_plan.uas.unwrap();
    assert_eq!(uas.aircraft_type.as_deref(), Some("Saucer"));
    assert_eq!(uas.eu_classification.unwrap().class.as_deref(), Some("Class9"));
}

#[test]
fn an_answer_leaves_out_what_it_does_not_say() {
    let answer = UpsertFlightPlanResponse {
        planning_result: PlanningActivityResult::Rejected,
        notes: Some("conflict with an operation of uss2".to_owned()),
        flight_plan_status: FlightPlanStatus::NotPlanned,
        as_planned: None,
        includes_advisories: AdvisoryInclusion::default(),
    };
    let written = serde_json::to_value(&answer).unwrap();
    assert_eq!(
        written,
        json!({
            "planning_result": "Rejected", "notes": "conflict with an operation of uss2",
            "flight_plan_status": "NotPlanned", "includes_advisories": "Unknown",
        })
    );
    assert_eq!(parse::<UpsertFlightPlanResponse>(written.to_string().as_bytes()), Ok(answer));
}

#[test]
fn a_plan_is_made_in_one_call() {
    let plan = FlightPlan::new(UsageState::Planned, vec![Volume4D::circle(46.1, 7.2, 300.0, 600.0, 700.0, 0, 1)]);
    let written = serde_json::to_value(&plan).unwrap();
    assert_eq!(written.as_object().unwrap().keys().collect::<Vec<_>>(), ["basic_information"]);
    assert_eq!(written["basic_information"]["usage_state"], "Planned");
    assert_eq!(parse::<FlightPlan>(written.to_string().as_bytes()), Ok(plan));
}
