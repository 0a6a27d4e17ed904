//! The manifest of every generated crate has the repository of `client.toml`.

use codegen_emit::write::Tree;
use codegen_emit::{Options, emit, split};
use codegen_model::Model;
use toml::Table;

use crate::support::{Schemas, small};

fn model(files: &[(&str, String)]) -> Model {
    Schemas::of(files).load().model.expect("a model")
}

/// Returns the repositories in the manifests of crates.
fn repositories(tree: &Tree) -> Vec<Option<String>> {
    let manifests = tree.iter().filter(|(path, _)| path.ends_with("Cargo.toml"));
    let tables = manifests.map(|(_, text)| std::str::from_utf8(text).expect("UTF-8").parse::<Table>().expect("TOML"));
    let packages = tables.filter_map(|table| table.get("package").cloned());
    packages.map(|package| package.get("repository").map(|found| found.as_str().expect("a text").to_owned())).collect()
}

#[test]
fn every_manifest_has_the_repository_of_the_client() {
    let expected = Some("https://example.com/small-client".to_owned());
    let (model, options) = (model(&small::files()), Options::default());
    assert_eq!(repositories(&emit(&model, &options).expect("a crate")), std::slice::from_ref(&expected));
    assert_eq!(repositories(&split(&model, &options).expect("crates")), [expected.clone(), expected.clone(), expected]);
}

#[test]
fn manifests_omit_the_key_without_a_repository() {
    let without = |(path, text): (&'static str, String)| {
        let lines = text.lines().filter(|line| path != small::MANIFEST || !line.starts_with("repository"));
        (path, lines.map(|line| format!("{line}\n")).collect::<String>())
    };
    let files: Vec<_> = small::files().into_iter().map(without).collect();
    assert_eq!(repositories(&emit(&model(&files), &Options::default()).expect("a crate")), [None]);
}
