//! The rules, by what they are for. The first one that is for an edit judges it: the special ones stand before the general.

mod docs;
mod enumeration;
mod later;
mod operation;
mod parameter;
mod processing;
mod response;
mod rust;
mod service;
mod structure;
mod table;
mod way;

use super::edit::Edit;
use super::facet::{Facet, Flow, Kind, Value, Wire};
use super::rule::Rule;

/// Every table, in the order in which they are asked and listed.
const TABLES: &[&[Rule]] = &[
    service::RULES,
    operation::RULES,
    later::RULES,
    way::RULES,
    parameter::RULES,
    response::RULES,
    structure::RULES,
    enumeration::RULES,
    processing::RULES,
    table::RULES,
    rust::RULES,
    docs::RULES,
];

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
    deprecated(Facet::Deprecated, "") || deprecated(Facet::Status, "deprecated") || deprecated(Facet::Status, "offline")
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

/// The values of a facet before and after.
fn values<'n, 'm>(edit: &Edit<'n, 'm>) -> Option<(&'n Value<'m>, &'n Value<'m>)> {
    let facet = edit.facet?;
    edit.base?.facet(facet).zip(edit.head?.facet(facet))
}

/// Whether nothing but the box around a type changed.
fn only_boxed(edit: &Edit<'_, '_>) -> bool {
    let Some((Value::Type(base), Value::Type(head))) = values(edit) else { return false };
    base.boxed != head.boxed && base.wire == head.wire && base.format == head.format && base.list == head.list
}

/// Whether a type was a scalar and is one.
fn are_scalars(edit: &Edit<'_, '_>) -> bool {
    let Some((Value::Type(base), Value::Type(head))) = values(edit) else { return false };
    [base.wire, head.wire].iter().all(|wire| !matches!(wire, Wire::Structure(_) | Wire::Object))
}

/// Whether operations take a structure that they took, or did not take, before.
fn sent(edit: &Edit<'_, '_>) -> (bool, bool) {
    match values(edit) {
        Some((Value::Flow(base), Value::Flow(head))) => (base.has(Flow::Input), head.has(Flow::Input)),
        _ => (false, false),
    }
}

fn is_sent(edit: &Edit<'_, '_>) -> bool {
    sent(edit) == (false, true)
}

fn stops_being_sent(edit: &Edit<'_, '_>) -> bool {
    sent(edit) == (true, false)
}

/// Whether an operation answers a document, as before, which is only written otherwise.
fn is_of_documents(edit: &Edit<'_, '_>) -> bool {
    [edit.before(), edit.after()].iter().flatten().all(|answer| matches!(answer.as_str(), "JSON" | "XML"))
}

fn says_deprecated(edit: &Edit<'_, '_>) -> bool {
    edit.after().as_deref() == Some("deprecated")
}

fn says_offline(edit: &Edit<'_, '_>) -> bool {
    edit.after().as_deref() == Some("offline")
}

/// Whether a text is cut, or was decoded wrong, that was not before.
fn is_damaged(edit: &Edit<'_, '_>) -> bool {
    let damaged = |text: Option<String>| {
        text.is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER) || text.trim_end().ends_with("..."))
    };
    damaged(edit.after()) && !damaged(edit.before())
}

/// Whether an operation names no permission any more.
fn is_last_permission(edit: &Edit<'_, '_>) -> bool {
    let operation = edit.around(Kind::Operation);
    operation.is_some_and(|operation| operation.children.iter().all(|child| child.kind != Kind::Permission))
}
