//! `cargo xtask import`: it writes everything or nothing, checks overlays, and proposes facts from prose.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::binary::{Run, xtask};
use crate::support::root;
use crate::test_folder::TestFolder;

/// Reads valid metadata that has every construct.
fn metadata() -> String {
    fs::read_to_string(root().join("tests/golden/published/schemas/demo/api.json")).expect("metadata")
}

impl TestFolder {
    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        self.path(name)
    }

    fn import(&self, arguments: &[&str]) -> Run {
        xtask(&[&["import", "--out", &self.path("schemas")], arguments].concat())
    }

    fn add_demo(&self, from: &str) -> Run {
        let (schemas, out) = (self.path("schemas"), self.path("crate"));
        xtask(&["add", "demo", "--from", from, "--schemas", &schemas, "--out", &out, "--update"])
    }

    /// Reads every file below the schemas and the crate.
    fn written(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut open = vec![self.0.join("schemas"), self.0.join("crate")];
        while let Some(path) = open.pop() {
            for entry in fs::read_dir(path).into_iter().flatten().flatten() {
                match entry.path() {
                    path if path.is_dir() => open.push(path),
                    path => drop(files.insert(path.clone(), fs::read(path).expect("a file"))),
                }
            }
        }
        files
    }
}

/// Returns damaged metadata, with a name for the damage and parts of the expected findings.
fn damaged() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>)> {
    let whole = metadata();
    let cut = whole[..whole.len() / 2].char_indices().next_back().map_or(0, |(at, _)| at);
    vec![
        ("nothing", Vec::new(), vec!["api.json:1:1"]),
        ("cut off", whole[..cut].into(), vec!["TC0104"]),
        ("invalid UTF-8", [whole.as_bytes(), b"\xff"].concat(), vec!["TC0103"]),
        ("a list", b"[]".into(), vec!["api.json:1:1"]),
        ("no metadata", whole.replace("\"metadata\"", "\"about\"").into(), vec!["api.json:1:1"]),
        ("a missing object", whole.replace("\"Thing\": {", "\"Thong\": {").into(), vec!["TC0501"]),
        ("a missing input", whole.replace("\"ChatRequest\": {", "\"Chat\": {").into(), vec!["api.json:11:16"]),
        ("a wrong type", whole.replacen("\"members\": []", "\"members\": 5", 1).into(), vec!["TC0204"]),
        (
            "an invalid name and an unknown type",
            whole.replace("\"Limit\"", "\"../Limit\"").replacen("\"uint64\"", "\"uint32\"", 1).into(),
            vec!["TC0301", "TC0205"],
        ),
        (
            "a duplicate key",
            whole.replace("\"BareResponse\": {", "\"BareRequest\": {").into(),
            vec!["TC0201", "TC0501"],
        ),
    ]
}

#[test]
fn damaged_metadata_changes_nothing() {
    let folder = TestFolder::new("import-damaged");
    let valid = folder.put("good/api.json", metadata());
    assert_eq!(folder.add_demo(&valid).code, 0);
    let before = folder.written();
    assert!(before.len() > 5);
    for (what, bytes, findings) in damaged() {
        let bad = folder.put("bad/api.json", bytes);
        let other = folder.put("other/api.json", metadata().replace("\"demo\"", "\"other\""));
        for run in [folder.import(&[&bad, "--update"]), folder.import(&[&other, &bad]), folder.add_demo(&bad)] {
            assert_eq!(run.code, 1, "{what}: {}{}", run.out, run.err);
            assert!(run.err.contains("nothing was written"), "{what}: {}", run.err);
            for finding in &findings {
                assert!(run.err.contains(finding), "{what}: {finding}: {}", run.err);
            }
            assert!(folder.written() == before, "{what}: something was written");
        }
    }
}

#[test]
fn damaged_samples_change_nothing_if_proposals_read_them() {
    let folder = TestFolder::new("import-samples");
    let valid = folder.put("demo/api.json", metadata());
    folder.put("demo/examples.json", "{\n  \"actions\": { \"List\": 5 } }");
    let run = folder.import(&[&valid, "--propose"]);
    assert!(run.code == 1 && run.err.contains("examples.json:2:"), "{}", run.err);
    assert!(run.err.contains("nothing was written") && !folder.0.join("schemas").exists());
    assert_eq!(folder.import(&[&valid]).code, 0, "samples are only read for proposals");
}

#[test]
fn several_damaged_files_are_reported_in_one_run() {
    let folder = TestFolder::new("import-several");
    let paths: Vec<_> =
        damaged().into_iter().map(|(what, bytes, _)| folder.put(&format!("{what}/api.json"), bytes)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let run = folder.import(&paths);
    for (what, _, findings) in damaged() {
        assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
    }
    assert!(!folder.0.join("schemas").exists());
}

#[test]
fn commands_that_read_metadata_directly_report_damage() {
    let folder = TestFolder::new("import-read");
    for (what, bytes, findings) in damaged() {
        folder.put("corpus/api.json", bytes);
        let run = xtask(&["names", "--from", &folder.path("corpus")]);
        assert!(run.code == 1 && run.out.is_empty(), "{what}: {}{}", run.out, run.err);
        assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
    }
}

#[test]
fn a_damaged_manifest_changes_nothing() {
    let folder = TestFolder::new("import-manifest");
    let valid = folder.put("good/api.json", metadata());
    folder.put("schemas/client.toml", "[package");
    let before = folder.written();
    let run = folder.add_demo(&valid);
    assert!(run.code == 2 && run.err.contains("is no manifest"), "{}", run.err);
    assert!(folder.written() == before);
}

#[test]
fn no_file_is_imported_if_a_descriptor_must_not_be_replaced() {
    let folder = TestFolder::new("import-refused");
    folder.put("schemas/demo/2024-01-01.json", "{}");
    let demo = folder.put("demo/api.json", metadata());
    let other = folder.put("other/api.json", metadata().replace("\"demo\"", "\"other\""));
    let before = folder.written();
    let run = folder.import(&[&other, &demo]);
    assert!(run.code == 1 && run.err.contains("--update replaces it"), "{}", run.err);
    assert!(folder.written() == before);
}

#[test]
fn an_update_is_checked_against_the_overlay() {
    let folder = TestFolder::new("import-again");
    let first = folder.put("first/api.json", metadata());
    assert_eq!(folder.import(&[&first]).code, 0);
    let overlay = r#"{ "entries": [
  { "target": "ListThings.Limit", "why": "Tried.", "range": { "min": 1, "max": 100 } },
  { "target": "ListThings.Exact", "why": "Tried.", "required": true },
  { "target": "ListThings", "why": "Tried.", "some_of": ["Since", "Until"] }
] }"#;
    folder.put("schemas/demo/2024-01-01.overlay.json", overlay);
    let run = folder.import(&[&first]);
    assert!(run.code == 0 && run.out.contains("overlay.json applies"), "{}{}", run.out, run.err);
    // One target is missing, one fact is stated upstream, and one group lacks a member.
    let newer = metadata().replace("\"Limit\"", "\"Most\"").replace("\"Until\"", "\"Before\"");
    let mut newer: serde_json::Value = serde_json::from_str(&newer).expect("JSON");
    let members = newer["objects"]["ListThingsRequest"]["members"].as_array_mut().expect("members");
    let exact = members.iter_mut().find(|member| member["name"] == "Exact").expect("a member");
    exact["required"] = true.into();
    let newer = folder.put("newer/api.json", newer.to_string());
    let run = folder.import(&[&newer, "--update"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for finding in
        ["overlay.json:2:15", "TC0401", "overlay.json:3:64", "TC0402", "overlay.json:4:67", "no longer applies"]
    {
        assert!(run.err.contains(finding), "{finding}: {}", run.err);
    }
    let kept = fs::read_to_string(folder.path("schemas/demo/2024-01-01.overlay.json")).expect("the overlay");
    assert_eq!(kept, overlay);
    let descriptor = fs::read_to_string(folder.path("schemas/demo/2024-01-01.json")).expect("the descriptor");
    assert!(descriptor.contains("\"Most\""), "the newer release is written for inspection");
}

#[test]
fn proposals_apply_unchanged() {
    let folder = TestFolder::new("import-proposed");
    let prose = metadata().replacen("\"document\": \"说明。\"", "\"document\": \"数量，最大值为100。\"", 20);
    let from = folder.put("demo/api.json", prose);
    let run = folder.import(&[&from, "--propose"]);
    assert!(run.code == 0 && run.out.contains(" ranges"), "{}{}", run.out, run.err);
    let proposed = folder.path("schemas/demo/2024-01-01.proposed.json");
    fs::rename(proposed, folder.path("schemas/demo/2024-01-01.overlay.json")).expect("a name");
    let run = folder.import(&[&from, "--propose"]);
    assert!(run.code == 0 && run.out.contains("nothing to propose"), "{}{}", run.out, run.err);
    assert_eq!(folder.add_demo(&from).code, 0);
    let fmt = xtask(&["fmt", "--check", "--schemas", &folder.path("schemas")]);
    assert!(fmt.code == 0, "{}{}", fmt.out, fmt.err);
}
