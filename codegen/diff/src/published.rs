//! Knows which files of two sets of published metadata can differ at all: only those are loaded. Places are in the metadata
//! itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::folder::{Folders, Side};
use codegen_model::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen_model::load::published as import;
use codegen_model::load::published;
use codegen_model::resolve;
use codegen_model::source::{Sources, Span};
use codegen_model::syntax::json;
use codegen_model::{Model, Package};

/// Whether this is published metadata: a file of it, or a folder that has one somewhere below.
pub fn is_published(path: &Path) -> bool {
    if path.is_dir() {
        return codegen_model::load::published::find(path).is_ok_and(|found| !found.is_empty());
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
    let mut listed = |side: Side<'_>| paths(side.root).map_err(|error| problems.extend(unlisted(side, &error))).ok();
    let (Some(of_base), Some(of_head)) = (listed(base), listed(head)) else {
        return Folders { sources, base: None, head: None, problems };
    };
    let same: BTreeSet<&String> = of_base.keys().filter(|key| of_head.contains_key(*key)).collect();
    let bytes = |side: Side<'_>, path: &String| std::fs::read(folder(side.root).join(path)).ok();
    let same: BTreeSet<&String> =
        same.into_iter().filter(|key| bytes(base, &of_base[*key]) == bytes(head, &of_head[*key])).collect();
    let mut side = |side: Side<'_>, own: &BTreeMap<String, String>| {
        sources.show_below(side.shown);
        let changed: Vec<_> = own.iter().filter(|(key, _)| !same.contains(key)).map(|(_, path)| path.clone()).collect();
        let model = model(folder(side.root), &changed, &mut sources);
        model.map_err(|findings| problems.extend(findings)).ok()
    };
    let base = side(base, &of_base);
    let head = side(head, &of_head);
    Folders { sources, base, head, problems }
}

/// The files by what they are compared by: their path below the folder, or nothing for a single file.
fn paths(root: &Path) -> io::Result<BTreeMap<String, String>> {
    if root.is_dir() {
        return Ok(codegen_model::load::published::find(root)?.into_iter().map(|path| (path.clone(), path)).collect());
    }
    Ok(BTreeMap::from([(String::new(), split(root).1)]))
}

/// A set that cannot be listed is no empty one.
fn unlisted(side: Side<'_>, error: &io::Error) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    let message = format!("`{}` cannot be listed: {error}", side.root.display());
    diagnostics.error(Code::FILE_UNREADABLE, Span::NOWHERE, message);
    diagnostics.finish(&Sources::default())
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

/// The model of these files. Their names in Rust are given as well as that goes: nobody makes a crate of them as they are.
fn model(root: &Path, files: &[String], sources: &mut Sources) -> Result<Model, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let services = import::read(root, files, sources, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics.finish(sources));
    }
    // No manifest declares a version.
    let mut model = Model { package: Package { span: Span::NOWHERE, ..Package::default() }, services };
    resolve::resolve(&mut model, &mut Diagnostics::default());
    Ok(model)
}
