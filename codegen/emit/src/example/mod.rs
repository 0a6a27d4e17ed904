//! The compiled example in an operation's documentation, made from its first sample.

mod layout;
mod sent;
pub mod tested;

use serde_json::Value;

use super::ServiceContext;
use codegen_model::route::{self, RequestText};
use codegen_model::{Example, Format, HttpBinding, Member, Operation, Protocol, Response, Scalar, Shape, Type};

/// The lines of an example; none where the schema has no sample.
pub fn of_operation(operation: &Operation, place: &ServiceContext<'_>) -> Vec<String> {
    let Some(code) = code(operation, place) else { return Vec::new() };
    let before = ["", "# Example", "", "```no_run"].map(str::to_owned);
    before.into_iter().chain(code).chain(["```".to_owned()]).collect()
}

/// The code of an example. What starts with `# ` is there for the compiler only.
pub fn code(operation: &Operation, place: &ServiceContext<'_>) -> Option<Vec<String>> {
    let sample = sample_of(operation)?;
    let (target, call) = call(operation, sample, place)?;
    let mut lines = vec!["# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned()];
    lines.push(format!("use {}::{{Client, {}}};", place.package.replace('-', "_"), place.service.module));
    lines.extend([String::new(), "let client = Client::from_env()?;".to_owned()]);
    if target == "bucket" {
        lines.push("let bucket = client.bucket(\"examplebucket-1250000000\", \"ap-chengdu\");".to_owned());
    }
    lines.extend(call.into_iter().chain([format!("    .send(&{target})"), "    .await?;".to_owned()]));
    lines.push(match operation.response {
        Response::Stream => "let bytes = answer.into_inner().collect().await?;".to_owned(),
        Response::Shape { .. } | Response::Object => "println!(\"{answer:?}\");".to_owned(),
    });
    lines.extend(["# Ok(())", "# }"].map(str::to_owned));
    Some(lines)
}

/// The sample that examples are made from: the first one that goes well.
fn sample_of(operation: &Operation) -> Option<&Example> {
    operation.examples.iter().find(|sample| sample.via.is_none() && sample.status < 300)
}

/// What the request is sent to, and the lines that build it.
fn call(operation: &Operation, sample: &Example, place: &ServiceContext<'_>) -> Option<(&'static str, Vec<String>)> {
    let ty = format!("{}::{}", place.path(), operation.rust_name);
    let (target, start, request) = match &operation.protocol {
        Protocol::Action => ("client", format!("{ty}::new()"), serde_json::from_str(&sample.request).ok()?),
        Protocol::Rest { .. } => {
            let sent = RequestText::parse(&sample.request)?;
            let way = route::binding_of(operation, sent.method, sent.path, &sent.query)?;
            let mut request = sent::value(operation, &sent, place.service);
            // The constructor has it already.
            way.requires.iter().for_each(|name| drop(request.remove(name)));
            ("bucket", format!("{ty}::{}", constructor(operation, way, &sent)?), request.into())
        }
    };
    let setters = setters(&operation.input, &request, place);
    let lines = setters.into_iter().flat_map(|call| layout::call(&call));
    Some((target, std::iter::once(format!("let answer = {start}")).chain(lines).collect()))
}

/// The call of the constructor of `way`.
fn constructor(operation: &Operation, way: &HttpBinding, sent: &RequestText<'_>) -> Option<String> {
    let Protocol::Rest { bindings, .. } = &operation.protocol else { return None };
    let name = if std::ptr::eq(way, bindings.first()?) { "new" } else { way.constructor.as_deref()? };
    let rule = route::rule_key(way, &sent.query, operation);
    let labels = route::labels(way, sent.path)?.into_iter().chain(rule).map(|(_, value)| literal(&value));
    let required = sent.query.iter().filter(|(key, _)| Some(key) == way.requires.as_ref());
    let body = operation.streams_body.then(|| "std::fs::read(\"image.jpg\")?".to_owned());
    let arguments: Vec<_> = labels.chain(required.map(|(_, value)| literal(value))).chain(body).collect();
    Some(format!("{name}({})", arguments.join(", ")))
}

/// A setter call for each member of a JSON object that can be written as one.
fn setters(shape: &Shape, value: &Value, place: &ServiceContext<'_>) -> Vec<String> {
    let members = shape.members.iter().filter_map(|member| Some((member, value.get(&member.name)?)));
    members
        .filter_map(|(member, value)| Some(format!(".{}({})", member.setter, argument(member, value, place)?)))
        .collect()
}

fn argument(member: &Member, value: &Value, place: &ServiceContext<'_>) -> Option<String> {
    if !member.list {
        return expression(&member.ty, value, place);
    }
    let items: Option<Vec<_>> = value.as_array()?.iter().map(|item| expression(&member.ty, item, place)).collect();
    items.filter(|items| !items.is_empty()).map(|items| format!("[{}]", items.join(", ")))
}

fn expression(ty: &Type, value: &Value, place: &ServiceContext<'_>) -> Option<String> {
    match ty {
        Type::Scalar(Scalar::String, Format::Base64) => Some("std::fs::read(\"image.jpg\")?".to_owned()),
        Type::Scalar(Scalar::String, _) => value.as_str().map(literal),
        Type::Scalar(Scalar::Integer, _) => value.as_i64().map(|number| number.to_string()),
        Type::Scalar(Scalar::Float, _) => value.as_f64().map(|number| format!("{number:?}")),
        Type::Scalar(Scalar::Boolean, _) => value.as_bool().map(|value| value.to_string()),
        Type::Enum(name) => {
            let found = place.service.enums.get(name)?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let variant = found.values.iter().find(|value| value.value == text)?;
            Some(format!("{}::{}::{}", place.path(), found.rust_name, variant.rust_name))
        }
        Type::Shape(name) => {
            let shape = place.service.shapes.get(name)?;
            let calls = setters(shape, value, place).concat();
            Some(format!("{}::{}::new(){calls}", place.path(), shape.rust_name))
        }
        Type::Object => object(value, place),
    }
}

/// An object of any members. An array has values of one type: texts, else JSON.
fn object(value: &Value, place: &ServiceContext<'_>) -> Option<String> {
    let (members, lib) = (value.as_object().filter(|members| !members.is_empty())?, place.package.replace('-', "_"));
    let texts = members.values().all(Value::is_string);
    let value = |value: &Value| match value {
        Value::String(text) if texts => literal(text),
        other => format!("{lib}::runtime::serde_json::json!({other})"),
    };
    let members: Vec<_> = members.iter().map(|(name, found)| format!("({name:?}, {})", value(found))).collect();
    Some(format!("{lib}::Object::from([{}])", members.join(", ")))
}

fn literal(text: &str) -> String {
    format!("{text:?}")
}
