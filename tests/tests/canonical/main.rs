//! The canonical form of the schemas: it means the same, and does not depend on how they were laid out.

#[path = "../support/mod.rs"]
mod support;

mod json;
mod meaning;
mod xml;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::Sources;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// The canonical form of a text.
fn formatted(path: &str, text: &str) -> Option<String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(path, text);
    codegen_model::format::format(&sources, file, &mut diagnostics)
}

/// The canonical form of a text that has one, and that stays what it is.
fn settled(path: &str, text: &str) -> String {
    let once = formatted(path, text).unwrap_or_else(|| panic!("it has no canonical form:\n{text}"));
    assert_eq!(formatted(path, &once).as_ref(), Some(&once), "it is laid out anew from\n{text}");
    assert!(once.ends_with('\n') && !once.ends_with("\n\n") && !once.contains('\r'), "{once}");
    once
}

/// Runs a test on many values. The seed is fixed: what fails once fails in every run.
fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(error) = runner.run(strategy, test) {
        panic!("{error}");
    }
}
