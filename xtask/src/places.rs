//! Where things are: the root of the project, and how one folder is reached from another.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the project.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Whether a path, however it is written, is that of the crate of the project.
pub fn is_generated(path: &Path) -> Result<bool> {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    Ok(real(path)? == real(&root().join("generated"))?)
}

/// The path that leads from the folder `from` to `to`, with forward slashes, as Cargo wants it.
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

/// An empty folder for measurements, below the target directory.
pub fn scratch(name: &str) -> Result<PathBuf> {
    let folder = root().join("target/bench").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
