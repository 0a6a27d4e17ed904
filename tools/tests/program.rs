//! The program as people install it: outside of the repository, and without schemas.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A copy of the program in a folder with nothing else.
struct Installed {
    folder: TempDir,
    program: PathBuf,
}

impl Installed {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("installed");
        fs::copy(env!("CARGO_BIN_EXE_tencentcloud-tools"), &program).expect("a copy");
        Self { folder, program }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).current_dir(self.folder.path());
        ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"].iter().for_each(|name| _ = command.env_remove(name));
        command
    }

    /// Runs a command with these variables. Returns its exit code, and what it printed.
    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, String, String) {
        let output = self.command(arguments).envs(variables.iter().copied()).output().expect("the program starts");
        let Output { status, stdout, stderr } = output;
        let [stdout, stderr] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).expect("it prints UTF-8"));
        (status.code(), stdout, stderr)
    }
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let expected = format!("tencentcloud-tools {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Installed::new().run(&["--version"], &[]), (Some(0), expected, String::new()));
}

#[test]
fn each_shell_has_completions_of_commands_and_options() {
    let installed = Installed::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script, _) = installed.run(&["completions", shell], &[]);
        assert_eq!(code, Some(0), "{shell}");
        for word in ["tencentcloud-tools", "policy", "strict-jobs", "write-accepted"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn it_knows_the_schemas_of_its_release() {
    let (code, policy, notes) = Installed::new().run(&["policy", "ims:ImageModeration"], &[]);
    assert_eq!(code, Some(0), "{notes}");
    assert!(policy.contains("ims:ImageModeration"), "{policy}");
}

#[test]
fn it_reads_other_schemas_where_they_are_named() {
    let (code, _, findings) = Installed::new().run(&["policy", "ims:ImageModeration", "--schemas", "nowhere"], &[]);
    assert!(code == Some(1) && findings.contains("nowhere"), "{findings}");
}

#[test]
fn the_mock_server_answers() {
    let installed = Installed::new();
    let mut child = installed.command(&["mock"]).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let _running = Running(child);
    let mut address = String::new();
    output.read_line(&mut address).expect("a line");
    let address = address.trim().strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let request = "GET /__mock/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("sent");
    let mut response = String::new();
    stream.read_to_string(&mut response).expect("a response");
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    let left: Vec<_> = fs::read_dir(installed.folder.path()).expect("the folder").flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn messages_name_the_program() {
    let installed = Installed::new();
    fs::create_dir(installed.folder.path().join("schemas")).expect("a folder");
    for arguments in [&["policy", "a:B", "--schemas", "schemas"][..], &["explain", "nothing-like-a-rule"]] {
        let (_, _, messages) = installed.run(arguments, &[]);
        assert!(messages.contains("`tencentcloud-tools explain"), "{messages}");
    }
}

#[test]
fn colours_follow_the_variables() {
    let installed = Installed::new();
    fs::create_dir(installed.folder.path().join("schemas")).expect("a folder");
    fs::write(installed.folder.path().join("schemas/client.toml"), "[package]\nnmae = 1\n").expect("a file");
    let has_colours = |variables: &[(&str, &str)]| {
        let (code, _, findings) = installed.run(&["policy", "a:B", "--schemas", "schemas"], variables);
        assert!(code == Some(1) && findings.contains("client.toml"), "{findings}");
        findings.contains('\u{1b}')
    };
    assert!(!has_colours(&[]), "a pipe is no terminal");
    assert!(has_colours(&[("CLICOLOR_FORCE", "1")]));
    assert!(!has_colours(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!has_colours(&[("CLICOLOR", "1")]));
}
