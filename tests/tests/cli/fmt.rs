//! `cargo xtask fmt`.

use std::fs;

use super::binary::{Run, files, xtask};
use crate::support::{Schemas, small};

const UNFORMATTED: &str = "{\"entries\":[]}\n";
const FORMATTED: &str = "{\n  \"entries\": []\n}\n";

fn fmt(schemas: &Schemas, arguments: &[&str]) -> Run {
    xtask(&[&["fmt", "--schemas", schemas.path().to_str().expect("UTF-8")], arguments].concat())
}

#[test]
fn unformatted_files_are_written_and_listed() {
    let schemas = Schemas::small_with(small::OVERLAY, UNFORMATTED);
    schemas.write(small::TYPES, "\u{feff}<types/>\n");
    let before = files(&schemas.path());
    let run = fmt(&schemas, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    let after = files(&schemas.path());
    let folder = schemas.path();
    for (path, expected) in [(small::OVERLAY, FORMATTED), (small::TYPES, "<types/>\n")] {
        assert_eq!(fs::read_to_string(folder.join(path)).expect("a file"), expected);
        assert!(run.out.contains(&format!(" changed {}/{path}\n", folder.display())), "{path}: {}", run.out);
    }
    let differ = before.iter().zip(&after).filter(|(before, after)| before != after).map(|(_, after)| after.0.as_str());
    let listed = run.out.lines().filter(|line| line.starts_with(" changed "));
    assert_eq!(listed.count(), differ.count(), "{}", run.out);
    assert_eq!(before.len(), after.len(), "a file is left behind");
    let again = fmt(&schemas, &[]);
    assert_eq!((again.code, again.out), (0, format!("{}: 0 changed, 6 unchanged\n", folder.display())));
    assert!(files(&folder) == after);
}

#[test]
fn check_prints_differences_and_writes_nothing() {
    let schemas = Schemas::small_with(small::OVERLAY, UNFORMATTED);
    let before = files(&schemas.path());
    let run = fmt(&schemas, &["--check"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in [
        "--- on disk/tiny/2024-01-01.overlay.json\n+++ formatted/tiny/2024-01-01.overlay.json\n",
        "-{\"entries\":[]}\n+{\n+  \"entries\": []\n+}\n",
        "run `cargo xtask fmt` and commit the result\n",
    ] {
        assert!(run.out.contains(part), "{}", run.out);
    }
    assert!(before == files(&schemas.path()), "a check writes");
    fmt(&schemas, &[]);
    let clean = fmt(&schemas, &["--check"]);
    assert_eq!((clean.code, clean.err.as_str()), (0, ""), "{}", clean.out);
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_written() {
    let schemas = Schemas::small_with(small::OVERLAY, UNFORMATTED);
    schemas.write(small::TYPES, "<types>\n<enum></types>\n");
    schemas.write("ci/other.xml", b"<types>\xff</types>");
    let run = fmt(&schemas, &[]);
    assert_eq!(run.code, 1);
    for part in ["error[TC0105]", "ci/types.xml:2:2", "error[TC0103]", "ci/other.xml:1:8"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    let read = |path: &str| fs::read(schemas.path().join(path)).expect("a file");
    assert_eq!(read(small::TYPES), b"<types>\n<enum></types>\n");
    assert_eq!(read("ci/other.xml"), b"<types>\xff</types>");
    assert_eq!(read(small::OVERLAY), FORMATTED.as_bytes());
}

#[test]
fn hidden_files_and_files_that_are_not_schemas_are_unchanged() {
    let schemas = Schemas::of(&small::files());
    let others = [
        (".editor/workspace.xml", "<types ><a/></types>"),
        ("a.schema.json", "{ \"a\":1 }"),
        ("ci/project.xml", "<project ><a/></project>"),
        ("notes.txt", "<a >"),
        ("tiny/upstream.json", "{ \"name\":\"tiny\" }"),
        (small::MANIFEST, "a=1"),
    ];
    others.iter().for_each(|(path, text)| schemas.write(path, text));
    let run = fmt(&schemas, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for (path, text) in others {
        assert_eq!(fs::read_to_string(schemas.path().join(path)).expect("a file"), text, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let schemas = Schemas::small_with(small::OVERLAY, UNFORMATTED);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let target = elsewhere.path().join("b.overlay.json");
    fs::write(&target, UNFORMATTED).expect("a file");
    symlink(&target, schemas.path().join("tiny/b.overlay.json")).expect("a link");
    symlink(elsewhere.path(), schemas.path().join("linked")).expect("a link");
    let overlay = schemas.path().join(small::OVERLAY);
    fs::set_permissions(&overlay, fs::Permissions::from_mode(0o640)).expect("rights");
    assert_eq!(fmt(&schemas, &[]).code, 0);
    assert_eq!(fs::read_to_string(&target).expect("a file"), UNFORMATTED);
    assert_eq!(fs::read_to_string(&overlay).expect("a file"), FORMATTED);
    assert_eq!(fs::metadata(&overlay).expect("a file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_missing_folder_is_an_error() {
    let run = xtask(&["fmt", "--schemas", "no-such-folder"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: no-such-folder"), "{}", run.err);
}
