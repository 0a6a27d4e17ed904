//! Formats start tags: the order of attributes and their quotes.

use super::markup::Element;
use crate::load::ci::vocabulary::ELEMENTS;

/// Formats a start tag without its end. In the root, attributes for tools have the first line to themselves.
pub(super) fn open(element: &Element<'_>, is_root: bool) -> String {
    let mut attributes = element.attributes.clone();
    attributes.sort_by_key(|(name, _)| rank(element.name, name));
    let mut out = format!("<{}", element.name);
    let mut after_tools = false;
    for (name, value) in attributes {
        let separator = if is_root && after_tools && !is_for_tools(name) { "\n    " } else { " " };
        after_tools = is_for_tools(name);
        out.push_str(&format!("{separator}{name}={}", quoted(value)));
    }
    out
}

/// Returns the sort key of an attribute: namespaces, other attributes for tools, attributes of the vocabulary, and the
/// rest in source order.
fn rank(element: &str, attribute: &str) -> (usize, usize) {
    if is_for_tools(attribute) {
        return (usize::from(!attribute.starts_with("xmlns")), 0);
    }
    let known = ELEMENTS.iter().find(|(name, _)| *name == element).map_or(&[][..], |(_, spec)| spec.attributes);
    (2, known.iter().position(|name| *name == attribute).unwrap_or(known.len()))
}

fn is_for_tools(attribute: &str) -> bool {
    attribute == "xmlns" || attribute.contains(':')
}

/// Quotes a value with double quotes. XML reads a line break in a value as a space.
fn quoted(value: &str) -> String {
    let value = value.replace(['\n', '\t'], " ");
    match value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        Some(inner) => format!("\"{}\"", inner.replace('"', "&quot;")),
        None => value,
    }
}
