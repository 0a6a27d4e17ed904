//! The sections of `CHANGELOG.md`: which a release needs, and the one that becomes that of a version.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use semver::Version;

/// The file.
pub const FILE: &str = "CHANGELOG.md";

const UNRELEASED: &str = "## [Unreleased]";

/// Returns the heading of a version that is released on a day.
pub fn heading(version: &Version, day: &str) -> String {
    format!("## [{version}] - {day}")
}

/// Returns what a release of this version lacks.
pub fn check(root: &Path, version: &Version) -> Result<Vec<String>> {
    let text = read(root)?;
    let has_entries = |start: &str| section(&text, start).is_some_and(|body| body.lines().any(is_entry));
    let mut missing = Vec::new();
    if !has_entries(&format!("## [{version}] - ")) {
        missing.push(format!("a section `## [{version}] - DAY` with entries in {FILE}"));
    }
    if has_entries(UNRELEASED) {
        missing.push(format!("the entries under `{UNRELEASED}` in {FILE} in the section of a version"));
    }
    Ok(missing)
}

/// Returns the changelog with the unreleased entries as the section of a version.
pub fn released(root: &Path, version: &Version, day: &str) -> Result<String> {
    let text = read(root)?;
    let entries = section(&text, UNRELEASED).with_context(|| format!("{FILE} has no `{UNRELEASED}`"))?;
    if !entries.lines().any(is_entry) {
        bail!("{FILE} has no entries under `{UNRELEASED}`");
    }
    Ok(text.replacen(UNRELEASED, &format!("{UNRELEASED}\n\n{}", heading(version, day)), 1))
}

fn read(root: &Path) -> Result<String> {
    fs::read_to_string(root.join(FILE)).with_context(|| format!("cannot read {FILE}"))
}

/// Returns the text below the heading that starts like this, up to the next one.
fn section<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let at = if text.starts_with(start) { 0 } else { text.find(&format!("\n{start}"))? + 1 };
    let body = &text[at + start.len()..];
    Some(body.split_once("\n## ").map_or(body, |(section, _)| section))
}

fn is_entry(line: &str) -> bool {
    line.starts_with("- ")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use semver::Version;

    use super::{FILE, check, released};

    const EMPTY: &str = "# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n\n### Added\n\n- One.\n";

    #[test]
    fn unreleased_entries_become_those_of_a_version() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |text: &str| fs::write(folder.path().join(FILE), text).expect("a file");
        let (version, at) = (Version::new(0, 2, 0), folder.path());
        write(EMPTY);
        assert_eq!(check(at, &Version::new(0, 1, 0)).expect("a changelog"), Vec::<String>::new());
        assert!(check(at, &version).expect("a changelog")[0].contains("[0.2.0]"));
        assert!(released(at, &version, "2026-02-02").is_err(), "nothing is released");
        write(&EMPTY.replace("[Unreleased]\n", "[Unreleased]\n\n### Fixed\n\n- Two.\n"));
        assert_eq!(check(at, &Version::new(0, 1, 0)).expect("a changelog").len(), 1, "an entry is left");
        write(&released(at, &version, "2026-02-02").expect("a changelog"));
        assert_eq!(check(at, &version).expect("a changelog"), Vec::<String>::new());
        let text = fs::read_to_string(at.join(FILE)).expect("a file");
        assert!(
            text.contains("## [Unreleased]\n\n## [0.2.0] - 2026-02-02\n\n### Fixed\n\n- Two.\n\n## [0.1.0]"),
            "{text}"
        );
    }
}
