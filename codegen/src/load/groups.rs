//! Groups of members, as overlays and schemas of Cloud Infinite say them: members that exclude or need each other.

use super::fields::At;
use super::vocabulary::{GROUP, GROUPS};
use super::xml::Element;
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::Shape;
use crate::source::Span;

/// Reads the groups among the children of an element that describes the members of `shape`.
pub(super) fn read(element: Element<'_, '_>, shape: &mut Shape, diagnostics: &mut Diagnostics) {
    for name in GROUPS {
        for child in element.all(name) {
            let child = child.open(GROUP, diagnostics);
            let Some(members) = child.required("members", diagnostics) else { continue };
            let words = members.value.split_whitespace().map(|word| At { value: word.to_owned(), span: members.span });
            let group = checked(words.collect(), members.span, shape, diagnostics);
            slot(shape, name).push(group);
        }
    }
}

/// Reports groups that stand where no members are described: nothing of them would be read.
pub(super) fn misplaced(element: Element<'_, '_>, diagnostics: &mut Diagnostics) {
    for group in GROUPS.iter().filter_map(|name| element.first(name)) {
        let message = "a group stands beside the members that it names";
        diagnostics.error(Code::INVALID_CONSTRAINT, group.span(), message);
    }
}

fn slot<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Vec<Vec<String>> {
    match name {
        "one-of" => &mut shape.one_of,
        "some-of" => &mut shape.some_of,
        _ => &mut shape.together,
    }
}

/// Members of `shape`, two at least.
pub fn checked(words: Vec<At<String>>, span: Span, shape: &Shape, diagnostics: &mut Diagnostics) -> Vec<String> {
    if words.len() < 2 {
        diagnostics.error(Code::INVALID_CONSTRAINT, span, "a group has two members at least");
    }
    for word in words.iter().filter(|word| shape.member(&word.value).is_none()) {
        let message = format!("`{}` has no member `{}`", shape.name, word.value);
        let report = diagnostics.error(Code::UNKNOWN_MEMBER, word.span, message);
        if let Some(close) = did_you_mean(&word.value, shape.members.iter().map(|member| member.name.as_str())) {
            report.help(format!("did you mean `{close}`?"));
        }
    }
    words.into_iter().map(|word| word.value).collect()
}
