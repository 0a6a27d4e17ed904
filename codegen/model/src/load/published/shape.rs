//! The members of all objects, and the shapes that are made of them.

use std::collections::{BTreeMap, BTreeSet};

use super::member::{PublishedMember, is_required};
use super::object::{Object, Objects};
use crate::diagnostic::Diagnostics;
use crate::load::duplicates::report_duplicate;
use crate::model::{Member, Shape};

/// The members of objects, by the name of the object.
pub(super) struct Members<'o> {
    by_object: BTreeMap<&'o str, Vec<PublishedMember>>,
    /// The objects with a member that requests must have, and that cannot be read.
    damaged: BTreeSet<&'o str>,
}

impl<'o> Members<'o> {
    /// Reads the members of these objects. A member that cannot be read is left out.
    pub(super) fn read<'n: 'o>(
        selected: impl Iterator<Item = &'o Object<'n>>,
        objects: &Objects<'n>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut members = Self { by_object: BTreeMap::new(), damaged: BTreeSet::new() };
        for object in selected {
            let (read, is_damaged) = read(object, objects, diagnostics);
            members.by_object.insert(object.name(), read);
            if is_damaged {
                members.damaged.insert(object.name());
            }
        }
        members
    }

    /// Returns whether a request with this object lacks a member that it must have.
    pub(super) fn is_damaged(&self, object: &str) -> bool {
        self.damaged.contains(object)
    }

    /// Returns the members of an object in an input or an output.
    pub(super) fn of(&self, object: &Object<'_>, is_input: bool) -> Vec<Member> {
        let members = self.by_object.get(object.name()).into_iter().flatten();
        members.map(|member| member.member(is_input)).collect()
    }

    /// Returns an object as a shape.
    pub(super) fn shape(&self, object: &Object<'_>, is_input: bool) -> Shape {
        let mut shape = Shape {
            name: object.name().to_owned(),
            doc: object.doc.clone(),
            members: self.of(object, is_input),
            span: object.name.span,
            ..Shape::default()
        };
        shape.enforce_nothing();
        shape
    }
}

/// Reads the members of an object. Returns whether one is missing that requests must have.
fn read(object: &Object<'_>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> (Vec<PublishedMember>, bool) {
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut members: Vec<PublishedMember> = Vec::new();
    let mut is_damaged = object.is_damaged();
    for node in object.nodes() {
        let mut found = Diagnostics::default();
        let Some(member) = PublishedMember::read(node, objects, &mut found) else {
            diagnostics.append_tolerated(found, "the member is left out");
            is_damaged |= is_required(node);
            continue;
        };
        diagnostics.append(found);
        match positions.get(&member.member.name) {
            Some(first) => merge(&mut members[*first], &member, diagnostics),
            None => {
                positions.insert(member.member.name.clone(), members.len());
                members.push(member);
            }
        }
    }
    (members, is_damaged)
}

/// Adds what a duplicate says to the first member of its name: it is required only if both are.
fn merge(first: &mut PublishedMember, other: &PublishedMember, diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    report_duplicate("member", &other.member.name, other.member.span, first.member.span, &mut found);
    diagnostics.append_tolerated(found, "the first is used, and required only if both are");
    first.required &= other.required;
    first.output_required &= other.output_required;
}
