//! Links lead to files that exist, and anchors to headings.

use std::path::{Component, Path, PathBuf};

use super::page::{BOOK, Page, all};
use crate::support::root;

#[test]
fn every_link_resolves() {
    let pages = all();
    let relative = |link: &&String| !link.contains(':');
    let links = pages.iter().flat_map(|page| page.links.iter().filter(relative).map(move |link| (page, link)));
    let broken: Vec<_> =
        links.filter_map(|(page, link)| Some(format!("{}: {}", page.path, problem(page, link)?))).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What is wrong with a link of a page.
fn problem(page: &Page, link: &str) -> Option<String> {
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let target = if path.is_empty() { page.path.clone() } else { resolved(&page.path, path) };
    if !root().join(&target).exists() {
        return Some(format!("`{link}` does not exist"));
    }
    if page.path.starts_with(BOOK) && !(target.starts_with(BOOK) && target.ends_with(".md")) {
        return Some(format!("`{link}` is not a page of the book: name the path instead"));
    }
    let missing = |anchor: &str| !Page::read(&target).anchors.iter().any(|known| known == anchor);
    anchor.filter(|anchor| missing(anchor)).map(|anchor| format!("`{target}` has no heading `#{anchor}`"))
}

/// The path from the root that `path` means on the page at `from`.
fn resolved(from: &str, path: &str) -> String {
    let joined = Path::new(from).parent().expect("a folder").join(path);
    let parts = joined.components().fold(PathBuf::new(), |mut parts, part| {
        match part {
            Component::ParentDir => assert!(parts.pop(), "{from}: `{path}` leaves the repository"),
            part => parts.push(part),
        }
        parts
    });
    parts.to_string_lossy().replace('\\', "/")
}

#[test]
fn broken_links_are_found() {
    let page = |path: &str| Page { path: path.to_owned(), ..Page::default() };
    for (from, link) in [
        ("README.md", "docs/nothing.md"),
        ("README.md", "docs/introduction.md#nothing"),
        ("docs/introduction.md", "../README.md"),
        ("docs/introduction.md", "#nothing"),
    ] {
        assert!(problem(&page(from), link).is_some(), "{from}: {link}");
    }
    for (from, link) in [("README.md", "docs/introduction.md#introduction"), ("docs/use/jobs.md", "../introduction.md")]
    {
        assert_eq!(problem(&page(from), link), None, "{from}: {link}");
    }
}
