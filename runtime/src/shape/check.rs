//! Checks an input against the rules of its schema before it is sent.

use std::fmt;

use super::member::{Member, Trait};
use super::traits::{Field, Shape, View, Visitor, Words};
use super::violation::Violation;

/// Returns the rules of the schema that `shape` breaks.
pub fn violations(shape: &dyn Shape) -> Vec<Violation> {
    let mut check = Check::default();
    shape.visit(&mut check);
    check.found
}

#[derive(Default)]
struct Check {
    /// The path of the structure, with a final dot.
    path: Names,
    /// Whether the structure is a sensitive member.
    sensitive: bool,
    seen: Vec<Seen>,
    found: Vec<Violation>,
}

/// A path on the wire and in Rust.
#[derive(Default)]
struct Names {
    wire: String,
    setter: String,
}

/// A visited member.
struct Seen {
    wire: &'static str,
    setter: &'static str,
    is_set: bool,
}

impl Check {
    fn report(&mut self, member: Member, rule: String) {
        let Names { wire, setter } = self.path.join(member.name, member.field);
        self.found.push(Violation { member: wire, setter, rule });
    }

    fn report_group(&mut self, members: &[&str], rule: &str) {
        let names: Vec<_> = members.iter().map(|wire| self.path.join(wire, self.setter_of(wire))).collect();
        let member = names.iter().map(|names| &*names.wire).collect::<Vec<_>>().join(", ");
        let setter = names.iter().map(|names| &*names.setter).collect::<Vec<_>>().join(", ");
        self.found.push(Violation { member, setter, rule: rule.to_owned() });
    }

    /// Reports a broken rule, with the value unless it is sensitive.
    fn report_value(&mut self, member: Member, Broken { rule, found }: Broken, sensitive: bool) {
        let found = found.filter(|_| !sensitive).map(|found| format!(", found {found}")).unwrap_or_default();
        self.report(member, rule + &found);
    }

    /// Checks the structures in the value of a member.
    fn nested(&mut self, names: &Names, view: View<'_>, sensitive: bool) {
        match view {
            View::Shape(shape) => {
                let mut inner = Check { path: names.join(".", "."), sensitive, ..Check::default() };
                shape.visit(&mut inner);
                self.found.append(&mut inner.found);
            }
            View::List(items) => {
                for index in 0..items.len() {
                    let place = format!("[{index}]");
                    self.nested(&names.join(&place, &place), items.at(index), sensitive);
                }
            }
            _ => {}
        }
    }

    fn setter_of<'n>(&self, wire: &'n str) -> &'n str {
        self.seen.iter().find(|member| member.wire == wire).map_or(wire, |member| member.setter)
    }

    fn count_set(&self, members: &[&str]) -> usize {
        self.seen.iter().filter(|member| member.is_set && members.contains(&member.wire)).count()
    }
}

impl Names {
    fn join(&self, wire: &str, setter: &str) -> Self {
        Self { wire: format!("{}{wire}", self.wire), setter: format!("{}{setter}", self.setter) }
    }
}

impl Visitor for Check {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let (view, sensitive) = (field.view(), self.sensitive || member.is(Trait::Sensitive));
        self.seen.push(Seen { wire: member.name, setter: member.field, is_set: field.is_set() });
        for broken in member.traits.iter().filter_map(|rule| broken(*rule, view)) {
            self.report_value(member, broken, sensitive);
        }
        for problem in field.problems() {
            self.report(member, if sensitive { "is not valid".to_owned() } else { format!("is not valid: {problem}") });
        }
        // A path is made only where it may be needed.
        if matches!(view, View::Shape(_) | View::List(_)) {
            self.nested(&self.path.join(member.name, member.field), view, sensitive);
        }
    }

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        self.nested(&self.path.join(name, name), value, self.sensitive);
    }

    fn visit_one_of(&mut self, members: Words) {
        match self.count_set(members) {
            1 => {}
            0 => self.report_group(members, "require one of them to be set"),
            _ => self.report_group(members, "are mutually exclusive: set only one"),
        }
    }

    fn visit_some_of(&mut self, members: Words) {
        if self.count_set(members) == 0 {
            self.report_group(members, "require one of them to be set");
        }
    }

    fn visit_together(&mut self, members: Words) {
        let set = self.count_set(members);
        if set != 0 && set != members.len() {
            self.report_group(members, "must be set together or not at all");
        }
    }

    fn visit_when(&mut self, member: &'static str, field: &dyn Field, values: Words, required: Words) {
        let Some(found) = text_of(field.view()).filter(|found| values.contains(&found.as_str())) else { return };
        for wire in required {
            if self.count_set(&[wire]) == 0 {
                self.report_group(&[wire], &format!("is required if `{member}` is `{found}`"));
            }
        }
    }
}

/// Returns the value of a scalar as schemas write it.
fn text_of(view: View<'_>) -> Option<String> {
    match view {
        View::Text(text) => Some(text.to_owned()),
        View::Integer(number) => Some(number.to_string()),
        View::Boolean(value) => Some(value.to_string()),
        _ => None,
    }
}

/// A broken rule, and what was found instead.
struct Broken {
    rule: String,
    found: Option<String>,
}

impl Broken {
    fn of(rule: impl Into<String>) -> Self {
        Self { rule: rule.into(), found: None }
    }

    fn with(rule: String, found: impl fmt::Display) -> Self {
        Self { rule, found: Some(found.to_string()) }
    }
}

/// Describes how `view` breaks `rule`, if it does.
fn broken(rule: Trait, view: View<'_>) -> Option<Broken> {
    let is_in = |min: i64, max: i64| format!("must be {}", between(min, max, i64::MIN, i64::MAX));
    match (rule, view) {
        (Trait::Required | Trait::Label, View::Absent) => Some(Broken::of("is required")),
        (Trait::Label, View::Text("")) => Some(Broken::of("must not be empty")),
        (Trait::Range(min, max), View::Integer(number)) if !(min..=max).contains(&number) => {
            Some(Broken::with(is_in(min, max), number))
        }
        // The largest maximum means that there is none.
        (Trait::Range(min, max), View::Unsigned(number)) if max != i64::MAX => {
            Some(Broken::with(is_in(min, max), number))
        }
        (Trait::Range(min, max), View::Float(number)) if !(number >= min as f64 && number <= max as f64) => {
            Some(Broken::with(is_in(min, max), number))
        }
        (Trait::Length(min, max), View::Text(text)) => wrong_length(text.chars().count(), min, max, "character"),
        (Trait::Length(min, max), View::Blob(blob)) => wrong_length(blob.raw_len(), min, max, "byte"),
        (Trait::Length(min, max), View::List(items)) => wrong_length(items.len(), min, max, "item"),
        (Trait::Bytes(max), View::Text(text)) => wrong_length(text.len(), 0, max, "byte"),
        (Trait::Chars(class), View::Text(text)) if !text.chars().all(|c| in_class(class, c)) => {
            Some(Broken::of(format!("must only contain the characters `{class}`")))
        }
        _ => None,
    }
}

/// Returns the violation of a body that is larger than `max` bytes.
pub(crate) fn too_large_body(length: u64, max: u64) -> Option<Violation> {
    let rule = || format!("must have at most {max} bytes, found {length}");
    (length > max).then(|| Violation { member: "body".to_owned(), setter: "body".to_owned(), rule: rule() })
}

/// Describes a number that is not in a range.
pub(crate) fn out_of_range(min: i64, max: i64, found: impl fmt::Display) -> String {
    format!("must be {}, found {found}", between(min, max, i64::MIN, i64::MAX))
}

fn wrong_length(length: usize, min: usize, max: usize, unit: &str) -> Option<Broken> {
    let allowed = between(min, max, 0, usize::MAX);
    let plural = if (min, max) == (1, usize::MAX) || max == 1 { "" } else { "s" };
    (!(min..=max).contains(&length)).then(|| Broken::with(format!("must have {allowed} {unit}{plural}"), length))
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
