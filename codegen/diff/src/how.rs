//! Knows in which ways a thing or a facet of it can differ.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::facet::{Facet, Flow, TypeOf, Value, Wire, words};

words! {
    /// ChangeKind a thing, or a facet of it, changed.
    ChangeKind {
        /// It is new.
        Added "added",
        /// It is gone.
        Removed "removed",
        /// It is called otherwise.
        Renamed "renamed",
        /// It is spelled with other capitals.
        Respelled "respelled",
        /// It lies inside of another thing now.
        Moved "moved",
        /// Some of what used another thing uses this one now.
        Split "split off",
        /// What used it uses another thing now.
        Merged "merged",
        /// It says something for the first time.
        Set "set",
        /// It says nothing any more.
        Unset "unset",
        /// It says something else.
        Changed "changed",
        /// It allows less.
        Tightened "tightened",
        /// It allows more.
        Loosened "loosened",
        /// It has more of the same.
        Gained "gained",
        /// It has less of the same.
        Lost "lost",
        /// One became a list.
        Listed "became a list",
        /// A list became one.
        Unlisted "became single",
        /// An object of any members became a structure.
        Typed "became typed",
        /// A structure became an object of any members.
        Untyped "became untyped",
        /// A scalar became an enumeration.
        Enumerated "became an enumeration",
        /// An enumeration became a scalar.
        Freed "became free",
        /// Another type with other members.
        Replaced "replaced",
        /// Another type with the same members.
        Retitled "retitled",
        /// A whole number became any number.
        Widened "widened",
        /// Any number became a whole one.
        Narrowed "narrowed",
        /// The same in Rust, with another meaning.
        Reformatted "reformatted",
        /// Another type in Rust, and the same on the wire.
        Remapped "remapped",
    }
}

/// ChangeKind two values of a facet differ; `None` where they say the same.
pub fn how(facet: Facet, base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> Option<ChangeKind> {
    if base == head {
        return None;
    }
    match (facet, base, head) {
        (Facet::Range | Facet::Length, ..) => Some(bounds(base, head)),
        (Facet::Characters, ..) => Some(characters(base, head)),
        (Facet::OneOf | Facet::SomeOf | Facet::Together, ..) => Some(groups(base, head)),
        (Facet::Order, Some(Value::List(base)), Some(Value::List(head))) => order(base, head),
        // What has no order at all is another thing, and something else says so.
        (Facet::Order, ..) => None,
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

/// Compares two sets by what each allows.
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

/// The characters of the inside of a character class such as `A-Za-z0-9_-`, as ranges in order that do not touch.
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

/// Whether all characters of one class are in another.
fn is_within(inner: &[(u32, u32)], outer: &[(u32, u32)]) -> bool {
    let mut outer = outer.iter().peekable();
    inner.iter().all(|(first, last)| {
        while outer.next_if(|(_, end)| end < first).is_some() {}
        outer.peek().is_some_and(|(start, end)| start <= first && last <= end)
    })
}

/// So many groups are held against each other: no structure has more that changed.
const MOST_GROUPS: usize = 100;

/// Groups of members. A new group forbids something, and so does one that a member left: it was one of the choices.
fn groups(base: Option<&Value<'_>>, head: Option<&Value<'_>>) -> ChangeKind {
    let split = |value: Option<&Value<'_>>| match value {
        Some(Value::Set(groups)) => groups.iter().map(|group| members(group)).collect(),
        _ => Vec::new(),
    };
    let (base, head): (Vec<_>, Vec<_>) = (split(base), split(head));
    let (known, kept): (BTreeSet<_>, BTreeSet<_>) = (base.iter().collect(), head.iter().collect());
    let gone: Vec<_> = base.iter().filter(|group| !kept.contains(group)).collect();
    let new: Vec<_> = head.iter().filter(|group| !known.contains(group)).collect();
    let inside = |inner: &[&BTreeSet<String>], outer: &[&BTreeSet<String>]| {
        inner.iter().all(|group| outer.iter().any(|other| group.is_subset(other)))
    };
    match (gone.is_empty(), new.is_empty()) {
        (true, _) => ChangeKind::Tightened,
        (_, true) => ChangeKind::Loosened,
        _ if gone.len() == new.len() && gone.len() <= MOST_GROUPS => allowed(inside(&new, &gone), inside(&gone, &new)),
        _ => ChangeKind::Changed,
    }
}

fn members(group: &str) -> BTreeSet<String> {
    group.split('|').map(str::to_owned).collect()
}

/// The order of what both have. What only one has is a change of its own.
fn order(base: &[&str], head: &[&str]) -> Option<ChangeKind> {
    let (in_base, in_head): (BTreeSet<_>, BTreeSet<_>) = (base.iter().collect(), head.iter().collect());
    let stayed = base.iter().filter(|name| in_head.contains(name));
    (!stayed.eq(head.iter().filter(|name| in_base.contains(name)))).then_some(ChangeKind::Changed)
}

/// Sets are sorted.
fn sets(base: &[Cow<'_, str>], head: &[Cow<'_, str>]) -> ChangeKind {
    let gone = base.iter().any(|text| head.binary_search(text).is_err());
    let new = head.iter().any(|text| base.binary_search(text).is_err());
    match (gone, new) {
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
        _ if base.list != head.list => {
            if head.list {
                ChangeKind::Listed
            } else {
                ChangeKind::Unlisted
            }
        }
        (one, other) if one == other => {
            if base.same_in_rust(head) {
                ChangeKind::Reformatted
            } else {
                ChangeKind::Remapped
            }
        }
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
