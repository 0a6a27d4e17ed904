//! Examples that a test selected in place of those that fit the request.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use codegen_model::Model;

use super::prepared::examples;

/// The titles of the selected examples, by operation.
#[derive(Debug, Default)]
pub(crate) struct ExampleOverrides(Mutex<BTreeMap<String, String>>);

impl ExampleOverrides {
    pub(crate) fn set(&self, model: &Model, operation: &str, title: &str) -> Result<(), NoSuchExample> {
        let titles = titles(model, operation);
        if !titles.iter().any(|known| known == title) {
            return Err(NoSuchExample { operation: operation.to_owned(), title: title.to_owned(), titles });
        }
        self.lock().insert(operation.to_owned(), title.to_owned());
        Ok(())
    }

    pub(crate) fn contains(&self, operation: &str) -> bool {
        self.lock().contains_key(operation)
    }

    pub(super) fn title(&self, operation: &str) -> Option<String> {
        self.lock().get(operation).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn titles(model: &Model, operation: &str) -> Vec<String> {
    let found = model.services.iter().filter_map(|service| Some((service, service.operation(operation)?)));
    let examples = found.flat_map(|(service, operation)| examples(service, operation));
    examples.map(|example| example.title.clone()).collect()
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
