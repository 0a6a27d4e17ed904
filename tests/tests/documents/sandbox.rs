//! A folder in which the commands of one page run: a copy of the schemas in a repository of git, with metadata and an
//! application beside them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;
use tests::package;

use crate::cli::binary::{binary, programs};
use crate::support::root;

const APPLICATION: &str = "use tencentcloud_image::{Client, Error, ims};

pub async fn moderate(client: &Client) -> Result<(), Error> {
    ims::ImageModeration::new().file_url(\"https://example.com/cat.png\").send(client).await.map(drop)
}
";

pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub fn new() -> Self {
        let sandbox = Self { folder: tempfile::tempdir().expect("a folder") };
        copy(&root().join("schemas"), &sandbox.folder.path().join("repository/schemas"));
        let metadata = fs::read_to_string(root().join("tests/golden/published/schemas/demo/api.json"));
        let metadata = metadata.expect("metadata");
        sandbox.write("repository/path/to/metadata/demo/v20240101/api.json", &metadata);
        let older = metadata.replace("列出。", "列。");
        assert_ne!(older, metadata);
        sandbox.write("repository/path/to/older-metadata/demo/v20240101/api.json", &older);
        sandbox.write("my-application/src/main.rs", APPLICATION);
        sandbox.replace_pip();
        sandbox.succeed("git init --quiet --initial-branch main");
        sandbox.succeed("git add --all");
        let who = "-c user.name=Tester -c user.email=tester@example.com -c commit.gpgsign=false";
        sandbox.succeed(&format!("git {who} commit --quiet --message one"));
        sandbox
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Puts a stand-in for pip in front of the path, which saves small packages.
    fn replace_pip(&self) {
        let packages = self.folder.path().join("packages");
        package::write(&packages).expect("packages");
        self.write("bin/python3", &package::pip(&packages));
        self.succeed("chmod +x ../bin/python3");
    }

    /// The command as a shell of its own runs it, with the programs of this project.
    fn shell(&self, line: &str) -> Command {
        let line = match (line.strip_prefix("cargo xtask "), line.strip_prefix("tencentcloud-tools ")) {
            (Some(arguments), _) => {
                let name = arguments.split(' ').next().unwrap_or_default();
                format!("exec '{}' {arguments}", binary(name).display())
            }
            (_, Some(arguments)) => format!("exec '{}' {arguments}", tools().display()),
            _ => format!("exec {line}"),
        };
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).current_dir(self.folder.path().join("repository")).env("NO_COLOR", "1");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [self.folder.path().join("bin")].into_iter().chain(std::env::split_paths(&path));
        shell.env("PATH", std::env::join_paths(folders).expect("a path"));
        shell.env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        shell.env("TENCENTCLOUD_SECRET_ID", "AKIDMOCK").env("TENCENTCLOUD_SECRET_KEY", "not-a-secret");
        shell
    }

    /// Runs a command to its end, which must be a success.
    pub fn succeed(&self, line: &str) {
        let Output { status, stdout, stderr } = self.shell(line).output().expect("a shell");
        let printed = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        assert!(status.success(), "`{line}` ends with {status}:\n{printed}");
    }

    /// Starts a server, which must print its address, and stops it.
    pub fn serve(&self, line: &str) {
        let mut server = self.shell(line).stdout(Stdio::piped()).spawn().expect("a shell");
        let mut greeting = String::new();
        let read = BufReader::new(server.stdout.take().expect("its output")).read_line(&mut greeting);
        server.kill().and_then(|()| server.wait()).expect("it stops");
        assert!(read.is_ok() && greeting.starts_with("http://127.0.0.1:"), "`{line}` prints {greeting:?}");
    }
}

/// Returns the program that users install, as the tests of all packages build it. Alone, its dependencies would have other
/// features, and most of them would be compiled again.
fn tools() -> &'static Path {
    static TOOLS: OnceLock<PathBuf> = OnceLock::new();
    let build =
        || programs(&["test", "--workspace", "--no-run", "--test", "program"], &root()).remove("tencentcloud-tools");
    TOOLS.get_or_init(|| build().expect("a program"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => _ = fs::copy(entry.path(), target).expect("a copy"),
        }
    }
}
