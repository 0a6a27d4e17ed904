//! Compares the source verdicts with cargo-semver-checks, which compares the crates before and after the changes. The tool
//! detects removed items, but no changes of types.
//!
//! Skipped if the tool is not installed (`cargo install cargo-semver-checks --locked`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen_diff::rule::Verdict;
use codegen_emit::write::{self, Mode};
use serde::Deserialize;

use super::project::{Project, root, service_of};
use super::witnessed_rules;

/// `tests/witness/semver-checks.toml`: the rules on which both disagree, and why.
#[derive(Deserialize)]
struct Differences {
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    why: String,
    rules: BTreeSet<String>,
}

fn is_installed() -> bool {
    let version = Command::new("cargo-semver-checks").args(["semver-checks", "--version"]).output();
    version.is_ok_and(|output| output.status.success())
}

/// Returns the path of the rustdoc JSON of one side.
fn rustdoc(side: &str, folder: &Path) -> PathBuf {
    let mut model = Project::model(side);
    "witness".clone_into(&mut model.package.name);
    let features: BTreeSet<_> = model.services.iter().map(|service| service.module.clone()).collect();
    let features: Vec<_> = features.into_iter().collect();
    let options =
        codegen_emit::Options { runtime: Some(root().join("runtime").display().to_string()), ..Default::default() };
    let tree = codegen_emit::emit(&model, &options).expect("a crate");
    write::apply(&tree, &folder.join(side).join("crate"), Mode::Write).expect("a written crate");
    let workspace = folder.join(side).join("Cargo.toml");
    fs::write(&workspace, "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"]\n").expect("a manifest");
    fs::copy(root().join("Cargo.lock"), folder.join(side).join("Cargo.lock")).expect("a lock file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("witness-semver");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustdoc", "--offline", "--lib", "--no-default-features", "--features", &features.join(",")]);
    cargo.args(["--", "-Zunstable-options", "--output-format", "json", "--cap-lints", "allow"]);
    // The JSON format of rustdoc is unstable.
    cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &target).env_remove("RUSTDOCFLAGS");
    let output = cargo.current_dir(folder.join(side).join("crate")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let copy = folder.join(format!("{side}.json"));
    fs::copy(target.join("doc/witness.json"), &copy).expect("a description");
    copy
}

/// Returns the modules in which the tool detects a break, each with the lint.
fn broken(before: &Path, after: &Path) -> BTreeMap<String, String> {
    let mut tool = Command::new("cargo-semver-checks");
    tool.args(["semver-checks", "--release-type", "minor", "--color", "never"]);
    tool.arg("--baseline-rustdoc").arg(before).arg("--current-rustdoc").arg(after);
    let output = tool.output().expect("the tool runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("Checked"), "{text}");
    let mut broken = BTreeMap::new();
    let mut lint = "";
    for line in text.lines() {
        lint = line.strip_prefix("--- failure ").and_then(|rest| rest.split(':').next()).unwrap_or(lint);
        let found = line.split("/src/").skip(1).filter_map(|rest| rest.split(['/', '.']).next());
        let module = found.chain(line.split("witness::").skip(1).filter_map(|rest| rest.split("::").next()));
        broken.extend(module.filter(|_| line.starts_with("  ")).map(|module| (module.to_owned(), lint.to_owned())));
    }
    broken
}

#[test]
fn cargo_semver_checks_agrees() {
    if !is_installed() {
        println!("skipped: cargo-semver-checks is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let broken = broken(&rustdoc("before", folder.path()), &rustdoc("after", folder.path()));
    let text = include_str!("../../witness/semver-checks.toml");
    let known: Differences = toml::from_str(text).expect("differences");
    assert!(known.difference.iter().all(|difference| !difference.why.is_empty()));
    let known: BTreeSet<_> = known.difference.into_iter().flat_map(|difference| difference.rules).collect();
    // For the tool, a change that may break is a break if the example removes something.
    let differs = witnessed_rules().filter(|rule| rule.verdicts.source != Verdict::MayBreak).filter(|rule| {
        let detected = broken.contains_key(&service_of(rule.id));
        detected != (rule.verdicts.source == Verdict::Breaks)
    });
    let differs: BTreeSet<_> = differs.map(|rule| rule.id.to_owned()).collect();
    let new: Vec<_> = differs.difference(&known).map(|id| (id, broken.get(&service_of(id)))).collect();
    let gone: Vec<_> = known.difference(&differs).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new differences: {new:#?}\nlisted differences that no longer exist: {gone:#?}"
    );
}
