//! Responses that are complete except for the request id.

use bytes::{BufMut, Bytes, BytesMut};
use http::HeaderValue;
use roxmltree::Document;
use serde_json::Value;

use super::Response;

/// Stands for the request id while a template is prepared.
pub(crate) const ID_PLACEHOLDER: &str = "@the-request-id@";

/// A response that is complete except for the request id.
#[derive(Clone, Debug)]
pub(crate) struct ResponseTemplate {
    status: u16,
    content_type: Option<HeaderValue>,
    /// The body before the id; the whole body where it does not contain the id.
    before: Bytes,
    after: Option<Bytes>,
}

impl ResponseTemplate {
    /// A response without a request id in its body.
    pub(crate) fn fixed(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self { status, content_type: header_value(content_type), before: body.into(), after: None }
    }

    /// A response whose body may contain [`ID_PLACEHOLDER`].
    pub(crate) fn with_placeholder(status: u16, content_type: &str, body: &str) -> Self {
        let (before, after) = match body.split_once(ID_PLACEHOLDER) {
            Some((before, after)) => (before, Some(Bytes::from(after.to_owned()))),
            None => (body, None),
        };
        Self { status, content_type: header_value(content_type), before: Bytes::from(before.to_owned()), after }
    }

    /// Returns the response with this request id.
    pub(crate) fn render(&self, id: &str) -> Response {
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
        Response { status: self.status, content_type: self.content_type.clone(), body, headers: Vec::new() }
    }
}

/// A content type that is not a valid header value is left out: schemas may state any text.
fn header_value(text: &str) -> Option<HeaderValue> {
    if text.is_empty() { None } else { HeaderValue::from_str(text).ok() }
}

/// Sets the request id of an API 3.0 response to the placeholder. Other texts are returned unchanged.
pub(crate) fn json_with_placeholder(body: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(body) else { return body.to_owned() };
    match document.get_mut("Response").and_then(Value::as_object_mut) {
        Some(response) => response.insert("RequestId".to_owned(), ID_PLACEHOLDER.into()),
        None => return body.to_owned(),
    };
    document.to_string()
}

/// Replaces the request id of an XML response by the placeholder. Other texts are returned unchanged.
pub(crate) fn xml_with_placeholder(body: &str) -> String {
    let Ok(document) = Document::parse(body) else { return body.to_owned() };
    let element = document.root_element().children().find(|node| node.has_tag_name("RequestId"));
    match element.and_then(|element| element.first_child()) {
        Some(text) => [&body[..text.range().start], ID_PLACEHOLDER, &body[text.range().end..]].concat(),
        None => body.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{json_with_placeholder, xml_with_placeholder};

    #[test]
    fn only_the_id_of_the_response_is_replaced() {
        let json = r#"{"Response":{"A":{"RequestId":"a"},"RequestId":"b"}}"#;
        let expected = r#"{"Response":{"A":{"RequestId":"a"},"RequestId":"@the-request-id@"}}"#;
        assert_eq!(json_with_placeholder(json), expected);
        assert_eq!(json_with_placeholder(r#"{"width":"960"}"#), r#"{"width":"960"}"#);

        let xml = "<Response>\n <RequestId>b</RequestId><A><RequestId>a</RequestId></A></Response>";
        assert_eq!(
            xml_with_placeholder(xml),
            "<Response>\n <RequestId>@the-request-id@</RequestId><A><RequestId>a</RequestId></A></Response>"
        );
        assert_eq!(xml_with_placeholder("<UploadResult/>"), "<UploadResult/>");
    }
}
