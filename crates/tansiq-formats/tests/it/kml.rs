//! KML files as a whole: what is read, with expected figures, and that nothing in a file can break the reader.

use std::io::Write;

use proptest::prelude::*;
use tansiq_formats::{AreaKind, Format, Imported, Period, ReadError, Schedule, bounds::MAX_FILE_BYTES, kml};
use tansiq_geo::Outline;
use tansiq_heights::{Height, Reference};

const SAMPLE: &str = include_str!("../../testdata/kml/sample.kml");

fn read(text: &str) -> Imported {
    kml::read_areas(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn height(m: f64, reference: Reference) -> Option<Height> {
    Some(Height { m, reference })
}

#[test]
fn the_sample_is_read_with_names_kinds_and_heights() {
    let imported = read(SAMPLE);
    assert_eq!(imported.collection.name.as_deref(), Some("Zones & more"));
    let titles: Vec<&str> = imported.areas.iter().map(|area| area.title()).collect();
    assert_eq!(titles, ["North / Extruded", "North / Inner / Two & a half", "Absolute", "Clamped"]);
    let ids: Vec<&str> = imported.areas.iter().map(|area| area.id.as_str()).collect();
    assert_eq!(ids, ["zone-1", "feature-1", "feature-2", "feature-4"]);
    let kinds: Vec<AreaKind> = imported.areas.iter().map(|area| area.kind).collect();
    assert_eq!(kinds, [AreaKind::RequiresAuthorisation, AreaKind::Conditional, AreaKind::Prohibited, AreaKind::Prohibited]);
    let bounds: Vec<_> = imported.areas.iter().map(|area| (area.volumes[0].lower, area.volumes[0].upper)).collect();
    let ground = height(0.0, Reference::Ground);
    assert_eq!(
        bounds,
        [
            (ground, height(120.0, Reference::Ground)),
            (height(500.0 * 0.3048, Reference::MeanSea), height(6500.0 * 0.3048, Reference::Pressure)),
            (ground, height(900.0, Reference::MeanSea)),
            (ground, None),
        ]
    );
}

#[test]
fn the_sample_is_read_with_outlines_times_and_texts() {
    let imported = read(SAMPLE);
    // 0.1° by 0.1° at 47°: on the sphere of the field 84.50 km².
    let area_km2 = imported.areas[0].volumes[0].outline.area_km2();
    assert!((area_km2 - 84.3).abs() < 0.2, "{area_km2}");
    assert_eq!(imported.areas[1].volumes.len(), 2);
    let Outline::Circle(circle) = &imported.areas[3].volumes[0].outline else { panic!("a point with a radius is a circle") };
    assert_eq!((circle.center().lat_deg(), circle.center().lng_deg(), circle.radius_m()), (47.0, 11.0, 500.0));
    let may_us = 1_714_521_600_000_000;
    let month = Period { start_us: Some(may_us), end_us: Some(may_us + 31 * 86_400_000_000), ..Period::default() };
    assert_eq!(imported.areas[0].schedule, Schedule::Periods(vec![month]));
    let own = Period { start_us: Some(may_us + 30 * 3_600_000_000), ..Period::default() };
    assert_eq!(imported.areas[1].schedule, Schedule::Periods(vec![own]));
    assert_eq!(imported.areas[2].schedule, Schedule::Permanent);
    assert_eq!(imported.areas[0].message.first(), Some("<b>No</b> <script>alert(1)</script>"));
    assert_eq!(serde_json::to_string(&imported.areas[0].extended).expect("it is JSON"), r#"{"source":"survey 7"}"#);
}

#[test]
fn the_sample_has_its_problems_told() {
    let imported = read(SAMPLE);
    let problems: Vec<String> = imported.problems.listed.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "Document.Placemark[0].Polygon (Absolute): its positions have several heights; the area reaches up to the highest",
            "Document.Placemark[0].Polygon (Absolute): is drawn at a height without extrude; taken as from the ground up to it",
            "Document.Placemark[0].ExtendedData.kind (Absolute): is missing; taken as prohibited (known are prohibited, requires_authorisation, conditional, u_space, advisory)",
            "Document.Placemark[1].Polygon.innerBoundaryIs (With a hole): is a hole; areas with holes are not taken",
            "Document.Placemark[2].Point (Clamped): lies on the ground and gives no heights; taken as from the ground up without end",
            "Document.Placemark[3].LineString (Line): is a line; an area has a Polygon",
            "Document.Placemark[4].Polygon (Sea floor): has no outerBoundaryIs with a LinearRing",
            "Document.NetworkLink: network links are not followed; what they lead to is not read",
        ]
    );
    assert_eq!(imported.problems.errors(), 3);
}

fn placemark(inside: &str) -> String {
    format!("<kml><Placemark><name>X</name>{inside}</Placemark></kml>")
}

#[track_caller]
fn refused(inside: &str, expected: &str) {
    let imported = read(&placemark(inside));
    assert_eq!(imported.areas, []);
    assert_eq!(imported.problems.listed[0].to_string(), expected);
}

#[test]
fn what_is_wrong_is_told_by_path() {
    let ring = |coordinates: &str| {
        format!(
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        )
    };
    refused("", "Placemark[0] (X): has no geometry; an area has a Polygon or MultiGeometry");
    refused(
        &ring("1,1 2,2 x"),
        "Placemark[0].Polygon.coordinates (X): position 2: \"x\" is not longitude,latitude or longitude,latitude,height",
    );
    refused(
        &ring("1,91 2,2 3,3"),
        "Placemark[0].Polygon.coordinates (X): position 0: latitude 91 is not between -90 and 90 degrees",
    );
    refused(
        &ring("1,1,nan 2,2 3,3"),
        "Placemark[0].Polygon.coordinates (X): position 0: \"1,1,nan\" is not longitude,latitude or longitude,latitude,height",
    );
    refused(
        &ring("0,0 1,1 1,0 0,1"),
        "Placemark[0].Polygon (X): edges 0 and 2 cross or touch (edge 0 starts at vertex 0, counted from 0)",
    );
    refused(
        &format!("{}<TimeStamp><when>2024-01-01</when></TimeStamp>", ring("0,0 0.1,0 0.1,0.1")),
        "Placemark[0].TimeStamp (X): is an instant; when it holds is told by a TimeSpan",
    );
    refused(
        &format!("<TimeSpan><begin>2024-05</begin></TimeSpan>{}", ring("0,0 0.1,0 0.1,0.1")),
        "Placemark[0].TimeSpan (X): begin \"2024-05\" is not a time like 2024-05-01T08:00:00Z or a day like 2024-05-01",
    );
    refused(
        &ring("0,0 0.1,0 0.1,0.1").replace("<Polygon>", "<Polygon><gx:altitudeMode>clampToSeaFloor</gx:altitudeMode>"),
        "Placemark[0].Polygon.altitudeMode (X): \"clampToSeaFloor\" is not clampToGround, relativeToGround or absolute",
    );
    let data = r#"<ExtendedData><Data name="upper"><value>high</value></Data></ExtendedData>"#;
    refused(
        &format!("{data}{}", ring("0,0 0.1,0 0.1,0.1")),
        "Placemark[0].ExtendedData.upper (X): \"high\" is not a height like 120 m AMSL, 400 ft AGL, 150 m WGS84, FL65, GND or UNL",
    );
}

#[track_caller]
fn not_kml(text: &str, expected: &str) {
    match kml::read_areas(text.as_bytes()) {
        Err(error) => assert!(error.to_string().contains(expected), "{error}"),
        Ok(_) => panic!("it is refused"),
    }
}

#[test]
fn documents_that_are_not_kml_or_bring_entities_are_refused() {
    not_kml("", "kml: is missing");
    not_kml("<gpx/>", "\"gpx\": is not kml, the root of a KML document");
    not_kml("<!DOCTYPE kml [<!ENTITY a \"b\">]><kml>&a;</kml>", "has a document type (DOCTYPE), which is not read");
    not_kml(&placemark("<description>&copy;</description>"), "entity \"copy\" is not one of XML's own");
    not_kml("<kml><Placemark></kml>", "not KML: byte");
    not_kml("<kml>", "not KML: byte 5: ends within an element");
    not_kml("<kml/><kml/>", "a second root element");
    let deep = "<Folder>".repeat(70);
    not_kml(&format!("<kml>{deep}"), "elements are nested deeper than 64");
    let deep = "<MultiGeometry>".repeat(70);
    not_kml(&placemark(&deep), "elements are nested deeper than 64");
    assert!(kml::read_areas(b"<kml>\xff</kml>").unwrap_err().to_string().contains("byte 5 is not UTF-8"));
}

#[test]
fn too_many_features_and_elements_are_refused() {
    not_kml(&format!("<kml>{}</kml>", "<Placemark/>".repeat(10_001)), "10001 features or more");
    not_kml(&placemark(&"<a/>".repeat(20_001)), "a Placemark of more than 20000 elements");
    not_kml(&format!("<kml>{}</kml>", "<a/>".repeat(1_000_000)), "more than 1000000 elements");
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("it is started");
        writer.write_all(content).expect("it is written");
    }
    writer.finish().expect("it is a zip file").into_inner()
}

#[test]
fn an_archive_is_read_like_its_document() {
    let archive = zipped(&[("images/a.png", b"x"), ("doc.kml", SAMPLE.as_bytes()), ("other.kml", b"<kml/>")]);
    assert_eq!(kml::read_areas(&archive), kml::read_areas(SAMPLE.as_bytes()));
    assert_eq!(tansiq_formats::sniff(&archive), Some(Format::Kml));
}

#[test]
fn an_archive_without_a_document_or_with_too_large_a_one_is_refused() {
    let error = kml::read_areas(&zipped(&[("a.txt", b"x")])).unwrap_err();
    assert_eq!(error.to_string(), "not KML: the archive holds no .kml file");
    let zeros = vec![b' '; MAX_FILE_BYTES + 1];
    let bomb = zipped(&[("doc.kml", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(kml::read_areas(&bomb), Err(ReadError::TooLarge { bytes: MAX_FILE_BYTES + 1 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_document_never_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..12)) {
        let _ = kml::read_areas(&damaged(SAMPLE.as_bytes(), &edits));
    }

    #[test]
    fn a_damaged_archive_never_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..12)) {
        let _ = kml::read_areas(&damaged(&zipped(&[("doc.kml", SAMPLE.as_bytes())]), &edits));
    }
}

fn damaged(bytes: &[u8], edits: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (index, byte, how) in edits {
        let at = index.index(bytes.len());
        match how {
            0 => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 => {
                bytes.remove(at);
            }
            _ => bytes.insert(at, b"<>/&;\"=019-., "[usize::from(*byte) % 14]),
        }
    }
    bytes
}
