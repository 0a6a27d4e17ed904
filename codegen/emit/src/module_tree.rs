//! The module tree: a `mod.rs` for every folder, which declares its modules and re-exports their items.

use std::collections::BTreeMap;

use codegen_model::{Group, Model, Operation, Service, Unit};

use crate::attributes::{has_public_modules, module_comment, reexport_found_by};
use crate::code::{code, header};
use crate::context::{ServiceContext, is_newest, newest};
use crate::{docs, facts, features, links};

/// The guide of a service with several versions, and its operations: a file, because only the feature of the newest version
/// documents them.
const GUIDE: &str = "guide.md";

/// The heading of a list of operations.
const OPERATIONS: &str = "# Operations";

/// The documentation of a schema file's module, where consumers see it: that of a version. Others are only re-exported.
pub fn module_doc(unit: usize, context: &ServiceContext<'_>) -> Vec<String> {
    match &context.service.version {
        Some(version) if unit == 0 => {
            let mut doc = service_doc(context.service, &[sentence(&context.service.name, version)]);
            if !context.newest {
                doc.extend(operations(context.service, |_| true));
            }
            doc
        }
        _ => Vec::new(),
    }
}

/// The `mod.rs` of every folder, by path.
pub fn modules(model: &Model) -> impl Iterator<Item = (String, String)> {
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for service in &model.services {
        let top = folders.entry(format!("src/{}", service.module)).or_default();
        if is_newest(service, model) {
            top.describe(service, model);
        }
        for (index, unit) in service.units.iter().enumerate() {
            add(service, index, model, &mut folders);
            if !has_public_modules(service) {
                folders.entry(folder_of(service, unit)).or_default().searched.extend(searched(service, index));
            }
        }
    }
    folders.into_iter().map(|(folder, found)| (format!("{folder}/mod.rs"), found.print()))
}

/// The guides that are files of their own, by path.
pub fn guides(model: &Model) -> impl Iterator<Item = (String, String)> {
    let versioned = newest(model).filter(|service| features::of_version(service, model).is_some());
    versioned.map(|service| {
        (format!("src/{}/{GUIDE}", service.module), guide(service).join("\n").trim_start().to_owned() + "\n")
    })
}

/// The guide of a service and its operations outside of folders. A maintainer wrote the guide for this place, so nothing in
/// it is escaped.
fn guide(service: &Service) -> Vec<String> {
    let is_here = |unit: &Unit| unit.path.len() < 2;
    let mut lines = [groups(service), operations(service, is_here)].concat();
    if !service.guide.is_empty() {
        lines.push(String::new());
        lines.extend(service.guide.lines().map(str::to_owned));
    }
    lines
}

/// A list of the operations in the schema files that `is_wanted` accepts.
fn operations(service: &Service, is_wanted: impl Fn(&Unit) -> bool) -> Vec<String> {
    let wanted = service.operations.iter().filter(|operation| is_wanted(&service.units[operation.unit]));
    let item = |operation: &Operation| {
        // The module of a list re-exports what is listed.
        let (link, sentence) = (links::in_scope(operation), docs::sentence(&operation.doc));
        // A colon after the link would make a short sentence the target of a link definition.
        if sentence.is_empty() { format!("- {link}") } else { format!("- {link} – {sentence}") }
    };
    listed(wanted.map(item).collect())
}

/// A list of the folders whose task is described.
fn groups(service: &Service) -> Vec<String> {
    let module = |group: &Group| {
        let unit = service.units.iter().find(|unit| group.contains(unit))?;
        Some(format!("- [`{0}`](mod@{0}) – {1}", unit.path.first()?, docs::sentence(&group.doc)))
    };
    listed(service.groups.iter().filter_map(module).collect())
}

fn listed(items: Vec<String>) -> Vec<String> {
    if items.is_empty() { items } else { [vec![String::new(), OPERATIONS.to_owned(), String::new()], items].concat() }
}

/// Declares a schema file's module in its folder, and each folder in the one above.
fn add(service: &Service, index: usize, model: &Model, folders: &mut BTreeMap<String, Folder>) {
    let unit = &service.units[index];
    let mut folder = format!("src/{}", service.module);
    for (depth, name) in unit.path.iter().enumerate() {
        let is_leaf = depth + 1 == unit.path.len();
        let module = Module {
            // A version is public. The file of a folder is not: its items are re-exported.
            public: !is_leaf || has_public_modules(service),
            reexported: if is_leaf && !has_public_modules(service) {
                has_unsearched(service, index)
            } else {
                depth > 0 || is_newest(service, model)
            },
            feature: features::of_version(service, model).or_else(|| features::of_listed(unit, depth, service)),
        };
        folders.entry(folder.clone()).or_default().modules.insert(name.clone(), module);
        if !is_leaf {
            folder = format!("{folder}/{name}");
            let found = folders.entry(folder.clone()).or_default();
            if found.doc.is_empty() {
                found.doc = folder_doc(service, &unit.path[..=depth]);
            }
        }
    }
}

/// Documents a folder of schemas: its task, and the operations in it.
fn folder_doc(service: &Service, path: &[String]) -> Vec<String> {
    let is_here = |unit: &Unit| unit.path.len() == path.len() + 1 && unit.path.starts_with(path);
    let is_described = |group: &&Group| {
        let mut within = service.units.iter().filter(|unit| group.contains(unit));
        within.any(is_here) && !service.units.iter().any(|unit| group.contains(unit) && !unit.path.starts_with(path))
    };
    let name = path.last().map(|name| name.replace('_', " ")).unwrap_or_default();
    let mut doc = match service.groups.iter().find(is_described) {
        Some(group) => docs::lines(&group.doc),
        None => vec![format!("Operations: {name}.")],
    };
    doc.extend(operations(service, is_here));
    doc
}

/// The folder of a schema file's module.
fn folder_of(service: &Service, unit: &Unit) -> String {
    let path = unit.path.split_last().map_or(&[][..], |(_, folders)| folders);
    std::iter::once("src")
        .chain([service.module.as_str()])
        .chain(path.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether a schema file has items without search words. The others are re-exported by name.
fn has_unsearched(service: &Service, index: usize) -> bool {
    let is_unsearched = |operation: &Operation| operation.search_words.is_empty() || operation.output().is_some();
    service.operations.iter().any(|found| found.unit == index && is_unsearched(found))
        || service.rules.iter().any(|found| found.unit == index && found.search_words.is_empty())
        || service.shapes.values().any(|found| found.unit == index)
        || service.enums.values().any(|found| found.unit == index)
        || service.errors.iter().any(|found| found.unit == index)
}

/// The items of a schema file that have search words: their paths in its folder, and the words.
fn searched(service: &Service, index: usize) -> impl Iterator<Item = (String, Vec<String>)> {
    let operations = service.operations.iter().map(|found| (found.unit, &found.rust_name, &found.search_words));
    let rules = service.rules.iter().map(|found| (found.unit, &found.rust_name, &found.search_words));
    let found = operations.chain(rules).filter(move |(unit, _, words)| *unit == index && !words.is_empty());
    let module = service.units[index].path.last();
    found.filter_map(move |(_, name, words)| Some((format!("{}::{name}", module?), words.clone())))
}

/// A folder of modules.
#[derive(Default)]
struct Folder {
    doc: Vec<String>,
    /// The feature with which the guide beside it is part of the documentation.
    guide: Option<String>,
    modules: BTreeMap<String, Module>,
    /// The paths of items that people search by other words than their names, and the words.
    searched: BTreeMap<String, Vec<String>>,
}

/// A module in a folder.
struct Module {
    public: bool,
    reexported: bool,
    feature: Option<String>,
}

impl Folder {
    /// Documents the folder of a service by its newest version.
    fn describe(&mut self, service: &Service, model: &Model) {
        self.doc = service_doc(service, &versions(service, model));
        self.guide = features::of_version(service, model);
        if self.guide.is_none() {
            self.doc.extend(guide(service));
        }
    }

    fn print(&self) -> String {
        let mut out = header("client.toml");
        code!(out, "\n{}", module_comment(&self.doc));
        if let Some(feature) = &self.guide {
            code!(out, "#![cfg_attr(feature = {feature:?}, doc = include_str!({GUIDE:?}))]\n");
        }
        out.push('\n');
        for (name, module) in &self.modules {
            let public = if module.public { "pub " } else { "" };
            code!(out, "{}{public}mod {name};\n", features::cfg(module.feature.as_deref()));
        }
        out.push('\n');
        for (name, module) in self.modules.iter().filter(|(_, module)| module.reexported) {
            code!(out, "{}pub use {name}::*;\n", features::cfg(module.feature.as_deref()));
        }
        for (path, words) in &self.searched {
            code!(out, "{}pub use {path};\n", reexport_found_by(words));
        }
        out
    }
}

fn service_doc(service: &Service, sentences: &[String]) -> Vec<String> {
    let mut lines = docs::lines(&service.doc);
    lines.push(String::new());
    lines.extend_from_slice(sentences);
    lines.extend(service.page.iter().flat_map(|page| [String::new(), facts::page_link(page)]));
    lines.into_iter().skip_while(String::is_empty).collect()
}

fn sentence(name: &str, version: &str) -> String {
    format!("The service `{name}`, version {version}.")
}

/// Lists the versions of a service. Modules are not linked: each exists only with its feature.
fn versions(newest: &Service, model: &Model) -> Vec<String> {
    let name = &newest.name;
    let Some(version) = &newest.version else { return vec![format!("The service `{name}`.")] };
    if features::of_version(newest, model).is_none() {
        return vec![sentence(name, version)];
    }
    let same = model.services.iter().filter(|service| service.module == newest.module);
    let mut all: Vec<_> = same.filter_map(|service| Some((service, service.units.first()?.path.join("::")))).collect();
    all.sort_by_key(|(service, _)| std::cmp::Reverse(&service.version));
    let lines = all.iter().map(|(service, module)| {
        let feature = features::of_service(service, model);
        let location = if is_newest(service, model) { "here and in" } else { "in" };
        let version = service.version.as_deref().unwrap_or_default();
        format!("- {version}, {location} `{module}`, with the feature `{feature}`")
    });
    [format!("The versions of the service `{name}`:"), String::new()].into_iter().chain(lines).collect()
}
