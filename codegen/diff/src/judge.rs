//! Judges edits: every edit without a cause becomes a finding of the first rule that matches it.

use std::collections::BTreeSet;

use crate::edit::Edit;
use crate::facet::{Facet, Flow, Kind};
use crate::finding::{Finding, fingerprint};
use crate::overlaid::{self, Facts};
use crate::rule::{Rule, Verdicts};
use crate::rules;
use crate::subject::subject;
use crate::users::Users;
use crate::{claim, compare, outline};
use codegen_model::{Model, Package, Service, parallel};

/// Returns what changed between two models, the worst first. Services that both have are compared one by one, because the
/// outline of a service is larger than the service.
pub fn diff(base: &Model, head: &Model) -> Vec<Finding> {
    let modules =
        [base, head].map(|model| model.services.iter().map(|service| &*service.module).collect::<BTreeSet<_>>());
    let [in_base, in_head] = &modules;
    let both: BTreeSet<&str> = in_base.intersection(in_head).copied().collect();
    let of = |module| [base, head].map(|model| services(model, |name| name == module));
    let unnamed = Package::default();
    let mut findings =
        parallel::map(both.iter().copied().collect(), |module| compared([&unnamed; 2], of(module))).concat();
    let others = [base, head].map(|model| services(model, |name| !both.contains(name)));
    findings.extend(compared([&base.package, &head.package], others));
    findings.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let facts = [Facts::of(base), Facts::of(head)];
    findings.iter_mut().for_each(|finding| overlaid::point(finding, &facts[0], &facts[1]));
    findings
}

/// Returns the services of modules with these names.
fn services(model: &Model, is_wanted: impl Fn(&str) -> bool) -> Vec<&Service> {
    model.services.iter().filter(|service| is_wanted(&service.module)).collect()
}

/// Returns what changed between parts of two models.
fn compared<'m>(packages: [&'m Package; 2], [base, head]: [Vec<&'m Service>; 2]) -> Vec<Finding> {
    let (base, head) = (outline::outline(packages[0], &base), outline::outline(packages[1], &head));
    let mut edits = compare::compare(&base, &head);
    claim::claim(&mut edits);
    judge(&edits)
}

/// Judges the edits that no other edit explains.
fn judge(edits: &[Edit<'_, '_>]) -> Vec<Finding> {
    let cause = |edit: &Edit<'_, '_>| edit.cause.filter(|cause| is_explained(edit, &edits[*cause]));
    let causes: Vec<_> = edits.iter().map(cause).collect();
    let mut explained = vec![Vec::new(); edits.len()];
    for (index, cause) in causes.iter().enumerate() {
        explained[cause.unwrap_or(index)].push(index);
    }
    let mut users = Users::default();
    let judged = edits.iter().enumerate().filter(|(index, _)| causes[*index].is_none());
    judged
        .map(|(index, edit)| {
            let others = explained[index].iter().copied().filter(|other| *other != index);
            let evidence = std::iter::once(index).chain(others).map(|index| raw(&edits[index])).collect();
            Finding { edits: evidence, used_by: users.of(edit), ..finding(edit) }
        })
        .collect()
}

/// Returns an edit in the form in which it is listed as evidence.
fn raw(edit: &Edit<'_, '_>) -> String {
    let what = edit.facet.map_or(edit.kind().word(), Facet::word);
    let values = match (edit.before(), edit.after()) {
        (None, None) => String::new(),
        (old, new) => format!(": {} -> {}", clip(old.as_deref()), clip(new.as_deref())),
    };
    format!("{} {what} {}{values}", edit.place, edit.change)
}

/// Whether the cause reports everything that the edit breaks. A cause that has a cause itself reports nothing.
fn is_explained(edit: &Edit<'_, '_>, cause: &Edit<'_, '_>) -> bool {
    let verdicts = |edit| worst_verdicts(&matching_rules(edit));
    let (own, reported) = (verdicts(edit), verdicts(cause));
    cause.cause.is_none() && (edit.only_names || own.or(reported) == reported)
}

/// Returns the rules that judge an edit: one for each direction in which the item travels.
fn matching_rules(edit: &Edit<'_, '_>) -> Vec<&'static Rule> {
    let flows: &[Flow] = match edit.flow {
        Flow::Both => &[Flow::Input, Flow::Output],
        Flow::Output => &[Flow::Output],
        Flow::Input | Flow::Neither => &[Flow::Input],
    };
    flows.iter().map(|flow| rules::for_edit(edit, *flow)).collect()
}

fn worst_verdicts(rules: &[&Rule]) -> Verdicts {
    rules.iter().map(|rule| rule.verdicts).fold(Verdicts::FINE, Verdicts::or)
}

fn finding(edit: &Edit<'_, '_>) -> Finding {
    let rules = matching_rules(edit);
    let worst = rules.iter().copied().max_by_key(|rule| (rule.severity, rule.bump));
    let rule = worst.unwrap_or_else(|| rules::for_edit(edit, edit.flow));
    let (old, new) = values(edit);
    let name = |kind| edit.around(kind).map_or(String::new(), |node| node.key.to_string());
    Finding {
        rule,
        severity: rule.severity,
        verdicts: worst_verdicts(&rules),
        bump: rules.iter().map(|rule| rule.bump).max().unwrap_or(rule.bump),
        place: edit.place.clone(),
        service: name(Kind::Service),
        operation: name(Kind::Operation),
        kind: edit.kind(),
        facet: edit.facet,
        change: edit.change,
        message: message(rule, edit, old.as_deref(), new.as_deref()),
        base: edit.base.map_or(edit.near().0, |node| node.span),
        head: edit.head.map(|node| node.span).or(edit.was).unwrap_or(edit.near().1),
        is_after: edit.head.is_none() && edit.was.is_some(),
        fingerprint: fingerprint(rule, &edit.place, old.as_deref(), new.as_deref()),
        old,
        new,
        rust_name: edit.base.map_or(String::new(), |node| node.text(Facet::RustName).to_owned()),
        used_by: Vec::new(),
        uses: Vec::new(),
        edits: Vec::new(),
        accepted: None,
    }
}

/// Returns the values of the facet, or the names of the item.
fn values(edit: &Edit<'_, '_>) -> (Option<String>, Option<String>) {
    if edit.facet.is_some() {
        return (edit.before(), edit.after());
    }
    (edit.base.map(|node| node.key.to_string()), edit.head.map(|node| node.key.to_string()))
}

/// Replaces the placeholders of a rule's message in one pass, because a value may look like a placeholder.
fn message(rule: &Rule, edit: &Edit<'_, '_>, old: Option<&str>, new: Option<&str>) -> String {
    let mut message = String::new();
    let mut rest = rule.message.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').unwrap_or((after, ""));
        message.push_str(before);
        match placeholder {
            "subject" => message.push_str(&subject(edit)),
            "what" => message.push_str(edit.facet.map_or(edit.kind().word(), Facet::word)),
            "change" => message.push_str(edit.change.word()),
            "other" => message.push_str(edit.other.as_deref().unwrap_or("another type")),
            "old" => message.push_str(&clip(old)),
            _ => message.push_str(&clip(new)),
        }
        rest = after;
    }
    message + rest
}

/// Shortens a value to fit into a sentence.
fn clip(value: Option<&str>) -> String {
    const MAX_CHARS: usize = 80;
    let Some(value) = value else { return "none".to_owned() };
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
