//! Witnesses: for every rule of the schema diff, consumer code that uses the item that the rule's example changes. The code
//! compiles with the crate generated before the change, and works with a mock server of that state. With the crate and the
//! mock server after the change, it must do what the rule's verdicts say.
//!
//! The code is in `tests/witness`, a section for each rule.

mod project;
mod published;
mod sections;
mod semver;
mod source;
mod wire;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use codegen_diff::rule::{Example, Rule};
use codegen_diff::rules;
use project::Project;
use sections::Section;

/// The sections by rule.
static SECTIONS: LazyLock<BTreeMap<String, Vec<Section>>> = LazyLock::new(sections::read);

/// Returns both crates and their consumers. They are generated once, and used by one test at a time.
fn project() -> MutexGuard<'static, Project> {
    static PROJECT: LazyLock<Mutex<Project>> =
        LazyLock::new(|| Mutex::new(Project::new("witness-project", &SECTIONS, Project::model)));
    PROJECT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the rules that code can witness: not those about documentation, and not those about the package, because a manifest
/// has only one.
fn witnessed_rules() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| !rule.id.starts_with("docs-") && !example(rule).before.contains("[package]"))
}

fn example(rule: &Rule) -> &Example {
    rule.example.as_ref().unwrap_or_else(|| panic!("{} has no example", rule.id))
}

#[test]
fn every_rule_has_a_witness_and_every_witness_a_rule() {
    let missing: Vec<_> = witnessed_rules().map(|rule| rule.id).filter(|id| !SECTIONS.contains_key(*id)).collect();
    let unknown: Vec<_> = SECTIONS.keys().filter(|id| rules::find(id).is_none()).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "no witness for {missing:?}; no rule for {unknown:?}");
}
