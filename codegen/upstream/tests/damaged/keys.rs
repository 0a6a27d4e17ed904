//! Every value of another kind, every key missing, every key twice.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{WHOLE, of_one};

/// Keys whose values nobody asks for, or that are quoted as they are.
const PASSED_OVER: &[&str] = &["example", "usage", "version", "new_key"];

/// The ways to every value of a document.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{}", key.replace('/', "~1")), into));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

fn places() -> (Value, Vec<String>) {
    let document: Value = serde_json::from_str(WHOLE).expect("JSON");
    let mut places = Vec::new();
    pointers(&document, "", &mut places);
    (document, places)
}

/// Whether a place is one that nobody reads.
fn is_passed_over(place: &str) -> bool {
    let depth = place.matches('/').count();
    let key = place.rsplit('/').next().unwrap_or_default();
    PASSED_OVER.contains(&key) || place.starts_with("/objects/") && depth == 3 && key == "type"
}

#[test]
fn a_value_of_another_kind_is_found() {
    let (document, places) = places();
    let kinds = [json!(null), json!(true), json!(5), json!("x"), json!([]), json!({})];
    let kind = std::mem::discriminant::<Value>;
    let mut unseen = BTreeSet::new();
    for place in places.iter().filter(|place| !is_passed_over(place)) {
        let old = document.pointer(place).expect("a value");
        for new in kinds.iter().filter(|new| kind(new) != kind(old)) {
            let mut damaged = document.clone();
            *damaged.pointer_mut(place).expect("a value") = new.clone();
            if of_one(damaged.to_string().as_bytes()).is_empty() {
                unseen.insert(format!("{place}: {new}"));
            }
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

/// Keys without which something is still whole.
const MAY_BE_MISSING: &[&str] = &[
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
fn a_key_that_is_missing_is_found() {
    let (document, places) = places();
    let mut unseen = BTreeSet::new();
    for place in places.iter().filter(|place| !place.is_empty() && !is_passed_over(place)) {
        let (owner, key) = place.rsplit_once('/').expect("a parent");
        let mut damaged = document.clone();
        let Some(Value::Object(entries)) = damaged.pointer_mut(owner) else { continue };
        entries.remove(&key.replace("~1", "/"));
        let is_action = owner == "/actions";
        let is_title = owner.starts_with("/actions/") && key == "name";
        let may_miss = MAY_BE_MISSING.contains(&key) || is_action || is_title;
        if !may_miss && of_one(damaged.to_string().as_bytes()).is_empty() {
            unseen.insert(place.clone());
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

#[test]
fn a_key_that_is_there_twice_is_found() {
    for line in WHOLE.lines().filter(|line| line.contains("\": ") && line.ends_with(',')) {
        if WHOLE.matches(line).count() == 1 {
            let findings = of_one(WHOLE.replace(line, &format!("{line}{line}")).as_bytes());
            assert!(findings.iter().any(|finding| finding.contains("TC0201")), "{line}: {findings:?}");
        }
    }
}
