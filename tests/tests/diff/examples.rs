//! Every rule reports its example, and no other rule does.

use std::collections::BTreeSet;
use std::path::Path;

use codegen_diff::rule::{Rule, Within};
use codegen_diff::{Finding, diff, rules};
use codegen_model::Model;
use tests::piece;

/// What loading the piece gives, beside a service that stays.
fn model(rule: &Rule, piece: &str, service: &str, folder: &Path) -> Result<Model, String> {
    piece::write(rule.example.within, piece, service, folder);
    if rule.example.within != Within::Manifest || !piece.contains("[package]") {
        piece::write(Within::Parameters, "", "neighbour", folder);
    }
    let loaded = codegen_model::load(folder, &[]);
    let errors: Vec<_> = loaded.findings.iter().map(|finding| (finding.code, &finding.message)).collect();
    loaded.model.ok_or_else(|| format!("{} does not load: {errors:#?}", rule.id))
}

/// What the diff says of the example of a rule, and of going back.
pub fn findings(rule: &Rule) -> Result<[Vec<Finding>; 2], String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let service = rule.id.replace('-', "_");
    let base = model(rule, rule.example.before, &service, &folder.path().join("base"))?;
    let head = model(rule, rule.example.after, &service, &folder.path().join("head"))?;
    Ok([diff(&base, &head), diff(&head, &base)])
}

/// What is wrong with a rule.
fn problem(rule: &Rule) -> Option<String> {
    let also = rule.example.also.iter().map(|(id, _)| *id);
    let expected: BTreeSet<_> = also.chain([rule.id]).collect();
    let findings = match findings(rule) {
        Ok([findings, _]) => findings,
        Err(problem) => return Some(problem),
    };
    let found: BTreeSet<_> = findings.iter().map(|finding| finding.rule.id).collect();
    let said: Vec<_> = findings.iter().map(|finding| (finding.rule.id, &finding.edits)).collect();
    (found != expected).then(|| format!("{} reports {said:#?}", rule.id))
}

#[test]
fn every_example_is_reported_by_its_rule_and_no_other() {
    let wrong: Vec<_> = rules::all().filter_map(problem).collect();
    assert!(wrong.is_empty(), "{}\n{} rules", wrong.join("\n"), wrong.len());
}

#[test]
fn what_an_example_reports_as_well_is_a_rule_and_has_a_reason() {
    for rule in rules::all() {
        for (id, reason) in rule.example.also {
            assert!(rules::find(id).is_some() && *id != rule.id && reason.len() > 20, "{}: {id}", rule.id);
        }
    }
}
