//! Loads two sets of published metadata as an import does, but only the files that differ. Positions are those in the metadata
//! itself.

use std::collections::BTreeSet;

use crate::folder::Folders;
use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::load::published::{self, Selection, Source};
use codegen_model::load::read::ReadFailure;
use codegen_model::source::{Sources, Span};
use codegen_model::syntax::json;
use codegen_model::{Model, Package, pipeline, resolve};

/// A set of published metadata, and the prefix that is shown before the paths of its files.
#[derive(Clone, Copy)]
pub struct Published<'a> {
    /// The files.
    pub source: &'a dyn Source,
    /// The prefix: `old/`.
    pub shown: &'a str,
}

/// Returns whether a source has published metadata. A single file may be a descriptor.
pub fn is_published(source: &dyn Source) -> bool {
    let [path] = source.files() else { return !source.files().is_empty() };
    let (mut sources, mut ignored) = (Sources::default(), Diagnostics::default());
    let file = sources.add_bytes(path, source.read(path), &mut ignored);
    let node = file.and_then(|file| json::parse(&sources, file, &mut ignored));
    node.is_some_and(|node| published::is_published(&node))
}

/// Loads what differs between two sets. Two single files are compared even if their names differ. The findings are those of
/// an import.
pub fn load(base: Published<'_>, head: Published<'_>) -> Folders {
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    let equal = equal(base.source, head.source);
    let mut side = |side: Published<'_>| {
        sources.show_below(side.shown);
        let files = side.source.files().iter().filter(|path| !equal.contains(*path)).cloned().collect();
        let (model, findings) = model(&Part { whole: side.source, files }, &mut sources);
        problems.extend(findings);
        model
    };
    let (base, head) = (side(base), side(head));
    Folders { sources, base, head, problems }
}

/// Returns the paths of files that are the same in both sets.
fn equal(base: &dyn Source, head: &dyn Source) -> BTreeSet<String> {
    let in_head: BTreeSet<&String> = head.files().iter().collect();
    let is_equal = |path: &&String| match (base.read(path), head.read(path)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    base.files().iter().filter(|path| in_head.contains(*path)).filter(is_equal).cloned().collect()
}

/// A part of a set.
struct Part<'a> {
    whole: &'a dyn Source,
    files: Vec<String>,
}

impl Source for Part<'_> {
    fn files(&self) -> &[String] {
        &self.files
    }

    fn contains(&self, path: &str) -> bool {
        self.whole.contains(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        self.whole.read(path)
    }
}

/// Loads the model of a source. `None` if the source is refused, or has files and none can be used. Findings in Rust names
/// are left out, because no crate is generated from unreviewed metadata.
fn model(source: &dyn Source, sources: &mut Sources) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let services = published::read_from(source, &Selection::default(), sources, &mut diagnostics);
    let services = pipeline::check_published(services, &mut diagnostics);
    // There is no manifest that declares a version.
    let mut model = Model { package: Package { span: Span::NOWHERE, ..Package::default() }, services };
    let is_refused = diagnostics.has_errors() || model.services.is_empty() && !source.files().is_empty();
    resolve::resolve(&mut model, &mut Diagnostics::default());
    ((!is_refused).then_some(model), diagnostics.finish(sources))
}
