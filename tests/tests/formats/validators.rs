//! Validates the schemas of the project, the small set and the bad schemas with independent validators.

use std::path::{Path, PathBuf};
use std::process::Command;

use codegen_upstream::import::descriptor_text;
use jsonschema::{Registry, Validator};
use serde_json::Value;

use crate::support::bad::{Bad, CASES};
use crate::support::{root, small};

/// The base address of the JSON Schemas, which refer to each other.
const BASE: &str = "https://example.com/schemas/";

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn validator(name: &str) -> Validator {
    let schema = |name: &str| json(&root().join("schemas").join(name));
    let descriptor = "descriptor.schema.json";
    let registry = Registry::new().add(format!("{BASE}{descriptor}"), schema(descriptor)).expect("a schema");
    let registry = registry.prepare().expect("a registry");
    let options = jsonschema::draft202012::options().with_base_uri(format!("{BASE}{name}"));
    options.with_registry(&registry).build(&schema(name)).expect("a schema")
}

/// Returns the files below a folder whose names end with `end`.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![root().join(folder)];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn validators() -> [Validator; 3] {
    ["descriptor.schema.json", "overlay.schema.json", "authorization.schema.json"].map(validator)
}

#[test]
fn good_json_is_accepted() {
    let [descriptor, overlay, table] = validators();
    let mut good: Vec<_> = ["schemas", "tests/small"].iter().flat_map(|folder| files(folder, ".json")).collect();
    good.retain(|path| !path.to_string_lossy().ends_with(".schema.json"));
    good.push(root().join("tests/bad/base.json"));
    assert!(good.len() >= 5, "only {} files were found", good.len());
    for path in good {
        let validator = match path.to_string_lossy() {
            path if path.ends_with(".overlay.json") => &overlay,
            path if path.ends_with("authorization.json") => &table,
            _ => &descriptor,
        };
        let document = json(&path);
        let errors: Vec<_> = validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

#[test]
fn imported_descriptors_are_accepted() {
    let [descriptor, ..] = validators();
    for folder in tests::metadata::folders() {
        let files = relative_files(&folder, "api.json");
        assert!(!files.is_empty(), "no metadata in {}", folder.display());
        let loaded = codegen_model::load_published(&folder, &files);
        let services = loaded.model.expect("the metadata has no errors").services;
        for service in services {
            let document: Value = serde_json::from_str(&descriptor_text(&service)).expect("JSON");
            let errors: Vec<_> =
                descriptor.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{} {:?}: {errors:#?}", service.name, service.version);
        }
    }
}

/// Returns the files below a folder whose names end with `end`, relative to it.
fn relative_files(folder: &Path, end: &str) -> Vec<String> {
    let below = |path: PathBuf| path.strip_prefix(folder).expect("a path below").to_string_lossy().replace('\\', "/");
    files(&folder.to_string_lossy(), end).into_iter().map(below).collect()
}

/// Returns a message if the verdict on a bad schema is not the expected one.
fn check_verdict(bad: &Bad, is_rejected: bool) -> Option<String> {
    match (bad.beyond, is_rejected) {
        (None, false) => Some(format!("{} is accepted", bad.file)),
        (Some(why), true) => Some(format!("{} is rejected, although its case states that {why}", bad.file)),
        _ => None,
    }
}

#[test]
fn bad_json_is_rejected() {
    let [descriptor, overlay, table] = validators();
    let json = CASES.iter().filter(|bad| bad.is_descriptor() || bad.is_overlay() || bad.is_table());
    let wrong = json.filter_map(|bad| {
        let validator = match bad {
            bad if bad.is_overlay() => &overlay,
            bad if bad.is_table() => &table,
            _ => &descriptor,
        };
        let document = serde_json::from_str::<Value>(&bad.text());
        check_verdict(bad, document.is_err() || document.is_ok_and(|document| !validator.is_valid(&document)))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the output of xmllint for files, or `None` if it is not installed.
fn xmllint(files: &[PathBuf]) -> Option<String> {
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]).arg(root().join("schemas/ci.xsd")).args(files);
    match command.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(_) => {
            println!("skipped: xmllint is not installed");
            None
        }
    }
}

fn is_valid(output: &str, file: &Path) -> bool {
    output.lines().any(|line| line == format!("{} validates", file.display()))
}

#[test]
fn good_xml_is_accepted() {
    let mut good = files("schemas/ci", ".xml");
    good.extend([small::OPERATION, small::TYPES].map(|path| root().join("tests/small").join(path)));
    assert!(good.len() >= 7, "only {} files were found", good.len());
    let Some(output) = xmllint(&good) else { return };
    assert!(good.iter().all(|file| is_valid(&output, file)), "{output}");
}

#[test]
fn bad_xml_is_rejected() {
    let bad: Vec<_> = CASES.iter().filter(|bad| bad.is_xml()).collect();
    let paths: Vec<_> = bad.iter().map(|bad| root().join("tests/bad").join(bad.file)).collect();
    let Some(output) = xmllint(&paths) else { return };
    let wrong = bad.iter().zip(&paths).filter_map(|(bad, path)| check_verdict(bad, !is_valid(&output, path)));
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}\n{output}", wrong.join("\n"));
}
