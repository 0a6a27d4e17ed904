//! Four times as much of something takes about four times as long, not sixteen times. Compared within one run, since
//! machines differ; the bound lies between the two.

use std::time::{Duration, Instant};

use codegen_emit::{Options, emit};

use crate::support::{Schemas, small};

const FEW: usize = 1_000;
/// Whatever else the machine does disturbs some of them, and none is good where the time grows by the square.
const TRIES: usize = 6;

/// Loads, and emits where it loads, an action with these parameters and an overlay with these entries.
fn time(parameters: &str, entries: &str) -> Duration {
    let descriptor = format!(
        r#"{{"name": "tiny", "api_version": "2024-01-01", "actions": [{{"name": "Do", "parameters": [{parameters}]}}]}}"#
    );
    let overlay = format!(r#"{{"entries": [{entries}]}}"#);
    let manifest = small::halves()[0][0].1.clone();
    let schemas =
        Schemas::of(&[(small::MANIFEST, manifest), (small::DESCRIPTOR, descriptor), (small::OVERLAY, overlay)]);
    let run = || {
        let started = Instant::now();
        let loaded = schemas.load();
        loaded.model.iter().for_each(|model| drop(emit(model, &Options::default())));
        started.elapsed()
    };
    // The faster of two: whatever else the machine does can only add.
    run().min(run())
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

fn check(what: &str, parameters: impl Fn(usize) -> String, entries: impl Fn(usize) -> String) {
    let mut measured = (0..TRIES).map(|_| [FEW, 4 * FEW].map(|count| time(&parameters(count), &entries(count))));
    assert!(measured.any(|[few, many]| many < few * 10), "{what}: four times as many take over ten times as long");
}

fn none(_: usize) -> String {
    String::new()
}

#[test]
fn structures_in_a_chain() {
    let link = |n| format!(r#"{{"name": "n", "type": "object", "shape": "S{n}"}}"#);
    let links = |count: usize| {
        let item = |n| {
            format!(r#"{{"name": "m{n}", "type": "object", "shape": "S{n}", "children": [{}]}}"#, link((n + 1) % count))
        };
        list(count, item)
    };
    check("a chain", links, none);
}

#[test]
fn members_that_get_the_same_name() {
    let name = |n: usize| format!("a{}b{}c", "-".repeat(1 + n % 60), "-".repeat(1 + n / 60));
    check(
        "members",
        |count| list(count.min(3_600), |n| format!(r#"{{"name": "{}", "type": "string"}}"#, name(n))),
        none,
    );
    let values =
        |count| list(count, |n| format!(r#"{{"value": "{}"}}"#, "-".repeat(n % 60) + " " + &"?".repeat(n / 60)));
    let define = |count| format!(r#"{{"target": "E", "why": "w", "define": {{"enum": [{}]}}}}"#, values(count));
    check("values", none, define);
}

#[test]
fn entries_that_name_an_inline_structure() {
    let inline =
        |n| format!(r#"{{"name": "m{n}", "type": "object", "children": [{{"name": "a", "type": "string"}}]}}"#);
    let entry = |n| format!(r#"{{"target": "Do.m{n}", "why": "w", "shape": "T{n}"}}"#);
    check("entries", |count| list(count, inline), |count| list(count, entry));
    let same = |n| format!(r#"{{"target": "Do.m{n}", "why": "w", "shape": "T"}}"#);
    check("entries of one name", |count| list(count, inline), |count| list(count, same));
}

#[test]
fn documentation_of_brackets_that_nothing_closes() {
    for text in ["<", "[", "`", "h", "<a ", "\\\\"] {
        let parameter =
            |count| format!(r#"{{"name": "a", "type": "string", "description": "{}"}}"#, text.repeat(8 * count));
        check(text, parameter, none);
    }
}
