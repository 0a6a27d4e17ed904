//! Answers that nobody wrote an example of: values of the right kind, made from a seed.

mod path;
mod read;
mod scalar;
#[cfg(test)]
mod tests;
mod write;

use codegen_model::{Member, Service, Shape, Type};
use serde_json::Value;

use crate::seed::{between, mix};

pub(crate) use path::Path;
pub(crate) use read::{from_json, from_xml};
pub(crate) use write::{json, xml};

/// Structures inside structures end here at the latest.
const DEPTH: usize = 16;

/// So many values are enough to show a structure that uses another one in a hundred places.
const MOST: usize = 2_000;

/// A value that JSON and XML are made of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// Text, a number, true or false.
    Scalar(Value),
    /// Items, and the name of the element around each, where there is one around all.
    List(Vec<Tree>, Option<String>),
    /// Members.
    Shape(Vec<(String, Tree)>),
}

/// Makes the members of a structure.
pub(crate) fn shape(service: &Service, shape: &Shape, seed: u64) -> Tree {
    let mut maker = Maker { service, seed, inside: Vec::new(), left: MOST };
    Tree::Shape(maker.members(shape, &shape.name))
}

struct Maker<'m> {
    service: &'m Service,
    seed: u64,
    /// The structures that the value is in: one that leads back to itself ends.
    inside: Vec<&'m str>,
    left: usize,
}

impl<'m> Maker<'m> {
    fn members(&mut self, shape: &'m Shape, path: &str) -> Vec<(String, Tree)> {
        let shown = shape.members.iter().filter(|member| !is_excluded(shape, &member.name));
        let made = shown.filter_map(|member| {
            let path = format!("{path}.{}", member.name);
            Some((member.name.clone(), self.member(member, &path)?))
        });
        made.collect()
    }

    fn member(&mut self, member: &'m Member, path: &str) -> Option<Tree> {
        if !member.list {
            return self.value(member, path);
        }
        let items = (0..count(member, mix(self.seed, path))).map_while(|n| self.value(member, &format!("{path}[{n}]")));
        let items: Vec<_> = items.collect();
        (!items.is_empty()).then(|| Tree::List(items, member.wrapped.clone()))
    }

    fn value(&mut self, member: &'m Member, path: &str) -> Option<Tree> {
        self.left = self.left.checked_sub(1)?;
        if member.ty == Type::Object {
            return Some(any(mix(self.seed, path)));
        }
        let Type::Shape(name) = &member.ty else {
            return Some(Tree::Scalar(scalar::make(self.service, member, mix(self.seed, path))));
        };
        let shape = self.service.shapes.get(name)?;
        if self.inside.contains(&name.as_str()) || self.inside.len() >= DEPTH {
            return None;
        }
        self.inside.push(name);
        let members = self.members(shape, path);
        self.inside.pop();
        Some(Tree::Shape(members))
    }
}

/// Members that no schema names.
fn any(number: u64) -> Tree {
    let member = |name: &str| (name.to_owned(), Tree::Scalar(format!("{name}-{:04x}", number & 0xffff).into()));
    Tree::Shape(vec![member("any"), member("other")])
}

/// Of members that exclude each other the first is there.
fn is_excluded(shape: &Shape, name: &str) -> bool {
    shape.one_of.iter().any(|group| group.iter().skip(1).any(|other| other == name))
}

/// One or two items, unless the schema says otherwise.
fn count(member: &Member, number: u64) -> i64 {
    let (min, max) = member.length.map_or((None, None), |length| (length.min, length.max));
    let (least, most) = (min.unwrap_or(0).clamp(0, 100), max.unwrap_or(i64::MAX));
    between(number, least.max(1).min(most), least.max(2).min(most))
}
