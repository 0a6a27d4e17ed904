//! Loads `client.toml`: which services go into the crate, its name and version.

use std::path::Path;

use super::names;
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Family, Group, LeftOut, Package, Service};
use crate::source::Sources;
use crate::syntax::fields::{Fields, Spanned};
use crate::syntax::json::Node;
use crate::syntax::{hidden, toml};

/// The name of the manifest.
pub const FILE: &str = "client.toml";

/// The content of the manifest.
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
    /// Its module.
    pub module: Spanned<String>,
    /// Its descriptors, or its folder of hand-written schemas.
    pub schemas: Vec<Spanned<String>>,
    description: Option<String>,
    page: Option<Spanned<String>>,
    /// Its guide.
    pub guide: Option<Spanned<String>>,
    optional: bool,
    families: Vec<Family>,
    groups: Vec<Group>,
    left_out: Vec<LeftOut>,
}

impl Entry {
    /// Sets the guide of a service to the file that the manifest names.
    pub fn guide(&self, root: &Path, service: &mut Service, sources: &mut Sources, diagnostics: &mut Diagnostics) {
        let Some(path) = &self.guide else { return };
        if let Some(file) = sources.read(root, &path.value, diagnostics) {
            hidden::check(sources, file, diagnostics);
            sources.text(file).clone_into(&mut service.guide);
        }
    }

    /// Returns every text of the service's entry, to compare two manifests by.
    pub fn texts(&self) -> Vec<&str> {
        let paths = self.schemas.iter().chain(&self.page).chain(&self.guide).map(|text| text.value.as_str());
        let left_out = self.left_out.iter().flat_map(|left| [left.name.as_str(), &left.why]);
        let families = self.families.iter();
        let families = families.flat_map(|family| [&family.name, &family.doc].into_iter().chain(&family.schemas));
        let families = families.map(String::as_str);
        let groups = self.groups.iter().flat_map(|group| [group.folder.as_str(), &group.doc]);
        paths.chain(self.description.as_deref()).chain(groups).chain(families).chain(left_out).collect()
    }

    /// Sets the description and page of a service that its schemas lack.
    pub fn describe(&self, mut service: Service) -> Service {
        if service.doc.is_empty() {
            service.doc = self.description.clone().unwrap_or_default();
        }
        service.optional = self.optional;
        service.families.clone_from(&self.families);
        service.groups.clone_from(&self.groups);
        service.left_out.clone_from(&self.left_out);
        service.page = service.page.or_else(|| self.page.as_ref().map(|page| page.value.clone()));
        service
    }
}

const KEYS: &[&str] = &["package", "service"];
const PACKAGE_KEYS: &[&str] = &["name", "version", "description", "repository"];
const SERVICE_KEYS: &[&str] =
    &["module", "schemas", "description", "page", "guide", "optional", "group", "family", "left_out"];
const FAMILY_KEYS: &[&str] = &["name", "description", "schemas"];
const GROUP_KEYS: &[&str] = &["folder", "description"];
const LEFT_OUT_KEYS: &[&str] = &["name", "why"];

/// Loads the manifest of a folder of schemas.
pub fn load(root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let file = sources.read(root, FILE, diagnostics)?;
    let mut found = Diagnostics::default();
    let node = toml::parse(sources, file, &mut found);
    let manifest = node.and_then(|node| manifest(&node, &mut found));
    let is_good = !found.has_errors();
    diagnostics.append(found);
    manifest.filter(|_| is_good)
}

fn manifest(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Manifest> {
    let fields = Fields::open(node, KEYS, diagnostics)?;
    let package = fields.required("package", diagnostics).and_then(|node| package(node, diagnostics));
    fields.required("service", diagnostics);
    let services = fields.list("service", diagnostics);
    let services = services.iter().filter_map(|node| entry(node, diagnostics)).collect();
    Some(Manifest { package: package?, services })
}

fn package(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Package> {
    let fields = Fields::open(node, PACKAGE_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics);
    let version = fields.required_string("version", diagnostics);
    let description = fields.required_string("description", diagnostics);
    let repository = fields.string("repository", diagnostics);
    let (name, version) = (name?, version?);
    names::check_package(&name, diagnostics);
    check_version(&version, diagnostics);
    repository.iter().for_each(|address| _ = names::check_repository(address, diagnostics));
    Some(Package {
        name: name.value,
        version: version.value,
        description: description?.value,
        repository: repository.map(|address| address.value),
        span: version.span,
    })
}

fn entry(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let fields = Fields::open(node, SERVICE_KEYS, diagnostics)?;
    let module = fields.required_string("module", diagnostics);
    fields.required("schemas", diagnostics);
    let schemas = fields.strings("schemas", diagnostics);
    let description = fields.string("description", diagnostics).map(|text| text.value);
    let (page, guide) = (fields.string("page", diagnostics), fields.string("guide", diagnostics));
    let optional = fields.boolean("optional", diagnostics).unwrap_or(false);
    let families = fields.list("family", diagnostics).iter();
    let families = families.filter_map(|node| family(node, diagnostics)).collect();
    let groups = fields.list("group", diagnostics).iter();
    let groups = groups.filter_map(|node| group(node, diagnostics)).collect();
    let left_out = fields.list("left_out", diagnostics).iter();
    let left_out = left_out.filter_map(|node| self::left_out(node, diagnostics)).collect();
    let entry = Entry { module: module?, schemas, description, page, guide, optional, families, groups, left_out };
    names::check_module(&entry.module, diagnostics);
    entry.page.iter().for_each(|page| _ = names::check_page(page, diagnostics));
    for path in entry.schemas.iter().chain(&entry.guide) {
        let _ = is_inside(path, diagnostics) && names::check_schema_path(path, diagnostics);
    }
    Some(entry)
}

fn family(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Family> {
    let fields = Fields::open(node, FAMILY_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics);
    let doc = fields.required_string("description", diagnostics);
    let schemas = fields.strings("schemas", diagnostics).into_iter().map(|path| path.value).collect();
    let name = name.filter(|name| names::check_family(name, diagnostics))?;
    Some(Family { name: name.value, doc: doc?.value, schemas, span: name.span })
}

fn group(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Group> {
    let fields = Fields::open(node, GROUP_KEYS, diagnostics)?;
    let folder = fields.required_string("folder", diagnostics);
    let description = fields.required_string("description", diagnostics);
    let folder = folder?;
    Some(Group { folder: folder.value, doc: description?.value, span: folder.span })
}

fn left_out(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<LeftOut> {
    let fields = Fields::open(node, LEFT_OUT_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics);
    let why = fields.required_string("why", diagnostics);
    Some(LeftOut { name: name?.value, why: why?.value })
}

fn check_version(version: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let is_release = |version: semver::Version| version.pre.is_empty() && version.build.is_empty();
    if !semver::Version::parse(&version.value).is_ok_and(is_release) {
        diagnostics.error(Code::INVALID_MANIFEST, version.span, "a version has three numbers: `0.1.0`");
    }
}

/// Whether a path stays inside the folder of schemas; if not, reports it.
fn is_inside(path: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let good = !path.value.is_empty()
        && path
            .value
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']));
    if !good {
        let message = format!("`{}` is not a path inside the folder of schemas", path.value);
        diagnostics.error(Code::INVALID_MANIFEST, path.span, message);
    }
    good
}

/// Reports requested modules that the manifest does not have.
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
