//! Changes of structures, their members, and enumerations.

use codegen_model::{Condition, Enum, EnumValue, Expected, Format, Location, Member, Range, Scalar, Shape, Type};

use super::{Change, other_sites};

pub(super) const SHAPE: &[Change<Shape>] = &[
    ("text", |shape| shape.doc.push_str(" More.")),
    ("add a member", |shape| shape.members.push(Member { name: "Peek".to_owned(), ..Member::default() })),
    ("add a required member", |shape| {
        shape.members.push(Member { name: "Peek".to_owned(), required: true, ..Member::default() });
    }),
    ("remove the first member", |shape| {
        shape.members = shape.members.split_off(1.min(shape.members.len()));
    }),
    ("remove the last member", |shape| _ = shape.members.pop()),
    ("reorder", |shape| shape.members.reverse()),
    ("expected values", |shape| {
        let expected = Expected { member: "Peek".to_owned(), values: vec!["a".to_owned()], span: shape.span };
        shape.expected.push(expected);
    }),
    ("one of", |shape| shape.one_of.push(names(shape))),
    ("no one of", |shape| shape.one_of.clear()),
    ("some of", |shape| shape.some_of.push(names(shape))),
    ("no some of", |shape| shape.some_of.clear()),
    ("together", |shape| shape.together.push(names(shape))),
    ("not together", |shape| shape.together.clear()),
    ("condition", |shape| {
        let names = names(shape);
        let [member, ..] = &names[..] else { return };
        let values = vec!["a".to_owned()];
        shape.conditions.push(Condition { member: member.clone(), values, requires: names, span: shape.span });
    }),
    ("no condition", |shape| shape.conditions.clear()),
    ("open", |shape| shape.open = !shape.open),
    ("alternatives", |shape| shape.by = if shape.by.is_some() { None } else { Some("Kind".to_owned()) }),
    ("other alternatives", |shape| shape.by.iter_mut().for_each(|by| by.push_str("Peek"))),
];

fn names(shape: &Shape) -> Vec<String> {
    shape.members.iter().take(2).map(|member| member.name.clone()).collect()
}

pub(super) const MEMBER: &[Change<Member>] = &[
    ("rename", |member| member.name.push_str("Peek")),
    ("replace", |member| *member = Member { name: "Peek".to_owned(), location: member.location, ..Member::default() }),
    ("upper case", |member| member.name = member.name.to_uppercase()),
    ("lower case", |member| member.name = member.name.to_lowercase()),
    ("text", |member| member.doc.push_str(" More.")),
    ("no text", |member| member.doc.clear()),
    ("cut text", |member| member.doc.push_str("...")),
    ("string", |member| member.ty = Type::Scalar(Scalar::String, Format::Plain)),
    ("time", |member| member.ty = Type::Scalar(Scalar::String, Format::DateTime)),
    ("bytes", |member| member.ty = Type::Scalar(Scalar::String, Format::Base64)),
    ("integer", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Plain)),
    ("large integer", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Int64)),
    ("unsigned integer", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Uint64)),
    ("flag", |member| member.ty = Type::Scalar(Scalar::Integer, Format::Flag)),
    ("number", |member| member.ty = Type::Scalar(Scalar::Float, Format::Plain)),
    ("boolean", |member| member.ty = Type::Scalar(Scalar::Boolean, Format::Plain)),
    ("object", |member| member.ty = Type::Object),
    ("list", |member| member.list = !member.list),
    ("map", |member| member.map = !member.map),
    ("added item by item", |member| member.appends = !member.appends),
    ("joined", |member| member.ty = Type::Scalar(Scalar::String, Format::CommaList)),
    ("bytes in URLs", |member| member.ty = Type::Scalar(Scalar::String, Format::Base64Url)),
    ("required", |member| {
        member.required = !member.required;
        member.output_required = member.output_required.map(|required| !required);
    }),
    ("nullable", |member| member.nullable = !member.nullable),
    ("sensitive", |member| member.sensitive = !member.sensitive),
    ("sites", |member| member.sites = other_sites(member.sites)),
    ("range", |member| {
        member.range = if member.range.is_some() { None } else { Some(Range { min: Some(1), max: None }) }
    }),
    ("raise the range", |member| raise(&mut member.range, 1)),
    ("lower the range", |member| raise(&mut member.range, -1)),
    ("length", |member| {
        member.length = if member.length.is_some() { None } else { Some(Range { min: None, max: Some(9) }) }
    }),
    ("size in bytes", |member| member.max_bytes = Some(member.max_bytes.map_or(5, |max| max - 1))),
    ("raise the length", |member| raise(&mut member.length, 1)),
    ("lower the length", |member| raise(&mut member.length, -1)),
    ("characters", |member| member.chars = if member.chars.is_some() { None } else { Some("a-z".to_owned()) }),
    ("other characters", |member| member.chars.iter_mut().for_each(|chars| chars.push('é'))),
    ("default", |member| member.default = if member.default.is_some() { None } else { Some("1".to_owned()) }),
    ("another default", |member| member.default.iter_mut().for_each(|default| default.push('1'))),
    ("example", |member| member.example = if member.example.is_some() { None } else { Some("1".to_owned()) }),
    ("another example", |member| member.example.iter_mut().for_each(|example| example.push('1'))),
    ("deprecated", |member| {
        member.deprecated = if member.deprecated.is_some() { None } else { Some("Old.".to_owned()) }
    }),
    ("another deprecation", |member| member.deprecated.iter_mut().for_each(|why| why.push_str(" Old."))),
    ("alias", |member| member.aliases.push("peek".to_owned())),
    ("no alias", |member| member.aliases.clear()),
    ("wrapped", |member| member.wrapped = if member.wrapped.is_some() { None } else { Some("Item".to_owned()) }),
    ("location", |member| {
        member.location = match member.location {
            Location::Query => Location::Header,
            Location::Header => Location::Query,
            Location::JsonHeader => Location::JsonQuery,
            Location::JsonQuery => Location::JsonHeader,
            other => other,
        }
    }),
];

fn raise(range: &mut Option<Range>, by: i64) {
    if let Some(Range { min, max }) = range {
        [min, max].into_iter().flatten().for_each(|end| *end = end.saturating_add(by));
    }
}

pub(super) const ENUM: &[Change<Enum>] = &[
    ("text", |found| found.doc.push_str(" More.")),
    ("integer", |found| found.integer = !found.integer),
    ("reorder", |found| found.values.reverse()),
    ("remove a value", |found| _ = found.values.pop()),
    ("add a value", |found| found.values.push(EnumValue { value: "peek".to_owned(), ..EnumValue::default() })),
];

pub(super) const VALUE: &[Change<EnumValue>] = &[
    ("rename", |value| value.value.push_str("peek")),
    ("respell", |value| value.value = value.value.to_uppercase()),
    ("text", |value| value.doc.push_str(" More.")),
    ("name", |value| value.name = Some("Peeked".to_owned())),
];
