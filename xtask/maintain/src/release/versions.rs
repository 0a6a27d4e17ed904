//! The version of the project: all packages are released together, as one version. It is written in the manifest of the
//! workspace, where Cargo needs it for each package that another one needs, and in the schemas, for the generated crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use semver::Version;
use toml::{Table, Value};

/// The files with the version, with paths from the root of the project.
const FILES: [&str; 2] = ["Cargo.toml", "schemas/client.toml"];

/// A version and where it is written.
type Place = (PathBuf, String);

/// Returns the version, or what is wrong if the places differ.
pub fn read(root: &Path) -> Result<Result<Version, String>> {
    let places = places(root)?;
    let versions: BTreeSet<_> = places.iter().map(|(_, version)| version.as_str()).collect();
    if versions.len() > 1 {
        let list = places.iter().map(|(path, version)| format!("{version} in {}", path.display()));
        let list = list.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
        return Ok(Err(format!("one version instead of {list}: `cargo xtask release-prepare VERSION` writes it")));
    }
    let version = versions.into_iter().next().context("no version")?;
    Ok(Ok(Version::parse(version).with_context(|| format!("`{version}` is not a version"))?))
}

fn places(root: &Path) -> Result<Vec<Place>> {
    let [workspace, client] = FILES.map(|file| table(root, file));
    let (workspace, client) = (workspace?, client?);
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let of = |table: &Table, keys: &[&str]| {
        let (first, rest) = keys.split_first()?;
        rest.iter().try_fold(table.get(*first)?, |value, key| value.get(key)).cloned()
    };
    let package = of(&workspace, &["workspace", "package", "version"]).as_ref().and_then(string);
    let client = of(&client, &["package", "version"]).as_ref().and_then(string);
    let dependencies = of(&workspace, &["workspace", "dependencies"]);
    let dependencies = dependencies.iter().filter_map(Value::as_table).flat_map(|table| table.values());
    let by_path = dependencies.filter(|dependency| dependency.get("path").is_some());
    let by_path = by_path.filter_map(|dependency| dependency.get("version").and_then(string));
    let mut places: Vec<Place> = by_path.map(|version| (FILES[0].into(), version)).collect();
    places.push((FILES[0].into(), package.context("Cargo.toml has no version of the workspace")?));
    places.push((FILES[1].into(), client.context("client.toml has no version")?));
    Ok(places)
}

fn table(root: &Path, file: &str) -> Result<Table> {
    let text = fs::read_to_string(root.join(file)).with_context(|| format!("cannot read {file}"))?;
    text.parse().with_context(|| format!("{file} is not valid TOML"))
}

/// Writes a version to all places.
pub fn write(root: &Path, version: &Version) -> Result<()> {
    for file in FILES {
        let text = fs::read_to_string(root.join(file)).with_context(|| format!("cannot read {file}"))?;
        let with: String = text.split_inclusive('\n').map(|line| replaced(line, version)).collect();
        fs::write(root.join(file), with).with_context(|| format!("cannot write {file}"))?;
    }
    Ok(())
}

/// Replaces the version in a line that declares that of a package, or of a dependency with a path.
fn replaced(line: &str, version: &Version) -> String {
    const KEY: &str = "version = \"";
    let is_place = line.starts_with(KEY) || line.contains(" path = \"");
    let Some((before, (_, after))) = line.split_once(KEY).and_then(|(a, rest)| Some((a, rest.split_once('"')?))) else {
        return line.to_owned();
    };
    if is_place { format!("{before}{KEY}{version}\"{after}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use semver::Version;
    use tempfile::TempDir;

    use super::{read, write};

    const WORKSPACE: &str = "[workspace.package]\nversion = \"0.1.0\" # of all\nrust-version = \"1.89\"\n\n\
        [workspace.dependencies]\na = { version = \"0.1.0\", path = \"a\" }\nserde = { version = \"1\" }\n";
    const CLIENT: &str = "[package]\nname = \"one\"\nversion = \"0.1.0\"\n";

    fn project(workspace: &str, client: &str) -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("schemas")).expect("a folder");
        fs::write(folder.path().join("Cargo.toml"), workspace).expect("a file");
        fs::write(folder.path().join("schemas/client.toml"), client).expect("a file");
        folder
    }

    #[test]
    fn a_version_is_written_to_all_places_and_nowhere_else() {
        let project = project(WORKSPACE, CLIENT);
        let version = Version::new(0, 2, 0);
        write(project.path(), &version).expect("written");
        assert_eq!(read(project.path()).expect("read"), Ok(version));
        let text = fs::read_to_string(project.path().join("Cargo.toml")).expect("a file");
        assert_eq!(text, WORKSPACE.replace("0.1.0", "0.2.0"));
    }

    #[test]
    fn places_that_differ_are_named() {
        for (workspace, client) in [
            (WORKSPACE.replacen("0.1.0", "0.2.0", 1), CLIENT.to_owned()),
            (WORKSPACE.replace("{ version = \"0.1.0\"", "{ version = \"0.2.0\""), CLIENT.to_owned()),
            (WORKSPACE.to_owned(), CLIENT.replace("0.1.0", "0.2.0")),
        ] {
            let wrong = read(project(&workspace, &client).path()).expect("read").expect_err("two versions");
            assert!(wrong.contains("0.1.0 in ") && wrong.contains("0.2.0 in "), "{wrong}");
        }
    }
}
