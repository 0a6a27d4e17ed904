//! `cargo xtask regenerate --split`: one crate for each service. Each has the modules of the single crate, and compiles with
//! each feature alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::binary::{Run, binary, cargo, files, finish, target, xtask};
use crate::support::root;

/// A workspace with a crate for each service of the project, in a folder that the next run of the test finds compiled.
struct Split(PathBuf);

impl Split {
    fn generated(name: &str) -> Self {
        let split = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("split").join(name));
        fs::create_dir_all(split.path()).expect("a folder");
        let run = split.regenerate(&[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        fs::copy(root().join("Cargo.lock"), split.path().join("Cargo.lock")).expect("a lock file");
        split
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn regenerate(&self, more: &[&str]) -> Run {
        let out = self.path().to_str().expect("UTF-8");
        xtask(&[&["regenerate", "--split", "--out", out], more].concat())
    }

    fn features(&self, package: &str, only: &[&str]) -> Run {
        let mut features = Command::new(binary("features"));
        features.env("CARGO_TARGET_DIR", target()).arg("features").args(only);
        finish(features.arg("--out").arg(self.path().join(package)))
    }

    fn append(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        let found = fs::read_to_string(&path).expect("a file");
        fs::write(path, found + text).expect("a file");
    }
}

#[test]
fn each_crate_has_the_modules_of_the_single_crate() {
    let split = Split::generated("modules");
    for module in ["ims", "aiart", "ci"] {
        let single = files(&root().join("generated/src").join(module));
        let (package, lib) = (format!("tencentcloud-{module}"), format!("tencentcloud_{module}::"));
        let own = files(&split.path().join(&package).join("src").join(module));
        let renamed = own.into_iter().map(|(path, text)| {
            let text = String::from_utf8(text).expect("UTF-8").replace(&lib, "tencentcloud_image::");
            (path, text.into_bytes())
        });
        assert!(renamed.eq(single), "the modules of {package} are not those of the single crate");
        for file in ["Cargo.toml", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs"] {
            assert!(split.path().join(&package).join(file).is_file(), "{package} has no {file}");
        }
    }
    let check = cargo(&["check", "--offline", "--workspace"], split.path());
    assert_eq!(check.code, 0, "{}", check.err);
    let facade = split.features("tencentcloud-image", &["ci", "ims", "ims-2020-07-13"]);
    assert!(facade.code == 0 && facade.out.contains("3 of 3 features compile alone"), "{}{}", facade.out, facade.err);
}

#[test]
fn differences_are_found_and_repaired() {
    let split = Split::generated("differences");
    assert!(split.regenerate(&["--check"]).out.contains("is up to date"));
    split.append("tencentcloud-ims/src/lib.rs", "// mine\n");
    let check = split.regenerate(&["--check"]);
    assert!(check.code == 1 && check.out.contains("tencentcloud-ims/src/lib.rs"), "{}", check.out);
    assert!(split.regenerate(&[]).out.contains("0 new, 1 changed, 0 stale"));
    let only = split.regenerate(&["--only", "ims"]);
    assert!(only.code == 0 && !split.path().join("tencentcloud-ci").exists(), "{}", only.err);
}

#[test]
fn the_crate_of_the_project_cannot_be_split() {
    let before = files(&root().join("generated"));
    for out in [&["--split"][..], &["--split", "--out", "generated"]] {
        let run = xtask(&[&["regenerate", "--dry-run"], out].concat());
        assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    }
    assert_eq!(files(&root().join("generated")), before);
}

/// A structure has members whose types another family compiles.
#[test]
fn families_compile_alone_in_the_crate_of_their_service() {
    let split = Split::generated("families");
    let families = split.features("tencentcloud-ci", &["ci-image", "ci-workflow", "ci-media"]);
    assert!(
        families.code == 0 && families.out.contains("3 of 3 features compile alone"),
        "{}{}",
        families.out,
        families.err
    );
}

/// No version of a service may name items of another. Compiling each feature alone finds such names.
#[test]
fn a_feature_that_needs_another_is_reported() {
    let split = Split::generated("versions");
    let versions = ["ims-2020-07-13", "ims-2020-12-29", "ims"];
    let valid = split.features("tencentcloud-ims", &versions);
    assert!(valid.code == 0 && valid.out.contains("3 of 3 features compile alone"), "{}{}", valid.out, valid.err);
    let newer = "\n/// Of the other version.\npub type Newer = crate::ims::v2020_12_29::ImageModeration;\n";
    split.append("tencentcloud-ims/src/ims/v2020_07_13.rs", newer);
    let bad = split.features("tencentcloud-ims", &versions);
    assert!(bad.code == 1 && bad.out.contains("2 of 3 features compile alone"), "{}", bad.out);
    assert!(bad.err.contains("with the feature `ims-2020-07-13` alone:"), "{}", bad.err);
    let unknown = split.features("tencentcloud-ims", &["ims-1999-01-01"]);
    assert!(unknown.code == 2 && unknown.err.contains("no feature `ims-1999-01-01`"), "{}", unknown.err);
}
