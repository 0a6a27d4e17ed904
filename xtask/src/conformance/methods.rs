//! Which method of which SDK of object storage sends an operation of Cloud Infinite: `tests/conformance/ci-methods.json`.
//!
//! Entries are found by their route, because the names of operations are each SDK's own. An argument says where its value
//! comes from: `label 1`, `query detect-url`, `header Pic-Operations`, `body`, `document`, `document Input` for what is
//! below an element of the body, `rest of query`, or `= text`. What the request does not have is not passed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::install;
use super::plan::{Call, Rest};

/// The table.
#[derive(Deserialize)]
pub struct Methods {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    route: String,
    name: String,
    #[serde(default)]
    python: Vec<Method>,
    #[serde(default)]
    node: Vec<Method>,
}

/// A method of an SDK.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    method: String,
    arguments: Map<String, Value>,
    /// Whether the method takes no bucket.
    #[serde(default)]
    no_bucket: bool,
    /// What the request must have, because the method does not go without it.
    #[serde(default)]
    needs: Vec<String>,
    /// What the method adds by itself, where the request does not have it: `query mode`.
    #[serde(default)]
    pub adds: Vec<String>,
    /// In what its requests differ from others of the same operation: `header content-type`.
    #[serde(default)]
    pub differs: Vec<String>,
    /// What stands in the way of using it: the request goes another way then.
    pub unusable: Option<String>,
}

impl Methods {
    /// Reads the table.
    pub fn read() -> Result<Self> {
        let path = install::drivers().join("ci-methods.json");
        let text = std::fs::read_to_string(&path)?;
        let table: Self = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        let routes: BTreeSet<_> = table.entries.iter().map(|entry| &entry.route).collect();
        if routes.len() != table.entries.len() {
            bail!("{}: a route is there twice", path.display());
        }
        Ok(table)
    }

    /// The entries that no call is for yet.
    pub fn unknown<'a>(&'a self, calls: &[Call]) -> Vec<&'a str> {
        let known: BTreeSet<_> = calls.iter().filter_map(|call| Some(&call.rest.as_ref()?.route)).collect();
        self.entries.iter().filter(|entry| !known.contains(&entry.route)).map(|entry| entry.name.as_str()).collect()
    }

    /// The method with the arguments for a request, or why there is none that can send it.
    pub fn of(&self, sdk: &str, rest: &Rest) -> Result<(Method, Value), String> {
        let entry = self.entries.iter().find(|entry| entry.route == rest.route);
        let methods = entry.map_or(&[][..], |entry| if sdk.contains("python") { &entry.python } else { &entry.node });
        let mut why = "it has no method for this".to_owned();
        for method in methods {
            match method.fill(rest) {
                Ok(filled) => return Ok((method.clone(), filled)),
                Err(problem) => why = format!("its method {} {problem}", method.method),
            }
        }
        Err(why)
    }
}

impl Method {
    fn fill(&self, rest: &Rest) -> Result<Value, String> {
        if let Some(problem) = &self.unusable {
            return Err(problem.clone());
        }
        let parts = parts(rest);
        let documents = |from: &Value| from.as_str().is_some_and(|from| from.starts_with("document"));
        let document = self.arguments.values().any(documents).then_some("body");
        let needed = self.needs.iter().map(String::as_str).chain(document);
        if let Some(part) = needed.into_iter().find(|part| !parts.contains_key(*part)) {
            return Err(format!("wants the {part}"));
        }
        let mut used = BTreeSet::new();
        let mut arguments = Map::new();
        for (name, from) in &self.arguments {
            if let Some(value) = value(from, rest, &mut used) {
                arguments.insert(name.clone(), value);
            }
        }
        match parts.into_keys().find(|part| !used.contains(part)) {
            Some(part) => Err(format!("has no argument for the {part}")),
            None => Ok(json!({ "method": self.method, "arguments": arguments, "no_bucket": self.no_bucket })),
        }
    }
}

/// Everything in the request that an argument must carry.
fn parts(rest: &Rest) -> BTreeMap<String, Value> {
    let labels = rest.labels.iter().enumerate().map(|(at, value)| (format!("label {}", at + 1), value));
    let query = rest.query.iter().map(|(name, value)| (format!("query {name}"), value));
    let headers = rest.headers.iter().map(|(name, value)| (format!("header {name}"), value));
    let body = (!rest.body.is_empty()).then(|| ("body".to_owned(), &rest.body));
    let all = labels.chain(query).chain(headers).chain(body);
    all.map(|(part, value)| (part, value.as_str().into())).collect()
}

/// The value of an argument; a structure has arguments in it.
fn value(from: &Value, rest: &Rest, used: &mut BTreeSet<String>) -> Option<Value> {
    let from = match from {
        Value::Object(inner) => {
            let filled = inner.iter().filter_map(|(name, from)| Some((name.clone(), value(from, rest, used)?)));
            return Some(filled.collect::<Map<_, _>>().into());
        }
        other => other.as_str()?,
    };
    if let Some(text) = from.strip_prefix("= ") {
        return Some(text.into());
    }
    if from == "rest of query" {
        return Some(rest_of_query(rest, used));
    }
    if let Some(path) = from.strip_prefix("document") {
        // Documents are known by their type: the methods set it themselves.
        used.extend(["body".to_owned(), "header Content-Type".to_owned()]);
        return Some(json!({ "document": path.trim(), "text": rest.body }));
    }
    used.insert(from.to_owned());
    parts(rest).remove(from)
}

fn rest_of_query(rest: &Rest, used: &mut BTreeSet<String>) -> Value {
    let left = rest.query.iter().filter(|(name, _)| used.insert(format!("query {name}")));
    left.map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect::<Map<_, _>>().into()
}
