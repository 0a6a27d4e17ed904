//! JSON action descriptors, in the form in which upstream publishes them.

use super::allowed;
use super::parameter::{self, MemberContext};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Protocol, Response, Service, Shape, Unit};
use crate::source::{FileId, Sources};
use crate::syntax::fields::{Fields, Spanned, string};
use crate::syntax::json::{self, Node};

/// The keys of a descriptor.
pub const KEYS: &[&str] =
    &["$schema", "name", "display_name", "description", "domain", "api_version", "endpoint", "actions", "shapes"];
/// The keys of an action.
pub const ACTION_KEYS: &[&str] = &["name", "description", "status", "events", "parameters", "required", "response"];

/// The keys of a shape that several actions share.
pub const SHAPE_KEYS: &[&str] = &["name", "description", "members"];

/// Loads one descriptor as a service.
pub fn load(sources: &Sources, file: FileId, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let root = json::parse(sources, file, diagnostics)?;
    from_node(&root, sources.path(file), module, diagnostics)
}

/// Reads a document that has been parsed.
pub fn from_node(root: &Node, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let fields = Fields::open(root, KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    let version = fields.required_string("api_version", diagnostics)?;
    let named = allowed::service(&name, diagnostics) & allowed::version(&version, diagnostics);
    if let Some(endpoint) = fields.string("endpoint", diagnostics) {
        allowed::host(&endpoint, diagnostics);
    }
    // Of these, only the type counts.
    for key in ["$schema", "display_name", "domain"] {
        fields.string(key, diagnostics);
    }
    let doc = fields.text("description", diagnostics);
    let units = vec![Unit { source: path.to_owned(), path: Vec::new() }];
    let mut service = Service { module: module.to_owned(), doc, units, ..service(name, version) };
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
    named.then_some(service)
}

/// A version of a service of which only the name is known.
pub fn service(name: Spanned<String>, version: Spanned<String>) -> Service {
    Service {
        module: name.value.clone(),
        name: name.value,
        version: Some(version.value),
        doc: String::new(),
        page: None,
        guide: String::new(),
        left_out: Vec::new(),
        units: Vec::new(),
        operations: Vec::new(),
        shapes: Default::default(),
        enums: Default::default(),
        rules: Vec::new(),
        errors: Vec::new(),
        authorization: Default::default(),
        incomplete: false,
        span: name.span,
    }
}

fn action(node: &Node, service: &mut Service, diagnostics: &mut Diagnostics) -> Option<()> {
    let fields = Fields::open(node, ACTION_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    if !allowed::operation(&name, diagnostics) || is_taken(&name, service, diagnostics) {
        return None;
    }
    let mut place = MemberContext { service, unit: 0, owner: name.value.clone(), depth: 0 };
    let input = Shape {
        name: name.value.clone(),
        members: parameter::members(fields.list("parameters", diagnostics), &mut place, diagnostics),
        span: name.span,
        ..Shape::default()
    };
    check_required(&fields, &input, diagnostics);
    let response = response(fields.list("response", diagnostics), &name, &mut place, diagnostics);
    place.service.operations.push(Operation {
        doc: fields.text("description", diagnostics),
        status: fields.string("status", diagnostics).map(|status| status.value),
        events: fields.boolean("events", diagnostics).unwrap_or(false),
        input,
        ..operation(name, response)
    });
    Some(())
}

/// A shape that members name.
fn shape(node: &Node, service: &mut Service, diagnostics: &mut Diagnostics) -> Option<()> {
    let fields = Fields::open(node, SHAPE_KEYS, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    if !allowed::shape(&name, diagnostics) {
        return None;
    }
    if let Some(first) = service.shapes.get(&name.value) {
        let message = format!("there is a shape `{}` already", name.value);
        diagnostics.error(Code::DUPLICATE_NAME, name.span, message).label(first.span, "first here");
        return None;
    }
    fields.required("members", diagnostics);
    let mut place = MemberContext { service, unit: 0, owner: name.value.clone(), depth: 0 };
    let members = parameter::members(fields.list("members", diagnostics), &mut place, diagnostics);
    let doc = fields.text("description", diagnostics);
    let shape = Shape { name: name.value.clone(), doc, members, span: name.span, ..Shape::default() };
    service.shapes.insert(name.value, shape);
    Some(())
}

/// An action of which only the name and the answer are known.
pub fn operation(name: Spanned<String>, response: Response) -> Operation {
    Operation {
        input: Shape { name: name.value.clone(), span: name.span, ..Shape::default() },
        name: name.value,
        unit: 0,
        doc: String::new(),
        page: None,
        status: None,
        deprecated: None,
        access: None,
        idempotent: None,
        permissions: Vec::new(),
        protocol: Protocol::Action,
        streams_body: false,
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

/// The answer that a `response` list describes.
pub fn response(
    nodes: &[Node],
    name: &Spanned<String>,
    place: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Response {
    let owner = format!("{}Output", name.value);
    let outer = std::mem::replace(&mut place.owner, owner.clone());
    let members = parameter::members(nodes, place, diagnostics);
    place.owner = outer;
    let shape = Shape { name: owner, unit: place.unit, members, span: name.span, ..Shape::default() };
    Response::Shape { shape, root: String::new(), json: true }
}

fn is_taken(name: &Spanned<String>, service: &Service, diagnostics: &mut Diagnostics) -> bool {
    let Some(first) = service.operation(&name.value) else { return false };
    let message = format!("there is an action `{}` already", name.value);
    diagnostics.error(Code::DUPLICATE_NAME, name.span, message).label(first.span, "first here");
    true
}

/// The list `required` says again what the flags say; where they disagree, the flags count.
fn check_required(fields: &Fields<'_>, input: &Shape, diagnostics: &mut Diagnostics) {
    let Some(node) = fields.get("required") else { return };
    let listed: Vec<_> =
        fields.list("required", diagnostics).iter().filter_map(|node| string(node, diagnostics)).collect();
    for name in &listed {
        let problem = match input.member(&name.value) {
            Some(member) if member.required => continue,
            Some(_) => "its parameter does not say so",
            None => "there is no such parameter",
        };
        let message = format!("`{}` is listed as required, but {problem}", name.value);
        diagnostics.warning(Code::REQUIRED_DISAGREES, name.span, message);
    }
    for member in input.members.iter().filter(|member| member.required) {
        if !listed.iter().any(|name| name.value == member.name) {
            let message = format!("`{}` is required, but not listed here", member.name);
            diagnostics.warning(Code::REQUIRED_DISAGREES, node.span, message).label(member.span, "required here");
        }
    }
}
