//! Examples: what they send and are answered fits the schema. The values themselves are checked by the generated types
//! in the tests.

use roxmltree::Document;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Example, Operation, Protocol, Response, Scalar, Service, Shape, Type};
use crate::route;

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    for example in &operation.examples {
        let problem = match operation.protocol {
            Protocol::Action => action(example, operation, service),
            Protocol::Rest { .. } => rest(example, operation, service),
        };
        if let Err(problem) = problem {
            let message = format!("the example \"{}\" of `{}`: {problem}", example.title, operation.name);
            diagnostics.error(Code::EXAMPLE_MISMATCH, example.span, message);
        }
    }
}

fn action(example: &Example, operation: &Operation, service: &Service) -> Result<(), String> {
    let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| error.to_string());
    object("the request", &parse(&example.request)?, &operation.input, service)?;
    let answered = parse(&example.response)?;
    let response = answered.get("Response").ok_or("the answer has no `Response`")?;
    if !response.get("RequestId").is_some_and(Value::is_string) {
        return Err("the answer has no `RequestId`".to_owned());
    }
    let (None, Some(output)) = (response.get("Error"), operation.output()) else { return Ok(()) };
    object("the answer", response, output, service)
}

/// Whether every member of a JSON object is known and of its kind.
fn object(place: &str, value: &Value, shape: &Shape, service: &Service) -> Result<(), String> {
    let Value::Object(entries) = value else { return Err(format!("{place} is no object")) };
    for (name, value) in entries.iter().filter(|(name, _)| *name != "RequestId") {
        let place = format!("{place}.{name}");
        let member = shape.member(name).ok_or_else(|| format!("{place} is not in the schema"))?;
        match (member.list, value) {
            (_, Value::Null) => {}
            (true, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    one(&format!("{place}[{index}]"), item, &member.ty, service)?;
                }
            }
            (true, _) => return Err(format!("{place} is no list")),
            (false, value) => one(&place, value, &member.ty, service)?,
        }
    }
    Ok(())
}

fn one(place: &str, value: &Value, ty: &Type, service: &Service) -> Result<(), String> {
    let fits = match ty {
        Type::Shape(name) => {
            return service.shapes.get(name).map_or(Ok(()), |shape| object(place, value, shape, service));
        }
        Type::Enum(name) if service.enums.get(name).is_some_and(|found| found.integer) => value.is_i64(),
        Type::Enum(_) | Type::Scalar(Scalar::String, _) => value.is_string(),
        Type::Scalar(Scalar::Integer, _) => value.is_i64() || value.is_u64(),
        Type::Scalar(Scalar::Float, _) => value.is_number(),
        Type::Scalar(Scalar::Boolean, _) => value.is_boolean(),
        Type::Object => value.is_object(),
    };
    if fits { Ok(()) } else { Err(format!("{place} is not of the declared type")) }
}

fn rest(example: &Example, operation: &Operation, service: &Service) -> Result<(), String> {
    let through = match &example.via {
        Some(via) => service.operation(via).ok_or_else(|| format!("there is no operation `{via}`"))?,
        None => operation,
    };
    let sent = route::RequestText::parse(&example.request).ok_or("what is sent has no request line `METHOD /path`")?;
    if route::binding_of(through, sent.method, sent.path, &sent.query).is_none() {
        return Err(format!("`{} {}` is no way to reach `{}`", sent.method, sent.path, through.name));
    }
    if let Protocol::Rest { json: true, .. } = &through.protocol {
        let body = serde_json::from_str(sent.body).map_err(|error| error.to_string())?;
        object("the request", &body, &through.input, service)?;
    }
    match &through.response {
        Response::Shape { root, json: false, .. } if example.status < 300 => xml_root(&example.response, root),
        _ => Ok(()),
    }
}

fn xml_root(answered: &str, root: &str) -> Result<(), String> {
    if answered.is_empty() && root.is_empty() {
        return Ok(());
    }
    let document = Document::parse(answered).map_err(|error| format!("the answer is no XML: {error}"))?;
    let found = document.root_element().tag_name().name();
    if found == root { Ok(()) } else { Err(format!("the answer's root is <{found}>, not <{root}>")) }
}
