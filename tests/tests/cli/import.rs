//! Metadata into the schemas: all of it or nothing, with what it does to overlays, and what its prose proposes.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::binary::{Run, xtask};
use crate::place::Place;
use crate::support::root;

/// Metadata with something of everything.
fn whole() -> String {
    fs::read_to_string(root().join("tests/golden/published/schemas/demo/api.json")).expect("metadata")
}

impl Place {
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

    /// Every file below the schemas and the crate, with its bytes.
    fn written(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut open = vec![self.0.join("schemas"), self.0.join("crate")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.path() {
                    path if path.is_dir() => open.push(path),
                    path => drop(files.insert(path.clone(), fs::read(path).expect("a file"))),
                }
            }
        }
        files
    }
}

/// Damaged metadata, and where what is wrong with it is found.
fn damaged() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>)> {
    let whole = whole();
    let cut = whole[..whole.len() / 2].char_indices().next_back().map_or(0, |(at, _)| at);
    vec![
        ("nothing", Vec::new(), vec!["api.json:1:1"]),
        ("cut off", whole[..cut].into(), vec!["TC0104"]),
        ("no UTF-8", [whole.as_bytes(), b"\xff"].concat(), vec!["TC0103"]),
        ("a list", b"[]".into(), vec!["api.json:1:1"]),
        ("no metadata", whole.replace("\"metadata\"", "\"about\"").into(), vec!["api.json:1:1"]),
        ("an object that is missing", whole.replace("\"Thing\": {", "\"Thong\": {").into(), vec!["TC0501"]),
        ("an input that is missing", whole.replace("\"ChatRequest\": {", "\"Chat\": {").into(), vec!["api.json:11:16"]),
        ("a wrong type", whole.replacen("\"members\": []", "\"members\": 5", 1).into(), vec!["TC0204"]),
        (
            "a strange name, and a type that is none",
            whole.replace("\"Limit\"", "\"../Limit\"").replacen("\"uint64\"", "\"uint32\"", 1).into(),
            vec!["TC0301", "TC0205"],
        ),
        ("a key twice", whole.replace("\"BareResponse\": {", "\"BareRequest\": {").into(), vec!["TC0201", "TC0501"]),
    ]
}

#[test]
fn damaged_metadata_leaves_everything_as_it_is() {
    let place = Place::new("import-damaged");
    let good = place.put("good/api.json", whole());
    assert_eq!(place.add_demo(&good).code, 0);
    let before = place.written();
    assert!(before.len() > 5);
    for (what, bytes, findings) in damaged() {
        let bad = place.put("bad/api.json", bytes);
        let other = place.put("other/api.json", whole().replace("\"demo\"", "\"other\""));
        for run in [place.import(&[&bad, "--update"]), place.import(&[&other, &bad]), place.add_demo(&bad)] {
            assert_eq!(run.code, 1, "{what}: {}{}", run.out, run.err);
            assert!(run.err.contains("nothing was written"), "{what}: {}", run.err);
            for finding in &findings {
                assert!(run.err.contains(finding), "{what}: {finding}: {}", run.err);
            }
            assert!(place.written() == before, "{what}: something was written");
        }
    }
}

#[test]
fn damaged_samples_leave_everything_as_it_is_where_they_are_read() {
    let place = Place::new("import-samples");
    let good = place.put("demo/api.json", whole());
    place.put("demo/examples.json", "{\n  \"actions\": { \"List\": 5 } }");
    let run = place.import(&[&good, "--propose"]);
    assert!(run.code == 1 && run.err.contains("examples.json:2:"), "{}", run.err);
    assert!(run.err.contains("nothing was written") && !place.0.join("schemas").exists());
    assert_eq!(place.import(&[&good]).code, 0, "nobody asks for them");
}

#[test]
fn several_damaged_files_are_reported_in_one_run() {
    let place = Place::new("import-several");
    let paths: Vec<_> =
        damaged().into_iter().map(|(what, bytes, _)| place.put(&format!("{what}/api.json"), bytes)).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let run = place.import(&paths);
    for (what, _, findings) in damaged() {
        assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
    }
    assert!(!place.0.join("schemas").exists());
}

#[test]
fn what_reads_metadata_as_it_is_names_damage_as_well() {
    let place = Place::new("import-read");
    for (what, bytes, findings) in damaged() {
        place.put("corpus/api.json", bytes);
        let run = xtask(&["names", "--from", &place.path("corpus")]);
        assert!(run.code == 1 && run.out.is_empty(), "{what}: {}{}", run.out, run.err);
        assert!(findings.iter().all(|finding| run.err.contains(finding)), "{what}: {}", run.err);
    }
}

#[test]
fn a_damaged_manifest_leaves_everything_as_it_is() {
    let place = Place::new("import-manifest");
    let good = place.put("good/api.json", whole());
    place.put("schemas/client.toml", "[package");
    let before = place.written();
    let run = place.add_demo(&good);
    assert!(run.code == 2 && run.err.contains("is not a manifest"), "{}", run.err);
    assert!(place.written() == before);
}

#[test]
fn a_descriptor_that_may_not_be_replaced_keeps_the_others_out() {
    let place = Place::new("import-refused");
    place.put("schemas/demo/2024-01-01.json", "{}");
    let demo = place.put("demo/api.json", whole());
    let other = place.put("other/api.json", whole().replace("\"demo\"", "\"other\""));
    let before = place.written();
    let run = place.import(&[&other, &demo]);
    assert!(run.code == 1 && run.err.contains("--update replaces it"), "{}", run.err);
    assert!(place.written() == before);
}

#[test]
fn a_newer_release_is_held_against_the_overlay() {
    let place = Place::new("import-again");
    let first = place.put("first/api.json", whole());
    assert_eq!(place.import(&[&first]).code, 0);
    let overlay = r#"{ "entries": [
  { "target": "ListThings.Limit", "why": "Tried.", "range": { "min": 1, "max": 100 } },
  { "target": "ListThings.Exact", "why": "Tried.", "required": true },
  { "target": "ListThings", "why": "Tried.", "some_of": ["Since", "Until"] }
] }"#;
    place.put("schemas/demo/2024-01-01.overlay.json", overlay);
    let run = place.import(&[&first]);
    assert!(run.code == 0 && run.out.contains("overlay.json applies"), "{}{}", run.out, run.err);
    // One target is gone, one fact is upstream's own by now, one group lacks a member.
    let newer = whole().replace("\"Limit\"", "\"Most\"").replace("\"Until\"", "\"Before\"");
    let mut newer: serde_json::Value = serde_json::from_str(&newer).expect("JSON");
    let members = newer["objects"]["ListThingsRequest"]["members"].as_array_mut().expect("members");
    let exact = members.iter_mut().find(|member| member["name"] == "Exact").expect("a member");
    exact["required"] = true.into();
    let newer = place.put("newer/api.json", newer.to_string());
    let run = place.import(&[&newer, "--update"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for finding in
        ["overlay.json:2:15", "TC0401", "overlay.json:3:64", "TC0402", "overlay.json:4:67", "no longer apply"]
    {
        assert!(run.err.contains(finding), "{finding}: {}", run.err);
    }
    let kept = fs::read_to_string(place.path("schemas/demo/2024-01-01.overlay.json")).expect("the overlay");
    assert_eq!(kept, overlay);
    let descriptor = fs::read_to_string(place.path("schemas/demo/2024-01-01.json")).expect("the descriptor");
    assert!(descriptor.contains("\"Most\""), "the newer release is there, to be looked at");
}

#[test]
fn what_is_proposed_can_be_taken_over_as_it_is() {
    let place = Place::new("import-proposed");
    let prose = whole().replacen("\"document\": \"说明。\"", "\"document\": \"数量，最大值为100。\"", 20);
    let from = place.put("demo/api.json", prose);
    let run = place.import(&[&from, "--propose"]);
    assert!(run.code == 0 && run.out.contains(" ranges"), "{}{}", run.out, run.err);
    let proposed = place.path("schemas/demo/2024-01-01.proposed.json");
    fs::rename(proposed, place.path("schemas/demo/2024-01-01.overlay.json")).expect("a name");
    let run = place.import(&[&from, "--propose"]);
    assert!(run.code == 0 && run.out.contains("nothing to propose"), "{}{}", run.out, run.err);
    assert_eq!(place.add_demo(&from).code, 0);
    let fmt = xtask(&["fmt", "--check", "--schemas", &place.path("schemas")]);
    assert!(fmt.code == 0, "{}{}", fmt.out, fmt.err);
}
