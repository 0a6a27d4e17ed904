//! Every rule reports its example, and no other rule does.

use std::collections::BTreeSet;
use std::path::Path;

use codegen_diff::rule::{Example, Rule, Within};
use codegen_diff::{Finding, diff, rules};
use codegen_model::Model;
use tests::piece;

fn example(rule: &Rule) -> &Example {
    rule.example.as_ref().unwrap_or_else(|| panic!("{} has no example", rule.id))
}

/// Loads a piece, together with a service that does not change.
fn model(rule: &Rule, piece: &str, service: &str, folder: &Path) -> Result<Model, String> {
    let within = example(rule).within;
    piece::write(within, piece, service, folder);
    if within != Within::Manifest || !piece.contains("[package]") {
        piece::write(Within::Parameters, "", "neighbour", folder);
    }
    let loaded = codegen_model::load(folder, &[]);
    let errors: Vec<_> = loaded.findings.iter().map(|finding| (finding.code, &finding.message)).collect();
    loaded.model.ok_or_else(|| format!("{} does not load: {errors:#?}", rule.id))
}

/// Returns the findings of a rule's example, and of the reverse change.
pub fn findings(rule: &Rule) -> Result<[Vec<Finding>; 2], String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let service = rule.id.replace('-', "_");
    let base = model(rule, &example(rule).before, &service, &folder.path().join("base"))?;
    let head = model(rule, &example(rule).after, &service, &folder.path().join("head"))?;
    Ok([diff(&base, &head), diff(&head, &base)])
}

/// Returns how the reported rules differ from the expected ones.
fn problem(rule: &Rule) -> Option<String> {
    let also = example(rule).also.keys().map(String::as_str);
    let expected: BTreeSet<_> = also.chain([rule.id]).collect();
    let findings = match findings(rule) {
        Ok([findings, _]) => findings,
        Err(problem) => return Some(problem),
    };
    let found: BTreeSet<_> = findings.iter().map(|finding| finding.rule.id).collect();
    let details: Vec<_> = findings.iter().map(|finding| (finding.rule.id, &finding.edits)).collect();
    (found != expected).then(|| format!("{} reports {details:#?}", rule.id))
}

#[test]
fn every_example_is_reported_by_its_rule_and_no_other() {
    let wrong: Vec<_> = rules::all().filter_map(problem).collect();
    assert!(wrong.is_empty(), "{}\n{} rules", wrong.join("\n"), wrong.len());
}

#[test]
fn every_additional_rule_exists_and_has_a_reason() {
    for rule in rules::all() {
        for (id, reason) in &example(rule).also {
            assert!(rules::find(id).is_some() && id != rule.id && reason.len() > 20, "{}: {id}", rule.id);
        }
    }
}
