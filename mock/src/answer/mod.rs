//! What the cloud would answer: an example of the schemas, with a request id of its own.

mod choice;
mod fit;
mod id;
mod picture;
#[cfg(test)]
mod tests;

use bytes::Bytes;
use codegen::model::{self, Example, Operation, Protocol, Service};

pub(crate) use choice::Choice;
pub use choice::NoSuchExample;

use crate::received::Received;
use crate::route::Target;

/// An answer, still without the headers that every answer has.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Empty where there is no body.
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

/// Answers with the example that was chosen for the operation, or else the one that fits the request best.
pub(crate) fn answer(target: Target<'_>, request: &Received, choice: &Choice, id: &str) -> Answer {
    let examples: Vec<_> = examples(target.service, target.operation).collect();
    let chosen = choice.title(&target.operation.name);
    let chosen = examples.iter().copied().find(|example| Some(&example.title) == chosen.as_ref());
    match chosen.or_else(|| fit::best(&examples, target, request)) {
        Some(example) => of_example(target.operation, example, id),
        None => of_schema(target.operation, id),
    }
}

/// The examples that go through an operation: its own, and those of operations that are used through it.
fn examples<'m>(service: &'m Service, operation: &'m Operation) -> impl Iterator<Item = &'m Example> {
    let own = operation.examples.iter().filter(|example| example.via.is_none());
    let all = service.operations.iter().flat_map(|other| &other.examples);
    own.chain(all.filter(|example| example.via.as_ref() == Some(&operation.name)))
}

fn of_example(operation: &Operation, example: &Example, id: &str) -> Answer {
    let content_type = match example.content_type.as_str() {
        "" => default_type(operation, &example.answered),
        given => given,
    };
    // Schemas are text: where an image belongs they say so in words.
    let body = match content_type {
        "image/png" if example.status < 300 => picture::png(),
        "application/json" => id::in_json(&example.answered, id).into(),
        "application/xml" => id::in_xml(&example.answered, id).into(),
        _ => example.answered.clone().into(),
    };
    Answer { status: example.status, content_type: content_type.to_owned(), body }
}

/// Examples name the content type only where it is neither JSON nor XML.
fn default_type(operation: &Operation, body: &str) -> &'static str {
    match (&operation.protocol, &operation.answer) {
        _ if body.trim().is_empty() => "",
        (Protocol::Action, _) => "application/json",
        (_, model::Answer::Shape { json: true, .. }) if !body.trim_start().starts_with('<') => "application/json",
        _ => "application/xml",
    }
}

/// Nobody wrote an example: the least that the schema allows.
fn of_schema(operation: &Operation, id: &str) -> Answer {
    let (content_type, body) = match (&operation.protocol, &operation.answer) {
        (_, model::Answer::Stream) => ("image/png", picture::png()),
        (Protocol::Action, _) => ("application/json", id::in_json(r#"{"Response":{}}"#, id).into()),
        (_, model::Answer::Shape { json: true, .. } | model::Answer::Object) => {
            ("application/json", Bytes::from_static(b"{}"))
        }
        (_, model::Answer::Shape { root, .. }) if root.is_empty() => ("", Bytes::new()),
        (_, model::Answer::Shape { root, .. }) => ("application/xml", format!("<{root}/>").into()),
    };
    Answer { status: 200, content_type: content_type.to_owned(), body }
}
