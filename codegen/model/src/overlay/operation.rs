//! Applies entries about actions.

use super::common::{description, groups, page, search_words, set, sites};
use super::paginate;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::context::MemberContext;
use crate::load::descriptor;
use crate::load::names;
use crate::model::{Callback, Example, IdempotencyToken, Response, Service, Waiter};
use crate::syntax::fields::{Fields, Spanned};
use crate::syntax::json::{self, Node};

/// The keys of `waiter`.
pub const WAITER_KEYS: &[&str] = &["query", "from", "each", "to", "status", "done", "failed", "code", "message"];
/// The keys of an example.
pub const EXAMPLE_KEYS: &[&str] = &["title", "request", "response"];

/// The keys of `callback`.
pub const CALLBACK_KEYS: &[&str] = &["payload", "description"];

/// Applies the facts of an entry about an action.
pub(super) fn apply(entry: &Fields<'_>, index: usize, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(operation) = service.operations.get_mut(index) else { return };
    description(entry, &mut operation.doc, diagnostics);
    page(entry, &mut operation.page, diagnostics);
    search_words(entry, &mut operation.search_words, diagnostics);
    sites(entry, &mut operation.sites, diagnostics);
    groups(entry, &mut operation.input, diagnostics);
    if let (Some(value), Some(node)) = (entry.boolean("idempotent", diagnostics), entry.get("idempotent")) {
        set(&mut operation.idempotent, Some(value), "value of `idempotent`", node.span, diagnostics);
    }
    if let Some(Spanned { value: member, span }) = entry.string("idempotency_token", diagnostics) {
        let found = Some(IdempotencyToken { member, span });
        set(&mut operation.idempotency_token, found, "idempotency token", span, diagnostics);
    }
    if let Some(text) = entry.string("deprecated", diagnostics) {
        set(&mut operation.deprecated, Some(text.value), "deprecation", text.span, diagnostics);
    }
    if let (Some(value), Some(node)) = (entry.boolean("events", diagnostics), entry.get("events")) {
        set(&mut operation.events, value, "value of `events`", node.span, diagnostics);
    }
    for node in entry.list("examples", diagnostics) {
        operation.examples.extend(example(node, diagnostics));
    }
    if let Some(node) = entry.get("paginate")
        && let Some(found) = paginate::read(node, diagnostics)
    {
        set(&mut operation.paginate, Some(found), "pagination", node.span, diagnostics);
    }
    if let Some(node) = entry.get("waiter") {
        let found = waiter(node, diagnostics);
        set(&mut operation.waiter, found, "waiter", node.span, diagnostics);
    }
    if let Some(node) = entry.get("callback") {
        let found = callback(node, diagnostics);
        set(&mut operation.callback, found, "callback", node.span, diagnostics);
    }
    if let Some(node) = entry.get("response") {
        response(entry, node, index, service, diagnostics);
    }
}

fn callback(node: &Node, diagnostics: &mut Diagnostics) -> Option<Callback> {
    let fields = Fields::open(node, CALLBACK_KEYS, diagnostics)?;
    let payload = fields.required_string("payload", diagnostics)?;
    let doc = fields.text("description", diagnostics);
    names::check_shape(&payload, diagnostics).then_some(Callback {
        payload: payload.value,
        doc,
        expected: Vec::new(),
        span: payload.span,
    })
}

fn waiter(node: &Node, diagnostics: &mut Diagnostics) -> Option<Waiter> {
    let fields = Fields::open(node, WAITER_KEYS, diagnostics)?;
    let mut required = |name: &str| fields.required_string(name, diagnostics).map(|text| text.value);
    let (query, from, to, status) = (required("query"), required("from"), required("to"), required("status"));
    let mut words = |name: &str| -> Option<Vec<String>> {
        fields.required(name, diagnostics)?;
        Some(fields.strings(name, diagnostics).into_iter().map(|word| word.value).collect())
    };
    let (done, failed) = (words("done"), words("failed"));
    let mut text = |name: &str| fields.string(name, diagnostics).map(|text| text.value);
    let (code, message) = (text("code"), text("message"));
    Some(Waiter {
        query: query?,
        from: from?,
        each: fields.boolean("each", diagnostics).unwrap_or(false),
        to: to?,
        status: status?,
        done: done?,
        failed: failed?,
        code,
        message,
        places: fields.places(),
        span: node.span,
    })
}

fn example(node: &Node, diagnostics: &mut Diagnostics) -> Option<Example> {
    let fields = Fields::open(node, EXAMPLE_KEYS, diagnostics)?;
    let title = fields.required_string("title", diagnostics);
    let request = fields.required("request", diagnostics);
    let response = fields.required("response", diagnostics);
    Some(Example {
        title: title?.value,
        via: None,
        request: json::layout(request?),
        status: 200,
        content_type: String::new(),
        response: json::layout(response?),
        span: node.span,
    })
}

fn response(entry: &Fields<'_>, node: &Node, index: usize, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(operation) = service.operations.get(index) else { return };
    if operation.output().is_some_and(|output| !output.members.is_empty()) {
        let message = "the entry has no effect: the descriptor already has the response";
        diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, node.span, message);
        return;
    }
    let name = Spanned { value: operation.name.clone(), span: operation.span };
    let mut context = MemberContext::new(service, 0, String::new());
    let found = descriptor::response(entry.list("response", diagnostics), &name, &mut context, diagnostics);
    if let (Some(operation), Response::Shape { .. }) = (service.operations.get_mut(index), &found) {
        operation.response = found;
    }
}
