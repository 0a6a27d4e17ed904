//! The paths that modules get in the output: each can be written, and is there once.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Model;
use crate::paths::check_path;
use crate::source::Span;

/// What lies at a path: the schema file that it comes from.
struct Found<'a> {
    source: &'a str,
    is_file: bool,
    span: Span,
}

/// Checks the paths of all modules, of all services together: two versions of a service share a folder.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Found<'_>> = BTreeMap::new();
    for service in &model.services {
        for unit in &service.units {
            let path = format!("{}/{}", service.module, unit.path.join("/"));
            if let Err(reason) = check_path(&format!("src/{path}.rs")) {
                let message = format!("`{}` would become `src/{path}.rs`: {reason}", unit.source);
                diagnostics.error(Code::OUTPUT_PATH_NOT_ALLOWED, service.span, message);
                continue;
            }
            for end in (0..unit.path.len()).map(|parts| parts + 1) {
                let path = format!("{}/{}", service.module, unit.path[..end].join("/"));
                let found = Found { source: &unit.source, is_file: end == unit.path.len(), span: service.span };
                add(&mut seen, path, found, diagnostics);
            }
        }
    }
}

/// Two folders become one; a file becomes one with nothing.
fn add<'a>(seen: &mut BTreeMap<String, Found<'a>>, path: String, found: Found<'a>, diagnostics: &mut Diagnostics) {
    if let Some(first) = seen.get(&path).filter(|first| first.is_file || found.is_file) {
        let message = format!("`{}` and `{}` would become one module, `{path}`", first.source, found.source);
        diagnostics.error(Code::OUTPUT_PATH_NOT_ALLOWED, found.span, message).label(first.span, "the first");
    } else {
        seen.insert(path, found);
    }
}
