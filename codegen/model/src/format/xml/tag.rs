//! How a tag is written: which attribute comes when, and which quotes.

use super::markup::Element;
use crate::load::ci::vocabulary::FORMS;

/// A tag up to its end, which is still to come. In the root, what is for tools has the first line to itself.
pub(super) fn open(element: &Element<'_>, is_root: bool) -> String {
    let mut attributes = element.attributes.clone();
    attributes.sort_by_key(|(name, _)| place(element.name, name));
    let mut out = format!("<{}", element.name);
    let mut after_tools = false;
    for (name, value) in attributes {
        let separator = if is_root && after_tools && !is_for_tools(name) { "\n    " } else { " " };
        after_tools = is_for_tools(name);
        out.push_str(&format!("{separator}{name}={}", quoted(value)));
    }
    out
}

/// Where an attribute stands: namespaces, what else is for tools, those of the vocabulary, and whatever is left in the order
/// of the source.
fn place(element: &str, attribute: &str) -> (usize, usize) {
    if is_for_tools(attribute) {
        return (usize::from(!attribute.starts_with("xmlns")), 0);
    }
    let known = FORMS.iter().find(|(name, _)| *name == element).map_or(&[][..], |(_, form)| form.attributes);
    (2, known.iter().position(|name| *name == attribute).unwrap_or(known.len()))
}

fn is_for_tools(attribute: &str) -> bool {
    attribute == "xmlns" || attribute.contains(':')
}

/// A value in double quotes and on one line: a line break in it means a blank.
fn quoted(value: &str) -> String {
    let value = value.replace(['\n', '\t'], " ");
    match value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        Some(inner) => format!("\"{}\"", inner.replace('"', "&quot;")),
        None => value,
    }
}
