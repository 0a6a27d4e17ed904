//! The small set with random changes. The seed is fixed, so failures are reproducible.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::{Schemas, small};

/// A change of a text.
#[derive(Clone, Debug)]
enum Change {
    Remove(usize, usize),
    Repeat(usize, usize),
    Insert(usize, &'static str),
    Byte(usize, u8),
    Swap(usize, usize),
}

/// Texts with a meaning in one of the formats.
const PIECES: [&str; 34] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "1e999",
    "0x1",
    "<",
    ">",
    "/>",
    "</",
    "&",
    "&amp;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "=",
    "'",
    "\n",
    "\0",
    "\u{feff}",
    "名",
    "..",
    "PWNED!()",
    "name=\"x\"",
    "\"type\": \"object\",",
    "<member name=\"A\" type=\"Container\" shape=\"Job\"/>",
];

fn change() -> impl Strategy<Value = Change> {
    let at = 0..4_000usize;
    prop_oneof![
        (at.clone(), 1..60usize).prop_map(|(at, length)| Change::Remove(at, length)),
        (at.clone(), 1..60usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        (at.clone(), proptest::sample::select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        (at.clone(), at).prop_map(|(at, to)| Change::Swap(at, to)),
    ]
}

impl Change {
    fn apply(&self, text: &mut Vec<u8>) {
        let length = text.len().max(1);
        match *self {
            Self::Remove(at, count) => {
                let at = at % length;
                text.drain(at.min(text.len())..(at + count).min(text.len()));
            }
            Self::Repeat(at, count) => {
                let range = (at % length).min(text.len())..(at % length + count).min(text.len());
                let again = text[range.clone()].to_vec();
                text.splice(range.end..range.end, again);
            }
            Self::Insert(at, piece) => {
                let at = (at % length).min(text.len());
                text.splice(at..at, piece.bytes());
            }
            Self::Byte(at, byte) => text.iter_mut().skip(at % length).take(1).for_each(|old| *old = byte),
            Self::Swap(at, to) if !text.is_empty() => text.swap(at % length, to % length),
            Self::Swap(..) => {}
        }
    }
}

#[test]
fn random_changes_are_handled() {
    let config = Config { cases: 600, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let changes = proptest::collection::vec(change(), 1..4);
    let result = runner.run(&(proptest::sample::select(&small::PATHS[..]), changes), |(path, changes)| {
        let mut text = small::file(path).into_bytes();
        changes.iter().for_each(|change| change.apply(&mut text));
        Schemas::small_with(path, text).check();
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
