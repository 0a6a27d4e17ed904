//! Members whose names are data.

use std::collections::BTreeMap;
use std::fmt;

use super::debug::debug;
use super::traits::{Field, Shape, Value, Visitor};

/// A structure whose members have names that are data, and values of one type: the nodes of a workflow by their names, or the
/// labels of a file.
///
/// ```
/// # use tencentcloud_runtime::MemberMap;
/// let next = MemberMap::<String>::from([("Start", "Snapshot_1"), ("Snapshot_1", "End")]);
/// assert_eq!(next.get("Start").map(String::as_str), Some("Snapshot_1"));
/// assert_eq!(next.iter().count(), 2);
/// ```
#[derive(Clone, PartialEq)]
pub struct MemberMap<T>(BTreeMap<String, Option<T>>);

impl<T> MemberMap<T> {
    /// Returns a map without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a member.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<T>) -> &mut Self {
        self.0.insert(name.into(), Some(value.into()));
        self
    }

    /// Returns a member, or `None` if it is absent or null.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(name)?.as_ref()
    }

    /// Returns the members that are set, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_ref()?)))
    }

    /// Returns whether no member is set.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Returns the members that are set, sorted by name.
    pub(super) fn into_set(self) -> impl Iterator<Item = (String, T)> {
        self.0.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

impl<T> Default for MemberMap<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Value> Shape for MemberMap<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        for (name, value) in self.iter() {
            visitor.visit_any(name, value.view());
        }
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(self.0.entry(name.to_owned()).or_default())
    }

    fn takes_any(&self) -> bool {
        true
    }
}

impl<T, N: Into<String>, V: Into<T>, const COUNT: usize> From<[(N, V); COUNT]> for MemberMap<T> {
    fn from(members: [(N, V); COUNT]) -> Self {
        members.into_iter().collect()
    }
}

impl<T, N: Into<String>, V: Into<T>> FromIterator<(N, V)> for MemberMap<T> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.into(), Some(value.into()))).collect())
    }
}

impl<T: Value> fmt::Debug for MemberMap<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, f)
    }
}
