//! Documents as trees that are equal where the documents say the same.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};
use similar::TextDiff;

/// Fails with the difference, where there is one.
#[track_caller]
pub fn assert_same(written: &Value, example: &Value, case: &dyn std::fmt::Display) {
    if written != example {
        let (written, example) = (format!("{written:#}\n"), format!("{example:#}\n"));
        let difference = TextDiff::from_lines(&example, &written);
        panic!("{case}\n{}", difference.unified_diff().header("the example", "written again"));
    }
}

/// JSON without what is `null`: that counts as absent. `1.0` is `1`.
pub fn json(text: &[u8]) -> Value {
    plain(serde_json::from_slice(text).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(text))))
}

/// The same for a value.
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

/// XML without empty elements: those count as absent. Siblings of one name keep their order, others have none.
pub fn xml(text: &[u8]) -> Value {
    let text = std::str::from_utf8(text).expect("UTF-8");
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = document.root_element();
    Map::from_iter([(root.tag_name().name().to_owned(), element(root).unwrap_or_default())]).into()
}

fn element(node: Node<'_, '_>) -> Option<Value> {
    let mut children: Map<String, Value> = Map::new();
    for (child, value) in node.children().filter(Node::is_element).filter_map(|child| Some((child, element(child)?))) {
        let siblings = children.entry(child.tag_name().name()).or_insert_with(|| Value::Array(Vec::new()));
        siblings.as_array_mut().expect("a list").push(value);
    }
    let text = node.text().unwrap_or_default().trim();
    match (children.is_empty(), text.is_empty()) {
        (false, _) => Some(children.into()),
        (true, false) => Some(number(text).into()),
        (true, true) => None,
    }
}

/// `42.50` is `42.5`.
fn number(text: &str) -> &str {
    let is_decimal = text.contains('.') && text.parse::<f64>().is_ok();
    if is_decimal { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[test]
fn trees_are_equal_where_documents_say_the_same() {
    assert_eq!(json(br#"{"a": null, "b": 1.0, "c": [{"d": null}]}"#), json(br#"{"c": [{}], "b": 1}"#));
    assert_eq!(xml(b"<r><a/><b>1.50</b><c>x</c></r>"), xml(b"<r><c> x </c><b>1.5</b></r>"));
    assert_ne!(json(br#"{"a": [1, 2]}"#), json(br#"{"a": [2, 1]}"#));
    assert_ne!(json(br#"{"a": "1"}"#), json(br#"{"a": 1}"#));
    assert_ne!(xml(b"<r><a>1</a><a>2</a></r>"), xml(b"<r><a>2</a><a>1</a></r>"));
    assert_ne!(xml(b"<r><a>10</a></r>"), xml(b"<r><a>1</a></r>"));
    assert_ne!(xml(b"<r/>"), xml(b"<s/>"));
}
