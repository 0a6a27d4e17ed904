//! Describes how a file differs, in a bounded number of lines: a check prints into logs.

use std::collections::BTreeMap;
use std::path::Path;

use similar::TextDiff;

use super::tree::Tree;
use codegen_model::diagnostic::printable;
use codegen_model::files::{self, MAX_FILE_BYTES};

/// Files with more lines than this, before and after together, are not compared line by line.
const MAX_COMPARED_LINES: usize = 10_000;

/// The lines of a diff, and the characters of a line, that are shown.
const MAX_LINES: usize = 100;
const MAX_LINE_CHARS: usize = 300;

/// The number of files whose diff is shown.
pub(crate) const MAX_FILES: usize = 50;

/// Describes how the files at these paths differ from those of the tree.
pub(super) fn diffs(tree: &Tree, out: &Path, changed: &[String]) -> BTreeMap<String, String> {
    let shown = changed.iter().take(MAX_FILES);
    let describe = |path: &String| describe(path, &out.join(path), tree.get(path).unwrap_or_default(), "generated");
    shown.map(|path| (path.clone(), describe(path))).collect()
}

/// Describes how a file on disk differs from its expected content, whose origin is `made`.
pub fn describe(path: &str, on_disk: &Path, new: &[u8], made: &str) -> String {
    // Not through a link: a check describes the link, not its target.
    if !files::is_regular(on_disk) {
        return format!("{path} is not a regular file\n");
    }
    let old = match files::read_named(on_disk, MAX_FILE_BYTES) {
        Ok(old) => old,
        Err(refusal) => return format!("{path} cannot be compared: {refusal}\n"),
    };
    let lines = |content: &[u8]| content.split(|byte| *byte == b'\n').count();
    if lines(&old) + lines(new) > MAX_COMPARED_LINES {
        return format!("{path} has {} bytes and should have {}\n", old.len(), new.len());
    }
    unified(path, &String::from_utf8_lossy(&old), &String::from_utf8_lossy(new), made)
}

/// Returns the diff from the content on disk to the expected content.
fn unified(path: &str, old: &str, new: &str, made: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().header(&format!("on disk/{path}"), &format!("{made}/{path}")).to_string();
    let mut out = String::new();
    for line in text.lines().take(MAX_LINES) {
        let mut rest = line.chars();
        let shown: String = rest.by_ref().take(MAX_LINE_CHARS).collect();
        out.push_str(&printable(&shown, &['\t']));
        out.push_str(if rest.next().is_some() { "…\n" } else { "\n" });
    }
    match text.lines().count().saturating_sub(MAX_LINES) {
        0 => out,
        more => format!("{out}… {more} more lines\n"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_diff_leads_from_the_disk_to_the_tree() {
        let expected = "--- on disk/a\n+++ generated/a\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n";
        assert_eq!(unified("a", "1\n2\n", "1\n3\n", "generated"), expected);
    }

    #[test]
    fn a_diff_is_bounded_and_printable() {
        let (old, new) = ("\u{1b}[2J\n".repeat(2_000), "new\n".repeat(2_000));
        let text = unified("a", &old, &new, "generated");
        assert_eq!(text.lines().count(), MAX_LINES + 1);
        assert!(text.contains("-␛[2J\n") && text.ends_with("… 3903 more lines\n"), "{text}");
        assert!(unified("a", "", &"x".repeat(1 << 20), "generated").len() < 1_000);
    }

    #[test]
    fn large_files_are_only_measured() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "x\n".repeat(9_000)).unwrap();
        let new = "y\n".repeat(9_001);
        assert_eq!(describe("a", &file, new.as_bytes(), "generated"), "a has 18000 bytes and should have 18002\n");
        assert_eq!(describe("b", &folder.path().join("b"), b"", "generated"), "b is not a regular file\n");
    }
}
