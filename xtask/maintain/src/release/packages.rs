//! The packages that a workspace publishes, in the order in which they can be published.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// A package that is published.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What Cargo says about it.
    pub manifest: Value,
    /// The packages that must be published before it, unless they are in the registry.
    needs: Vec<String>,
}

impl Package {
    fn of(manifest: &Value) -> Option<Self> {
        let folder = Path::new(manifest["manifest_path"].as_str()?).parent()?.to_owned();
        let is_needed = |dependency: &&Value| !dependency["path"].is_null() && dependency["kind"] != "dev";
        let needs = manifest["dependencies"].as_array()?.iter().filter(is_needed);
        let needs = needs.filter_map(|dependency| dependency["name"].as_str()).map(str::to_owned).collect();
        Some(Self { name: manifest["name"].as_str()?.to_owned(), folder, manifest: manifest.clone(), needs })
    }
}

/// Returns the packages of the workspace in a folder.
pub fn published(workspace: &Path) -> Result<Vec<Package>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--offline", "--no-deps", "--format-version", "1"]).current_dir(workspace);
    let output = cargo.output().context("cannot start cargo")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr).trim_end());
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("Cargo reports no packages")?;
    // `publish = false` is an empty list of registries.
    let published = packages.iter().filter(|package| package["publish"].as_array().is_none_or(|list| !list.is_empty()));
    Ok(in_order(published.filter_map(Package::of).collect()))
}

/// Sorts packages so that each follows those that it needs.
fn in_order(mut open: Vec<Package>) -> Vec<Package> {
    open.sort_by(|a, b| a.name.cmp(&b.name));
    let mut ordered = Vec::new();
    let is_free = |package: &Package, open: &[Package]| !open.iter().any(|other| package.needs.contains(&other.name));
    while let Some(next) = open.iter().position(|package| is_free(package, &open)) {
        ordered.push(open.remove(next));
    }
    // Cargo refuses packages that need each other.
    ordered.extend(open);
    ordered
}

/// Returns the packages outside of the workspace that its packages need, and that must be in the registry.
pub fn outside(packages: &[Package]) -> Vec<String> {
    let is_member = |name: &String| packages.iter().any(|package| package.name == *name);
    let mut names: Vec<_> =
        packages.iter().flat_map(|package| &package.needs).filter(|name| !is_member(name)).cloned().collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Package, in_order, outside};

    fn package(name: &str, dependencies: serde_json::Value) -> Package {
        let manifest = json!({ "name": name, "manifest_path": "/a/Cargo.toml", "dependencies": dependencies });
        Package::of(&manifest).expect("a package")
    }

    #[test]
    fn a_package_follows_what_it_needs() {
        let by_path = |name: &str, kind: serde_json::Value| json!({ "name": name, "path": "/x", "kind": kind });
        let packages = in_order(vec![
            package("facade", json!([by_path("b", json!(null)), by_path("a", json!(null))])),
            package("a", json!([by_path("z", json!(null)), { "name": "serde", "path": null, "kind": null }])),
            package("b", json!([by_path("outside", json!("build")), by_path("facade", json!("dev"))])),
            package("z", json!([])),
        ]);
        let names: Vec<_> = packages.iter().map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["b", "z", "a", "facade"]);
        assert_eq!(outside(&packages), ["outside"]);
    }
}
