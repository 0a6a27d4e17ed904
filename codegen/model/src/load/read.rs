//! Knows how a schema file comes off the disk: which paths, how large, in which encoding.
//!
//! A file that cannot be read is a finding like any other. It is still added to the sources, with
//! as much of its text as was readable, so that the finding has a path and, for a bad byte, a line
//! to show.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics};
use crate::parallel;
use crate::source::{FileId, Sources, Span};

/// The largest schema file that is read, in bytes. The largest published service takes under 3 MiB.
pub const SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// Why a file did not come in.
struct Failure {
    code: Code,
    message: String,
    help: Option<&'static str>,
    /// The text before the point of failure.
    text: String,
}

impl Failure {
    fn new(code: Code, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), help: None, text: String::new() }
    }

    fn help(self, help: &'static str) -> Failure {
        Failure { help: Some(help), ..self }
    }
}

impl Sources {
    /// Reads `relative` (forward slashes, no `..`) below `root`. What goes wrong is reported, and
    /// `None` returned.
    pub fn read(&mut self, root: &Path, relative: &str, diagnostics: &mut Diagnostics) -> Option<FileId> {
        self.take(relative, load(root, relative), diagnostics)
    }

    /// The same with many files, in order, whichever of them come in first.
    pub fn read_all(&mut self, root: &Path, files: &[&str], diagnostics: &mut Diagnostics) -> Vec<Option<FileId>> {
        let texts = parallel::map(files.to_vec(), |relative| (relative, load(root, relative)));
        texts.into_iter().map(|(relative, text)| self.take(relative, text, diagnostics)).collect()
    }

    fn take(&mut self, relative: &str, text: Result<String, Failure>, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let failure = match text {
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

fn load(root: &Path, relative: &str) -> Result<String, Failure> {
    if !stays_below(relative) {
        let failure = Failure::new(Code::FILE_UNREADABLE, "this path leads out of the schema folder");
        return Err(failure.help("name the file relative to the schema folder, without `..`"));
    }
    let bytes = bytes(&below(root, relative)?)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
        let message = format!("the file is not UTF-8: byte {valid} does not continue the text");
        Failure { text, ..Failure::new(Code::NOT_UTF8, message) }.help("save the file as UTF-8")
    })
}

/// A manifest names the files to read, and it is input: it must not reach beside the schemas.
fn stays_below(relative: &str) -> bool {
    let mut parts = Path::new(relative).components();
    !relative.is_empty() && parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The file itself, without the links on the way to it. A finding shows lines of the file that it is about: a link
/// must not make it show those of a file that lies elsewhere.
fn below(root: &Path, relative: &str) -> Result<PathBuf, Failure> {
    let file = root.join(relative).canonicalize().map_err(unreadable)?;
    if file.starts_with(root.canonicalize().map_err(unreadable)?) {
        return Ok(file);
    }
    let failure = Failure::new(Code::FILE_UNREADABLE, "this is a link that leads out of the schema folder");
    Err(failure.help("put the file itself into the schema folder"))
}

/// The content of a regular file. Anything else (a folder, a pipe that never ends) is refused
/// unopened.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let kind = fs::metadata(path).map_err(unreadable)?;
    if !kind.is_file() {
        return Err(Failure::new(Code::FILE_UNREADABLE, "this is not a regular file"));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        let message = format!("the file is larger than {} MiB", SIZE_LIMIT >> 20);
        return Err(Failure::new(Code::FILE_TOO_LARGE, message).help("split it into several files"));
    }
    Ok(bytes)
}

fn unreadable(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::new(Code::FILE_UNREADABLE, "there is no such file"),
        _ => Failure::new(Code::FILE_UNREADABLE, format!("the file cannot be read: {error}")),
    }
}

#[cfg(test)]
mod tests {
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
    fn text_comes_in_as_it_is_but_for_the_byte_order_mark() {
        let (sources, file, findings) = read("a.json", b"\xef\xbb\xbf{\r\n}");
        assert_eq!(sources.text(file.unwrap()), "{\r\n}");
        assert!(findings.is_empty());
    }

    #[test]
    fn each_failure_is_one_finding_with_a_path() {
        let large = vec![b' '; SIZE_LIMIT as usize + 1];
        let cases: [(&str, &[u8], Code, &str); 6] = [
            ("b.json", b"", Code::FILE_UNREADABLE, "there is no such file"),
            ("folder", b"", Code::FILE_UNREADABLE, "this is not a regular file"),
            ("../a.json", b"", Code::FILE_UNREADABLE, "this path leads out of the schema folder"),
            ("/etc/passwd", b"", Code::FILE_UNREADABLE, "this path leads out of the schema folder"),
            ("a.json", &large, Code::FILE_TOO_LARGE, "the file is larger than 16 MiB"),
            ("a.json", b"ab\n\xffc", Code::NOT_UTF8, "the file is not UTF-8: byte 3 does not continue the text"),
        ];
        for (name, content, code, message) in cases {
            let (sources, file, findings) = read(name, content);
            assert_eq!((file, findings.len()), (None, 1));
            assert_eq!((findings[0].code, findings[0].message.as_str()), (code, message));
            assert_eq!(sources.position(findings[0].span).path, name);
        }
    }

    #[test]
    fn a_bad_byte_is_found_at_its_line() {
        let (sources, _, findings) = read("a.json", b"ab\nc\xff");
        assert_eq!(sources.position(findings[0].span).to_string(), "a.json:2:2");
    }

    #[test]
    fn a_file_of_the_limit_is_read() {
        let (_, file, _) = read("a.json", &vec![b' '; SIZE_LIMIT as usize]);
        assert!(file.is_some());
    }
}
