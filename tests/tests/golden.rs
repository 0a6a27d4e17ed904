//! The goldens are what the generator makes now: a change of the generator, of a name or of a meaning shows line by line.
//!
//! Goldens that do not compile keep the rest of the package from being built; `--no-default-features` leaves them out.

use std::path::{Path, PathBuf};

use codegen_emit::{Options, emit};
use codegen_model::Model;
use tests::snapshot::{Files, check_folder};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// The folders of the cases.
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

/// The schemas that the crate is made of.
fn in_tree() -> Model {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas"))
}

fn approve(folder: &str, made: &Files) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("approved").join(folder);
    check_folder(&folder, made).unwrap_or_else(|problem| panic!("{problem}"));
}

/// The modules of the services, without what stands around them in a crate.
fn modules(model: &Model) -> Files {
    let tree = emit(model, &Options::default()).expect("Rust");
    let is_module = |path: &str| model.services.iter().any(|service| path.starts_with(&format!("{}/", service.module)));
    let files = tree.iter().filter_map(|(path, text)| Some((path.strip_prefix("src/")?, text)));
    let files = files.filter(|(path, _)| is_module(path));
    files.map(|(path, text)| (path.to_owned(), String::from_utf8(text.to_vec()).expect("UTF-8"))).collect()
}

#[test]
fn every_case_is_as_approved() {
    let problems = cases().into_iter().filter_map(|case| {
        let made = modules(&load(&case.join("schemas")));
        assert!(!made.is_empty(), "{} has no module", case.display());
        check_folder(&case.join("expected"), &made).err()
    });
    let problems: Vec<_> = problems.map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

/// What is not compiled could be anything.
#[test]
fn every_case_is_compiled() {
    let compiled = include_str!("../src/golden.rs");
    for case in cases() {
        for module in std::fs::read_dir(case.join("expected")).expect("what is expected") {
            let name = module.expect("a module").file_name().to_string_lossy().into_owned();
            assert!(compiled.contains(&format!("pub mod {name};")), "add `{name}` to src/golden.rs");
        }
    }
}

/// Rust names by service and version: a change of the naming rules shows every name that it moves.
#[test]
fn the_names_of_the_schemas_are_as_approved() {
    let table = codegen_model::views::names::table(&in_tree());
    let mut files = Files::new();
    for line in table.lines() {
        let (service, name) = line.split_once(' ').expect("a service and a name");
        *files.entry(format!("{service}.txt")).or_default() += &format!("{name}\n");
    }
    approve("names", &files);
}

/// The meaning of the schemas, file by file and a member a line, without prose.
#[test]
fn the_meaning_of_the_schemas_is_as_approved() {
    let units = codegen_model::views::units(&in_tree());
    approve("model", &units.into_iter().map(|(source, text)| (format!("{source}.json"), text)).collect());
}
