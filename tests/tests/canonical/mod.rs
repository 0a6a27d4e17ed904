//! Tests the canonical form of schemas: it has the same meaning, and does not depend on the original formatting.

mod json;
mod meaning;
mod xml;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::Sources;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// Returns the canonical form of a text.
fn formatted(path: &str, text: &str) -> Option<String> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(path, text);
    codegen_model::format::format(&sources, file, &mut diagnostics)
}

/// Returns the canonical form of a text, which must exist and be stable.
fn format_stable(path: &str, text: &str) -> String {
    let once = formatted(path, text).unwrap_or_else(|| panic!("no canonical form of\n{text}"));
    assert_eq!(formatted(path, &once).as_ref(), Some(&once), "unstable canonical form of\n{text}");
    assert!(once.ends_with('\n') && !once.ends_with("\n\n") && !once.contains('\r'), "{once}");
    once
}

/// Runs a test on random values with a fixed seed, so that failures are reproducible.
fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(error) = runner.run(strategy, test) {
        panic!("{error}");
    }
}
