//! Rust blocks are compiled: as doctests of this package, or by the test of the command that makes their crate.

use super::page::{Page, all};

const DOCTESTS: &str = include_str!("../../src/book.rs");

/// `cli/add.rs` compiles a block of these pages against the crate that the page makes.
const COMPILED_ELSEWHERE: [&str; 2] = ["README.md", "docs/use/other-services.md"];

fn has(page: &Page, wanted: impl Fn(&str) -> bool) -> bool {
    page.blocks.iter().any(|(info, _)| wanted(info))
}

#[test]
fn every_page_with_rust_code_is_compiled() {
    for page in all() {
        let compiled = has(&page, |info| info == "rust" || info == "rust,no_run");
        let listed = DOCTESTS.contains(&format!("\"{}\"", page.path));
        assert_eq!(listed, compiled, "{}: tests/src/book.rs lists exactly the pages with Rust code", page.path);
    }
}

#[test]
fn no_rust_code_is_ignored() {
    for page in all() {
        let is_ignored = |info: &str| info.starts_with("rust") && info != "rust" && info != "rust,no_run";
        let ignored = page.blocks.iter().filter(|(info, _)| is_ignored(info)).count();
        let expected = usize::from(COMPILED_ELSEWHERE.contains(&&*page.path));
        assert_eq!(ignored, expected, "{}: only `rust` and `rust,no_run` blocks are compiled", page.path);
    }
}
