//! One crate a service, in one workspace. It knows how the crates are called and what stands around them; each is made as the
//! single crate is, of a model with one service.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use serde::Serialize;

use super::{Error, Options, docs, emit, files, is_newest};
use crate::write::{MARKER, Tree};
use codegen_model::parallel;
use codegen_model::rust_names::is_keyword;
use codegen_model::{Model, Package, Service};

const CARGO: &str = include_str!("templates/workspace/Cargo.toml.jinja");
const README: &str = include_str!("templates/workspace/README.md.jinja");

/// Makes a crate of each service. `options` are those of a crate at the top.
///
/// # Errors
///
/// Fails where the generator has made something that is no Rust.
pub fn split(model: &Model, options: &Options) -> Result<Tree, Error> {
    let mut tree = Tree::new();
    tree.insert(MARKER, files::marker(model));
    let options = Options { runtime: options.runtime.as_ref().map(|path| format!("../{path}")) };
    let crates = crates(model);
    let view = View { crates: crates.iter().map(CrateView::of).collect() };
    for (path, template) in [("Cargo.toml", CARGO), ("README.md", README)] {
        tree.insert(path, files::render(path, template, Serde(&view))?);
    }
    for (model, made) in crates.iter().zip(parallel::map(crates.iter().collect(), |model| emit(model, &options))) {
        for (path, content) in made?.iter() {
            tree.insert(format!("{}/{path}", model.package.name), content);
        }
    }
    Ok(tree)
}

/// A model for each service, with all its versions, in the order of their names.
fn crates(model: &Model) -> Vec<Model> {
    let single = format!("{}::", files::lib(&model.package));
    let mut crates: BTreeMap<String, Model> = BTreeMap::new();
    for service in &model.services {
        let of_service = crates.entry(service.module.clone()).or_insert_with(|| Model {
            package: Package {
                name: name(&service.module),
                description: format!("Client for the service `{}` of Tencent Cloud.", service.name),
                ..model.package.clone()
            },
            services: Vec::new(),
        });
        // A guide is written for the single crate.
        let guide = service.guide.replace(&single, &format!("{}::", files::lib(&of_service.package)));
        of_service.services.push(Service { guide, ..service.clone() });
    }
    crates.into_values().collect()
}

/// The crate of a module: `tencentcloud-vpc`. No keyword is in its way: `as_` is `tencentcloud-as`.
fn name(module: &str) -> String {
    let plain = module.strip_suffix('_').filter(|plain| is_keyword(plain));
    format!("tencentcloud-{}", plain.unwrap_or(module).replace('_', "-"))
}

/// What the templates print.
#[derive(Serialize)]
struct View {
    crates: Vec<CrateView>,
}

#[derive(Serialize)]
struct CrateView {
    name: String,
    summary: String,
    operations: usize,
}

impl CrateView {
    fn of(model: &Model) -> Self {
        let newest = model.services.iter().find(|service| is_newest(service, model));
        Self {
            name: model.package.name.clone(),
            summary: newest.map(|service| docs::summary(&service.doc).join(" ")).unwrap_or_default(),
            operations: model.services.iter().map(|service| service.operations.len()).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn crates_are_called_after_their_services() {
        for (module, expected) in
            [("vpc", "vpc"), ("as_", "as"), ("runtime_", "runtime-"), ("a_b", "a-b"), ("a_", "a-")]
        {
            assert_eq!(name(module), format!("tencentcloud-{expected}"), "{module}");
        }
    }
}
