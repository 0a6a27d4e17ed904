//! Documents as trees that are equal where the documents say the same.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};

/// JSON without what is `null`: that counts as absent. `1.0` is `1`.
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

/// A body: JSON or XML as its tree, anything else as its bytes.
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

/// Without empty elements, which count as absent. Siblings of one name keep their order, others have none.
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

/// The texts at the ends of the branches, sorted: what must be left whatever shape an SDK gives a document.
pub fn leaves(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found.sort();
    found
}

fn collect(value: &Value, to: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(entries) => entries.values().for_each(|value| collect(value, to)),
        Value::Array(items) => items.iter().for_each(|value| collect(value, to)),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => to.push(text.trim().to_owned()),
        Value::Number(number) => to.push(number.as_f64().unwrap_or_default().to_string()),
        scalar => to.push(scalar.to_string()),
    }
}

/// The leaves of `wanted` that `found` lacks, each as often as it is lacking.
pub fn lacking(wanted: &Value, found: &Value) -> Vec<String> {
    let mut found = leaves(found);
    let missing = |leaf: &String| match found.iter().position(|other| other == leaf) {
        Some(at) => {
            found.swap_remove(at);
            false
        }
        None => true,
    };
    leaves(wanted).into_iter().filter(missing).collect()
}

/// As much of a text as can be read on a line of a report.
pub fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = line.chars().take(200).collect();
    if start.len() < line.len() { format!("{start}…") } else { line }
}

/// Bytes as the drivers write them.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{body, lacking};

    #[test]
    fn trees_are_equal_where_documents_say_the_same() {
        assert_eq!(body(br#"{"a": null, "b": 1.0}"#), body(br#"{"b": 1}"#));
        assert_eq!(body(b"<r><a/><b>x</b></r>"), body(b"<r><b> x </b></r>"));
        assert_ne!(body(b"<r><a>1</a><a>2</a></r>"), body(b"<r><a>2</a><a>1</a></r>"));
        assert_ne!(body(b"image"), body(b"Image"));
    }

    #[test]
    fn what_an_sdk_dropped_is_found() {
        let answered = body(b"<r><a>1</a><b><c>1</c><d>x</d></b></r>");
        assert_eq!(lacking(&answered, &json!({ "flat": ["x", "1", 1] })), Vec::<String>::new());
        assert_eq!(lacking(&answered, &json!({ "a": "1" })), ["1", "x"]);
    }
}
