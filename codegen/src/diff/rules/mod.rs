//! The rules, by what they are for. The first one that is for an edit judges it: the special ones stand before the general.

mod parameter;
mod way;

use super::edit::Edit;
use super::facet::Facet;
use super::rule::Rule;

/// Every table, in the order in which they are asked and listed.
const TABLES: &[&[Rule]] = &[parameter::RULES, way::RULES];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLES.iter().copied().flatten()
}

/// The rule of this name.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

fn is_required(edit: &Edit<'_, '_>) -> bool {
    edit.head.is_some_and(|node| node.facet(Facet::Required).is_some())
}

/// Whether it was deprecated before it was removed.
fn is_deprecated(edit: &Edit<'_, '_>) -> bool {
    let deprecated = |facet, text: &str| {
        edit.base.is_some_and(|node| node.facet(facet).is_some() && (text.is_empty() || node.text(facet) == text))
    };
    deprecated(Facet::Deprecated, "") || deprecated(Facet::Status, "deprecated")
}

fn keeps_rust_name(edit: &Edit<'_, '_>) -> bool {
    let name = |node: Option<&super::outline::Node<'_>>| node.map(|node| node.text(Facet::RustName).to_owned());
    name(edit.base) == name(edit.head)
}

fn touches_path(edit: &Edit<'_, '_>) -> bool {
    [edit.before(), edit.after()].iter().flatten().any(|place| place == "path")
}

fn is_label(edit: &Edit<'_, '_>) -> bool {
    edit.node().is_some_and(|node| node.text(Facet::Location) == "path")
}

/// Whether a label gets no other name in Rust.
fn is_label_in_rust(edit: &Edit<'_, '_>) -> bool {
    is_label(edit) && keeps_rust_name(edit)
}

/// Whether a constructor takes as many arguments as before: each is a text.
fn takes_as_many_labels(edit: &Edit<'_, '_>) -> bool {
    let count =
        |labels: Option<String>| labels.map_or(0, |labels| labels.split(", ").filter(|l| !l.is_empty()).count());
    count(edit.before()) == count(edit.after())
}
