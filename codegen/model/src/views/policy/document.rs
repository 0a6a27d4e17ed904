//! Policies of Cloud Access Management as JSON documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{list, tall, texts};

/// A policy.
#[derive(Debug, PartialEq, Eq)]
pub struct Policy {
    version: &'static str,
    /// The statements.
    pub statement: Vec<Statement>,
}

/// A statement that allows actions on resources.
#[derive(Debug, PartialEq, Eq)]
pub struct Statement {
    effect: &'static str,
    /// The actions, such as `ims:ImageModeration`.
    pub action: Vec<String>,
    /// The resources: `*`, or six segments each.
    pub resource: Vec<String>,
}

impl Policy {
    /// Returns a policy with one statement for each resource.
    pub(super) fn allowing(actions: BTreeMap<String, BTreeSet<&str>>) -> Self {
        let statement = actions.into_iter().map(|(resource, actions)| Statement {
            effect: "allow",
            action: actions.into_iter().map(str::to_owned).collect(),
            resource: vec![resource],
        });
        Self { version: "2.0", statement: statement.collect() }
    }

    /// Returns the document as JSON.
    pub fn json(&self) -> String {
        let statements = self.statement.iter().map(|statement| {
            tall()
                .put("effect", statement.effect)
                .put("action", texts(&statement.action))
                .put("resource", texts(&statement.resource))
        });
        tall().put("version", self.version).put("statement", list(statements)).document()
    }
}
