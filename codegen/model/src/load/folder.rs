//! Loads a folder of hand-written XML schemas as one service.

use std::path::Path;

use super::{ci, names, unread};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Service;
use crate::source::Sources;
use crate::syntax::fields::Spanned;

/// Loads the XML schemas below `path`, a folder relative to `root`.
pub fn load(
    root: &Path,
    path: &Spanned<String>,
    module: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    list(root, &path.value, &mut files, &mut others);
    others.iter().for_each(|file| unread::check_ending(file, path.span, diagnostics));
    if files.is_empty() {
        let message = format!("no schemas in `{}`", path.value);
        diagnostics.error(Code::FILE_UNREADABLE, path.span, message);
        return None;
    }
    let mut service =
        Service { module: module.to_owned(), name: module.to_owned(), span: path.span, ..Service::default() };
    for file in files {
        let file = Spanned { value: file, span: path.span };
        if !names::check_schema_path(&file, diagnostics) {
            continue;
        }
        match sources.read(root, &file.value, diagnostics) {
            Some(id) => ci::load(sources, id, &mut service, diagnostics),
            None => service.incomplete = true,
        }
    }
    Some(service)
}

/// Lists the XML files below a folder, sorted, relative to `root`, and the other files. Does not follow symbolic links. A
/// named pipe, a device or a socket is in the list, so that reading it reports it.
fn list(root: &Path, folder: &str, found: &mut Vec<String>, others: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => list(root, &path, found, others),
            Ok(kind) if !kind.is_symlink() && path.ends_with(".xml") => found.push(path),
            _ => others.push(path),
        }
    }
    found.sort();
    others.sort();
}
