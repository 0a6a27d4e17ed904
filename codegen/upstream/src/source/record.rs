//! The list of hashes that a Python wheel carries: `<package>.dist-info/RECORD`, a line `path,sha256=…,size` for each file.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::archive::Archive;

const NAME: &str = ".dist-info/RECORD";

/// The hashes of files, by path. An archive without a list has none.
#[derive(Debug, Default)]
pub(super) struct Record(Option<BTreeMap<String, String>>);

impl Record {
    /// Reads the list of an archive.
    pub(super) fn of(archive: &Archive) -> Result<Self, String> {
        let Some(path) = archive.paths().find(|path| path.ends_with(NAME)) else { return Ok(Self::default()) };
        let text = String::from_utf8(archive.content(path)?).map_err(|_| "its list of hashes is not valid UTF-8")?;
        Ok(Self(Some(text.lines().filter_map(line).collect())))
    }

    /// Compares a file with its hash in the list.
    pub(super) fn check(&self, path: &str, content: &[u8]) -> Result<(), String> {
        let Some(hashes) = &self.0 else { return Ok(()) };
        let expected = hashes.get(path).ok_or_else(|| format!("`{path}` is not in the package's list of hashes"))?;
        match *expected == URL_SAFE_NO_PAD.encode(Sha256::digest(content)) {
            true => Ok(()),
            false => Err(format!("`{path}` does not match the package's list of hashes")),
        }
    }
}

/// Returns the path and the hash in a line. A path with a comma is in quotes.
fn line(line: &str) -> Option<(String, String)> {
    let (rest, _size) = line.rsplit_once(',')?;
    let (path, hash) = rest.rsplit_once(',')?;
    let hash = hash.strip_prefix("sha256=")?.trim_end_matches('=');
    Some((path.trim_matches('"').to_owned(), hash.to_owned()))
}
