//! Parts of pages that are generated: what stands between `<!-- NAME -->` and `<!-- end -->`.

use std::fs;

use codegen_model::views::coverage;
use codegen_model::views::coverage::Coverage;
use tests::snapshot;

use crate::support::{model, root};

fn covered() -> Coverage {
    coverage::of(model())
}

/// Checks that the parts of a page hold these texts.
fn check(path: &str, parts: &[(&str, &str)]) {
    let page = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let filled = parts.iter().fold(page, |page, (name, text)| fill(&page, name, text));
    snapshot::check_file(&root(), path, filled).unwrap_or_else(|difference| panic!("{difference}"));
}

fn fill(page: &str, name: &str, text: &str) -> String {
    let (before, rest) = page.split_once(&format!("<!-- {name} -->\n")).unwrap_or_else(|| panic!("no part `{name}`"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("the part `{name}` has no end"));
    format!("{before}<!-- {name} -->\n{text}<!-- end -->{after}")
}

#[test]
fn the_coverage_page_is_up_to_date() {
    check("docs/reference/coverage.md", &[("coverage", &coverage::markdown(&covered()))]);
}

#[test]
fn the_readme_counts_the_operations() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a README");
    let count = format!("{} operations", covered().operations.len());
    assert!(readme.contains(&count), "the README does not say `{count}`");
}

#[test]
fn the_schema_diff_on_its_page_is_what_the_tool_prints() {
    let shown = fs::read_to_string(root().join("tests/diff/expected/text.txt")).expect("an output");
    let finding: Vec<_> = shown.split("\n\n").skip(1).take(2).collect();
    let verdict = shown.lines().last().expect("a verdict");
    let block = |text: &str| format!("```text\n{text}\n```\n");
    check("docs/review/schema-diff.md", &[("verdict", &block(verdict)), ("finding", &block(&finding.join("\n\n")))]);
}
