//! An oracle of the diff: compares the raw JSON of two releases of published metadata, and expects a finding for every
//! difference.

mod coverage;
mod facts;
mod keys;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use codegen_diff::published::{self, Published};
use codegen_diff::{Agreed, Report};
use codegen_model::load::published::Folder;
use tests::metadata;

use crate::diff::reports::TODAY;
use coverage::Coverage;

#[test]
fn every_difference_of_the_json_has_a_finding() {
    let histories = metadata::histories();
    let pairs = histories.iter().flat_map(|releases| releases.windows(2));
    let problems: Vec<_> = pairs.flat_map(|pair| compare(&pair[0], &pair[1])).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_oracle_misses_each_finding_that_is_taken_away() {
    let [old, new] = [metadata::own_history(), metadata::own()];
    for name in services(&old) {
        let [base, head] = [&old, &new].map(|folder| folder.join(&name));
        let mut report = report(&base, &head);
        let findings = std::mem::take(&mut report.findings);
        for index in 0..findings.len() {
            report.findings = findings.clone();
            let taken = report.findings.remove(index);
            let (_, missed) = Coverage::of(&report).missed(&facts::of(&base), &facts::of(&head));
            assert!(!missed.is_empty(), "{}: {}", taken.rule.id, taken.place);
        }
    }
}

/// Compares the services of two releases, one after another, and returns how the reports are wrong.
fn compare(old: &Path, new: &Path) -> Vec<String> {
    let empty = tempfile::tempdir().expect("a folder");
    let names: BTreeSet<_> = [old, new].into_iter().flat_map(services).collect();
    let (mut differences, mut problems) = (0, Vec::new());
    for name in names {
        let [base, head] = [old, new].map(|folder| Some(folder.join(&name)).filter(|folder| folder.is_dir()));
        let [base, head] = [base, head].map(|folder| folder.unwrap_or_else(|| empty.path().to_owned()));
        let report = report(&base, &head);
        let (found, missed) = Coverage::of(&report).missed(&facts::of(&base), &facts::of(&head));
        differences += found;
        problems.extend(missed);
        problems.extend(
            contradictions(&report, found).map(|what| format!("{}: {what}: {}", name.display(), report.summary)),
        );
    }
    let wrong = problems.len();
    println!("{} to {}: {differences} differences, {wrong} problems", old.display(), new.display());
    problems
}

pub fn services(folder: &Path) -> Vec<OsString> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect()
}

pub fn report(base: &Path, head: &Path) -> Report {
    let [base, head] = [base, head].map(|path| Folder::open(path).expect("a folder"));
    published::load(Published { source: &base, shown: "" }, Published { source: &head, shown: "" })
        .report(false, &Agreed::none(TODAY))
}

/// Returns what a report says in two ways: headline and exit code, findings and differences.
fn contradictions(report: &Report, differences: usize) -> impl Iterator<Item = &'static str> {
    let summary = &report.summary;
    let is_serious = summary.word() == "Breaking" || summary.counts.errors > 0;
    let headline = summary.to_string();
    let checks = [
        (summary.is_comparable, "not comparable"),
        (summary.fails() == is_serious, "the exit code contradicts the headline"),
        (headline.contains(" fails on ") == summary.fails(), "the verdict contradicts the exit code"),
        (report.findings.iter().all(|finding| finding.rule.id != "unclassified-change"), "unclassified"),
        ((differences == 0) == report.findings.is_empty(), "findings without a difference"),
    ];
    checks.into_iter().filter(|(holds, _)| !holds).map(|(_, what)| what)
}
