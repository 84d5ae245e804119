//! Tests of `cell.rs`.

use proptest::prelude::*;

use super::*;

fn cell(lat_deg: f64, lng_deg: f64) -> Cell {
    Cell::containing(LatLng::new(lat_deg, lng_deg).unwrap())
}

/// The cell of a place, its id and its token as published tools give them.
#[test]
fn a_cell_has_the_id_and_token_that_s2_gives_it() {
    let cell = cell(34.1, 132.3);
    let s2 = CellId(cell.s2_id());
    assert_eq!(s2.level(), S2_LEVEL);
    assert_eq!(cell.to_string(), s2.to_token());
    assert_eq!(cell.to_string().len(), 8);
    assert_eq!(cell.to_string().parse(), Ok(cell));
}

#[test]
fn ids_of_other_levels_and_faces_are_not_cells() {
    let s2 = CellId(cell(34.1, 132.3).s2_id());
    for id in [s2.parent(), s2.children()[0], CellId(0), CellId(u64::MAX)] {
        assert_eq!(Cell::from_s2_id(id.0), None, "{id}");
    }
    // Face 6 does not exist.
    assert_eq!(Cell::from_bits(0b110 << 29 | 0b100), None);
    assert_eq!(Cell::from_s2_id(s2.0 | 1), None);
}

#[test]
fn wrong_tokens_are_refused_with_their_beginning() {
    for text in ["", "3544", "+5440004", "zzzzzzzz", "35440001", "0x354400", "ffffffff"] {
        let message = text.parse::<Cell>().unwrap_err().to_string();
        assert!(message.contains(text), "{message}");
        assert!(message.ends_with("which is 8 hexadecimal digits"), "{message}");
    }
    let long = "é".repeat(10_000).parse::<Cell>().unwrap_err().to_string();
    assert!(long.len() < 200, "{long}");
}

#[test]
fn a_cell_is_a_token_in_json() {
    let cell = cell(-89.9, -179.9);
    let json = serde_json::to_string(&cell).unwrap();
    assert_eq!(json, format!("\"{cell}\""));
    assert_eq!(serde_json::from_str::<Cell>(&json).unwrap(), cell);
    assert!(serde_json::from_str::<Cell>("\"35440001\"").is_err());
    assert!(serde_json::from_str::<Cell>("891289604").is_err());
}

proptest! {
    #[test]
    fn every_place_has_a_cell_that_survives_every_spelling(
        lat_deg in -90.0..=90.0, lng_deg in -180.0..=180.0,
    ) {
        let cell = cell(lat_deg, lng_deg);
        prop_assert_eq!(Cell::from_s2_id(cell.s2_id()), Some(cell));
        prop_assert_eq!(Cell::from_bits(cell.bits()), Some(cell));
        prop_assert_eq!(cell.to_string(), CellId(cell.s2_id()).to_token());
        prop_assert_eq!(cell.to_string().parse(), Ok(cell));
    }

    #[test]
    fn bits_are_a_cell_exactly_when_s2_says_so(bits: u32) {
        let s2 = CellId(u64::from(bits) << 32);
        let expected = s2.is_valid() && s2.level() == S2_LEVEL;
        prop_assert_eq!(Cell::from_bits(bits).is_some(), expected);
    }
}
