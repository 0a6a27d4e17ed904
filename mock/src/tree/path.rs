//! Paths to the scalars of a tree, such as `JobsDetail.State`. A list in a path stands for all of its items.

use codegen_model::{Member, Scalar, Service, Shape, Type};
use serde_json::Value;

use super::Tree;

/// One member of a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    name: String,
    list: bool,
    wrapped: Option<String>,
}

/// A path from a structure to a scalar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberPath {
    steps: Vec<Step>,
    /// Whether the scalar is encoded as an integer.
    integer: bool,
}

impl MemberPath {
    /// Resolves dotted names from a structure; `None` where they do not name a scalar.
    pub(crate) fn of(service: &Service, shape: &Shape, path: &str) -> Option<Self> {
        let (mut shape, mut steps, mut rest) = (shape, Vec::new(), path.split('.').peekable());
        while let Some(name) = rest.next() {
            let member = shape.member(name).filter(|member| !member.map)?;
            steps.push(Step { name: name.to_owned(), list: member.list, wrapped: member.wrapped.clone() });
            match (&member.ty, rest.peek()) {
                (Type::Shape(inner), Some(_)) => shape = service.shapes.get(inner)?,
                (Type::Shape(_) | Type::Object, None) | (_, Some(_)) => return None,
                _ => return Some(Self { steps, integer: is_integer(service, member) }),
            }
        }
        None
    }

    /// Converts a text to the type of the scalar.
    pub(crate) fn value(&self, text: &str) -> Value {
        let number = text.parse::<i64>().ok().filter(|_| self.integer);
        number.map_or_else(|| text.into(), Value::from)
    }

    /// Whether the scalar is an integer.
    pub(crate) fn is_integer(&self) -> bool {
        self.integer
    }

    /// Returns the first name of the path.
    pub(crate) fn first(&self) -> &str {
        self.steps.first().map_or("", |step| &step.name)
    }

    /// Returns the texts of the scalars at the path.
    pub(crate) fn texts(&self, tree: &Tree) -> Vec<String> {
        let mut found = Vec::new();
        collect(tree, &self.steps, &mut found);
        found
    }

    /// Returns the texts of the scalars at the path in one item of the list that the path starts with.
    pub(crate) fn texts_of_item(&self, item: &Tree) -> Vec<String> {
        let mut found = Vec::new();
        collect(item, self.steps.get(1..).unwrap_or_default(), &mut found);
        found
    }

    /// Sets each scalar at the path to the next `value`, and adds members that are missing.
    pub(crate) fn set(&self, tree: &mut Tree, value: &mut dyn FnMut() -> Value) {
        set(tree, &self.steps, value);
    }

    /// Sets each existing scalar at the path to the next `value`.
    pub(crate) fn replace(&self, tree: &mut Tree, value: &mut dyn FnMut() -> Value) {
        replace(tree, &self.steps, value);
    }

    /// Removes the scalars at the path.
    pub(crate) fn remove(&self, tree: &mut Tree) {
        remove(tree, &self.steps);
    }

    /// Truncates a list at the first name of the path to its first item.
    pub(crate) fn keep_first(&self, tree: &mut Tree) {
        let Some(step) = self.steps.first() else { return };
        if let Some(Tree::List(items, _)) = member_mut(tree, &step.name) {
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

/// Returns a member of a structure.
pub(crate) fn member<'t>(tree: &'t Tree, name: &str) -> Option<&'t Tree> {
    let Tree::Shape(members) = tree else { return None };
    members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// Returns a member of a structure, to change it.
pub(crate) fn member_mut<'t>(tree: &'t mut Tree, name: &str) -> Option<&'t mut Tree> {
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
        members.push((step.name.clone(), empty_member(step)));
    }
    match member_mut(tree, &step.name) {
        Some(Tree::List(items, _)) => items.iter_mut().for_each(|item| set(item, rest, value)),
        Some(inner) => set(inner, rest, value),
        None => {}
    }
}

fn replace(tree: &mut Tree, steps: &[Step], value: &mut dyn FnMut() -> Value) {
    match (tree, steps.split_first()) {
        (Tree::List(items, _), _) => items.iter_mut().for_each(|item| replace(item, steps, value)),
        (tree @ Tree::Shape(_), Some((step, rest))) => {
            member_mut(tree, &step.name).into_iter().for_each(|inner| replace(inner, rest, value));
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
            member_mut(tree, &step.name).into_iter().for_each(|inner| remove(inner, rest));
        }
        _ => {}
    }
}

/// Returns the value of a member before it is set.
fn empty_member(step: &Step) -> Tree {
    let item = Tree::Shape(Vec::new());
    if step.list { Tree::List(vec![item], step.wrapped.clone()) } else { item }
}
