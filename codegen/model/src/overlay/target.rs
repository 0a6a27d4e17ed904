//! Finds the targets of entries.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Service, Shape, Type};
use crate::source::Span;
use crate::syntax::fields::Spanned;

/// A structure that an entry can refer to.
#[derive(Clone, Debug)]
pub(super) enum Owner {
    /// The input of an operation, by the operation's index.
    Input(usize),
    /// The output of an operation.
    Output(usize),
    /// A shape.
    Shape(String),
}

/// The target of an entry.
#[derive(Debug)]
pub(super) enum Target {
    /// The service.
    Service,
    /// An operation, by its index.
    Operation(usize),
    /// A shape or an operation's output.
    Shape(Owner),
    /// An enumeration.
    Enum(String),
    /// A member of a structure.
    Member(Owner, String),
}

impl Owner {
    /// Returns the structure.
    pub(super) fn shape<'s>(&self, service: &'s Service) -> Option<&'s Shape> {
        match self {
            Self::Input(index) => service.operations.get(*index).map(|operation| &operation.input),
            Self::Output(index) => service.operations.get(*index)?.output(),
            Self::Shape(name) => service.shapes.get(name),
        }
    }

    /// Returns the structure for modification.
    pub(super) fn shape_mut<'s>(&self, service: &'s mut Service) -> Option<&'s mut Shape> {
        match self {
            Self::Input(index) => service.operations.get_mut(*index).map(|operation| &mut operation.input),
            Self::Output(index) => service.operations.get_mut(*index)?.response.shape_mut(),
            Self::Shape(name) => service.shapes.get_mut(name),
        }
    }
}

impl Target {
    /// Returns the spans of the items that facts about the target change.
    pub(super) fn spans(&self, service: &Service) -> Vec<Span> {
        let spans = match self {
            Self::Service => vec![Some(service.span)],
            Self::Operation(index) => {
                let operation = service.operations.get(*index);
                vec![operation.map(|operation| operation.span), operation.map(|operation| operation.input.span)]
            }
            Self::Shape(owner) => vec![owner.shape(service).map(|shape| shape.span)],
            Self::Enum(name) => vec![service.enums.get(name).map(|found| found.span)],
            Self::Member(owner, name) => {
                let member = owner.shape(service).and_then(|shape| shape.member(name));
                vec![member.map(|member| member.span)]
            }
        };
        spans.into_iter().flatten().collect()
    }
}

/// Finds the target `path`. Reports a target that does not exist.
pub(super) fn find(path: &Spanned<String>, service: &Service, diagnostics: &mut Diagnostics) -> Option<Target> {
    let (first, rest) = path.value.split_once('.').unwrap_or((&path.value, ""));
    if rest.is_empty() {
        return top(first, service).or_else(|| not_found(path, first, top_names(service), diagnostics));
    }
    let Some(owner) = owner(first, service) else { return not_found(path, first, top_names(service), diagnostics) };
    let (owner, member) = descend(owner, rest, path, service, diagnostics)?;
    let shape = owner.shape(service)?;
    if shape.member(&member).is_none() {
        // A member that could not be read has its own finding.
        if shape.incomplete {
            return None;
        }
        return not_found(path, &member, member_names(shape), diagnostics);
    }
    Some(Target::Member(owner, member))
}

/// Finds the structure of the member `path`, which need not exist. Returns the structure and the name of the member.
pub(super) fn find_parent(
    path: &Spanned<String>,
    service: &Service,
    diagnostics: &mut Diagnostics,
) -> Option<(Owner, String)> {
    let (first, rest) = path.value.split_once('.').unwrap_or((&path.value, ""));
    if rest.is_empty() {
        diagnostics
            .error(Code::OVERLAY_TARGET_NOT_FOUND, path.span, format!("expected a member, found `{first}`"))
            .help("write `<action or shape>.<member>`");
        return None;
    }
    let Some(owner) = owner(first, service) else { return not_found(path, first, top_names(service), diagnostics) };
    descend(owner, rest, path, service, diagnostics)
}

fn top(name: &str, service: &Service) -> Option<Target> {
    if let Some(index) = service.operations.iter().position(|operation| operation.name == name) {
        return Some(Target::Operation(index));
    }
    if service.enums.contains_key(name) {
        return Some(Target::Enum(name.to_owned()));
    }
    if name == service.name {
        return Some(Target::Service);
    }
    owner(name, service).map(Target::Shape)
}

fn owner(name: &str, service: &Service) -> Option<Owner> {
    for (index, operation) in service.operations.iter().enumerate() {
        if operation.name == name {
            return Some(Owner::Input(index));
        }
        if operation.output().is_some_and(|output| output.name == name) {
            return Some(Owner::Output(index));
        }
    }
    service.shapes.contains_key(name).then(|| Owner::Shape(name.to_owned()))
}

/// Follows a member path from `owner`, except for its last part, which it returns.
fn descend(
    mut owner: Owner,
    rest: &str,
    path: &Spanned<String>,
    service: &Service,
    diagnostics: &mut Diagnostics,
) -> Option<(Owner, String)> {
    let mut parts = rest.split('.').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return Some((owner, part.to_owned()));
        }
        let shape = owner.shape(service)?;
        match shape.member(part).map(|member| &member.ty) {
            Some(Type::Shape(name)) => owner = Owner::Shape(name.clone()),
            Some(_) => return not_found(path, part, Vec::new(), diagnostics),
            None if shape.incomplete => return None,
            None => return not_found(path, part, member_names(shape), diagnostics),
        }
    }
    None
}

fn top_names(service: &Service) -> Vec<&str> {
    let operations = service.operations.iter().map(|operation| operation.name.as_str());
    operations
        .chain(service.shapes.keys().map(String::as_str))
        .chain(service.enums.keys().map(String::as_str))
        .collect()
}

fn member_names(shape: &Shape) -> Vec<&str> {
    shape.members.iter().map(|member| member.name.as_str()).collect()
}

fn not_found<T>(path: &Spanned<String>, part: &str, known: Vec<&str>, diagnostics: &mut Diagnostics) -> Option<T> {
    let message = format!("target `{}` not found: `{part}` does not exist", path.value);
    diagnostics
        .error(Code::OVERLAY_TARGET_NOT_FOUND, path.span, message)
        .help("remove the entry, or correct its target: upstream may have removed or renamed it")
        .suggest(part, known);
    None
}
