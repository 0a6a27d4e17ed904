//! Reads schema files from disk, with limits on paths, sizes and the encoding.
//!
//! A file that cannot be read is a finding. It is still added to the sources, with the text before the failure, so that
//! the finding has a path, and a line for invalid UTF-8.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::files::{self, Refusal};
use crate::parallel;
use crate::source::{FileId, Sources, Span};

pub use crate::files::{MAX_FILE_BYTES, stays_below};

/// The reason why a file was not read.
#[derive(Debug)]
pub struct ReadFailure {
    /// The kind of finding.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    help: Option<&'static str>,
    /// The text before the point of failure.
    text: String,
}

impl ReadFailure {
    /// Creates the reason of a failure.
    pub fn new(code: Code, message: impl Into<String>) -> ReadFailure {
        ReadFailure { code, message: message.into(), help: None, text: String::new() }
    }

    fn help(self, help: &'static str) -> ReadFailure {
        ReadFailure { help: Some(help), ..self }
    }
}

impl Sources {
    /// Reads the file `relative` (with forward slashes, without `..`) below `root`. Reports a failure and returns `None`.
    pub fn read(&mut self, root: &Path, relative: &str, diagnostics: &mut Diagnostics) -> Option<FileId> {
        self.add_result(relative, load(root, relative), diagnostics)
    }

    /// Reads several files in parallel. Adds them in the given order.
    pub fn read_all(&mut self, root: &Path, files: &[&str], diagnostics: &mut Diagnostics) -> Vec<Option<FileId>> {
        let results = parallel::map(files.to_vec(), |relative| (relative, load(root, relative)));
        results.into_iter().map(|(relative, result)| self.add_result(relative, result, diagnostics)).collect()
    }

    /// Adds a file that was read as bytes. Reports a failure and returns `None`.
    pub fn add_bytes(
        &mut self,
        path: &str,
        bytes: Result<Vec<u8>, ReadFailure>,
        diagnostics: &mut Diagnostics,
    ) -> Option<FileId> {
        self.add_result(path, bytes.and_then(decode), diagnostics)
    }

    fn add_result(
        &mut self,
        relative: &str,
        result: Result<String, ReadFailure>,
        diagnostics: &mut Diagnostics,
    ) -> Option<FileId> {
        let failure = match result {
            Ok(text) => return Some(self.add(relative, text)),
            Err(failure) => failure,
        };
        let file = self.add(relative, failure.text);
        let end = self.text(file).len();
        let finding = diagnostics.error(failure.code, Span::at(file, end), failure.message);
        if let Some(help) = failure.help {
            finding.help(help);
        }
        None
    }
}

fn load(root: &Path, relative: &str) -> Result<String, ReadFailure> {
    read_below(root, relative).and_then(decode)
}

/// Reads the file `relative` (with forward slashes, without `..`) below `root`.
///
/// # Errors
///
/// Fails if the file is outside of the folder, not a regular file, or too large.
pub fn read_below(root: &Path, relative: &str) -> Result<Vec<u8>, ReadFailure> {
    files::read(root, relative, MAX_FILE_BYTES).map_err(ReadFailure::from)
}

impl From<Refusal> for ReadFailure {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::TooLarge { .. } => Code::FILE_TOO_LARGE,
            Refusal::NotUtf8 => Code::NOT_UTF8,
            _ => Code::FILE_UNREADABLE,
        };
        let message = match &refusal {
            Refusal::System(error) => format!("cannot read the file: {error}"),
            other => other.to_string(),
        };
        ReadFailure { help: refusal.help(), ..ReadFailure::new(code, message) }
    }
}

fn decode(bytes: Vec<u8>) -> Result<String, ReadFailure> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
        let message = format!("invalid UTF-8 at byte {valid}");
        ReadFailure { text, ..ReadFailure::new(Code::NOT_UTF8, message) }.help("save the file as UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read(name: &str, content: &[u8]) -> (Sources, Option<FileId>, Vec<crate::diagnostic::Diagnostic>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.json"), content).unwrap();
        fs::create_dir(folder.path().join("folder")).unwrap();
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.read(folder.path(), name, &mut diagnostics);
        let findings = diagnostics.finish(&sources);
        (sources, file, findings)
    }

    #[test]
    fn removes_only_the_byte_order_mark() {
        let (sources, file, findings) = read("a.json", b"\xef\xbb\xbf{\r\n}");
        assert_eq!(sources.text(file.unwrap()), "{\r\n}");
        assert!(findings.is_empty());
    }

    #[test]
    fn each_failure_is_one_finding_with_a_path() {
        let large = vec![b' '; MAX_FILE_BYTES as usize + 1];
        let cases: [(&str, &[u8], Code, &str); 6] = [
            ("b.json", b"", Code::FILE_UNREADABLE, "file not found"),
            ("folder", b"", Code::FILE_UNREADABLE, "not a regular file"),
            ("../a.json", b"", Code::FILE_UNREADABLE, "the path leaves the folder"),
            ("/etc/passwd", b"", Code::FILE_UNREADABLE, "the path leaves the folder"),
            ("a.json", &large, Code::FILE_TOO_LARGE, "the file is larger than 16 MiB"),
            ("a.json", b"ab\n\xffc", Code::NOT_UTF8, "invalid UTF-8 at byte 3"),
        ];
        for (name, content, code, message) in cases {
            let (sources, file, findings) = read(name, content);
            assert_eq!((file, findings.len()), (None, 1));
            assert_eq!((findings[0].code, findings[0].message.as_str()), (code, message));
            assert_eq!(sources.position(findings[0].span).path, name);
        }
    }

    #[test]
    fn invalid_utf8_is_reported_at_its_position() {
        let (sources, _, findings) = read("a.json", b"ab\nc\xff");
        assert_eq!(sources.position(findings[0].span).to_string(), "a.json:2:2");
    }

    #[test]
    fn reads_a_file_of_the_maximal_size() {
        let (_, file, _) = read("a.json", &vec![b' '; MAX_FILE_BYTES as usize]);
        assert!(file.is_some());
    }
}
