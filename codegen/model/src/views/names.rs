//! Lists the wire name and the Rust name of every item, one on each line, so that a change of the naming rules shows every
//! name that it moves. A name that could not be used is marked.

use std::collections::BTreeMap;

use crate::model::{Member, Model, Service, Shape};
use crate::rust_names;

/// Returns the table as text.
pub fn table(model: &Model) -> String {
    let mut lines = Vec::new();
    for service in &model.services {
        let version = service.version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
        let prefix = format!("{}{version}", service.name);
        for line in service_lines(service) {
            lines.push(format!("{prefix} {line}\n"));
        }
    }
    lines.concat()
}

/// Returns the tables by service and version, without these in the lines.
pub fn by_service(model: &Model) -> BTreeMap<String, String> {
    let mut tables = BTreeMap::<String, String>::new();
    for line in table(model).lines() {
        let (service, name) = line.split_once(' ').unwrap_or((line, ""));
        *tables.entry(service.to_owned()).or_default() += &format!("{name}\n");
    }
    tables
}

/// Returns how many names differ because the first choice was taken.
pub fn renamed(table: &str) -> usize {
    table.lines().filter(|line| line.ends_with(TAKEN)).count()
}

/// The end of a line whose first choice was taken.
const TAKEN: &str = "` is taken";

fn service_lines(service: &Service) -> Vec<String> {
    let mut lines = Vec::new();
    for operation in &service.operations {
        lines.push(type_line("operation", &operation.name, &operation.rust_name));
        lines.extend(member_lines(&operation.input));
        if let Some(output) = operation.output() {
            lines.push(type_line("output", &output.name, &output.rust_name));
            lines.extend(member_lines(output));
        }
    }
    for shape in service.shapes.values() {
        lines.push(type_line("shape", &shape.name, &shape.rust_name));
        lines.extend(member_lines(shape));
    }
    for found in service.enums.values() {
        lines.push(type_line("enum", &found.name, &found.rust_name));
        let values = found.values.iter();
        lines.extend(values.map(|value| format!("value {}.{:?} -> {}", found.name, value.value, value.rust_name)));
    }
    lines
}

fn type_line(kind: &str, name: &str, rust_name: &str) -> String {
    // An inline structure has no name of its own, so no first choice.
    let wanted = if name.contains('.') { rust_name.to_owned() } else { rust_names::ty(name) };
    format!("{kind} {name} -> {rust_name}{}", taken(&wanted, rust_name))
}

fn member_lines(shape: &Shape) -> Vec<String> {
    let line = |member: &Member| {
        let name = &member.rust_name;
        let has_other_setter = shape.in_input && !member.setter.is_empty() && member.setter != *name;
        let setter = if has_other_setter { format!(", set with {}", member.setter) } else { String::new() };
        format!(
            "member {}.{} -> {name}{setter}{}",
            shape.name,
            member.name,
            taken(&rust_names::field(member.rust.as_ref().unwrap_or(&member.name)), name)
        )
    };
    shape.members.iter().map(line).collect()
}

/// Returns the remark about a first choice that was taken.
fn taken(wanted: &str, name: &str) -> String {
    if wanted == name { String::new() } else { format!(": `{wanted}{TAKEN}") }
}
