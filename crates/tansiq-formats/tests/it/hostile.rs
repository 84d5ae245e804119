//! Whatever the bytes are, reading ends with areas and problems or with an error: it never panics, and keeps to its bounds.

use proptest::prelude::*;
use serde_json::{Value, json};
use tansiq_formats::{Format, bounds::MAX_PROBLEMS, ed318::areas_to_ed318, read_areas};

use crate::common::parsed;

const SEEDS: [(&str, Format); 4] = [
    (include_str!("../../testdata/ed318/examples/Example_Collection.json"), Format::Ed318),
    (include_str!("../../testdata/ed318/examples/Example_GeoZone_with_extension.json"), Format::Ed318),
    (include_str!("../../testdata/samples/cis_source_sample_ed269.json"), Format::Ed269),
    (
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[8,47]},"properties":
        {"radius":100,"kind":"prohibited","lower":"GND","upper":"FL65","time_zone":"Europe/Zurich","start":"2025-01-01T00:00:00Z",
        "schedule":[{"days":["MON"],"start":"08:00","end":"SS"}],"name":{"en":"x"}}}]}"#,
        Format::GeoJson,
    ),
];

/// Numbers, texts and shapes that make trouble.
fn troublemaker() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!([])),
        Just(json!({})),
        Just(json!(true)),
        Just(json!("")),
        Just(json!([[]])),
        Just(json!([[[[]]]])),
        Just(json!(1e308)),
        Just(json!(-1e308)),
        Just(json!(1e-308)),
        Just(json!(u64::MAX)),
        Just(json!(i64::MIN)),
        Just(json!(0)),
        Just(json!("24:00")),
        Just(json!("00:00:00+15:00")),
        Just(json!("9999-12-31T23:59:59Z")),
        Just(json!("-009999-01-01T00:00:00Z")),
        Just(json!("é+é:é")),
        Just(json!("FL")),
        Just(json!("FL1e300")),
        Just(json!("NaN m AGL")),
        Just(json!("SR")),
        Just(json!("Polygon")),
        Just(json!("MultiPolygon")),
        Just(json!("Circle")),
        Just(json!([180.0, 90.0])),
        Just(json!([-180, -90])),
        "\\PC{0,12}".prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
    ]
}

/// Puts a value at the place that a walk down the document ends at.
fn plant(document: &mut Value, walk: &[usize], value: Value) {
    let children = match document {
        Value::Array(array) => array.len(),
        Value::Object(object) => object.len(),
        _ => 0,
    };
    let Some((step, rest)) = walk.split_first().filter(|_| children > 0) else {
        *document = value;
        return;
    };
    match document {
        Value::Array(array) => plant(&mut array[step % children], rest, value),
        Value::Object(object) => plant(object.values_mut().nth(step % children).unwrap(), rest, value),
        _ => {}
    }
}

fn survive(bytes: &[u8], format: Option<Format>) {
    let Ok(imported) = read_areas(bytes, format) else { return };
    assert!(imported.problems.listed.len() <= MAX_PROBLEMS);
    assert!(imported.areas.iter().all(|area| !area.volumes.is_empty()), "an area without volumes");
    for area in &imported.areas {
        let place = tansiq_geo::LatLng::new(47.0, 8.0).unwrap();
        let _ = area.schedule.windows(place, 1_700_000_000_000_000, 1_701_000_000_000_000);
    }
    let written = areas_to_ed318(&imported.areas).collection.to_string();
    let again = read_areas(written.as_bytes(), Some(Format::Ed318)).unwrap();
    assert_eq!(again.areas.len(), imported.areas.len(), "{:?}", again.problems.listed);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn mutated_documents_are_survived(seed in 0usize..4, changes in proptest::collection::vec((proptest::collection::vec(0usize..8, 2..9), troublemaker()), 1..4)) {
        let (text, format) = SEEDS[seed];
        let mut document = parsed(text);
        for (walk, value) in changes {
            plant(&mut document, &walk, value);
        }
        let text = document.to_string();
        survive(text.as_bytes(), None);
        survive(text.as_bytes(), Some(format));
    }

    #[test]
    fn mutated_bytes_are_survived(seed in 0usize..4, changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8), cut in any::<proptest::sample::Index>()) {
        let (text, format) = SEEDS[seed];
        let mut bytes = text.as_bytes().to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        survive(&bytes, None);
        survive(&bytes[..cut.index(bytes.len())], Some(format));
    }
}
