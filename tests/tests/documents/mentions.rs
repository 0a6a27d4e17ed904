//! Commands that the text mentions exist, with their options.

use std::collections::BTreeMap;

use super::page::{Page, all};
use crate::cli::binary::xtask;

/// The help of every command, with that of its own commands, by its name.
fn help() -> BTreeMap<String, String> {
    let help = xtask(&["--help"]).out;
    names(&help).into_iter().map(|name| (name.to_owned(), help_of(name))).collect()
}

fn help_of(command: &str) -> String {
    let help = xtask(&[command, "--help"]).out;
    let below = names(&help).into_iter().map(|name| xtask(&[command, name, "--help"]).out);
    [help.clone()].into_iter().chain(below).collect()
}

/// The names of the commands that a help lists.
fn names(help: &str) -> Vec<&str> {
    let Some((_, commands)) = help.split_once("Commands:\n") else { return Vec::new() };
    let names = commands.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").collect()
}

#[test]
fn mentioned_commands_and_options_exist() {
    let help = help();
    for page in all() {
        for code in page.inline.iter().filter_map(|code| code.strip_prefix("cargo xtask ")) {
            let (name, arguments) = code.split_once(' ').unwrap_or((code, ""));
            if name.starts_with('<') {
                continue;
            }
            let help = help.get(name).unwrap_or_else(|| panic!("{}: no command `cargo xtask {name}`", page.path));
            for option in arguments.split_whitespace().filter(|word| word.starts_with("--")) {
                assert!(help.contains(option), "{}: `cargo xtask {name}` has no option `{option}`", page.path);
            }
        }
    }
}

#[test]
fn the_table_of_commands_has_all_of_them() {
    let page = Page::read("docs/reference/commands.md");
    for name in help().keys() {
        assert!(page.inline.contains(&format!("cargo xtask {name}")), "{} lacks `{name}`", page.path);
    }
}
