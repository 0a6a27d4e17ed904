//! Knows which services of two folders of schemas can differ at all: only those are loaded.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen_model::Model;
use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::load::manifest;
use codegen_model::pipeline::load_into;
use codegen_model::source::Sources;

/// Two folders of schemas, as far as they differ.
#[derive(Debug)]
pub struct Folders {
    /// The files of both.
    pub sources: Sources,
    /// What there was.
    pub base: Option<Model>,
    /// What there is.
    pub head: Option<Model>,
    /// What is wrong with either, so that its model is missing.
    pub problems: Vec<Diagnostic>,
}

/// A folder of schemas, and what people are shown before the paths of its files.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The folder.
    pub root: &'a Path,
    /// `main:schemas/`.
    pub shown: &'a str,
}

/// Loads what is not the same in two folders.
pub fn load(base: Side<'_>, head: Side<'_>) -> Folders {
    let mut sources = Sources::default();
    let (of_base, of_head) = (services(base), services(head));
    let mut problems = Vec::new();
    let mut side = |side: Side<'_>, own: &BTreeMap<String, Files>, other: &BTreeMap<String, Files>| {
        let changed: Vec<String> = own
            .iter()
            .filter(|(module, files)| other.get(*module) != Some(files))
            .map(|(module, _)| module.clone())
            .collect();
        sources.show_below(side.shown);
        // An empty list would mean all of them; and a manifest without services says itself what is wrong with it.
        let (model, findings) = match changed.is_empty() && !own.is_empty() {
            true => package(&mut sources, side.root),
            false => load_into(&mut sources, side.root, &changed),
        };
        if model.is_none() {
            problems.extend(findings);
        }
        model
    };
    let base = side(base, &of_base, &of_head);
    let head = side(head, &of_head, &of_base);
    Folders { sources, base, head, problems }
}

/// A model without services.
fn package(sources: &mut Sources, root: &Path) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let manifest = manifest::load(root, sources, &mut diagnostics);
    (manifest.map(|manifest| Model { package: manifest.package, services: Vec::new() }), diagnostics.finish(sources))
}

/// What a service is made of: the files by their paths, and what the manifest says of it.
#[derive(Debug, PartialEq)]
struct Files {
    said: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
}

/// The services of a folder, by module.
fn services(side: Side<'_>) -> BTreeMap<String, Files> {
    let manifest = manifest::load(side.root, &mut Sources::default(), &mut Diagnostics::default());
    let entries = manifest.into_iter().flat_map(|manifest| manifest.services);
    let files = |entry: manifest::Entry| {
        let folders: BTreeSet<&str> = entry.schemas.iter().map(|path| folder(&path.value)).collect();
        let files = folders.into_iter().flat_map(|folder| below(side.root, folder));
        let guide = entry.guide.iter().filter_map(|guide| read(side.root, &guide.value));
        let said = entry.texts().into_iter().map(str::to_owned).collect();
        (entry.module.value.clone(), Files { said, files: files.chain(guide).collect() })
    };
    entries.map(files).collect()
}

/// The folder of a schema: what lies beside it, overlays and tables, belongs to it.
fn folder(path: &str) -> &str {
    if path.ends_with(".json") { path.rsplit_once('/').map_or(".", |(folder, _)| folder) } else { path }
}

fn below(root: &Path, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return found };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(below(root, &path)),
            // A link may be to what lies elsewhere in the schemas: what it leads to counts.
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
    fn what_a_link_leads_to_counts() {
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
