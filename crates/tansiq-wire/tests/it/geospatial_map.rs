//! The geospatial map interface: against its published documents, and as a client speaks it.

use serde::Serialize;
use serde_json::{Value, json};
use tansiq_wire::geospatial_map::*;
use tansiq_wire::parse;

use crate::flight_planning::{are_those_of_f3548, must_say};
use crate::schemas::{Document, borrowed, hold, spelled};

const FOLDER: &str = "automated-testing/geospatial_map/v1";

const FILES: [&str; 3] = ["geospatial_map.yaml", "astm_f3548_21.yaml", "ed269.yaml"];

#[test]
fn messages_have_the_fields_of_their_schemas() {
    let Some(mut document) = Document::load_strict(FOLDER, &FILES) else {
        return;
    };
    document.mend_required("GeospatialMapCheck", "filterSets", "filter_sets");
    document.mend_required("GeospatialMapCheckResult", "featuresSelectionOutcome", "features_selection_outcome");
    hold!(document:
        StatusResponse, CreateGeospatialDataSourceRequest, GeospatialHttpsSource,
        GeospatialDataSourceStatus, GeospatialDataSourceResponse,
        ListGeospatialDataSourcesResponse, Position, GeospatialMapQueryRequest, GeospatialMapCheck,
        GeospatialFeatureFilterSet, ED269Filters, GeospatialMapQueryReply, GeospatialMapCheckResult,
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
    enumeration(document, "GeospatialDataSourceStatus.status", &DataSourceState::ALL);
    enumeration(document, "GeospatialFeatureFilterSet.resulting_operational_impact", &OperationalImpact::ALL);
    enumeration(document, "Restriction", &Restriction::ALL);
    enumeration(document, "GeospatialMapCheckResult.features_selection_outcome", &FeaturesSelectionOutcome::ALL);

    document.hold_values("GeospatialHttpsSource.format", &[FORMAT_ED269]);
    document.hold_values("Altitude.reference", &ALTITUDE_REFERENCES);
    document.hold_values("Altitude.units", &ALTITUDE_UNITS);
}

#[test]
fn the_interface_says_the_name_and_version_that_it_must() {
    let Some(document) = Document::load_strict(FOLDER, &FILES) else {
        return;
    };
    must_say(&document, API_NAME, API_VERSION);
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

#[test]
fn a_query_is_read() {
    let query = json!({"checks": [
        {"filter_sets": [{
            "position": {"location": {"lat": 46.1, "lng": 7.2}, "altitude": {"value": 400, "reference": "SFC", "units": "FT"}},
            "after": "2024-04-22T16:36:50.52Z", "before": "2024-04-22T16:41:50.52Z",
            "restriction_source": "FAA_LAANC", "operation_rule_set": "Part107",
            "resulting_operational_impact": "BlockOrAdvise",
            "ed269": {"acceptable_restrictions": ["PROHIBITED", "REQ_AUTHORISATION"]},
        }, {}]},
        {"filter_sets": []},
    ]});
    let query: GeospatialMapQueryRequest = parse(query.to_string().as_bytes()).unwrap();
    assert_eq!(query.checks.len(), 2);
    assert!(query.checks[1].filter_sets.is_empty());
    let [full, empty] = query.checks[0].filter_sets.as_slice() else {
        panic!("two filter sets are expected");
    };
    assert_eq!(*empty, GeospatialFeatureFilterSet::default());
    let height = full.position.as_ref().unwrap().altitude.as_ref().unwrap();
    assert_eq!((height.value, height.reference.as_str(), height.units.as_str()), (400.0, REFERENCE_SFC, UNITS_FT));
    assert_eq!(full.after.as_deref(), Some("2024-04-22T16:36:50.52Z"));
    assert_eq!(full.operation_rule_set.as_deref(), Some("Part107"));
    assert_eq!(full.resulting_operational_impact, Some(OperationalImpact::BlockOrAdvise));
    let zones = full.ed269.as_ref().unwrap();
    assert_eq!(zones.acceptable_restrictions, [Restriction::Prohibited, Restriction::ReqAuthorisation]);
    assert_eq!(zones.u_space_class, None);
}

#[test]
fn a_query_is_refused_by_the_name_of_what_is_wrong_in_it() {
    let check = |query: Value, expected: &str| {
        let error = parse::<GeospatialMapQueryRequest>(query.to_string().as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(json!({}), "missing field `checks`");
    check(json!({"checks": null}), "checks: invalid type: null");
    check(json!({"checks": [{"filterSets": []}]}), "checks[0]: missing field `filter_sets`");
    let position = json!({"altitude": {"value": 1, "reference": "W84", "units": "M"}});
    check(
        json!({"checks": [{"filter_sets": [{"position": position}]}]}),
        "checks[0].filter_sets[0].position: missing field `location`",
    );
    check(
        json!({"checks": [{"filter_sets": [{"ed269": {"acceptable_restrictions": ["MAYBE"]}}]}]}),
        "checks[0].filter_sets[0].ed269.acceptable_restrictions[0]: unknown variant `MAYBE`",
    );
    check(json!({"checks": vec![json!({}); MAX_CHECKS + 1]}), "missing field `filter_sets`");
    let checks = vec![json!({"filter_sets": []}); MAX_CHECKS + 1];
    check(json!({"checks": checks}), "checks has more than 10000 items, allowed are 0 to 10000");
}

#[test]
fn a_source_of_another_format_is_read_so_that_it_can_be_answered() {
    let request = json!({"https_source": {"url": "https://caa.example.com/zones.json", "format": "ED-318"}});
    let request: CreateGeospatialDataSourceRequest = parse(request.to_string().as_bytes()).unwrap();
    assert_eq!(request.https_source.unwrap().format.as_deref(), Some("ED-318"));
}

#[test]
fn an_answer_about_a_source_leaves_out_what_it_does_not_say() {
    let status = GeospatialDataSourceStatus { id: "1".to_owned(), status: DataSourceState::Ready, message: None };
    let answer = GeospatialDataSourceResponse { data_source: status };
    assert_eq!(serde_json::to_value(&answer).unwrap(), json!({"data_source": {"id": "1", "status": "Ready"}}));
}
