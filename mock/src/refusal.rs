//! What is wrong with a request, the way the cloud says it.

use std::borrow::Cow;

use serde_json::json;

use crate::answer::Answer;
use crate::host::Place;
use crate::received::Received;

/// What is wrong with a request.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The HTTP status; API 3.0 answers 200 whatever is wrong.
    status: u16,
    code: Cow<'static, str>,
    message: String,
}

impl Refusal {
    /// A refusal of API 3.0.
    pub(crate) fn action(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status: 200, code: code.into(), message: message.into() }
    }

    /// A refusal of object storage or Cloud Infinite.
    pub(crate) fn rest(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
    }

    /// The cloud's name for it.
    pub(crate) fn code(&self) -> Cow<'static, str> {
        self.code.clone()
    }

    /// What is wrong, in words.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The refusal in the form of the part of the cloud that it comes from.
    pub(crate) fn into_answer(self, place: &Place, request: &Received, id: &str) -> Answer {
        match place {
            Place::Service(_) => self.json(id),
            Place::Bucket(_) | Place::Nowhere => self.xml(request, id),
        }
    }

    fn json(self, id: &str) -> Answer {
        let error = json!({ "Code": self.code, "Message": self.message });
        let body = json!({ "Response": { "Error": error, "RequestId": id } });
        Answer::of(self.status, "application/json", body.to_string())
    }

    fn xml(self, request: &Received, id: &str) -> Answer {
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
        Answer::of(self.status, "application/xml", body)
    }
}

/// XML has no place for control characters, however they are written.
pub(crate) fn escape(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && (!c.is_control() || matches!(c, '\n' | '\t'));
    let text: String = text.chars().filter(allowed).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Place, Received, Refusal};

    fn request() -> Received {
        let request = http::Request::get("/a%3Cb?x").header("host", "b-1.cos.r.myqcloud.com").body(Bytes::new());
        request.expect("a request").into()
    }

    #[test]
    fn api_3_0_puts_it_into_the_envelope() {
        let place = Place::Service("ims".to_owned());
        let answer = Refusal::action("InvalidAction", "no \"X\"").into_answer(&place, &request(), "id-1");
        let error = r#"{"Response":{"Error":{"Code":"InvalidAction","Message":"no \"X\""},"RequestId":"id-1"}}"#;
        assert_eq!((answer.status, &*answer.body), (200, error.as_bytes()));
    }

    #[test]
    fn the_hosts_of_a_bucket_say_it_in_xml() {
        let answer = Refusal::rest(404, "NoSuchKey", "<&\u{1}>").into_answer(&Place::Nowhere, &request(), "id-1");
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let document = roxmltree::Document::parse(&text).expect("XML");
        let said = |name| document.descendants().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
        assert_eq!((answer.status, said("Code"), said("Message")), (404, Some("NoSuchKey"), Some("<&>")));
        assert_eq!(said("Resource"), Some("b-1.cos.r.myqcloud.com/a%3Cb"));
    }
}
