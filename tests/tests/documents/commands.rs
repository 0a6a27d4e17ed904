//! Every command of a `sh` block runs, in the order of its page, or `tests/documents/commands.toml` says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::page::{Page, all};
use super::sandbox::Sandbox;
use crate::support::root;

/// Names under which other Markdown marks shell commands. The documents use `sh`, so that no command is overlooked.
const OTHER_SHELLS: [&str; 4] = ["bash", "console", "shell", "zsh"];

/// The commands that do not run, with the reason.
fn skipped() -> BTreeMap<String, String> {
    let list = fs::read_to_string(root().join("tests/documents/commands.toml")).expect("the list");
    let list: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&list).expect("a table of reasons");
    list.into_values().flatten().collect()
}

/// The commands of a page, without comments.
fn commands(page: &Page) -> Vec<String> {
    let shell = page.blocks.iter().filter(|(info, _)| info == "sh");
    let lines = shell.flat_map(|(_, text)| text.lines());
    let commands = lines.map(|line| line.split(" #").next().unwrap_or(line).trim());
    commands.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn every_command_runs_or_has_a_reason_not_to() {
    let skipped = skipped();
    for page in all() {
        let runnable: Vec<_> = commands(&page).into_iter().filter(|line| !skipped.contains_key(line)).collect();
        if runnable.is_empty() {
            continue;
        }
        let sandbox = Sandbox::new();
        for line in runnable {
            let known =
                ["cargo xtask ", "git config ", "tencentcloud-tools "].iter().any(|known| line.starts_with(known));
            assert!(known, "{}: `{line}` cannot run here: list it in tests/documents/commands.toml", page.path);
            eprintln!("{}: {line}", page.path);
            match line.contains(" mock") {
                true => sandbox.serve(&line),
                false => sandbox.succeed(&line),
            }
        }
    }
}

#[test]
fn every_reason_is_for_a_command() {
    let written: BTreeSet<String> = all().iter().flat_map(commands).collect();
    for (line, reason) in skipped() {
        assert!(written.contains(&line), "no document has the command `{line}`");
        assert!(!reason.trim().is_empty(), "`{line}` has no reason");
    }
}

#[test]
fn commands_are_in_blocks_that_are_checked() {
    for page in all() {
        for (info, text) in &page.blocks {
            assert!(
                !OTHER_SHELLS.contains(&info.as_str()),
                "{}: call a block of commands `sh`, not `{info}`",
                page.path
            );
            assert!(!text.contains("\\\n"), "{}: a command stands on one line", page.path);
        }
    }
}
