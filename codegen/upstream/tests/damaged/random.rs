//! Pseudorandom damage, the same in every run, so that failures can be reproduced.

use std::path::Path;

use codegen_model::load::published;

use super::{WHOLE, findings_in};
use crate::metadata;

/// A pseudorandom number generator with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
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
fn no_damage_panics_or_hangs() {
    let mut random = Random(7);
    for _ in 0..1_500 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            let (at, count) = (random.below(bytes.len()), random.below(60));
            let range = at..(at + count).min(bytes.len());
            match random.below(4) {
                0 => drop(bytes.drain(range)),
                1 => {
                    let copy = bytes[range].to_vec();
                    bytes.splice(at..at, copy);
                }
                2 => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
                _ => bytes[at] = random.below(256) as u8,
            }
        }
        findings_in(&bytes);
    }
}

#[test]
fn truncated_metadata_is_one_finding() {
    metadata::folders().iter().for_each(|root| check_truncated(root));
}

/// Truncates each file at random positions.
fn check_truncated(root: &Path) {
    let mut random = Random(11);
    for path in published::find(root).expect("metadata") {
        let bytes = std::fs::read(root.join(&path)).expect("metadata");
        for _ in 0..3 {
            let end = random.below(bytes.len() - 2);
            let findings = findings_in(&bytes[..end]);
            assert!(findings.len() == 1, "{path} up to {end}: {findings:?}");
        }
    }
}
