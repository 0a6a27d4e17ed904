//! JSON and XML documents as trees. Two trees are equal if the documents have the same meaning.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};
use similar::TextDiff;

/// Returns a line diff of two trees, or `None` if they are equal.
pub fn difference(written: &Value, original: &Value, original_is: &str) -> Option<String> {
    let (written_text, original_text) = (format!("{written:#}\n"), format!("{original:#}\n"));
    let difference = TextDiff::from_lines(&original_text, &written_text);
    (written != original).then(|| difference.unified_diff().header(original_is, "written").to_string())
}

/// Asserts that two trees are equal.
#[track_caller]
pub fn assert_same(written: &Value, example: &Value, case: &dyn std::fmt::Display) {
    if let Some(difference) = difference(written, example, "the example") {
        panic!("{case}\n{difference}");
    }
}

/// Returns the tree of a JSON object or an XML document, or `None` for any other bytes.
pub fn document(text: &[u8]) -> Option<Value> {
    match serde_json::from_slice(text) {
        Ok(value @ Value::Object(_)) => Some(normalized(value)),
        _ => Document::parse(std::str::from_utf8(text).ok()?).ok().map(|document| root(&document)),
    }
}

/// Returns the tree of a JSON document. Members that are `null` count as absent, and `1.0` equals `1`.
///
/// # Panics
///
/// Panics if the text is not valid JSON.
pub fn json(text: &[u8]) -> Value {
    normalized(
        serde_json::from_slice(text).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(text))),
    )
}

/// Removes members that are `null`, and unifies numbers.
pub fn normalized(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries.into_iter().filter(|(_, value)| !value.is_null());
            kept.map(|(key, value)| (key, normalized(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.into_iter().map(normalized).collect(),
        Value::Number(number) => number.as_f64().map_or(Value::Number(number), Value::from),
        scalar => scalar,
    }
}

/// Returns the tree of an XML document. Empty elements count as absent. Only siblings with the same name keep their order.
///
/// # Panics
///
/// Panics if the text is not valid XML.
pub fn xml(text: &[u8]) -> Value {
    let text = std::str::from_utf8(text).expect("UTF-8");
    root(&Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

fn root(document: &Document<'_>) -> Value {
    let root = document.root_element();
    Map::from_iter([(root.tag_name().name().to_owned(), element(root).unwrap_or_default())]).into()
}

fn element(node: Node<'_, '_>) -> Option<Value> {
    let mut children: Map<String, Value> = Map::new();
    for (child, value) in node.children().filter(Node::is_element).filter_map(|child| Some((child, element(child)?))) {
        let siblings = children.entry(child.tag_name().name()).or_insert_with(|| Value::Array(Vec::new()));
        siblings.as_array_mut().into_iter().for_each(|siblings| siblings.push(value.clone()));
    }
    let text = node.text().unwrap_or_default().trim();
    match (children.is_empty(), text.is_empty()) {
        (false, _) => Some(children.into()),
        (true, false) => Some(scalar(text).into()),
        (true, true) => None,
    }
}

/// Returns one spelling for numbers and booleans that have several: `42.50` becomes `42.5`, and `TRUE` becomes `true`.
/// Other texts are unchanged.
pub fn scalar(text: &str) -> &str {
    let is_decimal = text.contains('.') && text.parse::<f64>().is_ok();
    match text {
        "TRUE" | "True" => "true",
        "FALSE" | "False" => "false",
        _ if is_decimal => text.trim_end_matches('0').trim_end_matches('.'),
        _ => text,
    }
}

#[test]
fn trees_are_equal_if_documents_have_the_same_meaning() {
    assert_eq!(json(br#"{"a": null, "b": 1.0, "c": [{"d": null}]}"#), json(br#"{"c": [{}], "b": 1}"#));
    assert_eq!(xml(b"<r><a/><b>1.50</b><c>x</c></r>"), xml(b"<r><c> x </c><b>1.5</b></r>"));
    assert_ne!(json(br#"{"a": [1, 2]}"#), json(br#"{"a": [2, 1]}"#));
    assert_ne!(json(br#"{"a": "1"}"#), json(br#"{"a": 1}"#));
    assert_ne!(xml(b"<r><a>1</a><a>2</a></r>"), xml(b"<r><a>2</a><a>1</a></r>"));
    assert_ne!(xml(b"<r><a>10</a></r>"), xml(b"<r><a>1</a></r>"));
    assert_eq!(xml(b"<r><a>TRUE</a></r>"), xml(b"<r><a>true</a></r>"));
    assert_ne!(xml(b"<r><a>TRUE</a></r>"), xml(b"<r><a>false</a></r>"));
    assert_ne!(xml(b"<r/>"), xml(b"<s/>"));
    assert_eq!((document(b"<r/>"), document(b"{}")), (Some(xml(b"<r/>")), Some(json(b"{}"))));
    assert_eq!([document(b"<r>"), document(b"\xff"), document(b"1")], [None, None, None]);
}
