//! Operations: how they travel, what they take and answer, and what comes after the answer.

use super::service::module;
use super::{Node, shape};
use crate::diff::facet::{Facet, Flow, Kind, Value};
use crate::model::{Answer, Callback, Example, Operation, Permission, Protocol, Service, Shape, Waiter, Way};

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
        answer,
        rule,
        waiter: waits,
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
    answers(answer, &mut node);
    node.children.push(bound(input, "request", Flow::Input));
    node.children.extend(waits.as_ref().map(waiter));
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
        Protocol::Rest { ways, root } => {
            node.says(Facet::Protocol, "Cloud Infinite").says(Facet::Root, root);
            node.children.extend(ways.iter().enumerate().map(|(index, found)| way(index, found)));
        }
    }
}

fn way(index: usize, way: &Way) -> Node<'_> {
    let Way { method, host, path, constructor, requires, doc, span } = way;
    let key = if index == 0 { "new" } else { constructor.as_deref().unwrap_or("new") };
    let mut node = Node::new(Kind::Way, key, Flow::Input, *span);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    node.says(Facet::Doc, doc).says(Facet::Method, method).says(Facet::Host, host.name());
    node.says(Facet::Path, without_names(path));
    // The first way's constructor takes them in this order.
    node.value(Facet::Labels, Some(Value::List(way.labels().collect())));
    node.set(Facet::FixedQuery, query.split('&').filter(|part| !part.is_empty()));
    node.maybe(Facet::Requires, requires.as_deref());
    node
}

/// A path whose labels have no names: these are only seen by who writes the schema.
fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (label, rest) = part.split_once('}').unwrap_or((part, ""));
        plain.push_str(if label.ends_with('+') { "{+}" } else { "{}" });
        plain.push_str(rest);
    }
    plain
}

fn answers<'m>(answer: &'m Answer, node: &mut Node<'m>) {
    match answer {
        Answer::Stream => {
            node.says(Facet::Answer, "bytes");
        }
        Answer::Object => {
            node.says(Facet::Answer, "an object of any members");
        }
        Answer::Shape { shape, root, json } => {
            node.says(Facet::Answer, if *json { "JSON" } else { "XML" }).says(Facet::AnswerRoot, root);
            node.children.push(bound(shape, "response", Flow::Output));
        }
    }
}

fn waiter(waiter: &Waiter) -> Node<'_> {
    let Waiter { query, from, to, status, done, failed, code, message, span } = waiter;
    let mut node = Node::new(Kind::Waiter, "waiter", Flow::Output, *span);
    let (code, message) = (code.as_deref().unwrap_or_default(), message.as_deref().unwrap_or_default());
    let (done, failed) = (done.join("|"), failed.join("|"));
    let said = [("from", from.as_str()), ("to", to), ("status", status), ("done", &done), ("failed", &failed)];
    let said = said.into_iter().chain([("code", code), ("message", message)]);
    node.says(Facet::Query, query).set(Facet::Waiter, said.map(|(name, value)| format!("{name}={value}")));
    node
}

fn callback(callback: &Callback) -> Node<'_> {
    let Callback { payload, doc, span } = callback;
    let mut node = Node::new(Kind::Callback, "callback", Flow::Output, *span);
    node.says(Facet::Doc, doc).says(Facet::Payload, payload);
    node
}

fn example(example: &Example) -> String {
    let Example { title, via, sent, status, content_type, answered, span: _ } = example;
    format!("{title}\n{via:?}\n{sent}\n{status}\n{content_type}\n{answered}")
}

fn permission(permission: &Permission) -> Node<'_> {
    let Permission { action, when, span } = permission;
    let mut node = Node::new(Kind::Permission, action, Flow::Neither, *span);
    node.says(Facet::When, when);
    node
}
