//! What an operation can answer, prepared once: its examples, and what is made where there is none.

use std::collections::BTreeSet;

use codegen_model::{Example, Operation, Service};
use serde_json::{Value, json};

use super::fit::{self, Facts};
use super::id::{self, MARK};
use super::made::{self, Tree};
use super::picture;
use super::template::Template;
use crate::kind::{Kind, is_action};
use crate::xml;

/// What an operation can answer.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) samples: Vec<Sample>,
    /// The places at which the samples state something.
    pub(super) places: BTreeSet<String>,
    /// What is answered where there is no sample.
    pub(crate) made: Template,
}

/// An example.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) title: String,
    pub(super) facts: Facts,
    /// Whether it is the answer of a request that succeeded.
    pub(crate) success: bool,
    pub(crate) template: Template,
    /// The body as the schema has it.
    pub(crate) answered: String,
}

impl Prepared {
    pub(crate) fn of(service: &Service, operation: &Operation, seed: u64) -> Self {
        let samples: Vec<_> = examples(service, operation).map(|example| Sample::of(operation, example)).collect();
        let places = samples.iter().flat_map(|sample| sample.facts.iter().map(|(place, _)| place.clone())).collect();
        Self { samples, places, made: made(service, operation, seed) }
    }
}

impl Sample {
    fn of(operation: &Operation, example: &Example) -> Self {
        Self {
            title: example.title.clone(),
            facts: fit::of_example(operation, example),
            success: succeeds(operation, example),
            template: template(operation, example),
            answered: example.response.clone(),
        }
    }
}

/// The examples that go through an operation: its own, and those of operations that are used through it.
pub(super) fn examples<'m>(service: &'m Service, operation: &'m Operation) -> impl Iterator<Item = &'m Example> {
    let own = operation.examples.iter().filter(|example| example.via.is_none());
    let all = service.operations.iter().flat_map(|other| &other.examples);
    own.chain(all.filter(|example| example.via.as_ref() == Some(&operation.name)))
}

fn succeeds(operation: &Operation, example: &Example) -> bool {
    let is_error = |document: Value| document.pointer("/Response/Error").is_some();
    let refused = is_action(operation) && serde_json::from_str(&example.response).is_ok_and(is_error);
    example.status < 300 && !refused
}

fn template(operation: &Operation, example: &Example) -> Template {
    let content_type = match example.content_type.as_str() {
        "" => default_type(operation, &example.response),
        given => given,
    };
    let body = &example.response;
    match content_type {
        // Schemas are text: where an image belongs they say so in words.
        given if given.starts_with("image/") && example.status < 300 => {
            Template::fixed(example.status, given, picture::png())
        }
        "application/json" => Template::marked(example.status, content_type, &id::mark_json(body), MARK),
        "application/xml" => Template::marked(example.status, content_type, &id::mark_xml(body), MARK),
        _ => Template::fixed(example.status, content_type, body.clone()),
    }
}

/// Examples name the content type only where it is neither JSON nor XML.
fn default_type(operation: &Operation, body: &str) -> &'static str {
    match Kind::of(operation) {
        _ if body.trim().is_empty() => "",
        Kind::Action(_) => "application/json",
        Kind::Json(_) | Kind::Free if !body.trim_start().starts_with('<') => "application/json",
        _ => "application/xml",
    }
}

/// Nobody wrote an example: what the schema allows, made from a seed.
fn made(service: &Service, operation: &Operation, seed: u64) -> Template {
    match Kind::of(operation) {
        Kind::Bytes => Template::fixed(200, "image/png", picture::png()),
        Kind::Action(shape) | Kind::Json(shape) | Kind::Xml(_, shape) => {
            of_tree(operation, made::shape(service, shape, seed))
        }
        Kind::Free => of_tree(operation, Tree::Shape(Vec::new())),
    }
}

/// An answer of the operation with these members.
pub(crate) fn of_tree(operation: &Operation, members: Tree) -> Template {
    let members = marked(members);
    match Kind::of(operation) {
        Kind::Xml("", _) => Template::fixed(200, "", ""),
        Kind::Xml(root, _) => Template::marked(200, "application/xml", &made::xml(root, &members), MARK),
        _ if is_action(operation) => {
            let body = json!({ "Response": made::json(&members) }).to_string();
            Template::marked(200, "application/json", &id::mark_json(&body), MARK)
        }
        _ => Template::marked(200, "application/json", &made::json(&members).to_string(), MARK),
    }
}

/// The members of an example's answer; `None` where it is none that has any.
pub(crate) fn tree_of(service: &Service, operation: &Operation, answered: &str) -> Option<Tree> {
    match Kind::of(operation) {
        Kind::Action(_) => {
            let document: Value = serde_json::from_str(answered).ok()?;
            document.get("Response").map(made::from_json)
        }
        Kind::Xml(_, shape) => {
            let document = xml::parse(answered).ok()?;
            Some(made::from_xml(document.root_element(), Some(shape), service))
        }
        Kind::Json(_) | Kind::Free => serde_json::from_str(answered).ok().as_ref().map(made::from_json),
        Kind::Bytes => None,
    }
}

/// The request id among the members becomes the one of the answer.
fn marked(tree: Tree) -> Tree {
    let Tree::Shape(mut members) = tree else { return tree };
    for (_, value) in members.iter_mut().filter(|(name, _)| name == "RequestId") {
        *value = Tree::Scalar(MARK.into());
    }
    Tree::Shape(members)
}
