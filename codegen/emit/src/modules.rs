//! The module tree: a `mod.rs` for every folder, which names its parts and shows their items where consumers look for them.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use super::{ServiceContext, docs, facts, features, is_newest};
use codegen_model::{Model, Service, Unit};

/// The guide of a service with several versions: a file, since it is part of the documentation with the newest only.
const GUIDE: &str = "guide.md";

/// The documentation of a module that consumers see: that of a service's version. Others are re-exported.
pub fn doc(unit: usize, place: &ServiceContext<'_>) -> Option<TokenStream> {
    let service = place.service;
    let version = service.version.as_ref()?;
    let said = [format!("The service `{}`, version {version}.", service.name)];
    (unit == 0).then(|| docs::inner_attributes(&service_doc(service, &said)))
}

/// The `mod.rs` of every folder, by path.
pub fn modules(model: &Model) -> BTreeMap<String, TokenStream> {
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
    folders.into_iter().map(|(folder, found)| (format!("{folder}/mod.rs"), found.tokens())).collect()
}

/// The guides that are files of their own, by path.
pub fn guides(model: &Model) -> impl Iterator<Item = (String, &str)> {
    let newest = model.services.iter().filter(|service| is_newest(service, model) && !service.guide.is_empty());
    newest
        .filter(|service| features::of_version(service, model).is_some())
        .map(|service| (format!("src/{}/{GUIDE}", service.module), service.guide.as_str()))
}

/// Names a schema file's module in its folder, and each folder in the one above.
fn add(service: &Service, unit: &Unit, model: &Model, folders: &mut BTreeMap<String, Folder>) {
    let mut folder = format!("src/{}", service.module);
    for (depth, name) in unit.path.iter().enumerate() {
        let is_leaf = depth + 1 == unit.path.len();
        let part = Part {
            // A version stays visible; a file of a folder is only a place for its items.
            public: !is_leaf || service.version.is_some(),
            shown: depth > 0 || is_newest(service, model),
            feature: features::of_version(service, model),
        };
        folders.entry(folder.clone()).or_default().parts.insert(name.clone(), part);
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
    parts: BTreeMap<String, Part>,
}

/// A module in a folder.
struct Part {
    public: bool,
    /// Whether its items stand in the folder's module as well.
    shown: bool,
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
            // Written for this place by whoever maintains the schemas, so that nothing in it is escaped.
            self.doc.extend(service.guide.lines().map(str::to_owned));
        }
    }

    fn tokens(&self) -> TokenStream {
        let doc = docs::inner_attributes(&self.doc);
        let guide =
            self.guide.as_ref().map(|feature| quote!(#![cfg_attr(feature = #feature, doc = include_str!(#GUIDE))]));
        let (mods, uses): (Vec<_>, Vec<_>) = self.parts.iter().map(|(name, part)| part.tokens(name)).unzip();
        quote!(#doc #guide #(#mods)* #(#uses)*)
    }
}

impl Part {
    /// `mod x;`, and the `use` for its items.
    fn tokens(&self, name: &str) -> (TokenStream, TokenStream) {
        let (name, cfg) = (ident(name), features::cfg(self.feature.as_deref()));
        let public = self.public.then(|| quote!(pub));
        let shown = self.shown.then(|| quote!(#cfg pub use #name::*;));
        (quote!(#cfg #public mod #name;), quote!(#shown))
    }
}

fn service_doc(service: &Service, said: &[String]) -> Vec<String> {
    let mut lines = docs::lines(&service.doc);
    lines.push(String::new());
    lines.extend_from_slice(said);
    lines.extend(service.page.iter().flat_map(|page| [String::new(), facts::page_link(page)]));
    lines.into_iter().skip_while(String::is_empty).collect()
}

/// Which versions a service has. Modules are not linked: each is there with its feature only.
fn versions(newest: &Service, model: &Model) -> Vec<String> {
    let name = &newest.name;
    let Some(version) = &newest.version else { return vec![format!("The service `{name}`.")] };
    if features::of_version(newest, model).is_none() {
        return vec![format!("The service `{name}`, version {version}.")];
    }
    let same = model.services.iter().filter(|service| service.module == newest.module);
    let mut all: Vec<_> = same.filter_map(|service| Some((service, service.units.first()?.path.join("::")))).collect();
    all.sort_by_key(|(service, _)| std::cmp::Reverse(&service.version));
    let lines = all.iter().map(|(service, module)| {
        let feature = features::of_service(service, model);
        let place = if is_newest(service, model) { "here and in" } else { "in" };
        let version = service.version.as_deref().unwrap_or_default();
        format!("- {version}, {place} `{module}`, with the feature `{feature}`")
    });
    [format!("The service `{name}`, in several versions:"), String::new()].into_iter().chain(lines).collect()
}
