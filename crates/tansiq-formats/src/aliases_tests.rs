use super::*;

fn settled(properties: Value) -> Object {
    let Value::Object(mut properties) = properties else { panic!("an object is given") };
    settle(&mut properties);
    settle_bounds(&mut properties);
    properties
}

#[test]
fn names_of_the_standard_and_of_tools_are_known() {
    let of_standard = settled(json!({
        "altitude_lower": {"value": 50, "reference": "W84", "units": "M"}, "altitude_upper": {"value": 400, "reference": "SFC", "units": "FT"},
        "time_start": {"value": "2027-01-01T00:00:00Z", "format": "RFC3339"}, "time_end": "2027-01-01T01:00:00Z",
    }));
    assert_eq!(of_standard["lower"], "50 m W84");
    assert_eq!(of_standard["upper"], "400 ft SFC");
    assert_eq!((&of_standard["start"], &of_standard["end"]), (&json!("2027-01-01T00:00:00Z"), &json!("2027-01-01T01:00:00Z")));
    let of_tool = settled(json!({"lower_m": 10, "max_altitude": 90, "units": "M", "altitude_reference": "AMSL", "speed": 12}));
    assert_eq!((&of_tool["lower"], &of_tool["upper"], &of_tool["unit"]), (&json!(10), &json!(90), &json!("m")));
    assert_eq!((&of_tool["reference"], &of_tool["speed_mps"]), (&json!("AMSL"), &json!(12)));
}

#[test]
fn own_names_go_first_and_metres_are_not_taken_for_feet() {
    let own = settled(json!({"lower": 1, "altitude_lower": 2, "upper_m": 3, "unit": "ft"}));
    assert_eq!(own["lower"], 1);
    assert_eq!(own.get("upper"), None);
}

#[test]
fn references_of_the_standard_are_those_of_areas() {
    let given = settled(json!({"lower": 1, "upper": 2, "reference": "W84", "upper_reference": "SFC"}));
    assert_eq!((&given["reference"], &given["upper_reference"]), (&json!("WGS84"), &json!("AGL")));
}
