//! Paths: the root of the project, and the relative path between two folders.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// Returns the root of the project.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Returns whether a path, in any spelling, is that of the project's crate.
pub fn is_generated(path: &Path) -> Result<bool> {
    is_same(path, &root().join("generated"))
}

/// Returns whether two paths, in any spelling, are the same.
pub fn is_same(one: &Path, other: &Path) -> Result<bool> {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    Ok(real(one)? == real(other)?)
}

/// Returns the path from the folder `from` to `to`, with forward slashes, as Cargo requires.
pub fn relative(from: &Path, to: &Path) -> Result<String> {
    let absolute =
        |path: &Path| std::path::absolute(path).with_context(|| format!("{} has no absolute path", path.display()));
    let (from, to) = (absolute(from)?, absolute(to)?);
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().into_owned(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}
