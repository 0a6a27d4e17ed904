//! Reads the Rust files of applications.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use codegen_diff::SourceFile;
use codegen_model::files::{self, MAX_FILE_BYTES};

/// Reads the Rust files below these folders.
pub fn read(folders: &[PathBuf]) -> Result<Vec<SourceFile>> {
    let mut read = Vec::new();
    for folder in folders {
        for path in rust_files(folder)? {
            let text = files::read_text(&path, MAX_FILE_BYTES).with_context(|| path.display().to_string())?;
            read.push(SourceFile { path: path.display().to_string(), text });
        }
    }
    Ok(read)
}

/// Returns the Rust files below a folder, except in `target` and hidden folders. Links are not followed.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type()?;
        if kind.is_dir() && name != "target" && !name.starts_with('.') {
            found.extend(rust_files(&path)?);
        } else if kind.is_file() && name.ends_with(".rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
