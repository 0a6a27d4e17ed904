//! Lists the schemas that the program contains: the repository's when it is built there, and those in the package elsewhere.

use std::env::var_os;
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if var_os("CARGO_FEATURE_PROGRAM").is_none() {
        return Ok(());
    }
    // A link to the repository's folder, of which a package has a copy. Some systems check out links as files.
    let links = [PathBuf::from("schemas"), PathBuf::from("../schemas")];
    let folder = links.into_iter().find(|folder| folder.is_dir()).ok_or(io::ErrorKind::NotFound)?.canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut list = String::from("&[\n");
    for path in schemas(&folder)? {
        let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        list += &format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string());
    }
    let out = PathBuf::from(var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("schemas.rs"), list + "]\n")
}

/// Returns the files below a folder that schemas are loaded from, in the order of their names.
fn schemas(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            found.extend(schemas(&path)?);
        } else if ["json", "toml", "xml"].contains(&ending) && !path.to_string_lossy().ends_with(".schema.json") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
