//! The tables of the runtime's macros `shape!` and `open_enum!`: one line a member, one line a value. Text rather than
//! tokens, because no formatter knows how a table is read.

use super::items::Items;
use crate::model::{Enum, Format, Length, Location, Member, Operation, Permission, Range, Service, Shape, Type};

/// The table of a structure.
pub fn shape(shape: &Shape, items: &mut Items) {
    let mut lines: Vec<String> = shape.members.iter().map(member).collect();
    lines.extend(shape.one_of.iter().map(|group| format!("one_of [{}]", list(group.iter()))));
    lines.extend(shape.some_of.iter().map(|group| format!("some_of [{}]", list(group.iter()))));
    lines.extend(shape.together.iter().map(|group| format!("together [{}]", list(group.iter()))));
    items.text(table("shape", &shape.rust_name, &lines));
}

/// The table of an enumeration.
pub fn enumeration(found: &Enum, items: &mut Items) {
    let lines: Vec<_> = found.values.iter().map(|value| format!("{:?} => {}", value.value, value.rust_name)).collect();
    let integer = if found.integer { "integer " } else { "" };
    items.text(table("open_enum", &format!("{integer}{}", found.rust_name), &lines));
}

/// The table of what a caller must be allowed to do.
pub fn permissions(operation: &Operation, service: &Service, items: &mut Items) {
    if operation.permissions.is_empty() {
        return;
    }
    let line = |permission: &Permission| {
        let action = &permission.action;
        let Some(grant) = service.authorization.get(action) else { return format!("{action:?} => \"*\"") };
        let ip = grant.ip_restriction.map(|supported| format!(", ip_restriction({supported})"));
        format!("{action:?} => {:?} [access({:?}){}]", grant.resource, grant.access, ip.unwrap_or_default())
    };
    let lines: Vec<_> = operation.permissions.iter().map(line).collect();
    items.text(match &lines[..] {
        [one] => format!("tencentcloud_runtime::permissions!({} {{ {one} }});\n", operation.rust_name),
        lines => table("permissions", &operation.rust_name, lines),
    });
}

fn table(name: &str, head: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return format!("tencentcloud_runtime::{name}!({head} {{}});\n");
    }
    let lines: String = lines.iter().map(|line| format!("    {line},\n")).collect();
    format!("tencentcloud_runtime::{name}!({head} {{\n{lines}}});\n")
}

fn member(member: &Member) -> String {
    let names: Vec<_> = std::iter::once(&member.name).chain(&member.aliases).map(|name| format!("{name:?}")).collect();
    let traits = traits(member);
    let traits = if traits.is_empty() { String::new() } else { format!(" [{}]", traits.join(", ")) };
    format!("{} => {}{traits}", names.join(" | "), member.rust_name)
}

fn traits(member: &Member) -> Vec<String> {
    let location: &[&str] = match member.location {
        Location::Body => &[],
        Location::Label => &["Label"],
        Location::Query => &["Query"],
        Location::Header => &["Header"],
        Location::JsonHeader => &["Header", "Json"],
        Location::JsonQuery => &["Query", "Json"],
    };
    let mut traits: Vec<String> = location.iter().map(|word| (*word).to_owned()).collect();
    // A label is required by being one.
    traits.extend((member.required && member.location != Location::Label).then(|| "Required".to_owned()));
    traits.extend(member.range.map(range));
    traits.extend(member.length.map(length));
    traits.extend(member.chars.as_ref().map(|chars| format!("Chars({chars:?})")));
    traits.extend(member.wrapped.as_ref().map(|item| format!("Wrapped({item:?})")));
    traits.extend(matches!(member.ty, Type::Scalar(_, Format::Binary)).then(|| "File".to_owned()));
    traits.extend(member.sensitive.then(|| "Sensitive".to_owned()));
    traits
}

fn range(range: Range) -> String {
    let end = |value: Option<i64>, open: &str| value.map_or(open.to_owned(), |value| value.to_string());
    format!("Range({}, {})", end(range.min, "i64::MIN"), end(range.max, "i64::MAX"))
}

fn length(length: Length) -> String {
    let max = length.max.map_or("usize::MAX".to_owned(), |max| max.to_string());
    format!("Length({}, {max})", length.min.unwrap_or(0))
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}
