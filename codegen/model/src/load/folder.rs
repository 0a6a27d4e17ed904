//! Loads a folder of hand-written XML schemas as one service.

use std::path::Path;

use super::{ci, names};
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
    let files = schema_files(root, &path.value);
    if files.is_empty() {
        let message = format!("there is no schema in `{}`", path.value);
        diagnostics.error(Code::FILE_UNREADABLE, path.span, message);
        return None;
    }
    let mut service = Service {
        module: module.to_owned(),
        name: module.to_owned(),
        version: None,
        doc: String::new(),
        page: None,
        guide: String::new(),
        left_out: Vec::new(),
        units: Vec::new(),
        operations: Vec::new(),
        shapes: Default::default(),
        enums: Default::default(),
        rules: Vec::new(),
        errors: Vec::new(),
        authorization: Default::default(),
        incomplete: false,
        span: path.span,
    };
    for found in files {
        let found = Spanned { value: found, span: path.span };
        if !names::check_schema_path(&found, diagnostics) {
            continue;
        }
        match sources.read(root, &found.value, diagnostics) {
            Some(file) => ci::load(sources, file, &mut service, diagnostics),
            None => service.incomplete = true,
        }
    }
    Some(service)
}

/// The XML files below a folder, sorted, relative to `root`. Links are not followed.
fn schema_files(root: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return found };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(schema_files(root, &path)),
            Ok(kind) if kind.is_file() && path.ends_with(".xml") => found.push(path),
            _ => {}
        }
    }
    found.sort();
    found
}
