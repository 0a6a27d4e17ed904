//! Checks the order of elements, and what each must have, as `ci.xsd` states them. The loader takes elements by name, so it
//! would read them in any order.

use super::vocabulary::ELEMENTS;
use crate::diagnostic::{Code, Diagnostics};
use crate::syntax::xml::Element;

/// What an element must have. The loader itself reports what it cannot do without.
struct Content {
    element: &'static str,
    children: &'static [&'static str],
    attributes: &'static [&'static str],
    has_text: bool,
}

const fn content(element: &'static str) -> Content {
    Content { element, children: &[], attributes: &[], has_text: false }
}

const CONTENTS: &[Content] = &[
    Content { children: &["doc"], attributes: &["access"], ..content("operation") },
    Content { children: &["rule-kind"], ..content("rules") },
    Content { children: &["error"], ..content("errors") },
    Content { children: &["doc"], ..content("rule-kind") },
    Content { children: &["doc"], ..content("part") },
    Content { children: &["doc"], ..content("container") },
    Content { children: &["doc"], ..content("alternatives") },
    Content { children: &["doc"], attributes: &["type"], ..content("enum") },
    Content { attributes: &["status"], ..content("answered") },
    Content { has_text: true, ..content("doc") },
    Content { has_text: true, ..content("value") },
    Content { has_text: true, ..content("sent") },
    Content { has_text: true, ..content("sample") },
];

/// The children that the loader itself reports when they are missing.
const REPORTED_ELSEWHERE: &[(&str, &[&str])] = &[
    ("operation", &["http", "response"]),
    ("alternatives", &["alternative"]),
    ("enum", &["value"]),
    ("example", &["sent", "answered"]),
];

/// Returns the children that an element must have.
pub fn required_children(element: &str) -> Vec<&'static str> {
    let here = CONTENTS.iter().filter(|content| content.element == element).flat_map(|content| content.children);
    let elsewhere = REPORTED_ELSEWHERE.iter().filter(|(name, _)| *name == element).flat_map(|(_, children)| *children);
    here.chain(elsewhere).copied().collect()
}

/// The elements whose children are in any order.
pub const UNORDERED: &[&str] = &["types", "request"];

/// Checks an element and those below it. The parser has limited the depth.
pub(super) fn check(element: Element<'_, '_>, diagnostics: &mut Diagnostics) {
    if let Some(content) = CONTENTS.iter().find(|content| content.element == element.name()) {
        required(element, content, diagnostics);
    }
    if !UNORDERED.contains(&element.name()) {
        order(element, diagnostics);
    }
    element.children().for_each(|child| check(child, diagnostics));
}

fn required(element: Element<'_, '_>, content: &Content, diagnostics: &mut Diagnostics) {
    // A misspelt child has its own finding.
    let known = ELEMENTS.iter().find(|(name, _)| *name == element.name()).map(|(_, spec)| *spec);
    let has_unknown = element.children().any(|child| known.is_some_and(|spec| !spec.children.contains(&child.name())));
    let missing = content.children.iter().filter(|child| !has_unknown && element.first(child).is_none());
    for child in missing {
        let message = format!("missing element `<{child}>` in `<{}>`", element.name());
        diagnostics.error(Code::MISSING_KEY, element.span(), message);
    }
    let has_unknown = element.has_attribute_beside(known.map_or(&[], |spec| spec.attributes));
    for attribute in content.attributes.iter().filter(|_| !has_unknown) {
        element.required(attribute, diagnostics);
    }
    if content.has_text && element.text().is_empty() {
        diagnostics.error(Code::MISSING_KEY, element.span(), format!("missing text in `<{}>`", element.name()));
    }
}

/// Reports the first child that belongs before one that precedes it.
fn order(element: Element<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some((_, spec)) = ELEMENTS.iter().find(|(name, _)| *name == element.name()) else { return };
    let rank = |child: &Element<'_, '_>| spec.children.iter().position(|name| *name == child.name());
    let mut last: Option<(usize, Element<'_, '_>)> = None;
    for (rank, child) in element.children().filter_map(|child| Some((rank(&child)?, child))) {
        if let Some((_, later)) = last.filter(|(highest, _)| rank < *highest) {
            let message = format!("`<{}>` belongs before `<{}>`", child.name(), later.name());
            diagnostics
                .error(Code::INVALID_CONSTRAINT, child.span(), message)
                .label(later.span(), "the element that it belongs before")
                .help(format!("order the elements: {}", spec.children.join(", ")));
            return;
        }
        last = Some((rank, child));
    }
}
