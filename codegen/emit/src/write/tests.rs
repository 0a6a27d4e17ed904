//! Shows that a run may end before any of its steps, and the crate is the old one or the new one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::disk::{Act, Steps};
use super::journal::{JOURNAL, STAGING};
use super::*;

/// Lets so many steps happen, and none after that.
struct Allow(usize);

impl Steps for Allow {
    fn before(&mut self, _: Act, _: &str) -> io::Result<()> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| io::Error::other("interrupted"))?;
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

/// Every file below a folder, except staged ones.
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

/// A folder with the old tree in which writing the new one ended after `steps`; whether it ended
/// early.
fn interrupted(steps: usize) -> (tempfile::TempDir, bool) {
    let folder = tempfile::tempdir().unwrap();
    apply(&old(), folder.path(), Mode::Write).unwrap();
    let result = apply_by(&new(), folder.path(), Mode::Write, &mut Allow(steps));
    (folder, result.is_err())
}

/// What a look at the folder shows: like the commands, it finishes an interrupted run first.
fn look(folder: &Path) -> &'static str {
    recover(folder).unwrap();
    match files(folder) {
        found if found == content(&old()) => "old",
        found if found == content(&new()) => "new",
        found => panic!("a mixture: {:?}", found.keys()),
    }
}

#[test]
fn a_run_may_end_before_any_step() {
    let mut seen = Vec::new();
    for steps in 0.. {
        let (folder, ended) = interrupted(steps);
        seen.push(look(folder.path()));
        // The next run is not hindered, whatever it writes, and leaves nothing lying about.
        apply(&old(), folder.path(), Mode::Write).unwrap();
        assert_eq!(files(folder.path()), content(&old()));
        assert!(!folder.path().join(STAGING).exists());
        if !ended {
            break;
        }
    }
    assert!(seen.len() > 30, "{}", seen.len());
    assert!(seen.starts_with(&["old"]) && seen.ends_with(&["new"]));
    assert!(seen.is_sorted_by_key(|state| *state == "new"), "once new, it stays new");
}

#[test]
fn recovery_may_end_before_any_step_too() {
    for steps in 0.. {
        let (folder, ended) = interrupted(steps);
        if !ended {
            break;
        }
        for further in 0.. {
            let (folder, _) = interrupted(steps);
            let mut few = Allow(further);
            let recovered = journal::finish(&mut Disk::new(folder.path(), &mut few));
            look(folder.path());
            if recovered.is_ok() {
                break;
            }
        }
        // Nor does it matter that the next run writes something else and ends early itself.
        let third = tree(&[("src/third.rs", "3")]);
        let _ = apply_by(&third, folder.path(), Mode::Write, &mut Allow(steps / 2));
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
        let ended = apply_by(&new(), &out, Mode::Write, &mut Allow(steps)).is_err();
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

/// Writes down the steps.
struct Log<'l>(&'l RefCell<Vec<(Act, String)>>);

impl Steps for Log<'_> {
    fn before(&mut self, act: Act, path: &str) -> io::Result<()> {
        self.0.borrow_mut().push((act, path.to_owned()));
        Ok(())
    }
}

#[test]
fn everything_is_staged_before_anything_is_moved() {
    let (folder, log) = (tempfile::tempdir().unwrap(), RefCell::default());
    apply(&old(), folder.path(), Mode::Write).unwrap();
    apply_by(&new(), folder.path(), Mode::Write, &mut Log(&log)).unwrap();
    let log = log.into_inner();
    let first = |act, path: &str| log.iter().position(|step| *step == (act, path.to_owned())).unwrap();
    let (begin, end) = (first(Act::MoveTo, JOURNAL), first(Act::RemoveFile, JOURNAL));
    for (at, (act, path)) in log.iter().enumerate() {
        match act {
            Act::CreateFile | Act::Fill => assert!(at < begin, "{path}"),
            Act::MoveTo | Act::RemoveFile if path != JOURNAL => assert!(begin < at && at < end, "{path}"),
            _ => {}
        }
    }
    assert_eq!(log.last(), Some(&(Act::RemoveAll, STAGING.to_owned())));
}

#[test]
fn a_forged_journal_reaches_nothing_outside() {
    let parent = tempfile::tempdir().unwrap();
    let (out, victim) = (parent.path().join("out"), parent.path().join("victim"));
    fs::create_dir_all(out.join(STAGING)).unwrap();
    fs::write(out.join(STAGING).join("0"), "forged").unwrap();
    fs::write(&victim, "precious").unwrap();
    let absolute = victim.to_str().unwrap();
    for path in ["../victim", "src/../../victim", absolute, ".git/config", "", "target/x", "."] {
        for forged in
            [serde_json::json!({"remove": [path], "place": []}), serde_json::json!({"remove": [], "place": [path]})]
        {
            fs::write(out.join(JOURNAL), forged.to_string()).unwrap();
            let error = recover(&out).unwrap_err();
            assert!(matches!(error, Error::Journal { .. }), "{error}");
        }
    }
    fs::write(out.join(JOURNAL), "{\"remove\": [").unwrap();
    assert!(matches!(recover(&out), Err(Error::Journal { .. })));
    assert_eq!(fs::read_to_string(victim).unwrap(), "precious");
}

#[cfg(unix)]
#[test]
fn a_forged_journal_follows_no_link() {
    let parent = tempfile::tempdir().unwrap();
    let (out, outside) = (parent.path().join("out"), parent.path().join("outside"));
    fs::create_dir_all(out.join(STAGING)).unwrap();
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("victim"), "precious").unwrap();
    fs::write(out.join(STAGING).join("0"), "forged").unwrap();
    std::os::unix::fs::symlink(&outside, out.join("link")).unwrap();
    for forged in ["{\"remove\": [\"link/victim\"], \"place\": []}", "{\"remove\": [], \"place\": [\"link/victim\"]}"] {
        fs::write(out.join(JOURNAL), forged).unwrap();
        assert!(matches!(recover(&out), Err(Error::NotAFolder { .. })));
    }
    assert_eq!(fs::read_to_string(outside.join("victim")).unwrap(), "precious");
}

#[test]
fn a_lost_staged_file_is_not_passed_over() {
    let (folder, _) = interrupted(usize::MAX);
    fs::create_dir(folder.path().join(STAGING)).unwrap();
    fs::write(folder.path().join(JOURNAL), "{\"remove\": [], \"place\": [\"src/lost.rs\"]}").unwrap();
    let error = recover(folder.path()).unwrap_err().to_string();
    assert!(error.contains("the staged file of \"src/lost.rs\" is missing"), "{error}");
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
    look(folder.path());
    assert!(!folder.path().join(STAGING).exists());
}
