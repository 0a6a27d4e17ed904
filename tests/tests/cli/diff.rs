//! `cargo xtask diff` on folders, files and Git repositories.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::binary::{Run, binary, xtask};
use crate::repository::Repository;
use crate::support::root;

fn state(name: &str) -> String {
    root().join("tests/diff").join(name).to_str().expect("UTF-8").to_owned()
}

/// Returns the locations of the first finding.
fn first_locations(run: &Run) -> [String; 2] {
    let document: Value =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}\n{}{}", run.out, run.err));
    ["base", "head"].map(|side| document["findings"][0][side]["path"].as_str().expect("a path").to_owned())
}

#[test]
fn the_working_tree_is_compared_with_the_merge_base() {
    let repository = Repository::new();
    let short = repository.git(&["rev-parse", "--short=10", "HEAD"]);
    let run = repository.diff(&["--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let file = "schemas/look/2024-01-01.json";
    assert_eq!(first_locations(&run), [format!("{}:{file}", short.trim()), file.to_owned()]);
    // The merge base stays the same on another branch.
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository.commit("two");
    let again = repository.diff(&["--format", "json"]);
    assert_eq!((again.code, again.out), (1, run.out));
}

#[test]
fn inputs_are_refs_ranges_and_paths_in_refs() {
    let repository = Repository::new();
    repository.commit("two");
    let file = "schemas/look/2024-01-01.json";
    let cases = [
        (&["HEAD~1"][..], [format!("HEAD~1:{file}"), file.to_owned()]),
        (&["HEAD~1", "main"], [format!("HEAD~1:{file}"), format!("main:{file}")]),
        (&["HEAD~1..HEAD"], [format!("HEAD~1:{file}"), format!("HEAD:{file}")]),
        (&["HEAD~1:schemas", "schemas"], [format!("HEAD~1:{file}"), file.to_owned()]),
    ];
    for (arguments, locations) in cases {
        let run = repository.diff(&[arguments, &["--format", "json"]].concat());
        assert_eq!((run.code, first_locations(&run)), (1, locations), "{arguments:?}: {}", run.err);
    }
    let same = repository.diff(&["main", "schemas"]);
    assert_eq!(same.code, 0, "{}", same.err);
    // Unused entries of the list are notes.
    assert!(same.out.ends_with("verdict: nothing changed · 2 notes\n"), "{}", same.out);
}

#[test]
fn single_files_are_compared_in_their_folder() {
    let repository = Repository::new();
    let file = "schemas/look/2024-01-01.json";
    let run = repository.diff(&[&format!("main:{file}"), file]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("parameter-removed") && run.out.contains("look/2024-01-01.json:11:15"), "{}", run.out);
    assert!(!run.out.contains("turn-image") && !run.out.contains("version-too-low"), "{}", run.out);
    let xml = repository.diff(&["main:schemas/ci/turn-image.xml", "schemas/ci/turn-image.xml"]);
    assert!(xml.out.contains("parameter-added-required") && xml.out.contains("turn-image.xml:8:18"), "{}", xml.out);
}

#[test]
fn files_outside_a_schema_folder_are_compared_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |of: &str, name: &str| -> String {
        let target: PathBuf = folder.path().join(name);
        fs::copy(of, &target).expect("a copy");
        target.to_str().expect("UTF-8").to_owned()
    };
    for (file, ending, rule) in [
        ("look/2024-01-01.json", "json", "parameter-removed"),
        ("ci/turn-image.xml", "xml", "parameter-added-required"),
    ] {
        let old = put(&state(&format!("base/{file}")), &format!("old.{ending}"));
        let new = put(&state(&format!("head/{file}")), &format!("new.{ending}"));
        let run = xtask(&["diff", &old, &new]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.out.contains(rule), "{}", run.out);
    }
}

#[test]
fn fail_on_and_accepted_decide_the_exit_code() {
    let both = [state("base"), state("head")];
    let code = |arguments: &[&str]| xtask(&[&["diff", &both[0], &both[1]], arguments].concat()).code;
    assert_eq!([code(&[]), code(&["--fail-on", "warning"]), code(&["--fail-on", "never"])], [1, 1, 0]);
    let written = xtask(&["diff", &both[0], &both[1], "--write-accepted"]);
    assert_eq!(written.code, 0);
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("mine.toml");
    fs::write(&list, written.out.replace("reason = \"\"", "reason = \"So.\"")).expect("it is written");
    let list = list.to_str().expect("UTF-8");
    // The given list replaces the list of the folder, so findings that only the latter accepts are errors.
    let with_list = xtask(&["diff", &both[0], &both[1], "--accepted", list, "--format", "json"]);
    let document: Value = serde_json::from_str(&with_list.out).expect("JSON");
    assert_eq!((with_list.code, &document["verdict"]["errors"]), (1, &Value::from(2)), "{}", with_list.out);
}

#[test]
fn unreadable_inputs_are_reported() {
    let repository = Repository::new();
    fs::write(repository.path().join("schemas/look/2024-01-01.json"), "{").expect("it is written");
    let run = repository.diff(&["main"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("TC0104") && run.err.contains("schemas/look/2024-01-01.json:1:"), "{}", run.err);
    fs::write(repository.path().join("schemas/accepted.toml"), "[[accepted]]\nrule = \"no-rule\"\n").expect("written");
    repository.git(&["checkout", "--quiet", "--", "schemas/look"]);
    let run = repository.diff(&["main"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("unknown rule `no-rule`") && run.err.contains("schemas/accepted.toml:2:8"), "{}", run.err);
}

#[test]
fn hostile_names_are_treated_as_names() {
    let repository = Repository::new();
    let before = fs::read_dir(repository.path()).expect("a folder").count();
    for name in
        ["--output=owned", "-h", "$(touch owned)", "main; touch owned", ":", "main:../x", "main:/etc/passwd", "a\nb"]
    {
        let run = repository.diff(&["--", name]);
        assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        assert!(run.err.starts_with("error: "), "{name}: {}", run.err);
    }
    assert_eq!(fs::read_dir(repository.path()).expect("a folder").count(), before);
}

/// A branch may have nearly any name that the file system allows.
#[cfg(unix)]
#[test]
fn the_name_of_a_branch_is_not_run() {
    let repository = Repository::new();
    repository.git(&["branch", "$(id>owned);'\"|"]);
    let run = repository.diff(&["$(id>owned);'\"|", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!repository.path().join("owned").exists());
}

#[cfg(unix)]
#[test]
fn links_in_git_are_not_followed() {
    let repository = Repository::new();
    repository.put("base");
    let file = repository.path().join("schemas/ci/turn-image.xml");
    fs::remove_file(&file).expect("it is removed");
    std::os::unix::fs::symlink("/etc/passwd", &file).expect("a link");
    repository.commit("a link");
    repository.put("head");
    let run = repository.diff(&["HEAD"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("no schemas in `ci`") && !run.err.contains("root:"), "{}", run.err);
}

#[test]
fn the_git_diff_driver_prints_findings() {
    let repository = Repository::new();
    fs::copy(root().join(".gitattributes"), repository.path().join(".gitattributes")).expect("a copy");
    let driver = format!("'{}' diff --driver", binary().display());
    repository.git(&["config", "diff.tcschema.command", &driver]);
    let shown = repository.git(&["diff", "--ext-diff", "--", "schemas/look"]);
    assert!(shown.starts_with("schemas/look/2024-01-01.json:\n"), "{shown}");
    assert!(shown.contains("parameter-removed") && shown.contains("b/look/2024-01-01.json:11:15"), "{shown}");
    assert!(!shown.contains("@@"), "a textual diff: {shown}");
    // The driver also compares commits, and deleted files.
    repository.commit("two");
    fs::remove_file(repository.path().join("schemas/ci/turn-image.xml")).expect("it is removed");
    let log = repository.git(&["log", "-1", "--patch", "--ext-diff", "--", "schemas/ci"]);
    assert!(log.contains("parameter-added-required"), "{log}");
    let gone = repository.git(&["diff", "--ext-diff"]);
    assert!(gone.contains("schemas/ci/turn-image.xml:"), "{gone}");
}

#[test]
fn findings_can_be_explained_by_fingerprint() {
    let both = [state("base"), state("head")];
    let shown = xtask(&["diff", &both[0], &both[1], "--format", "json"]);
    let document: Value = serde_json::from_str(&shown.out).expect("JSON");
    let fingerprint = document["findings"][0]["fingerprint"].as_str().expect("a fingerprint");
    let run = xtask(&["diff", &both[0], &both[1], "--explain", fingerprint]);
    assert!(run.out.contains("edits: 1\n") && run.out.contains(fingerprint), "{}", run.out);
    let all = xtask(&["diff", &both[0], &both[1], "--explain"]);
    assert!(all.out.matches("edits: ").count() > 1, "{}", all.out);
    let none = xtask(&["diff", &both[0], &both[1], "--explain", "ffffffffffff"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
}

#[test]
fn rules_are_listed() {
    let run = xtask(&["rules"]);
    assert_eq!(run.code, 0);
    for rule in codegen_diff::catalogue() {
        assert!(run.out.lines().any(|line| line.starts_with(&format!("{} ", rule.id))), "{}", rule.id);
    }
}
