//! Loads two folders of schemas, but only the services whose files differ. A service with errors is left out on both sides.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::agreed::Agreed;
use crate::excluded::{Excluded, SideName};
use crate::report::Report;
use codegen_model::Model;
use codegen_model::diagnostic::{Diagnostic, Diagnostics, Level};
use codegen_model::files::{self, MAX_FILE_BYTES};
use codegen_model::load::manifest;
use codegen_model::pipeline::load_into;
use codegen_model::source::Sources;

/// Two folders of schemas, without the services that are equal or cannot be compared.
#[derive(Debug)]
pub struct Folders {
    /// The files of both.
    pub sources: Sources,
    /// The model of the base; `None` if nothing of it can be compared.
    pub base: Option<Model>,
    /// The model of the head; `None` if nothing of it can be compared.
    pub head: Option<Model>,
    /// What is not compared, and why.
    pub excluded: Vec<Excluded>,
    /// The other findings of published metadata.
    pub problems: Vec<Diagnostic>,
}

impl Folders {
    /// Returns the report. `are_crates`: whether the versions of the packages mean something.
    pub fn report(&self, are_crates: bool, agreed: &Agreed) -> Report {
        let excluded = self.excluded.iter().map(Excluded::finding).collect();
        match (&self.base, &self.head) {
            (Some(base), Some(head)) => Report::with(base, head, are_crates, excluded, agreed),
            _ => Report::of_nothing(excluded, agreed),
        }
    }
}

/// A folder of schemas, and the prefix that is shown before the paths of its files.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The folder.
    pub root: &'a Path,
    /// The prefix: `main:schemas/`.
    pub shown: &'a str,
}

/// Loads what differs between two folders.
pub fn load(base: Side<'_>, head: Side<'_>) -> Folders {
    let mut sources = Sources::default();
    let (base_services, head_services) = (services(base), services(head));
    let changed = [changed(&base_services, &head_services), changed(&head_services, &base_services)];
    let mut load = |side: Side<'_>, name: SideName, changed: &[String], services: &BTreeMap<String, Inputs>| {
        sources.show_below(side.shown);
        // An empty list would load every service. A manifest without services has to report its own error.
        match changed.is_empty() && !services.is_empty() {
            true => whole(load_package(&mut sources, side.root), name),
            false => load_services(&mut sources, side.root, changed, name),
        }
    };
    let (mut base, base_errors) = load(base, SideName::Base, &changed[0], &base_services);
    let (mut head, head_errors) = load(head, SideName::Head, &changed[1], &head_services);
    let excluded = [base_errors, head_errors].concat();
    let names: BTreeSet<&str> = excluded.iter().map(|excluded| &*excluded.what).collect();
    for model in [&mut base, &mut head].into_iter().flatten() {
        model.services.retain(|service| !names.contains(&*service.module));
    }
    // A head of which nothing loads was not compared. A base that the head mends is compared in its manifest.
    let is_head_lost = excluded.iter().any(|excluded| excluded.side == SideName::Head)
        && changed.iter().flatten().all(|module| names.contains(&**module));
    Folders { sources, base, head: head.filter(|_| !is_head_lost), excluded, problems: Vec::new() }
}

/// Returns the services of a side that differ from the other side.
fn changed(own: &BTreeMap<String, Inputs>, other: &BTreeMap<String, Inputs>) -> Vec<String> {
    let differ = |(module, inputs): &(&String, &Inputs)| other.get(*module) != Some(*inputs) || !inputs.are_read();
    own.iter().filter(differ).map(|(module, _)| module.clone()).collect()
}

/// A model, and what is missing in it.
type Loaded = (Option<Model>, Vec<Excluded>);

/// Loads these services: together, or each alone if there are errors.
fn load_services(sources: &mut Sources, root: &Path, modules: &[String], side: SideName) -> Loaded {
    let (model, findings) = load_into(sources, root, modules);
    if model.is_some() {
        return (model, Vec::new());
    }
    let (Some(mut model), errors) = whole(load_package(sources, root), side) else {
        return whole((None, findings), side);
    };
    let mut excluded = errors;
    for module in modules {
        let (one, findings) = load_into(sources, root, std::slice::from_ref(module));
        match one {
            Some(one) => model.services.extend(one.services),
            None => excluded.extend(errors_of(findings, module, side)),
        }
    }
    // Without an error in a single service, they do not fit together.
    if excluded.is_empty() { whole((None, findings), side) } else { (Some(model), excluded) }
}

/// Returns a model that loads as a whole or not at all.
fn whole((model, findings): (Option<Model>, Vec<Diagnostic>), side: SideName) -> Loaded {
    let errors: Vec<_> = errors_of(findings, "", side).collect();
    (model.filter(|_| errors.is_empty()), errors)
}

fn errors_of(findings: Vec<Diagnostic>, what: &str, side: SideName) -> impl Iterator<Item = Excluded> + use<> {
    let what = what.to_owned();
    let errors = findings.into_iter().filter(|finding| finding.level == Level::Error);
    errors.map(move |problem| Excluded { side, what: what.clone(), problem })
}

/// Loads the model without services.
fn load_package(sources: &mut Sources, root: &Path) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let manifest = manifest::load(root, sources, &mut diagnostics);
    (manifest.map(|manifest| Model { package: manifest.package, services: Vec::new() }), diagnostics.finish(sources))
}

/// Everything that decides a service's model.
#[derive(Debug, PartialEq)]
struct Inputs {
    /// The service's entry in the manifest.
    entry: Vec<String>,
    /// The files by path; `None` if a file cannot be read.
    files: BTreeMap<String, Option<Vec<u8>>>,
}

impl Inputs {
    /// Returns whether every file was read. Otherwise the loader reports why not.
    fn are_read(&self) -> bool {
        self.files.values().all(Option::is_some)
    }
}

/// Returns the inputs of the services in a folder, by module.
fn services(side: Side<'_>) -> BTreeMap<String, Inputs> {
    let manifest = manifest::load(side.root, &mut Sources::default(), &mut Diagnostics::default());
    let entries = manifest.into_iter().flat_map(|manifest| manifest.services);
    let inputs = |entry: manifest::Entry| {
        let folders: BTreeSet<&str> = entry.schemas.iter().map(|path| folder(&path.value)).collect();
        let files = folders.into_iter().flat_map(|folder| below(side.root, folder));
        let guide = entry.guide.iter().map(|guide| read(side.root, &guide.value));
        let texts = entry.texts().into_iter().map(str::to_owned).collect();
        (entry.module.value.clone(), Inputs { entry: texts, files: files.chain(guide).collect() })
    };
    entries.map(inputs).collect()
}

/// Returns the folder of a schema, whose overlays and tables lie beside it.
fn folder(path: &str) -> &str {
    if path.ends_with(".json") { path.rsplit_once('/').map_or(".", |(folder, _)| folder) } else { path }
}

/// Reads all files below a folder.
fn below(root: &Path, folder: &str) -> Vec<(String, Option<Vec<u8>>)> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return found };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(below(root, &path)),
            // A link may lead to a file elsewhere in the schemas. Its content counts.
            _ => found.push(read(root, &path)),
        }
    }
    found
}

fn read(root: &Path, path: &str) -> (String, Option<Vec<u8>>) {
    (path.to_owned(), files::read(root, path, MAX_FILE_BYTES).ok())
}

#[cfg(all(test, unix))]
mod tests {
    use super::below;

    #[test]
    fn links_are_followed() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| std::fs::write(root.path().join(path), text).expect("a file");
        std::fs::create_dir(root.path().join("ims")).expect("a folder");
        write("elsewhere.json", "old");
        std::os::unix::fs::symlink("../elsewhere.json", root.path().join("ims/1.json")).expect("a link");
        let before = below(root.path(), "ims");
        write("elsewhere.json", "new");
        assert_eq!(before, [("ims/1.json".to_owned(), Some(b"old".to_vec()))]);
        assert_ne!(before, below(root.path(), "ims"));
    }
}
