//! One crate for each service, and a facade that re-exports them by feature, in one workspace. Decides the names of the
//! crates; each is generated like the single crate, from a model with one service. The facade has the paths of the single
//! crate.

use std::collections::BTreeMap;

use codegen_model::parallel;
use codegen_model::rust_names::feature;
use codegen_model::{Model, Package, Service};
use minijinja::{Value, context};

use crate::context::{crate_name, newest};
use crate::docs;
use crate::package::{self, Options, emit, marker};
use crate::template::{Error, render};
use crate::write::{MARKER, Tree};

const CARGO: &str = include_str!("templates/workspace/Cargo.toml.jinja");
const README: &str = include_str!("templates/workspace/README.md.jinja");

/// Generates a crate for each service. The runtime's path in `options` is relative to the workspace.
///
/// # Errors
///
/// Fails if a template cannot be rendered, which is a bug in the generator.
pub fn split(model: &Model, options: &Options) -> Result<Tree, Error> {
    let mut tree = Tree::new();
    tree.insert(MARKER, marker(model, options));
    let runtime = options.runtime.as_ref().map(|path| format!("../{path}"));
    let options = Options { runtime, ..options.clone() };
    let crates = crates(model);
    let facade = facade_name(model, &crates);
    let view = context! { crates => crates.iter().map(view).collect::<Vec<_>>(), facade };
    for (path, template) in [("Cargo.toml", CARGO), ("README.md", README)] {
        tree.insert(path, render(path, template, &view)?);
    }
    for (model, made) in crates.iter().zip(parallel::map(crates.iter().collect(), |model| emit(model, &options))) {
        for (path, content) in made?.iter() {
            tree.insert(format!("{}/{path}", model.package.name), content);
        }
    }
    if let Some(name) = facade {
        let packages = crates
            .iter()
            .filter_map(|model| Some((model.services.first()?.module.clone(), model.package.name.clone())));
        for (path, content) in package::facade(model, &options, &packages.collect())?.iter() {
            tree.insert(format!("{name}/{path}"), content);
        }
    }
    Ok(tree)
}

/// The name of the facade: that of the single crate. `None` if it would have a single service, or the name of one.
fn facade_name<'m>(model: &'m Model, crates: &[Model]) -> Option<&'m str> {
    let name = model.package.name.as_str();
    (crates.len() > 1 && crates.iter().all(|model| model.package.name != name)).then_some(name)
}

/// A model for each service, with all its versions, in the order of their names.
fn crates(model: &Model) -> Vec<Model> {
    let single = format!("{}::", crate_name(&model.package.name));
    let mut crates: BTreeMap<String, Model> = BTreeMap::new();
    for service in &model.services {
        let of_service = crates.entry(service.module.clone()).or_insert_with(|| Model {
            package: Package {
                name: name(&service.module),
                description: format!("Client for the Tencent Cloud service `{}`.", service.name),
                ..model.package.clone()
            },
            services: Vec::new(),
        });
        // A guide names the single crate.
        let guide = service.guide.replace(&single, &format!("{}::", crate_name(&of_service.package.name)));
        of_service.services.push(Service { guide, ..service.clone() });
    }
    crates.into_values().collect()
}

/// The name of a module's crate: `tencentcloud-vpc`. A package may contain a keyword: `as_` becomes `tencentcloud-as`. One
/// name is that of the runtime.
fn name(module: &str) -> String {
    let name = if module == "runtime_" { module } else { feature(module) };
    format!("tencentcloud-{}", name.replace('_', "-"))
}

/// The values of a crate in the templates.
fn view(model: &Model) -> Value {
    context! {
        name => &model.package.name,
        summary => newest(model).next().map(|service| docs::summary(&service.doc).join(" ")).unwrap_or_default(),
        operations => model.services.iter().map(|service| service.operations.len()).sum::<usize>(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn crates_are_named_after_their_services() {
        for (module, expected) in
            [("vpc", "vpc"), ("as_", "as"), ("runtime_", "runtime-"), ("std_", "std"), ("a_b", "a-b"), ("a_", "a-")]
        {
            assert_eq!(name(module), format!("tencentcloud-{expected}"), "{module}");
        }
    }
}
