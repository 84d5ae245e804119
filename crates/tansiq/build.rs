//! Puts the built page (`ui/dist`) into the program: writes the table of its files that `src/http/page.rs` serves.
//!
//! It builds nothing itself and never fails for a page that is not there: `cargo build` alone must work, and the node then
//! says how the page is made. Files that were compressed beside themselves (`x.js.gz`, by `ui/scripts/compress.mjs`) are taken
//! along.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The most files of a page, and the most bytes of all of them: more is a mistake, and would end up in the program.
const MAX_FILES: usize = 1_000;
const MAX_BYTES: usize = 64 << 20;

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder of the crate"));
    let ui = root.join("../../ui");
    let page = ui.join("dist");
    println!("cargo:rerun-if-changed=build.rs");
    let mut files = Vec::new();
    if page.join("index.html").is_file() {
        println!("cargo:rerun-if-changed={}", page.display());
        walk(&page, &page, &mut files);
        files.sort();
    } else if ui.is_dir() {
        // What is absent counts as changed at every build, so the folder is watched in which it will appear.
        println!("cargo:rerun-if-changed={}", ui.display());
    }
    let table = table(&page, &files);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the folder for what is made"));
    std::fs::write(out.join("page_files.rs"), table).expect("the table of files can be written");
}

/// Adds the paths of all files below `folder`, relative to `page`, with slashes.
fn walk(page: &Path, folder: &Path, files: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display())).path();
        if path.is_dir() {
            walk(page, &path, files);
            continue;
        }
        let relative = path.strip_prefix(page).expect("it is below the page");
        files.push(relative.to_str().expect("names of the page's files are UTF-8").replace('\\', "/"));
        assert!(files.len() <= MAX_FILES, "the page has more than {MAX_FILES} files");
    }
}

/// The table, as an expression of Rust.
fn table(page: &Path, files: &[String]) -> String {
    let mut text = String::from("&[\n");
    let mut total = 0;
    for path in files.iter().filter(|path| !path.ends_with(".gz")) {
        let file = page.join(path);
        let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()));
        total += bytes.len();
        assert!(total <= MAX_BYTES, "the page is larger than {MAX_BYTES} bytes");
        let packed = format!("{path}.gz");
        let packed = files.contains(&packed).then(|| page.join(&packed));
        let packed = packed.map_or("None".to_owned(), |packed| format!("Some(include_bytes!({:?}))", absolute(&packed)));
        writeln!(
            text,
            "    PageFile {{ path: {path:?}, bytes: include_bytes!({:?}), gzip: {packed}, tag: \"{:032x}\" }},",
            absolute(&file),
            fingerprint(&bytes),
        )
        .expect("writing to a string cannot fail");
    }
    text.push_str("]\n");
    text
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|error| panic!("{} cannot be found: {error}", path.display()))
}

/// FNV-1a of 128 bits: tells one build's file from another's. Nobody but us chooses what is hashed.
fn fingerprint(bytes: &[u8]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}
