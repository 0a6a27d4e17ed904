//! Counts the findings of a year of real releases by rule, to show the effect of a change of the rules.
//!
//! `TENCENTCLOUD_HISTORY` and `TENCENTCLOUD_METADATA` name two sets of published metadata. Services that only the second set
//! contains are ignored.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_diff::folder::Side;
use codegen_diff::{self, published};
use tests::snapshot;

use crate::support::root;

fn folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: {variable} names no folder with published metadata");
    }
    folder
}

/// Returns the folders of all versions of services in a set.
fn versions(set: &Path) -> Vec<PathBuf> {
    let inner = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut versions: Vec<_> = inner(set.to_owned()).flat_map(inner).collect();
    versions.sort();
    versions
}

#[test]
fn a_year_of_releases_has_the_approved_findings() {
    let (Some(old), Some(new)) = (folder("TENCENTCLOUD_HISTORY"), folder("TENCENTCLOUD_METADATA")) else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut compared = 0;
    for base in versions(&old) {
        let head = new.join(base.strip_prefix(&old).expect("a path in the set"));
        let side = |root| Side { root, shown: "" };
        let folders = published::load(side(&base), side(&head));
        let (Some(base_model), Some(head_model)) = (&folders.base, &folders.head) else {
            panic!("{}: {:?}", base.display(), folders.problems)
        };
        codegen_diff::diff(base_model, head_model)
            .iter()
            .for_each(|finding| *counts.entry(finding.rule.id).or_default() += 1);
        compared += 1;
    }
    let lines = counts.iter().map(|(rule, count)| format!("{count:6} {rule}\n"));
    let table = format!("{compared} versions of services, a year apart\n\n{}", lines.collect::<String>());
    assert!(!counts.contains_key("unclassified-change"), "{table}");
    let checked = snapshot::check_file(&root().join("tests/diff"), "history.txt", table);
    checked.unwrap_or_else(|difference| panic!("{difference}"));
}
