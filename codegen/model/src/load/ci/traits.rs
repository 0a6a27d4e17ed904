//! Loads traits of operations: permissions, waiters, pagination, callbacks with the values that tell them apart, and examples.

use super::common::text_of;
use super::vocabulary as spec;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::model::{Advance, Callback, Example, Expected, Paginate, Permission, Waiter};
use crate::source::Places;
use crate::syntax::xml::{Element, ElementSpec};

/// Reads `<permission>`.
pub(super) fn permission(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Permission> {
    let element = element.open(spec::PERMISSION, diagnostics);
    let action = element.required("action", diagnostics)?;
    names::check_permission(&action, diagnostics);
    Some(Permission { action: action.value, when: element.text(), span: action.span })
}

/// Reads `<waiter>`.
pub(super) fn waiter(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Waiter> {
    let element = element.open(spec::WAITER, diagnostics);
    let text = |name: &str| element.attribute(name).map(|text| text.value);
    let each = element.flag("each", diagnostics);
    let mut required = |name: &str| element.required(name, diagnostics).map(|text| text.value);
    let (query, from, to) = (required("query"), required("from"), required("to"));
    let (status, done, failed) = (required("status"), required("done"), required("failed"));
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
    Some(Waiter {
        query: query?,
        from: from?,
        each,
        to: to?,
        status: status?,
        done: words(done?),
        failed: words(failed?),
        code: text("code"),
        message: text("message"),
        places: places(element, spec::WAITER),
        span: element.span(),
    })
}

/// Reads `<paginate>`.
pub(super) fn paginate(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Paginate> {
    let element = element.open(spec::PAGINATE, diagnostics);
    let advance = advance(element, diagnostics);
    let items = element.required("items", diagnostics).map(|text| text.value);
    let text = |name: &str| element.attribute(name).map(|text| text.value);
    let (total, more, places) = (text("total"), text("more"), places(element, spec::PAGINATE));
    Some(Paginate { advance: advance?, items: items?, total, more, places, span: element.span() })
}

/// Returns the places of the attributes of an element.
fn places(element: Element<'_, '_>, spec: ElementSpec) -> Places {
    let parts = spec.attributes.iter().filter_map(|name| Some(((*name).to_owned(), element.attribute(name)?.span)));
    Places::new(element.span(), parts)
}

/// Reads how the next page is requested: by an offset, by a page number or by a token, and by one of them only.
fn advance(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Advance> {
    const STYLES: [&str; 3] = ["offset", "page", "token"];
    let mut styles = STYLES.into_iter().filter(|style| element.attribute(style).is_some());
    let (Some(style), None) = (styles.next(), styles.next()) else {
        let message = "expected one of the attributes `offset`, `page` and `token` in `<paginate>`";
        diagnostics.error(Code::MISSING_KEY, element.span(), message);
        return None;
    };
    let first = element.integer("first", diagnostics).unwrap_or(1);
    let mut text = |name: &str| element.required(name, diagnostics).map(|text| text.value);
    Some(match style {
        "offset" => Advance::Offset { offset: text("offset")?, limit: text("limit")? },
        "page" => Advance::Page { page: text("page")?, size: text("size")?, first },
        _ => Advance::Token { token: text("token")?, next: text("next")? },
    })
}

/// Reads `<callback>`.
pub(super) fn callback(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Callback> {
    let element = element.open(spec::CALLBACK, diagnostics);
    let payload = element.required("payload", diagnostics)?;
    names::check_shape(&payload, diagnostics).then_some(Callback {
        payload: payload.value,
        doc: text_of(element),
        expected: expected(element, diagnostics),
        span: payload.span,
    })
}

/// Reads the children `<expect>` of a callback or of a container that is posted.
pub(super) fn expected(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Vec<Expected> {
    let mut read = |element: Element<'_, '_>| {
        let element = element.open(spec::EXPECT, diagnostics);
        let (member, values) = (element.required("member", diagnostics), element.required("values", diagnostics));
        let values = values?.value.split_whitespace().map(str::to_owned).collect();
        member.map(|member| Expected { member: member.value, values, span: member.span })
    };
    element.all("expect").filter_map(&mut read).collect()
}

/// Reads the status of a response.
fn status(response: Element<'_, '_>, diagnostics: &mut Diagnostics) -> u16 {
    let found = response.integer("status", diagnostics);
    let status = found.and_then(|status| u16::try_from(status).ok()).filter(|status| (200..600).contains(status));
    if let (Some(found), None, Some(text)) = (found, status, response.attribute("status")) {
        let message = format!("expected an HTTP status from 200 to 599, found {found}");
        diagnostics.error(Code::INVALID_CONSTRAINT, text.span, message);
    }
    status.unwrap_or(200)
}

/// Reads `<example>`.
pub(super) fn example(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Example> {
    let element = element.open(spec::EXAMPLE, diagnostics);
    let title = element.required("title", diagnostics);
    let (Some(request), Some(response)) = (element.first("sent"), element.first("answered")) else {
        diagnostics.error(Code::MISSING_KEY, element.span(), "missing element `<sent>` or `<answered>` in an example");
        return None;
    };
    let response = response.open(spec::ANSWERED, diagnostics);
    Some(Example {
        title: title?.value,
        via: element.attribute("via").map(|via| via.value),
        request: request.open(spec::SENT, diagnostics).source_lines(),
        status: status(response, diagnostics),
        content_type: response.attribute("content-type").map(|word| word.value).unwrap_or_default(),
        response: response.source_text(),
        span: element.span(),
    })
}
