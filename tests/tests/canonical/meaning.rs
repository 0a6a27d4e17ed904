//! Every schema there is, before and after.

use std::path::{Path, PathBuf};

use codegen_emit::canonical::{self, Outcome};
use codegen_emit::write::Mode;
use proptest::prelude::*;
use tests::snapshot::{Files, read_folder, write_folder};

use crate::support::{root, small};
use crate::{formatted, run};

/// The folders of schemas: those of the crate, of the goldens, and the small set.
fn folders() -> Vec<PathBuf> {
    let cases = std::fs::read_dir(root().join("tests/golden")).expect("the goldens");
    let cases = cases.map(|case| case.expect("an entry").path().join("schemas")).filter(|path| path.is_dir());
    let all: Vec<_> = cases.chain([root().join("schemas"), root().join("tests/small")]).collect();
    assert!(all.len() > 15, "only {} folders of schemas", all.len());
    all
}

/// The files of a folder, with descriptors that claim to be ours: then they are laid out as well.
fn ours(folder: &Path) -> Files {
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

fn lay_out(folder: &Path) -> Outcome {
    let outcome = canonical::schemas(folder, Mode::Write).expect("it can be written");
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    outcome
}

#[test]
fn the_model_stays_the_same() {
    for schemas in folders() {
        let (folder, files) = (tempfile::tempdir().expect("a folder"), ours(&schemas));
        write_folder(folder.path(), &files).expect("written files");
        let before = dump(folder.path());
        let first = lay_out(folder.path());
        let ours = files
            .keys()
            .filter(|path| !path.ends_with(".schema.json") && (path.ends_with(".json") || path.ends_with(".xml")));
        assert_eq!(first.changed.len() + first.unchanged, ours.count(), "{}", schemas.display());
        assert!(before == dump(folder.path()), "the form of {} changes what it means", schemas.display());
        assert_eq!(lay_out(folder.path()).changed, Vec::<String>::new(), "{}", schemas.display());
        let left = read_folder(folder.path(), "").expect("the files");
        assert!(left.keys().eq(files.keys()), "something is left behind: {:?}", left.keys());
    }
}

/// A reviewer compares it with what upstream publishes next.
#[test]
fn what_upstream_publishes_is_left_alone() {
    let path = "ims/2020-12-29.json";
    let text = std::fs::read_to_string(root().join("schemas").join(path)).expect("a descriptor");
    assert_eq!(formatted(path, &text), None);
    assert!(formatted(path, &text.replacen('{', "{ \"$schema\": \"../descriptor.schema.json\", ", 1)).is_some());
}

/// What means something in one of the formats.
const PIECES: [&str; 19] = [
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
fn no_damage_is_too_much() {
    let change =
        (proptest::sample::select(&small::PATHS[..]), 0..2_000usize, 0..30usize, proptest::sample::select(&PIECES[..]));
    run(1_500, &change, |(path, at, length, piece)| {
        let text: Vec<char> = small::file(path).chars().collect();
        let (at, end) = (at.min(text.len()), (at + length).min(text.len()));
        let damaged: String =
            text[..at].iter().copied().chain(piece.chars()).chain(text[end..].iter().copied()).collect();
        if let Some(once) = formatted(path, &damaged) {
            prop_assert_eq!(formatted(path, &once), Some(once));
        }
        Ok(())
    });
}
