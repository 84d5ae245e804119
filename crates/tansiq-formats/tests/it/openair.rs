//! OpenAir files as a whole: what is read, with expected figures, and that nothing in a file can break the reader.

use proptest::prelude::*;
use tansiq_formats::{AreaKind, Format, Imported, ReadError, Schedule, Severity, openair};
use tansiq_geo::{Outline, Volume};
use tansiq_heights::{Height, Reference};

const SAMPLE: &str = include_str!("../../testdata/openair/sample.txt");

fn read(text: &str) -> Imported {
    openair::read_areas(text.as_bytes()).expect("it is OpenAir")
}

fn ft(feet: f64, reference: Reference) -> Option<Height> {
    Some(Height { m: feet * 0.3048, reference })
}

fn close(height: Option<Height>, expected: Option<Height>) {
    match (height, expected) {
        (Some(height), Some(expected)) => {
            assert_eq!(height.reference, expected.reference);
            assert!((height.m - expected.m).abs() < 1e-9, "{height:?}");
        }
        (height, expected) => assert_eq!(height, expected),
    }
}

fn problems(imported: &Imported) -> Vec<String> {
    imported.problems.listed.iter().map(ToString::to_string).collect()
}

#[test]
fn the_sample_is_read_with_its_names_classes_and_heights() {
    let imported = read(SAMPLE);
    assert_eq!(imported.format, Format::OpenAir);
    let titles: Vec<&str> = imported.areas.iter().map(|area| area.title()).collect();
    assert_eq!(titles, ["CTR Zirkel", "R-1 Sektor   * with an arc", "D-2 Gegenbogen", "P-3 Vieleck", "Unbekannt"]);
    let kinds: Vec<AreaKind> = imported.areas.iter().map(|area| area.kind).collect();
    let leave = AreaKind::RequiresAuthorisation;
    assert_eq!(kinds, [leave, leave, leave, AreaKind::Prohibited, AreaKind::Prohibited]);
    let volumes: Vec<_> = imported.areas.iter().map(|area| &area.volumes[0]).collect();
    close(volumes[0].lower, ft(0.0, Reference::Ground));
    close(volumes[0].upper, ft(4500.0, Reference::MeanSea));
    close(volumes[1].lower, ft(1000.0, Reference::Ground));
    close(volumes[1].upper, ft(10_000.0, Reference::Pressure));
    close(volumes[2].upper, Some(Height { m: 300.0, reference: Reference::Ground }));
    close(volumes[3].upper, None);
    close(volumes[4].upper, ft(2500.0, Reference::MeanSea));
    assert_eq!(
        problems(&imported),
        [
            "line 48 (Unbekannt): \"2500\" has no reference; taken as above the sea",
            "line 50 (Unbekannt): \"XY\" is not a command that is read",
            "line 46 (Unbekannt): its class and type do not say what it asks of a flight; taken as prohibited",
        ]
    );
}

#[test]
fn the_sample_is_read_with_its_outlines() {
    let imported = read(SAMPLE);
    let Outline::Circle(circle) = &imported.areas[0].volumes[0].outline else { panic!("DC is a circle") };
    assert_eq!((circle.center().lat_deg(), circle.center().lng_deg(), circle.radius_m()), (47.0, 8.0, 9_260.0));
    // A quarter of a disc of 3 NM: π·5556²/4 = 24.244 km².
    let area_km2 = imported.areas[1].volumes[0].outline.area_km2();
    assert!((area_km2 - 24.244).abs() < 0.15, "{area_km2}");
    // 10' by 15' at 45°: 18.52 km by about 19.7 km.
    let area_km2 = imported.areas[3].volumes[0].outline.area_km2();
    assert!((area_km2 - 364.4).abs() < 3.0, "{area_km2}");
    // The third is cut out by the arc: points above the circle are in, its middle is not.
    let volume = Volume::new(imported.areas[2].volumes[0].outline.clone());
    let over = |lat_deg: f64, lng_deg: f64| volume.is_over(tansiq_geo::LatLng::new(lat_deg, lng_deg).expect("it is a position"));
    assert!(over(46.1, 7.0) && over(46.16, 6.85) && !over(46.05, 7.0));
}

#[test]
fn times_and_stations_are_kept() {
    let imported = read(SAMPLE);
    let Schedule::Periods(periods) = &imported.areas[2].schedule else { panic!("it has periods") };
    let spans: Vec<_> = periods.iter().map(|period| (period.start_us, period.end_us)).collect();
    let noon_us = 1_734_350_400_000_000;
    let midnight_us = 1_734_393_600_000_000;
    let expected = [(noon_us, noon_us + 3_600_000_000), (midnight_us, midnight_us + 86_400_000_000)];
    assert_eq!(spans, expected.map(|(start, end)| (Some(start), Some(end))));
    let authority = &imported.areas[0].authorities[0];
    assert_eq!((authority.service.first(), authority.contact.first()), (Some("Zirkel Tower"), Some("118.100")));
    assert_eq!(imported.areas[0].extended["transponder"], "7000");
    assert_eq!(imported.areas[0].class.as_deref(), Some("CTR"));
}

#[track_caller]
fn refused(lines: &str, expected: &str) {
    let text = format!("AC D\nAN X\nAL GND\nAH FL50\n{lines}\n");
    let imported = read(&text);
    assert_eq!(imported.areas, []);
    assert_eq!(imported.problems.listed[0].severity, Severity::Error);
    assert_eq!(imported.problems.listed[0].to_string(), expected);
}

#[test]
fn what_is_wrong_is_told_by_line() {
    refused("DC 5", "line 5 (X): has no centre: V X= is missing in this airspace");
    refused("V X=47:00:00N 008:00:00E\nDC 0", "line 6 (X): radius 0 NM is not above 0 and at most 1000 NM");
    refused("V X=47:00:00N 008:00:00E\nDC 16", "line 6 (X): area 2758.520 km² is above the largest allowed, 2500 km²");
    refused("V D=x", "line 5 (X): direction \"x\" is not + or -");
    refused("DY 47:00:00N 008:00:00E", "line 5 (X): is an airway, which is not read");
    refused("DP 47:00:00N", "line 5 (X): \"47:00:00N\" is not a position like 45:40:30N 014:18:20E or 45:40.5N 014:18.3E");
    refused("DP 47:00:00N 008:00:00E", "line 1 (X): 1 vertices do not make a polygon, which has 3 to 10000");
    refused("", "line 1 (X): has no outline (DP, DA, DB or DC)");
    refused("AL FL60\nV X=47:00:00N 008:00:00E\nDC 5", "line 1 (X): upper bound 1524.0 m is below the lower bound 1828.8 m");
}

#[test]
fn a_file_without_airspace_is_refused() {
    let error = ReadError::Content { path: "AC".into(), message: "is missing: the file has no airspace".into() };
    assert_eq!(openair::read_areas(b"* nothing\n\n"), Err(error));
}

#[test]
fn a_bad_airspace_leaves_the_others() {
    let text =
        "AC D\nAN A\nAL GND\nAH NOTAM\nV X=1:0N 1:0E\nDC 1\nAC D\nAN B\nAL GND\nAH FL50\nV X=1:0N 1:0E\nDC 1\nTO lake\nDP x\n";
    let imported = read(text);
    assert_eq!(imported.areas.len(), 1);
    assert_eq!(imported.areas[0].title(), "B");
    assert_eq!(imported.problems.errors(), 1);
}

#[test]
fn latin_1_is_read() {
    let imported = openair::read_areas(b"AC D\nAN Z\xfcrich\nAL GND\nAH FL50\nV X=1:0N 1:0E\nDC 1\n").expect("it is OpenAir");
    assert_eq!(imported.areas[0].title(), "Zürich");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_file_never_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..20)) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (index, byte, how) in edits {
            let at = index.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => { bytes.remove(at); }
                _ => bytes.insert(at, b"0123456789:.-+\n NSEW"[usize::from(byte) % 20]),
            }
        }
        let _ = openair::read_areas(&bytes);
    }

    #[test]
    fn any_lines_of_commands_never_panic(lines in prop::collection::vec("(AC|AN|AL|AH|AA|V X=|V D=|DP|DA|DB|DC|AY) ?[ -~é]{0,40}", 0..40)) {
        let _ = openair::read_areas(lines.join("\n").as_bytes());
    }
}
