//! Answers that are ready but for the request id.

use bytes::{BufMut, Bytes, BytesMut};
use http::HeaderValue;

use super::Answer;

/// An answer that is ready but for the request id.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    status: u16,
    content_type: Option<HeaderValue>,
    /// What stands before the id; the whole body, where the id is not in it.
    before: Bytes,
    after: Option<Bytes>,
}

impl Template {
    /// An answer that is always the same.
    pub(crate) fn fixed(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self { status, content_type: type_of(content_type), before: body.into(), after: None }
    }

    /// An answer with the id between two parts.
    pub(crate) fn split(status: u16, content_type: &str, (before, after): (&str, &str)) -> Self {
        let (before, after) = (Bytes::from(before.to_owned()), Some(Bytes::from(after.to_owned())));
        Self { status, content_type: type_of(content_type), before, after }
    }

    /// An answer in which `mark` stands for the id.
    pub(crate) fn marked(status: u16, content_type: &str, body: &str, mark: &str) -> Self {
        match body.split_once(mark) {
            Some(parts) => Self::split(status, content_type, parts),
            None => Self::fixed(status, content_type, body.to_owned()),
        }
    }

    /// The answer with its id.
    pub(crate) fn render(&self, id: &str) -> Answer {
        let body = match &self.after {
            None => self.before.clone(),
            Some(after) => {
                let mut body = BytesMut::with_capacity(self.before.len() + id.len() + after.len());
                body.put_slice(&self.before);
                body.put_slice(id.as_bytes());
                body.put_slice(after);
                body.freeze()
            }
        };
        Answer { status: self.status, content_type: self.content_type.clone(), body }
    }
}

/// A schema can state a content type that HTTP does not have; it is left out then.
pub(crate) fn type_of(text: &str) -> Option<HeaderValue> {
    if text.is_empty() { None } else { HeaderValue::from_str(text).ok() }
}
