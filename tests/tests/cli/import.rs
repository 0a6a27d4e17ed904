//! `cargo xtask import`: what damage costs, what is left out, what is checked against overlays, and what is proposed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::binary::{Run, xtask};
use super::test_folder::TestFolder;
use crate::support::root;

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

/// Returns damaged metadata, with a name for the damage, whether nothing of it can be used, and parts of the findings.
fn damaged() -> Vec<(&'static str, Vec<u8>, bool, Vec<&'static str>)> {
    let whole = metadata();
    let cut = whole[..whole.len() / 2].char_indices().next_back().map_or(0, |(at, _)| at);
    vec![
        ("nothing", Vec::new(), true, vec!["api.json:1:1"]),
        ("cut off", whole[..cut].into(), true, vec!["TC0104"]),
        ("invalid UTF-8", [whole.as_bytes(), b"\xff"].concat(), true, vec!["TC0103"]),
        ("a list", b"[]".into(), true, vec!["api.json:1:1"]),
        ("no metadata", whole.replace("\"metadata\"", "\"about\"").into(), true, vec!["api.json:1:1"]),
        ("a missing object", whole.replace("\"Thing\": {", "\"Thong\": {").into(), false, vec!["TC0501"]),
        ("a missing input", whole.replace("\"ChatRequest\": {", "\"Chat\": {").into(), false, vec!["api.json:11:16"]),
        ("a wrong type", whole.replacen("\"members\": []", "\"members\": 5", 1).into(), false, vec!["TC0204"]),
        (
            "an invalid name and an unknown type",
            whole.replace("\"Limit\"", "\"../Limit\"").replacen("\"uint64\"", "\"uint32\"", 1).into(),
            false,
            vec!["TC0301", "TC0205"],
        ),
        (
            "a duplicate key",
            whole.replace("\"BareResponse\": {", "\"BareRequest\": {").into(),
            false,
            vec!["TC0201", "TC0501"],
        ),
    ]
}

#[test]
fn damage_costs_nothing_but_itself() {
    for (index, (what, bytes, is_lost, findings)) in damaged().into_iter().enumerate() {
        let folder = TestFolder::new(&format!("import-damaged-{index}"));
        let bad = folder.put("bad/api.json", bytes);
        let other = folder.put("other/api.json", metadata().replace("\"demo\"", "\"other\""));
        let run = folder.import(&[&other, &bad]);
        assert_eq!(run.code, 0, "{what}: {}{}", run.out, run.err);
        assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
        assert!(!run.err.contains("error"), "{what}: {}", run.err);
        assert!(run.out.contains("other/2024-01-01.json: 3 actions"), "{what}: {}", run.out);
        assert_eq!(folder.0.join("schemas/demo").exists(), !is_lost, "{what}: {}", run.out);
        let whole = folder.put("whole/api.json", metadata().replace("\"demo\"", "\"other\""));
        let again = folder.import(&[&whole]);
        assert!(again.out.contains("other/2024-01-01.json is up to date"), "{what}: {}", again.out);
    }
}

#[test]
fn what_cannot_be_used_changes_nothing() {
    let folder = TestFolder::new("import-unusable");
    let valid = folder.put("good/api.json", metadata());
    assert_eq!(folder.add_demo(&valid).code, 0);
    let before = folder.written();
    assert!(before.len() > 5);
    for (what, bytes, is_lost, findings) in damaged() {
        let bad = folder.put("bad/api.json", bytes);
        let strict = folder.import(&[&bad, "--update", "--strict"]);
        let runs = if is_lost { vec![strict, folder.add_demo(&bad)] } else { vec![strict] };
        for run in runs {
            assert_eq!(run.code, 1, "{what}: {}{}", run.out, run.err);
            assert!(run.err.contains("nothing was written"), "{what}: {}", run.err);
            assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
            assert!(folder.written() == before, "{what}: something was written");
        }
    }
}

#[test]
fn only_requested_services_are_read() {
    let folder = TestFolder::new("import-only");
    folder.put("all/demo/api.json", metadata());
    folder.put("all/bad/api.json", "{");
    folder.put("all/alias/v20240101/api.json", metadata().replace("\"demo\"", "\"other\""));
    let all = folder.path("all");
    let run = folder.import(&[&all, "--service", "demo", "--strict"]);
    assert!(run.code == 0 && run.err.is_empty(), "{}{}", run.out, run.err);
    let run = folder.import(&[&all, "--service", "other"]);
    assert!(run.code == 0 && run.out.contains("other/2024-01-01.json"), "{}{}", run.out, run.err);
    let run = folder.import(&[&all, "--service", "bad"]);
    assert!(run.code == 1 && run.err.contains("api.json:1:2"), "{}{}", run.out, run.err);
    let run = folder.import(&[&all, "--service", "nothing"]);
    assert!(run.code == 2 && run.err.contains("no metadata of the service `nothing`"), "{}{}", run.out, run.err);
}

#[test]
fn services_and_actions_can_be_left_out() {
    let folder = TestFolder::new("import-skip");
    folder.put("all/demo/api.json", metadata());
    folder.put("all/other/api.json", metadata().replace("\"demo\"", "\"other\""));
    let run = folder.import(&[&folder.path("all"), "--skip", "other,demo:Chat"]);
    assert!(run.code == 0 && run.err.is_empty(), "{}{}", run.out, run.err);
    let descriptor = fs::read_to_string(folder.path("schemas/demo/2024-01-01.json")).expect("a descriptor");
    assert!(descriptor.contains("\"ListThings\"") && !descriptor.contains("\"Chat\""), "{descriptor}");
    assert!(!folder.0.join("schemas/other").exists());
}

#[test]
fn damaged_samples_are_left_out() {
    let folder = TestFolder::new("import-samples");
    let valid = folder.put("demo/api.json", metadata());
    folder.put("demo/examples.json", "{\n  \"actions\": { \"List\": 5 } }");
    let run = folder.import(&[&valid, "--propose"]);
    assert!(run.code == 0 && run.err.contains("examples.json:2:"), "{}", run.err);
    let run = folder.import(&[&valid]);
    assert!(run.code == 0 && run.err.is_empty(), "samples are only read for proposals: {}", run.err);
}

#[test]
fn several_damaged_files_are_reported_in_one_run() {
    let folder = TestFolder::new("import-several");
    let paths: Vec<_> =
        damaged().into_iter().map(|(what, bytes, ..)| folder.put(&format!("{what}/api.json"), bytes)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let run = folder.import(&[paths.as_slice(), &["--strict"]].concat());
    for (what, _, _, findings) in damaged() {
        assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
    }
    assert!(!folder.0.join("schemas").exists());
}

#[test]
fn commands_that_read_metadata_directly_report_damage() {
    let folder = TestFolder::new("import-read");
    for (what, bytes, is_lost, findings) in damaged() {
        folder.put("corpus/api.json", bytes);
        let run = xtask(&["names", "--from", &folder.path("corpus")]);
        assert!(run.code == if is_lost { 2 } else { 0 }, "{what}: {}{}", run.out, run.err);
        assert_eq!(run.out.is_empty(), is_lost, "{what}: {}", run.err);
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
    assert!(run.code == 2 && run.err.contains("is not a manifest"), "{}", run.err);
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
    assert!(run.code == 1 && run.err.contains("it was not imported; move it away"), "{}", run.err);
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
        ["overlay.json:2:15", "TC0401", "overlay.json:3:64", "TC0402", "overlay.json:4:67", "no longer apply"]
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
