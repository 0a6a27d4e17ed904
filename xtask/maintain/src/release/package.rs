//! Checks whether packages can be published: what Cargo says, and whether they have the keys and files of a good page.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::packages::Package;

/// The files that every package must contain.
const FILES: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// The keys that the manifest of a package must have.
const KEYS: [&str; 8] =
    ["description", "license", "readme", "rust_version", "documentation", "repository", "keywords", "categories"];

/// Packages everything, and returns what is missing. Without `verify`, the packages are not built.
pub fn check(workspace: &Path, packages: &[Package], allow_dirty: bool, verify: bool) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    for package in packages {
        let lacks = lacks(package, workspace)?;
        println!("package {}: {}", package.name, if lacks.is_empty() { "complete" } else { "incomplete" });
        missing.extend(lacks.into_iter().map(|what| format!("{}: {what}", package.name)));
    }
    // Cargo takes one package from another's archive, so that none needs to be in a registry.
    let mut cargo = Command::new("cargo");
    cargo.args(["package", "--offline", "--quiet"]).current_dir(workspace);
    cargo.args(packages.iter().flat_map(|package| ["--package", &package.name]));
    cargo.args(allow_dirty.then_some("--allow-dirty")).args((!verify).then_some("--no-verify"));
    if !cargo.status().context("cannot start cargo")?.success() {
        missing.push("packages that Cargo accepts: see its errors above".to_owned());
    }
    Ok(missing)
}

fn lacks(package: &Package, workspace: &Path) -> Result<Vec<String>> {
    let is_empty = |key: &&&str| {
        let value = &package.manifest[**key];
        value.is_null() || value.as_array().is_some_and(Vec::is_empty)
    };
    let keys = KEYS.iter().filter(is_empty).map(|key| {
        let key = key.replace('_', "-");
        format!("the key `{key}` under [package] in {}", source(&key, &package.folder, workspace))
    });
    let listed = files(package)?;
    let is_absent = |file: &&&str| !listed.lines().any(|line| line == **file);
    Ok(keys.chain(FILES.iter().filter(is_absent).map(|file| format!("the file {file}"))).collect())
}

/// Returns the files that Cargo puts into a package, one on each line.
fn files(package: &Package) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["package", "--offline", "--quiet", "--list", "--allow-dirty"]).current_dir(&package.folder);
    let output = cargo.output().context("cannot start cargo")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim_end());
    Ok(String::from_utf8_lossy(&output.stdout).replace('\\', "/"))
}

/// Returns the file in which to add a key to the manifest of a folder's package.
fn source(key: &str, folder: &Path, workspace: &Path) -> String {
    let manifest = folder.strip_prefix(workspace).unwrap_or(folder).join("Cargo.toml");
    match key {
        _ if !folder.join("generated.json").exists() => manifest.display().to_string(),
        "description" | "repository" => "schemas/client.toml".to_owned(),
        _ => "the generator's template of Cargo.toml".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::source;

    #[test]
    fn a_missing_key_is_reported_with_its_file() {
        let workspace = tempfile::tempdir().expect("a folder");
        let [folder, generated] = ["runtime", "generated"].map(|name| workspace.path().join(name));
        fs::create_dir(&generated).expect("a folder");
        fs::write(generated.join("generated.json"), "{}").expect("a file");
        let source = |key, folder| source(key, folder, workspace.path()).replace('\\', "/");
        assert_eq!(source("repository", &folder), "runtime/Cargo.toml");
        assert_eq!(source("repository", &generated), "schemas/client.toml");
        assert_eq!(source("keywords", &generated), "the generator's template of Cargo.toml");
    }
}
