//! Witnesses: for every rule of the schema diff, code of a consumer that uses what the rule's example changes. It compiles
//! against the crate of the schemas before and works against the cloud of before; what it does against the crate and the
//! cloud of after must be what the rule says.
//!
//! The code is in `tests/witness`, one section a rule.

mod project;
mod sections;
mod semver;
mod source;
mod wire;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use codegen_diff::rule::Rule;
use codegen_diff::rules;
use project::Project;
use sections::Section;

/// The sections, by rule.
static SECTIONS: LazyLock<BTreeMap<String, Vec<Section>>> = LazyLock::new(sections::read);

/// Both crates, and the consumer of each. Made once, and used by one test at a time.
fn project() -> MutexGuard<'static, Project> {
    static PROJECT: LazyLock<Mutex<Project>> = LazyLock::new(|| Mutex::new(Project::new(&SECTIONS)));
    PROJECT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The rules that code can show: not those about texts, and not those about the crate as a whole, of which one can hold one
/// only.
fn shown() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| !rule.id.starts_with("docs-") && !rule.example.before.contains("[package]"))
}

#[test]
fn every_rule_has_a_witness_and_every_witness_a_rule() {
    let missing: Vec<_> = shown().map(|rule| rule.id).filter(|id| !SECTIONS.contains_key(*id)).collect();
    let unknown: Vec<_> = SECTIONS.keys().filter(|id| rules::find(id).is_none()).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "no witness for {missing:?}; no rule for {unknown:?}");
}
