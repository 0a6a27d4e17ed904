//! Checks groups of members that exclude or require each other.

use super::check::{Check, join};
use super::violation::Flaw;
use crate::model::Shape;

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
}
