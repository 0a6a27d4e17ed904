//! Writes proposals as an overlay, in the layout of `cargo xtask fmt`.

use std::collections::BTreeMap;

use codegen_model::document::{Json, list, tall, texts};
use codegen_model::{Advance, Length, Operation, Paginate, Range, Waiter};

use super::enum_names::Candidate;
use super::group::Group;
use super::{idempotency, prose};

/// The path from an overlay to the schema that editors check it with.
const SCHEMA: &str = "../overlay.schema.json";

/// The proposed overlay entries of a service.
#[derive(Debug)]
pub struct Proposals(Vec<Entry>);

/// The kind of fact that an entry states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// The values of an enumeration.
    Enumeration,
    /// The enumeration of a member.
    Member,
    /// The least and the greatest value of a member.
    Range,
    /// The least and the greatest length of a member.
    Length,
    /// Members of which at least one, or exactly one, is required.
    Group,
    /// A member that is bytes in base64.
    Base64,
    /// A member that is a secret.
    Secret,
    /// The pagination of an operation.
    Pagination,
    /// The waiter of an operation.
    Waiter,
    /// An operation that may be repeated.
    Repeatable,
    /// The member that makes a request safe to repeat.
    IdempotencyToken,
}

impl EntryKind {
    /// Returns the plural of the kind's name.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Enumeration => "enumerations",
            Self::Member => "members of enumerations",
            Self::Range => "ranges",
            Self::Length => "lengths",
            Self::Group => "groups",
            Self::Base64 => "members in base64",
            Self::Secret => "secrets",
            Self::Pagination => "paginated operations",
            Self::Waiter => "waiters",
            Self::Repeatable => "repeatable operations",
            Self::IdempotencyToken => "idempotency tokens",
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

/// The fact that an entry states.
#[derive(Debug)]
pub(super) enum Fact {
    Define(Definition),
    Enum(String),
    Range(Range),
    Length(Length),
    OneOf(Vec<String>),
    SomeOf(Vec<String>),
    Base64,
    Sensitive,
    Paginate(Paginate),
    Waiter(Waiter),
    Idempotent(bool),
    IdempotencyToken(String),
}

#[derive(Debug)]
pub(super) struct Definition {
    type_word: Option<&'static str>,
    description: String,
    values: Vec<EnumValue>,
}

#[derive(Debug)]
struct EnumValue {
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
            Self::Base64 => ("format", "base64".into()),
            Self::Sensitive => ("sensitive", true.into()),
            Self::Paginate(found) => ("paginate", pagination(found)),
            Self::Waiter(found) => ("waiter", waiter(found)),
            Self::Idempotent(value) => ("idempotent", (*value).into()),
            Self::IdempotencyToken(member) => ("idempotency_token", member.as_str().into()),
        }
    }
}

fn definition(definition: &Definition) -> Json {
    let value =
        |value: &EnumValue| tall().put("value", value.value.clone()).put("description", value.description.as_str());
    tall()
        .maybe("type", definition.type_word)
        .put("description", definition.description.as_str())
        .put("enum", list(definition.values.iter().map(value)))
}

fn range(range: Range) -> Json {
    tall().number("min", range.min).number("max", range.max)
}

fn pagination(found: &Paginate) -> Json {
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
    /// An entry with the text that it was read from.
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
        let values = found.items.iter().map(|item| EnumValue {
            value: value(&item.value),
            description: if item.label.is_empty() { format!("`{}`.", item.value) } else { item.label.clone() },
        });
        let type_word = found.integer.then_some("integer");
        let description = format!("The values of `{}` in `{}`.", found.member, found.owner);
        let definition = Definition { type_word, description, values: values.collect() };
        Self::new(name.to_owned(), &found.why, Fact::Define(definition))
    }

    pub(super) fn member_of_enumeration(name: &str, found: &Candidate) -> Self {
        Self::new(format!("{}.{}", found.owner, found.member), &found.why, Fact::Enum(name.to_owned()))
    }

    pub(super) fn repeatable(name: &str) -> Self {
        let why = "Its name says that it only reads, and pagination or a waiter repeats it.".to_owned();
        Self { target: name.to_owned(), why, fact: Fact::Idempotent(true) }
    }

    /// Returns the entry for the idempotency token of an operation, if its text promises one.
    pub(super) fn idempotency_token(operation: &Operation) -> Option<Self> {
        let (member, text) = idempotency::token(operation)?;
        let fact = Fact::IdempotencyToken(member.to_owned());
        Some(Self::new(operation.name.clone(), &prose::joined(&prose::lines(text)), fact))
    }

    fn kind(&self) -> EntryKind {
        match self.fact {
            Fact::Define(_) => EntryKind::Enumeration,
            Fact::Enum(_) => EntryKind::Member,
            Fact::Range(_) => EntryKind::Range,
            Fact::Length(_) => EntryKind::Length,
            Fact::OneOf(_) | Fact::SomeOf(_) => EntryKind::Group,
            Fact::Base64 => EntryKind::Base64,
            Fact::Sensitive => EntryKind::Secret,
            Fact::Paginate(_) => EntryKind::Pagination,
            Fact::Waiter(_) => EntryKind::Waiter,
            Fact::Idempotent(_) => EntryKind::Repeatable,
            Fact::IdempotencyToken(_) => EntryKind::IdempotencyToken,
        }
    }
}

impl Proposals {
    pub(super) fn new(entries: Vec<Entry>) -> Self {
        Self(entries)
    }

    /// Returns whether nothing is proposed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of entries of each kind.
    pub fn counts(&self) -> BTreeMap<EntryKind, usize> {
        let mut counts = BTreeMap::new();
        self.0.iter().for_each(|entry| *counts.entry(entry.kind()).or_default() += 1);
        counts
    }

    /// Returns the text of the overlay.
    pub fn text(&self) -> String {
        let entry = |entry: &Entry| {
            let (key, value) = entry.fact.entry();
            tall().put("target", entry.target.as_str()).put("why", entry.why.as_str()).put(key, value)
        };
        tall().put("$schema", SCHEMA).put("entries", list(self.0.iter().map(entry))).document()
    }
}
