//! Checks whether the crates can be published: Cargo packages both, and builds the generated crate from the packages
//! alone.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use codegen_model::files::{self, MAX_FILE_BYTES};
use toml::{Table, Value};
use xtask::paths;

/// The crates that are published, in this order, each with its folder.
const CRATES: [(&str, &str); 2] = [("tencentcloud-runtime", "runtime"), ("tencentcloud-image", "generated")];

/// The files that every package must contain.
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

/// Packages the crates, and returns what they lack.
pub fn check(allow_dirty: bool) -> Result<Vec<String>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["package", "--offline", "--quiet"]).current_dir(paths::root());
    cargo.args(CRATES.iter().flat_map(|(name, _)| ["--package", name])).args(allow_dirty.then_some("--allow-dirty"));
    // Cargo resolves one package from the other's archive, so that neither needs to be in a registry.
    if !cargo.status().context("cannot start cargo")?.success() {
        return Ok(vec!["packages that build: see Cargo's errors above".to_owned()]);
    }
    let mut missing = Vec::new();
    for (name, folder) in CRATES {
        let lacks = lacks(name, folder)?;
        println!("package {name}: {}", if lacks.is_empty() { "complete" } else { "incomplete" });
        missing.extend(lacks.into_iter().map(|what| format!("{name}: {what}")));
    }
    Ok(missing)
}

fn lacks(name: &str, folder: &str) -> Result<Vec<String>> {
    let unpacked = unpacked(name, folder)?;
    let manifest: Table = files::read_text(&unpacked.join("Cargo.toml"), MAX_FILE_BYTES)?.parse()?;
    let package = manifest.get("package").and_then(Value::as_table).context("the manifest has no package")?;
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

/// Returns the folder in which Cargo has unpacked and built the package.
fn unpacked(name: &str, folder: &str) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--offline", "--no-deps", "--format-version", "1"]).current_dir(paths::root().join(folder));
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.output()?.stdout)?;
    let target = metadata["target_directory"].as_str().context("Cargo reports no target folder")?;
    let packages = metadata["packages"].as_array().context("Cargo reports no packages")?;
    let package =
        packages.iter().find(|package| package["name"] == name).with_context(|| format!("no package {name}"))?;
    let version = package["version"].as_str().context("the package has no version")?;
    Ok(PathBuf::from(target).join("package").join(format!("{name}-{version}")))
}

/// Returns the dependencies with a path in a manifest.
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
    fn a_missing_key_is_reported_with_its_file() {
        assert_eq!(source("repository", "generated"), "schemas/client.toml");
        assert_eq!(source("keywords", "generated"), "the generator's template of Cargo.toml");
        assert_eq!(source("repository", "runtime"), "runtime/Cargo.toml");
    }

    #[test]
    fn finds_paths_in_all_tables_of_dependencies() {
        let manifest = "[lib]\npath = \"src/lib.rs\"\n[dependencies]\na = { path = \"../a\" }\nb = \"1\"\n\
                        [target.'cfg(unix)'.dev-dependencies.c]\npath = \"../c\"\nversion = \"1\"\n";
        let found = paths(&manifest.parse().expect("TOML"));
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "c"]);
    }
}
