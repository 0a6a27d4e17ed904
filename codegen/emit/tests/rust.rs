//! Generated code is valid Rust. The generator prints text and does not parse it, which would take longer than everything
//! else; hostile schemas have the same check in the package `tests`.

use std::path::{Path, PathBuf};

use codegen_emit::{Options, emit, split};
use codegen_model::Model;
use codegen_model::load::published;

fn check(model: &Model) {
    for tree in [emit(model, &Options::default()), split(model, &Options::default())] {
        let tree = tree.expect("a crate");
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let text = std::str::from_utf8(text).expect("UTF-8");
            syn::parse_file(text).unwrap_or_else(|error| panic!("generated code in {path} is not valid Rust: {error}"));
        }
    }
}

#[test]
fn schemas_become_valid_rust() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let loaded = codegen_model::load(&schemas, &[]);
    check(&loaded.model.expect("schemas without errors"));
}

#[test]
fn published_metadata_becomes_valid_rust() {
    let invented = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/metadata");
    for root in std::iter::once(invented).chain(std::env::var_os("TENCENTCLOUD_METADATA").map(PathBuf::from)) {
        let files = published::find(&root).expect("published metadata");
        check(&codegen_model::load_published(&root, &files).model.expect("metadata without errors"));
    }
}
