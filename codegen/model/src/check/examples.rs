//! Checks that requests and responses of examples match the schema. Tests check their values with the generated types.

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
            let message = format!("example `{}` of `{}`: {problem}", example.title, operation.name);
            diagnostics.error(Code::EXAMPLE_MISMATCH, example.span, message);
        }
    }
}

fn action(example: &Example, operation: &Operation, service: &Service) -> Result<(), String> {
    let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|error| error.to_string());
    object("request", &parse(&example.request)?, &operation.input, service)?;
    let document = parse(&example.response)?;
    let response = document.get("Response").ok_or("missing key `Response` in the response")?;
    if !response.get("RequestId").is_some_and(Value::is_string) {
        return Err("missing string `RequestId` in the response".to_owned());
    }
    let (None, Some(output)) = (response.get("Error"), operation.output()) else { return Ok(()) };
    object("response", response, output, service)
}

/// Checks that every member of a JSON object is known and has the right type.
fn object(path: &str, value: &Value, shape: &Shape, service: &Service) -> Result<(), String> {
    let Value::Object(entries) = value else { return Err(format!("expected an object at `{path}`")) };
    let kind = shape.by.as_ref().and_then(|by| entries.get(by)?.as_str());
    // A kind that the schema does not describe has any members.
    let Some(shape) = shape.of_kind(kind, service) else { return Ok(()) };
    for (name, value) in entries.iter().filter(|(name, _)| *name != "RequestId") {
        let path = format!("{path}.{name}");
        let Some(member) = shape.member(name) else {
            if shape.open {
                continue;
            }
            return Err(format!("unknown member `{path}`"));
        };
        match (member.list, value) {
            (_, Value::Null) => {}
            _ if member.map => {
                let Value::Object(entries) = value else { return Err(format!("expected an object at `{path}`")) };
                for (name, value) in entries {
                    value_of_type(&format!("{path}.{name}"), value, &member.ty, service)?;
                }
            }
            (true, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    value_of_type(&format!("{path}[{index}]"), item, &member.ty, service)?;
                }
            }
            (true, _) => return Err(format!("expected a list at `{path}`")),
            (false, value) => value_of_type(&path, value, &member.ty, service)?,
        }
    }
    Ok(())
}

fn value_of_type(path: &str, value: &Value, ty: &Type, service: &Service) -> Result<(), String> {
    let is_valid = match ty {
        Type::Shape(name) => {
            return service.shapes.get(name).map_or(Ok(()), |shape| object(path, value, shape, service));
        }
        Type::Enum(name) if service.enums.get(name).is_some_and(|found| found.integer) => value.is_i64(),
        Type::Enum(_) | Type::Scalar(Scalar::String, _) => value.is_string(),
        Type::Scalar(Scalar::Integer, _) => value.is_i64() || value.is_u64(),
        Type::Scalar(Scalar::Float, _) => value.is_number(),
        Type::Scalar(Scalar::Boolean, _) => value.is_boolean(),
        Type::Object => value.is_object(),
    };
    if is_valid { Ok(()) } else { Err(format!("wrong type of `{path}`")) }
}

fn rest(example: &Example, operation: &Operation, service: &Service) -> Result<(), String> {
    let target = match &example.via {
        Some(via) => service.operation(via).ok_or_else(|| format!("unknown operation `{via}`"))?,
        None => operation,
    };
    let request = route::RequestText::parse(&example.request).ok_or("missing request line `METHOD /path`")?;
    if route::binding_of(target, request.method, request.path, &request.query).is_none() {
        return Err(format!(
            "`{} {}` does not match an HTTP binding of `{}`",
            request.method, request.path, target.name
        ));
    }
    if let Protocol::Rest { json: true, .. } = &target.protocol {
        let body = serde_json::from_str(request.body).map_err(|error| error.to_string())?;
        object("request", &body, &target.input, service)?;
    }
    match &target.response {
        Response::Shape { root, json: false, .. } if example.status < 300 => xml_root(&example.response, root),
        _ => Ok(()),
    }
}

fn xml_root(text: &str, root: &str) -> Result<(), String> {
    if text.is_empty() && root.is_empty() {
        return Ok(());
    }
    let document = Document::parse(text).map_err(|error| format!("invalid XML in the response: {error}"))?;
    let found = document.root_element().tag_name().name();
    if found == root { Ok(()) } else { Err(format!("expected the root element `<{root}>`, found `<{found}>`")) }
}
