//! Proposals as the text of an overlay, in the layout of `cargo xtask fmt`.

use std::collections::BTreeMap;

use super::group::Group;
use super::types::Candidate;
use codegen_model::document::{Json, list, tall, texts};
use codegen_model::{Advance, Length, Paginate, Range, Waiter};

/// Where an overlay finds the schema that editors check it with.
const SCHEMA: &str = "../overlay.schema.json";

/// What is proposed for a service.
#[derive(Debug)]
pub struct Proposals(Vec<Entry>);

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The values of an enumeration.
    Enumeration,
    /// That a member is of one.
    Member,
    /// The numbers that a member may be.
    Range,
    /// How long a member may be.
    Length,
    /// Members of which one is needed.
    Group,
    /// A list that comes page by page.
    Pages,
    /// How to wait for a submission.
    Waiter,
    /// That an operation may be repeated.
    Repeatable,
}

impl Kind {
    /// What several are called.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Enumeration => "enumerations",
            Self::Member => "members of enumerations",
            Self::Range => "ranges",
            Self::Length => "lengths",
            Self::Group => "groups",
            Self::Pages => "lists in pages",
            Self::Waiter => "waiters",
            Self::Repeatable => "actions that may be repeated",
        }
    }
}

/// An entry of an overlay.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) target: String,
    pub(super) why: String,
    pub(super) fact: Fact,
}

/// What an entry states.
#[derive(Debug)]
pub(super) enum Fact {
    Define(Definition),
    Enum(String),
    Range(Range),
    Length(Length),
    OneOf(Vec<String>),
    SomeOf(Vec<String>),
    Paginate(Paginate),
    Waiter(Waiter),
    Idempotent(bool),
}

#[derive(Debug)]
pub(super) struct Definition {
    kind: Option<&'static str>,
    description: String,
    values: Vec<Value>,
}

#[derive(Debug)]
struct Value {
    value: serde_json::Value,
    description: String,
}

impl Fact {
    /// Returns the key and the value in an overlay.
    fn entry(&self) -> (&'static str, Json) {
        match self {
            Self::Define(found) => ("define", definition(found)),
            Self::Enum(name) => ("enum", name.as_str().into()),
            Self::Range(found) => ("range", range(*found)),
            Self::Length(found) => ("length", range(*found)),
            Self::OneOf(members) => ("one_of", texts(members)),
            Self::SomeOf(members) => ("some_of", texts(members)),
            Self::Paginate(found) => ("paginate", paginate(found)),
            Self::Waiter(found) => ("waiter", waiter(found)),
            Self::Idempotent(value) => ("idempotent", (*value).into()),
        }
    }
}

fn definition(found: &Definition) -> Json {
    let value = |found: &Value| tall().put("value", found.value.clone()).put("description", found.description.as_str());
    tall()
        .maybe("type", found.kind)
        .put("description", found.description.as_str())
        .put("enum", list(found.values.iter().map(value)))
}

fn range(range: Range) -> Json {
    tall().number("min", range.min).number("max", range.max)
}

fn paginate(found: &Paginate) -> Json {
    let object = match &found.advance {
        Advance::Offset { offset, limit } => tall().text("offset", offset).text("limit", limit),
        Advance::Page { page, size, .. } => tall().text("page", page).text("size", size),
        Advance::Token { token, next } => tall().text("token", token).text("next", next),
    };
    let first = if let Advance::Page { first, .. } = found.advance { Some(first) } else { None };
    object
        .text("items", &found.items)
        .maybe("total", found.total.as_deref())
        .maybe("more", found.more.as_deref())
        .number("first", first.filter(|first| *first != 1))
}

fn waiter(found: &Waiter) -> Json {
    tall()
        .text("query", &found.query)
        .text("from", &found.from)
        .flag("each", found.each)
        .text("to", &found.to)
        .text("status", &found.status)
        .put("done", texts(&found.done))
        .put("failed", texts(&found.failed))
        .maybe("code", found.code.as_deref())
        .maybe("message", found.message.as_deref())
}

impl Entry {
    /// An entry that was read from sentences.
    pub(super) fn new(target: String, text: &str, fact: Fact) -> Self {
        Self { target, why: format!("Upstream's text: {text}"), fact }
    }

    pub(super) fn group(owner: &str, group: Group) -> Self {
        let fact = if group.exclusive { Fact::OneOf(group.members) } else { Fact::SomeOf(group.members) };
        Self::new(owner.to_owned(), &group.why, fact)
    }

    pub(super) fn definition(name: &str, found: &Candidate) -> Self {
        let value =
            |text: &str| if found.integer { text.parse::<i64>().map_or(text.into(), Into::into) } else { text.into() };
        let values = found.items.iter().map(|item| Value {
            value: value(&item.value),
            description: if item.label.is_empty() { format!("`{}`.", item.value) } else { item.label.clone() },
        });
        let kind = found.integer.then_some("integer");
        let description = format!("What `{}` of `{}` can be.", found.member, found.owner);
        let definition = Definition { kind, description, values: values.collect() };
        Self::new(name.to_owned(), &found.why, Fact::Define(definition))
    }

    pub(super) fn of_enumeration(name: &str, found: &Candidate) -> Self {
        Self::new(format!("{}.{}", found.owner, found.member), &found.why, Fact::Enum(name.to_owned()))
    }

    pub(super) fn repeatable(name: &str) -> Self {
        let why = "By its name it only reads, and it is asked again and again.".to_owned();
        Self { target: name.to_owned(), why, fact: Fact::Idempotent(true) }
    }

    fn kind(&self) -> Kind {
        match self.fact {
            Fact::Define(_) => Kind::Enumeration,
            Fact::Enum(_) => Kind::Member,
            Fact::Range(_) => Kind::Range,
            Fact::Length(_) => Kind::Length,
            Fact::OneOf(_) | Fact::SomeOf(_) => Kind::Group,
            Fact::Paginate(_) => Kind::Pages,
            Fact::Waiter(_) => Kind::Waiter,
            Fact::Idempotent(_) => Kind::Repeatable,
        }
    }
}

impl Proposals {
    pub(super) fn new(entries: Vec<Entry>) -> Self {
        Self(entries)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of each kind.
    pub fn counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        self.0.iter().for_each(|entry| *counts.entry(entry.kind()).or_default() += 1);
        counts
    }

    /// The overlay.
    pub fn text(&self) -> String {
        let entry = |entry: &Entry| {
            let (key, value) = entry.fact.entry();
            tall().put("target", entry.target.as_str()).put("why", entry.why.as_str()).put(key, value)
        };
        tall().put("$schema", SCHEMA).put("entries", list(self.0.iter().map(entry))).document()
    }
}
