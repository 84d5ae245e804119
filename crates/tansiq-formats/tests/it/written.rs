//! Writing ED-318: valid by EUROCONTROL's schemas, and read back unchanged.

use proptest::prelude::*;
use serde_json::{Value, json};
use tansiq_formats::{
    Area, AreaKind, AreaVolume, Authority, AuthorityRole, Daily, Days, Format, Moment, Period, Provenance, Schedule, Source,
    SunEvent, Text, Texts, Zone, ed318, ed318::areas_to_ed318,
};
use tansiq_geo::{Circle, LatLng, Polygon};
use tansiq_heights::{Height, Reference};

use crate::common::parsed;

/// The schemas, by the names with which they refer to each other.
const SCHEMAS: [(&str, &str); 8] = [
    ("Schema_GeoZones.json", include_str!("../../testdata/ed318/schema/Schema_GeoZones.json")),
    ("Schema_GeoZoneDataTypes.json", include_str!("../../testdata/ed318/schema/Schema_GeoZoneDataTypes.json")),
    ("Schema_GeoZoneTimePeriod.json", include_str!("../../testdata/ed318/schema/Schema_GeoZoneTimePeriod.json")),
    ("Schema_GeoZoneProperties.json", include_str!("../../testdata/ed318/schema/Schema_GeoZoneProperties.json")),
    ("Schema_GeoJSONGeometries.json", include_str!("../../testdata/ed318/schema/Schema_GeoJSONGeometries.json")),
    ("Schema_LayeredGeoJSON.json", include_str!("../../testdata/ed318/schema/Schema_LayeredGeoJSON.json")),
    ("Schema_GeoZoneAuthority.json", include_str!("../../testdata/ed318/schema/Schema_GeoZoneAuthority.json")),
    ("Schema_GeoZoneCollectionMetadata.json", include_str!("../../testdata/ed318/schema/Schema_GeoZoneCollectionMetadata.json")),
];

fn validator() -> jsonschema::Validator {
    let base = "https://ed318.example/";
    let mut registry = jsonschema::Registry::new();
    for (name, text) in SCHEMAS {
        registry = registry.add(format!("{base}{name}"), parsed(text)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let root = json!({"$schema": "http://json-schema.org/draft-07/schema#", "$ref": format!("{base}{}", SCHEMAS[0].0)});
    jsonschema::options().should_validate_formats(true).with_registry(&registry).build(&root).unwrap()
}

fn complaints(value: &Value) -> Vec<String> {
    validator().iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What was written, read again, with the source that it had before.
fn again(areas: &[Area]) -> Vec<Area> {
    let written = areas_to_ed318(areas).collection;
    assert_eq!(complaints(&written), Vec::<String>::new(), "{written:#}");
    let read = ed318::read_areas(written.to_string().as_bytes()).unwrap();
    assert_eq!(read.problems.listed, []);
    read.areas.into_iter().zip(areas).map(|(area, before)| Area { source: before.source.clone(), ..area }).collect()
}

fn position(lat_deg: f64, lng_deg: f64) -> LatLng {
    LatLng::new(lat_deg, lng_deg).unwrap()
}

fn height(m: f64, reference: Reference) -> Option<Height> {
    Some(Height { m, reference })
}

fn plain() -> Area {
    let outline = Circle::new(position(47.4, 8.5), 500.0).unwrap().into();
    let volume = AreaVolume { outline, lower: height(0.0, Reference::Ground), upper: height(120.0, Reference::MeanSea) };
    Area::new("A1".into(), vec![volume], Source { format: Format::GeoJson, path: "features[0]".into() })
}

fn texts(pairs: &[(&str, &str)]) -> Texts {
    Texts(pairs.iter().map(|(lang, text)| Text { lang: Some((*lang).into()), text: (*text).into() }).collect())
}

#[test]
fn the_schemas_accept_the_examples_and_refuse_the_invalid_one() {
    // Otherwise the tests below would prove nothing.
    assert_eq!(complaints(&parsed(include_str!("../../testdata/ed318/examples/Example_Collection.json"))), Vec::<String>::new());
    assert!(!complaints(&parsed(include_str!("../../testdata/ed318/examples/InvalidExample_GeoZone_2_Layers.json"))).is_empty());
}

#[test]
fn the_examples_come_back_as_they_were() {
    for text in [
        include_str!("../../testdata/ed318/examples/Example_Collection.json"),
        include_str!("../../testdata/ed318/examples/Example_GeoZone_with_extension.json"),
        include_str!("../../testdata/samples/cis_source_sample_ed318.json"),
    ] {
        let areas = ed318::read_areas(text.as_bytes()).unwrap().areas;
        assert_eq!(areas_to_ed318(&areas).problems.listed, []);
        for (before, after) in areas.iter().zip(again(&areas)) {
            // Rings that ran clockwise run the other way now.
            let same_ring = before
                .volumes
                .iter()
                .zip(&after.volumes)
                .all(|(a, b)| (a.outline.area_km2() - b.outline.area_km2()).abs() < 1e-9);
            assert!(same_ring);
            assert_eq!(Area { volumes: vec![], ..before.clone() }, Area { volumes: vec![], ..after });
        }
    }
}

#[test]
fn an_area_with_everything_comes_back_as_it_was() {
    let polygon = Polygon::new(vec![position(47.0, 8.0), position(47.0, 8.1), position(47.1, 8.1)]).unwrap();
    let mut area = plain();
    area.volumes.push(AreaVolume { outline: polygon.into(), lower: None, upper: height(-3.25, Reference::Ellipsoid) });
    area.name = texts(&[("en-GB", "North"), ("ar", "شمال")]);
    area.kind = AreaKind::USpace;
    area.reasons = vec!["NATURE".into(), "DAR".into()];
    area.other_reason = texts(&[("fr", "Baleines")]);
    area.message = texts(&[("en", "call first")]);
    area.conditions = Some("below 250 g".into());
    area.country = Some("CHE".into());
    area.region = Some(12);
    area.regulation_exemption = Some(true);
    area.customised = true;
    area.provenance =
        Provenance { originator: texts(&[("en", "FOCA")]), created_us: Some(1_700_000_000_000_001), updated_us: Some(0) };
    area.extended.insert("colour".into(), json!("red"));
    area.authorities = vec![Authority {
        name: texts(&[("en", "Tower")]),
        service: texts(&[("en", "Special flights")]),
        contact: texts(&[("en", "The post")]),
        site_url: Some("https://example.org/apply".into()),
        email: Some("post@example.org".into()),
        phone: Some("+41 61 000 00 00".into()),
        role: Some(AuthorityRole::Notification),
        interval_before: Some("P2DT3H".into()),
    }];
    area.schedule = Schedule::Periods(vec![
        Period { start_us: Some(1_700_000_000_000_000), end_us: None, daily: vec![] },
        Period {
            start_us: None,
            end_us: Some(1_800_000_000_000_000),
            daily: vec![
                Daily {
                    days: Days::ANY,
                    start: Moment::ClockS(79_200),
                    end: Moment::ClockS(21_600),
                    zone: Zone::OffsetS(-12_600),
                },
                Daily {
                    days: Days::NONE.with(6),
                    start: Moment::Sun(SunEvent::Dawn),
                    end: Moment::Sun(SunEvent::Dusk),
                    zone: Zone::LocalMean,
                },
            ],
        },
    ]);
    assert_eq!(areas_to_ed318(std::slice::from_ref(&area)).problems.listed, []);
    assert_eq!(again(std::slice::from_ref(&area)), [area]);
}

#[test]
fn what_the_standard_cannot_say_is_said_wider_and_comes_back_exactly() {
    let mut area = plain();
    area.id = "a long identifier of our own".into();
    area.class = Some("CTR".into());
    area.reasons = vec!["WHIM".into(), "NOISE".into()];
    area.volumes[0].upper = height(1981.2, Reference::Pressure);
    let zone = Zone::iana("Europe/Zurich").unwrap();
    let daily = Daily { days: Days::NONE.with(1), start: Moment::ClockS(28_800), end: Moment::ClockS(61_200), zone };
    area.schedule = Schedule::Periods(vec![Period { daily: vec![daily], ..Period::default() }]);
    let written = areas_to_ed318(std::slice::from_ref(&area));
    let told: Vec<String> = written.problems.listed.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "features[0].geometry (a long identifier of our own): flight levels are written as open bounds; readers of the standard's members see more than is meant",
            "features[0].properties.limitedApplicability (a long identifier of our own): written with the widest windows; the exact schedule is in extendedProperties.tansiq",
        ]
    );
    let zone = &written.collection["features"][0];
    assert_eq!(zone["properties"]["identifier"], json!("T000000"));
    assert_eq!(zone["properties"]["reason"], json!(["OTHER", "NOISE"]));
    assert_eq!(zone["geometry"]["layer"].get("upper"), None);
    // From the earliest 08:00 (summer) to the latest 17:00 (winter).
    assert_eq!(
        zone["properties"]["limitedApplicability"],
        json!([{"schedule": [{"day": ["TUE"], "startTime": "08:00:00+02:00", "endTime": "17:00:00+01:00"}]}])
    );
    assert_eq!(again(std::slice::from_ref(&area)), [area]);
}

#[test]
fn long_texts_are_cut_with_a_warning() {
    let mut area = plain();
    area.message = texts(&[("zh-Hans", &"長".repeat(201))]);
    let written = areas_to_ed318(std::slice::from_ref(&area));
    assert_eq!(complaints(&written.collection), Vec::<String>::new());
    assert_eq!(
        written.problems.listed[0].to_string(),
        "features[0].properties.message (A1): text of 201 characters is cut to the 200 that the standard allows"
    );
    let message = &written.collection["features"][0]["properties"]["message"][0];
    assert_eq!((message["text"].as_str().unwrap().chars().count(), &message["lang"]), (200, &json!("zh")));
}

#[test]
fn identifiers_stay_different() {
    let named = |id: &str| Area { id: id.into(), ..plain() };
    let areas = [named("T000000"), named("same"), named("same"), named("a very long one"), named("")];
    let written = areas_to_ed318(&areas).collection;
    let ids: Vec<&str> = (0..5).map(|index| written["features"][index]["properties"]["identifier"].as_str().unwrap()).collect();
    assert_eq!(ids, ["T000000", "same", "T000001", "T000002", "T000003"]);
    let read: Vec<String> = again(&areas).into_iter().map(|area| area.id).collect();
    assert_eq!(read, ["T000000", "same", "same", "a very long one", ""]);
}

#[test]
fn wrong_exact_values_are_left_aside_with_a_warning() {
    let mut written = areas_to_ed318(&[plain()]).collection;
    let daily = json!([{"days": 127, "start": {"clock_s": 0}, "end": {"clock_s": 1}, "zone": {"offset_s": 100_000}}]);
    let offset = json!({"schedule": {"periods": [{"start_us": null, "end_us": null, "daily": daily}]}});
    for wrong in [
        json!(5),
        json!({"id": "x".repeat(200)}),
        json!({"bounds": []}),
        json!({"schedule": {"periods": "all"}}),
        json!({"colour": 1}),
        offset,
    ] {
        written["features"][0]["properties"]["extendedProperties"] = json!({"tansiq": wrong});
        let read = ed318::read_areas(written.to_string().as_bytes()).unwrap();
        assert_eq!(
            (read.areas.len(), read.areas[0].id.as_str(), read.problems.errors(), read.problems.len()),
            (1, "A1", 0, 1),
            "{wrong}"
        );
        assert_eq!(read.problems.listed[0].path, "features[0].properties.extendedProperties.tansiq");
    }
}

fn a_schedule() -> impl Strategy<Value = Schedule> {
    let days = (1u8..128).prop_map(|bits| (0..7).filter(|day| bits & 1 << day != 0).fold(Days::NONE, Days::with));
    let events = vec![SunEvent::Dawn, SunEvent::Sunrise, SunEvent::Sunset, SunEvent::Dusk];
    let moment =
        prop_oneof![3 => (0u32..=86_400).prop_map(Moment::ClockS), 1 => proptest::sample::select(events).prop_map(Moment::Sun)];
    let names = proptest::sample::select(vec!["Europe/Zurich", "Asia/Kathmandu", "America/St_Johns"]);
    let zone = prop_oneof![
        (-50_000i32..50_000).prop_map(Zone::OffsetS),
        names.prop_map(|name| Zone::Iana(name.into())),
        Just(Zone::LocalMean)
    ];
    let daily = (days, moment.clone(), moment, zone).prop_map(|(days, start, end, zone)| Daily { days, start, end, zone });
    proptest::collection::vec(daily, 0..3)
        .prop_map(|daily| Schedule::Periods(vec![Period { daily, start_us: Some(1_700_000_000_000_000), end_us: None }]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_schedule_comes_back_and_what_others_read_of_it_is_never_shorter(schedule in a_schedule()) {
        let area = Area { schedule: schedule.clone(), ..plain() };
        prop_assert_eq!(&again(std::slice::from_ref(&area))[0].schedule, &schedule);
        let mut others = areas_to_ed318(std::slice::from_ref(&area)).collection;
        others["features"][0]["properties"].as_object_mut().unwrap().remove("extendedProperties");
        let others = &ed318::read_areas(others.to_string().as_bytes()).unwrap().areas[0].schedule;
        let clocks_only = matches!(&schedule, Schedule::Periods(periods) if periods[0].daily.iter().all(|daily| {
            matches!((daily.start, daily.end), (Moment::ClockS(_), Moment::ClockS(_)))
        }));
        if clocks_only {
            let (place, from, to) = (position(47.4, 8.5), 1_742_000_000_000_000, 1_745_000_000_000_000);
            let wider = others.windows(place, from, to).unwrap();
            for (start, end) in schedule.windows(place, from, to).unwrap() {
                prop_assert!(wider.iter().any(|(s, e)| *s <= start && end <= *e), "{:?} not in {:?}", (start, end), wider);
            }
        }
    }
}
