//! Replaces every value by one of another type, removes every key, and duplicates every key.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{WHOLE, findings_in};

/// Keys whose values are not read, or are copied as they are.
const IGNORED_KEYS: &[&str] = &["example", "usage", "version", "new_key"];

/// Collects the JSON pointers of all values of a document.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{}", key.replace('/', "~1")), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

fn document() -> (Value, Vec<String>) {
    let document: Value = serde_json::from_str(WHOLE).expect("JSON");
    let mut found = Vec::new();
    pointers(&document, "", &mut found);
    (document, found)
}

/// Returns whether the value at a pointer is not read.
fn is_ignored(pointer: &str) -> bool {
    let depth = pointer.matches('/').count();
    let key = pointer.rsplit('/').next().unwrap_or_default();
    IGNORED_KEYS.contains(&key) || pointer.starts_with("/objects/") && depth == 3 && key == "type"
}

#[test]
fn a_value_of_a_wrong_type_is_reported() {
    let (document, pointers) = document();
    let values = [json!(null), json!(true), json!(5), json!("x"), json!([]), json!({})];
    let kind = std::mem::discriminant::<Value>;
    let mut unreported = BTreeSet::new();
    for pointer in pointers.iter().filter(|pointer| !is_ignored(pointer)) {
        let old = document.pointer(pointer).expect("a value");
        for new in values.iter().filter(|new| kind(new) != kind(old)) {
            let mut damaged = document.clone();
            *damaged.pointer_mut(pointer).expect("a value") = new.clone();
            if findings_in(damaged.to_string().as_bytes()).is_empty() {
                unreported.insert(format!("{pointer}: {new}"));
            }
        }
    }
    assert!(unreported.is_empty(), "{unreported:#?}");
}

/// Keys that are optional.
const OPTIONAL_KEYS: &[&str] = &[
    "document",
    "status",
    "required",
    "output_required",
    "disabled",
    "value_allowed_null",
    "api_brief",
    "serviceNameCN",
];

#[test]
fn a_missing_key_is_reported() {
    let (document, pointers) = document();
    let mut unreported = BTreeSet::new();
    for pointer in pointers.iter().filter(|pointer| !pointer.is_empty() && !is_ignored(pointer)) {
        let (owner, key) = pointer.rsplit_once('/').expect("a parent");
        let mut damaged = document.clone();
        let Some(Value::Object(entries)) = damaged.pointer_mut(owner) else { continue };
        entries.remove(&key.replace("~1", "/"));
        let is_action = owner == "/actions";
        let is_title = owner.starts_with("/actions/") && key == "name";
        let is_optional = OPTIONAL_KEYS.contains(&key) || is_action || is_title;
        if !is_optional && findings_in(damaged.to_string().as_bytes()).is_empty() {
            unreported.insert(pointer.clone());
        }
    }
    assert!(unreported.is_empty(), "{unreported:#?}");
}

#[test]
fn a_duplicate_key_is_reported() {
    for line in WHOLE.lines().filter(|line| line.contains("\": ") && line.ends_with(',')) {
        if WHOLE.matches(line).count() == 1 {
            let findings = findings_in(WHOLE.replace(line, &format!("{line}{line}")).as_bytes());
            assert!(findings.iter().any(|finding| finding.contains("TC0201")), "{line}: {findings:?}");
        }
    }
}
