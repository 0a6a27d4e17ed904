//! `cargo xtask diff` on folders, files and Git repositories.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::binary::{Run, binary, xtask};
use super::repository::Repository;
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
    // Unused entries of the list are notes, and one that accepts everything is a warning.
    assert!(same.out.starts_with("verdict: nothing changed · 1 warning, 2 notes\n"), "{}", same.out);
}

#[test]
fn single_files_are_compared_in_their_folder() {
    let repository = Repository::new();
    let file = "schemas/look/2024-01-01.json";
    let run = repository.diff(&[&format!("main:{file}"), file]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("parameter-removed") && run.out.contains("look/2024-01-01.json:15:19"), "{}", run.out);
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
    assert_eq!([code(&["--fail-on", "wire,major"]), code(&["--fail-on", "info"])], [1, 2]);
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
    // The other service is compared.
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("head-does-not-load") && run.out.contains("schemas/look/2024-01-01.json:1:"),
        "{}",
        run.out
    );
    assert!(run.out.contains("TC0104") && run.out.contains("parameter-added-required"), "{}", run.out);
    let one = "schemas/look/2024-01-01.json";
    let nothing = repository.diff(&[&format!("main:{one}"), one]);
    assert_eq!(nothing.code, 2, "{}", nothing.out);
    assert!(nothing.out.contains("not comparable") && nothing.out.contains("TC0104"), "{}", nothing.out);
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
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("no schemas in `ci`") && !run.out.contains("root:"), "{}", run.out);
    assert!(run.out.contains("base-does-not-load") && !run.err.contains("root:"), "{}", run.err);
}

#[test]
fn the_git_diff_driver_prints_findings() {
    let repository = Repository::new();
    fs::copy(root().join(".gitattributes"), repository.path().join(".gitattributes")).expect("a copy");
    let driver = format!("'{}' diff --driver", binary("diff").display());
    repository.git(&["config", "diff.tcschema.command", &driver]);
    let shown = repository.git(&["diff", "--ext-diff", "--", "schemas/look"]);
    assert!(shown.starts_with("schemas/look/2024-01-01.json:\n"), "{shown}");
    assert!(shown.contains("parameter-removed") && shown.contains("schemas/look/2024-01-01.json:15:19"), "{shown}");
    assert!(!shown.contains("@@"), "a textual diff: {shown}");
    // The driver also compares commits, and deleted files.
    repository.commit("two");
    fs::remove_file(repository.path().join("schemas/ci/turn-image.xml")).expect("it is removed");
    let log = repository.git(&["log", "-1", "--patch", "--ext-diff", "--", "schemas/ci"]);
    assert!(log.contains("parameter-added-required"), "{log}");
    let gone = repository.git(&["diff", "--ext-diff"]);
    assert!(gone.contains("schemas/ci/turn-image.xml:"), "{gone}");
}

/// A file of an old commit does not fit the working tree, and a renamed one has another manifest.
#[test]
fn the_git_diff_driver_compares_a_file_within_its_own_commit() {
    let repository = Repository::new();
    fs::copy(root().join(".gitattributes"), repository.path().join(".gitattributes")).expect("a copy");
    repository.commit("two");
    let change = |path: &str, from: &str, to: &str| {
        let file = repository.path().join(path);
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.contains(from), "{path}");
        fs::write(file, text.replace(from, to)).expect("it is written");
    };
    repository.git(&["mv", "schemas/look", "schemas/watch"]);
    change("schemas/client.toml", "look/2024", "watch/2024");
    change("schemas/watch/2024-01-01.json", "\"Limit\"", "\"MaxLimit\"");
    repository.commit("three");
    repository.git(&["rm", "--quiet", "-r", "schemas/ci"]);
    let manifest = repository.path().join("schemas/client.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let kept: Vec<_> = text.split("[[service]]").filter(|part| !part.contains("\"ci\"")).collect();
    fs::write(&manifest, kept.join("[[service]]")).expect("it is written");
    repository.commit("four");
    let driver = format!("'{}' diff --driver", binary("diff").display());
    repository.git(&["config", "diff.tcschema.command", &driver]);
    let log = |count: &str| repository.git(&["log", count, "--patch", "--ext-diff", "--find-renames", "--", "schemas"]);
    let all = log("-3");
    assert!(all.contains("parameter-removed") && all.contains("parameter-renamed"), "{all}");
    assert!(!all.contains("does-not-load") && !all.contains("not comparable"), "{all}");
    let renamed = all.split("schemas/look/2024-01-01.json:\n").nth(1).expect("the renamed file");
    assert!(renamed.starts_with("verdict: major"), "{renamed}");
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
fn an_application_is_scanned() {
    let both = [state("base"), state("head")];
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("main.rs"),
        "use cloud::look::DetectThing;\nfn f() { DetectThing::new().image_url(1); }\n",
    )
    .expect("it is written");
    let scan = folder.path().to_str().expect("UTF-8");
    let run = xtask(&["diff", &both[0], &both[1], "--scan", scan]);
    assert!(run.out.lines().nth(1).is_some_and(|line| line.ends_with(" findings touch this code")), "{}", run.out);
    assert!(run.out.contains(&format!("touches {scan}/main.rs:1, {scan}/main.rs:2")), "{}", run.out);
    let page = xtask(&["diff", &both[0], &both[1], "--format", "html"]);
    assert!(page.code == 1 && page.out.starts_with("<!doctype html>"), "{}", page.out);
}

/// The branch has moved on since the pull request was opened: its changes are not those of the pull request.
#[cfg(unix)]
#[test]
fn a_pull_request_is_compared_with_the_first_parent_of_its_merge() {
    let repository = Repository::new();
    let file = |name: &str| fs::read(root().join("tests/diff/head").join(name)).expect("a file");
    let put = |name: &str| fs::write(repository.path().join("schemas").join(name), file(name)).expect("it is written");
    repository.put("base");
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    put("ci/turn-image.xml");
    repository.commit("of the pull request");
    repository.git(&["checkout", "--quiet", "main"]);
    put("look/2024-01-01.json");
    repository.commit("of somebody else");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "merge", "topic"]);
    let out = tempfile::tempdir().expect("a folder");
    let (folder, outputs) = (out.path().to_str().expect("UTF-8"), out.path().join("outputs"));
    let script = |base: &str| {
        let variables = format!(
            "XTASK='{}' SCHEMAS=schemas FAIL_ON=error,wire,source BASE={base} OUT={folder} GITHUB_OUTPUT={folder}/outputs",
            binary("diff").display()
        );
        let command = format!("{variables} '{}'", root().join(".ci/schema-diff").display());
        let ran = super::binary::run("sh", &["-c", &command], repository.path());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let outputs = fs::read_to_string(&outputs).expect("outputs");
        let comment = fs::read_to_string(out.path().join("comment.md")).expect("a comment");
        (outputs.lines().rev().take(2).map(str::to_owned).collect::<Vec<_>>(), comment, ran.out)
    };
    let (outputs, comment, annotations) = script("");
    assert_eq!(outputs, ["changed=true", "code=1"]);
    assert!(comment.contains("parameter-added-required") && !comment.contains("DetectThing"), "{comment}");
    assert!(annotations.contains("::error file=schemas/ci/turn-image.xml"), "{annotations}");
    assert!(out.path().join("schema-diff.html").exists() && out.path().join("schema-diff.sarif").exists());
    // Without a change of the schemas there is nothing to say.
    let (outputs, comment, _) = script("HEAD");
    assert_eq!(outputs, ["changed=false", "code=0"], "{comment}");
    let (outputs, comment, _) = script("no-such-commit");
    assert_eq!(outputs, ["changed=true", "code=2"], "{comment}");
}

#[test]
fn rules_are_listed() {
    let run = xtask(&["rules"]);
    assert_eq!(run.code, 0);
    for rule in codegen_diff::catalogue() {
        assert!(run.out.lines().any(|line| line.starts_with(&format!("{} ", rule.id))), "{}", rule.id);
    }
}
