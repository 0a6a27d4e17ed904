//! Changes that look random and are the same in every run: what fails once fails always.

use std::path::Path;

use crate::{WHOLE, metadata, of_one};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

const PIECES: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"true",
    b"1e999",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\n",
    b"\"members\": [",
    b"\"type\": \"list\",",
    b"\"..\"",
    "名".as_bytes(),
];

#[test]
fn no_change_is_too_much() {
    let mut dice = Dice(7);
    for _ in 0..1_500 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..=dice.below(3) {
            let (at, count) = (dice.below(bytes.len()), dice.below(60));
            let range = at..(at + count).min(bytes.len());
            match dice.below(4) {
                0 => drop(bytes.drain(range)),
                1 => {
                    let again = bytes[range].to_vec();
                    bytes.splice(at..at, again);
                }
                2 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied())),
                _ => bytes[at] = dice.below(256) as u8,
            }
        }
        of_one(&bytes);
    }
}

#[test]
fn cut_metadata_is_found() {
    metadata::folders().iter().for_each(|root| cuts_are_found(root));
}

/// Cuts each file at random places; each cut is one finding.
fn cuts_are_found(root: &Path) {
    let mut dice = Dice(11);
    for path in codegen_model::load::published::find(root).expect("metadata") {
        let bytes = std::fs::read(root.join(&path)).expect("metadata");
        for _ in 0..3 {
            let end = dice.below(bytes.len() - 2);
            let findings = of_one(&bytes[..end]);
            assert!(findings.len() == 1, "{path} up to {end}: {findings:?}");
        }
    }
}
