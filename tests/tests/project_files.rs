//! Workflows, SECURITY.md and manifests: actions are pinned, the tests that SECURITY.md names exist, and every test runs.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn workflows() -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(root().join(".github/workflows")).expect("workflows");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.map(|path| (path.clone(), fs::read_to_string(path).expect("UTF-8"))).collect()
}

/// A tag can be moved to other code, but a commit cannot.
#[test]
fn actions_are_pinned_by_commit_with_a_version_comment() {
    let mut count = 0;
    for (path, text) in workflows() {
        let used = text.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: "));
        // An action in a folder of the job is of the same commit.
        for action in used.filter(|action| !action.starts_with("./")) {
            let (_, pinned) = action.split_once('@').expect("a version");
            let (commit, version) = pinned.split_once(" # v").unwrap_or_default();
            let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_commit && !version.is_empty(), "{}: {action}", path.display());
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn workflows_are_read_only_and_use_lock_files() {
    for (path, text) in workflows() {
        let path = path.display();
        assert!(
            text.contains("\npermissions:\n  contents: read\n"),
            "{path} must have read permissions only by default"
        );
        let is_command = |line: &&str| line.contains("cargo ") && !line.trim_start().starts_with("description:");
        for line in text.lines().filter(is_command) {
            assert!(line.contains("--locked"), "{path}: expected `--locked` in: {line}");
        }
    }
}

#[test]
fn tests_named_in_the_security_policy_exist() {
    let text = fs::read_to_string(root().join("SECURITY.md")).expect("a policy");
    let mut count = 0;
    for row in text.lines().filter(|line| line.starts_with("| ")) {
        let mut folder = String::new();
        for name in row.split('`').skip(1).step_by(2).filter(|name| name.contains('/') || name.ends_with(".rs")) {
            let path = if name.contains('/') { name.to_owned() } else { format!("{folder}/{name}") };
            let found = root().join(&path);
            assert!(found.exists(), "SECURITY.md names {path}, which does not exist");
            if found.is_dir() {
                folder = path;
            }
            count += 1;
        }
    }
    assert!(count > 20, "only {count} tests are named");
}

/// Returns the names of the modules in a folder of tests.
fn modules(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("tests").map(|entry| entry.expect("an entry").path());
    let is_module = |path: &PathBuf| match path.extension() {
        Some(extension) => extension == "rs" && !path.ends_with("main.rs"),
        None => ["main.rs", "mod.rs"].iter().any(|name| path.join(name).exists()),
    };
    let name = |path: PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    entries.filter(is_module).map(name).collect()
}

/// With `autotests = false`, Cargo ignores a file in `tests` that neither the manifest nor `main.rs` names.
#[test]
fn every_file_with_tests_is_part_of_a_binary() {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let workspace: toml::Table = workspace.parse().expect("TOML");
    let members = workspace["workspace"]["members"].as_array().expect("members").iter();
    let mut count = 0;
    for package in members.map(|member| root().join(member.as_str().expect("a path"))) {
        let manifest = fs::read_to_string(package.join("Cargo.toml")).expect("a manifest");
        if !manifest.contains("autotests = false") {
            continue;
        }
        let list = fs::read_to_string(package.join("tests/main.rs")).expect("a list of modules");
        for name in modules(&package.join("tests")) {
            let is_listed = list.contains(&format!("\nmod {name};\n"));
            let is_binary = manifest.contains(&format!("[[test]]\nname = \"{name}\"\n"));
            assert!(is_listed != is_binary, "list the module `{name}` in {}/tests/main.rs", package.display());
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}
