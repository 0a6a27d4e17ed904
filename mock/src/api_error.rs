//! Errors that the cloud answers a request with, encoded as each part of the cloud encodes them.

use std::borrow::Cow;

use serde_json::json;

use crate::host::HostKind;
use crate::line::on_one_line;
use crate::request::ReceivedRequest;
use crate::response::Response;
use crate::xml::escape;

/// An error of the cloud.
#[derive(Debug)]
pub(crate) struct ApiError {
    /// The HTTP status; always 200 for API 3.0.
    status: u16,
    code: Cow<'static, str>,
    /// Texts of the request in it are on one line.
    message: String,
}

impl ApiError {
    /// An error of API 3.0.
    pub(crate) fn action(code: impl Into<Cow<'static, str>>, message: impl AsRef<str>) -> Self {
        Self::rest(200, code, message)
    }

    /// An error of object storage or Cloud Infinite.
    pub(crate) fn rest(status: u16, code: impl Into<Cow<'static, str>>, message: impl AsRef<str>) -> Self {
        Self { status, code: code.into(), message: on_one_line(message.as_ref()) }
    }

    /// Appends an explanation of several lines, whose own texts are on one line each.
    pub(crate) fn explained(mut self, explanation: &str) -> Self {
        self.message.extend([" ", explanation]);
        self
    }

    pub(crate) fn code(&self) -> Cow<'static, str> {
        self.code.clone()
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Encodes the error in the format of the host: JSON for API 3.0, XML for buckets.
    pub(crate) fn into_response(self, host: &HostKind, request: &ReceivedRequest, id: &str) -> Response {
        match host {
            HostKind::Service(_) => self.json(id),
            HostKind::Bucket(_) | HostKind::Unknown => self.xml(request, id),
        }
    }

    fn json(self, id: &str) -> Response {
        let error = json!({ "Code": self.code, "Message": self.message });
        let body = json!({ "Response": { "Error": error, "RequestId": id } });
        Response::new(self.status, "application/json", body.to_string())
    }

    fn xml(self, request: &ReceivedRequest, id: &str) -> Response {
        let resource = format!("{}{}", request.host, request.path);
        let members = [
            ("Code", &*self.code),
            ("Message", &self.message),
            ("Resource", &resource),
            ("RequestId", id),
            ("TraceId", id),
        ];
        let elements = members.map(|(name, value)| format!("  <{name}>{}</{name}>\n", escape(value)));
        let body = format!("<?xml version='1.0' encoding='utf-8'?>\n<Error>\n{}</Error>\n", elements.concat());
        Response::new(self.status, "application/xml", body)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{ApiError, HostKind, ReceivedRequest};

    fn request() -> ReceivedRequest {
        let request = http::Request::get("/a%3Cb?x").header("host", "b-1.cos.r.myqcloud.com").body(Bytes::new());
        request.expect("a request").into()
    }

    #[test]
    fn errors_of_api_3_0_are_in_the_envelope() {
        let host = HostKind::Service("ims".to_owned());
        let response = ApiError::action("InvalidAction", "no \"X\"").into_response(&host, &request(), "id-1");
        let error = r#"{"Response":{"Error":{"Code":"InvalidAction","Message":"no \"X\""},"RequestId":"id-1"}}"#;
        assert_eq!((response.status, &*response.body), (200, error.as_bytes()));
    }

    #[test]
    fn errors_of_buckets_are_xml() {
        let error = ApiError::rest(404, "NoSuchKey", "<&\u{1}>\n\u{202e}");
        let response = error.into_response(&HostKind::Unknown, &request(), "id-1");
        let body = String::from_utf8_lossy(&response.body).into_owned();
        let document = roxmltree::Document::parse(&body).expect("XML");
        let text = |name| document.descendants().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
        assert_eq!(
            (response.status, text("Code"), text("Message")),
            (404, Some("NoSuchKey"), Some("<&\\u{1}>\\n\\u{202e}"))
        );
        assert_eq!(text("Resource"), Some("b-1.cos.r.myqcloud.com/a%3Cb"));
    }
}
