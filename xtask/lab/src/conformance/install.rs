//! Installs the official SDKs, unmodified and in pinned versions, below the target folder. An installation is kept
//! until the versions change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use xtask::paths;

/// The required tools, and what needs them.
const TOOLS: [(&str, &str); 4] = [
    ("python3", "the Python SDKs"),
    ("node", "the Node.js SDKs"),
    ("npm", "the installation of the Node.js SDKs"),
    ("cargo", "our client"),
];

/// Returns the folder of the drivers.
pub fn drivers() -> PathBuf {
    paths::root().join("tests/conformance")
}

/// The installed SDKs.
pub struct Installed {
    /// The interpreter with the Python SDKs.
    pub python: PathBuf,
    /// The folder with the Node.js SDKs.
    pub node_modules: PathBuf,
}

/// Installs the SDKs that are missing or outdated.
pub fn install() -> Result<Installed> {
    let missing = TOOLS.iter().filter(|(tool, _)| Command::new(tool).arg("--version").output().is_err());
    let missing: Vec<_> =
        missing.map(|(tool, purpose)| format!("`{tool}` not found, required for {purpose}")).collect();
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    let folder = paths::root().join("target/conformance");
    let (python, node) = (folder.join("python"), folder.join("node"));
    update(&python, &["python/requirements.txt"], install_python)?;
    update(&node, &["node/package.json", "node/package-lock.json"], install_node)?;
    Ok(Installed { python: python.join("bin/python"), node_modules: node.join("node_modules") })
}

/// Runs an installation unless it has completed with the same files. Copies of the files mark its completion.
fn update(folder: &Path, files: &[&str], install: fn(&Path) -> Result<()>) -> Result<()> {
    let source = |file: &str| drivers().join(file);
    let copy = |file: &str| folder.join(format!("{}.installed", file.replace('/', "-")));
    let is_unchanged = |file: &&str| {
        fs::read(source(file)).is_ok_and(|wanted| fs::read(copy(file)).is_ok_and(|installed| installed == wanted))
    };
    if files.iter().all(is_unchanged) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    println!("installing into {}", folder.display());
    install(folder)?;
    for file in files {
        fs::copy(source(file), copy(file)).with_context(|| format!("cannot copy {file}"))?;
    }
    Ok(())
}

fn install_python(folder: &Path) -> Result<()> {
    run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
        "--requirement",
    ];
    run(Command::new(folder.join("bin/python")).args(pip).arg(drivers().join("python/requirements.txt")))
}

fn install_node(folder: &Path) -> Result<()> {
    for file in ["package.json", "package-lock.json"] {
        fs::copy(drivers().join("node").join(file), folder.join(file))?;
    }
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
    run(Command::new("npm").args(arguments).current_dir(folder))
}

/// Builds the driver of our client, and returns the path of the program.
pub fn build_ours() -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    let arguments = ["build", "--quiet", "--message-format", "json-render-diagnostics"];
    cargo.args(arguments).current_dir(drivers().join("rust"));
    let output = cargo.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("our client does not build");
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let program = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
    program.context("cargo reports no program")
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start `{name}`"))?;
    if !output.status.success() {
        let text = [output.stdout, output.stderr].concat();
        bail!("`{name}` failed, {}:\n{}", output.status, String::from_utf8_lossy(&text));
    }
    Ok(())
}
