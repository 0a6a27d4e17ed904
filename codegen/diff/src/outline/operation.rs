//! Operations: how they travel, what they take and answer, and what comes after the answer.

use super::service::module;
use super::{Node, shape, without_names};
use crate::facet::{Facet, Flow, Kind, Value};
use codegen_model::{
    Advance, Callback, Example, HttpBinding, Operation, Paginate, Permission, Protocol, Response, Service, Shape,
    Waiter,
};

pub(super) fn operation<'m>(operation: &'m Operation, service: &'m Service) -> Node<'m> {
    let repeatable = operation.repeatable();
    let Operation {
        name,
        unit,
        doc,
        page,
        status,
        access,
        // Only decides on whether it is repeatable.
        idempotent: _,
        permissions,
        protocol,
        input,
        streams_body,
        response,
        rule,
        waiter: waits,
        paginate,
        callback: posts,
        examples,
        events,
        rust_name,
        span,
    } = operation;
    let mut node = Node::new(Kind::Operation, name, Flow::Neither, *span);
    node.says(Facet::Doc, doc).maybe(Facet::Page, page.as_deref());
    node.set(Facet::Examples, examples.iter().map(example));
    node.says(Facet::RustName, rust_name).says(Facet::Module, module(&service.units, *unit));
    node.maybe(Facet::Status, status.as_deref().filter(|status| *status != "online"));
    node.maybe(Facet::Access, access.map(|access| access.name()));
    node.yes(Facet::Repeatable, repeatable).yes(Facet::StreamsBody, *streams_body).yes(Facet::RuleUse, *rule);
    node.yes(Facet::Events, *events);
    how(protocol, &mut node);
    answers(response, &mut node);
    node.children.push(bound(input, "request", Flow::Input));
    node.children.extend(waits.as_ref().map(waiter));
    node.children.extend(paginate.as_ref().map(pages));
    node.children.extend(posts.as_ref().map(callback));
    node.children.extend(permissions.iter().map(permission));
    node
}

/// The input or output, as a thing of its own.
fn bound<'m>(found: &'m Shape, key: &'static str, flow: Flow) -> Node<'m> {
    let mut node = Node::new(Kind::Structure, key, flow, found.span);
    shape::parts(found, flow, &mut node);
    node
}

fn how<'m>(protocol: &'m Protocol, node: &mut Node<'m>) {
    match protocol {
        Protocol::Action => {
            node.says(Facet::Protocol, "API 3.0");
        }
        Protocol::Rest { bindings, root, json } => {
            node.says(Facet::Protocol, "Cloud Infinite").says(Facet::Root, root);
            node.yes(Facet::JsonBody, *json);
            // The first one that a request has everything for is taken.
            let order = bindings.iter().enumerate().map(|(index, found)| constructor(index, found)).collect();
            node.value(Facet::Order, Some(Value::List(order)));
            node.children.extend(bindings.iter().enumerate().map(|(index, found)| way(index, found)));
        }
    }
}

fn way(index: usize, way: &HttpBinding) -> Node<'_> {
    let HttpBinding { method, host, path, constructor: _, requires, doc, span } = way;
    let mut node = Node::new(Kind::HttpBinding, constructor(index, way), Flow::Input, *span);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    node.says(Facet::Doc, doc).says(Facet::Method, method).says(Facet::Host, host.name());
    node.says(Facet::Path, without_names(path));
    // The first way's constructor takes them in this order.
    node.value(Facet::Labels, Some(Value::List(way.labels().collect())));
    node.set(Facet::FixedQuery, query.split('&').filter(|part| !part.is_empty()));
    node.maybe(Facet::Requires, requires.as_deref());
    node
}

/// What makes a request that takes this way: `new` for the first, whatever it is called.
fn constructor(index: usize, way: &HttpBinding) -> &str {
    if index == 0 { "new" } else { way.constructor.as_deref().unwrap_or("new") }
}

fn answers<'m>(answer: &'m Response, node: &mut Node<'m>) {
    match answer {
        Response::Stream => {
            node.says(Facet::Answer, "bytes");
        }
        Response::Object => {
            node.says(Facet::Answer, "an object of any members");
        }
        Response::Shape { shape, root, json } => {
            node.says(Facet::Answer, if *json { "JSON" } else { "XML" }).says(Facet::AnswerRoot, root);
            node.children.push(bound(shape, "response", Flow::Output));
        }
    }
}

fn waiter(waiter: &Waiter) -> Node<'_> {
    let Waiter { query, each, from, to, status, done, failed, code, message, span } = waiter;
    let mut node = Node::new(Kind::Waiter, "waiter", Flow::Output, *span);
    let (code, message) = (code.as_deref().unwrap_or_default(), message.as_deref().unwrap_or_default());
    let (done, failed) = (done.join("|"), failed.join("|"));
    let said = [("from", from.as_str()), ("to", to), ("status", status), ("done", &done), ("failed", &failed)];
    let said = said.into_iter().chain([("code", code), ("message", message)]);
    node.says(Facet::Query, query)
        .yes(Facet::Each, *each)
        .set(Facet::Waiter, said.map(|(name, value)| format!("{name}={value}")));
    node
}

/// ChangeKind the pages of a list are asked for.
fn pages(paginate: &Paginate) -> Node<'_> {
    let Paginate { advance, items, total, more, span } = paginate;
    let mut node = Node::new(Kind::Pages, "pages", Flow::Output, *span);
    let advance = match advance {
        Advance::Offset { offset, limit } => vec![format!("offset={offset}"), format!("limit={limit}")],
        Advance::Page { page, size, first } => vec![format!("page={page} from {first}"), format!("size={size}")],
        Advance::Token { token, next } => vec![format!("token={token}"), format!("next={next}")],
    };
    let ends = [("total", total), ("more", more)].into_iter();
    let ends = ends.filter_map(|(name, path)| Some(format!("{name}={}", path.as_ref()?)));
    node.says(Facet::Items, items).set(Facet::Advance, advance.into_iter().chain(ends));
    node
}

fn callback(callback: &Callback) -> Node<'_> {
    let Callback { payload, doc, span } = callback;
    let mut node = Node::new(Kind::Callback, "callback", Flow::Output, *span);
    node.says(Facet::Doc, doc).says(Facet::Payload, payload);
    node
}

fn example(example: &Example) -> String {
    let Example { title, via, request, status, content_type, response, span: _ } = example;
    format!("{title}\n{via:?}\n{request}\n{status}\n{content_type}\n{response}")
}

fn permission(permission: &Permission) -> Node<'_> {
    let Permission { action, when, span } = permission;
    let mut node = Node::new(Kind::Permission, action, Flow::Neither, *span);
    node.says(Facet::When, when);
    node
}
