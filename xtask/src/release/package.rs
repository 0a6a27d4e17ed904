//! Whether the crates can be published: Cargo makes both packages, and builds the generated crate from them and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use toml::{Table, Value};

use crate::places;

/// The crates that are published, in this order, each with its folder.
const CRATES: [(&str, &str); 2] = [("tencentcloud-runtime", "runtime"), ("tencentcloud-image", "generated")];

/// What every package has to contain.
const FILES: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// The keys that the manifest of a package must have.
const KEYS: [&str; 10] = [
    "name",
    "version",
    "description",
    "license",
    "readme",
    "rust-version",
    "documentation",
    "repository",
    "keywords",
    "categories",
];

/// Makes the packages and says what they lack.
pub fn check(allow_dirty: bool) -> Result<Vec<String>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["package", "--offline", "--quiet"]).current_dir(places::root());
    cargo.args(CRATES.iter().flat_map(|(name, _)| ["--package", name])).args(allow_dirty.then_some("--allow-dirty"));
    // Cargo takes one for the other from where it has put it, so that neither needs to be in a registry.
    if !cargo.status().context("cargo cannot be started")?.success() {
        return Ok(vec!["packages that Cargo can make and build, which it says more about above".to_owned()]);
    }
    let mut missing = Vec::new();
    for (name, folder) in CRATES {
        let lacks = lacks(name, folder)?;
        println!("package {name}: {}", if lacks.is_empty() { "complete, and builds by itself" } else { "incomplete" });
        missing.extend(lacks.into_iter().map(|what| format!("{name}: {what}")));
    }
    Ok(missing)
}

fn lacks(name: &str, folder: &str) -> Result<Vec<String>> {
    let unpacked = unpacked(name, folder)?;
    let manifest: Table = fs::read_to_string(unpacked.join("Cargo.toml"))?.parse()?;
    let package = manifest.get("package").and_then(Value::as_table).context("a manifest without a package")?;
    let missing = KEYS.iter().filter(|key| !package.contains_key(**key));
    let keys = missing.map(|key| format!("the key `{key}` under [package] in {}", source(key, folder)));
    let files = FILES.iter().filter(|file| !unpacked.join(file).is_file()).map(|file| format!("the file {file}"));
    let paths = paths(&manifest).into_iter().map(|name| format!("a version in place of a path for `{name}`"));
    Ok(keys.chain(files).chain(paths).collect())
}

/// Returns the file in which to add a key to the manifest of a folder's package.
fn source(key: &str, folder: &str) -> String {
    match (folder, key) {
        ("generated", "name" | "version" | "description" | "repository") => "schemas/client.toml".to_owned(),
        ("generated", _) => "the generator's template of Cargo.toml".to_owned(),
        _ => format!("{folder}/Cargo.toml"),
    }
}

/// Where Cargo has unpacked the package to build it.
fn unpacked(name: &str, folder: &str) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--offline", "--no-deps", "--format-version", "1"])
        .current_dir(places::root().join(folder));
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.output()?.stdout)?;
    let target = metadata["target_directory"].as_str().context("Cargo names no target folder")?;
    let packages = metadata["packages"].as_array().context("Cargo names no packages")?;
    let package =
        packages.iter().find(|package| package["name"] == name).with_context(|| format!("no package {name}"))?;
    let version = package["version"].as_str().context("a package without a version")?;
    Ok(PathBuf::from(target).join("package").join(format!("{name}-{version}")))
}

/// The dependencies that a manifest takes from a path.
fn paths(manifest: &Table) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (key, value) in manifest {
        let Some(table) = value.as_table() else { continue };
        if key.ends_with("dependencies") {
            let with_path = table.iter().filter(|(_, dependency)| dependency.get("path").is_some());
            found.extend(with_path.map(|(name, _)| name.clone()));
        } else if key != "lib" {
            found.extend(paths(table));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{paths, source};

    #[test]
    fn a_missing_key_is_asked_for_where_it_is_written() {
        assert_eq!(source("repository", "generated"), "schemas/client.toml");
        assert_eq!(source("keywords", "generated"), "the generator's template of Cargo.toml");
        assert_eq!(source("repository", "runtime"), "runtime/Cargo.toml");
    }

    #[test]
    fn paths_are_found_wherever_dependencies_are() {
        let manifest = "[lib]\npath = \"src/lib.rs\"\n[dependencies]\na = { path = \"../a\" }\nb = \"1\"\n\
                        [target.'cfg(unix)'.dev-dependencies.c]\npath = \"../c\"\nversion = \"1\"\n";
        let found = paths(&manifest.parse().expect("TOML"));
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "c"]);
    }
}
