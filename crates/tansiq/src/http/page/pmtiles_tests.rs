//! A small file of tiles, made here by the format's description, and broken ones.

use super::*;
use std::io::Write as _;

fn varints(numbers: &[u64], into: &mut Vec<u8>) {
    for number in numbers {
        let mut rest = *number;
        while rest >= 0x80 {
            into.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        into.push(rest as u8);
    }
}

/// A directory of rows (tile, run, length, offset).
fn rows(rows: &[(u64, u64, u64, u64)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varints(&[rows.len() as u64], &mut bytes);
    let mut before = 0;
    for row in rows {
        varints(&[row.0 - before], &mut bytes);
        before = row.0;
    }
    rows.iter().for_each(|row| varints(&[row.1], &mut bytes));
    rows.iter().for_each(|row| varints(&[row.2], &mut bytes));
    rows.iter().for_each(|row| varints(&[row.3 + 1], &mut bytes));
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A file with a root directory, one leaf directory and some data; pictures of zooms 0 to 2.
fn file(root: &[u8], leaf: &[u8], data: &[u8]) -> tempfile::NamedTempFile {
    let mut header = [0; HEADER];
    header[..8].copy_from_slice(b"PMTiles\x03");
    let (root_at, leaf_at) = (HEADER as u64, (HEADER + root.len()) as u64);
    let data_at = leaf_at + leaf.len() as u64;
    let lengths =
        [(8, root_at), (16, root.len() as u64), (40, leaf_at), (48, leaf.len() as u64), (56, data_at), (64, data.len() as u64)];
    for (at, number) in lengths {
        header[at..at + 8].copy_from_slice(&number.to_le_bytes());
    }
    header[97..102].copy_from_slice(&[2, 1, 2, 0, 2]);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for part in [&header[..], root, leaf, data] {
        file.write_all(part).unwrap();
    }
    file
}

#[test]
fn tiles_are_numbered_by_zoom_and_along_the_curve() {
    let expected = [((0, 0, 0), 0), ((1, 0, 0), 1), ((1, 0, 1), 2), ((1, 1, 1), 3), ((1, 1, 0), 4), ((2, 0, 0), 5)];
    for (place, number) in expected {
        assert_eq!(number_of(place), number, "{place:?}");
    }
    assert_eq!(number_of((12, 3423, 1763)), 19_078_479);
    let mut all: Vec<u64> = (0..64).flat_map(|x| (0..64).map(move |y| number_of((6, x, y)))).collect();
    all.sort_unstable();
    assert!(all.windows(2).all(|pair| pair[1] == pair[0] + 1));
}

#[test]
fn tiles_are_found_in_the_root_in_a_leaf_and_in_a_run() {
    // The tile of zoom 0; all four of zoom 1 the same; those of zoom 2 in a leaf, which has one only.
    let leaf = packed(&rows(&[(7, 1, 5, 7)]));
    let root = packed(&rows(&[(0, 1, 3, 0), (1, 4, 4, 3), (5, 0, leaf.len() as u64, 0)]));
    let file = file(&root, &leaf, b"onefourtiles");
    let archive = Archive::open(file.path()).unwrap();
    assert_eq!((archive.kind(), archive.zooms()), (TileKind::Raster, (0, 2)));
    let bytes = |place| archive.tile(place).unwrap().bytes;
    assert_eq!(bytes((0, 0, 0)), "one");
    for place in [(1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0)] {
        assert_eq!(bytes(place), "four", "{place:?}");
    }
    assert_eq!(number_of((2, 1, 1)), 7);
    assert_eq!(bytes((2, 1, 1)), "tiles");
    assert_eq!(bytes((2, 0, 0)), "");
    assert_eq!(bytes((2, 3, 3)), "");
    assert_eq!(archive.tile((0, 0, 0)).unwrap().media_type, "image/png");
}

#[test]
fn what_is_no_file_of_tiles_is_refused_and_a_broken_one_answers_with_a_problem() {
    let text = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(text.path(), vec![b'x'; 200]).unwrap();
    assert_eq!(Archive::open(text.path()).err().unwrap().to_string(), "it is not a PMTiles file of version 3");
    let outside = file(&packed(&rows(&[(0, 1, 30, 0)])), b"", b"one");
    let problem = Archive::open(outside.path()).unwrap().tile((0, 0, 0)).unwrap_err();
    assert_eq!(problem.to_string(), "a row of a directory leads out of it");
    let cut = file(&packed(&[200, 1, 1, 1]), b"", b"one");
    let problem = Archive::open(cut.path()).unwrap().tile((0, 0, 0)).unwrap_err();
    assert_eq!(problem.to_string(), "a directory of it is cut off");
    // A directory that leads to itself ends.
    let root = packed(&rows(&[(0, 0, 0, 0)]));
    assert!(Archive::open(file(&root, b"", b"").path()).unwrap().tile((0, 0, 0)).is_err());
}
