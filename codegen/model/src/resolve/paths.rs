//! Checks the paths of generated modules: each is portable and unique.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Model;
use crate::paths::check_path;
use crate::source::Span;

/// The schema file that a path comes from.
struct Origin<'a> {
    source: &'a str,
    is_file: bool,
    span: Span,
}

/// Checks the paths of the modules of all services together, because versions of a service share a folder.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Origin<'_>> = BTreeMap::new();
    for service in &model.services {
        for unit in &service.units {
            let path = format!("{}/{}", service.module, unit.path.join("/"));
            if let Err(reason) = check_path(&format!("src/{path}.rs")) {
                let message = format!("`{}` maps to `src/{path}.rs`: {reason}", unit.source);
                diagnostics.error(Code::OUTPUT_PATH_NOT_ALLOWED, service.span, message);
                continue;
            }
            for end in (0..unit.path.len()).map(|parts| parts + 1) {
                let path = format!("{}/{}", service.module, unit.path[..end].join("/"));
                let origin = Origin { source: &unit.source, is_file: end == unit.path.len(), span: service.span };
                add(&mut seen, path, origin, diagnostics);
            }
        }
    }
}

/// Adds a path. Reports a file at the path of another file or folder. Folders can be shared.
fn add<'a>(seen: &mut BTreeMap<String, Origin<'a>>, path: String, origin: Origin<'a>, diagnostics: &mut Diagnostics) {
    if let Some(first) = seen.get(&path).filter(|first| first.is_file || origin.is_file) {
        let message = format!("`{}` and `{}` map to the same module `{path}`", first.source, origin.source);
        diagnostics.error(Code::OUTPUT_PATH_NOT_ALLOWED, origin.span, message).label(first.span, "first mapped here");
    } else {
        seen.insert(path, origin);
    }
}
