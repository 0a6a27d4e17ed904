//! `cargo xtask update`: newer releases of both sites, by the lock, with a report.

use std::fs;

use serde_json::{Value, json};

use super::binary::{Run, xtask};
use super::test_folder::TestFolder;

/// Returns metadata of a service with one action, which has these parameters.
fn metadata(parameters: &[(&str, &str, bool)]) -> Value {
    let member = |(name, document, required): &(&str, &str, bool)| json!({"name": name, "type": "string", "member": "string", "required": required, "document": document});
    let members: Vec<_> = parameters.iter().map(member).collect();
    json!({
        "version": "2.0",
        "metadata": {"apiVersion": "2024-01-01", "serviceShortName": "demo", "serviceNameCN": "演示"},
        "actions": {"Look": {"document": "看。", "input": "LookRequest", "output": "LookResponse"}},
        "objects": {
            "LookRequest": {"members": members},
            "LookResponse": {"members": [{"name": "RequestId", "type": "string", "member": "string", "document": ""}]}
        }
    })
}

impl TestFolder {
    /// Writes an unpacked release, and returns its path.
    fn release(&self, package: &str, version: &str, metadata: &Value) -> String {
        let name = format!("{package}-{version}");
        let folder = self.0.join(&name);
        fs::create_dir_all(folder.join(format!("{name}.dist-info"))).expect("a folder");
        let service = folder.join("tccli/services/demo/v20240101");
        fs::create_dir_all(&service).expect("a folder");
        fs::write(service.join("api.json"), metadata.to_string()).expect("a file");
        self.path(&name)
    }

    /// Runs a command on the schemas and the crate of this folder.
    fn run(&self, command: &[&str], from: &[&str], rest: &[&str]) -> Run {
        let (schemas, out) = (self.path("schemas"), self.path("crate"));
        let from: Vec<_> = from.iter().flat_map(|path| ["--from", *path]).collect();
        xtask(&[command, &from, &["--schemas", &schemas, "--out", &out], rest].concat())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// Adds the service from the first release of both sites.
fn added(name: &str) -> (TestFolder, [String; 2]) {
    let folder = TestFolder::new(name);
    let china = folder.release("tccli", "3.1.1.1", &metadata(&[("Url", "地址。", true)]));
    let international = folder.release("tccli_intl_en", "3.1.5.1", &metadata(&[("Url", "The address.", true)]));
    let run = folder.run(&["add", "demo"], &[&china, &international], &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    (folder, [china, international])
}

#[test]
fn an_update_takes_the_newer_releases_and_reports_what_they_change() {
    let (folder, [_, international]) = added("update");
    assert!(folder.read("schemas/demo/2024-01-01.texts.json").contains("The address."));
    assert!(folder.read("crate/src/demo/v2024_01_01.rs").contains("The address."));
    let newer = metadata(&[("Url", "地址。", true), ("Size", "大小。", false)]);
    let china = folder.release("tccli", "3.1.2.1", &newer);
    let from = [china.as_str(), &international];
    let before = folder.read("schemas/upstream.lock");
    let check = folder.run(&["update"], &from, &["--check"]);
    assert_eq!((check.code, folder.read("schemas/upstream.lock")), (1, before.clone()), "{}", check.out);
    assert!(check.out.contains("from 3.1.1.1 to 3.1.2.1"), "{}", check.out);
    let report = folder.path("report.md");
    let run = folder.run(&["update"], &from, &["--report", &report]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report = folder.read("report.md");
    for part in [
        "- China site, `tccli`: from 3.1.1.1 to 3.1.2.1",
        "- `demo` 2024-01-01 on the China site",
        "parameter-added",
        "## Proposed version: 0.1.1",
        "- `demo`: The parameter `Size` of `Look` was added.",
    ] {
        assert!(report.contains(part), "{part} is not in:\n{report}");
    }
    assert!(folder.read("crate/src/demo/v2024_01_01.rs").contains("only on the China site"));
    let lock = folder.read("schemas/upstream.lock");
    assert!(lock.contains("3.1.2.1") && lock.contains("3.1.5.1") && lock != before, "{lock}");
    let check = folder.run(&["update"], &from, &["--check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("Nothing newer is published"), "{}", check.out);
}

#[test]
fn entries_that_no_longer_apply_are_reported_and_the_overlay_is_kept() {
    let (folder, [_, international]) = added("update-overlay");
    let overlay = r#"{
  "entries": [
    { "target": "Look.Url", "why": "Seen.", "required": false },
    { "target": "Look.Url", "why": "Seen.", "sensitive": true }
  ]
}
"#;
    fs::write(folder.0.join("schemas/demo/2024-01-01.overlay.json"), overlay).expect("a file");
    let china = folder.release("tccli", "3.1.2.1", &metadata(&[("Url", "地址。", false)]));
    let run = folder.run(&["update", "demo"], &[&china, &international], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    for part in ["## Overlay entries that no longer apply", "TC0402", "2024-01-01.overlay.json:3:", "## Verdict"] {
        assert!(run.out.contains(part), "{part} is not in:\n{}", run.out);
    }
    assert_eq!(folder.read("schemas/demo/2024-01-01.overlay.json"), overlay);
    assert!(folder.read("crate/src/demo/v2024_01_01.rs").contains("hidden in `Debug` output"), "the rest applies");
}

#[test]
fn a_kept_descriptor_is_never_replaced_and_the_report_says_what_it_lacks() {
    let (folder, [_, international]) = added("update-kept");
    let lock = folder.read("schemas/upstream.lock").replace("\"}", "\", \"kept\": true}");
    fs::write(folder.0.join("schemas/upstream.lock"), lock).expect("a file");
    let descriptor = folder.read("schemas/demo/2024-01-01.json");
    let newer = metadata(&[("Url", "地址。", true), ("Size", "大小。", false)]);
    let china = folder.release("tccli", "3.1.2.1", &newer);
    let run = folder.run(&["update"], &[&china, &international], &[]);
    assert_eq!((run.code, folder.read("schemas/demo/2024-01-01.json")), (0, descriptor), "{}", run.err);
    assert!(run.out.contains("- `Look.Size`"), "{}", run.out);
    let lock = folder.read("schemas/upstream.lock");
    assert!(lock.contains("3.1.2.1") && lock.contains("\"kept\": true"), "{lock}");
}

#[test]
fn without_a_lock_there_is_nothing_to_update() {
    let folder = TestFolder::new("update-nothing");
    fs::create_dir_all(folder.0.join("schemas")).expect("a folder");
    let run = folder.run(&["update"], &[], &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("upstream.lock names no service") && run.err.contains("cargo xtask add"), "{}", run.err);
    let (folder, [china, _]) = added("update-other");
    let run = folder.run(&["update", "cvm"], &[&china], &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("does not name the service `cvm`"), "{}", run.err);
}
