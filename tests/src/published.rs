//! Writes a service of a model as published metadata, so that a change of a descriptor can be tried on both inputs. What only
//! descriptors state, such as ranges and enumerations, is left out.

use codegen_model::{Format, Member, Operation, Scalar, Service, Shape, Type};
use serde_json::{Map, Value, json};

/// Returns the text of `api.json`.
pub fn metadata(service: &Service) -> Value {
    let (mut actions, mut objects) = (Map::new(), Map::new());
    for shape in service.shapes.values() {
        objects
            .insert(object(&shape.name), json!({ "document": shape.doc, "members": members(shape), "usage": "both" }));
    }
    for operation in &service.operations {
        let [input, output] = ["Request", "Response"].map(|end| format!("{}{end}", operation.name));
        let mut answered = operation.output().map(members).unwrap_or_default();
        answered.push(json!({ "name": "RequestId", "type": "string", "member": "string", "document": "The ID." }));
        objects
            .insert(input.clone(), json!({ "document": "", "members": members(&operation.input), "type": "object" }));
        objects.insert(output.clone(), json!({ "document": "", "members": answered, "type": "object" }));
        actions.insert(operation.name.clone(), action(operation, &input, &output));
    }
    let version = service.version.as_deref().unwrap_or_default();
    let metadata = json!({ "apiVersion": version, "api_brief": "", "serviceNameCN": service.doc, "serviceShortName": service.name });
    json!({ "version": "1.0", "metadata": metadata, "actions": actions, "objects": objects })
}

/// Returns the name of an object. That of a structure without a name of its own, `Look.Area`, has a dot.
fn object(shape: &str) -> String {
    shape.replace('.', "")
}

fn action(operation: &Operation, input: &str, output: &str) -> Value {
    let status = operation.status.as_deref().unwrap_or("online");
    let status = if operation.deprecated.is_some() { "deprecated" } else { status };
    json!({ "document": operation.doc, "input": input, "name": operation.name, "output": output, "status": status })
}

fn members(shape: &Shape) -> Vec<Value> {
    shape.members.iter().map(member).collect()
}

fn member(member: &Member) -> Value {
    let (word, detail) = match &member.ty {
        Type::Scalar(scalar, format) => scalar_words(*scalar, *format),
        Type::Enum(_) => ("string", "string"),
        Type::Shape(name) => ("object", &*object(name)),
        // Nothing else in a file has this name.
        Type::Object => ("object", "Undefined"),
    };
    json!({
        "name": member.name,
        "type": if member.list { "list" } else { word },
        "member": detail,
        "document": member.doc,
        "required": member.required,
        "output_required": member.output_required.unwrap_or(member.required),
        "value_allowed_null": member.nullable,
        "disabled": member.deprecated.is_some(),
        "example": member.example,
    })
}

/// Returns the words for a scalar: `type` and `member`.
fn scalar_words(scalar: Scalar, format: Format) -> (&'static str, &'static str) {
    match (scalar, format) {
        (Scalar::String, Format::DateTime) => ("string", "datetime"),
        (Scalar::String, Format::DateTimeIso) => ("string", "datetime_iso"),
        (Scalar::String, Format::Date) => ("string", "date"),
        (Scalar::String, Format::Binary | Format::Base64) => ("binary", "binary"),
        (Scalar::String, _) => ("string", "string"),
        (Scalar::Integer, Format::Uint64) => ("int", "uint64"),
        (Scalar::Integer, _) => ("int", "int64"),
        (Scalar::Float, _) => ("float", "float"),
        (Scalar::Boolean, _) => ("bool", "bool"),
    }
}
