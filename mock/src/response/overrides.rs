//! Examples that a test selected in place of those that fit the request.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use codegen_model::Model;

use super::prepared::examples;
use crate::operation::{all, full_name};

/// The titles of the selected examples, by operation with its service.
#[derive(Debug, Default)]
pub(crate) struct ExampleOverrides(Mutex<BTreeMap<String, String>>);

impl ExampleOverrides {
    /// Selects an example of an operation, which is named with its service as in `ims:ImageModeration` or alone. A name
    /// that services share means every operation that has the example.
    pub(crate) fn set(&self, model: &Model, operation: &str, title: &str) -> Result<(), NoSuchExample> {
        let known = titles(model, operation);
        let mut names = known.iter().filter(|(_, known)| known == title).map(|(name, _)| name).peekable();
        if names.peek().is_none() {
            let titles = known.into_iter().map(|(_, title)| title).collect();
            return Err(NoSuchExample { operation: operation.to_owned(), title: title.to_owned(), titles });
        }
        self.lock().extend(names.map(|name| (name.clone(), title.to_owned())));
        Ok(())
    }

    /// Whether an example is selected for an operation, named with its service.
    pub(crate) fn contains(&self, full_name: &str) -> bool {
        self.lock().contains_key(full_name)
    }

    pub(super) fn title(&self, full_name: &str) -> Option<String> {
        self.lock().get(full_name).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the titles of the examples that call an operation, each with the full name of the operation.
fn titles(model: &Model, operation: &str) -> Vec<(String, String)> {
    let mut titles = Vec::new();
    for (_, service, found) in all(model) {
        let name = full_name(service, found);
        if found.name == operation || name == operation {
            titles.extend(examples(service, found).map(|example| (name.clone(), example.title.clone())));
        }
    }
    titles
}

/// The schemas have no example of this title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchExample {
    operation: String,
    title: String,
    titles: Vec<String>,
}

impl fmt::Display for NoSuchExample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, title, titles } = self;
        write!(f, "unknown example {title:?} of operation {operation:?}; known are {titles:?}")
    }
}

impl std::error::Error for NoSuchExample {}
