//! The registry: every operation and every kind of rule by name, for tools.

use std::collections::BTreeMap;

use codegen_model::{Model, Service};

use crate::code::{ALLOW_DEPRECATED, code, header};
use crate::features;

/// The path of the registry in the crate.
pub const PATH: &str = "src/registry.rs";

/// Prints the registry.
pub fn registry(model: &Model) -> String {
    let header = header("client.toml");
    let deprecated = |service: &Service| service.operations.iter().any(|operation| operation.deprecated().is_some());
    let allow = if model.services.iter().any(deprecated) { ALLOW_DEPRECATED } else { "" };
    let has_rules = model.services.iter().any(|service| !service.rules.is_empty());
    let imports = if has_rules { "{Entry, RuleEntry}" } else { "Entry" };
    let mut out = format!(
        "\
{header}
//! Every operation by name, for tools that replay recorded requests. Applications do not need it.

// Without the feature of a service, nothing is added.
#![allow(unused_mut)]
{allow}
use tencentcloud_runtime::replay::{imports};
"
    );
    operations(model, &mut out);
    if has_rules {
        rules(model, &mut out);
    }
    out
}

fn operations(model: &Model, out: &mut String) {
    let mut entries = String::new();
    for service in &model.services {
        let lines = service.operations.iter().map(|operation| {
            let name = &operation.rust_name;
            (operation.unit, format!("        entries.push(Entry::of::<service::{name}>());\n"))
        });
        of_service(service, model, lines, &mut entries);
    }
    function("entries", "Entry", "every operation of the enabled services", &entries, out);
}

fn rules(model: &Model, out: &mut String) {
    let mut entries = String::new();
    for service in model.services.iter().filter(|service| !service.rules.is_empty()) {
        let lines = service.rules.iter().map(|kind| {
            let name = &kind.rust_name;
            (kind.unit, format!("        entries.push(RuleEntry::of::<service::{name}>({name:?}));\n"))
        });
        of_service(service, model, lines, &mut entries);
    }
    function("rules", "RuleEntry", "every kind of processing rule of the enabled services", &entries, out);
}

fn function(name: &str, entry: &str, what: &str, entries: &str, out: &mut String) {
    code!(
        out,
        "
/// Returns {what}.
pub fn {name}() -> Vec<{entry}> {{
    let mut entries = Vec::new();
{entries}    entries
}}
"
    );
}

/// Prints the lines of a service's schema files, below the features that compile those.
fn of_service(service: &Service, model: &Model, lines: impl Iterator<Item = (usize, String)>, out: &mut String) {
    let mut by_feature: BTreeMap<String, String> = BTreeMap::new();
    for (unit, line) in lines {
        by_feature.entry(features::of_unit(unit, service, model)).or_default().push_str(&line);
    }
    for (feature, lines) in by_feature {
        block(&feature, service, &lines, out);
    }
}

fn block(feature: &str, service: &Service, lines: &str, out: &mut String) {
    let version = service.version.as_ref().and(service.units.first());
    let path = std::iter::once(&service.module).chain(version.iter().flat_map(|unit| &unit.path));
    let path = path.map(String::as_str).collect::<Vec<_>>().join("::");
    code!(
        out,
        "    #[cfg(feature = {feature:?})]
    {{
        use crate::{path} as service;
{lines}    }}

"
    );
}
