//! The documents of the crate: manifest, README, and `lib.rs`, most of which is documentation.

use std::collections::BTreeMap;

use codegen_model::rust_names::feature;
use codegen_model::{Family, Location, Model, Operation, Protocol, Response, Service};
use serde::Serialize;

use crate::context::{ServiceContext, crate_name, newest};
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
    runtime: Option<&str>,
    packages: Option<&BTreeMap<String, String>>,
) -> Result<Vec<(&'static str, String)>, Error> {
    let view = View::of(model, runtime, packages);
    DOCUMENTS.iter().map(|(path, template)| Ok((*path, render(path, template, &view)?))).collect()
}

/// A text as a value in TOML, on one line.
fn toml_value(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    toml::Value::String(line).to_string()
}

/// The values in the templates.
#[derive(Serialize)]
struct View<'a> {
    name: &'a str,
    lib: String,
    version: &'a str,
    description: String,
    /// The description as a value in TOML.
    description_value: String,
    /// The repository as a value in TOML.
    repository: Option<String>,
    /// The path to the runtime as a value in TOML.
    runtime_path: Option<String>,
    runtime_version: &'static str,
    modules: Vec<ModuleView>,
    /// Whether some services are not enabled by default.
    optional: bool,
    /// Whether no service is enabled by default.
    chosen: bool,
    /// What begins an example that names a service. It is not compiled without the feature of the service.
    fence: &'static str,
    /// Whether the modules are those of other crates.
    facade: bool,
    /// The feature of one version; empty if every service has one version.
    version_feature: String,
    /// The feature of one family; empty if no service has families.
    family_feature: String,
    operations: usize,
    /// The number of operations without published parameters.
    opaque: usize,
    /// The code of an example, including hidden lines.
    example: Vec<String>,
    /// The code of the example without hidden lines.
    shown_example: Vec<String>,
    /// The code of a test with the runtime's mock; empty if no sample is suitable.
    tested_example: Vec<String>,
    /// The constructor call of an operation that returns bytes; empty if there is none.
    stream_op: String,
    /// The path of an operation with pagination; empty if there is none.
    paged_op: String,
    /// The name and the type of what that operation is sent to.
    paged_target: (&'static str, &'static str),
    /// The path of an operation with an event stream; empty if there is none.
    event_op: String,
    /// Whether any request uploads a file as a form.
    takes_files: bool,
}

#[derive(Serialize)]
struct ModuleView {
    name: String,
    /// The feature that enables it.
    feature: String,
    /// The crate that a facade re-exports it from.
    package: Option<String>,
    /// The name of that crate in Rust code.
    library: Option<String>,
    summary: String,
    /// The `cfg` condition of the module.
    condition: String,
    /// The features of its versions; empty if it has one version.
    versions: Vec<String>,
    /// Whether the feature is not enabled by default.
    optional: bool,
    /// Its families; empty if it is compiled as a whole.
    families: Vec<FamilyView>,
    operations: Vec<OperationView>,
}

#[derive(Serialize)]
struct FamilyView {
    /// The feature that enables it.
    feature: String,
    /// The feature of the family that it needs.
    base: Option<String>,
    summary: String,
}

#[derive(Serialize)]
struct OperationView {
    name: String,
    summary: String,
}

impl<'a> View<'a> {
    fn of(model: &'a Model, runtime: Option<&str>, packages: Option<&BTreeMap<String, String>>) -> Self {
        let package = |service: &Service| packages.and_then(|names| names.get(&service.module).cloned());
        let module = |service| {
            let (package, view) = (package(service), ModuleView::of(service, model));
            ModuleView { library: package.as_deref().map(crate_name), package, ..view }
        };
        let modules: Vec<_> = newest(model).map(module).collect();
        let chosen = features::are_chosen(model);
        let example = example_of(model, example::code);
        Self {
            name: &model.package.name,
            lib: crate_name(&model.package.name),
            version: &model.package.version,
            description: docs::line(&model.package.description),
            description_value: toml_value(&model.package.description),
            repository: model.package.repository.as_deref().map(toml_value),
            runtime_path: runtime.map(toml_value),
            runtime_version: env!("CARGO_PKG_VERSION"),
            operations: all(model).count(),
            opaque: all(model).filter(|operation| operation.opaque()).count(),
            shown_example: example.iter().filter(|line| !line.starts_with("# ")).cloned().collect(),
            example,
            tested_example: example_of(model, example::mock_test::code),
            stream_op: stream_op(model),
            paged_op: first_op(model, is_plain_list),
            paged_target: first(model, is_plain_list).map(|(_, operation)| target(operation)).unwrap_or_default(),
            event_op: first_op(model, |operation| operation.events),
            takes_files: !first_op(model, Operation::takes_form).is_empty(),
            version_feature: modules.iter().find_map(|module| module.versions.first().cloned()).unwrap_or_default(),
            family_feature: modules
                .iter()
                .find_map(|module| Some(module.families.first()?.feature.clone()))
                .unwrap_or_default(),
            optional: modules.iter().any(|module| module.optional),
            modules,
            chosen,
            fence: if chosen { "ignore" } else { "no_run" },
            facade: packages.is_some(),
        }
    }
}

impl ModuleView {
    fn of(service: &Service, model: &Model) -> Self {
        let operations = service.operations.iter().map(|operation| OperationView {
            name: operation.rust_name.clone(),
            summary: docs::summary(&operation.doc).join(" "),
        });
        Self {
            name: service.module.clone(),
            feature: feature(&service.module).to_owned(),
            package: None,
            library: None,
            summary: docs::summary(&service.doc).join(" "),
            condition: features::condition(service, model),
            versions: features::of_versions(&service.module, model),
            optional: service.optional,
            families: service.families.iter().map(|family| FamilyView::of(family, service)).collect(),
            operations: operations.collect(),
        }
    }
}

impl FamilyView {
    fn of(family: &Family, service: &Service) -> Self {
        Self {
            feature: features::of_family(family, service),
            base: features::of_base(service).filter(|_| !family.is_base()),
            summary: docs::summary(&family.doc).join(" "),
        }
    }
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
fn target(operation: &Operation) -> (&'static str, &'static str) {
    if operation.is_of_client() { ("client", "Client") } else { ("bucket", "Bucket") }
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
