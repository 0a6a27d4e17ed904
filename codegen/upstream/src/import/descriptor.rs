//! Writes a service as a descriptor, in the layout of `cargo xtask fmt`. The same service gives the same bytes.

use codegen_model::document::{Json, list, tall};
use codegen_model::load::parameter::{Kind, TYPES};
use codegen_model::{Format, Member, Operation, Scalar, Service, Shape, Sites, Type};

/// The path from a descriptor to the schema that editors check it with.
const SCHEMA: &str = "../descriptor.schema.json";

/// Returns the text of a service's descriptor.
pub fn descriptor_text(service: &Service) -> String {
    tall()
        .put("$schema", SCHEMA)
        .put("name", service.name.as_str())
        .text("description", &service.doc)
        .put("api_version", service.version.as_deref().unwrap_or_default())
        .maybe("sites", service.sites.map(Sites::name))
        .put("actions", list(service.operations.iter().map(action)))
        .set("shapes", list(service.shapes.values().map(structure)))
        .document()
}

fn action(operation: &Operation) -> Json {
    named(&operation.name, &operation.doc)
        .maybe("status", operation.status.as_deref())
        .flag("events", operation.events)
        .maybe("sites", operation.sites.map(Sites::name))
        .put("parameters", members(&operation.input))
        .set("response", list(operation.output().into_iter().flat_map(|output| &output.members).map(member)))
}

fn structure(shape: &Shape) -> Json {
    named(&shape.name, &shape.doc).put("members", members(shape))
}

fn named(name: &str, description: &str) -> Json {
    tall().put("name", name).text("description", description)
}

fn members(shape: &Shape) -> Json {
    list(shape.members.iter().map(member))
}

fn member(member: &Member) -> Json {
    let object = tall().put("name", member.name.as_str());
    let object = if member.list {
        object.put("type", type_word(|kind| matches!(kind, Kind::Array))).put("items", put_type(tall(), &member.ty))
    } else {
        put_type(object, &member.ty)
    };
    object
        .flag("required", member.required)
        .flag("nullable", member.nullable)
        .maybe("deprecated", member.deprecated.as_deref())
        .maybe("sites", member.sites.map(Sites::name))
        .text("description", &member.doc)
        .maybe("example", member.example.as_deref())
}

/// Adds the keys of a type to an object.
fn put_type(object: Json, ty: &Type) -> Json {
    let object_word = || type_word(|kind| matches!(kind, Kind::Object));
    match ty {
        Type::Scalar(scalar, format) => object.put("type", scalar_word(*scalar)).maybe("format", format_word(*format)),
        Type::Shape(name) => object.put("type", object_word()).put("shape", name.as_str()),
        Type::Object => object.put("type", object_word()).put("free", true),
        Type::Enum(name) => object.put("type", scalar_word(Scalar::String)).put("enum", name.as_str()),
    }
}

fn scalar_word(wanted: Scalar) -> &'static str {
    type_word(|kind| matches!(kind, Kind::Scalar(scalar) if scalar == wanted))
}

fn type_word(is: impl Fn(Kind) -> bool) -> &'static str {
    TYPES.iter().find(|(_, kind)| is(*kind)).map_or("", |(word, _)| word)
}

/// Returns the word for a format. A plain scalar has none.
fn format_word(wanted: Format) -> Option<&'static str> {
    Format::NAMES.iter().find(|(_, format, _)| *format == wanted).map(|(word, ..)| *word)
}
