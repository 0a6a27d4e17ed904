//! The table of contents, and what a page promises.

use std::fs;

use super::page::{BOOK, Page, SUMMARY, book};
use crate::support::root;

const README_LINES: usize = 150;

#[test]
fn the_summary_lists_every_page_once() {
    let mut listed: Vec<_> = Page::read(SUMMARY).links.iter().map(|link| format!("{BOOK}/{link}")).collect();
    listed.sort();
    assert_eq!(listed, book());
}

#[test]
fn the_readme_is_short() {
    let lines = fs::read_to_string(root().join("README.md")).expect("a README").lines().count();
    assert!(lines <= README_LINES, "the README has {lines} lines, at most {README_LINES}");
}

#[test]
fn every_feature_is_documented() {
    let manifest = fs::read_to_string(root().join("generated/Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let page = Page::read("docs/use/install.md");
    for feature in manifest["features"].as_table().expect("features").keys().filter(|name| *name != "default") {
        assert!(page.inline.contains(feature), "{} does not name the feature `{feature}`", page.path);
    }
}

#[test]
fn every_key_of_an_overlay_entry_is_documented() {
    let schema = fs::read_to_string(root().join("schemas/overlay.schema.json")).expect("a schema");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let keys = schema["$defs"]["entry"]["properties"].as_object().expect("keys").keys();
    let page = Page::read("docs/maintain/add-an-action.md");
    for key in keys {
        assert!(page.inline.contains(key), "{} does not name the key `{key}`", page.path);
    }
}
