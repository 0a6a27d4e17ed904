//! Knows which files of two sets of published metadata can differ at all: only those are loaded. Places are in the metadata
//! itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::folder::{Folders, Side};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::{json, published};
use crate::model::{Model, Package};
use crate::resolve;
use crate::source::{Sources, Span};

/// What the files are called.
const FILE: &str = "api.json";

/// Whether this is published metadata: a file of it, or a folder that has one somewhere below.
pub fn is_published(path: &Path) -> bool {
    if path.is_dir() {
        return !files(path).is_empty();
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let (root, name) = split(path);
    let file = sources.read(root, &name, &mut diagnostics);
    let node = file.and_then(|file| json::parse(&sources, file, &mut diagnostics));
    node.is_some_and(|node| published::is_published(&node))
}

/// Loads what is not the same in two sets. Two single files are compared whatever they are called.
pub fn load(base: Side<'_>, head: Side<'_>) -> Folders {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let (of_base, of_head) = (paths(base.root), paths(head.root));
    let same: BTreeSet<&String> = of_base.keys().filter(|key| of_head.contains_key(*key)).collect();
    let bytes = |side: Side<'_>, path: &String| std::fs::read(folder(side.root).join(path)).ok();
    let same: BTreeSet<&String> =
        same.into_iter().filter(|key| bytes(base, &of_base[*key]) == bytes(head, &of_head[*key])).collect();
    let mut side = |side: Side<'_>, own: &BTreeMap<String, String>| {
        sources.show_below(side.shown);
        let changed = own.iter().filter(|(key, _)| !same.contains(key)).map(|(_, path)| path.as_str());
        let model = model(folder(side.root), changed, &mut sources);
        model.map_err(|findings| problems.extend(findings)).ok()
    };
    let base = side(base, &of_base);
    let head = side(head, &of_head);
    Folders { sources, base, head, problems }
}

/// The files by what they are compared by: their path below the folder, or nothing for a single file.
fn paths(root: &Path) -> BTreeMap<String, String> {
    if root.is_dir() {
        return files(root).into_iter().map(|path| (path.clone(), path)).collect();
    }
    BTreeMap::from([(String::new(), split(root).1)])
}

/// The folder that the files are in.
fn folder(root: &Path) -> &Path {
    if root.is_dir() { root } else { split(root).0 }
}

/// A file as its folder and its name.
fn split(file: &Path) -> (&Path, String) {
    let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    (file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")), name)
}

/// The metadata below a folder, sorted. Links are not followed.
fn files(root: &Path) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(root.join(&folder)) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(path),
                Ok(kind) if kind.is_file() && name == FILE => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The model of these files. Their names in Rust are given as well as that goes: nobody makes a crate of them as they are.
fn model<'p>(
    root: &Path,
    paths: impl Iterator<Item = &'p str>,
    sources: &mut Sources,
) -> Result<Model, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    // No manifest declares a version.
    let mut model = Model { package: Package { span: Span::NOWHERE, ..Package::default() }, services: Vec::new() };
    for path in paths {
        let Some(file) = sources.read(root, path, &mut diagnostics) else { continue };
        let Some(mut service) = published::load(sources, file, "service", &mut diagnostics) else { continue };
        service.module.clone_from(&service.name);
        model.services.push(service);
    }
    if diagnostics.has_errors() {
        return Err(diagnostics.finish(sources));
    }
    resolve::resolve(&mut model, &mut Diagnostics::default());
    Ok(model)
}
