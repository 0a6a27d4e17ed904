//! Loads two sets of published metadata, but only the files that differ. Positions are those in the metadata itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::folder::{Folders, Side};
use codegen_model::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen_model::files::{self, MAX_FILE_BYTES};
use codegen_model::load::published;
use codegen_model::resolve;
use codegen_model::source::{Sources, Span};
use codegen_model::syntax::json;
use codegen_model::{Model, Package};

/// Whether a path is a file of published metadata, or a folder that contains one.
pub fn is_published(path: &Path) -> bool {
    if path.is_dir() {
        return published::find(path).is_ok_and(|found| !found.is_empty());
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let (root, name) = split(path);
    let file = sources.read(root, &name, &mut diagnostics);
    let node = file.and_then(|file| json::parse(&sources, file, &mut diagnostics));
    node.is_some_and(|node| published::is_published(&node))
}

/// Loads what differs between two sets. Two single files are compared even if their names differ.
pub fn load(base: Side<'_>, head: Side<'_>) -> Folders {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let mut list = |side: Side<'_>| paths(side.root).map_err(|error| problems.extend(unlisted(side, &error))).ok();
    let (Some(base_paths), Some(head_paths)) = (list(base), list(head)) else {
        return Folders { sources, base: None, head: None, problems };
    };
    let bytes = |side: Side<'_>, path: &String| files::read(folder(side.root), path, MAX_FILE_BYTES).ok();
    let in_both = base_paths.iter().filter_map(|(key, path)| Some((key, path, head_paths.get(key)?)));
    let equal = in_both.filter(|(_, in_base, in_head)| {
        // A file that cannot be read is equal to none, so that loading it reports why.
        bytes(base, in_base).is_some_and(|content| bytes(head, in_head) == Some(content))
    });
    let equal: BTreeSet<&String> = equal.map(|(key, ..)| key).collect();
    let mut side = |side: Side<'_>, own: &BTreeMap<String, String>| {
        sources.show_below(side.shown);
        let changed: Vec<_> =
            own.iter().filter(|(key, _)| !equal.contains(key)).map(|(_, path)| path.clone()).collect();
        let model = model(folder(side.root), &changed, &mut sources);
        model.map_err(|findings| problems.extend(findings)).ok()
    };
    let base = side(base, &base_paths);
    let head = side(head, &head_paths);
    Folders { sources, base, head, problems }
}

/// Returns the files of a set by the key that identifies them on both sides: the path below the folder, or an empty key for a
/// single file.
fn paths(root: &Path) -> io::Result<BTreeMap<String, String>> {
    if root.is_dir() {
        return Ok(published::find(root)?.into_iter().map(|path| (path.clone(), path)).collect());
    }
    Ok(BTreeMap::from([(String::new(), split(root).1)]))
}

/// Reports that a set cannot be listed.
fn unlisted(side: Side<'_>, error: &io::Error) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    let message = format!("cannot list `{}`: {error}", side.root.display());
    diagnostics.error(Code::FILE_UNREADABLE, Span::NOWHERE, message);
    diagnostics.finish(&Sources::default())
}

/// Returns the folder that contains the files.
fn folder(root: &Path) -> &Path {
    if root.is_dir() { root } else { split(root).0 }
}

/// Splits the path of a file into folder and name.
fn split(file: &Path) -> (&Path, String) {
    let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    (file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")), name)
}

/// Loads the model of these files. Errors in Rust names are ignored, because no crate is generated from unreviewed metadata.
fn model(root: &Path, files: &[String], sources: &mut Sources) -> Result<Model, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let services = published::read(root, files, sources, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics.finish(sources));
    }
    // There is no manifest that declares a version.
    let mut model = Model { package: Package { span: Span::NOWHERE, ..Package::default() }, services };
    resolve::resolve(&mut model, &mut Diagnostics::default());
    Ok(model)
}
