//! Loads HTTP bindings of operations: `<http>`.

use super::vocabulary as spec;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::model::{Host, HttpBinding};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// The longest path, in bytes.
const MAX_PATH_BYTES: usize = 1_000;

/// Reads `<http>`.
pub(super) fn http_binding(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<HttpBinding> {
    let method = element.required("method", diagnostics);
    let host = element.required("host", diagnostics);
    let path = element.required("path", diagnostics);
    let (method, host, path) = (method?, host?, path?);
    one_of(&method, spec::METHODS, diagnostics)?;
    let host = one_of(&host, Host::NAMES, diagnostics)?;
    let is_path = check_path(&path, diagnostics);
    let constructor = element.attribute("constructor");
    if let Some(name) = &constructor {
        names::check_constructor(name, diagnostics);
    }
    is_path.then(|| HttpBinding {
        method: method.value,
        host,
        alternative_hosts: alternative_hosts(element, host, diagnostics),
        path: path.value,
        constructor: constructor.map(|name| name.value),
        requires: element.attribute("requires").map(|name| name.value),
        doc: element.text(),
        span: path.span,
    })
}

/// Reads the other hosts that accept the binding's requests: names separated by spaces.
fn alternative_hosts(element: Element<'_, '_>, host: Host, diagnostics: &mut Diagnostics) -> Vec<Host> {
    let Some(Spanned { value, span }) = element.attribute("alternative-hosts") else { return Vec::new() };
    let mut hosts = vec![host];
    for word in value.split_whitespace().map(|word| Spanned { value: word.to_owned(), span }) {
        let Some(host) = one_of(&word, Host::NAMES, diagnostics) else { continue };
        if hosts.contains(&host) {
            diagnostics.error(Code::INVALID_CONSTRAINT, span, format!("duplicate host `{}`", host.name()));
        } else {
            hosts.push(host);
        }
    }
    hosts.split_off(1)
}

fn check_path(path: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let text = &path.value;
    let is_path = text.starts_with('/') && !text.contains(char::is_whitespace) && text.len() <= MAX_PATH_BYTES;
    if !is_path {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, path.span, "invalid path")
            .help(format!("write a path that starts with `/`, without white space, of at most {MAX_PATH_BYTES} bytes"));
    }
    is_path
}
