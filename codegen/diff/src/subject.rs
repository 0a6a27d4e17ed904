//! Names an edited item in a sentence: `the parameter `FileUrl` of `ImageModeration``.

use crate::edit::Edit;
use crate::facet::{Flow, Kind};

/// Returns the item as the subject of a sentence.
pub fn subject(edit: &Edit<'_, '_>) -> String {
    let name = quoted(edit.base.or(edit.head).map_or("", |node| &*node.key));
    let ancestor = |kind: Kind| {
        let found = edit.ancestors.iter().rev().find(|node| node.kind == kind);
        quoted(found.map_or("", |node| &*node.key))
    };
    match edit.kind() {
        Kind::Crate => "the crate".to_owned(),
        Kind::Version if name == NO_NAME => format!("the service {}", ancestor(Kind::Service)),
        Kind::Version => format!("the version {name} of {}", ancestor(Kind::Service)),
        Kind::Service | Kind::Operation | Kind::Enum | Kind::Rule | Kind::Error => {
            format!("the {} {name}", edit.kind())
        }
        Kind::Grant => format!("the authorization of {name}"),
        Kind::Waiter | Kind::Paginator | Kind::Callback => {
            format!("the {} of {}", edit.kind(), ancestor(Kind::Operation))
        }
        Kind::HttpBinding | Kind::Permission => format!("the {} {name} of {}", edit.kind(), ancestor(Kind::Operation)),
        Kind::Value => format!("the value {name} of {}", ancestor(Kind::Enum)),
        Kind::Part => format!("the part {name} of {}", ancestor(Kind::Rule)),
        Kind::Argument => {
            format!("the argument {name} of the part {} of {}", ancestor(Kind::Part), ancestor(Kind::Rule))
        }
        Kind::Structure => structure(&name, &ancestor(Kind::Operation)),
        Kind::Member => member(edit, &name, &ancestor(Kind::Structure), &ancestor(Kind::Operation)),
    }
}

/// Returns the structure that contains a member.
pub fn structure_around(edit: &Edit<'_, '_>) -> String {
    let name = |kind| quoted(edit.around(kind).map_or("", |node| &*node.key));
    structure(&name(Kind::Structure), &name(Kind::Operation))
}

/// An empty name, quoted.
const NO_NAME: &str = "``";

fn structure(name: &str, operation: &str) -> String {
    match (name, operation) {
        (_, NO_NAME) => format!("the structure {name}"),
        ("`request`", _) => format!("the input of {operation}"),
        _ => format!("the output of {operation}"),
    }
}

fn member(edit: &Edit<'_, '_>, name: &str, structure: &str, operation: &str) -> String {
    match (operation, edit.flow) {
        (NO_NAME, _) => format!("the member {name} of {structure}"),
        (_, Flow::Input) => format!("the parameter {name} of {operation}"),
        _ => format!("the member {name} of the response of {operation}"),
    }
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}
