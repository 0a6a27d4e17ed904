//! Formats every schema in the repository, and damaged schemas.

use std::path::{Path, PathBuf};

use codegen_emit::canonical::{self, Outcome};
use codegen_emit::write::Mode;
use proptest::prelude::*;
use tests::snapshot::{Files, read_folder, write_folder};

use super::{formatted, run};
use crate::support::{root, small};

/// Returns the folders of schemas: those of the crate, of the golden tests, and the small set.
fn folders() -> Vec<PathBuf> {
    let cases = std::fs::read_dir(root().join("tests/golden")).expect("the golden tests");
    let cases = cases.map(|case| case.expect("an entry").path().join("schemas")).filter(|path| path.is_dir());
    let all: Vec<_> = cases.chain([root().join("schemas"), root().join("tests/small")]).collect();
    assert!(all.len() > 15, "only {} folders of schemas", all.len());
    all
}

/// Returns the files of a folder. Marks its descriptors as hand-written, so that they are formatted as well.
fn marked_as_hand_written(folder: &Path) -> Files {
    let mut files = read_folder(folder, "").expect("schemas");
    for (path, text) in &mut files {
        let is_descriptor = path.ends_with(".json") && !path.ends_with(".schema.json");
        if is_descriptor && !text.contains("\"$schema\"") {
            *text = text.replacen('{', "{ \"$schema\": \"descriptor.schema.json\", ", 1);
        }
    }
    files
}

fn dump(folder: &Path) -> String {
    let loaded = codegen_model::load(folder, &[]);
    let findings = codegen_model::diagnostic::render::text(&loaded.sources, &loaded.findings);
    codegen_model::views::dump(&loaded.model.unwrap_or_else(|| panic!("{} has errors:\n{findings}", folder.display())))
}

fn format_folder(folder: &Path) -> Outcome {
    let outcome = canonical::schemas(folder, Mode::Write).expect("the files can be written");
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    outcome
}

#[test]
fn formatting_does_not_change_the_model() {
    for schemas in folders() {
        let (folder, files) = (tempfile::tempdir().expect("a folder"), marked_as_hand_written(&schemas));
        write_folder(folder.path(), &files).expect("written files");
        let before = dump(folder.path());
        let first = format_folder(folder.path());
        let hand_written = files
            .keys()
            .filter(|path| !path.ends_with(".schema.json") && (path.ends_with(".json") || path.ends_with(".xml")));
        assert_eq!(first.changed.len() + first.unchanged, hand_written.count(), "{}", schemas.display());
        assert!(before == dump(folder.path()), "formatting changes the model of {}", schemas.display());
        assert_eq!(format_folder(folder.path()).changed, Vec::<String>::new(), "{}", schemas.display());
        let remaining = read_folder(folder.path(), "").expect("the files");
        assert!(remaining.keys().eq(files.keys()), "unexpected files: {:?}", remaining.keys());
    }
}

/// Reviewers compare them with the next release.
#[test]
fn published_descriptors_are_not_formatted() {
    let path = "ims/2020-12-29.json";
    let text = std::fs::read_to_string(root().join("schemas").join(path)).expect("a descriptor");
    assert_eq!(formatted(path, &text), None);
    assert!(formatted(path, &text.replacen('{', "{ \"$schema\": \"../descriptor.schema.json\", ", 1)).is_some());
}

/// Tokens with a meaning in JSON or XML.
const TOKENS: [&str; 19] = [
    "<",
    ">",
    "/>",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&",
    "'",
    "\"",
    "=",
    "{",
    "[",
    ",",
    "\\",
    "\r",
    "\u{feff}",
    "名",
];

#[test]
fn damaged_files_are_stable_or_rejected() {
    let change =
        (proptest::sample::select(&small::PATHS[..]), 0..2_000usize, 0..30usize, proptest::sample::select(&TOKENS[..]));
    run(1_500, &change, |(path, at, length, token)| {
        let text: Vec<char> = small::file(path).chars().collect();
        let (at, end) = (at.min(text.len()), (at + length).min(text.len()));
        let damaged: String =
            text[..at].iter().copied().chain(token.chars()).chain(text[end..].iter().copied()).collect();
        if let Some(once) = formatted(path, &damaged) {
            prop_assert_eq!(formatted(path, &once), Some(once));
        }
        Ok(())
    });
}
