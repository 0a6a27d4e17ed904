//! Loads two sets of published metadata as an import does, but only the services that differ. Positions are those in the
//! metadata itself.

use std::collections::BTreeSet;

use crate::excluded::{Excluded, SideName};
use crate::folder::Folders;
use codegen_model::diagnostic::{Diagnostic, Diagnostics, Level};
use codegen_model::load::published::{self, Selection, Source};
use codegen_model::load::read::ReadFailure;
use codegen_model::source::{Sources, Span};
use codegen_model::syntax::json;
use codegen_model::{Model, Package, Service, pipeline, resolve};

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

/// Loads the services of which a file differs between two sets, with all their files: one version of a service decides what
/// another one means. Two single files are compared even if their names differ.
pub fn load(base: Published<'_>, head: Published<'_>) -> Folders {
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    let changed = changed(base.source, head.source);
    let mut side = |side: Published<'_>, name: SideName| {
        let in_changed = |path: &&String| changed.contains(service_of(path));
        let files: Vec<String> = side.source.files().iter().filter(in_changed).cloned().collect();
        let (model, findings) = model(&Part { of: side, files: files.clone() }, &mut sources);
        let (about_files, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| leaves_out(finding));
        problems.extend(others);
        (model, Missing { side: name, files: files.into_iter().collect(), findings: about_files })
    };
    let (mut base, base_missing) = side(base, SideName::Base);
    let (mut head, head_missing) = side(head, SideName::Head);
    let loaded = [&base, &head].map(|model| model.as_ref().map(loaded_files).unwrap_or_default());
    let base_missing = base_missing.after_loading(&loaded[0]);
    let head_missing = head_missing.after_loading(&loaded[1]);
    // The head is not to blame for a file that neither side can use.
    let mut excluded = head_missing.excluded(&sources, |file| base_missing.files.contains(file));
    excluded.extend(base_missing.excluded(&sources, |_| false));
    let names: BTreeSet<&str> = excluded.iter().map(|excluded| &*excluded.what).collect();
    for model in [&mut base, &mut head].into_iter().flatten() {
        model.services.retain(|service| !loaded_file(service).is_some_and(|file| names.contains(service_of(file))));
    }
    let has_services = [&base, &head].into_iter().flatten().any(|model| !model.services.is_empty());
    let is_compared = excluded.is_empty() || has_services;
    Folders { sources, base: base.filter(|_| is_compared), head: head.filter(|_| is_compared), excluded, problems }
}

/// Returns the folders of services with a file that differs.
fn changed<'s>(base: &'s dyn Source, head: &'s dyn Source) -> BTreeSet<&'s str> {
    let equal = equal(base, head);
    let files = base.files().iter().chain(head.files());
    files.filter(|path| !equal.contains(*path)).map(|path| service_of(path)).collect()
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

/// Returns the folder of the service that a file belongs to; empty if it has none.
fn service_of(path: &str) -> &str {
    published::folder_of(path).unwrap_or_default()
}

/// Whether a finding says that a file is not used at all.
fn leaves_out(finding: &Diagnostic) -> bool {
    finding.level == Level::Error
        || ["the file is left out", "the service is left out"].iter().any(|end| finding.message.ends_with(end))
}

/// Returns the file of a service.
fn loaded_file(service: &Service) -> Option<&str> {
    service.units.first().map(|unit| unit.source.as_str())
}

fn loaded_files(model: &Model) -> BTreeSet<String> {
    model.services.iter().filter_map(loaded_file).map(str::to_owned).collect()
}

/// The files of a side that are missing in the model, and why.
struct Missing {
    side: SideName,
    files: BTreeSet<String>,
    findings: Vec<Diagnostic>,
}

impl Missing {
    fn after_loading(mut self, loaded: &BTreeSet<String>) -> Self {
        self.files.retain(|file| !loaded.contains(file));
        self
    }

    /// Returns what cannot be compared, except for files that are `ignored`.
    fn excluded(&self, sources: &Sources, ignored: impl Fn(&str) -> bool) -> Vec<Excluded> {
        let about = self.findings.iter().map(|problem| (problem, sources.path(problem.span.file)));
        let is_missing = |file: &str| self.files.contains(file) && !ignored(file);
        let missing = about.filter(|(problem, file)| problem.level == Level::Error || is_missing(file));
        let excluded = |(problem, file): (&Diagnostic, &str)| Excluded {
            side: self.side,
            what: service_of(file).to_owned(),
            problem: problem.clone(),
        };
        missing.map(excluded).collect()
    }
}

/// A part of a set.
struct Part<'a> {
    of: Published<'a>,
    files: Vec<String>,
}

impl Source for Part<'_> {
    fn files(&self) -> &[String] {
        &self.files
    }

    fn shown(&self) -> &str {
        self.of.shown
    }

    fn contains(&self, path: &str) -> bool {
        self.of.source.contains(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        self.of.source.read(path)
    }
}

/// Loads the model of a source. `None` if the source is refused. Findings in Rust names are left out, because no crate is
/// generated from unreviewed metadata.
fn model(source: &dyn Source, sources: &mut Sources) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let services = published::read_from(source, &Selection::default(), sources, &mut diagnostics);
    let services = pipeline::check_published(services, &mut diagnostics);
    // There is no manifest that declares a version.
    let mut model = Model { package: Package { span: Span::NOWHERE, ..Package::default() }, services };
    let is_refused = diagnostics.has_errors();
    resolve::resolve(&mut model, &mut Diagnostics::default());
    ((!is_refused).then_some(model), diagnostics.finish(sources))
}
