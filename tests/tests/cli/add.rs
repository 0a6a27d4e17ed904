//! `cargo xtask add`: from metadata to a compiled call, as the README and the guide show it.

use std::fs;
use std::path::{Path, PathBuf};

use tests::package;

use super::binary::{Run, cargo, xtask};
use super::test_folder::TestFolder;
use crate::support::root;

/// The manifest of a consumer of the generated crate.
const CONSUMER: &str = r#"[package]
name = "consumer"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
tencentcloud-everything = { path = "../crate", default-features = false, features = ["cvm", "demo"] }
"#;

fn metadata() -> PathBuf {
    root().join("tests/golden/published/schemas/demo")
}

/// Returns the call in a page.
fn call(page: &str) -> String {
    let page = fs::read_to_string(root().join(page)).expect("a page");
    let (_, block) = page.split_once("```rust,ignore\n").expect("the call");
    block.split_once("```").expect("the end of the call").0.to_owned()
}

impl TestFolder {
    fn add(&self, service: &str, from: &Path, more: &[&str]) -> Run {
        let from = from.to_str().expect("UTF-8");
        let (schemas, out) = (self.path("schemas"), self.path("crate"));
        xtask(&[&["add", service, "--from", from, "--schemas", &schemas, "--out", &out], more].concat())
    }
}

#[test]
fn an_added_service_can_be_called() {
    let folder = TestFolder::new("add");
    let added = folder.add("demo", &metadata(), &[]);
    assert_eq!(added.code, 0, "{}{}", added.out, added.err);
    let manifest = fs::read_to_string(folder.path("schemas/client.toml")).expect("a manifest");
    assert!(manifest.ends_with("module = \"demo\"\nschemas = [\"demo/2024-01-01.json\"]\n"), "{manifest}");
    package::write(&folder.0.join("packages")).expect("packages");
    let added = folder.add("cvm", &folder.0.join("packages").join(package::CHINA), &[]);
    assert_eq!(added.code, 0, "{}{}", added.out, added.err);
    let consumer = folder.0.join("consumer");
    fs::create_dir_all(consumer.join("src")).expect("a folder");
    fs::write(consumer.join("Cargo.toml"), CONSUMER).expect("a file");
    let calls = [call("README.md"), call("docs/use/other-services.md")];
    let [readme, guide] = calls.map(|call| format!("mod call {{\n{call}}}\n"));
    let text = format!("#![allow(dead_code)]\n{readme}{}", guide.replace("mod call", "mod guide"));
    fs::write(consumer.join("src/lib.rs"), text).expect("a file");
    fs::copy(root().join("Cargo.lock"), consumer.join("Cargo.lock")).expect("a file");
    let check = cargo(&["check", "--offline"], &consumer);
    assert_eq!(check.code, 0, "{}", check.err);
    let again = folder.add("demo", &metadata(), &[]);
    assert!(again.code == 0 && again.out.contains("is up to date"), "{}", again.out);
}

#[test]
fn an_update_keeps_the_overlay_and_reports_entries_that_no_longer_apply() {
    let folder = TestFolder::new("add-again");
    assert_eq!(folder.add("demo", &metadata(), &[]).code, 0);
    let overlay =
        r#"{ "entries": [{ "target": "ListThings.Limit", "why": "Tried.", "range": { "min": 1, "max": 100 } }] }"#;
    fs::write(folder.path("schemas/demo/2024-01-01.overlay.json"), overlay).expect("a file");
    assert_eq!(folder.add("demo", &metadata(), &[]).code, 0, "the overlay applies");
    let newer = fs::read_to_string(metadata().join("api.json")).expect("metadata").replace("\"Limit\"", "\"Most\"");
    let from = folder.0.join("newer/api.json");
    fs::create_dir_all(from.parent().expect("a folder")).expect("a folder");
    fs::write(&from, newer).expect("a file");
    let refused = folder.add("demo", &from, &[]);
    assert!(refused.code == 1 && refused.err.contains("`--update` replaces it"), "{}", refused.err);
    let updated = folder.add("demo", &from, &["--update"]);
    assert!(updated.code == 1 && updated.err.contains("TC0401"), "{}", updated.err);
    assert!(updated.err.contains("2024-01-01.overlay.json:1:27"), "{}", updated.err);
    assert_eq!(fs::read_to_string(folder.path("schemas/demo/2024-01-01.overlay.json")).expect("a file"), overlay);
}

#[test]
fn all_services_can_be_added_as_separate_crates() {
    let folder = TestFolder::new("add-all");
    let api = fs::read_to_string(metadata().join("api.json")).expect("metadata");
    for name in ["demo", "other"] {
        let service = folder.0.join("metadata").join(name);
        fs::create_dir_all(&service).expect("a folder");
        let (old, new) = ("\"serviceShortName\": \"demo\"", format!("\"serviceShortName\": \"{name}\""));
        assert!(api.contains(old), "the metadata has the name of its service");
        fs::write(service.join("api.json"), api.replace(old, &new)).expect("a file");
    }
    let added = folder.add("--all", &folder.0.join("metadata"), &["--split"]);
    assert_eq!(added.code, 0, "{}{}", added.out, added.err);
    assert!(added.out.contains("client.toml: registered demo, other\n"), "{}", added.out);
    for name in ["demo", "other"] {
        assert!(Path::new(&folder.path(&format!("crate/tencentcloud-{name}/src/{name}"))).is_dir(), "{name}");
    }
    let missing = folder.add("demo", &folder.0.join("metadata"), &["nothing"]);
    assert!(missing.code == 2 && missing.err.contains("no metadata of the service `nothing`"), "{}", missing.err);
}

#[test]
fn an_unknown_service_is_an_error() {
    let folder = TestFolder::new("add-nothing");
    let run = folder.add("nothing", &metadata(), &[]);
    assert!(run.code == 2 && run.err.contains("no metadata of the service `nothing`"), "{}", run.err);
}
