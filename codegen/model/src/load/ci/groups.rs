//! Reads groups of members in XML schemas.

use super::vocabulary::{GROUP, GROUPS, WHEN};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::groups::{check_group, check_name};
use crate::model::{Condition, Shape};
use crate::syntax::fields::Spanned;
use crate::syntax::xml::Element;

/// Reads the groups among the children of an element that describes the members of `shape`.
pub(super) fn read(element: Element<'_, '_>, shape: &mut Shape, diagnostics: &mut Diagnostics) {
    for name in GROUPS {
        for child in element.all(name) {
            let child = child.open(GROUP, diagnostics);
            let Some(members) = child.required("members", diagnostics) else { continue };
            let words =
                members.value.split_whitespace().map(|word| Spanned { value: word.to_owned(), span: members.span });
            let group = check_group(words.collect(), members.span, shape, diagnostics);
            groups_of(shape, name).push(group);
        }
    }
    for child in element.all("when") {
        let child = child.open(WHEN, diagnostics);
        if let Some(condition) = condition(child, shape, diagnostics) {
            shape.conditions.push(condition);
        }
    }
}

/// Reads members that must be set if another one has a value.
fn condition(element: Element<'_, '_>, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<Condition> {
    let member = element.required("member", diagnostics);
    let (values, requires) = (element.required("is", diagnostics), element.required("requires", diagnostics));
    let (member, values, requires) = (member?, values?, requires?);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let found = Condition {
        values: words(&values.value),
        requires: words(&requires.value),
        span: member.span,
        member: member.value,
    };
    if found.values.is_empty() || found.requires.is_empty() {
        diagnostics.error(
            Code::INVALID_CONSTRAINT,
            found.span,
            "expected at least one value and one member in `<when>`",
        );
    }
    for name in std::iter::once(&found.member).chain(&found.requires) {
        check_name(&Spanned { value: name.clone(), span: found.span }, shape, diagnostics);
    }
    Some(found)
}

/// Reports groups in an element that describes no members.
pub(super) fn report_misplaced(element: Element<'_, '_>, diagnostics: &mut Diagnostics) {
    for group in GROUPS.iter().chain(&["when"]).filter_map(|name| element.first(name)) {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, group.span(), "misplaced group")
            .help("move it next to the members that it names");
    }
}

fn groups_of<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Vec<Vec<String>> {
    match name {
        "one-of" => &mut shape.one_of,
        "some-of" => &mut shape.some_of,
        _ => &mut shape.together,
    }
}
