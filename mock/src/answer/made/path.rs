//! Members of an answer by the way to them: `JobsDetail.State`; in a list they are those of all items.

use codegen_model::{Member, Scalar, Service, Shape, Type};
use serde_json::Value;

use super::Tree;

/// One member on the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    name: String,
    list: bool,
    wrapped: Option<String>,
}

/// The way to a scalar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path {
    steps: Vec<Step>,
    /// Whether the scalar is a whole number on the wire.
    integer: bool,
}

impl Path {
    /// Follows the names from a structure; `None` where they lead to no scalar.
    pub(crate) fn of(service: &Service, shape: &Shape, path: &str) -> Option<Self> {
        let (mut shape, mut steps, mut rest) = (shape, Vec::new(), path.split('.').peekable());
        while let Some(name) = rest.next() {
            let member = shape.member(name)?;
            steps.push(Step { name: name.to_owned(), list: member.list, wrapped: member.wrapped.clone() });
            match (&member.ty, rest.peek()) {
                (Type::Shape(inner), Some(_)) => shape = service.shapes.get(inner)?,
                (Type::Shape(_) | Type::Object, None) | (_, Some(_)) => return None,
                _ => return Some(Self { steps, integer: is_integer(service, member) }),
            }
        }
        None
    }

    /// A value of the kind that the scalar is.
    pub(crate) fn value(&self, text: &str) -> Value {
        let number = text.parse::<i64>().ok().filter(|_| self.integer);
        number.map_or_else(|| text.into(), Value::from)
    }

    /// Whether the scalar is a whole number.
    pub(crate) fn is_integer(&self) -> bool {
        self.integer
    }

    /// The first name on the way.
    pub(crate) fn first(&self) -> &str {
        self.steps.first().map_or("", |step| &step.name)
    }

    /// The texts of the scalars there.
    pub(crate) fn texts(&self, tree: &Tree) -> Vec<String> {
        let mut found = Vec::new();
        collect(tree, &self.steps, &mut found);
        found
    }

    /// Sets the scalars there, each to what `value` gives. Where the way ends early it is made.
    pub(crate) fn set(&self, tree: &mut Tree, value: &mut dyn FnMut() -> Value) {
        set(tree, &self.steps, value);
    }

    /// Sets the scalars that are there, each to what `value` gives.
    pub(crate) fn replace(&self, tree: &mut Tree, value: &mut dyn FnMut() -> Value) {
        replace(tree, &self.steps, value);
    }

    /// Takes the scalars there out.
    pub(crate) fn remove(&self, tree: &mut Tree) {
        remove(tree, &self.steps);
    }

    /// Of the lists on the way, leaves the first items.
    pub(crate) fn keep_first(&self, tree: &mut Tree) {
        let Some(step) = self.steps.first() else { return };
        if let Some(Tree::List(items, _)) = member(tree, &step.name) {
            items.truncate(1);
        }
    }
}

fn is_integer(service: &Service, member: &Member) -> bool {
    match &member.ty {
        Type::Scalar(scalar, _) => *scalar == Scalar::Integer,
        Type::Enum(name) => service.enums.get(name).is_some_and(|found| found.integer),
        Type::Shape(_) | Type::Object => false,
    }
}

fn member<'t>(tree: &'t mut Tree, name: &str) -> Option<&'t mut Tree> {
    let Tree::Shape(members) = tree else { return None };
    members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn collect(tree: &Tree, steps: &[Step], found: &mut Vec<String>) {
    match (tree, steps.split_first()) {
        (Tree::List(items, _), _) => items.iter().for_each(|item| collect(item, steps, found)),
        (Tree::Shape(members), Some((step, rest))) => {
            let inner = members.iter().filter(|(name, _)| *name == step.name);
            inner.for_each(|(_, value)| collect(value, rest, found));
        }
        (Tree::Scalar(Value::String(text)), None) => found.push(text.clone()),
        (Tree::Scalar(value), None) => found.push(value.to_string()),
        _ => {}
    }
}

fn set(tree: &mut Tree, steps: &[Step], value: &mut dyn FnMut() -> Value) {
    let Some((step, rest)) = steps.split_first() else {
        *tree = Tree::Scalar(value());
        return;
    };
    if !matches!(tree, Tree::Shape(_)) {
        *tree = Tree::Shape(Vec::new());
    }
    if let Tree::Shape(members) = &mut *tree
        && !members.iter().any(|(name, _)| *name == step.name)
    {
        members.push((step.name.clone(), blank(step)));
    }
    match member(tree, &step.name) {
        Some(Tree::List(items, _)) => items.iter_mut().for_each(|item| set(item, rest, value)),
        Some(inner) => set(inner, rest, value),
        None => {}
    }
}

fn replace(tree: &mut Tree, steps: &[Step], value: &mut dyn FnMut() -> Value) {
    match (tree, steps.split_first()) {
        (Tree::List(items, _), _) => items.iter_mut().for_each(|item| replace(item, steps, value)),
        (tree @ Tree::Shape(_), Some((step, rest))) => {
            member(tree, &step.name).into_iter().for_each(|inner| replace(inner, rest, value));
        }
        (tree @ Tree::Scalar(_), None) => *tree = Tree::Scalar(value()),
        _ => {}
    }
}

fn remove(tree: &mut Tree, steps: &[Step]) {
    match (tree, steps.split_first()) {
        (Tree::List(items, _), _) => items.iter_mut().for_each(|item| remove(item, steps)),
        (Tree::Shape(members), Some((step, []))) => members.retain(|(name, _)| *name != step.name),
        (tree, Some((step, rest))) => {
            member(tree, &step.name).into_iter().for_each(|inner| remove(inner, rest));
        }
        _ => {}
    }
}

/// What a member is before it is set.
fn blank(step: &Step) -> Tree {
    let one = Tree::Shape(Vec::new());
    if step.list { Tree::List(vec![one], step.wrapped.clone()) } else { one }
}
