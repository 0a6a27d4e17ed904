//! The module tree: a `mod.rs` for every folder, which declares its modules and re-exports their items.

use std::collections::BTreeMap;

use codegen_model::{Model, Service, Unit};

use crate::attributes::module_comment;
use crate::code::{code, header};
use crate::context::{ServiceContext, is_newest, newest};
use crate::{docs, facts, features};

/// The guide of a service with several versions: a file, because only the feature of the newest version documents it.
const GUIDE: &str = "guide.md";

/// The documentation of a schema file's module, where consumers see it: that of a version. Others are only re-exported.
pub fn module_doc(unit: usize, context: &ServiceContext<'_>) -> Vec<String> {
    match &context.service.version {
        Some(version) if unit == 0 => service_doc(context.service, &[sentence(&context.service.name, version)]),
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
        for unit in &service.units {
            add(service, unit, model, &mut folders);
        }
    }
    folders.into_iter().map(|(folder, found)| (format!("{folder}/mod.rs"), found.print()))
}

/// The guides that are files of their own, by path.
pub fn guides(model: &Model) -> impl Iterator<Item = (String, &str)> {
    let guided = newest(model).filter(|service| !service.guide.is_empty());
    guided
        .filter(|service| features::of_version(service, model).is_some())
        .map(|service| (format!("src/{}/{GUIDE}", service.module), service.guide.as_str()))
}

/// Declares a schema file's module in its folder, and each folder in the one above.
fn add(service: &Service, unit: &Unit, model: &Model, folders: &mut BTreeMap<String, Folder>) {
    let mut folder = format!("src/{}", service.module);
    for (depth, name) in unit.path.iter().enumerate() {
        let is_leaf = depth + 1 == unit.path.len();
        let module = Module {
            // A version is public. The file of a folder is not: its items are re-exported.
            public: !is_leaf || service.version.is_some(),
            reexported: depth > 0 || is_newest(service, model),
            feature: features::of_version(service, model).or_else(|| features::of_listed(unit, depth, service)),
        };
        folders.entry(folder.clone()).or_default().modules.insert(name.clone(), module);
        if !is_leaf {
            folder = format!("{folder}/{name}");
            let found = folders.entry(folder.clone()).or_default();
            found.doc = vec![format!("Operations: {}.", name.replace('_', " "))];
        }
    }
}

/// A folder of modules.
#[derive(Default)]
struct Folder {
    doc: Vec<String>,
    /// The feature with which the guide beside it is part of the documentation.
    guide: Option<String>,
    modules: BTreeMap<String, Module>,
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
        if service.guide.is_empty() {
            return;
        }
        self.guide = features::of_version(service, model);
        self.doc.push(String::new());
        if self.guide.is_none() {
            // A maintainer wrote it for this place, so nothing in it is escaped.
            self.doc.extend(service.guide.lines().map(str::to_owned));
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
