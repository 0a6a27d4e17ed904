//! A service's descriptors in the manifest. The text is edited, not written anew: comments and order stay.

use serde::Deserialize;
use toml::Spanned;

use codegen_model::load::published::package;

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    service: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    module: String,
    schemas: Spanned<Vec<String>>,
}

/// A manifest for a crate that has no service yet.
pub fn new_manifest() -> String {
    let package = package();
    let value = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let lines = [("name", &package.name), ("version", &package.version), ("description", &package.description)];
    let lines: String = lines.iter().map(|(key, text)| format!("{key} = {}\n", value(text))).collect();
    format!("[package]\n{lines}")
}

/// The manifest `text` with descriptors of a module in it: those that it lacks go to the entry of the module, or to a new
/// one at the end.
///
/// # Errors
///
/// Fails where the text is no manifest.
pub fn register(text: &str, module: &str, paths: &[String]) -> Result<String, toml::de::Error> {
    let manifest: Manifest = toml::from_str(text)?;
    let quoted = |paths: &[&String]| paths.iter().map(|path| format!("\"{path}\"")).collect::<Vec<_>>().join(", ");
    let Some(entry) = manifest.service.iter().find(|entry| entry.module == module) else {
        let listed = quoted(&paths.iter().collect::<Vec<_>>());
        return Ok(format!("{}\n\n[[service]]\nmodule = \"{module}\"\nschemas = [{listed}]\n", text.trim_end()));
    };
    let known = entry.schemas.get_ref();
    let missing: Vec<_> = paths.iter().filter(|path| !known.contains(path)).collect();
    if missing.is_empty() {
        return Ok(text.to_owned());
    }
    let (before, after) = text.split_at(entry.schemas.span().end - 1);
    let gap = if known.is_empty() { "" } else { ", " };
    let (kept, space) = before.split_at(before.trim_end().trim_end_matches(',').len());
    let space = space.trim_start_matches(',');
    Ok(format!("{kept}{gap}{}{space}{after}", quoted(&missing)))
}

#[cfg(test)]
mod tests {
    use super::{new_manifest, register};

    #[test]
    fn comments_and_order_stay() {
        let text = "# Ours.\n[package]\nname = \"a\"\n\n[[service]] # first\nmodule = \"vpc\"\nschemas = [\n  \"vpc/1.json\",\n]\n\n[[service]]\nmodule = \"ci\"\nschemas = [\"ci\"]\n";
        let paths = ["vpc/1.json".to_owned(), "vpc/2.json".to_owned()];
        let added = register(text, "vpc", &paths).expect("a manifest");
        assert_eq!(added, text.replace("\"vpc/1.json\",\n", "\"vpc/1.json\", \"vpc/2.json\"\n"));
        assert_eq!(register(&added, "vpc", &paths).expect("a manifest"), added, "a second time changes nothing");
        let new = register(text, "as_", &["as/1.json".to_owned()]).expect("a manifest");
        assert_eq!(new, format!("{text}\n[[service]]\nmodule = \"as_\"\nschemas = [\"as/1.json\"]\n"));
    }

    #[test]
    fn a_new_manifest_takes_a_service() {
        let text = register(&new_manifest(), "demo", &["demo/1.json".to_owned()]).expect("a manifest");
        assert!(text.ends_with("[[service]]\nmodule = \"demo\"\nschemas = [\"demo/1.json\"]\n"), "{text}");
        assert!(register("[package", "demo", &[]).is_err());
    }
}
