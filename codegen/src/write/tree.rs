//! Knows the files of a crate before they are written, and what they may be called.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Error, MARKER};

/// Longer parts and longer paths do not fit on every system.
const LONGEST_PART: usize = 100;
const LONGEST_PATH: usize = 200;

/// The names that Windows keeps for devices, whatever comes after a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The files of a crate in memory: relative path with forward slashes, and content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// A tree without files.
    pub fn new() -> Tree {
        Tree::default()
    }

    /// Adds a file. Returns whether the path was free; if it was not, the first content stays.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) -> bool {
        match self.files.entry(path.into()) {
            Entry::Vacant(free) => {
                free.insert(content.into());
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// The content of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    /// Whether all of it can be written: refused is refused before the first byte.
    pub(super) fn check(&self) -> Result<(), Error> {
        let refuse = |path: &str, reason| Error::PathNotAllowed { path: path.to_owned(), reason };
        // Every file and folder in lower case, with the spelling it was first seen in.
        let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
        for path in self.files.keys() {
            check_path(path).map_err(|reason| refuse(path, reason))?;
            for (part, is_file) in prefixes(path) {
                match seen.insert(part.to_lowercase(), (part, is_file)) {
                    Some((other, _)) if other != part => {
                        return Err(refuse(path, "another path differs from it in case only"));
                    }
                    Some((_, other)) if other || is_file => {
                        return Err(refuse(path, "it is a file and a folder"));
                    }
                    _ => {}
                }
            }
        }
        if self.files.contains_key(MARKER) { Ok(()) } else { Err(Error::NoMarker) }
    }
}

/// The folders that a path leads through, and the path itself.
fn prefixes(path: &str) -> impl Iterator<Item = (&str, bool)> {
    let folders = path.match_indices('/').map(|(at, _)| (&path[..at], false));
    folders.chain(std::iter::once((path, true)))
}

/// Whether a file of the output may be called this, on every system that the crate may be checked
/// out on; if not, why not.
pub fn check_path(path: &str) -> Result<(), &'static str> {
    if path.len() > LONGEST_PATH {
        return Err("the path is too long");
    }
    if is_foreign(path.split('/').next().unwrap_or_default()) {
        return Err("this name at the top is not the generator's");
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), &'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if part.is_empty() {
        Err("it is not relative, or a part of it is empty")
    } else if part.starts_with('.') || part.ends_with('.') {
        Err("a part begins or ends with a dot")
    } else if !part.chars().all(plain) {
        Err("only ASCII letters, digits, `-`, `_` and `.` are portable")
    } else if part.len() > LONGEST_PART {
        Err("a part is too long")
    } else if is_device(part) {
        Err("Windows takes this name for a device")
    } else {
        Ok(())
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    numbered || DEVICES.contains(&stem.as_str())
}

/// Whether a name at the top of the output folder belongs to others: to Cargo, Git, an editor.
pub(super) fn is_foreign(name: &str) -> bool {
    name.starts_with('.') || matches!(name.to_ascii_lowercase().as_str(), "target" | "cargo.lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_allowed() {
        for path in ["Cargo.toml", "src/lib.rs", "src/ci/ai-enhance_image.rs", "src/company.rs"] {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn nothing_else_is() {
        let long = "a/".repeat(99) + "abc";
        for path in [
            "",
            "/etc/passwd",
            "..",
            "../a",
            "src/../../a",
            "src//a",
            "src/",
            "./a",
            "a/./b",
            "C:/a",
            "C:\\a",
            "src\\a",
            ".git/hooks/post-checkout",
            ".staging/0",
            "a/.b",
            "target/a",
            "Target/a",
            "Cargo.lock",
            "cargo.LOCK",
            "a b",
            "a\nb",
            "a\0",
            "名",
            "a:b",
            "a*",
            "nul",
            "src/AUX.rs",
            "com1",
            "lpt9.rs",
            "a.",
            "a?",
            &long,
            &"a".repeat(101),
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
    }

    fn check(paths: &[&str]) -> Result<(), String> {
        let mut tree = Tree::default();
        assert!(paths.iter().all(|path| tree.insert(*path, "x")));
        tree.check().map_err(|error| error.to_string())
    }

    #[test]
    fn paths_must_agree_with_each_other() {
        assert_eq!(check(&["generated.json", "a/b", "a/c", "ab"]), Ok(()));
        assert_eq!(check(&["a/b"]), Err("the output has no generated.json".into()));
        for paths in [["a/B", "a/b"], ["A/x", "a/y"]] {
            assert!(check(&paths).unwrap_err().contains("differs from it in case only"));
        }
        for paths in [["a", "a/b"], ["a/b", "a/b/c"]] {
            assert!(check(&paths).unwrap_err().contains("a file and a folder"));
        }
    }

    #[test]
    fn the_first_file_of_a_path_stays() {
        let mut tree = Tree::default();
        assert!(tree.insert("a", "1") && !tree.insert("a", "2"));
        assert_eq!(tree.get("a"), Some(&b"1"[..]));
        assert_eq!(tree.iter().count(), 1);
    }
}
