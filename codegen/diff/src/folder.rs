//! Loads two folders of schemas, but only the services whose files differ.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen_model::Model;
use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::load::manifest;
use codegen_model::pipeline::load_into;
use codegen_model::source::Sources;

/// Two folders of schemas, without the services that are equal.
#[derive(Debug)]
pub struct Folders {
    /// The files of both.
    pub sources: Sources,
    /// The model of the base; `None` if it has errors.
    pub base: Option<Model>,
    /// The model of the head; `None` if it has errors.
    pub head: Option<Model>,
    /// The findings of published metadata, and the errors of the models that are missing.
    pub problems: Vec<Diagnostic>,
}

/// A folder of schemas, and the prefix that is shown before the paths of its files.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The folder.
    pub root: &'a Path,
    /// The prefix: `main:schemas/`.
    pub shown: &'a str,
}

/// Loads what differs between two folders.
pub fn load(base: Side<'_>, head: Side<'_>) -> Folders {
    let mut sources = Sources::default();
    let (base_services, head_services) = (services(base), services(head));
    let mut problems = Vec::new();
    let mut side = |side: Side<'_>, own: &BTreeMap<String, Inputs>, other: &BTreeMap<String, Inputs>| {
        let changed: Vec<String> = own
            .iter()
            .filter(|(module, inputs)| other.get(*module) != Some(inputs))
            .map(|(module, _)| module.clone())
            .collect();
        sources.show_below(side.shown);
        // An empty list would load every service. A manifest without services has to report its own error.
        let (model, findings) = match changed.is_empty() && !own.is_empty() {
            true => load_package(&mut sources, side.root),
            false => load_into(&mut sources, side.root, &changed),
        };
        if model.is_none() {
            problems.extend(findings);
        }
        model
    };
    let base = side(base, &base_services, &head_services);
    let head = side(head, &head_services, &base_services);
    Folders { sources, base, head, problems }
}

/// Loads the model without services.
fn load_package(sources: &mut Sources, root: &Path) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let manifest = manifest::load(root, sources, &mut diagnostics);
    (manifest.map(|manifest| Model { package: manifest.package, services: Vec::new() }), diagnostics.finish(sources))
}

/// Everything that decides a service's model.
#[derive(Debug, PartialEq)]
struct Inputs {
    /// The service's entry in the manifest.
    entry: Vec<String>,
    /// The files by path.
    files: BTreeMap<String, Vec<u8>>,
}

/// Returns the inputs of the services in a folder, by module.
fn services(side: Side<'_>) -> BTreeMap<String, Inputs> {
    let manifest = manifest::load(side.root, &mut Sources::default(), &mut Diagnostics::default());
    let entries = manifest.into_iter().flat_map(|manifest| manifest.services);
    let inputs = |entry: manifest::Entry| {
        let folders: BTreeSet<&str> = entry.schemas.iter().map(|path| folder(&path.value)).collect();
        let files = folders.into_iter().flat_map(|folder| below(side.root, folder));
        let guide = entry.guide.iter().filter_map(|guide| read(side.root, &guide.value));
        let texts = entry.texts().into_iter().map(str::to_owned).collect();
        (entry.module.value.clone(), Inputs { entry: texts, files: files.chain(guide).collect() })
    };
    entries.map(inputs).collect()
}

/// Returns the folder of a schema, whose overlays and tables lie beside it.
fn folder(path: &str) -> &str {
    if path.ends_with(".json") { path.rsplit_once('/').map_or(".", |(folder, _)| folder) } else { path }
}

/// Reads all files below a folder.
fn below(root: &Path, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return found };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(below(root, &path)),
            // A link may lead to a file elsewhere in the schemas. Its content counts.
            Ok(kind) if kind.is_file() || kind.is_symlink() => found.extend(read(root, &path)),
            _ => {}
        }
    }
    found
}

fn read(root: &Path, path: &str) -> Option<(String, Vec<u8>)> {
    let bytes = std::fs::read(root.join(path)).ok()?;
    Some((path.to_owned(), bytes))
}

#[cfg(all(test, unix))]
mod tests {
    use super::below;

    #[test]
    fn links_are_followed() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| std::fs::write(root.path().join(path), text).expect("a file");
        std::fs::create_dir(root.path().join("ims")).expect("a folder");
        write("elsewhere.json", "old");
        std::os::unix::fs::symlink("../elsewhere.json", root.path().join("ims/1.json")).expect("a link");
        let before = below(root.path(), "ims");
        write("elsewhere.json", "new");
        assert_eq!(before, [("ims/1.json".to_owned(), b"old".to_vec())]);
        assert_ne!(before, below(root.path(), "ims"));
    }
}
