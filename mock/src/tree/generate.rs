//! Generates values that a schema allows, deterministically from a seed.

use codegen_model::{Location, Member, Service, Shape, Type};

use super::{Tree, scalar};
use crate::seed::{between, mix};

/// The maximum nesting of structures.
const MAX_DEPTH: usize = 16;

/// The maximum number of values in a tree: a structure may use another one in a hundred members.
const MAX_VALUES: usize = 2_000;

/// Generates the members of a structure.
pub(crate) fn shape(service: &Service, shape: &Shape, seed: u64) -> Tree {
    let mut generator = Generator { service, seed, ancestors: Vec::new(), remaining: MAX_VALUES };
    Tree::Shape(generator.members(shape, &shape.name))
}

struct Generator<'m> {
    service: &'m Service,
    seed: u64,
    /// The structures around the current value; a recursive member is left out.
    ancestors: Vec<&'m str>,
    remaining: usize,
}

impl<'m> Generator<'m> {
    fn members(&mut self, shape: &'m Shape, path: &str) -> Vec<(String, Tree)> {
        if let Some(by) = &shape.by {
            return self.alternative(by, shape, path);
        }
        let included = shape
            .members
            .iter()
            .filter(|member| member.location == Location::Body && !is_excluded(shape, &member.name));
        let generated = included.filter_map(|member| {
            let path = format!("{path}.{}", member.name);
            Some((member.name.clone(), self.member(member, &path)?))
        });
        generated.collect()
    }

    /// Generates one of the alternatives that the member `by` tells apart.
    fn alternative(&mut self, by: &str, shape: &'m Shape, path: &str) -> Vec<(String, Tree)> {
        let count = shape.members.len().max(1) as u64;
        let chosen = usize::try_from(mix(self.seed, path) % count).ok().and_then(|index| shape.members.get(index));
        let Some(member) = chosen else { return Vec::new() };
        let kind = (by.to_owned(), Tree::Scalar(member.name.clone().into()));
        match self.value(member, path) {
            Some(Tree::Shape(members)) => std::iter::once(kind).chain(members).collect(),
            _ => vec![kind],
        }
    }

    fn member(&mut self, member: &'m Member, path: &str) -> Option<Tree> {
        if member.map {
            let names = ["First", "Second"].into_iter();
            let entries =
                names.filter_map(|name| Some((name.to_owned(), self.value(member, &format!("{path}.{name}"))?)));
            return Some(Tree::Shape(entries.collect()));
        }
        if !member.list {
            return self.value(member, path);
        }
        let count = item_count(member, mix(self.seed, path));
        let items: Vec<_> = (0..count).map_while(|n| self.value(member, &format!("{path}[{n}]"))).collect();
        (!items.is_empty()).then(|| Tree::List(items, member.wrapped.clone()))
    }

    fn value(&mut self, member: &'m Member, path: &str) -> Option<Tree> {
        self.remaining = self.remaining.checked_sub(1)?;
        if member.ty == Type::Object {
            return Some(free_object(mix(self.seed, path)));
        }
        let Type::Shape(name) = &member.ty else {
            return Some(Tree::Scalar(scalar::generate(self.service, member, mix(self.seed, path))));
        };
        let shape = self.service.shapes.get(name)?;
        if self.ancestors.contains(&name.as_str()) || self.ancestors.len() >= MAX_DEPTH {
            return None;
        }
        self.ancestors.push(name);
        let members = self.members(shape, path);
        self.ancestors.pop();
        Some(Tree::Shape(members))
    }
}

/// Generates an object whose members the schema does not name.
fn free_object(number: u64) -> Tree {
    let member = |name: &str| (name.to_owned(), Tree::Scalar(format!("{name}-{:04x}", number & 0xffff).into()));
    Tree::Shape(vec![member("any"), member("other")])
}

/// Of mutually exclusive members, only the first is generated.
fn is_excluded(shape: &Shape, name: &str) -> bool {
    shape.one_of.iter().any(|group| group.iter().skip(1).any(|other| other == name))
}

/// One or two items, within the bounds of the schema.
fn item_count(member: &Member, number: u64) -> i64 {
    let (min, max) = member.length.map_or((None, None), |length| (length.min, length.max));
    let (min, max) = (min.unwrap_or(0).clamp(0, 100), max.unwrap_or(i64::MAX));
    between(number, min.max(1).min(max), min.max(2).min(max))
}
