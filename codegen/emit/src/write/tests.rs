//! A run may be interrupted before any of its steps: the crate is the old one or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::swap::{STAGING, Swap};
use super::*;

/// Allows so many steps, and none after that.
fn allow(mut steps: usize) -> impl FnMut() -> io::Result<()> {
    move || {
        steps = steps.checked_sub(1).ok_or_else(|| io::Error::other("interrupted"))?;
        Ok(())
    }
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    assert!(tree.insert(MARKER, "{}"));
    assert!(files.iter().all(|(path, content)| tree.insert(*path, *content)));
    tree
}

fn old() -> Tree {
    tree(&[
        ("src/same.rs", "same"),
        ("src/changed.rs", "old"),
        ("src/stale.rs", "stale"),
        ("src/folder/a.rs", "becomes a file"),
        ("src/file", "becomes a folder"),
        ("old/deep/er.rs", "stale"),
    ])
}

fn new() -> Tree {
    tree(&[
        ("src/same.rs", "same"),
        ("src/changed.rs", "new"),
        ("src/folder", "was a folder"),
        ("src/file/b.rs", "was a file"),
        ("src/new.rs", "new"),
        ("new/deep/er.rs", "new"),
    ])
}

/// Returns every file below a folder, except staged ones.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with(STAGING) {
            } else if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn content(tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    tree.iter().map(|(path, content)| (path.to_owned(), content.to_owned())).collect()
}

/// Returns a folder with the old tree in which writing the new one was interrupted after `steps`, and whether it was.
fn interrupted(steps: usize) -> (tempfile::TempDir, bool) {
    let folder = tempfile::tempdir().unwrap();
    apply(&old(), folder.path(), Mode::Write).unwrap();
    let result = apply_with(&new(), folder.path(), Mode::Write, &mut allow(steps));
    (folder, result.is_err())
}

/// Finishes an interrupted run, as every command does, and returns which tree the folder holds.
fn state(folder: &Path) -> &'static str {
    recover(folder).unwrap();
    match files(folder) {
        found if found == content(&old()) => "old",
        found if found == content(&new()) => "new",
        found => panic!("a mixture: {:?}", found.keys()),
    }
}

#[test]
fn a_run_may_be_interrupted_before_any_step() {
    let mut seen = Vec::new();
    for steps in 0.. {
        let (folder, ended) = interrupted(steps);
        seen.push(state(folder.path()));
        // The next run works, whatever it writes, and leaves nothing behind.
        apply(&old(), folder.path(), Mode::Write).unwrap();
        assert_eq!(files(folder.path()), content(&old()));
        assert!(!folder.path().join(STAGING).exists());
        if !ended {
            break;
        }
    }
    assert!(seen.len() > 15, "{}", seen.len());
    assert!(seen.starts_with(&["old"]) && seen.ends_with(&["new"]));
    assert!(seen.is_sorted_by_key(|state| *state == "new"), "once new, it stays new");
}

#[test]
fn recovery_may_be_interrupted_too() {
    for steps in 0.. {
        let (folder, ended) = interrupted(steps);
        if !ended {
            break;
        }
        for further in 0.. {
            let (folder, _) = interrupted(steps);
            let recovered = Swap::new(folder.path(), &mut allow(further)).recover();
            state(folder.path());
            if recovered.is_ok() {
                break;
            }
        }
        // The next run may write something else and be interrupted as well.
        let third = tree(&[("src/third.rs", "3")]);
        let _ = apply_with(&third, folder.path(), Mode::Write, &mut allow(steps / 2));
        recover(folder.path()).unwrap();
        let found = files(folder.path());
        assert!([old(), new(), third].iter().any(|tree| found == content(tree)));
    }
}

#[test]
fn a_check_shows_the_state_after_recovery() {
    for steps in 0.. {
        let (folder, ended) = interrupted(steps);
        let outcomes = [old(), new()].map(|tree| apply(&tree, folder.path(), Mode::Check).unwrap());
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_clean()).count(), 1);
        if !ended {
            break;
        }
    }
}

#[test]
fn the_first_run_of_all_may_end_before_any_step() {
    for steps in 0.. {
        let parent = tempfile::tempdir().unwrap();
        let out = parent.path().join("a/b");
        let ended = apply_with(&new(), &out, Mode::Write, &mut allow(steps)).is_err();
        recover(&out).unwrap();
        let found = if out.exists() { files(&out) } else { BTreeMap::new() };
        assert!(found.is_empty() || found == content(&new()));
        apply(&new(), &out, Mode::Write).unwrap();
        assert_eq!(files(&out), content(&new()));
        if !ended {
            break;
        }
    }
}

#[test]
fn a_forged_staging_folder_reaches_only_the_tree() {
    let folder = tempfile::tempdir().unwrap();
    apply(&old(), folder.path(), Mode::Write).unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/config"), "theirs").unwrap();
    let forged = folder.path().join(STAGING).join("new");
    fs::create_dir_all(forged.join(".git")).unwrap();
    fs::write(forged.join(".git/config"), "forged").unwrap();
    fs::write(forged.join(MARKER), "forged").unwrap();
    apply(&old(), folder.path(), Mode::Write).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join(".git/config")).unwrap(), "theirs");
    fs::remove_dir_all(folder.path().join(".git")).unwrap();
    assert_eq!(files(folder.path()), content(&old()));
}

#[cfg(unix)]
#[test]
fn a_forged_link_in_the_staging_folder_is_refused() {
    for name in ["new", "old"] {
        let parent = tempfile::tempdir().unwrap();
        let (out, outside) = (parent.path().join("out"), parent.path().join("outside"));
        apply(&old(), &out, Mode::Write).unwrap();
        apply(&new(), &outside, Mode::Write).unwrap();
        fs::create_dir_all(out.join(STAGING).join("new")).unwrap();
        fs::write(out.join(STAGING).join("new").join(MARKER), "forged").unwrap();
        if name == "new" {
            fs::remove_dir_all(out.join(STAGING).join("new")).unwrap();
        }
        std::os::unix::fs::symlink(&outside, out.join(STAGING).join(name)).unwrap();
        for mode in [Mode::Write, Mode::Check, Mode::DryRun] {
            let error = apply(&new(), &out, mode).unwrap_err();
            assert!(matches!(error, Error::NotAFolder { .. }), "{error}");
        }
        assert_eq!(files(&outside), content(&new()));
    }
}

#[test]
fn a_second_run_waits_for_the_first() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for round in 0..8 {
            let path = folder.path();
            let tree = if round % 2 == 0 { old() } else { new() };
            scope.spawn(move || apply(&tree, path, Mode::Write).unwrap());
        }
    });
    state(folder.path());
    assert!(!folder.path().join(STAGING).exists());
}

/// Runs [`apply`] over the old tree, and looks at the folder before each step.
fn watched(look: impl Fn(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    apply(&old(), folder.path(), Mode::Write).unwrap();
    let mut steps = 0;
    let mut before_step = || {
        look(folder.path());
        steps += 1;
        Ok(())
    };
    apply_with(&new(), folder.path(), Mode::Write, &mut before_step).unwrap();
    assert_eq!(files(folder.path()), content(&new()));
    assert!(steps > 15, "{steps}");
}

#[test]
fn a_reader_with_a_lock_never_sees_a_change() {
    watched(|out| {
        let reader = fs::File::open(out).unwrap();
        assert!(matches!(reader.try_lock_shared(), Err(fs::TryLockError::WouldBlock)));
    });
    let folder = tempfile::tempdir().unwrap();
    apply(&old(), folder.path(), Mode::Write).unwrap();
    let reader = fs::File::open(folder.path()).unwrap();
    reader.lock_shared().unwrap();
    std::thread::scope(|scope| {
        let run = scope.spawn(|| apply(&new(), folder.path(), Mode::Write).unwrap());
        assert_eq!(files(folder.path()), content(&old()));
        drop(reader);
        run.join().unwrap();
    });
    assert_eq!(files(folder.path()), content(&new()));
}

#[test]
fn a_reader_without_a_lock_sees_whole_files_and_misses_one_folder_at_most() {
    let (old, new) = (content(&old()), content(&new()));
    let top = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    watched(|out| {
        let found = files(out);
        for (path, content) in &found {
            assert!([old.get(path), new.get(path)].contains(&Some(content)), "{path}");
        }
        // The marker, and `src`, are in both.
        let kept = new.keys().map(|path| top(path)).filter(|name| old.keys().any(|path| top(path) == *name));
        let missing: std::collections::BTreeSet<_> = kept.filter(|name| !out.join(name).exists()).collect();
        assert!(missing.len() <= 1 && !missing.contains(MARKER), "{missing:?}");
    });
}

#[test]
fn an_entry_that_came_back_does_not_block_recovery() {
    for steps in 0.. {
        let (folder, ended) = interrupted(steps);
        let (src, aside) = (folder.path().join("src"), folder.path().join(STAGING).join("old/src"));
        if aside.exists() && !src.exists() {
            fs::create_dir(&src).unwrap();
            fs::write(src.join("lib.rs"), "theirs").unwrap();
            assert_eq!(state(folder.path()), "new");
            return;
        }
        assert!(ended, "no step leaves the folder without `src`");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_as_the_folder_does_not_block() {
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("out");
    assert!(std::process::Command::new("mkfifo").arg(&out).status().unwrap().success());
    for mode in [Mode::Write, Mode::Check, Mode::DryRun] {
        assert!(matches!(apply(&new(), &out, mode), Err(Error::Io { .. })));
    }
}
