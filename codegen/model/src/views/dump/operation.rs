//! Operations as JSON.

use super::Prose;
use super::shape::{expected, shape};
use crate::document::{Json, line, list, tall, texts};
use crate::model::{
    Access, Advance, Callback, Example, HttpBinding, Operation, Paginate, Protocol, Response, Sites, Waiter,
};

pub(super) fn operation(operation: &Operation, prose: Prose) -> Json {
    let object = prose.add(tall().text("name", &operation.name), "doc", &operation.doc);
    let object = prose.add(object, "page", operation.page.as_deref().unwrap_or_default());
    let object = prose.add(object, "search_words", &operation.search_words.join(", "));
    let permissions = operation.permissions.iter().map(|found| {
        let object = line().text("action", &found.action);
        prose.add(object, "when", &found.when)
    });
    let object = object
        .maybe("status", operation.status.as_deref())
        .maybe("sites", operation.sites.map(Sites::name))
        .maybe("deprecated", operation.deprecated.as_deref())
        .maybe("access", operation.access.map(Access::name))
        .maybe("idempotent", operation.idempotent.map(|value| if value { "true" } else { "false" }))
        .maybe("idempotency_token", operation.idempotency_token.as_ref().map(|token| &*token.member))
        .set("permissions", list(permissions))
        .set("protocol", protocol(&operation.protocol, prose))
        .set("input", shape(&operation.input, prose))
        .flag("streams_body", operation.streams_body)
        .number("max_body", operation.max_body)
        .flag("content_md5", operation.content_md5)
        .set("response", response(&operation.response, prose))
        .flag("events", operation.events)
        .flag("rule", operation.rule)
        .set("paginate", operation.paginate.as_ref().map_or_else(line, paginate))
        .set("waiter", operation.waiter.as_ref().map_or_else(line, waiter))
        .set("callback", operation.callback.as_ref().map_or_else(line, |found| callback(found, prose)));
    match prose {
        Prose::Kept => object.set("examples", list(operation.examples.iter().map(example))),
        Prose::LeftOut => object,
    }
}

fn protocol(protocol: &Protocol, prose: Prose) -> Json {
    match protocol {
        Protocol::Action => "action".into(),
        Protocol::Rest { bindings, root, json } => {
            let bindings = list(bindings.iter().map(|found| binding(found, prose)));
            tall().set("bindings", bindings).text("root", root).flag("json", *json)
        }
    }
}

fn binding(binding: &HttpBinding, prose: Prose) -> Json {
    let object = line()
        .text("method", &binding.method)
        .text("host", binding.host.name())
        .set("alternativeHosts", list(binding.alternative_hosts.iter().map(|host| host.name().into())))
        .text("path", &binding.path)
        .maybe("constructor", binding.constructor.as_deref())
        .maybe("requires", binding.requires.as_deref());
    prose.add(object, "doc", &binding.doc)
}

fn response(response: &Response, prose: Prose) -> Json {
    match response {
        Response::Shape { shape: found, root, json } => {
            tall().text("root", root).flag("json", *json).set("shape", shape(found, prose))
        }
        Response::Stream => "stream".into(),
        Response::Headed(found) => tall().text("body", "stream").set("shape", shape(found, prose)),
        Response::Object => "object".into(),
    }
}

fn paginate(paginate: &Paginate) -> Json {
    let object = match &paginate.advance {
        Advance::Offset { offset, limit } => line().text("offset", offset).text("limit", limit),
        Advance::Page { page, size, first } => {
            line().text("page", page).text("size", size).number("first", Some(*first))
        }
        Advance::Token { token, next } => line().text("token", token).text("next", next),
    };
    object
        .text("items", &paginate.items)
        .maybe("total", paginate.total.as_deref())
        .maybe("more", paginate.more.as_deref())
}

fn waiter(waiter: &Waiter) -> Json {
    line()
        .text("query", &waiter.query)
        .text("from", &waiter.from)
        .flag("each", waiter.each)
        .text("to", &waiter.to)
        .text("status", &waiter.status)
        .set("done", texts(&waiter.done))
        .set("failed", texts(&waiter.failed))
        .maybe("code", waiter.code.as_deref())
        .maybe("message", waiter.message.as_deref())
}

fn callback(callback: &Callback, prose: Prose) -> Json {
    prose
        .add(line().text("payload", &callback.payload), "doc", &callback.doc)
        .set("expected", expected(&callback.expected))
}

fn example(example: &Example) -> Json {
    line()
        .text("title", &example.title)
        .maybe("via", example.via.as_deref())
        .text("request", &example.request)
        .number("status", Some(example.status.into()))
        .text("content_type", &example.content_type)
        .text("response", &example.response)
}
