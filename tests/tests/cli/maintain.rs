//! The commands of a maintainer's loop: checks of single files, the watch, and overlay entries that are taken over or dropped.

use std::fs;

use serde_json::{Value, json};

use super::binary::xtask;
use super::test_folder::TestFolder;
use crate::support::{Schemas, small};

fn shown(schemas: &Schemas, path: &str) -> String {
    schemas.path().join(path).to_str().expect("UTF-8").to_owned()
}

fn targets(schemas: &Schemas, path: &str) -> Vec<String> {
    let text = fs::read_to_string(schemas.path().join(path)).expect("a file");
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let entries = document["entries"].as_array().expect("entries").iter();
    entries.map(|entry| entry["target"].as_str().expect("a target").to_owned()).collect()
}

#[test]
fn a_single_file_is_checked_with_its_folder() {
    let text = small::file(small::OPERATION).replace("<Done>true", "<Dome>true").replace("true</Done>", "true</Dome>");
    let schemas = Schemas::small_with(small::OPERATION, text);
    let bad = xtask(&["check", &shown(&schemas, small::OPERATION)]);
    assert_eq!(bad.code, 1);
    assert!(bad.out.contains("`Dome` is unknown, did you mean `Done`?"), "{}", bad.out);
    let good = xtask(&["check", &shown(&schemas, small::DESCRIPTOR)]);
    assert_eq!((good.code, good.out.contains("0 findings")), (0, true), "{}", good.out);
    let unread = xtask(&["check", &shown(&schemas, "../notes.xml")]);
    assert_eq!(unread.code, 2, "{}", unread.err);
}

#[test]
fn the_watch_prints_findings_and_generates() {
    let (schemas, out) = (Schemas::of(&small::files()), TestFolder::new("watch"));
    let run = xtask(&["watch", "--times", "1", "--schemas", &shown(&schemas, ""), "--out", &out.path("crate")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(out.0.join("crate/src/lib.rs").is_file() && run.out.contains("waiting for changes"), "{}", run.out);
    schemas.write(small::OPERATION, "<operation>\n<doc></operation>");
    let run = xtask(&["watch", "--times", "1", "--check", "--schemas", &shown(&schemas, "")]);
    assert!(run.out.contains("unclosed element `doc`"), "{}", run.out);
}

#[test]
fn entries_are_accepted_and_dropped() {
    let schemas = Schemas::of(&small::files());
    let proposal = small::OVERLAY.replace(".overlay.", ".proposed.");
    let entry = |target: &str| json!({ "target": target, "why": "Its text.", "range": { "min": 1 } });
    let entries = json!({ "entries": [entry("DetectThing.User.Age"), entry("DetectThing.User.Id")] });
    schemas.write(&proposal, entries.to_string());
    let folder = shown(&schemas, "");
    let before = targets(&schemas, small::OVERLAY).len();
    let run = xtask(&["overlay", "accept", "DetectThing.User.Age", "--schemas", &folder]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!((targets(&schemas, small::OVERLAY).len(), targets(&schemas, &proposal).len()), (before + 1, 1));
    assert_eq!(xtask(&["overlay", "accept", "DetectThing.No", "--schemas", &folder]).code, 2);
    let run = xtask(&["overlay", "drop", "DetectThing.User.Age", "--schemas", &folder]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!targets(&schemas, small::OVERLAY).contains(&"DetectThing.User.Age".to_owned()));
}

#[test]
fn expired_facts_are_dropped() {
    let text = small::file(small::OVERLAY).replace("DetectThing.Old", "DetectThing.Gone");
    let schemas = Schemas::small_with(small::OVERLAY, text);
    let run = xtask(&["overlay", "drop", "--expired", "--schemas", &shown(&schemas, "")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(!targets(&schemas, small::OVERLAY).contains(&"DetectThing.Gone".to_owned()), "{}", run.out);
    assert_eq!(xtask(&["check", "--schemas", &shown(&schemas, "")]).code, 0);
}

#[test]
fn other_schemas_get_the_files_of_editors() {
    let (schemas, out) = (Schemas::of(&small::files()), TestFolder::new("editor"));
    let run = xtask(&["regenerate", "--schemas", &shown(&schemas, ""), "--out", &out.path("crate")]);
    assert_eq!(run.code, 0, "{}", run.err);
    for name in
        ["ci.xsd", "descriptor.schema.json", "overlay.schema.json", "texts.schema.json", "authorization.schema.json"]
    {
        assert!(schemas.path().join(name).is_file(), "{name}");
    }
    let check = xtask(&["regenerate", "--check", "--schemas", &shown(&schemas, ""), "--out", &out.path("crate")]);
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn a_descriptor_that_was_not_imported_is_never_replaced() {
    let folder = TestFolder::new("own-descriptor");
    let from = crate::support::root().join("tests/golden/published/schemas/demo");
    let import = || xtask(&["import", from.to_str().expect("UTF-8"), "--out", &folder.path("schemas"), "--update"]);
    assert_eq!(import().code, 0);
    let path = folder.0.join("schemas/demo/2024-01-01.json");
    let own =
        fs::read_to_string(&path).expect("a descriptor").replace("\"description\": \"", "\"description\": \"Own. ");
    fs::write(&path, &own).expect("a file");
    assert_eq!(import().code, 0, "what was imported is replaced");
    fs::write(&path, &own).expect("a file");
    fs::remove_file(folder.0.join("schemas/upstream.lock")).expect("the lock");
    let run = import();
    assert_eq!((run.code, fs::read_to_string(&path).expect("a descriptor")), (1, own), "{}", run.err);
}
