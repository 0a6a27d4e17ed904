//! Finds the place that a violation names in a document: the member, or the innermost structure around one that is missing.

use std::ops::Range;

use roxmltree::Node as Element;

use crate::source::Span;
use crate::syntax::json::{Key, Node, Value};
use crate::validate::{Flaw, Violation};

/// Returns the bytes of a JSON text.
pub(super) fn in_json(violation: &Violation, root: &Node<'_>) -> Range<usize> {
    let (mut node, mut key, mut rest) = (root, None, violation.place.as_str());
    while !rest.is_empty() {
        let Some((found_key, found, after)) = json_step(node, rest) else { return opening(node.span) };
        (node, key, rest) = (found, found_key.or(key), after.trim_start_matches('.'));
    }
    match (violation.flaw, key, &node.value) {
        (Flaw::Unknown, Some(key), _) => bytes(key.span),
        (_, _, Value::Object(_) | Value::Array(_)) => opening(node.span),
        _ => bytes(node.span),
    }
}

type Step<'n, 's, 'p> = (Option<&'n Key<'s>>, &'n Node<'s>, &'p str);

/// Takes one step of a path: to a member, or to an item of a list.
fn json_step<'n, 's, 'p>(node: &'n Node<'s>, path: &'p str) -> Option<Step<'n, 's, 'p>> {
    match &node.value {
        Value::Object(entries) => {
            let matching = entries.iter().filter_map(|(key, value)| Some((Some(key), value, after(path, &key.text)?)));
            matching.min_by_key(|(_, _, rest)| rest.len())
        }
        Value::Array(items) => {
            let (index, rest) = index(path)?;
            Some((None, items.get(index)?, rest))
        }
        _ => None,
    }
}

fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Returns the bracket that opens a value.
fn opening(span: Span) -> Range<usize> {
    span.start as usize..span.start as usize + 1
}

/// Returns the bytes of an XML text.
pub(super) fn in_xml(violation: &Violation, root: Element<'_, '_>) -> Range<usize> {
    let (mut element, mut rest) = (root, violation.place.as_str());
    while !rest.is_empty() {
        let Some((found, after)) = xml_step(element, rest) else { return name(element) };
        (element, rest) = (found, after.trim_start_matches('.'));
    }
    let text = element.first_child().filter(|child| child.is_text() && element.children().count() == 1);
    match (violation.flaw, text) {
        (Flaw::Type | Flaw::Value, Some(text)) => text.range(),
        _ => name(element),
    }
}

/// Takes one step of a path: to a child element, the first of its name or the one with an index.
fn xml_step<'a, 'i, 'p>(element: Element<'a, 'i>, path: &'p str) -> Option<(Element<'a, 'i>, &'p str)> {
    let children = || element.children().filter(Element::is_element);
    let named = children().filter_map(|child| Some((child, after(path, child.tag_name().name())?)));
    let (first, rest) = named.min_by_key(|(_, rest)| rest.len())?;
    let Some((index, rest)) = index(rest) else { return Some((first, rest)) };
    Some((children().filter(|child| child.tag_name() == first.tag_name()).nth(index)?, rest))
}

/// Returns the name in the start tag of an element.
pub(super) fn name(element: Element<'_, '_>) -> Range<usize> {
    let start = element.range().start + 1;
    start..start + element.tag_name().name().len()
}

/// Returns what follows a name at the start of a path. Names may contain dots.
fn after<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    path.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Returns the index at the start of a path, and what follows it.
fn index(path: &str) -> Option<(usize, &str)> {
    let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((index.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;
    use crate::syntax::json;

    fn violation(place: &str, flaw: Flaw) -> Violation {
        Violation { place: place.to_owned(), flaw, rule: String::new() }
    }

    #[test]
    fn finds_places_in_json() {
        let text = r#"{"A": {"B": [{"C": 1}, {"C": 2, "D.E": 3}]}}"#;
        let node = json::parse_text(text).unwrap_or_else(|error| panic!("{}", error.message));
        for (place, flaw, expected) in [
            ("A.B[1].C", Flaw::Value, "2"),
            ("A.B[1].D.E", Flaw::Type, "3"),
            ("A.B[0].C", Flaw::Unknown, "\"C\""),
            ("A.B[0].X", Flaw::Missing, "{"),
            ("A.B", Flaw::Value, "["),
            ("X, Y", Flaw::Missing, "{"),
        ] {
            assert_eq!(&text[in_json(&violation(place, flaw), &node)], expected, "{place}");
        }
    }

    #[test]
    fn finds_places_in_xml() {
        let text = "<R><A><B><C>1</C></B><B><C>2</C><D.E/></B></A></R>";
        let document = Document::parse(text).expect("XML");
        for (place, flaw, expected) in [
            ("A.B[1].C", Flaw::Value, "2"),
            ("A.B[1].D.E", Flaw::Type, "D.E"),
            ("A.B[0].C", Flaw::Unknown, "C"),
            ("A.B[0].X", Flaw::Missing, "B"),
            ("A.B", Flaw::Value, "B"),
            ("X, Y", Flaw::Missing, "R"),
        ] {
            assert_eq!(&text[in_xml(&violation(place, flaw), document.root_element())], expected, "{place}");
        }
    }
}
