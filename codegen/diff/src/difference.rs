//! How two values of a facet differ.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::change::ChangeKind;
use crate::facet::{Facet, Flow};
use crate::value::{ALWAYS, TypeOf, Value, Wire};

/// Returns how two values of a facet differ; `None` if they are equal.
pub fn between(facet: Facet, base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> Option<ChangeKind> {
    if base == head {
        return None;
    }
    match (facet, base, head) {
        (Facet::Range | Facet::Length | Facet::Bytes, ..) => Some(bounds(base, head)),
        (Facet::Characters, ..) => Some(characters(base, head)),
        (Facet::OneOf | Facet::SomeOf | Facet::Together, ..) => Some(groups(base, head)),
        (Facet::Conditions, ..) => Some(conditions(base, head)),
        (Facet::Order, Some(Value::List(base)), Some(Value::List(head))) => order(base, head),
        // An item without an order is of another kind, which is an edit of its own.
        (Facet::Order, ..) => None,
        (Facet::Answered, Some(Value::Text(_)), Some(Value::Text(head))) => {
            Some(if head == ALWAYS { ChangeKind::Set } else { ChangeKind::Unset })
        }
        // Responses did not have the structure, or the schema does not say.
        (Facet::Answered, ..) => None,
        (_, Some(Value::Type(base)), Some(Value::Type(head))) => Some(types(base, head)),
        (_, Some(Value::Set(base)), Some(Value::Set(head))) => Some(sets(base, head)),
        (_, Some(Value::Flow(base)), Some(Value::Flow(head))) => Some(flows(*base, *head)),
        (_, None, Some(Value::Set(_))) => Some(ChangeKind::Gained),
        (_, Some(Value::Set(_)), None) => Some(ChangeKind::Lost),
        (_, None, _) => Some(ChangeKind::Set),
        (_, _, None) => Some(ChangeKind::Unset),
        _ => Some(ChangeKind::Changed),
    }
}

/// Returns the change of a constraint that forbids something new (`less`) or allows something new (`more`).
fn allowed(less: bool, more: bool) -> ChangeKind {
    match (less, more) {
        (true, false) => ChangeKind::Tightened,
        (false, true) => ChangeKind::Loosened,
        _ => ChangeKind::Changed,
    }
}

fn bounds(base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> ChangeKind {
    let ends = |value: Option<&Value<'_>>| match value {
        Some(Value::Bounds(min, max)) => (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let (base, head) = (ends(base), ends(head));
    allowed(head.0 > base.0 || head.1 < base.1, head.0 < base.0 || head.1 > base.1)
}

fn characters(base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> ChangeKind {
    let (Some(base), Some(head)) = (base, head) else {
        return if base.is_none() { ChangeKind::Tightened } else { ChangeKind::Loosened };
    };
    let (base, head) = (class(&base.to_string()), class(&head.to_string()));
    allowed(!is_within(&base, &head), !is_within(&head, &base))
}

/// Parses the inside of a character class such as `A-Za-z0-9_-` into sorted ranges that do not touch.
fn class(inside: &str) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    let mut rest: &[char] = &inside.chars().collect::<Vec<_>>();
    while let [first, after @ ..] = rest {
        let (last, after) = match after {
            ['-', last, after @ ..] => (last, after),
            after => (first, after),
        };
        ranges.push((u32::from(*first), u32::from(*last)));
        rest = after;
    }
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some(previous) if first <= previous.1.saturating_add(1) => previous.1 = previous.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

/// Whether a class contains all characters of another.
fn is_within(inner: &[(u32, u32)], outer: &[(u32, u32)]) -> bool {
    let mut outer = outer.iter().peekable();
    inner.iter().all(|(first, last)| {
        while outer.next_if(|(_, end)| end < first).is_some() {}
        outer.peek().is_some_and(|(start, end)| start <= first && last <= end)
    })
}

/// Compares conditional requirements. A new one forbids something.
fn conditions(base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> ChangeKind {
    let all = |value: Option<&Value<'_>>| match value {
        Some(Value::Set(found)) => found.iter().map(ToString::to_string).collect(),
        _ => BTreeSet::new(),
    };
    let (base, head): (BTreeSet<String>, BTreeSet<String>) = (all(base), all(head));
    allowed(!head.is_subset(&base), !base.is_subset(&head))
}

/// The maximum number of changed groups to compare with each other, which takes quadratic time.
const MAX_GROUPS: usize = 100;

/// Compares groups of members. A new group forbids something, and so does a smaller group, which offers fewer choices.
fn groups(base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> ChangeKind {
    let split = |value: Option<&Value<'_>>| match value {
        Some(Value::Set(groups)) => groups.iter().map(|group| members(group)).collect(),
        _ => Vec::new(),
    };
    let (base, head): (Vec<_>, Vec<_>) = (split(base), split(head));
    let (in_base, in_head): (BTreeSet<_>, BTreeSet<_>) = (base.iter().collect(), head.iter().collect());
    let removed: Vec<_> = base.iter().filter(|group| !in_head.contains(group)).collect();
    let added: Vec<_> = head.iter().filter(|group| !in_base.contains(group)).collect();
    let all_within = |inner: &[&BTreeSet<String>], outer: &[&BTreeSet<String>]| {
        inner.iter().all(|group| outer.iter().any(|other| group.is_subset(other)))
    };
    match (removed.is_empty(), added.is_empty()) {
        (true, _) => ChangeKind::Tightened,
        (_, true) => ChangeKind::Loosened,
        _ if removed.len() == added.len() && removed.len() <= MAX_GROUPS => {
            allowed(all_within(&added, &removed), all_within(&removed, &added))
        }
        _ => ChangeKind::Changed,
    }
}

fn members(group: &str) -> BTreeSet<String> {
    group.split('|').map(str::to_owned).collect()
}

/// Compares the order of the names that both have. Other names are edits of their own.
fn order(base: &[&str], head: &[&str]) -> Option<ChangeKind> {
    let (in_base, in_head): (BTreeSet<_>, BTreeSet<_>) = (base.iter().collect(), head.iter().collect());
    let stayed = base.iter().filter(|name| in_head.contains(name));
    (!stayed.eq(head.iter().filter(|name| in_base.contains(name)))).then_some(ChangeKind::Changed)
}

/// Compares sorted sets.
fn sets(base: &[Cow<'_, str>], head: &[Cow<'_, str>]) -> ChangeKind {
    let removed = base.iter().any(|text| head.binary_search(text).is_err());
    let added = head.iter().any(|text| base.binary_search(text).is_err());
    match (removed, added) {
        (false, _) => ChangeKind::Gained,
        (_, false) => ChangeKind::Lost,
        _ => ChangeKind::Changed,
    }
}

fn flows(base: Flow, head: Flow) -> ChangeKind {
    match base.or(head) {
        both if both == head => ChangeKind::Gained,
        both if both == base => ChangeKind::Lost,
        _ => ChangeKind::Changed,
    }
}

fn types(base: &TypeOf<'_>, head: &TypeOf<'_>) -> ChangeKind {
    use Wire::{Boolean, Enum, Float, Integer, Object, String, Structure};
    match (base.wire, head.wire) {
        _ if base.list && !head.list => ChangeKind::Unlisted,
        _ if !base.list && head.list => ChangeKind::Listed,
        _ if base.map != head.map => ChangeKind::Changed,
        (one, other) if one == other && base.same_in_rust(head) => ChangeKind::Reformatted,
        (one, other) if one == other => ChangeKind::Remapped,
        (Integer, Float) => ChangeKind::Widened,
        (Float, Integer) => ChangeKind::Narrowed,
        (String | Integer, Enum(_)) => ChangeKind::Enumerated,
        (Enum(_), String | Integer) => ChangeKind::Freed,
        (Object, Structure(_)) => ChangeKind::Typed,
        (Structure(_), Object) => ChangeKind::Untyped,
        (Structure(_), Structure(_)) | (Enum(_), Enum(_)) => ChangeKind::Replaced,
        (String | Integer | Float | Boolean | Enum(_) | Structure(_) | Object, _) => ChangeKind::Changed,
    }
}
