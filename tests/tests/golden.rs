//! The goldens are what the generator generates. A change of emitted code, names or meanings shows as a diff.
//!
//! The package does not build if a golden does not compile; `--no-default-features` leaves the goldens out.

use std::path::{Path, PathBuf};

use codegen_emit::{Options, emit};
use codegen_model::Model;
use tests::snapshot::{Files, check_folder};

use crate::support::model;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// Returns the folders of the cases.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder of the goldens");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn load(schemas: &Path) -> Model {
    let loaded = codegen_model::load(schemas, &[]);
    let findings = codegen_model::diagnostic::render::text(&loaded.sources, &loaded.findings);
    loaded.model.unwrap_or_else(|| panic!("{} has errors:\n{findings}", schemas.display()))
}

fn assert_approved(folder: &str, generated: &Files) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("approved").join(folder);
    check_folder(&folder, generated).unwrap_or_else(|problem| panic!("{problem}"));
}

/// Returns the modules of the services, without the other files of the crate.
fn modules(model: &Model) -> Files {
    let tree = emit(model, &Options::default()).expect("Rust");
    let is_module = |path: &str| model.services.iter().any(|service| path.starts_with(&format!("{}/", service.module)));
    let files = tree.iter().filter_map(|(path, text)| Some((path.strip_prefix("src/")?, text)));
    let files = files.filter(|(path, _)| is_module(path));
    files.map(|(path, text)| (path.to_owned(), String::from_utf8(text.to_vec()).expect("UTF-8"))).collect()
}

#[test]
fn every_case_matches_its_golden() {
    let problems = cases().into_iter().filter_map(|case| {
        let generated = modules(&load(&case.join("schemas")));
        assert!(!generated.is_empty(), "{} has no module", case.display());
        check_folder(&case.join("expected"), &generated).err()
    });
    let problems: Vec<_> = problems.map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

/// A golden that is not compiled could be invalid.
#[test]
fn every_case_is_compiled() {
    let compiled = include_str!("../src/golden.rs");
    for case in cases() {
        for module in std::fs::read_dir(case.join("expected")).expect("the expected files") {
            let name = module.expect("a module").file_name().to_string_lossy().into_owned();
            assert!(compiled.contains(&format!("pub mod {name};")), "add `{name}` to src/golden.rs");
        }
    }
}

/// Lists Rust names by service and version, so that a change of the naming rules shows every affected name.
#[test]
fn the_names_match_the_approved_ones() {
    let tables = codegen_model::views::names::by_service(model());
    assert_approved("names", &tables.into_iter().map(|(service, table)| (format!("{service}.txt"), table)).collect());
}

/// Lists the meaning of the schemas by file, with one line per member and without prose.
#[test]
fn the_model_matches_the_approved_one() {
    let units = codegen_model::views::units(model());
    assert_approved("model", &units.into_iter().map(|(source, text)| (format!("{source}.json"), text)).collect());
}
