//! Commands whose output nobody reads to its end, as in `cargo xtask names | head`.

use std::process::{Command, Stdio};

use super::binary::{binary, xtask};
use crate::support::root;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary(arguments[0]));
    command.args(arguments).current_dir(root()).env("NO_COLOR", "1");
    command
}

/// A pipe whose reader has ended.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

#[test]
fn a_command_without_a_reader_ends_quietly_with_its_own_code() {
    for arguments in [
        &["names"][..],
        &["coverage"],
        &["model"],
        &["rules"],
        &["explain"],
        &["explain", "TC0202"],
        &["check"],
        &["fmt", "--check"],
        &["regenerate", "--check"],
        &["policy", "ims:ImageModeration"],
        &["--help"],
    ] {
        let expected = xtask(arguments);
        let output = command(arguments).stdout(closed()).stderr(Stdio::piped()).output().expect("the program starts");
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), messages), (Some(expected.code), expected.err), "{arguments:?}");
    }
}

#[test]
fn messages_without_a_reader_do_not_change_the_code() {
    for arguments in
        [&["check", "--schemas", "of-no-name"][..], &["explain", "of-no-name"], &["names"], &["of-no-name"]]
    {
        let expected = xtask(arguments);
        let output = command(arguments).stdout(Stdio::piped()).stderr(closed()).output().expect("the program starts");
        assert_eq!(output.status.code(), Some(expected.code), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected.out, "{arguments:?}");
    }
}
