//! The tables of the runtime's macros `shape!`, `alternatives!`, `open_enum!` and `permissions!`: one line for each member, value and
//! permission.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result};

use codegen_model::resolve::REST;
use codegen_model::{
    Condition, Enum, Format, Length, Location, Member, Operation, Permission, Range, Service, Shape, Type,
};

use crate::attributes;
use crate::code::code;
use crate::scope::Scope;

/// Prints the table of a structure.
pub fn shape(shape: &Shape, scope: &Scope<'_>, out: &mut String) {
    let mut by_feature: BTreeMap<String, Vec<&Member>> = BTreeMap::new();
    let mut always = Vec::new();
    for member in &shape.members {
        match scope.feature_of_member(member) {
            Some(feature) => by_feature.entry(feature).or_default().push(member),
            None => always.push(member),
        }
    }
    table("shape", "", &shape.rust_name, shape.members.is_empty() && !shape.open, out, |out| {
        always.iter().for_each(|found| member(found, shape.in_input, "    ", out));
        group("one_of", &shape.one_of, out);
        group("some_of", &shape.some_of, out);
        group("together", &shape.together, out);
        shape.conditions.iter().for_each(|found| condition(found, shape, out));
        for (feature, members) in by_feature {
            code!(out, "    with {feature:?} {{\n");
            members.iter().for_each(|found| member(found, shape.in_input, "        ", out));
            out.push_str("    }\n");
        }
        if shape.open {
            code!(out, "    rest {REST},\n");
        }
    });
}

/// Prints the table of alternatives that the member `by` tells apart.
pub fn alternatives(shape: &Shape, by: &str, scope: &Scope<'_>, out: &mut String) {
    code!(out, "\ntencentcloud_runtime::alternatives!({} by {} {{\n", shape.rust_name, Quoted(by));
    for member in &shape.members {
        let condition = attributes::condition("    ", scope.feature_of_member(member).as_deref());
        code!(out, "{condition}    {} => {},\n", Quoted(&member.name), member.rust_name);
    }
    out.push_str("});\n");
}

fn condition(found: &Condition, shape: &Shape, out: &mut String) {
    let list = |words: &[String]| words.iter().map(|word| Quoted(word).to_string()).collect::<Vec<_>>().join(", ");
    let field = shape.member(&found.member).map_or("", |member| &member.rust_name);
    let (member, values, requires) = (Quoted(&found.member), list(&found.values), list(&found.requires));
    code!(out, "    when {member} {field} is [{values}] requires [{requires}],\n");
}

/// Prints the table of an enumeration.
pub fn enumeration(found: &Enum, out: &mut String) {
    let integer = if found.integer { "integer " } else { "" };
    table("open_enum", integer, &found.rust_name, found.values.is_empty(), out, |out| {
        for value in &found.values {
            code!(out, "    {} => {},\n", Quoted(&value.value), value.rust_name);
        }
    });
}

/// Prints the table of the permissions that a caller of an operation needs.
pub fn permissions(operation: &Operation, service: &Service, out: &mut String) {
    if !operation.permissions.is_empty() {
        table("permissions", "", &operation.rust_name, false, out, |out| {
            operation.permissions.iter().for_each(|found| permission(found, service, out));
        });
    }
}

fn table(name: &str, kind: &str, ty: &str, is_empty: bool, out: &mut String, rows: impl FnOnce(&mut String)) {
    code!(out, "\ntencentcloud_runtime::{name}!({kind}{ty} {{");
    if !is_empty {
        out.push('\n');
        rows(out);
    }
    out.push_str("});\n");
}

fn member(member: &Member, is_input: bool, indent: &str, out: &mut String) {
    code!(out, "{indent}{}", Quoted(&member.name));
    for name in &member.aliases {
        code!(out, " | {}", Quoted(name));
    }
    code!(out, " => {}", member.rust_name);
    let traits = traits(member, is_input);
    if !traits.is_empty() {
        code!(out, " [{}]", traits.join(", "));
    }
    out.push_str(",\n");
}

fn traits(member: &Member, is_input: bool) -> Vec<String> {
    let location: &[&str] = match member.location {
        Location::Body => &[],
        Location::Label => &["Label"],
        Location::Query => &["Query"],
        Location::Header => &["Header"],
        Location::JsonHeader => &["Header", "Json"],
        Location::JsonQuery => &["Query", "Json"],
    };
    let mut traits: Vec<String> = location.iter().map(|word| (*word).to_owned()).collect();
    // Responses are read as they are. Every label is required.
    traits.extend((is_input && member.enforced && member.location != Location::Label).then(|| "Required".to_owned()));
    traits.extend(member.range.map(range));
    traits.extend(member.length.map(length));
    traits.extend(member.max_bytes.map(|max| format!("Bytes({max})")));
    traits.extend(member.chars.as_ref().map(|chars| format!("Chars({chars:?})")));
    traits.extend(member.wrapped.as_ref().map(|item| format!("Wrapped({item:?})")));
    traits.extend(matches!(member.ty, Type::Scalar(_, Format::Binary)).then(|| "File".to_owned()));
    traits.extend(matches!(member.ty, Type::Scalar(_, Format::Flag)).then(|| "Flag".to_owned()));
    traits.extend(member.sensitive.then(|| "Sensitive".to_owned()));
    traits
}

fn range(range: Range) -> String {
    format!("Range({})", bounds(range))
}

fn length(length: Length) -> String {
    let max = length.max.map_or("usize::MAX".to_owned(), |max| max.to_string());
    format!("Length({}, {max})", length.min.unwrap_or(0))
}

/// Both ends of a range as arguments.
pub fn bounds(range: Range) -> String {
    let end = |value: Option<i64>, open: &str| value.map_or(open.to_owned(), |value| value.to_string());
    format!("{}, {}", end(range.min, "i64::MIN"), end(range.max, "i64::MAX"))
}

fn group(kind: &str, groups: &[Vec<String>], out: &mut String) {
    for group in groups {
        let names: Vec<_> = group.iter().map(|name| Quoted(name).to_string()).collect();
        code!(out, "    {kind} [{}],\n", names.join(", "));
    }
}

fn permission(permission: &Permission, service: &Service, out: &mut String) {
    let action = &permission.action;
    match service.authorization.get(action) {
        None => code!(out, "    {action:?} => \"*\",\n"),
        Some(grant) => {
            let ip = grant.ip_restriction.map(|supported| format!(", ip_restriction({supported})")).unwrap_or_default();
            code!(out, "    {action:?} => {:?} [access({:?}){ip}],\n", grant.resource, grant.access);
        }
    }
}

/// A string literal. Most names need no escapes, and checking for that is faster than `Debug`.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            true => ["\"", self.0, "\""].iter().try_for_each(|part| f.write_str(part)),
            false => write!(f, "{:?}", self.0),
        }
    }
}
