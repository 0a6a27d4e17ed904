//! The table of all names: what each thing is called on the wire and in Rust. One line a name, so that a change of the
//! namer shows every name that it moves.

use crate::model::{Model, Service, Shape};

/// The table as text.
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

fn service_lines(service: &Service) -> Vec<String> {
    let mut lines = Vec::new();
    for operation in &service.operations {
        lines.push(format!("operation {} -> {}", operation.name, operation.rust_name));
        lines.extend(member_lines(&operation.input));
        if let Some(output) = operation.output() {
            lines.push(format!("output {} -> {}", output.name, output.rust_name));
            lines.extend(member_lines(output));
        }
    }
    for shape in service.shapes.values() {
        lines.push(format!("shape {} -> {}", shape.name, shape.rust_name));
        lines.extend(member_lines(shape));
    }
    for found in service.enums.values() {
        lines.push(format!("enum {} -> {}", found.name, found.rust_name));
        let values = found.values.iter();
        lines.extend(values.map(|value| format!("value {}.{:?} -> {}", found.name, value.value, value.rust_name)));
    }
    lines
}

fn member_lines(shape: &Shape) -> Vec<String> {
    let line = |member: &crate::model::Member| {
        let setter = if member.setter.is_empty() || member.setter == member.rust_name || !shape.in_input {
            String::new()
        } else {
            format!(", set with {}", member.setter)
        };
        format!("member {}.{} -> {}{setter}", shape.name, member.name, member.rust_name)
    };
    shape.members.iter().map(line).collect()
}
