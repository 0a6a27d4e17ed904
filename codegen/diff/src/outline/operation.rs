//! Lays out operations: protocol, input and output, waiter, paginator, callback and permissions.

use super::node::Node;
use super::path::{module, without_names};
use super::shape;
use crate::facet::{Facet, Flow, Kind};
use crate::value::Value;
use codegen_model::{
    Advance, Callback, Example, HttpBinding, Operation, Paginate, Permission, Protocol, Response, Service, Shape,
    Sites, Waiter,
};

pub(super) fn operation<'m>(operation: &'m Operation, service: &'m Service) -> Node<'m> {
    let repeatable = operation.repeatable();
    let Operation {
        name,
        unit,
        incomplete: _,
        doc,
        page,
        search_words,
        status,
        sites,
        deprecated,
        access,
        // Only decides whether the operation is repeatable.
        idempotent: _,
        idempotency_token,
        permissions,
        protocol,
        input,
        streams_body,
        max_body,
        content_md5,
        response,
        rule,
        waiter,
        paginate,
        callback,
        examples,
        events,
        rust_name,
        span,
    } = operation;
    let mut node = Node::new(Kind::Operation, name, Flow::Neither, *span);
    let status = status.as_deref().filter(|status| *status != "online");
    // The note is prose; that there is one is a status, unless the service no longer answers. Any other status that it
    // hides is part of the documentation.
    match (deprecated, status) {
        (Some(note), Some("offline")) => {
            node.add_text(Facet::Doc, format!("{doc}\n\n{note}")).add_text(Facet::Status, "offline")
        }
        (Some(note), status) => {
            let texts: Vec<&str> = [Some(doc.as_str()), Some(note.as_str()), status].into_iter().flatten().collect();
            node.add_text(Facet::Doc, texts.join("\n\n")).add_text(Facet::Status, "deprecated")
        }
        (None, status) => node.add_text(Facet::Doc, doc).add_optional(Facet::Status, status),
    };
    node.add_optional(Facet::Page, page.as_deref()).add_set(Facet::SearchWords, search_words);
    node.add_set(Facet::Examples, examples.iter().map(example_text));
    node.add_text(Facet::RustName, rust_name).add_text(Facet::Module, module(&service.units, *unit));
    node.add_optional(Facet::Access, access.map(|access| access.name()));
    node.add_flag(Facet::Repeatable, repeatable)
        .add_flag(Facet::StreamsBody, *streams_body)
        .add_flag(Facet::ContentMd5, *content_md5)
        .add_flag(Facet::RuleUse, *rule);
    node.add_optional(Facet::IdempotencyToken, idempotency_token.as_ref().map(|token| &*token.member));
    node.add_flag(Facet::Events, *events).add_optional(Facet::Sites, sites.and_then(Sites::single));
    add_protocol(protocol, &mut node);
    add_response(response, &mut node);
    let mut request = input_or_output(input, "request", Flow::Input);
    request.add(Facet::Bytes, max_body.map(|max| Value::Bounds(None, Some(max))));
    node.children.push(request);
    node.children.extend(waiter.as_ref().map(waiter_node));
    node.children.extend(paginate.as_ref().map(paginator_node));
    node.children.extend(callback.as_ref().map(callback_node));
    node.children.extend(permissions.iter().map(permission_node));
    node
}

/// Returns the input or output as a node of its own.
fn input_or_output<'m>(shape: &'m Shape, key: &'static str, flow: Flow) -> Node<'m> {
    let mut node = Node::new(Kind::Structure, key, flow, shape.span);
    shape::add_members(shape, flow, &mut node);
    node
}

fn add_protocol<'m>(protocol: &'m Protocol, node: &mut Node<'m>) {
    match protocol {
        Protocol::Action => {
            node.add_text(Facet::Protocol, "API 3.0");
        }
        Protocol::Rest { bindings, root, json } => {
            node.add_text(Facet::Protocol, "Cloud Infinite").add_text(Facet::Root, root);
            node.add_flag(Facet::JsonBody, *json);
            // A request uses the first binding whose members are all set.
            let order = bindings.iter().enumerate().map(|(index, binding)| constructor(index, binding)).collect();
            node.add(Facet::Order, Some(Value::List(order)));
            node.children.extend(bindings.iter().enumerate().map(|(index, binding)| binding_node(index, binding)));
        }
    }
}

fn binding_node(index: usize, binding: &HttpBinding) -> Node<'_> {
    let HttpBinding { method, host, alternative_hosts, path, constructor: _, requires, doc, span } = binding;
    let mut node = Node::new(Kind::HttpBinding, constructor(index, binding), Flow::Input, *span);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    node.add_text(Facet::Doc, doc).add_text(Facet::Method, method).add_text(Facet::Host, host.name());
    node.add_set(Facet::AlternativeHosts, alternative_hosts.iter().map(|host| host.name()));
    node.add_text(Facet::Path, without_names(path));
    // The constructor takes the labels in this order.
    node.add(Facet::Labels, Some(Value::List(binding.labels().collect())));
    node.add_set(Facet::FixedQuery, query.split('&').filter(|part| !part.is_empty()));
    node.add_optional(Facet::Requires, requires.as_deref());
    node
}

/// Returns the binding's constructor: `new` for the first binding, whatever the schema says.
fn constructor(index: usize, binding: &HttpBinding) -> &str {
    if index == 0 { "new" } else { binding.constructor.as_deref().unwrap_or("new") }
}

fn add_response<'m>(response: &'m Response, node: &mut Node<'m>) {
    match response {
        Response::Stream => {
            node.add_text(Facet::Response, "bytes");
        }
        Response::Headed(shape) => {
            node.add_text(Facet::Response, "bytes with members in headers");
            node.children.push(input_or_output(shape, "response", Flow::Output));
        }
        Response::Object => {
            node.add_text(Facet::Response, "an object of any members");
        }
        Response::Shape { shape, root, json } => {
            node.add_text(Facet::Response, if *json { "JSON" } else { "XML" }).add_text(Facet::ResponseRoot, root);
            node.children.push(input_or_output(shape, "response", Flow::Output));
        }
    }
}

fn waiter_node(waiter: &Waiter) -> Node<'_> {
    let Waiter { query, each, from, to, status, done, failed, code, message, places: _, span } = waiter;
    let mut node = Node::new(Kind::Waiter, "waiter", Flow::Output, *span);
    let (code, message) = (code.as_deref().unwrap_or_default(), message.as_deref().unwrap_or_default());
    let (done, failed) = (done.join("|"), failed.join("|"));
    let facts = [("from", from.as_str()), ("to", to), ("status", status), ("done", &done), ("failed", &failed)];
    let facts = facts.into_iter().chain([("code", code), ("message", message)]);
    node.add_text(Facet::Query, query)
        .add_flag(Facet::Each, *each)
        .add_set(Facet::Waiter, facts.map(|(name, value)| format!("{name}={value}")));
    node
}

fn paginator_node(paginate: &Paginate) -> Node<'_> {
    let Paginate { advance, items, total, more, places: _, span } = paginate;
    let mut node = Node::new(Kind::Paginator, "pages", Flow::Output, *span);
    let advance = match advance {
        Advance::Offset { offset, limit } => vec![format!("offset={offset}"), format!("limit={limit}")],
        Advance::Page { page, size, first } => vec![format!("page={page} from {first}"), format!("size={size}")],
        Advance::Token { token, next } => vec![format!("token={token}"), format!("next={next}")],
    };
    let ends = [("total", total), ("more", more)].into_iter();
    let ends = ends.filter_map(|(name, path)| Some(format!("{name}={}", path.as_ref()?)));
    node.add_text(Facet::Items, items).add_set(Facet::Advance, advance.into_iter().chain(ends));
    node
}

fn callback_node(callback: &Callback) -> Node<'_> {
    let Callback { payload, doc, expected, span } = callback;
    let mut node = Node::new(Kind::Callback, "callback", Flow::Output, *span);
    node.add_text(Facet::Doc, doc).add_text(Facet::Payload, payload);
    shape::add_expected(expected, &mut node);
    node
}

fn example_text(example: &Example) -> String {
    let Example { title, via, request, status, content_type, response, span: _ } = example;
    format!("{title}\n{via:?}\n{request}\n{status}\n{content_type}\n{response}")
}

fn permission_node(permission: &Permission) -> Node<'_> {
    let Permission { action, when, span } = permission;
    let mut node = Node::new(Kind::Permission, action, Flow::Neither, *span);
    node.add_text(Facet::When, when);
    node
}
