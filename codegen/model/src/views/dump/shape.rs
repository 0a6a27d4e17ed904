//! Structures, members and enumerations as JSON.

use super::Prose;
use crate::document::{Json, line, list, tall, texts};
use crate::model::{Condition, Enum, EnumValue, Expected, Format, Location, Member, Range, Scalar, Shape, Sites, Type};

pub(super) fn shape(shape: &Shape, prose: Prose) -> Json {
    let groups = |groups: &[Vec<String>]| list(groups.iter().map(texts));
    let object = prose.add(tall().text("name", &shape.name), "doc", &shape.doc);
    object
        .set("members", list(shape.members.iter().map(|found| member(found, prose))))
        .flag("callback", shape.callback)
        .set("expected", expected(&shape.expected))
        .set("one_of", groups(&shape.one_of))
        .set("some_of", groups(&shape.some_of))
        .set("together", groups(&shape.together))
        .set("conditions", list(shape.conditions.iter().map(condition)))
        .maybe("by", shape.by.as_deref())
        .flag("open", shape.open)
        .flag("in_input", shape.in_input)
}

fn condition(found: &Condition) -> Json {
    line().text("member", &found.member).set("values", texts(&found.values)).set("requires", texts(&found.requires))
}

pub(super) fn expected(expected: &[Expected]) -> Json {
    list(expected.iter().map(|found| line().text("member", &found.member).set("values", texts(&found.values))))
}

fn member(member: &Member, prose: Prose) -> Json {
    let object =
        line().text("name", &member.name).maybe("rust", member.rust.as_deref()).set("aliases", texts(&member.aliases));
    let object = prose
        .add(object, "doc", &member.doc)
        .set("type", ty(&member.ty))
        .flag("list", member.list)
        .flag("map", member.map)
        .flag("appends", member.appends);
    let object = object
        .maybe("wrapped", member.wrapped.as_deref())
        .text("location", location(member.location))
        .maybe("sites", member.sites.map(Sites::name))
        .flag("required", member.required)
        .flag("nullable", member.nullable)
        .set("range", member.range.map_or_else(line, range))
        .set("length", member.length.map_or_else(line, range))
        .number("max_bytes", member.max_bytes)
        .maybe("chars", member.chars.as_deref())
        .maybe("default", member.default.as_deref());
    prose
        .add(object, "example", member.example.as_deref().unwrap_or_default())
        .flag("sensitive", member.sensitive)
        .maybe("deprecated", member.deprecated.as_deref())
}

/// A type: `"string"`, `"integer: int64"`, or the kind and name of a named type.
fn ty(ty: &Type) -> Json {
    let text = match ty {
        Type::Scalar(scalar, Format::Plain) => scalar_name(*scalar).to_owned(),
        Type::Scalar(scalar, format) => format!("{}: {}", scalar_name(*scalar), format_name(*format)),
        Type::Enum(name) => return line().text("enum", name),
        Type::Shape(name) => return line().text("shape", name),
        Type::Object => "object".to_owned(),
    };
    text.into()
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String => "string",
        Scalar::Integer => "integer",
        Scalar::Float => "float",
        Scalar::Boolean => "boolean",
    }
}

fn format_name(format: Format) -> &'static str {
    Format::NAMES.iter().find(|(_, known, _)| *known == format).map_or("plain", |(name, ..)| name)
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Body => "body",
        Location::Label => "label",
        Location::Query => "query",
        Location::Header => "header",
        Location::JsonHeader => "jsonheader",
        Location::JsonQuery => "jsonquery",
    }
}

pub(super) fn range(range: Range) -> Json {
    line().number("min", range.min).number("max", range.max)
}

pub(super) fn enumeration(found: &Enum, prose: Prose) -> Json {
    let object = prose.add(tall().text("name", &found.name), "doc", &found.doc);
    object.flag("integer", found.integer).set("values", list(found.values.iter().map(|found| value(found, prose))))
}

fn value(value: &EnumValue, prose: Prose) -> Json {
    let object = line().put("value", value.value.as_str());
    prose.add(object, "doc", &value.doc).maybe("name", value.name.as_deref())
}
