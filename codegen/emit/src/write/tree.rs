//! The files of a crate in memory, and which names they may have.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use codegen_model::paths::{MARKER, check_path};

use super::error::Error;

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

#[cfg(test)]
mod tests {
    use super::*;

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
