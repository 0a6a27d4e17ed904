//! Which feature turns on what: one for each service, and, where a service has several versions, one for each of them, which
//! the service's own turns on together. It knows nothing of what stands behind a feature.

use proc_macro2::TokenStream;
use quote::quote;

use codegen_model::{Model, Service};

/// The features of the versions of a module, in the order of the versions; none where there is one version only.
pub fn of_versions(module: &str, model: &Model) -> Vec<String> {
    let all = model.services.iter().filter(|service| service.module == module);
    let mut versions: Vec<_> = all.filter_map(|service| service.version.as_deref()).collect();
    versions.sort_unstable();
    if versions.len() > 1 { versions.iter().map(|version| format!("{module}-{version}")).collect() } else { Vec::new() }
}

/// The feature of a version, where that of its service turns on others as well.
pub fn of_version(service: &Service, model: &Model) -> Option<String> {
    let feature = format!("{}-{}", service.module, service.version.as_deref()?);
    of_versions(&service.module, model).contains(&feature).then_some(feature)
}

/// The least that turns on a version of a service.
pub fn of_service(service: &Service, model: &Model) -> String {
    of_version(service, model).unwrap_or_else(|| service.module.clone())
}

/// The condition under which a service's module is there.
pub fn condition(module: &str, model: &Model) -> String {
    let versions = of_versions(module, model);
    let listed: Vec<_> = versions.iter().map(|feature| format!("feature = \"{feature}\"")).collect();
    if listed.is_empty() { format!("feature = \"{module}\"") } else { format!("any({})", listed.join(", ")) }
}

/// What an item needs that is there with a feature only.
pub fn cfg(feature: Option<&str>) -> Option<TokenStream> {
    feature.map(|feature| quote!(#[cfg(feature = #feature)]))
}
