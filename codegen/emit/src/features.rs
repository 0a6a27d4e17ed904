//! The features of the generated crate: one for each service. A service with several versions has one for each of them as
//! well, and its own feature enables all of those. Knows nothing of what a feature compiles.

use codegen_model::{Model, Service};

/// The features of a module's versions, in the order of the versions; empty if there is only one version.
pub fn of_versions(module: &str, model: &Model) -> Vec<String> {
    let all = model.services.iter().filter(|service| service.module == module);
    let mut versions: Vec<_> = all.filter_map(|service| service.version.as_deref()).collect();
    versions.sort_unstable();
    if versions.len() > 1 { versions.iter().map(|version| format!("{module}-{version}")).collect() } else { Vec::new() }
}

/// The feature of a version, if the feature of its service enables other versions as well.
pub fn of_version(service: &Service, model: &Model) -> Option<String> {
    let feature = format!("{}-{}", service.module, service.version.as_deref()?);
    of_versions(&service.module, model).contains(&feature).then_some(feature)
}

/// The feature that enables a version of a service and no other.
pub fn of_service(service: &Service, model: &Model) -> String {
    of_version(service, model).unwrap_or_else(|| service.module.clone())
}

/// The `cfg` condition of a service's module.
pub fn condition(module: &str, model: &Model) -> String {
    let versions = of_versions(module, model);
    let listed: Vec<_> = versions.iter().map(|feature| format!("feature = \"{feature}\"")).collect();
    if listed.is_empty() { format!("feature = \"{module}\"") } else { format!("any({})", listed.join(", ")) }
}

/// The attribute of an item that depends on a feature.
pub fn cfg(feature: Option<&str>) -> String {
    feature.map(|feature| format!("#[cfg(feature = {feature:?})]\n")).unwrap_or_default()
}
