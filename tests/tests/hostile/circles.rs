//! Structures that contain themselves or each other, through the things that walk along them.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use codegen_model::Loaded;

use crate::support::{Schemas, lines, small};

/// What comes of the schemas; fails where nothing comes of them for a minute.
fn in_time(schemas: Schemas) -> Loaded {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let _ = tell.send(schemas.check());
    });
    told.recv_timeout(Duration::from_secs(60)).expect("the generator comes to an end, without a panic")
}

/// The small descriptor without what its overlay adds, and an overlay with these entries.
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
fn circles_are_compared_with_each_other_to_an_end() {
    let shape = |name: &str| format!(r#"{{ "target": "Do.Node", "why": "w", "shape": "{name}" }}"#);
    for (definitions, name) in [
        (vec![define("A", "A")], "A"),
        (vec![define("A", "B"), define("B", "A")], "B"),
        (vec![define("A", "B"), define("B", "C"), define("C", "A")], "C"),
    ] {
        let entries = [definitions, vec![shape(name)]].concat().join(",");
        let loaded = in_time(with_entries(&entries));
        assert!(loaded.model.is_some(), "{:?}", lines(&loaded));
    }
}

#[test]
fn circles_are_broken_by_a_box() {
    let loaded = in_time(with_entries(&[define("A", "B"), define("B", "A")].join(",")));
    let model = loaded.model.expect("a model");
    let shapes = &model.services[0].shapes;
    assert!(shapes["A"].members[0].boxed && shapes["B"].members[0].boxed);
    assert!(!shapes["Do.Node"].members[0].boxed, "what only leads to a circle is not on it");
}

#[test]
fn an_example_of_a_circle_is_as_deep_as_it_is() {
    let mut request = "{}".to_owned();
    for _ in 0..100 {
        request = format!(r#"{{ "Next": {request} }}"#);
    }
    let example = format!(
        r#"{{ "target": "Do", "why": "w", "examples": [{{ "title": "deep", "request": {{ "Node": {request} }},
              "response": {{ "Response": {{ "RequestId": "a" }} }} }}] }}"#
    );
    let loaded = in_time(with_entries(&[define("A", "A"), example].join(",")));
    assert!(loaded.model.is_some(), "{:?}", lines(&loaded));
}
