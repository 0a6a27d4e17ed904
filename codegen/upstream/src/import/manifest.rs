//! Registers descriptors in the manifest. The text is edited in place, so that comments and order are kept.

use codegen_model::diagnostic::{Diagnostics, render};
use codegen_model::load::manifest::FILE;
use codegen_model::load::published::package;
use codegen_model::source::Sources;
use codegen_model::syntax::fields::Fields;
use codegen_model::syntax::json::Node;
use codegen_model::syntax::toml::parse;

/// Returns the manifest of a crate without services.
pub fn new_manifest() -> String {
    let package = package();
    let value = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let lines = [("name", &package.name), ("version", &package.version), ("description", &package.description)];
    let lines: String = lines.iter().map(|(key, text)| format!("{key} = {}\n", value(text))).collect();
    format!("[package]\n{lines}")
}

/// Adds descriptors of a module to the manifest `text`. Missing paths are appended to the module's entry, or to a new
/// entry at the end.
///
/// # Errors
///
/// Returns the findings if the text is not a manifest.
pub fn register(text: &str, module: &str, paths: &[String]) -> Result<String, String> {
    let mut sources = Sources::default();
    let file = sources.add(FILE, text);
    let mut diagnostics = Diagnostics::default();
    let entry = parse(&sources, file, &mut diagnostics).and_then(|node| entry(&node, module, &mut diagnostics));
    if diagnostics.has_errors() {
        return Err(render::text(&sources, &diagnostics.finish(&sources)));
    }
    let text = sources.text(file);
    Ok(match entry {
        None => format!("{}\n\n[[service]]\nmodule = \"{module}\"\nschemas = [{}]\n", text.trim_end(), quoted(paths)),
        Some(entry) => append(text, &entry, paths),
    })
}

/// The schemas of a module, and the offset of the bracket that closes their list.
struct Entry {
    schemas: Vec<String>,
    close: usize,
}

/// Returns the entry of a module. Every entry is checked.
fn entry(manifest: &Node<'_>, module: &str, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let mut found = None;
    for service in Fields::open_lenient(manifest, diagnostics)?.list("service", diagnostics) {
        let Some(fields) = Fields::open_lenient(service, diagnostics) else { continue };
        let name = fields.required_string("module", diagnostics);
        let Some(list) = fields.required("schemas", diagnostics) else { continue };
        let schemas = fields.strings("schemas", diagnostics).into_iter().map(|path| path.value).collect();
        if found.is_none() && name.is_some_and(|name| name.value == module) {
            found = Some(Entry { schemas, close: list.span.end as usize - 1 });
        }
    }
    found
}

/// Appends the paths that an entry lacks to its list.
fn append(text: &str, entry: &Entry, paths: &[String]) -> String {
    let missing: Vec<_> = paths.iter().filter(|path| !entry.schemas.contains(path)).cloned().collect();
    if missing.is_empty() {
        return text.to_owned();
    }
    let (before, after) = text.split_at(entry.close);
    let comma = if entry.schemas.is_empty() { "" } else { ", " };
    let (before, space) = before.split_at(before.trim_end().trim_end_matches(',').len());
    let space = space.trim_start_matches(',');
    format!("{before}{comma}{}{space}{after}", quoted(&missing))
}

fn quoted(paths: &[String]) -> String {
    paths.iter().map(|path| format!("\"{path}\"")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{new_manifest, register};

    #[test]
    fn comments_and_order_are_kept() {
        let text = "# Ours.\n[package]\nname = \"a\"\n\n[[service]] # first\nmodule = \"vpc\"\nschemas = [\n  \"vpc/1.json\",\n]\n\n[[service]]\nmodule = \"ci\"\nschemas = [\"ci\"]\n";
        let paths = ["vpc/1.json".to_owned(), "vpc/2.json".to_owned()];
        let added = register(text, "vpc", &paths).expect("a manifest");
        assert_eq!(added, text.replace("\"vpc/1.json\",\n", "\"vpc/1.json\", \"vpc/2.json\"\n"));
        assert_eq!(register(&added, "vpc", &paths).expect("a manifest"), added, "a second time changes nothing");
        let new = register(text, "as_", &["as/1.json".to_owned()]).expect("a manifest");
        assert_eq!(new, format!("{text}\n[[service]]\nmodule = \"as_\"\nschemas = [\"as/1.json\"]\n"));
    }

    #[test]
    fn a_service_can_be_added_to_a_new_manifest_but_not_to_other_text() {
        let text = register(&new_manifest(), "demo", &["demo/1.json".to_owned()]).expect("a manifest");
        assert!(text.ends_with("[[service]]\nmodule = \"demo\"\nschemas = [\"demo/1.json\"]\n"), "{text}");
        for text in ["[package", "service = 1", "[[service]]\nmodule = \"demo\"\n", "[[service]]\nschemas = []\n"] {
            assert!(register(text, "demo", &[]).is_err(), "{text}");
        }
    }
}
