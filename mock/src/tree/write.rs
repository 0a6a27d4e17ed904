//! Writes trees as JSON and XML.

use serde_json::{Map, Value};

use super::Tree;
use crate::xml::escape;

/// Writes a tree as JSON.
pub(crate) fn json(tree: &Tree) -> Value {
    match tree {
        Tree::Scalar(value) => value.clone(),
        Tree::List(items, _) => items.iter().map(json).collect(),
        Tree::Shape(members) => {
            members.iter().map(|(name, value)| (name.clone(), json(value))).collect::<Map<_, _>>().into()
        }
    }
}

/// Writes a tree as an XML element.
pub(crate) fn xml(root: &str, tree: &Tree) -> String {
    let mut text = String::new();
    element(&mut text, root, tree);
    text
}

fn element(to: &mut String, name: &str, tree: &Tree) {
    to.extend(["<", name, ">"]);
    content(to, tree);
    to.extend(["</", name, ">"]);
}

fn content(to: &mut String, tree: &Tree) {
    match tree {
        Tree::Scalar(Value::String(text)) => to.push_str(&escape(text)),
        Tree::Scalar(value) => to.push_str(&value.to_string()),
        Tree::List(items, _) => items.iter().for_each(|item| content(to, item)),
        Tree::Shape(members) => members.iter().for_each(|(name, value)| member(to, name, value)),
    }
}

fn member(to: &mut String, name: &str, value: &Tree) {
    match value {
        Tree::List(items, None) => items.iter().for_each(|item| element(to, name, item)),
        Tree::List(items, Some(wrapped)) => {
            to.extend(["<", name, ">"]);
            items.iter().for_each(|item| element(to, wrapped, item));
            to.extend(["</", name, ">"]);
        }
        value if name == "#text" => content(to, value),
        value => element(to, name, value),
    }
}
