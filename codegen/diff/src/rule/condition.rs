//! Conditions that a rule can place on an edit beyond its kind, facet, change and direction.

use serde::Deserialize;

use crate::edit::Edit;
use crate::facet::{Facet, Flow, Kind};
use crate::value::{Value, Wire};

/// A condition on an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The new item is required.
    Required,
    /// The item was deprecated before it was removed.
    WasDeprecated,
    /// The item's Rust name did not change.
    SameRustName,
    /// The member moved into or out of the path.
    IntoOrOutOfPath,
    /// The member is a label of the path.
    Label,
    /// The member is a label of the path, and its Rust name did not change.
    LabelWithSameRustName,
    /// The path has as many labels as before, so the constructor takes as many arguments, all of them texts.
    SameNumberOfLabels,
    /// The service still accepts requests on the host of before.
    FormerHostAccepted,
    /// Only the `Box` around the type changed.
    OnlyBoxing,
    /// An integer became a flag, or a flag an integer.
    OnlyFlag,
    /// An integer became unsigned, or signed.
    OnlySign,
    /// The type was a scalar and still is.
    BothScalars,
    /// The structure was no input and is one now.
    BecomesInput,
    /// The structure was an input and is none now.
    StopsBeingInput,
    /// The response was a document, JSON or XML, and still is.
    BothDocuments,
    /// The status is now `deprecated`.
    BecomesDeprecated,
    /// The status is now `offline`.
    BecomesOffline,
    /// The new text is truncated or wrongly decoded, and the old one was not.
    DamagedText,
    /// The operation lists no other permission.
    LastPermission,
    /// The operation's response had no members.
    FirstOfResponse,
}

impl Condition {
    /// Whether the edit satisfies the condition.
    pub fn holds(self, edit: &Edit<'_, '_>) -> bool {
        match self {
            Self::Required => edit.head.is_some_and(|node| node.facet(Facet::Required).is_some()),
            Self::WasDeprecated => was_deprecated(edit),
            Self::SameRustName => has_same_rust_name(edit),
            Self::IntoOrOutOfPath => values(edit).any(|location| location == "path"),
            Self::Label => is_label(edit),
            Self::LabelWithSameRustName => is_label(edit) && has_same_rust_name(edit),
            Self::SameNumberOfLabels => count_labels(edit.before()) == count_labels(edit.after()),
            Self::FormerHostAccepted => accepts_former_host(edit),
            Self::OnlyBoxing => only_boxing(edit),
            Self::OnlyFlag => integer_formats(edit).is_some_and(|formats| formats.contains(&"flag")),
            Self::OnlySign => integer_formats(edit).is_some_and(|formats| !formats.contains(&"flag")),
            Self::BothScalars => are_scalars(edit),
            Self::BecomesInput => is_input(edit) == Some((false, true)),
            Self::StopsBeingInput => is_input(edit) == Some((true, false)),
            Self::BothDocuments => values(edit).all(|response| matches!(response.as_str(), "JSON" | "XML")),
            Self::BecomesDeprecated => edit.after().as_deref() == Some("deprecated"),
            Self::BecomesOffline => edit.after().as_deref() == Some("offline"),
            Self::DamagedText => is_damaged(edit.after()) && !is_damaged(edit.before()),
            Self::LastPermission => has_no_permission(edit),
            Self::FirstOfResponse => is_first_of_response(edit),
        }
    }
}

/// Returns the texts of the facet's values, before and after.
fn values(edit: &Edit<'_, '_>) -> impl Iterator<Item = String> {
    [edit.before(), edit.after()].into_iter().flatten()
}

fn was_deprecated(edit: &Edit<'_, '_>) -> bool {
    edit.base.is_some_and(|node| {
        node.facet(Facet::Deprecated).is_some() || matches!(node.text(Facet::Status), "deprecated" | "offline")
    })
}

fn has_same_rust_name(edit: &Edit<'_, '_>) -> bool {
    let [base, head] = [edit.base, edit.head].map(|node| node.map(|node| node.text(Facet::RustName)));
    base == head
}

fn is_label(edit: &Edit<'_, '_>) -> bool {
    edit.node().is_some_and(|node| node.text(Facet::Location) == "path")
}

fn count_labels(labels: Option<String>) -> usize {
    labels.map_or(0, |labels| labels.split(", ").filter(|label| !label.is_empty()).count())
}

fn accepts_former_host(edit: &Edit<'_, '_>) -> bool {
    let hosts = edit.head.and_then(|binding| binding.facet(Facet::AlternativeHosts));
    matches!((hosts, edit.before()), (Some(Value::Set(hosts)), Some(before)) if hosts.contains(&before.as_str().into()))
}

fn only_boxing(edit: &Edit<'_, '_>) -> bool {
    let Some((Value::Type(base), Value::Type(head))) = edit.facet_values() else { return false };
    base.boxed != head.boxed
        && base.wire == head.wire
        && base.format == head.format
        && (base.list, base.map) == (head.list, head.map)
}

/// Returns the formats before and after, if the type was an integer and still is.
fn integer_formats(edit: &Edit<'_, '_>) -> Option<[&'static str; 2]> {
    let (Value::Type(base), Value::Type(head)) = edit.facet_values()? else { return None };
    (base.wire == Wire::Integer && head.wire == Wire::Integer).then_some([base.format, head.format])
}

fn are_scalars(edit: &Edit<'_, '_>) -> bool {
    let Some((Value::Type(base), Value::Type(head))) = edit.facet_values() else { return false };
    base.map == head.map && [base.wire, head.wire].iter().all(|wire| !matches!(wire, Wire::Structure(_) | Wire::Object))
}

/// Whether operations take the structure, before and after.
fn is_input(edit: &Edit<'_, '_>) -> Option<(bool, bool)> {
    match edit.facet_values()? {
        (Value::Flow(base), Value::Flow(head)) => Some((base.has(Flow::Input), head.has(Flow::Input))),
        _ => None,
    }
}

fn is_first_of_response(edit: &Edit<'_, '_>) -> bool {
    let is_output = edit.around(Kind::Operation).is_some();
    is_output && edit.parents.is_some_and(|(base, _)| base.kind == Kind::Structure && base.children.is_empty())
}

fn is_damaged(text: Option<String>) -> bool {
    text.is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER) || text.trim_end().ends_with("..."))
}

fn has_no_permission(edit: &Edit<'_, '_>) -> bool {
    let operation = edit.around(Kind::Operation);
    operation.is_some_and(|operation| operation.children.iter().all(|child| child.kind != Kind::Permission))
}
