//! The examples on the crate's pages: their width, and whose names they use. Code that runs is tested as doctests.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// A page shows this many columns without scrolling.
const MAX_WIDTH: usize = 100;

/// The Rust files below a folder, and the documents that they include.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        match path.extension() {
            None if path.is_dir() => sources(&path, found),
            Some(extension) if extension == "rs" || extension == "md" => found.push(path),
            _ => {}
        }
    }
}

/// The lines of documentation in a file.
fn documentation(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("text");
    let is_document = path.extension().is_some_and(|extension| extension == "md");
    let comment = |line: &str| {
        let line = line.trim_start();
        // Code that is compiled with a feature only.
        if line.contains("doc = \"```\"") {
            return Some("```".to_owned());
        }
        let rest = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
        Some(rest.strip_prefix(' ').unwrap_or(rest).to_owned())
    };
    text.lines().filter_map(|line| if is_document { Some(line.to_owned()) } else { comment(line) }).collect()
}

/// The lines of Rust code in a file's documentation that a page shows.
fn shown(path: &Path) -> Vec<String> {
    let (mut shown, mut open) = (Vec::new(), None);
    for line in documentation(path) {
        match (line.strip_prefix("```"), open) {
            (Some(info), None) => open = Some(info != "text" && info != "sh"),
            (Some(_), Some(_)) => open = None,
            (None, Some(true)) if line != "#" && !line.starts_with("# ") => shown.push(line),
            _ => {}
        }
    }
    shown
}

/// The shown lines of a folder that `is_wrong`, and how many lines there are.
fn check(folder: &str, is_wrong: impl Fn(&str) -> bool) -> usize {
    let mut files = Vec::new();
    sources(&root().join(folder), &mut files);
    let lines: Vec<_> = files.iter().flat_map(|path| shown(path).into_iter().map(move |line| (path, line))).collect();
    let wrong: Vec<_> = lines.iter().filter(|(_, line)| is_wrong(line)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    lines.len()
}

#[test]
fn no_example_is_wider_than_a_page() {
    let lines = ["generated/src", "runtime/src", "tests/golden", "schemas"]
        .map(|folder| check(folder, |line| line.chars().count() > MAX_WIDTH));
    assert!(lines.iter().all(|lines| *lines > 20), "{lines:?}");
}

/// The runtime's pages are part of the crate that applications depend on, which has another name.
#[test]
fn no_example_of_the_runtime_shows_its_name() {
    assert!(check("runtime/src", |line| line.contains("tencentcloud_runtime")) > 50);
}
