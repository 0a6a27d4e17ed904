//! Named pipes, devices, sockets and links out of the folder, in place of every file that a command reads or writes. The
//! command ends, and neither prints nor changes the file outside.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::binary::binary;
use crate::support::{Schemas, root, small};

/// What stands in place of a file.
#[derive(Clone, Copy, Debug)]
enum Special {
    Pipe,
    Device,
    Socket,
    LinkOut,
}

const ALL: [Special; 4] = [Special::Pipe, Special::Device, Special::Socket, Special::LinkOut];

/// The content of the file outside.
const SECRET: &str = "[the secret]\nsecret = \"{\n";

/// How long a command may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// A folder with schemas, their crate, metadata, recordings and an application.
struct Place {
    schemas: Schemas,
    outside: tempfile::TempDir,
    at: PathBuf,
}

impl Place {
    fn new() -> Self {
        let schemas = Schemas::of(&small::files());
        let at = schemas.parent().to_owned();
        let demo = fs::read(root().join("tests/golden/published/schemas/demo/api.json")).expect("metadata");
        for (path, content) in [
            ("from/demo/v20240101/api.json", demo.as_slice()),
            ("from/demo/v20240101/examples.json", &b"{\"actions\": {}}"[..]),
            ("recordings/1.json", &b"{}"[..]),
            ("app/src/main.rs", &b"fn main() {}"[..]),
            ("one.json", small::file(small::DESCRIPTOR).as_bytes()),
            ("list.toml", &b""[..]),
            ("crate/generated.json", &b"{}"[..]),
            ("crate/src/lib.rs", &b"old"[..]),
        ] {
            let path = at.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, content).expect("a file");
        }
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("secret"), SECRET).expect("a file");
        Self { schemas, outside, at }
    }

    /// Replaces a file, which may not exist.
    fn put(&self, special: Special, path: &str) {
        let path = self.at.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let _ = fs::remove_file(&path);
        match special {
            Special::Pipe => assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success()),
            Special::Device => symlink("/dev/zero", path).expect("a link"),
            Special::Socket => drop(UnixListener::bind(path).expect("a socket")),
            Special::LinkOut => symlink(self.outside.path().join("secret"), path).expect("a link"),
        }
    }

    /// Runs a command, and returns what it printed and its exit code.
    fn run(&self, arguments: &str) -> (String, i32) {
        let mut command = Command::new(binary(arguments.split(' ').next().unwrap_or_default()));
        command.args(arguments.split(' ')).current_dir(&self.at);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("the binary starts");
        let output = bounded(child);
        let text = [output.stdout, output.stderr].concat();
        (String::from_utf8_lossy(&text).into_owned(), output.status.code().expect("it is not killed"))
    }
}

/// Waits for a process. One that does not end is killed.
fn bounded(mut child: Child) -> std::process::Output {
    let started = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if started.elapsed() > LIMIT {
            child.kill().expect("the child");
            panic!("the command does not end: {:?}", child.wait_with_output());
        }
        sleep(Duration::from_millis(10));
    }
    child.wait_with_output().expect("the output")
}

/// Runs a command with each special file at `path`. It fails, unless it replaces or passes over the file.
fn check(path: &str, command: &str, fails: bool) {
    for special in ALL {
        let place = Place::new();
        place.put(special, path);
        let (text, code) = place.run(command);
        assert_eq!(code != 0, fails, "{special:?} at {path}, {command}: {code} {text}");
        assert!(!text.contains("secret]"), "{special:?} at {path}, {command} prints the file outside: {text}");
        let left: Vec<_> =
            fs::read_dir(place.outside.path()).expect("the folder").map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["secret"], "{special:?} at {path}, {command}");
        let content = fs::read_to_string(place.outside.path().join("secret")).expect("the file outside");
        assert_eq!(content, SECRET, "{special:?} at {path}, {command}");
    }
}

#[test]
fn schemas_are_regular_files() {
    for path in [small::MANIFEST, small::DESCRIPTOR, small::OVERLAY, small::TABLE] {
        check(&format!("schemas/{path}"), "check --schemas schemas", true);
    }
    check(&format!("schemas/{}", small::DESCRIPTOR), "coverage --schemas schemas", true);
    check(&format!("schemas/{}", small::DESCRIPTOR), "fmt --schemas schemas", false);
    check(&format!("schemas/{}", small::OVERLAY), "regenerate --schemas schemas --out crate", true);
}

#[test]
fn the_crate_has_regular_files() {
    for arguments in ["", " --dry-run"] {
        let command = format!("regenerate --schemas schemas --out crate{arguments}");
        check("crate/src/lib.rs", &command, false);
        check("crate/generated.json", &command, true);
        check("crate/.regenerating", &command, true);
    }
    check("crate/src/lib.rs", "regenerate --schemas schemas --out crate --check", true);
    check("new", "regenerate --schemas schemas --out new --check", true);
    check("new", "regenerate --schemas schemas --out new", true);
}

#[test]
fn comparisons_read_regular_files() {
    for path in [small::MANIFEST, small::DESCRIPTOR, small::OVERLAY, "accepted.toml"] {
        check(&format!("schemas/{path}"), "diff schemas schemas", true);
    }
    check("one.json", "diff one.json one.json", true);
    check("one.json", &format!("diff schemas/{} one.json", small::DESCRIPTOR), true);
    check("list.toml", "diff schemas schemas --accepted list.toml", true);
    check("from/demo/v20240101/api.json", "diff from/demo/v20240101/api.json one.json", true);
}

#[test]
fn imports_read_and_write_regular_files() {
    let metadata = "from/demo/v20240101/api.json";
    check(metadata, &format!("import {metadata} --out new"), true);
    // What samples say is optional.
    check("from/demo/v20240101/examples.json", "import from --out new --propose", false);
    for command in ["import from --out schemas --update", "add demo --from from --schemas schemas --out crate --update"]
    {
        check("schemas/demo/2024-01-01.json", command, true);
    }
    check("schemas/demo/2024-01-01.proposed.json", "import from --out schemas --propose", true);
    check("schemas/client.toml", "add demo --from from --schemas schemas --out crate", true);
}

#[test]
fn applications_and_recordings_are_regular_files() {
    // Other files than regular ones are not the application's source.
    check("app/src/main.rs", "policy ci:QueryJob --schemas schemas --scan app", false);
    check("recordings/1.json", "mock --schemas schemas --replay recordings", true);
}

/// Nothing above fails for another reason.
#[test]
fn regular_files_are_accepted() {
    let place = Place::new();
    for command in [
        "check --schemas schemas",
        "coverage --schemas schemas",
        "regenerate --schemas schemas --out crate",
        "regenerate --schemas schemas --out crate --check",
        "regenerate --schemas schemas --out new",
        "diff schemas schemas",
        "diff schemas schemas --accepted list.toml",
        "diff one.json one.json",
        "import from --out schemas --propose",
        "policy ci:QueryJob --schemas schemas --scan app",
    ] {
        let (text, code) = place.run(command);
        assert_eq!(code, 0, "{command}: {text}");
    }
    drop(place.schemas);
}

/// A link inside of the folder is read like the file.
#[test]
fn links_inside_are_followed() {
    let place = Place::new();
    let descriptor = place.at.join("schemas").join(small::DESCRIPTOR);
    fs::rename(&descriptor, descriptor.with_file_name("real.json")).expect("a file");
    symlink("real.json", &descriptor).expect("a link");
    assert_eq!(place.run("check --schemas schemas").1, 0);
    assert!(Path::new(&descriptor).is_symlink());
}
