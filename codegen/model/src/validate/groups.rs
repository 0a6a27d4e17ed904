//! Checks groups of members that exclude or require each other, and members that others require.

use super::check::{Check, join};
use super::violation::Flaw;
use crate::model::{Condition, Shape};

impl Check<'_> {
    pub(super) fn groups(&mut self, place: &str, shape: &Shape, is_set: impl Fn(&str) -> bool) {
        if !self.has_groups {
            return;
        }
        let count = |group: &[String]| group.iter().filter(|name| is_set(name)).count();
        let members = |group: &[String]| join(place, &group.join(", "));
        for group in &shape.one_of {
            match count(group) {
                1 => {}
                0 => self.report(members(group), Flaw::Missing, "need one of them to be set"),
                _ => self.report(members(group), Flaw::Type, "exclude each other: set only one"),
            }
        }
        for group in shape.some_of.iter().filter(|group| count(group) == 0) {
            self.report(members(group), Flaw::Missing, "need one of them to be set");
        }
        for group in &shape.together {
            let set = count(group);
            if set != 0 && set != group.len() {
                self.report(members(group), Flaw::Missing, "go together: set all of them or none");
            }
        }
    }

    /// Checks the members that must be set if another one has a value. `text` returns that of a member that is set.
    pub(super) fn conditions(&mut self, place: &str, shape: &Shape, text: impl Fn(&str) -> Option<String>) {
        if !self.has_groups {
            return;
        }
        for Condition { member, values, requires, .. } in &shape.conditions {
            let Some(found) = text(member).filter(|found| values.contains(found)) else { continue };
            for required in requires.iter().filter(|required| text(required).is_none()) {
                let rule = format!("is required if {member} is {found}");
                self.report(join(place, required), Flaw::Missing, rule);
            }
        }
    }
}
