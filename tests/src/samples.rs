//! Published samples of actions, which are beside the metadata.

use std::path::Path;

use codegen_model::Service;
use serde_json::Value;

/// A published sample of an action.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The action.
    pub action: String,
    /// The title.
    pub title: String,
    /// The request: a request line, headers and usually a body.
    pub input: String,
    /// The response's body.
    pub output: String,
}

impl Sample {
    fn new(action: &str, sample: &Value) -> Self {
        let text = |key: &str| sample[key].as_str().unwrap_or_default().to_owned();
        Self { action: action.to_owned(), title: text("title"), input: text("input"), output: text("output") }
    }

    /// Returns the body of the request, if it has one. A request in the form of an address has its members there.
    pub fn body(&self) -> Option<String> {
        let input = self.input.replace('\r', "");
        input
            .split_once("\n\n")
            .filter(|(head, _)| !head.starts_with("https://"))
            .map(|(_, body)| body.trim().to_owned())
    }
}

/// Returns the folder of a service's version in published metadata.
pub fn folder(service: &Service) -> String {
    format!("{}/v{}", service.name, service.version.as_deref().unwrap_or_default().replace('-', ""))
}

/// Returns the samples in a version's folder, if it has any.
///
/// # Panics
///
/// Panics if the file does not have the published form.
pub fn read(version: &Path) -> Option<Vec<Sample>> {
    let text = std::fs::read_to_string(version.join("examples.json")).ok()?;
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let actions = document["actions"].as_object().expect("actions");
    let samples = actions.iter().flat_map(|(action, samples)| {
        samples.as_array().expect("a list").iter().map(move |sample| Sample::new(action, sample))
    });
    Some(samples.collect())
}
