//! The constant that describes an operation to the runtime: its name, its HTTP bindings, and the form of its response.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Host, HttpBinding, Operation, Protocol, Response, Sites};

use crate::code::code;
use crate::scope::Scope;

/// Prints the constant as lines of an `impl`.
pub fn meta(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let (meta, name) = (scope.runtime(RuntimeItem::Meta), &operation.name);
    let (repeatable, token) = (repeatable(operation), token(operation));
    match &operation.protocol {
        Protocol::Action => {
            let service = scope.service();
            let site = site(service.sites_of(operation));
            let (service, version) = (&service.name, service.version.as_deref().unwrap_or_default());
            code!(
                out,
                "    const META: {meta} = {meta}::action({service:?}, {version:?}, {name:?}){repeatable}{token}{site};\n"
            );
        }
        Protocol::Rest { bindings, root, json } => {
            let bindings = self::bindings(bindings, scope);
            let response = response(&operation.response, scope);
            let json = if *json { ".sends_json()" } else { "" };
            let md5 = if operation.content_md5 { ".sends_md5()" } else { "" };
            let max_body = operation.max_body.map(|max| format!(".max_body({max})")).unwrap_or_default();
            code!(
                out,
                "    const META: {meta} = {meta}::rest(
        {name:?},
        &[{bindings}],
        {root:?},
        {response},
    ){json}{md5}{max_body}{repeatable};
"
            );
        }
    }
}

/// The call that marks an operation as safe to repeat.
pub fn repeatable(operation: &Operation) -> &'static str {
    if operation.repeatable() { ".repeatable()" } else { "" }
}

/// The call that names the member that makes a request safe to repeat.
fn token(operation: &Operation) -> String {
    let token = operation.idempotency_token.as_ref();
    token.map(|token| format!(".idempotency_token({:?})", token.member)).unwrap_or_default()
}

/// The call that marks an operation of one site.
pub fn site(sites: Option<Sites>) -> &'static str {
    match sites {
        Some(Sites::China) => ".china_only()",
        Some(Sites::International) => ".international_only()",
        Some(Sites::Both) | None => "",
    }
}

/// The bindings in an array: one in the same line, or several in a line each.
fn bindings(bindings: &[HttpBinding], scope: &Scope<'_>) -> String {
    match bindings {
        [one] => binding(one, scope),
        all => {
            let lines: String = all.iter().map(|found| format!("            {},\n", binding(found, scope))).collect();
            format!("\n{lines}        ")
        }
    }
}

fn binding(binding: &HttpBinding, scope: &Scope<'_>) -> String {
    let HttpBinding { method, path, requires, .. } = binding;
    let variant = match binding.host {
        Host::Cos => "Cos",
        Host::Ci => "Ci",
        Host::Pic => "Pic",
        Host::Region => "CiRegion",
        Host::Account => "CiAccount",
        Host::Service => "CosService",
        Host::Migration => "CosMigration",
        Host::Vectors => "CosVectors",
    };
    let (ty, host) = (scope.runtime(RuntimeItem::HttpBinding), scope.runtime(RuntimeItem::Host));
    let requires = requires.as_ref().map(|member| format!(".requires({member:?})")).unwrap_or_default();
    format!("{ty}::new({method:?}, {host}::{variant}, {path:?}){requires}")
}

fn response(response: &Response, scope: &Scope<'_>) -> String {
    let answer = scope.runtime(RuntimeItem::Answer);
    match response {
        Response::Stream | Response::Headed(_) => format!("{answer}::Stream"),
        Response::Shape { json: true, .. } | Response::Object => format!("{answer}::Json"),
        // Members in headers need no document.
        Response::Shape { root, .. } if root.is_empty() => {
            format!("{answer}::Empty")
        }
        Response::Shape { root, .. } => format!("{answer}::Xml({root:?})"),
    }
}
