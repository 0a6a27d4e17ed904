//! Knows how to speak of what changed: `the parameter `FileUrl` of `ImageModeration``.

use super::edit::Edit;
use super::facet::{Flow, Kind};

/// What an edit is of, as the subject of a sentence.
pub fn subject(edit: &Edit<'_, '_>) -> String {
    let name = quoted(edit.base.or(edit.head).map_or("", |node| &*node.key));
    let of = |kind: Kind| quoted(edit.way.iter().rev().find(|node| node.kind == kind).map_or("", |node| &*node.key));
    match edit.kind() {
        Kind::Crate => "the crate".to_owned(),
        Kind::Version => match name.as_str() {
            "``" => format!("the service {}", of(Kind::Service)),
            _ => format!("the version {name} of {}", of(Kind::Service)),
        },
        Kind::Service | Kind::Operation | Kind::Enum | Kind::Rule | Kind::Error => {
            format!("the {} {name}", edit.kind())
        }
        Kind::Grant => format!("the authorization of {name}"),
        Kind::Waiter | Kind::Pages | Kind::Callback => format!("the {} of {}", edit.kind(), of(Kind::Operation)),
        Kind::HttpBinding | Kind::Permission => format!("the {} {name} of {}", edit.kind(), of(Kind::Operation)),
        Kind::Value => format!("the value {name} of {}", of(Kind::Enum)),
        Kind::Part => format!("the part {name} of {}", of(Kind::Rule)),
        Kind::Argument => format!("the argument {name} of the part {} of {}", of(Kind::Part), of(Kind::Rule)),
        Kind::Structure => structure(&name, &of(Kind::Operation)),
        Kind::Member => member(edit, &name, &of(Kind::Structure), &of(Kind::Operation)),
    }
}

fn structure(name: &str, operation: &str) -> String {
    match (name, operation) {
        (_, "``") => format!("the structure {name}"),
        ("`request`", _) => format!("the input of {operation}"),
        _ => format!("the answer of {operation}"),
    }
}

fn member(edit: &Edit<'_, '_>, name: &str, structure: &str, operation: &str) -> String {
    match (operation, edit.flow) {
        ("``", _) => format!("the member {name} of {structure}"),
        (_, Flow::Input) => format!("the parameter {name} of {operation}"),
        _ => format!("the member {name} of the answer of {operation}"),
    }
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}
