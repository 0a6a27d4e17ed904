//! Finds files of published metadata in a folder of any depth.

use std::io;
use std::path::Path;

/// The name of a file of metadata.
pub const METADATA: &str = "api.json";

/// Returns the files of metadata below `root`, relative to it, sorted. Does not follow symbolic links.
///
/// # Errors
///
/// Fails if a folder cannot be listed.
pub fn find(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut pending = vec![String::new()];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                pending.push(path);
            } else if kind.is_file() && name == METADATA {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
