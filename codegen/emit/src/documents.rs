//! The documents of the crate: manifest, README, and `lib.rs`, most of which is documentation.

use std::collections::BTreeMap;

use codegen_model::rust_names::feature;
use codegen_model::{Family, Location, Model, Operation, Protocol, Response, Service};
use minijinja::{Value, context};

use crate::context::{ServiceContext, crate_name, newest};
use crate::package::Options;
use crate::template::{Error, render};
use crate::{docs, example, features};

const DOCUMENTS: [(&str, &str); 3] = [
    ("Cargo.toml", include_str!("templates/Cargo.toml.jinja")),
    ("README.md", include_str!("templates/README.md.jinja")),
    ("src/lib.rs", include_str!("templates/lib.rs.jinja")),
];

/// Renders the documents, by path. Without a path to the runtime, the manifest names its version only. A facade re-exports
/// the crates with the names that `packages` has for its modules.
pub fn documents(
    model: &Model,
    options: &Options,
    packages: Option<&BTreeMap<String, String>>,
) -> Result<Vec<(&'static str, String)>, Error> {
    let view = view(model, options, packages);
    DOCUMENTS.iter().map(|(path, template)| Ok((*path, render(path, template, &view)?))).collect()
}

/// A text as a value in TOML, on one line.
fn toml_value(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    toml::Value::String(line).to_string()
}

/// The values in the templates.
fn view(model: &Model, options: &Options, packages: Option<&BTreeMap<String, String>>) -> Value {
    let modules: Vec<_> = newest(model).map(|service| module(service, model, packages)).collect();
    let chosen = features::are_chosen(model);
    let example = example_of(model, example::code);
    context! {
        name => &model.package.name,
        lib => crate_name(&model.package.name),
        version => &model.package.version,
        description => docs::line(&model.package.description),
        // These are values in TOML.
        description_value => toml_value(&model.package.description),
        repository => model.package.repository.as_deref().map(toml_value),
        runtime_path => options.runtime.as_deref().map(toml_value),
        runtime_version => &options.version,
        modules,
        // Whether some services are not enabled by default.
        optional => model.services.iter().any(|service| service.optional),
        // Whether no service is enabled by default.
        chosen,
        // What begins an example that names a service. It is not compiled without the feature of the service.
        fence => if chosen { "ignore" } else { "no_run" },
        // Whether the modules are those of other crates.
        facade => packages.is_some(),
        // The feature of one version; empty if every service has one version.
        version_feature => newest(model).find_map(|one| features::of_versions(&one.module, model).into_iter().next()).unwrap_or_default(),
        // The feature of one family; empty if no service has families.
        family_feature => newest(model).find_map(|one| Some(features::of_family(one.families.first()?, one))).unwrap_or_default(),
        operations => all(model).count(),
        // The number of operations without published parameters.
        opaque => all(model).filter(|operation| operation.opaque()).count(),
        // The code of an example: without hidden lines, and with them.
        shown_example => example.iter().filter(|line| !line.starts_with("# ")).cloned().collect::<Vec<_>>(),
        example,
        // The code of a test with the runtime's mock; empty if no sample is suitable.
        tested_example => example_of(model, example::mock_test::code),
        // The constructor call of an operation that returns bytes; empty if there is none.
        stream_op => stream_op(model),
        // The path of an operation with pagination, and the name and type of what it is sent to; empty if there is none.
        paged_op => first_op(model, is_plain_list),
        paged_target => Vec::from(first(model, is_plain_list).map_or([""; 2], |(_, operation)| target(operation))),
        // The path of an operation with an event stream; empty if there is none.
        event_op => first_op(model, |operation| operation.events),
        // Whether any request uploads a file as a form.
        takes_files => !first_op(model, Operation::takes_form).is_empty(),
    }
}

fn module(service: &Service, model: &Model, packages: Option<&BTreeMap<String, String>>) -> Value {
    let package = packages.and_then(|names| names.get(&service.module));
    context! {
        name => &service.module,
        // The feature that enables it.
        feature => feature(&service.module),
        // The crate that a facade re-exports it from, and its name in Rust code.
        package,
        library => package.map(|package| crate_name(package)),
        summary => docs::summary(&service.doc).join(" "),
        // The `cfg` condition of the module.
        condition => features::condition(service, model),
        // The features of its versions; empty if it has one version.
        versions => features::of_versions(&service.module, model),
        // Whether the feature is not enabled by default.
        optional => service.optional,
        // Empty if it is compiled as a whole.
        families => service.families.iter().map(|one| family(one, service)).collect::<Vec<_>>(),
        operations => service.operations.iter().map(operation).collect::<Vec<_>>(),
    }
}

fn family(family: &Family, service: &Service) -> Value {
    context! {
        feature => features::of_family(family, service),
        // The feature of the family that it needs.
        base => features::of_base(service).filter(|_| !family.is_base()),
        summary => docs::summary(&family.doc).join(" "),
    }
}

fn operation(operation: &Operation) -> Value {
    context! { name => &operation.rust_name, summary => docs::summary(&operation.doc).join(" ") }
}

/// The constructor call of a request for bytes that needs only the arguments of its constructor.
fn stream_op(model: &Model) -> String {
    let call = |service: &Service| {
        let streams = |operation: &&Operation| matches!(operation.response, Response::Stream);
        let mut operations = always_compiled(service).filter(streams);
        let operation = operations.find(|operation| !operation.input.members.iter().any(|member| member.required))?;
        let Protocol::Rest { bindings, .. } = &operation.protocol else { return None };
        let arguments = vec!["\"folder/cat.jpg\""; bindings.first()?.labels().count()].join(", ");
        Some(format!("{}::{}::new({arguments})", service.module, operation.rust_name))
    };
    newest(model).find_map(call).unwrap_or_default()
}

fn all(model: &Model) -> impl Iterator<Item = &Operation> {
    model.services.iter().flat_map(|service| &service.operations)
}

/// The path of the first operation that is `wanted`.
fn first_op(model: &Model, wanted: impl Fn(&Operation) -> bool) -> String {
    first(model, wanted).map(|(service, found)| format!("{}::{}", service.module, found.rust_name)).unwrap_or_default()
}

/// The first operation that is `wanted`, and its service.
fn first(model: &Model, wanted: impl Fn(&Operation) -> bool) -> Option<(&Service, &Operation)> {
    newest(model).find_map(|service| Some((service, always_compiled(service).find(|operation| wanted(operation))?)))
}

/// The operations of a service that each of its features compiles.
fn always_compiled(service: &Service) -> impl Iterator<Item = &Operation> {
    let is_needed = |operation: &&Operation| service.family_of(operation.unit).is_none_or(Family::is_base);
    service.operations.iter().filter(is_needed)
}

/// Whether an operation lists items in pages, and its constructor takes no argument.
fn is_plain_list(operation: &Operation) -> bool {
    operation.paginate.is_some() && !operation.input.members.iter().any(|member| member.location == Location::Label)
}

/// The name and the type of what an operation is sent to.
fn target(operation: &Operation) -> [&'static str; 2] {
    if operation.is_of_client() { ["client", "Client"] } else { ["bucket", "Bucket"] }
}

/// Prints an example of an operation.
type Code = fn(&Operation, &ServiceContext<'_>) -> Option<Vec<String>>;

/// The first example of an operation that is safe to repeat, or of any operation if there is none.
fn example_of(model: &Model, code: Code) -> Vec<String> {
    let all = || newest(model).flat_map(|service| service.operations.iter().map(move |operation| (service, operation)));
    let code = |(service, operation)| code(operation, &ServiceContext::of(service, model));
    let harmless = all().filter(|(_, operation)| operation.repeatable()).find_map(code);
    harmless.or_else(|| all().find_map(code)).unwrap_or_default()
}
