//! Proposals as the text of an overlay, in the layout of `cargo xtask fmt`.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::group::Group;
use super::types::Candidate;
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
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub(super) target: String,
    pub(super) why: String,
    #[serde(flatten)]
    pub(super) said: Said,
}

/// What an entry says.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    Define(Definition),
    Enum(String),
    Range(Range),
    Length(Length),
    OneOf(Vec<String>),
    SomeOf(Vec<String>),
    #[serde(serialize_with = "paginate")]
    Paginate(Paginate),
    Waiter(Waiter),
    Idempotent(bool),
}

#[derive(Debug, Serialize)]
pub(super) struct Definition {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    description: String,
    #[serde(rename = "enum")]
    values: Vec<Value>,
}

#[derive(Debug, Serialize)]
struct Value {
    value: serde_json::Value,
    description: String,
}

/// The model keeps what goes together apart; in an overlay it stands side by side.
fn paginate<S: Serializer>(found: &Paginate, serializer: S) -> Result<S::Ok, S::Error> {
    let (one, other) = match &found.advance {
        Advance::Offset { offset, limit } => (("offset", offset), ("limit", limit)),
        Advance::Page { page, size, .. } => (("page", page), ("size", size)),
        Advance::Token { token, next } => (("token", token), ("next", next)),
    };
    let first = if let Advance::Page { first, .. } = found.advance { Some(first) } else { None };
    let first = first.filter(|first| *first != 1).map(|first| ("first", first.into()));
    let rest = [("total", &found.total), ("more", &found.more)];
    let rest = rest.into_iter().filter_map(|(key, path)| Some((key, path.as_ref()?)));
    let texts = [one, other, ("items", &found.items)].into_iter().chain(rest);
    serializer.collect_map(texts.map(|(key, text)| (key, serde_json::Value::from(text.as_str()))).chain(first))
}

impl Entry {
    /// An entry that was read from sentences.
    pub(super) fn new(target: String, text: &str, said: Said) -> Self {
        Self { target, why: format!("Upstream's text: {text}"), said }
    }

    pub(super) fn group(owner: &str, group: Group) -> Self {
        let said = if group.exclusive { Said::OneOf(group.members) } else { Said::SomeOf(group.members) };
        Self::new(owner.to_owned(), &group.why, said)
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
        Self::new(name.to_owned(), &found.why, Said::Define(definition))
    }

    pub(super) fn of_enumeration(name: &str, found: &Candidate) -> Self {
        Self::new(format!("{}.{}", found.owner, found.member), &found.why, Said::Enum(name.to_owned()))
    }

    pub(super) fn repeatable(name: &str) -> Self {
        let why = "By its name it only reads, and it is asked again and again.".to_owned();
        Self { target: name.to_owned(), why, said: Said::Idempotent(true) }
    }

    fn kind(&self) -> Kind {
        match self.said {
            Said::Define(_) => Kind::Enumeration,
            Said::Enum(_) => Kind::Member,
            Said::Range(_) => Kind::Range,
            Said::Length(_) => Kind::Length,
            Said::OneOf(_) | Said::SomeOf(_) => Kind::Group,
            Said::Paginate(_) => Kind::Pages,
            Said::Waiter(_) => Kind::Waiter,
            Said::Idempotent(_) => Kind::Repeatable,
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
        #[derive(Serialize)]
        struct Overlay<'e> {
            #[serde(rename = "$schema")]
            schema: &'static str,
            entries: &'e [Entry],
        }
        let overlay = Overlay { schema: SCHEMA, entries: &self.0 };
        serde_json::to_string_pretty(&overlay).unwrap_or_default() + "\n"
    }
}
