//! Checks the source verdicts: compiles code that uses the old crate with the new one.

use std::collections::{BTreeMap, BTreeSet};

use codegen_diff::rule::Verdict;
use codegen_diff::rules;
use serde_json::Value;

use super::project::Project;
use super::sections::Shows;
use super::{SECTIONS, project};

/// Returns the modules that do not compile, each with its first error. Some errors hide others, so broken modules are removed
/// until the rest compiles.
pub fn broken(project: &Project, consumer: &str) -> BTreeMap<String, String> {
    let mut broken = BTreeMap::new();
    loop {
        project.main(consumer, &broken.keys().cloned().collect::<BTreeSet<_>>());
        let output = project.cargo(&["build", "-p", consumer, "--message-format", "json"]);
        let errors = errors(&String::from_utf8_lossy(&output.stdout));
        if output.status.success() {
            return broken;
        }
        let before = broken.len();
        broken.extend(errors.iter().filter(|(module, _)| project.modules.contains_key(module)).cloned());
        assert!(broken.len() > before, "{consumer}: {errors:#?} {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Returns the module and the text of every error.
fn errors(messages: &str) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let message = &message["message"];
        // Other spans point to similar names.
        let spans = message["spans"].as_array().into_iter().flatten();
        let primary = spans.filter(|span| span["is_primary"] == true).find_map(|span| span["file_name"].as_str());
        let file = primary.unwrap_or_default();
        if let (Some("error"), Some(module)) = (message["level"].as_str(), module(file)) {
            let text = format!("{}: {}", message["code"]["code"].as_str().unwrap_or("error"), message["message"]);
            errors.push((module, text));
        }
    }
    errors
}

fn module(file: &str) -> Option<String> {
    Some(file.rsplit(['/', '\\']).next()?.strip_suffix(".rs")?.to_owned())
}

/// Returns how the outcome of a section contradicts its rule. `error` is the first error of the compiler.
pub fn problem(id: &str, index: usize, error: Option<&String>) -> Option<String> {
    let rule = rules::find(id).expect("a rule");
    let fails = match (SECTIONS[id][index].shows, rule.verdicts.source) {
        (Shows::Verdict, Verdict::Breaks) | (Shows::Fails, Verdict::MayBreak) => true,
        (Shows::Verdict, Verdict::Fine) | (Shows::Manifest, Verdict::Breaks) | (Shows::Works, Verdict::MayBreak) => {
            false
        }
        (shows, verdict) => return Some(format!("{id}: the witness shows {shows:?}, but the verdict is {verdict}")),
    };
    match error {
        Some(error) if !fails => Some(format!("{id}: expected to compile, found {error}")),
        None if fails => Some(format!("{id}: expected not to compile, but it does")),
        _ => None,
    }
}

#[test]
fn code_compiles_or_breaks_as_the_rules_say() {
    let project = project();
    let with_old = broken(&project, "old");
    assert!(with_old.is_empty(), "witnesses that do not compile with the old crate: {with_old:#?}");
    let with_new = broken(&project, "new");
    let all = project.modules.iter();
    let wrong: Vec<_> = all.filter_map(|(module, (id, index))| problem(id, *index, with_new.get(module))).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_change_that_may_break_has_witnesses_for_both_outcomes() {
    for (id, sections) in SECTIONS.iter() {
        let Some(rule) = rules::find(id).filter(|rule| rule.verdicts.source == Verdict::MayBreak) else { continue };
        for shows in [Shows::Fails, Shows::Works] {
            let is_shown = sections.iter().any(|section| section.shows == shows);
            assert!(is_shown, "{}: no witness shows {shows:?}", rule.id);
        }
    }
}
