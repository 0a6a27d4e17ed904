//! What the cloud would answer: an example of the schemas, or what the schema allows, with a request id of its own.

mod choice;
mod fit;
mod id;
pub(crate) mod made;
mod picture;
mod sample;
mod series;
mod template;
#[cfg(test)]
mod tests;

use bytes::Bytes;
use http::HeaderValue;

pub(crate) use choice::Choice;
pub use choice::NoSuchExample;
pub(crate) use id::{MARK, mark_json, mark_xml};
pub(crate) use sample::{Prepared, Sample, of_tree, tree_of};
pub(crate) use series::part;
pub(crate) use template::Template;

use crate::body::Body;
use crate::received::Received;
use crate::route::Target;

/// An answer, still without the headers that every answer has.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Absent where there is no body.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn of(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self { status, content_type: Some(HeaderValue::from_static(content_type)), body: body.into() }
    }
}

/// The example that was chosen for the operation, or else the one that fits the request best.
pub(crate) fn choose<'m>(target: Target<'m>, request: &Received, body: &Body, choice: &Choice) -> Option<&'m Sample> {
    let prepared = target.prepared;
    let chosen = choice.title(&target.operation.name);
    let chosen = chosen.and_then(|title| prepared.samples.iter().find(|sample| sample.title == title));
    chosen.or_else(|| fit::best(target, request, body))
}
