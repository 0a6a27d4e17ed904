//! Where metadata lies: a file, the folder of a version or a service, or a tree of many services.

use std::io;
use std::path::Path;

/// What a file of metadata is called.
pub const METADATA: &str = "api.json";

/// The files of metadata at or below `root`, relative to it, in order. Links are not followed.
///
/// # Errors
///
/// Fails where a folder cannot be listed.
pub fn find(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() && name == METADATA {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
