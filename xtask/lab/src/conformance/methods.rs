//! Maps operations of Cloud Infinite to methods of the object storage SDKs: `tests/conformance/ci-methods.json`.
//!
//! Entries are found by their route, because each SDK names operations differently. An argument states the source of
//! its value: `label 1`, `query detect-url`, `header Pic-Operations`, `body`, `document`, `document Input` for the
//! content of an element of the body, `rest of query`, or `= text`. An argument whose source is absent is not passed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use codegen_model::files::{self, MAX_FILE_BYTES};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::install;
use super::plan::{Call, RestRequest};

/// The table of methods.
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
    /// Whether the method has no bucket parameter.
    #[serde(default)]
    no_bucket: bool,
    /// Parts that the method requires in the request.
    #[serde(default)]
    needs: Vec<String>,
    /// Parts that the method adds if the request lacks them: `query mode`.
    #[serde(default)]
    pub adds: Vec<String>,
    /// Parts of its requests that are expected to differ: `header content-type`.
    #[serde(default)]
    pub differs: Vec<String>,
    /// Why the method cannot be used. The request is sent without it.
    pub unusable: Option<String>,
}

impl Methods {
    /// Reads the table.
    pub fn read() -> Result<Self> {
        let path = install::drivers().join("ci-methods.json");
        let text = files::read_text(&path, MAX_FILE_BYTES).with_context(|| path.display().to_string())?;
        let table: Self = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        let routes: BTreeSet<_> = table.entries.iter().map(|entry| &entry.route).collect();
        if routes.len() != table.entries.len() {
            bail!("{}: duplicate route", path.display());
        }
        Ok(table)
    }

    /// Returns the entries without a call.
    pub fn unused<'a>(&'a self, calls: &[Call]) -> Vec<&'a str> {
        let known: BTreeSet<_> = calls.iter().filter_map(|call| Some(&call.rest.as_ref()?.route)).collect();
        self.entries.iter().filter(|entry| !known.contains(&entry.route)).map(|entry| entry.name.as_str()).collect()
    }

    /// Returns the method and its arguments for a request, or the reason why no method can send it.
    pub fn find(&self, sdk: &str, rest: &RestRequest) -> Result<(Method, Value), String> {
        let entry = self.entries.iter().find(|entry| entry.route == rest.route);
        let methods = entry.map_or(&[][..], |entry| if sdk.contains("python") { &entry.python } else { &entry.node });
        let mut why = "it has no such method".to_owned();
        for method in methods {
            match method.fill(rest) {
                Ok(call) => return Ok((method.clone(), call)),
                Err(problem) => why = format!("its method {} {problem}", method.method),
            }
        }
        Err(why)
    }
}

impl Method {
    fn fill(&self, rest: &RestRequest) -> Result<Value, String> {
        if let Some(problem) = &self.unusable {
            return Err(problem.clone());
        }
        let parts = parts(rest);
        let is_document = |source: &Value| source.as_str().is_some_and(|source| source.starts_with("document"));
        let document = self.arguments.values().any(is_document).then_some("body");
        let needed = self.needs.iter().map(String::as_str).chain(document);
        if let Some(part) = needed.into_iter().find(|part| !parts.contains_key(*part)) {
            return Err(format!("requires the {part}"));
        }
        let mut used = BTreeSet::new();
        let mut arguments = Map::new();
        for (name, source) in &self.arguments {
            if let Some(value) = value(source, rest, &mut used) {
                arguments.insert(name.clone(), value);
            }
        }
        match parts.into_keys().find(|part| !used.contains(part)) {
            Some(part) => Err(format!("has no argument for the {part}")),
            None => Ok(json!({ "method": self.method, "arguments": arguments, "no_bucket": self.no_bucket })),
        }
    }
}

/// Returns the parts of the request that arguments must carry.
fn parts(rest: &RestRequest) -> BTreeMap<String, Value> {
    let labels = rest.labels.iter().enumerate().map(|(at, value)| (format!("label {}", at + 1), value));
    let query = rest.query.iter().map(|(name, value)| (format!("query {name}"), value));
    let headers = rest.headers.iter().map(|(name, value)| (format!("header {name}"), value));
    let body = (!rest.body.is_empty()).then(|| ("body".to_owned(), &rest.body));
    let all = labels.chain(query).chain(headers).chain(body);
    all.map(|(part, value)| (part, value.as_str().into())).collect()
}

/// Returns the value of an argument. A structure contains arguments.
fn value(source: &Value, rest: &RestRequest, used: &mut BTreeSet<String>) -> Option<Value> {
    let source = match source {
        Value::Object(inner) => {
            let inner = inner.iter().filter_map(|(name, source)| Some((name.clone(), value(source, rest, used)?)));
            return Some(inner.collect::<Map<_, _>>().into());
        }
        other => other.as_str()?,
    };
    if let Some(text) = source.strip_prefix("= ") {
        return Some(text.into());
    }
    if source == "rest of query" {
        return Some(rest_of_query(rest, used));
    }
    if let Some(path) = source.strip_prefix("document") {
        // Methods with a document set the content type themselves.
        used.extend(["body".to_owned(), "header Content-Type".to_owned()]);
        return Some(json!({ "document": path.trim(), "text": rest.body }));
    }
    used.insert(source.to_owned());
    parts(rest).remove(source)
}

fn rest_of_query(rest: &RestRequest, used: &mut BTreeSet<String>) -> Value {
    let left = rest.query.iter().filter(|(name, _)| used.insert(format!("query {name}")));
    left.map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect::<Map<_, _>>().into()
}
