//! Responses that are damaged at random places: reading them must not panic.

use codegen_model::Protocol;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{Case, cases, model};

/// A change of a text. Its position is a fraction of the text's length.
#[derive(Clone, Debug)]
enum Change {
    Cut(f64),
    Insert(f64, &'static str),
    Remove(f64, usize),
    Repeat(f64, usize, usize),
}

const PIECES: [&str; 12] = [
    "<",
    ">",
    "</",
    "&",
    "&#0;",
    "<![CDATA[",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "\"",
    "{",
    "[",
    "\u{0}",
    "<A><A><A>",
];

fn change() -> impl Strategy<Value = Change> {
    let place = 0.0..1.0;
    prop_oneof![
        place.clone().prop_map(Change::Cut),
        (place.clone(), proptest::sample::select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (place.clone(), 1..20_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        (place, 1..40_usize, 2..50_usize).prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let whole = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let at = |share: f64| whole((text.len() as f64 * share) as usize);
    let end = |start: usize, length: usize| whole(start + length).max(start);
    match change {
        Change::Cut(share) => text[..at(*share)].to_owned(),
        Change::Insert(share, piece) => [&text[..at(*share)], piece, &text[at(*share)..]].concat(),
        Change::Remove(share, length) => [&text[..at(*share)], &text[end(at(*share), *length)..]].concat(),
        Change::Repeat(share, length, times) => {
            let (start, end) = (at(*share), end(at(*share), *length));
            [&text[..start], &text[start..end].repeat(*times), &text[end..]].concat()
        }
    }
}

/// Puts a written output into the envelope of API 3.0.
fn envelope(case: &Case<'_>, body: &[u8]) -> Vec<u8> {
    match case.operation.protocol {
        Protocol::Action => [b"{\"Response\":", body, b"}"].concat(),
        Protocol::Rest { .. } => body.to_vec(),
    }
}

#[test]
fn reading_damaged_responses_does_not_panic() {
    let model = model();
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 24, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    for case in cases(&model) {
        let changes = proptest::collection::vec(change(), 1..4);
        let result = runner.run(&changes, |changes| {
            let text = changes.iter().fold(case.example.response.clone(), |text, change| changed(&text, change));
            if let Some(Ok(read)) = case.entry.reread(text.as_bytes()) {
                // The written output can be read again.
                prop_assert!(
                    read.body.is_empty() || matches!(case.entry.reread(&envelope(&case, &read.body)), Some(Ok(_)))
                );
            }
            Ok(())
        });
        result.unwrap_or_else(|error| panic!("{case}: {error}"));
    }
}
