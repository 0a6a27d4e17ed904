//! Structures that contain themselves or each other must not make any stage recurse without end.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use codegen_model::Loaded;

use crate::support::{Schemas, lines, small};

/// Checks the schemas. Fails if that takes more than a minute.
fn check_in_time(schemas: Schemas) -> Loaded {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let _ = sender.send(schemas.check());
    });
    receiver.recv_timeout(Duration::from_secs(60)).expect("the generator terminates without a panic")
}

/// Creates schemas with a small descriptor and an overlay with these entries.
fn with_entries(entries: &str) -> Schemas {
    let schemas = Schemas::of(&small::files());
    let parameters = |inner: &str| format!(r#"[{{ "name": "Node", "type": "object", "children": [{inner}] }}]"#);
    let next = r#"{ "name": "Next", "type": "object", "shape": "A" }"#;
    let descriptor = format!(
        r#"{{ "name": "tiny", "api_version": "2024-01-01", "endpoint": "x",
              "actions": [{{ "name": "Do", "parameters": {} }}] }}"#,
        parameters(next)
    );
    schemas.write(small::DESCRIPTOR, descriptor);
    schemas.write(small::OVERLAY, format!(r#"{{ "entries": [{entries}] }}"#));
    schemas
}

fn define(name: &str, next: &str) -> String {
    let member = format!(r#"{{ "name": "Next", "type": "object", "shape": "{next}" }}"#);
    format!(r#"{{ "target": "{name}", "why": "w", "define": {{ "members": [{member}] }} }}"#)
}

#[test]
fn comparing_recursive_structures_terminates() {
    let shape = |name: &str| format!(r#"{{ "target": "Do.Node", "why": "w", "shape": "{name}" }}"#);
    for (definitions, name) in [
        (vec![define("A", "A")], "A"),
        (vec![define("A", "B"), define("B", "A")], "B"),
        (vec![define("A", "B"), define("B", "C"), define("C", "A")], "C"),
    ] {
        let entries = [definitions, vec![shape(name)]].concat().join(",");
        let loaded = check_in_time(with_entries(&entries));
        assert!(loaded.model.is_some(), "{:?}", lines(&loaded));
    }
}

#[test]
fn recursive_members_are_boxed() {
    let loaded = check_in_time(with_entries(&[define("A", "B"), define("B", "A")].join(",")));
    let model = loaded.model.expect("a model");
    let shapes = &model.services[0].shapes;
    assert!(shapes["A"].members[0].boxed && shapes["B"].members[0].boxed);
    assert!(!shapes["Do.Node"].members[0].boxed, "a member that only leads to a recursive structure needs no box");
}

#[test]
fn examples_of_recursive_structures_may_be_deep() {
    let mut request = "{}".to_owned();
    for _ in 0..100 {
        request = format!(r#"{{ "Next": {request} }}"#);
    }
    let example = format!(
        r#"{{ "target": "Do", "why": "w", "examples": [{{ "title": "deep", "request": {{ "Node": {request} }},
              "response": {{ "Response": {{ "RequestId": "a" }} }} }}] }}"#
    );
    let loaded = check_in_time(with_entries(&[define("A", "A"), example].join(",")));
    assert!(loaded.model.is_some(), "{:?}", lines(&loaded));
}
