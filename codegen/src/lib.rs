//! Schemas in, a Rust client crate out.
//!
//! ```text
//! load -> overlay -> check -> resolve = Model -> emit | diff | names | coverage | policy | JSON dump
//! ```
//!
//! Three are beside that: [`mod@format`] lays out the schemas themselves, text in and text out; [`import`] makes descriptors
//! of published metadata; [`mod@propose`] reads its prose, for a person to review.
//!
//! Nothing in here panics on a schema: whatever is wrong with one becomes a [`diagnostic`], and every stage goes on as
//! far as it can, so that one run shows everything.

pub mod check;
pub mod coverage;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod explain;
pub mod format;
pub mod import;
pub mod load;
pub mod model;
pub mod names;
pub mod overlay;
mod parallel;
pub mod policy;
pub mod propose;
pub mod resolve;
pub mod route;
pub mod source;
pub mod write;

use std::path::Path;

use diagnostic::{Diagnostic, Diagnostics};
use model::Model;
use source::Sources;

/// What was found in a folder of schemas.
#[derive(Debug)]
pub struct Loaded {
    /// The files.
    pub sources: Sources,
    /// The model; `None` where a finding is an error.
    pub model: Option<Model>,
    /// The findings, in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// Loads, overlays, checks and resolves the schemas in `root`; only the services whose modules are named in `only`,
/// where it names any.
pub fn load(root: &Path, only: &[String]) -> Loaded {
    let mut sources = Sources::below(root);
    let (model, findings) = load_into(&mut sources, root, only);
    Loaded { sources, model, findings }
}

/// The same, with the files added to `sources`, where those of another folder may be already.
pub fn load_into(sources: &mut Sources, root: &Path, only: &[String]) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let model = load::load(root, only, sources, &mut diagnostics);
    finish(model, sources, diagnostics)
}

/// Loads, checks and resolves published metadata as it is: the `files` below `root`, each a version of a service.
pub fn load_published(root: &Path, files: &[String]) -> Loaded {
    let mut sources = Sources::below(root);
    let mut diagnostics = Diagnostics::default();
    let services = import::read(root, files, &mut sources, &mut diagnostics);
    let (model, findings) = finish(Model { package: import::package(), services }, &sources, diagnostics);
    Loaded { sources, model, findings }
}

/// Loads, checks and resolves one descriptor below `root` with its overlay, as the only service of a crate.
pub fn load_descriptor(root: &Path, path: &str, module: &str) -> Loaded {
    let mut sources = Sources::below(root);
    let mut diagnostics = Diagnostics::default();
    let service = load::load_descriptor(root, path, module, &mut sources, &mut diagnostics);
    let model = Model { package: import::package(), services: service.into_iter().collect() };
    let (model, findings) = finish(model, &sources, diagnostics);
    Loaded { sources, model, findings }
}

/// What every model goes through, wherever it comes from.
fn finish(mut model: Model, sources: &Sources, mut diagnostics: Diagnostics) -> (Option<Model>, Vec<Diagnostic>) {
    check::check(&model, &mut diagnostics);
    resolve::resolve(&mut model, &mut diagnostics);
    let model = (!diagnostics.has_errors()).then_some(model);
    (model, diagnostics.finish(sources))
}

/// The model as JSON: a view without a word of Rust's types, so that a change of meaning shows apart from a change of
/// code.
pub fn dump(model: &Model) -> String {
    serde_json::to_string_pretty(model).unwrap_or_default() + "\n"
}
