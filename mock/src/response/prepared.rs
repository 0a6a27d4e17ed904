//! The possible responses of an operation, prepared at start: its examples, and a generated response for the rest.

use std::collections::BTreeSet;

use codegen_model::{Example, Operation, Service};
use serde_json::{Value, json};

use super::facts::{self, Facts};
use super::picture;
use super::template::{ID_PLACEHOLDER, ResponseTemplate, json_with_placeholder, xml_with_placeholder};
use crate::operation::{ResponseKind, is_action};
use crate::tree::{Tree, generate, read, write};
use crate::xml;

/// The possible responses of an operation.
#[derive(Debug)]
pub(crate) struct PreparedResponses {
    pub(crate) examples: Vec<PreparedExample>,
    /// The keys of all facts of the examples.
    pub(super) fact_keys: BTreeSet<String>,
    /// The response where there is no example.
    pub(crate) generated: ResponseTemplate,
}

/// An example of the schema.
#[derive(Debug)]
pub(crate) struct PreparedExample {
    pub(crate) title: String,
    pub(super) facts: Facts,
    /// Whether the response is not an error.
    pub(crate) success: bool,
    pub(crate) template: ResponseTemplate,
    /// The body as written in the schema.
    pub(crate) body: String,
}

impl PreparedResponses {
    pub(crate) fn of(service: &Service, operation: &Operation, seed: u64) -> Self {
        let examples: Vec<_> =
            examples(service, operation).map(|example| PreparedExample::of(operation, example)).collect();
        let facts = examples.iter().flat_map(|example| &example.facts);
        let fact_keys = facts.map(|(key, _)| key.clone()).collect();
        Self { examples, fact_keys, generated: generated(service, operation, seed) }
    }
}

impl PreparedExample {
    fn of(operation: &Operation, example: &Example) -> Self {
        Self {
            title: example.title.clone(),
            facts: facts::of_example(operation, example),
            success: is_success(operation, example),
            template: template(operation, example),
            body: example.response.to_string(),
        }
    }
}

/// Returns the examples that call an operation: its own, and those of operations that are called through it.
pub(super) fn examples<'m>(service: &'m Service, operation: &'m Operation) -> impl Iterator<Item = &'m Example> {
    let own = operation.examples.iter().filter(|example| example.via.is_none());
    let all = service.operations.iter().flat_map(|other| &other.examples);
    own.chain(all.filter(|example| example.via.as_ref() == Some(&operation.name)))
}

fn is_success(operation: &Operation, example: &Example) -> bool {
    let is_error = |document: Value| document.pointer("/Response/Error").is_some();
    let failed = is_action(operation) && serde_json::from_str(&example.response).is_ok_and(is_error);
    example.status < 300 && !failed
}

fn template(operation: &Operation, example: &Example) -> ResponseTemplate {
    let content_type = match example.content_type.as_str() {
        "" => default_content_type(operation, &example.response),
        given => given,
    };
    let (status, body) = (example.status, &example.response);
    match content_type {
        // Schemas are text: in place of an image they have a description.
        image if image.starts_with("image/") && status < 300 => ResponseTemplate::fixed(status, image, picture::png()),
        "application/json" => ResponseTemplate::with_placeholder(status, content_type, &json_with_placeholder(body)),
        "application/xml" => ResponseTemplate::with_placeholder(status, content_type, &xml_with_placeholder(body)),
        _ => ResponseTemplate::fixed(status, content_type, body.to_string()),
    }
}

/// Examples state a content type only where it is neither JSON nor XML.
fn default_content_type(operation: &Operation, body: &str) -> &'static str {
    match ResponseKind::of(operation) {
        _ if body.trim().is_empty() => "",
        ResponseKind::Action(_) => "application/json",
        ResponseKind::Json(_) | ResponseKind::Free if !body.trim_start().starts_with('<') => "application/json",
        _ => "application/xml",
    }
}

/// Generates a response that the schema allows.
fn generated(service: &Service, operation: &Operation, seed: u64) -> ResponseTemplate {
    match ResponseKind::of(operation) {
        ResponseKind::Bytes => ResponseTemplate::fixed(200, "image/png", picture::png()),
        ResponseKind::Action(shape) | ResponseKind::Json(shape) | ResponseKind::Xml(_, shape) => {
            template_of(operation, generate::shape(service, shape, seed))
        }
        ResponseKind::Free => template_of(operation, Tree::Shape(Vec::new())),
    }
}

/// Encodes the members of a response.
pub(crate) fn template_of(operation: &Operation, members: Tree) -> ResponseTemplate {
    let members = with_placeholder(members);
    match ResponseKind::of(operation) {
        ResponseKind::Xml("", _) => ResponseTemplate::fixed(200, "", ""),
        ResponseKind::Xml(root, _) => {
            ResponseTemplate::with_placeholder(200, "application/xml", &write::xml(root, &members))
        }
        _ if is_action(operation) => {
            let body = json!({ "Response": write::json(&members) }).to_string();
            ResponseTemplate::with_placeholder(200, "application/json", &json_with_placeholder(&body))
        }
        _ => ResponseTemplate::with_placeholder(200, "application/json", &write::json(&members).to_string()),
    }
}

/// Decodes the members of an example's response; `None` where it has none.
pub(crate) fn tree_of(service: &Service, operation: &Operation, body: &str) -> Option<Tree> {
    match ResponseKind::of(operation) {
        ResponseKind::Action(_) => {
            let document: Value = serde_json::from_str(body).ok()?;
            document.get("Response").map(read::from_json)
        }
        ResponseKind::Xml(_, shape) => {
            let document = xml::parse(body).ok()?;
            Some(read::from_xml(document.root_element(), Some(shape), service))
        }
        ResponseKind::Json(_) | ResponseKind::Free => serde_json::from_str(body).ok().as_ref().map(read::from_json),
        ResponseKind::Bytes => None,
    }
}

/// Replaces the request id among the members by the placeholder.
fn with_placeholder(tree: Tree) -> Tree {
    let Tree::Shape(mut members) = tree else { return tree };
    for (_, value) in members.iter_mut().filter(|(name, _)| name == "RequestId") {
        *value = Tree::Scalar(ID_PLACEHOLDER.into());
    }
    Tree::Shape(members)
}
