//! Follows paths such as `JobsDetail.State` through structures, and suggests the path that was meant.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Member, Service, Shape, Type};
use crate::source::Span;

/// How many members a suggested path passes at most.
const MAX_DEPTH: usize = 4;

/// How many paths are compared with a wrong one.
const MAX_PATHS: usize = 1_000;

/// What a path must lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A scalar; inside a list, that of each item.
    Scalar,
    /// A list that is in no other list.
    List,
}

impl Goal {
    fn name(self) -> &'static str {
        match self {
            Self::Scalar => "a scalar",
            Self::List => "a list",
        }
    }

    fn is_reached(self, member: &Member) -> bool {
        match self {
            Self::Scalar => !member.map && !matches!(member.ty, Type::Shape(_)),
            Self::List => member.list,
        }
    }

    fn passes(self, member: &Member) -> bool {
        !member.map && (self == Self::Scalar || !member.list)
    }
}

/// Returns the member that a path leads to.
pub(super) fn follow<'s>(shape: &'s Shape, path: &str, service: &'s Service) -> Option<&'s Member> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let member = shape.member(first)?;
    match inner(member, service) {
        _ if rest.is_empty() => Some(member),
        Some(inner) => follow(inner, rest, service),
        None => None,
    }
}

/// Returns whether a path leads to its goal. A structure that could not be read as a whole may have what is missing.
pub(super) fn leads(shape: &Shape, path: &str, goal: Goal, service: &Service) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(member) = shape.member(first) else { return shape.incomplete };
    match inner(member, service) {
        _ if rest.is_empty() => goal.is_reached(member),
        Some(inner) if goal.passes(member) => leads(inner, rest, goal, service),
        _ => false,
    }
}

/// Reports a path that does not lead to its goal.
pub(super) fn check(
    shape: &Shape,
    path: &str,
    goal: Goal,
    span: Span,
    service: &Service,
    diagnostics: &mut Diagnostics,
) -> bool {
    let leads = leads(shape, path, goal, service);
    if !leads {
        let message = format!("path `{path}` does not lead to {} in `{}`", goal.name(), shape.name);
        let mut known = Vec::new();
        paths(shape, "", goal, service, &mut known);
        let report = diagnostics.error(Code::UNKNOWN_MEMBER, span, message);
        report.suggest(path, known.iter().map(String::as_str));
    }
    leads
}

/// Adds the paths that lead to a goal. Recursive types end at the depth limit.
fn paths(shape: &Shape, before: &str, goal: Goal, service: &Service, found: &mut Vec<String>) {
    for member in &shape.members {
        let path = if before.is_empty() { member.name.clone() } else { format!("{before}.{}", member.name) };
        if found.len() >= MAX_PATHS {
            return;
        }
        if let Some(inner) = inner(member, service).filter(|_| goal.passes(member) && depth(&path) < MAX_DEPTH) {
            paths(inner, &path, goal, service, found);
        }
        if goal.is_reached(member) {
            found.push(path);
        }
    }
}

fn depth(path: &str) -> usize {
    path.matches('.').count() + 1
}

fn inner<'s>(member: &Member, service: &'s Service) -> Option<&'s Shape> {
    if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None }
}
