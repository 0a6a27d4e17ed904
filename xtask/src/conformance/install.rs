//! The official SDKs, unmodified and in exactly the versions that are written down, in folders of their own below the
//! target folder. What is there is used again until the versions change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::places;

/// What must be on the machine.
const TOOLS: [(&str, &str); 4] = [
    ("python3", "the Python SDKs"),
    ("node", "the Node.js SDKs"),
    ("npm", "the Node.js SDKs, to install them"),
    ("cargo", "our client"),
];

/// The folder of the drivers.
pub fn drivers() -> PathBuf {
    places::root().join("tests/conformance")
}

/// Where the SDKs are installed.
pub struct Installed {
    /// The interpreter that finds the Python SDKs.
    pub python: PathBuf,
    /// The folder that Node.js finds its SDKs in.
    pub node_modules: PathBuf,
}

/// Installs what is not installed yet.
pub fn install() -> Result<Installed> {
    let missing = TOOLS.iter().filter(|(tool, _)| Command::new(tool).arg("--version").output().is_err());
    let missing: Vec<_> =
        missing.map(|(tool, purpose)| format!("`{tool}` is not on this machine: {purpose} need it")).collect();
    if !missing.is_empty() {
        bail!("nothing was compared\n{}", missing.join("\n"));
    }
    let folder = places::root().join("target/conformance");
    let (python, node) = (folder.join("python"), folder.join("node"));
    once(&python, &["python/requirements.txt"], install_python)?;
    once(&node, &["node/package.json", "node/package-lock.json"], install_node)?;
    Ok(Installed { python: python.join("bin/python"), node_modules: node.join("node_modules") })
}

/// Does it if these files are not what they were when it was last done to its end. The copies of them are the sign.
fn once(folder: &Path, files: &[&str], act: fn(&Path) -> Result<()>) -> Result<()> {
    let source = |file: &str| drivers().join(file);
    let copy = |file: &str| folder.join(format!("{}.installed", file.replace('/', "-")));
    let same = |file: &&str| {
        fs::read(source(file)).is_ok_and(|wanted| fs::read(copy(file)).is_ok_and(|there| there == wanted))
    };
    if files.iter().all(same) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    println!("installing into {}", folder.display());
    act(folder)?;
    for file in files {
        fs::copy(source(file), copy(file)).with_context(|| format!("{file} cannot be copied"))?;
    }
    Ok(())
}

fn install_python(folder: &Path) -> Result<()> {
    run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--requirement"];
    run(Command::new(folder.join("bin/python")).args(pip).arg(drivers().join("python/requirements.txt")))
}

fn install_node(folder: &Path) -> Result<()> {
    for file in ["package.json", "package-lock.json"] {
        fs::copy(drivers().join("node").join(file), folder.join(file))?;
    }
    let quietly = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
    run(Command::new("npm").args(quietly).current_dir(folder))
}

/// Builds our client, and gives the program that sends with it.
pub fn build_ours() -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    let arguments = ["build", "--quiet", "--message-format", "json-render-diagnostics"];
    cargo.args(arguments).current_dir(drivers().join("rust"));
    let output = cargo.stderr(std::process::Stdio::inherit()).output().context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("our client does not build");
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let program = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
    program.context("cargo names no program")
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("`{name}` cannot be started"))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("`{name}` failed, {}:\n{}", output.status, String::from_utf8_lossy(&said));
    }
    Ok(())
}
