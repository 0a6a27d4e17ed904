//! The source verdicts: what compiled against the crate of before, against the crate of after.

use std::collections::{BTreeMap, BTreeSet};

use codegen_diff::rule::Verdict;
use codegen_diff::rules;
use serde_json::Value;

use super::project::Project;
use super::sections::Shows;
use super::{SECTIONS, project};

/// The modules that do not compile, each with its first error. Errors of one kind hide those of another, so what is wrong
/// is taken out until the rest compiles.
fn broken(project: &Project, consumer: &str) -> BTreeMap<String, String> {
    let mut broken = BTreeMap::new();
    loop {
        project.main(consumer, &broken.keys().cloned().collect::<BTreeSet<_>>());
        let output = project.cargo(&["check", "-p", consumer, "--message-format", "json"]);
        let errors = errors(&String::from_utf8_lossy(&output.stdout));
        if output.status.success() {
            return broken;
        }
        let before = broken.len();
        broken.extend(errors.iter().filter(|(module, _)| project.modules.contains_key(module)).cloned());
        assert!(broken.len() > before, "{consumer}: {errors:#?} {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The module and the text of every error.
fn errors(messages: &str) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let message = &message["message"];
        // Others show where something of a like name is.
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

#[test]
fn code_breaks_where_the_rules_say_so() {
    let project = project();
    let of_old = broken(&project, "old");
    assert!(of_old.is_empty(), "witnesses that do not compile against what they were written for: {of_old:#?}");
    let of_new = broken(&project, "new");
    let mut wrong = Vec::new();
    for (module, (id, index)) in &project.modules {
        let rule = rules::find(id).expect("a rule");
        let fails = match (SECTIONS[id][*index].shows, rule.verdicts.source) {
            (Shows::Verdict, Verdict::Breaks) => true,
            (Shows::Verdict, Verdict::Fine) => false,
            (Shows::Fails, Verdict::May) => true,
            (Shows::Works, Verdict::May) => false,
            (shows, verdict) => {
                wrong.push(format!("{id}: a witness that shows {shows:?} of a verdict that says {verdict}"));
                continue;
            }
        };
        match of_new.get(module) {
            Some(error) if !fails => wrong.push(format!("{id}: compiles, the rule says; {error}")),
            None if fails => wrong.push(format!("{id}: breaks, the rule says; it compiles")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_depends_on_the_use_is_shown_both_ways() {
    for (id, sections) in SECTIONS.iter() {
        let Some(rule) = rules::find(id).filter(|rule| rule.verdicts.source == Verdict::May) else { continue };
        for shows in [Shows::Fails, Shows::Works] {
            let found = sections.iter().any(|section| section.shows == shows);
            assert!(found, "{}: no witness that shows {shows:?}", rule.id);
        }
    }
}
