//! Whether a request fits the schema: every violation at once, each with its place and rule.

mod codes;
mod groups;
mod json;
mod parts;
#[cfg(test)]
mod tests;
mod value;
mod xml;

use std::fmt;

use codegen_model::diagnostic::did_you_mean;
use codegen_model::{Service, Shape};
use serde_json::{Value, json as to_json};

pub(crate) use codes::refusal;

use crate::body::Body;
use crate::kind::{is_action, takes_json};
use crate::received::Received;
use crate::route::Target;

/// Whoever has more to correct begins with these.
const MOST: usize = 100;

/// What in a request does not fit the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: `User.Age`, `Pic-Operations.rules[2].fileid`.
    pub place: String,
    /// What kind of violation it is.
    pub flaw: Flaw,
    /// The rule that is broken, in words.
    pub rule: String,
}

/// The kinds of violations, the gravest first: it decides the code of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// It is no JSON or XML.
    Unreadable,
    /// It must be there and is not.
    Missing,
    /// The schema does not know it.
    Unknown,
    /// It is of another type.
    Type,
    /// Its value is not allowed.
    Value,
}

impl Flaw {
    /// What logs call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Missing => "missing",
            Self::Unknown => "unknown",
            Self::Type => "type",
            Self::Value => "value",
        }
    }
}

impl Violation {
    pub(crate) fn json(&self) -> Value {
        to_json!({ "place": self.place, "flaw": self.flaw.name(), "rule": self.rule })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.rule)
    }
}

/// What was found in a request.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) violations: Vec<Violation>,
    /// What is only worth knowing, such as a value that an enumeration does not name.
    pub(crate) notes: Vec<String>,
}

/// Checks a request against the input of its operation.
pub(crate) fn check(target: Target<'_>, request: &Received, body: &Body) -> Findings {
    let mut check = Check { service: target.service, found: Findings::default() };
    let shape = &target.operation.input;
    match body {
        // Nobody has published what it takes, so that any object is as good as another.
        Body::Json(value) if target.operation.opaque() && value.is_object() => {}
        Body::Json(value) if is_action(target.operation) => check.json("", value, shape),
        Body::Broken(problem) => check.report("the body", Flaw::Unreadable, problem.clone()),
        Body::Json(_) | Body::Other => check.rest(target, request, body),
    }
    if takes_json(target.operation) {
        let wanted = if target.operation.takes_form() { "multipart/form-data" } else { "application/json" };
        check.content_type(request, wanted);
    }
    check.found
}

/// Checks the JSON of an answer against the output of its operation.
pub(crate) fn check_answer(service: &Service, shape: &Shape, answer: &Answered<'_>) -> Findings {
    let mut check = Check { service, found: Findings::default() };
    match answer {
        Answered::Json(value) => check.json("", value, shape),
        Answered::Xml(element) => check.xml("", *element, shape),
    }
    check.found
}

/// The members of an answer.
pub(crate) enum Answered<'a> {
    Json(&'a Value),
    Xml(roxmltree::Node<'a, 'a>),
}

/// A check under way.
struct Check<'m> {
    service: &'m Service,
    found: Findings,
}

impl Check<'_> {
    fn report(&mut self, place: impl Into<String>, flaw: Flaw, rule: impl Into<String>) {
        if self.found.violations.len() < MOST {
            self.found.violations.push(Violation { place: place.into(), flaw, rule: rule.into() });
        }
    }

    fn note(&mut self, note: String) {
        if self.found.notes.len() < MOST {
            self.found.notes.push(note);
        }
    }

    fn unknown<'k>(&mut self, place: &str, name: &str, known: impl Iterator<Item = &'k str>) {
        // Looking for what was meant is work, which nobody may ask for without bound.
        if self.found.violations.len() >= MOST {
            return;
        }
        let meant = did_you_mean(name, known).map(|close| format!(", did you mean `{close}`?"));
        self.report(inside(place, &shown(name)), Flaw::Unknown, format!("is unknown{}", meant.unwrap_or_default()));
    }

    /// What takes JSON says so; actions with files take forms.
    fn content_type(&mut self, request: &Received, wanted: &str) {
        let sent = request.header("content-type");
        let kind = sent.split(';').next().unwrap_or_default().trim();
        if !sent.is_empty() && !kind.eq_ignore_ascii_case(wanted) {
            self.report("Content-Type", Flaw::Type, format!("must be {wanted}, is {}", shown(kind)));
        }
    }
}

/// The place of a member.
fn inside(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

/// A text from outside, as short as a message wants it.
fn shown(text: &str) -> String {
    let mut start: String = text.chars().take(60).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        start.push('…');
    }
    start
}
