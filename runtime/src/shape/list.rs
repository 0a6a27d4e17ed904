//! Members that are lists.

use std::fmt;
use std::ops::Deref;

use super::traits::{Items, Value, View};

/// A member that is a list: absent, or present with any number of items.
///
/// Dereferences to a slice (`for item in &answer.label_results`), which is empty for an absent list. The difference
/// between an absent and an empty list is preserved.
#[derive(Clone, PartialEq, Eq)]
pub struct List<T>(Option<Vec<T>>);

impl<T> List<T> {
    /// Returns an absent list.
    pub const fn absent() -> Self {
        Self(None)
    }

    /// Returns whether the list is present, even without items.
    pub fn is_present(&self) -> bool {
        self.0.is_some()
    }

    /// Returns the items for modification. An absent list becomes an empty one.
    pub fn get_or_insert(&mut self) -> &mut Vec<T> {
        match self.0 {
            Some(ref mut items) => items,
            None => self.0.insert(Vec::new()),
        }
    }

    /// Returns the items, or an empty vector for an absent list.
    pub fn into_vec(self) -> Vec<T> {
        self.0.unwrap_or_default()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::absent()
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Some(items))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(Some(items.into_iter().collect()))
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<T: Value> Items for List<T> {
    fn len(&self) -> usize {
        match &self.0 {
            Some(items) => items.len(),
            None => 0,
        }
    }

    fn at(&self, index: usize) -> View<'_> {
        match &self.0 {
            Some(items) if index < items.len() => items.as_slice()[index].view(),
            _ => View::Absent,
        }
    }
}
