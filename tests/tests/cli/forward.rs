//! Commands in other packages, which `cargo xtask` builds and runs.

use super::binary::{binary, run, xtask};
use crate::support::root;

/// Runs a command as `cargo xtask` does.
fn forwarded(arguments: &[&str]) -> super::binary::Run {
    run(binary("check"), arguments, &root())
}

#[test]
fn a_forwarded_command_prints_and_ends_like_the_program_itself() {
    for arguments in [&["rules"][..], &["explain", "of-no-name"], &["policy", "--help"], &["help", "mock"]] {
        let (name, own) = (arguments.last().expect("a name"), forwarded(arguments));
        let command = if arguments[0] == "help" { name } else { arguments[0] };
        let direct = run(binary(command), arguments, &root());
        assert_eq!((own.code, own.out, own.err), (direct.code, direct.out, direct.err), "{arguments:?}");
    }
}

#[test]
fn each_command_of_the_list_is_in_its_program_with_the_same_sentence() {
    let help = xtask(&["--help"]).out;
    let (_, commands) = help.split_once("Commands:\n").expect("commands");
    let lines = commands.lines().take_while(|line| !line.is_empty()).map(|line| line.trim().split_once("  "));
    for (name, about) in lines.flatten().filter(|(name, _)| *name != "help") {
        let own = run(binary(name), &[name, "--help"], &root()).out;
        assert!(own.starts_with(about.trim()), "{name}: {own}");
    }
}
