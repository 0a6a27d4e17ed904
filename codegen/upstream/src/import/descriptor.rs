//! A service as the text of a descriptor, in the layout of `cargo xtask fmt`: the same service gives the same bytes.

use std::ops::Not;

use serde::Serialize;

use codegen_model::load::parameter::{Kind, TYPES};
use codegen_model::{Format, Member, Operation, Scalar, Service, Shape, Type};

/// Where a descriptor finds the schema that editors check it with.
const SCHEMA: &str = "../descriptor.schema.json";

/// The text of the descriptor.
pub fn text(service: &Service) -> String {
    let descriptor = Descriptor {
        schema: SCHEMA,
        name: &service.name,
        description: &service.doc,
        api_version: service.version.as_deref().unwrap_or_default(),
        actions: service.operations.iter().map(Action::of).collect(),
        shapes: service.shapes.values().map(Structure::of).collect(),
    };
    serde_json::to_string_pretty(&descriptor).unwrap_or_default() + "\n"
}

#[derive(Serialize)]
struct Descriptor<'s> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'s str,
    api_version: &'s str,
    actions: Vec<Action<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shapes: Vec<Structure<'s>>,
}

#[derive(Serialize)]
struct Action<'s> {
    name: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'s str>,
    #[serde(skip_serializing_if = "Not::not")]
    events: bool,
    parameters: Vec<Parameter<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    response: Vec<Parameter<'s>>,
}

#[derive(Serialize)]
struct Structure<'s> {
    name: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'s str,
    members: Vec<Parameter<'s>>,
}

#[derive(Serialize)]
struct Parameter<'s> {
    name: &'s str,
    #[serde(flatten)]
    ty: Typed<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Typed<'s>>,
    #[serde(skip_serializing_if = "Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Not::not")]
    nullable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'s str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'s str>,
}

#[derive(Default, Serialize)]
struct Typed<'s> {
    #[serde(rename = "type")]
    word: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<&'s str>,
    #[serde(skip_serializing_if = "Not::not")]
    free: bool,
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    list: Option<&'s str>,
}

impl<'s> Action<'s> {
    fn of(operation: &'s Operation) -> Self {
        Self {
            name: &operation.name,
            description: &operation.doc,
            status: operation.status.as_deref(),
            events: operation.events,
            parameters: parameters(&operation.input),
            response: operation.output().map(parameters).unwrap_or_default(),
        }
    }
}

impl<'s> Structure<'s> {
    fn of(shape: &'s Shape) -> Self {
        Self { name: &shape.name, description: &shape.doc, members: parameters(shape) }
    }
}

fn parameters(shape: &Shape) -> Vec<Parameter<'_>> {
    shape.members.iter().map(Parameter::of).collect()
}

impl<'s> Parameter<'s> {
    fn of(member: &'s Member) -> Self {
        let ty = Typed::of(&member.ty);
        let array = || Typed { word: word(|kind| matches!(kind, Kind::Array)), ..Typed::default() };
        let (ty, items) = if member.list { (array(), Some(ty)) } else { (ty, None) };
        Self {
            name: &member.name,
            ty,
            items,
            required: member.required,
            nullable: member.nullable,
            deprecated: member.deprecated.as_deref(),
            description: &member.doc,
            example: member.example.as_deref(),
        }
    }
}

impl<'s> Typed<'s> {
    fn of(ty: &'s Type) -> Self {
        match ty {
            Type::Scalar(scalar, format) => {
                Self { word: of_scalar(*scalar), format: of_format(*format), ..Self::default() }
            }
            Type::Shape(name) => {
                Self { word: word(|kind| matches!(kind, Kind::Object)), shape: Some(name), ..Self::default() }
            }
            Type::Object => Self { word: word(|kind| matches!(kind, Kind::Object)), free: true, ..Self::default() },
            Type::Enum(name) => Self { word: of_scalar(Scalar::String), list: Some(name), ..Self::default() },
        }
    }
}

fn of_scalar(wanted: Scalar) -> &'static str {
    word(|kind| matches!(kind, Kind::Scalar(scalar) if scalar == wanted))
}

fn word(is: impl Fn(Kind) -> bool) -> &'static str {
    TYPES.iter().find(|(_, kind)| is(*kind)).map_or("", |(word, _)| word)
}

/// The word for a format; a plain scalar has none.
fn of_format(wanted: Format) -> Option<&'static str> {
    Format::NAMES.iter().find(|(_, format, _)| *format == wanted).map(|(word, ..)| *word)
}
