//! Two releases, rehearsed in a copy of the project: what is refused, and the command that makes it right.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::TempDir;

use super::binary::{Run, binary, run};
use crate::support::root;

/// The manifests of hand-written packages.
const MANIFESTS: [&str; 6] = ["codegen/diff", "codegen/model", "codegen/upstream", "mock", "runtime", "tools"];

const REPOSITORY: &str = "repository = \"https://example.com/tencentcloud\"\n";

/// A copy of the project in a repository of its own.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        let listed = run("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"], &root()).out;
        for path in listed.split_terminator('\0') {
            copy(&root().join(path), &project.path().join(path));
        }
        project.git(&["init", "--quiet", "--initial-branch", "main"]);
        project.commit();
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"];
        let ran = run("git", &[&who, arguments].concat(), self.path());
        assert_eq!(ran.code, 0, "git {arguments:?}: {}", ran.err);
        ran.out
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "A state"]);
    }

    fn edit(&self, path: &str, edit: impl FnOnce(&str) -> String) {
        let path = self.path().join(path);
        let before = fs::read_to_string(&path).expect("a file");
        let after = edit(&before);
        assert_ne!(after, before, "{}", path.display());
        fs::write(path, after).expect("a file");
    }

    fn add_entry(&self) {
        self.edit("CHANGELOG.md", |text| text.replacen("[Unreleased]\n", "[Unreleased]\n\n### Fixed\n\n- One.\n", 1));
    }

    fn check(&self) -> Run {
        run(binary("release-check"), &["release-check", "--no-verify"], self.path())
    }

    fn prepare(&self, version: &str) -> Run {
        run(binary("release-prepare"), &["release-prepare", version], self.path())
    }

    /// Checks that a release is refused for these reasons, and for no other.
    fn lacks(&self, reasons: &[&str]) {
        let Run { code, out, err } = self.check();
        let missing: Vec<_> = out.lines().filter(|line| line.starts_with("missing: ")).collect();
        assert_eq!((code, missing.len()), (1, reasons.len()), "{out}{err}");
        for reason in reasons {
            assert!(missing.iter().any(|line| line.contains(reason)), "{reason}: {out}{err}");
        }
    }

    /// Checks that a version is ready, and returns the packages in the order of their publication.
    fn is_ready(&self, version: &str) -> Vec<String> {
        let Run { code, out, err } = self.check();
        assert!(code == 0 && out.contains(&format!("ready to be released:\n  git tag v{version}\n")), "{out}{err}");
        out.lines().filter_map(|line| line.strip_prefix("  cargo publish --package ")).map(str::to_owned).collect()
    }

    /// Checks that a version is refused for a reason, and that nothing was written.
    fn is_refused(&self, version: &str, reason: &str) {
        let Run { code, out, err } = self.prepare(version);
        assert!(code == 2 && err.contains(reason), "{version}: {out}{err}");
        assert_eq!(self.git(&["status", "--porcelain"]), "", "{version}");
    }

    fn prepare_and_commit(&self, version: &str) {
        let Run { code, out, err } = self.prepare(version);
        assert_eq!(code, 0, "{out}{err}");
        self.commit();
    }
}

/// Copies a file or a link, unless it was removed from the working tree.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
    match from.symlink_metadata() {
        Ok(found) if found.is_symlink() => symlink(fs::read_link(from).expect("a link"), to).expect("a link"),
        Ok(_) => _ = fs::copy(from, to).expect("a copy"),
        Err(_) => {}
    }
}

#[test]
fn a_release_is_refused_until_each_step_is_done() {
    let project = Project::new();
    let names = ["codegen-diff", "codegen-model", "codegen-upstream", "image", "mock", "runtime", "tools"];
    let no_repository = names.map(|name| format!("tencentcloud-{name}: the key `repository`"));
    let mut reasons: Vec<_> = no_repository.iter().map(String::as_str).collect();
    reasons.extend(["a section `## [0.1.0] - DAY`", "the entries under `## [Unreleased]`"]);
    project.lacks(&reasons);

    for folder in MANIFESTS {
        let manifest = format!("{folder}/Cargo.toml");
        project
            .edit(&manifest, |text| text.replacen("version.workspace", &format!("{REPOSITORY}version.workspace"), 1));
    }
    project.edit("schemas/client.toml", |text| text.replacen("version", &format!("{REPOSITORY}version"), 1));
    project.prepare_and_commit("0.1.0");
    let order = project.is_ready("0.1.0");
    let place = |name: &str| order.iter().position(|other| other == name).expect("it is published");
    assert_eq!(order.len(), names.len(), "{order:?}");
    for (first, second) in [
        ("tencentcloud-runtime", "tencentcloud-image"),
        ("tencentcloud-runtime", "tencentcloud-mock"),
        ("tencentcloud-codegen-model", "tencentcloud-codegen-diff"),
        ("tencentcloud-codegen-diff", "tencentcloud-tools"),
        ("tencentcloud-mock", "tencentcloud-tools"),
    ] {
        assert!(place(first) < place(second), "{order:?}");
    }

    project.git(&["tag", "v0.1.0"]);
    let nothing = project.check();
    assert_eq!((nothing.code, nothing.out.as_str()), (0, "nothing to release: nothing changed since v0.1.0\n"));

    project.edit("runtime/src/lib.rs", |text| format!("{text}\n// Changed.\n"));
    project.lacks(&["version 0.1.1 instead of 0.1.0", "packages that Cargo accepts"]);
    project.commit();
    project.is_refused("0.1.0", "there is a tag v0.1.0");
    project.is_refused("0.0.9", "lower than the present version 0.1.0");
    project.is_refused("0.1.1", "no entries under `## [Unreleased]`");
    project.edit("schemas/client.toml", |text| text.replacen("0.1.0", "0.2.0", 1));
    project.commit();
    project.lacks(&["one version instead of 0.1.0 in Cargo.toml, 0.2.0 in schemas/client.toml"]);
    project.add_entry();
    project.prepare_and_commit("0.1.1");
    project.is_ready("0.1.1");
}

#[test]
fn a_break_needs_more_than_a_patch_version() {
    let project = Project::new();
    project.git(&["tag", "v0.1.0"]);
    fs::remove_file(project.path().join("schemas/ci/bucket/delete-style.xml")).expect("it is removed");
    let out = project.check().out;
    assert!(out.contains("missing: version 0.2.0 instead of 0.1.0"), "{out}");
    assert!(out.contains("missing: `cargo xtask regenerate`"), "{out}");
    assert!(out.contains("\n## [0.2.0] - "), "{out}");
}
