//! Checks an input against the rules of its schema before it is sent.

use std::fmt;

use super::member::{Member, Trait};
use super::traits::{Field, Shape, View, Visitor};
use super::violation::Violation;

/// Returns the rules of the schema that `shape` breaks.
pub fn violations(shape: &dyn Shape) -> Vec<Violation> {
    let mut check = Check { path: String::new(), set: Vec::new(), found: Vec::new() };
    shape.visit(&mut check);
    check.found
}

struct Check {
    path: String,
    set: Vec<&'static str>,
    found: Vec<Violation>,
}

impl Check {
    fn report(&mut self, member: &str, rule: impl Into<String>) {
        let member = format!("{}{member}", self.path);
        self.found.push(Violation { member, rule: rule.into() });
    }

    fn report_group(&mut self, members: &[&str], rule: &str) {
        let members: Vec<_> = members.iter().map(|member| format!("{}{member}", self.path)).collect();
        self.found.push(Violation { member: members.join(", "), rule: rule.to_owned() });
    }

    fn nested(&mut self, name: String, shape: &dyn Shape) {
        let path = format!("{}{name}.", self.path);
        let mut inner = Check { path, set: Vec::new(), found: Vec::new() };
        shape.visit(&mut inner);
        self.found.append(&mut inner.found);
    }

    fn count_set(&self, members: &[&str]) -> usize {
        members.iter().filter(|name| self.set.contains(name)).count()
    }
}

impl Visitor for Check {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let view = field.view();
        if !matches!(view, View::Absent) {
            self.set.push(member.name);
        }
        for problem in member.traits.iter().filter_map(|rule| describe_violation(*rule, view)) {
            self.report(member.name, problem);
        }
        for problem in field.problems() {
            self.report(member.name, format!("(`{}`) {}", problem.member, problem.rule));
        }
        match view {
            View::Shape(shape) => self.nested(member.name.to_owned(), shape),
            View::List(items) => {
                for index in 0..items.len() {
                    if let View::Shape(shape) = items.at(index) {
                        self.nested(format!("{}[{index}]", member.name), shape);
                    }
                }
            }
            _ => {}
        }
    }

    fn visit_one_of(&mut self, members: &'static [&'static str]) {
        match self.count_set(members) {
            1 => {}
            0 => self.report_group(members, "require one of them to be set"),
            _ => self.report_group(members, "are mutually exclusive: set only one"),
        }
    }

    fn visit_some_of(&mut self, members: &'static [&'static str]) {
        if self.count_set(members) == 0 {
            self.report_group(members, "require one of them to be set");
        }
    }

    fn visit_together(&mut self, members: &'static [&'static str]) {
        let set = self.count_set(members);
        if set != 0 && set != members.len() {
            self.report_group(members, "must be set together or not at all");
        }
    }
}

/// Describes how `view` breaks `rule`, if it does.
fn describe_violation(rule: Trait, view: View<'_>) -> Option<String> {
    match (rule, view) {
        (Trait::Required | Trait::Label, View::Absent) => Some("is required".to_owned()),
        (Trait::Label, View::Text("")) => Some("must not be empty".to_owned()),
        (Trait::Range(min, max), View::Integer(number)) if !(min..=max).contains(&number) => {
            Some(format!("must be {}, found {number}", between(min, max, i64::MIN, i64::MAX)))
        }
        // The largest maximum means that there is none.
        (Trait::Range(min, max), View::Unsigned(number)) if max != i64::MAX => {
            Some(format!("must be {}, found {number}", between(min, max, i64::MIN, i64::MAX)))
        }
        (Trait::Range(min, max), View::Float(number)) if !(number >= min as f64 && number <= max as f64) => {
            Some(format!("must be {}, found {number}", between(min, max, i64::MIN, i64::MAX)))
        }
        (Trait::Length(min, max), View::Text(text)) => wrong_length(text.chars().count(), min, max, "character"),
        (Trait::Length(min, max), View::List(items)) => wrong_length(items.len(), min, max, "item"),
        (Trait::Chars(class), View::Text(text)) if !text.chars().all(|c| in_class(class, c)) => {
            Some(format!("must only contain the characters `{class}`"))
        }
        _ => None,
    }
}

fn wrong_length(length: usize, min: usize, max: usize, unit: &str) -> Option<String> {
    let allowed = between(min, max, 0, usize::MAX);
    let plural = if (min, max) == (1, usize::MAX) || max == 1 { "" } else { "s" };
    (!(min..=max).contains(&length)).then(|| format!("must have {allowed} {unit}{plural}, found {length}"))
}

fn between<T: PartialEq + fmt::Display>(min: T, max: T, lowest: T, highest: T) -> String {
    match (min == lowest, max == highest) {
        (true, _) => format!("at most {max}"),
        (_, true) => format!("at least {min}"),
        _ if min == max => min.to_string(),
        _ => format!("{min} to {max}"),
    }
}

/// Returns whether `wanted` is in a class such as `A-Za-z0-9_`. A `-` at either end is literal.
fn in_class(class: &str, wanted: char) -> bool {
    let mut rest = class.chars();
    while let Some(first) = rest.next() {
        let mut ahead = rest.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(last)) => {
                if (first..=last).contains(&wanted) {
                    return true;
                }
                rest = ahead;
            }
            _ if first == wanted => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::in_class;

    #[test]
    fn a_character_class_has_ranges_and_single_characters() {
        for (class, wanted, expected) in [
            ("A-Za-z0-9_", 'b', true),
            ("A-Za-z0-9_", '_', true),
            ("A-Za-z0-9_", '-', false),
            ("A-Za-z0-9_@#-", '-', true),
            ("A-Za-z0-9_@#-", '@', true),
            ("A-Z", 'é', false),
        ] {
            assert_eq!(in_class(class, wanted), expected, "{wanted} in {class}");
        }
    }
}
