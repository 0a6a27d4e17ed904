//! The compiled example in an operation's documentation, generated from its first sample.

mod builder;
mod expression;
pub mod mock_test;
mod request;
mod width;

use codegen_model::route::{self, RequestText};
use codegen_model::{Example, HttpBinding, Operation, Protocol, Response};

use crate::context::ServiceContext;
use expression::literal;

/// The lines of an example; none if the schema has no sample.
pub fn of_operation(operation: &Operation, context: &ServiceContext<'_>) -> Vec<String> {
    let Some(code) = code(operation, context) else { return Vec::new() };
    let before = ["", "# Example", "", "```no_run"].map(str::to_owned);
    before.into_iter().chain(code).chain(["```".to_owned()]).collect()
}

/// The code of an example. Lines that begin with `# ` are hidden.
pub fn code(operation: &Operation, context: &ServiceContext<'_>) -> Option<Vec<String>> {
    let sample = sample_of(operation)?;
    let (target, call) = call(operation, sample, context)?;
    let mut lines = vec!["# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned()];
    lines.push(format!("use {}::{{Client, {}}};", context.crate_name(), context.service.module));
    lines.extend([String::new(), "let client = Client::from_env()?;".to_owned()]);
    if target == "bucket" {
        lines.push("let bucket = client.bucket(\"examplebucket-1250000000\", \"ap-chengdu\");".to_owned());
    }
    lines.extend(call.into_iter().chain([format!("    .send(&{target})"), "    .await?;".to_owned()]));
    lines.push(match operation.response {
        Response::Stream => "let bytes = response.into_inner().collect().await?;".to_owned(),
        Response::Headed(_) => "let bytes = response.into_inner().body.collect().await?;".to_owned(),
        Response::Shape { .. } | Response::Object => "println!(\"{response:?}\");".to_owned(),
    });
    lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    Some(lines.into_iter().flat_map(width::fit).collect())
}

/// The sample that examples are generated from: the first one that succeeds.
fn sample_of(operation: &Operation) -> Option<&Example> {
    operation.examples.iter().find(|sample| sample.via.is_none() && sample.status < 300)
}

/// The name of the client or bucket that the request is sent to, and the lines that build the request.
fn call(operation: &Operation, sample: &Example, context: &ServiceContext<'_>) -> Option<(&'static str, Vec<String>)> {
    let start = format!("let response = {}::{}", context.path(), operation.rust_name);
    let (target, mut lines, request) = match &operation.protocol {
        Protocol::Action => ("client", vec![format!("{start}::new()")], serde_json::from_str(&sample.request).ok()?),
        Protocol::Rest { .. } => {
            let text = RequestText::parse(&sample.request)?;
            let binding = route::binding_of(operation, text.method, text.path, &text.query)?;
            let mut request = request::value(operation, &text, context.service);
            // An argument of the constructor.
            binding.requires.iter().for_each(|name| drop(request.remove(name)));
            let (name, arguments) = constructor(operation, binding, &text)?;
            let target = if operation.is_of_client() { "client" } else { "bucket" };
            (target, expression::call(&format!("{start}::{name}"), &arguments), request.into())
        }
    };
    let setters = builder::calls(&operation.input, &request, context);
    lines.extend(setters.iter().flat_map(|call| call.lines("    ")));
    Some((target, lines))
}

/// The name of a binding's constructor, and its arguments.
fn constructor(
    operation: &Operation,
    binding: &HttpBinding,
    request: &RequestText<'_>,
) -> Option<(String, Vec<String>)> {
    let Protocol::Rest { bindings, .. } = &operation.protocol else { return None };
    let name = if std::ptr::eq(binding, bindings.first()?) { "new" } else { binding.constructor.as_deref()? };
    let rule = route::rule_key(binding, &request.query, operation);
    let labels = route::labels(binding, request.path)?.into_iter().chain(rule).map(|(_, value)| literal(&value));
    let required = request.query.iter().filter(|(key, _)| Some(key) == binding.requires.as_ref());
    let body = operation.streams_body.then(|| "std::fs::read(\"image.jpg\")?".to_owned());
    let arguments = labels.chain(required.map(|(_, value)| literal(value))).chain(body).collect();
    Some((name.to_owned(), arguments))
}
