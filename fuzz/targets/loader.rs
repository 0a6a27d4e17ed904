//! Schemas from loading to printing: the small set of the tests, with one file replaced. The first byte selects it.
#![no_main]

use std::cell::LazyCell;
use std::fs;
use std::path::Path;

use codegen_emit::{Options, emit};
use codegen_model::diagnostic::render;
use fuzz::selected;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

const FILES: [(&str, &str); 7] = [
    ("tiny/2024-01-01.json", include_str!("../../tests/small/tiny/2024-01-01.json")),
    ("tiny/2024-01-01.overlay.json", include_str!("../../tests/small/tiny/2024-01-01.overlay.json")),
    ("ci/query-job.xml", include_str!("../../tests/small/ci/query-job.xml")),
    ("ci/types.xml", include_str!("../../tests/small/ci/types.xml")),
    ("client.toml", include_str!("../../tests/small/client.toml")),
    ("tiny/authorization.json", include_str!("../../tests/small/tiny/authorization.json")),
    ("ci/authorization.json", include_str!("../../tests/small/ci/authorization.json")),
];

thread_local! {
    static FOLDER: LazyCell<TempDir> = LazyCell::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        FILES.iter().for_each(|(path, text)| write(folder.path(), path, text.as_bytes()));
        folder
    });
}

fn write(folder: &Path, path: &str, content: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, content).expect("a file");
}

fuzz_target!(|input: &[u8]| {
    let (selected, content) = selected(input);
    let (path, original) = FILES[selected % FILES.len()];
    FOLDER.with(|folder| {
        write(folder.path(), path, content);
        check(folder.path());
        write(folder.path(), path, original.as_bytes());
    });
});

/// Every finding can be shown. A model without errors is printed as Rust that parses.
fn check(schemas: &Path) {
    let loaded = codegen_model::load(schemas, &[]);
    let _ = render::text(&loaded.sources, &loaded.findings);
    let Some(model) = loaded.model else { return };
    let tree = emit(&model, &Options::default()).expect("templates that render");
    for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let text = std::str::from_utf8(text).expect("UTF-8");
        syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    }
}
