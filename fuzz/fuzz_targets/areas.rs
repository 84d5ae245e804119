//! Reads bytes as a file of areas: recognised, or as the format that the first byte chooses. Reading never panics; areas
//! have layers; their schedules give windows in order and apart; what is written as ED-318 is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tansiq_formats::{Format, areas_to_ed318, read_areas};
use tansiq_geo::{LatLng, Outline};

const DAY_US: i64 = 86_400_000_000;

fuzz_target!(|data: &[u8]| {
    let Some((chosen, file)) = data.split_first() else { return };
    let formats = [Format::GeoJson, Format::Kml, Format::Ed318, Format::Ed269, Format::OpenAir];
    let format = formats.get(usize::from(*chosen) % 6).copied();
    let Ok(read) = read_areas(file, format) else { return };
    for area in &read.areas {
        assert!(!area.volumes.is_empty());
        let place: LatLng = match &area.volumes[0].outline {
            Outline::Circle(circle) => circle.center(),
            Outline::Polygon(polygon) => polygon.vertices()[0],
        };
        let from = 1_800_000_000_000_000;
        if let Ok(windows) = area.schedule.windows(place, from, from + 30 * DAY_US) {
            assert!(windows.iter().all(|(start, end)| start < end));
            assert!(windows.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
    let written = areas_to_ed318(&read.areas);
    let text = serde_json::to_vec(&written.collection).expect("a collection is JSON");
    read_areas(&text, Some(Format::Ed318)).expect("what was written can be read");
});
