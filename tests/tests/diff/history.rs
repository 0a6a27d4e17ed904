//! Two states of published metadata compared: how often each rule reports a change. The tables show the effect of a change
//! of the rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_diff::Agreed;
use codegen_diff::published::{self, Published};
use codegen_model::load::published::Folder;
use tests::{metadata, snapshot};

use super::reports::TODAY;
use crate::support::root;

/// Returns the services in a folder, as paths.
fn services(folder: &Path) -> Vec<PathBuf> {
    let mut services: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    services.sort();
    services
}

#[test]
fn changes_of_published_metadata_are_reported_as_approved() {
    for releases in metadata::histories() {
        let [old, .., new] = &*releases else { panic!("a history has at least two releases") };
        let table = table(old, new);
        let folder = if *new == metadata::own() { new.join("expected") } else { root().join("tests/diff") };
        let checked = snapshot::check_file(&folder, "history.txt", table);
        checked.unwrap_or_else(|difference| panic!("{difference}"));
    }
}

/// Counts the findings by rule.
fn table(old: &Path, new: &Path) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut compared = 0;
    for base in services(old) {
        let head = new.join(base.strip_prefix(old).expect("a path in the folder"));
        let [old, new] = [&base, &head].map(|path| Folder::open(path).expect("a folder"));
        let folders = published::load(Published { source: &old, shown: "" }, Published { source: &new, shown: "" });
        let report = folders.report(false, &Agreed::none(TODAY));
        assert!(report.summary.is_comparable, "{}: {:?}", base.display(), folders.excluded);
        // The exit code says the same as the headline.
        let is_serious = report.summary.word() == "Breaking" || report.summary.counts.errors > 0;
        assert_eq!(report.summary.fails(), is_serious, "{}: {}", base.display(), report.summary);
        report.findings.iter().for_each(|finding| *counts.entry(finding.rule.id).or_default() += 1);
        compared += 1;
    }
    let lines = counts.iter().map(|(rule, count)| format!("{count:6} {rule}\n"));
    let table = format!("{compared} services\n\n{}", lines.collect::<String>());
    assert!(!counts.contains_key("unclassified-change"), "{table}");
    table
}
