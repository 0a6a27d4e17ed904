//! Converts documents to trees that are equal if the documents have the same content.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};

/// Normalizes JSON: `null` counts as absent, and `1.0` equals `1`.
pub fn plain(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries.into_iter().filter(|(_, value)| !value.is_null());
            kept.map(|(key, value)| (key, plain(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Number(number) => number.as_f64().map_or(Value::Number(number), Value::from),
        scalar => scalar,
    }
}

/// Returns the tree of a JSON or XML body; other bodies as hexadecimal text.
pub fn body(bytes: &[u8]) -> Value {
    if let Ok(value) = serde_json::from_slice(bytes) {
        return plain(value);
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    match Document::parse(text) {
        Ok(document) => {
            let root = document.root_element();
            Map::from_iter([(root.tag_name().name().to_owned(), element(root).unwrap_or_default())]).into()
        }
        Err(_) => hex(bytes).into(),
    }
}

/// Returns the tree of an element. Empty elements count as absent. Only siblings of the same name keep their order.
fn element(node: Node<'_, '_>) -> Option<Value> {
    let mut children: Map<String, Value> = Map::new();
    for (child, value) in node.children().filter(Node::is_element).filter_map(|child| Some((child, element(child)?))) {
        let siblings = children.entry(child.tag_name().name()).or_insert_with(|| Value::Array(Vec::new()));
        siblings.as_array_mut().into_iter().for_each(|siblings| siblings.push(value.clone()));
    }
    let text = node.text().unwrap_or_default().trim();
    match (children.is_empty(), text.is_empty()) {
        (false, _) => Some(children.into()),
        (true, false) => Some(text.into()),
        (true, true) => None,
    }
}

/// Returns the sorted texts of all leaves. An SDK may restructure a document, but must keep them.
fn leaves(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found.sort();
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(entries) => entries.values().for_each(|value| collect(value, found)),
        Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => found.push(text.trim().to_owned()),
        Value::Number(number) => found.push(number.as_f64().unwrap_or_default().to_string()),
        scalar => found.push(scalar.to_string()),
    }
}

/// Returns the leaves of `expected` that `actual` lacks, each as often as it is missing.
pub fn missing_leaves(expected: &Value, actual: &Value) -> Vec<String> {
    let mut rest = leaves(actual);
    let is_missing = |leaf: &String| match rest.iter().position(|other| other == leaf) {
        Some(at) => {
            rest.swap_remove(at);
            false
        }
        None => true,
    };
    leaves(expected).into_iter().filter(is_missing).collect()
}

/// Returns the first 200 characters of a text on one line.
pub fn abbreviate(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = line.chars().take(200).collect();
    if start.len() < line.len() { format!("{start}…") } else { line }
}

/// Returns bytes as hexadecimal text, as the drivers write them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{body, missing_leaves};

    #[test]
    fn trees_are_equal_if_documents_have_the_same_content() {
        assert_eq!(body(br#"{"a": null, "b": 1.0}"#), body(br#"{"b": 1}"#));
        assert_eq!(body(b"<r><a/><b>x</b></r>"), body(b"<r><b> x </b></r>"));
        assert_ne!(body(b"<r><a>1</a><a>2</a></r>"), body(b"<r><a>2</a><a>1</a></r>"));
        assert_ne!(body(b"image"), body(b"Image"));
    }

    #[test]
    fn finds_leaves_that_an_sdk_dropped() {
        let response = body(b"<r><a>1</a><b><c>1</c><d>x</d></b></r>");
        assert_eq!(missing_leaves(&response, &json!({ "flat": ["x", "1", 1] })), Vec::<String>::new());
        assert_eq!(missing_leaves(&response, &json!({ "a": "1" })), ["1", "x"]);
    }
}
