//! The features of the generated crate: one for each service, with its name. A service with several versions or with families
//! has one for each of them as well, and its own feature enables all of those. Does not depend on what a feature compiles.

use std::collections::BTreeSet;

use codegen_model::rust_names::feature;
use codegen_model::{Family, Model, Service, Unit};

use crate::attributes::condition as attribute;

/// The most services that are enabled by default. Checking many takes gigabytes of memory.
const MAX_DEFAULTS: usize = 5;

/// Returns whether an application enables the services that it uses. Otherwise all of them are enabled by default.
pub fn are_chosen(model: &Model) -> bool {
    let modules: BTreeSet<_> = model.services.iter().map(|service| &service.module).collect();
    modules.len() > MAX_DEFAULTS
}

/// The features of a module's versions, in the order of the versions; empty if there is only one version.
pub fn of_versions(module: &str, model: &Model) -> Vec<String> {
    let all = model.services.iter().filter(|service| service.module == module);
    let mut versions: Vec<_> = all.filter_map(|service| service.version.as_deref()).collect();
    versions.sort_unstable();
    let is_single = versions.len() < 2;
    versions.into_iter().filter(|_| !is_single).map(|version| format!("{}-{version}", feature(module))).collect()
}

/// The feature of a version, if the feature of its service enables other versions as well.
pub fn of_version(service: &Service, model: &Model) -> Option<String> {
    let wanted = format!("{}-{}", feature(&service.module), service.version.as_deref()?);
    of_versions(&service.module, model).contains(&wanted).then_some(wanted)
}

/// The feature that enables a version of a service and no other.
pub fn of_service(service: &Service, model: &Model) -> String {
    of_version(service, model).unwrap_or_else(|| feature(&service.module).to_owned())
}

/// The feature of a family.
pub fn of_family(family: &Family, service: &Service) -> String {
    format!("{}-{}", feature(&service.module), family.name.replace('_', "-"))
}

/// The feature of the family that every other family needs.
pub fn of_base(service: &Service) -> Option<String> {
    service.families.iter().find(|family| family.is_base()).map(|family| of_family(family, service))
}

/// The feature that compiles a schema file.
pub fn of_unit(unit: usize, service: &Service, model: &Model) -> String {
    service.family_of(unit).map_or_else(|| of_service(service, model), |family| of_family(family, service))
}

/// The feature of the module `depth` steps below that of the service, on the way to a schema file, if a family lists it.
pub fn of_listed(unit: &Unit, depth: usize, service: &Service) -> Option<String> {
    let below = unit.path.len().saturating_sub(depth + 1);
    let path = unit.source.rsplitn(below + 1, '/').last()?;
    let family = service.families.iter().find(|family| family.schemas.iter().any(|listed| listed == path))?;
    Some(of_family(family, service))
}

/// The `cfg` condition of a service's module.
pub fn condition(service: &Service, model: &Model) -> String {
    let module = &service.module;
    if let Some(base) = of_base(service) {
        return format!("feature = \"{base}\"");
    }
    let versions = of_versions(module, model);
    let listed: Vec<_> = versions.iter().map(|feature| format!("feature = \"{feature}\"")).collect();
    if listed.is_empty() { format!("feature = \"{}\"", feature(module)) } else { format!("any({})", listed.join(", ")) }
}

/// The attribute of an item that depends on a feature.
pub fn cfg(feature: Option<&str>) -> String {
    attribute("", feature)
}
