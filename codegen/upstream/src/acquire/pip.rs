//! Runs pip, the client of the Python registry, as a child process. It follows the user's settings, checks the hashes that
//! the registry states, and reports its progress on standard error.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Failure;
use crate::release::Site;

/// The interpreters to try, in this order.
const PYTHON: &[&str] = if cfg!(windows) { &["py", "python", "python3"] } else { &["python3", "python"] };
/// Wheels only: building a source archive would run its code.
const DOWNLOAD: [&str; 5] = ["-m", "pip", "download", "--no-deps", "--only-binary=:all:"];
/// Nobody answers questions, and the version of pip is not our subject.
const QUIET: [&str; 2] = ["--no-input", "--disable-pip-version-check"];
/// How much of a line of messages is kept. The list of all releases has twelve thousand characters.
const MAX_LINE_CHARS: usize = 300;
/// How many characters two lines share that say the same.
const ALIKE_CHARS: usize = 25;

/// Returns the command with which a person downloads the newest package of a site.
pub fn command(site: Site) -> String {
    format!("{} {} {}", PYTHON[0], DOWNLOAD.join(" "), site.package())
}

/// Downloads a package into a folder.
pub(super) fn download(site: Site, version: Option<&str>, into: &Path) -> Result<(), Failure> {
    let wanted = version.map_or(site.package().to_owned(), |version| format!("{}=={version}", site.package()));
    for python in PYTHON {
        let mut pip = Command::new(python);
        pip.args(DOWNLOAD).args(QUIET).arg("--dest").arg(into).arg(&wanted);
        // Standard output is for the results of our command.
        pip.stdin(Stdio::null()).stdout(io::stderr()).stderr(Stdio::piped());
        let child = match pip.spawn() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            child => child?,
        };
        let output = child.wait_with_output()?;
        return match output.status.success() {
            true => Ok(()),
            false => Err(Failure::Client(messages(&output.stderr))),
        };
    }
    Err(Failure::NoPython)
}

/// Returns the lines of messages, indented. Of lines that begin alike, such as those of repeated attempts, only the last
/// is kept.
fn messages(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).map(shortened).collect();
    let begins_alike = |line: &str, next: &String| line.chars().take(ALIKE_CHARS).eq(next.chars().take(ALIKE_CHARS));
    let is_last = |index: usize| lines.get(index + 1).is_none_or(|next| !begins_alike(&lines[index], next));
    let kept = lines.iter().enumerate().filter(|(index, _)| is_last(*index));
    kept.map(|(_, line)| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

/// Returns a line without control characters, and without its middle if it is long.
fn shortened(line: &str) -> String {
    let chars: Vec<char> = line.trim_end().chars().filter(|c| !c.is_control()).collect();
    let half = MAX_LINE_CHARS / 2;
    match chars.len() > MAX_LINE_CHARS {
        true => chars[..half].iter().chain(&[' ', '…', ' ']).chain(&chars[chars.len() - half..]).collect(),
        false => chars.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::messages;

    #[test]
    fn messages_are_indented_and_short() {
        let versions = "3.1.1, ".repeat(1_000);
        let text = format!(
            "WARNING: Retrying (Retry(total=1)) after: no route\nWARNING: Retrying (Retry(total=0)) after: no route\n\n\
             \x1b[31mERROR: none of {versions}3.1.189.1)\nERROR: No matching distribution\n"
        );
        let found = messages(text.as_bytes());
        let lines: Vec<_> = found.lines().collect();
        assert_eq!(lines.len(), 3, "{found}");
        assert_eq!(lines[0], "  WARNING: Retrying (Retry(total=0)) after: no route");
        assert!(lines[1].contains(" … ") && lines[1].ends_with("3.1.189.1)") && lines[1].len() < 400, "{found}");
        assert!(!found.contains('\x1b'));
    }
}
