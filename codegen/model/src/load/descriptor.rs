//! Loads JSON action descriptors, in the form that upstream publishes.

use super::context::MemberContext;
use super::duplicates::report_duplicate;
use super::names;
use super::parameter;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Protocol, Response, Service, Shape, Sites, Unit};
use crate::source::{FileId, Sources};
use crate::syntax::fields::{Fields, Spanned, string};
use crate::syntax::json::{self, Node};

/// The keys of a descriptor.
pub const KEYS: &[&str] = &[
    "$schema",
    "name",
    "display_name",
    "description",
    "domain",
    "api_version",
    "endpoint",
    "sites",
    "actions",
    "shapes",
];
/// The keys of an action.
pub const ACTION_KEYS: &[&str] =
    &["name", "description", "status", "events", "sites", "parameters", "required", "response"];
/// The keys of a shared shape.
pub const SHAPE_KEYS: &[&str] = &["name", "description", "members"];

/// Loads one descriptor as a service.
pub fn load(sources: &Sources, file: FileId, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let root = json::parse(sources, file, diagnostics)?;
    from_node(&root, sources.path(file), module, diagnostics)
}

/// Loads a descriptor that has been parsed.
pub fn from_node(root: &Node, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let fields = Fields::open(root, KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    let version = fields.required_string("api_version", diagnostics)?;
    let has_valid_names = names::check_service(&name, diagnostics) & names::check_version(&version, diagnostics);
    if let Some(endpoint) = fields.string("endpoint", diagnostics) {
        names::check_host(&endpoint, diagnostics);
    }
    // The values of these keys are not used, but their type is checked.
    for key in ["$schema", "display_name", "domain"] {
        fields.string(key, diagnostics);
    }
    let doc = fields.text("description", diagnostics);
    let sites = fields.word("sites", Sites::NAMES, diagnostics);
    let units = vec![Unit { source: path.to_owned(), path: Vec::new() }];
    let mut service = Service { module: module.to_owned(), doc, sites, units, ..service(name, version) };
    if fields.required("actions", diagnostics).is_some() {
        for node in fields.list("actions", diagnostics) {
            let loaded = action(node, &mut service, diagnostics);
            service.incomplete |= loaded.is_none();
        }
    }
    for node in fields.list("shapes", diagnostics) {
        let loaded = shape(node, &mut service, diagnostics);
        service.incomplete |= loaded.is_none();
    }
    service.shapes.values_mut().for_each(Shape::enforce_nothing);
    has_valid_names.then_some(service)
}

/// Returns an empty version of a service.
pub fn service(name: Spanned<String>, version: Spanned<String>) -> Service {
    Service {
        module: name.value.clone(),
        name: name.value,
        version: Some(version.value),
        span: name.span,
        ..Service::default()
    }
}

fn action(node: &Node, service: &mut Service, diagnostics: &mut Diagnostics) -> Option<()> {
    let fields = Fields::open(node, ACTION_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    if !names::check_operation(&name, diagnostics) || is_duplicate_action(&name, service, diagnostics) {
        return None;
    }
    let mut context = MemberContext::new(service, 0, name.value.clone());
    let before = diagnostics.count();
    let nodes = fields.list("parameters", diagnostics);
    let members = parameter::members(nodes, &mut context, diagnostics);
    let incomplete = members.len() < nodes.len();
    let input = Shape { name: name.value.clone(), members, incomplete, span: name.span, ..Shape::default() };
    // A parameter with a finding may be required, or not.
    if diagnostics.count() == before {
        check_required(&fields, &input, diagnostics);
    }
    let response = response(fields.list("response", diagnostics), &name, &mut context, diagnostics);
    context.service.operations.push(Operation {
        doc: fields.text("description", diagnostics),
        status: fields.string("status", diagnostics).map(|status| status.value),
        events: fields.boolean("events", diagnostics).unwrap_or(false),
        sites: fields.word("sites", Sites::NAMES, diagnostics),
        input,
        ..operation(name, response)
    });
    Some(())
}

/// Loads a shared shape.
fn shape(node: &Node, service: &mut Service, diagnostics: &mut Diagnostics) -> Option<()> {
    let fields = Fields::open(node, SHAPE_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    if !names::check_shape(&name, diagnostics) {
        return None;
    }
    if let Some(first) = service.shapes.get(&name.value) {
        report_duplicate("shape", &name.value, name.span, first.span, diagnostics);
        return None;
    }
    fields.required("members", diagnostics);
    let mut context = MemberContext::new(service, 0, name.value.clone());
    let nodes = fields.list("members", diagnostics);
    let members = parameter::members(nodes, &mut context, diagnostics);
    let doc = fields.text("description", diagnostics);
    let incomplete = members.len() < nodes.len();
    let shape = Shape { name: name.value.clone(), doc, members, incomplete, span: name.span, ..Shape::default() };
    service.shapes.insert(name.value, shape);
    Some(())
}

/// Returns an action with a name and a response, and otherwise empty.
pub fn operation(name: Spanned<String>, response: Response) -> Operation {
    Operation {
        input: Shape { name: name.value.clone(), span: name.span, ..Shape::default() },
        name: name.value,
        unit: 0,
        incomplete: false,
        doc: String::new(),
        page: None,
        search_words: Vec::new(),
        status: None,
        sites: None,
        deprecated: None,
        access: None,
        idempotent: None,
        idempotency_token: None,
        permissions: Vec::new(),
        protocol: Protocol::Action,
        streams_body: false,
        max_body: None,
        content_md5: false,
        response,
        events: false,
        rule: false,
        paginate: None,
        waiter: None,
        callback: None,
        examples: Vec::new(),
        rust_name: String::new(),
        span: name.span,
    }
}

/// Loads the response that a list `response` describes.
pub fn response(
    nodes: &[Node],
    name: &Spanned<String>,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Response {
    let owner = format!("{}Output", name.value);
    let outer = std::mem::replace(&mut context.owner, owner.clone());
    let members = parameter::members(nodes, context, diagnostics);
    context.owner = outer;
    let (unit, incomplete) = (context.unit, members.len() < nodes.len());
    let shape = Shape { name: owner, unit, members, incomplete, span: name.span, ..Shape::default() };
    Response::Shape { shape, root: String::new(), json: true }
}

fn is_duplicate_action(name: &Spanned<String>, service: &Service, diagnostics: &mut Diagnostics) -> bool {
    let Some(first) = service.operation(&name.value) else { return false };
    report_duplicate("action", &name.value, name.span, first.span, diagnostics);
    true
}

/// Compares the list `required` with the flags of the parameters. Where they differ, the flags count.
fn check_required(fields: &Fields<'_>, input: &Shape, diagnostics: &mut Diagnostics) {
    let Some(node) = fields.get("required") else { return };
    let before = diagnostics.count();
    let listed: Vec<_> =
        fields.list("required", diagnostics).iter().filter_map(|node| string(node, diagnostics)).collect();
    if diagnostics.count() > before {
        return;
    }
    for name in &listed {
        let problem = match input.member(&name.value) {
            Some(member) if member.required => continue,
            Some(_) => "is not marked as required",
            None => "is not a parameter",
        };
        let message = format!("`{}` is listed as required, but {problem}", name.value);
        diagnostics.warning(Code::REQUIRED_DISAGREES, name.span, message);
    }
    for member in input.members.iter().filter(|member| member.required) {
        if !listed.iter().any(|name| name.value == member.name) {
            let message = format!("`{}` is marked as required, but not listed", member.name);
            diagnostics
                .warning(Code::REQUIRED_DISAGREES, node.span, message)
                .label(member.span, "marked as required here");
        }
    }
}
