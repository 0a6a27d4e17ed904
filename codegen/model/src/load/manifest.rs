//! `client.toml`: which services go into the crate, its name and version.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned as TomlSpanned;

use super::names;
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{LeftOut, Package, Service};
use crate::source::{FileId, Sources, Span};
use crate::syntax::fields::{MAX_ITEMS, Spanned, check_item_count};

/// The manifest's name.
pub const FILE: &str = "client.toml";

/// What the manifest says.
#[derive(Debug)]
pub struct Manifest {
    /// The crate.
    pub package: Package,
    /// The services, in order.
    pub services: Vec<Entry>,
}

/// A service of the crate.
#[derive(Debug)]
pub struct Entry {
    /// Its module and feature.
    pub module: Spanned<String>,
    /// Its descriptors, or its folder of hand-written schemas.
    pub schemas: Vec<Spanned<String>>,
    description: Option<String>,
    page: Option<Spanned<String>>,
    /// Its guide, where it has one.
    pub guide: Option<Spanned<String>>,
    left_out: Vec<LeftOut>,
}

impl Entry {
    /// Gives a service the guide that the manifest names for it.
    pub fn guide(&self, root: &Path, service: &mut Service, sources: &mut Sources, diagnostics: &mut Diagnostics) {
        let Some(path) = &self.guide else { return };
        if let Some(file) = sources.read(root, &path.value, diagnostics) {
            sources.text(file).clone_into(&mut service.guide);
        }
    }

    /// Everything that the manifest says of the service, wherever in it that stands.
    pub fn said(&self) -> Vec<&str> {
        let paths = self.schemas.iter().chain(&self.page).chain(&self.guide).map(|text| text.value.as_str());
        let left_out = self.left_out.iter().flat_map(|left| [left.name.as_str(), &left.why]);
        paths.chain(self.description.as_deref()).chain(left_out).collect()
    }

    /// Gives a service the description and page that the manifest has for it, where its schemas have none.
    pub fn describe(&self, mut service: Service) -> Service {
        if service.doc.is_empty() {
            service.doc = self.description.clone().unwrap_or_default();
        }
        service.left_out.clone_from(&self.left_out);
        service.page = service.page.or_else(|| self.page.as_ref().map(|page| page.value.clone()));
        service
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    package: RawPackage,
    service: Vec<RawService>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPackage {
    name: TomlSpanned<String>,
    version: TomlSpanned<String>,
    description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawService {
    module: TomlSpanned<String>,
    schemas: Vec<TomlSpanned<String>>,
    description: Option<String>,
    page: Option<TomlSpanned<String>>,
    guide: Option<TomlSpanned<String>>,
    #[serde(default)]
    left_out: Vec<RawLeftOut>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLeftOut {
    name: String,
    why: String,
}

/// Loads the manifest of a schemas' folder.
pub fn load(root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let file = sources.read(root, FILE, diagnostics)?;
    match toml::from_str::<Raw>(sources.text(file)) {
        Ok(raw) => convert(raw, file, diagnostics),
        Err(error) => {
            let span = error.span().unwrap_or_default();
            diagnostics.error(Code::TOML_SYNTAX, Span::new(file, span.start, span.end), error.message().to_owned());
            None
        }
    }
}

fn convert(raw: Raw, file: FileId, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let at = |text: TomlSpanned<String>| {
        let span = Span::new(file, text.span().start, text.span().end);
        Spanned { value: text.into_inner(), span }
    };
    let RawPackage { name, version, description } = raw.package;
    let (name, version) = (at(name), at(version));
    let mut good = names::check_package(&name, diagnostics) & is_version(&version, diagnostics);
    check_item_count(raw.service.len(), "services", name.span, diagnostics);
    let mut services = Vec::new();
    for service in raw.service.into_iter().take(MAX_ITEMS) {
        let RawService { module, schemas, description, page, guide, left_out } = service;
        let (module, schemas) = (at(module), schemas.into_iter().map(at).collect());
        let entry = Entry {
            module,
            schemas,
            description,
            page: page.map(at),
            guide: guide.map(at),
            left_out: left_out.into_iter().map(|RawLeftOut { name, why }| LeftOut { name, why }).collect(),
        };
        good &= names::check_module(&entry.module, diagnostics);
        good &= entry.page.as_ref().is_none_or(|page| names::check_page(page, diagnostics));
        for path in entry.schemas.iter().chain(&entry.guide) {
            good &= is_inside(path, diagnostics) && names::check_schema_path(path, diagnostics);
        }
        services.push(entry);
    }
    let package = Package { name: name.value, version: version.value, description, span: version.span };
    good.then_some(Manifest { package, services })
}

fn is_version(version: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let parts: Vec<_> = version.value.split('.').collect();
    let is_number = |part: &str| part.parse::<u32>().is_ok_and(|number| number.to_string() == part);
    let good = parts.len() == 3 && parts.iter().all(|part| is_number(part));
    if !good {
        diagnostics.error(Code::INVALID_MANIFEST, version.span, "a version has three numbers: `0.1.0`");
    }
    good
}

/// A path must not lead out of the schemas' folder.
fn is_inside(path: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let good = !path.value.is_empty()
        && path
            .value
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']));
    if !good {
        let message = format!("`{}` is not a path inside the schemas' folder", path.value);
        diagnostics.error(Code::INVALID_MANIFEST, path.span, message);
    }
    good
}

/// Reports modules that were asked for, but are not in the manifest.
pub fn check_only(only: &[String], services: &[Entry], diagnostics: &mut Diagnostics) {
    let known = || services.iter().map(|entry| entry.module.value.as_str());
    for name in only.iter().filter(|name| !known().any(|module| module == name.as_str())) {
        let message = format!("the manifest has no service `{name}`");
        let span = services.first().map(|entry| entry.module.span).unwrap_or_default();
        let report = diagnostics.error(Code::INVALID_MANIFEST, span, message);
        match did_you_mean(name, known()) {
            Some(close) => report.help(format!("did you mean `{close}`?")),
            None => report.help(format!("there are: {}", known().collect::<Vec<_>>().join(", "))),
        };
    }
}
