//! Every message type is held against its schema in the published API documents.
//!
//! The documents are not part of this repository. They are looked for in the folder named by
//! `TANSIQ_SHARED`, then in `shared` beside the workspace; without them the tests print so.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor, value};
use serde_json::{Map, Value, json};
use tansiq_wire::f3548::*;

/// Fields of ours that the schema does not have: extensions of DSSs in the field.
const EXTENSIONS: [(&str, &str); 1] = [("PutOperationalIntentReferenceParameters", "requested_ovn_suffix")];

/// Messages that hold the state of an operational intent, which has no zero value.
const WITHOUT_ZERO: &[&str] = &[
    "Altitude",
    "LatLngPoint",
    "OperationalIntentReference",
    "GetOperationalIntentReferenceResponse",
    "ChangeOperationalIntentReferenceResponse",
    "OperationalIntent",
    "GetOperationalIntentDetailsResponse",
];

/// Schemas of F3548, and those that repeat them: what they require is forgiven.
const FORGIVEN: [&str; 6] = ["Time", "Radius", "Altitude", "Polygon", "LatLngPoint", "Volume4D"];

/// A published document and the schemas of it that were looked at.
pub struct Document {
    schemas: Map<String, Value>,
    held: BTreeSet<String>,
    strict: bool,
}

impl Document {
    /// The document at `path` in the folder of the published ones, if that is here.
    pub fn load(path: &str) -> Option<Self> {
        let shared = std::env::var_os("TANSIQ_SHARED")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
        let path = shared.join("specs").join(path);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: {} is not here", path.display());
            return None;
        };
        let document: Value = serde_yaml_ng::from_str(&text).expect("the document is YAML");
        let schemas = document["components"]["schemas"].as_object();
        Some(Self { schemas: schemas.expect("the document has schemas").clone(), held: BTreeSet::new(), strict: false })
    }

    /// Several documents of one folder that refer to each other, whose messages are refused when a
    /// required field is missing. No two of them may give different schemas the same name.
    pub fn load_strict(folder: &str, files: &[&str]) -> Option<Self> {
        let mut all = Self { schemas: Map::new(), held: BTreeSet::new(), strict: true };
        for file in files {
            for (name, schema) in Self::load(&format!("{folder}/{file}"))?.schemas {
                let other = all.schemas.insert(name.clone(), schema);
                assert_eq!(other, None, "{name} is in two documents");
            }
        }
        Some(all)
    }

    /// The schema `name`.
    pub fn schema(&self, name: &str) -> &Value {
        self.schemas.get(name).unwrap_or_else(|| panic!("there is no schema {name}"))
    }

    /// Mends a `required` that names a field which the properties of the schema spell otherwise.
    pub fn mend_required(&mut self, name: &str, wrong: &str, right: &str) {
        let required = &mut self.schemas[name]["required"];
        assert_eq!(*required, json!([wrong]), "required fields of {name}");
        *required = json!([right]);
    }

    /// Follows `$ref` and an `anyOf` of one, which is how the documents attach descriptions.
    fn resolve<'d>(&'d self, schema: &'d Value) -> &'d Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return self.resolve(&self.schemas[name]);
        }
        match schema["anyOf"].as_array().map(Vec::as_slice) {
            Some([only]) => self.resolve(only),
            Some(_) => panic!("a choice of several is not expected in {schema}"),
            None => schema,
        }
    }

    /// A value with every property the schema knows.
    fn full_example(&self, schema: &Value) -> Value {
        let schema = self.resolve(schema);
        if let Some(values) = schema["enum"].as_array() {
            return values[0].clone();
        }
        match schema["type"].as_str() {
            Some("string") => json!("text"),
            Some("number") => json!(1.5),
            Some("integer") => json!(7),
            Some("boolean") => json!(true),
            Some("array") => json!([self.full_example(&schema["items"])]),
            Some("object") => match schema["properties"].as_object() {
                Some(properties) => properties.iter().map(|(name, schema)| (name.clone(), self.full_example(schema))).collect(),
                None => json!({"anything": [1]}),
            },
            other => panic!("type {other:?} is not expected in {schema}"),
        }
    }

    /// Holds one of our message types against the schema `name`.
    pub fn hold<T: DeserializeOwned + Serialize>(&mut self, name: &str, fields: &[&str]) {
        let schema = self.schemas.get(name).unwrap_or_else(|| panic!("there is no schema {name}"));
        let properties = schema["properties"].as_object().expect("a message has properties");

        let ours: BTreeSet<&str> = fields.iter().copied().filter(|field| !EXTENSIONS.contains(&(name, field))).collect();
        let theirs: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(ours, theirs, "fields of {name}");

        let example = self.full_example(schema);
        assert_eq!(rewritten::<T>(name, &example), example, "{name}");

        let required = schema["required"].as_array().cloned().unwrap_or_default();
        // ExchangeRecord requires `request_source`, which its properties do not have.
        let required: Vec<&str> = required.iter().filter_map(Value::as_str).filter(|field| theirs.contains(field)).collect();
        let sparse = self.without_optional(schema, &example);
        let written = rewritten::<T>(name, &sparse);
        for field in &required {
            assert!(!written[*field].is_null(), "{name} must always write {field}");
        }
        if self.strict && !required.is_empty() && !FORGIVEN.contains(&name) {
            hold_required::<T>(name, &required, &example);
        } else {
            hold_zero::<T>(name, fields);
        }
        self.held.insert(name.to_owned());
    }

    /// `example` with its required properties only, all the way down.
    fn without_optional(&self, schema: &Value, example: &Value) -> Value {
        let schema = self.resolve(schema);
        let Some(required) = schema["required"].as_array() else {
            return if example.is_object() { json!({}) } else { example.clone() };
        };
        required
            .iter()
            .filter_map(Value::as_str)
            .filter_map(|field| {
                let value = example.get(field)?;
                let schema = &schema["properties"][field];
                Some((field.to_owned(), self.without_optional(schema, value)))
            })
            .collect()
    }

    /// Holds a list of names against the `enum` at `pointer` below the schemas.
    pub fn hold_values(&mut self, pointer: &str, ours: &[&str]) {
        let mut steps = pointer.split('.');
        let name = steps.next().expect("a pointer begins with a schema");
        let schema = match steps.next() {
            Some(field) => &self.schemas[name]["properties"][field],
            None => &self.schemas[name],
        };
        let schema = self.resolve(schema);
        assert_eq!(schema["enum"], json!(ours), "{pointer}");
        self.held.insert(name.to_owned());
    }

    /// Fails for an object or an enumeration that no call of ours has looked at.
    pub fn everything_is_held(&self) {
        for (name, schema) in &self.schemas {
            let matters = schema["type"] == "object" || !schema["enum"].is_null();
            assert!(!matters || self.held.contains(name), "{name} has no type of ours");
        }
    }
}

/// An object without fields and one of nulls are the same message, or neither is one.
fn hold_zero<T: DeserializeOwned + Serialize>(name: &str, fields: &[&str]) {
    let nulls: Map<String, Value> = fields.iter().map(|&field| (field.to_owned(), Value::Null)).collect();
    let nulls = Value::Object(nulls);
    if WITHOUT_ZERO.contains(&name) {
        assert!(tansiq_wire::parse::<T>(b"{}").is_err(), "{name}");
        assert!(tansiq_wire::parse::<T>(nulls.to_string().as_bytes()).is_err(), "{name}");
    } else {
        let zero = rewritten::<T>(name, &json!({}));
        assert_eq!(rewritten::<T>(name, &nulls), zero, "{name}");
    }
}

/// Without any one of its required fields, or with a null in its place, `example` is refused.
fn hold_required<T: DeserializeOwned>(name: &str, required: &[&str], example: &Value) {
    for field in required {
        let mut value = example.clone();
        value[*field] = Value::Null;
        assert!(tansiq_wire::parse::<T>(value.to_string().as_bytes()).is_err(), "{name} with null as {field}");
        value.as_object_mut().expect("a message is an object").remove(*field);
        let error = tansiq_wire::parse::<T>(value.to_string().as_bytes()).err();
        let text = error.unwrap_or_else(|| panic!("{name} must not be read without {field}")).to_string();
        assert!(text.contains(&format!("missing field `{field}`")), "{text}");
    }
}

/// What becomes of `value` when it is read as `T` and written again.
fn rewritten<T: DeserializeOwned + Serialize>(name: &str, value: &Value) -> Value {
    let message: T =
        tansiq_wire::parse(value.to_string().as_bytes()).unwrap_or_else(|error| panic!("{name} must read {value}: {error}"));
    serde_json::to_value(&message).unwrap_or_else(|error| panic!("{name} must be written: {error}"))
}

/// A deserializer that only learns which fields a derived type asks for.
pub struct FieldNames<'n>(pub &'n mut &'static [&'static str]);

impl<'de> Deserializer<'de> for FieldNames<'_> {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(value::Error::custom("only structs have field names"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        Err(value::Error::custom("the names are known"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Holds each message type that is named against the schema of the same name.
macro_rules! hold {
    ($document:ident: $($name:ident),+ $(,)?) => {$({
        let mut fields: &'static [&'static str] = &[];
        // The inherent function is the one serde derived; it asks for a struct by its fields.
        let _ = $name::deserialize($crate::schemas::FieldNames(&mut fields));
        $document.hold::<$name>(stringify!($name), fields);
    })+};
}
pub(crate) use hold;

#[test]
fn f3548_messages_have_the_fields_of_their_schemas() {
    let Some(mut document) = Document::load("astm/f3548-21-utm.yaml") else {
        return;
    };
    hold!(document:
        Time, Radius, Altitude, Polygon, LatLngPoint, Circle, Volume3D, Volume4D, ErrorResponse,
        SubscriptionState, SubscriberToNotify, Subscription, QuerySubscriptionParameters,
        QuerySubscriptionsResponse, GetSubscriptionResponse, PutSubscriptionParameters,
        PutSubscriptionResponse, DeleteSubscriptionResponse, OperationalIntentReference,
        PutOperationalIntentReferenceParameters, ImplicitSubscriptionParameters,
        GetOperationalIntentReferenceResponse, ChangeOperationalIntentReferenceResponse,
        QueryOperationalIntentReferenceParameters, QueryOperationalIntentReferenceResponse,
        ConstraintReference, PutConstraintReferenceParameters, GetConstraintReferenceResponse,
        ChangeConstraintReferenceResponse, QueryConstraintReferenceParameters,
        QueryConstraintReferencesResponse, AirspaceConflictResponse, OperationalIntentDetails,
        OperationalIntent, PutOperationalIntentDetailsParameters,
        GetOperationalIntentDetailsResponse, ConstraintDetails, Constraint,
        PutConstraintDetailsParameters, GetConstraintDetailsResponse,
        GetOperationalIntentTelemetryResponse, VehicleTelemetry, Position, Velocity,
        UssAvailabilityStatus, SetUssAvailabilityStatusParameters, UssAvailabilityStatusResponse,
        USSLogSet, ExchangeRecord, ErrorReport, PositionRecord, OperationalIntentPositions,
        PlanningRecord, UserNotificationRecord, UserInputRecord, OperatorAssociation,
        ConstraintProviderAssociation, GeoZone, Authority,
    );
    hold_f3548_values(&mut document);
    document.everything_is_held();
}

fn hold_f3548_values(document: &mut Document) {
    let states = OperationalIntentState::ALL.map(OperationalIntentState::as_str);
    document.hold_values("OperationalIntentState", &states);
    let availabilities = UssAvailabilityState::ALL.map(UssAvailabilityState::as_str);
    document.hold_values("UssAvailabilityState", &availabilities);
    let vertical = spelled(&PositionAccuracyVertical::ALL);
    document.hold_values("PositionAccuracyVertical", &borrowed(&vertical));
    let horizontal = spelled(&PositionAccuracyHorizontal::ALL);
    document.hold_values("PositionAccuracyHorizontal", &borrowed(&horizontal));

    document.hold_values("Time.format", &[FORMAT_RFC3339]);
    document.hold_values("Radius.units", &[UNITS_M]);
    document.hold_values("Altitude.units", &[UNITS_M]);
    document.hold_values("Altitude.reference", &[REFERENCE_W84]);
    document.hold_values("Velocity.units_speed", &[UNITS_SPEED]);
    document.hold_values("ExchangeRecord.recorder_role", &RECORDER_ROLES);
    document.hold_values("UserNotificationRecord.notification_triggering_event", &NOTIFICATION_TRIGGERS);
    document.hold_values("UserInputRecord.input_triggering_event", &INPUT_TRIGGERS);
    document.hold_values("CodeZoneType", &ZONE_TYPES);
    document.hold_values("CodeZoneReasonType", &ZONE_REASONS);
    document.hold_values("CodeYesNoType", &YES_NO);
    document.hold_values("CodeAuthorityRole", &AUTHORITY_ROLES);
}

#[test]
fn auxiliary_messages_have_the_fields_of_their_schemas() {
    use tansiq_wire::auxiliary::*;

    let Some(mut document) = Document::load("aux.yaml") else {
        return;
    };
    hold!(document:
        VersionResponse, ErrorResponse, PoolResponse, DSSInstancesResponse, DSSInstance,
        Heartbeat, CAsResponse, GlobalOptionsResponse,
    );
    document.everything_is_held();
}

#[test]
fn versioning_messages_have_the_fields_of_their_schemas() {
    use tansiq_wire::versioning::GetVersionResponse;

    let path = "automated-testing/versioning/versioning.yaml";
    let Some(mut document) = Document::load(path) else {
        return;
    };
    hold!(document: GetVersionResponse);
    document.everything_is_held();
}

#[test]
fn states_are_spelled_the_same_by_serde_and_by_name() {
    for state in OperationalIntentState::ALL {
        assert_eq!(json!(state), state.as_str());
        assert_eq!(OperationalIntentState::from_name(state.as_str()), Some(state));
    }
    for state in UssAvailabilityState::ALL {
        assert_eq!(json!(state), state.as_str());
        assert_eq!(UssAvailabilityState::from_name(state.as_str()), Some(state));
    }
    assert_eq!(OperationalIntentState::from_name("accepted"), None);
    assert_eq!(UssAvailabilityState::from_name(""), None);
}

/// How serde writes each of `values`.
pub fn spelled<T: Serialize>(values: &[T]) -> Vec<String> {
    let text = |value| serde_json::from_value(json!(value)).expect("an enum is written as text");
    values.iter().map(text).collect()
}

/// The same texts, borrowed.
pub fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
