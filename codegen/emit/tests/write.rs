//! What writing the output does to a folder, and what it never does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use codegen_emit::write::{Error, MARKER, Mode, Outcome, Tree, apply};
use tempfile::TempDir;

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    assert!(tree.insert(MARKER, "{}"));
    assert!(files.iter().all(|(path, content)| tree.insert(*path, *content)));
    tree
}

/// Returns a folder that holds a generated crate.
fn generated(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    apply(&tree(files), folder.path(), Mode::Write).unwrap();
    folder
}

fn put(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Lists a folder: folders with a slash, links with an arrow.
fn listing(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_symlink() {
            found.insert(name, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else if kind.is_dir() {
            let inner = listing(&entry.path()).into_iter();
            found.extend(inner.map(|(path, content)| (format!("{name}/{path}"), content)));
            found.insert(name + "/", String::new());
        } else {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    listing(folder).into_keys().collect()
}

#[test]
fn a_new_folder_gets_every_file() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("some/where");
    let outcome = apply(&tree(&[("src/lib.rs", "x"), ("a", "y")]), &out, Mode::Write).unwrap();
    assert_eq!(outcome.new, ["a", MARKER, "src/lib.rs"]);
    assert_eq!(names(&out), ["a", MARKER, "src/", "src/lib.rs"]);
}

#[test]
fn only_what_differs_is_touched() {
    let folder = generated(&[("same", "1"), ("changed", "1"), ("src/stale", "1")]);
    let long_ago = SystemTime::now() - Duration::from_secs(1_000_000);
    for name in ["same", "changed"] {
        let file = fs::File::options().write(true).open(folder.path().join(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let outcome = apply(&tree(&[("same", "1"), ("changed", "2"), ("new", "1")]), folder.path(), Mode::Write);
    let expected = Outcome {
        new: vec!["new".into()],
        changed: vec!["changed".into()],
        stale: vec!["src/stale".into()],
        unchanged: 2,
        diffs: BTreeMap::new(),
    };
    assert_eq!(outcome.unwrap(), expected);
    let modified = |name| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    assert_eq!(modified("same"), long_ago);
    assert!(modified("changed") > long_ago);
    assert_eq!(names(folder.path()), ["changed", MARKER, "new", "same"]);
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let files = [("src/a", "1"), ("src/b", "2")];
    let folder = generated(&files);
    for mode in [Mode::Check, Mode::DryRun, Mode::Write] {
        let outcome = apply(&tree(&files), folder.path(), mode).unwrap();
        assert!(outcome.is_clean());
        assert_eq!(outcome.unchanged, 3);
    }
}

#[test]
fn files_of_others_stay() {
    let folder = generated(&[("a", "1")]);
    for path in ["target/debug/a", "Cargo.lock", ".git/config", ".gitignore"] {
        put(folder.path(), path, "theirs");
    }
    put(folder.path(), "src/target/a", "stale");
    put(folder.path(), "src/.hidden", "stale");
    let outcome = apply(&tree(&[("a", "1")]), folder.path(), Mode::Write).unwrap();
    assert_eq!(outcome.stale, ["src/.hidden", "src/target/a"]);
    let left = names(folder.path());
    let files: Vec<&str> = left.iter().map(String::as_str).filter(|name| !name.ends_with('/')).collect();
    assert_eq!(files, [".git/config", ".gitignore", "Cargo.lock", "a", MARKER, "target/debug/a"]);
}

#[test]
fn comparing_changes_nothing() {
    let folder = generated(&[("changed", "1"), ("stale", "1")]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let before = listing(folder.path());
    for mode in [Mode::Check, Mode::DryRun] {
        let outcome = apply(&tree(&[("changed", "2"), ("new", "1")]), folder.path(), mode).unwrap();
        assert!(!outcome.is_clean());
        assert_eq!((&*outcome.new[0], &*outcome.changed[0], &*outcome.stale[0]), ("new", "changed", "stale"));
        assert_eq!(outcome.diffs.contains_key("changed"), mode == Mode::Check);
        assert_eq!(listing(folder.path()), before);
    }
    let nowhere = folder.path().join("nowhere");
    assert_eq!(apply(&tree(&[]), &nowhere, Mode::Check).unwrap().new, [MARKER]);
    assert!(!nowhere.exists());
}

#[test]
fn a_check_shows_the_difference() {
    let folder = generated(&[("a", "same\nold\n")]);
    let outcome = apply(&tree(&[("a", "same\nnew\n")]), folder.path(), Mode::Check).unwrap();
    let expected = "--- on disk/a\n+++ generated/a\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n";
    assert_eq!(outcome.diffs["a"], expected);
}

#[test]
fn a_hand_written_folder_is_left_alone() {
    for path in ["src/main.rs", "README", "a/generated.json", "generated.json/file"] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), path, "precious");
        let before = listing(folder.path());
        for mode in [Mode::Write, Mode::Check, Mode::DryRun] {
            let error = apply(&tree(&[("src/main.rs", "x")]), folder.path(), mode).unwrap_err();
            assert!(matches!(error, Error::NotGenerated { .. }), "{error}");
            assert!(error.to_string().contains("was not generated and is left alone"));
        }
        assert_eq!(listing(folder.path()), before);
    }
}

#[test]
fn a_folder_with_only_a_repository_counts_as_empty() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), ".git/config", "theirs");
    apply(&tree(&[]), folder.path(), Mode::Write).unwrap();
    assert_eq!(names(folder.path()), [".git/", ".git/config", MARKER]);
}

#[test]
fn a_file_is_not_an_output_folder() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "file", "precious");
    for mode in [Mode::Write, Mode::Check] {
        assert!(matches!(apply(&tree(&[]), &folder.path().join("file"), mode), Err(Error::Io { .. })));
    }
    assert_eq!(listing(folder.path())["file"], "precious");
}

#[test]
fn one_bad_path_refuses_the_whole_tree() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("out");
    for path in ["../evil", "/evil", "src/../../evil", "a\\b", "src/aux.rs", ".git/hooks/x", "a:b"] {
        let error = apply(&tree(&[("good", "x"), (path, "x")]), &out, Mode::Write).unwrap_err();
        assert!(matches!(error, Error::PathNotAllowed { .. }), "{error}");
    }
    assert!(matches!(apply(&Tree::default(), &out, Mode::Write), Err(Error::NoMarker)));
    assert!(names(parent.path()).is_empty());
}

#[test]
fn empty_folders_are_removed() {
    let folder = generated(&[("a/b/c", "1"), ("d", "1")]);
    fs::create_dir_all(folder.path().join("e/f/g")).unwrap();
    apply(&tree(&[("d", "1")]), folder.path(), Mode::Write).unwrap();
    assert_eq!(names(folder.path()), ["d", MARKER]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Returns a generated folder, and a folder that must not be touched.
    fn beside() -> (TempDir, TempDir) {
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "lib.rs", "precious");
        (generated(&[("src/lib.rs", "1")]), outside)
    }

    #[test]
    fn a_linked_folder_is_replaced_and_its_target_stays() {
        let (folder, outside) = beside();
        fs::remove_dir_all(folder.path().join("src")).unwrap();
        symlink(outside.path(), folder.path().join("src")).unwrap();
        let outcome = apply(&tree(&[("src/lib.rs", "2")]), folder.path(), Mode::Write).unwrap();
        assert_eq!(outcome.stale, ["src"]);
        assert_eq!(listing(folder.path())["src/lib.rs"], "2");
        assert_eq!(listing(outside.path())["lib.rs"], "precious");
    }

    #[test]
    fn a_linked_file_is_replaced_and_its_target_stays() {
        let (folder, outside) = beside();
        let link = folder.path().join("src/lib.rs");
        fs::remove_file(&link).unwrap();
        symlink(outside.path().join("lib.rs"), &link).unwrap();
        let outcome = apply(&tree(&[("src/lib.rs", "2")]), folder.path(), Mode::Check).unwrap();
        assert_eq!(outcome.diffs["src/lib.rs"], "src/lib.rs is not a regular file\n");
        apply(&tree(&[("src/lib.rs", "2")]), folder.path(), Mode::Write).unwrap();
        assert_eq!(listing(folder.path())["src/lib.rs"], "2");
        assert_eq!(listing(outside.path())["lib.rs"], "precious");
    }

    #[test]
    fn a_stale_link_is_removed_and_its_target_stays() {
        let (folder, outside) = beside();
        symlink(outside.path(), folder.path().join("link")).unwrap();
        let outcome = apply(&tree(&[("src/lib.rs", "1")]), folder.path(), Mode::Write).unwrap();
        assert_eq!(outcome.stale, ["link"]);
        assert_eq!(names(folder.path()), [MARKER, "src/", "src/lib.rs"]);
        assert_eq!(names(outside.path()), ["lib.rs"]);
    }

    #[test]
    fn a_linked_staging_folder_is_refused() {
        let (folder, outside) = beside();
        symlink(outside.path(), folder.path().join(".regenerating")).unwrap();
        let error = apply(&tree(&[("src/lib.rs", "2")]), folder.path(), Mode::Write).unwrap_err();
        assert!(matches!(error, Error::NotAFolder { .. }), "{error}");
        assert_eq!(names(outside.path()), ["lib.rs"]);
    }

    #[test]
    fn the_output_folder_itself_may_be_a_link() {
        let (folder, outside) = beside();
        let link = outside.path().join("link");
        symlink(folder.path(), &link).unwrap();
        apply(&tree(&[("src/lib.rs", "2")]), &link, Mode::Write).unwrap();
        assert_eq!(listing(folder.path())["src/lib.rs"], "2");
    }
}
