//! A claim never hides a change that its cause does not report.

use std::collections::BTreeSet;

use codegen_diff::diff;
use codegen_diff::rule::Within;
use tests::piece;

use super::mirrors::ids;

/// Returns the rules that report a change from one piece to another.
fn reported(within: Within, before: &str, after: &str) -> BTreeSet<&'static str> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [base, head] = [("base", before), ("head", after)].map(|(side, text)| {
        let folder = folder.path().join(side);
        piece::write(within, text, "claims", &folder);
        codegen_model::load(&folder, &[]).model.unwrap_or_else(|| panic!("{text} does not load"))
    });
    ids(&diff(&base, &head))
}

/// Returns a parameter whose structure has integer members with these names.
fn structure(shape: &str, members: &[&str]) -> String {
    let members: Vec<_> = members.iter().map(|name| format!(r#"{{ "name": "{name}", "type": "integer" }}"#)).collect();
    format!(r#"{{ "name": "Area", "type": "object", "shape": "{shape}", "children": [{}] }}"#, members.join(", "))
}

#[test]
fn a_group_that_was_added_with_a_member_still_requires_one() {
    let group = |key: &str| {
        format!(
            r#"{{ "target": "Look.Size", "why": "Seen.", "add": {{ "type": "integer" }} }},
               {{ "target": "Look", "why": "Published.", "{key}": ["Keep", "Size"] }}"#
        )
    };
    let found = reported(Within::Overlay, "", &group("one_of"));
    assert_eq!(found, BTreeSet::from(["parameter-added", "one-of-tightened"]));
    // The reverse change requires nothing.
    let found = reported(Within::Overlay, &group("one_of"), "");
    assert_eq!(found, BTreeSet::from(["parameter-removed"]));
}

#[test]
fn a_member_called_response_is_a_member() {
    let (all, but) = (["A", "B", "C", "D", "E", "response"], ["A", "B", "C", "D", "E"]);
    let found = reported(Within::Parameters, &structure("One", &all), &structure("Two", &but));
    assert_eq!(found, BTreeSet::from(["structure-renamed", "parameter-removed"]));
}

#[test]
fn members_added_to_a_renamed_type_are_reported() {
    let (all, more) = (["A", "B", "C", "D", "E"], ["A", "B", "C", "D", "E", "F"]);
    let found = reported(Within::Parameters, &structure("One", &all), &structure("Two", &more));
    assert_eq!(found, BTreeSet::from(["structure-renamed", "parameter-added"]));
}

#[test]
fn several_members_can_move_into_one_object() {
    let (width, height) = (r#"{ "name": "Width", "type": "integer" }"#, r#"{ "name": "Height", "type": "integer" }"#);
    let before = format!("{width}, {height}");
    let after = format!(r#"{{ "name": "Size", "type": "object", "children": [{before}] }}"#);
    assert_eq!(reported(Within::Parameters, &before, &after), BTreeSet::from(["parameter-moved"]));
}

#[test]
fn an_operation_and_a_type_can_have_one_name() {
    let piece = |name: &str, value: &str| {
        format!(
            r#"{{ "target": "Look.Keep", "why": "Published.", "enum": "Look" }},
               {{ "target": "Look", "why": "Published.", "define":
                  {{ "description": "How.", "enum": [{{ "value": "{value}", "name": "{name}", "description": "A." }}] }} }}"#
        )
    };
    let found = reported(Within::Overlay, &piece("A", "a"), &piece("B", "a"));
    assert_eq!(found, BTreeSet::from(["rust-name-changed"]));
}
