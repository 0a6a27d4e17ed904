//! The time to load schemas and to generate code grows linearly.

#[path = "../../../runtime/tests/support/growth.rs"]
mod measure;

use codegen_emit::{Options, emit};

use crate::support::{Schemas, small};

const FEW: usize = 1_000;

/// Returns schemas with an action of these parameters and an overlay with these entries.
fn schemas(parameters: &str, entries: &str) -> Schemas {
    let descriptor = format!(
        r#"{{"name": "tiny", "api_version": "2024-01-01", "actions": [{{"name": "Do", "parameters": [{parameters}]}}]}}"#
    );
    let overlay = format!(r#"{{"entries": [{entries}]}}"#);
    let manifest = small::halves()[0][0].1.clone();
    Schemas::of(&[(small::MANIFEST, manifest), (small::DESCRIPTOR, descriptor), (small::OVERLAY, overlay)])
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

fn assert_linear(what: &str, parameters: impl Fn(usize) -> String, entries: impl Fn(usize) -> String) {
    let generate =
        |schemas: &Schemas| schemas.load().model.iter().for_each(|model| drop(emit(model, &Options::default())));
    measure::assert_linear(what, FEW, |count| schemas(&parameters(count), &entries(count)), generate);
}

fn none(_: usize) -> String {
    String::new()
}

#[test]
fn time_is_linear_in_a_chain_of_structures() {
    let link = |n| format!(r#"{{"name": "n", "type": "object", "shape": "S{n}"}}"#);
    let links = |count: usize| {
        let item = |n| {
            format!(r#"{{"name": "m{n}", "type": "object", "shape": "S{n}", "children": [{}]}}"#, link((n + 1) % count))
        };
        list(count, item)
    };
    assert_linear("a chain", links, none);
}

#[test]
fn time_is_linear_in_colliding_names() {
    let name = |n: usize| format!("a{}b{}c", "-".repeat(1 + n % 60), "-".repeat(1 + n / 60));
    assert_linear(
        "members",
        |count| list(count.min(3_600), |n| format!(r#"{{"name": "{}", "type": "string"}}"#, name(n))),
        none,
    );
    let values =
        |count| list(count, |n| format!(r#"{{"value": "{}"}}"#, "-".repeat(n % 60) + " " + &"?".repeat(n / 60)));
    let define = |count| format!(r#"{{"target": "E", "why": "w", "define": {{"enum": [{}]}}}}"#, values(count));
    assert_linear("values", none, define);
}

#[test]
fn time_is_linear_in_entries_that_name_inline_structures() {
    let inline =
        |n| format!(r#"{{"name": "m{n}", "type": "object", "children": [{{"name": "a", "type": "string"}}]}}"#);
    let entry = |n| format!(r#"{{"target": "Do.m{n}", "why": "w", "shape": "T{n}"}}"#);
    assert_linear("entries", |count| list(count, inline), |count| list(count, entry));
    let same = |n| format!(r#"{{"target": "Do.m{n}", "why": "w", "shape": "T"}}"#);
    assert_linear("entries of one name", |count| list(count, inline), |count| list(count, same));
}

#[test]
fn time_is_linear_in_unclosed_brackets_of_documentation() {
    for text in ["<", "[", "`", "h", "<a ", "\\\\"] {
        let parameter =
            |count| format!(r#"{{"name": "a", "type": "string", "description": "{}"}}"#, text.repeat(8 * count));
        assert_linear(text, parameter, none);
    }
}
