//! The request id in the body of an answer.

use roxmltree::Document;
use serde_json::Value;

/// Stands for the id in answers that are being prepared.
pub(crate) const MARK: &str = "@the-request-id@";

/// An API 3.0 answer with the mark for its request id. What is no such answer stays as it is.
pub(crate) fn mark_json(body: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(body) else { return body.to_owned() };
    match document.get_mut("Response").and_then(Value::as_object_mut) {
        Some(response) => response.insert("RequestId".to_owned(), MARK.into()),
        None => return body.to_owned(),
    };
    document.to_string()
}

/// An XML answer with the mark for its request id, where it has one. Nothing else is touched.
pub(crate) fn mark_xml(body: &str) -> String {
    let Ok(document) = Document::parse(body) else { return body.to_owned() };
    let element = document.root_element().children().find(|node| node.has_tag_name("RequestId"));
    match element.and_then(|element| element.first_child()) {
        Some(text) => [&body[..text.range().start], MARK, &body[text.range().end..]].concat(),
        None => body.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{mark_json, mark_xml};

    #[test]
    fn only_the_id_of_the_answer_changes() {
        let json = r#"{"Response":{"A":{"RequestId":"a"},"RequestId":"b"}}"#;
        assert_eq!(mark_json(json), r#"{"Response":{"A":{"RequestId":"a"},"RequestId":"@the-request-id@"}}"#);
        assert_eq!(mark_json(r#"{"width":"960"}"#), r#"{"width":"960"}"#);

        let xml = "<Response>\n <RequestId>b</RequestId><A><RequestId>a</RequestId></A></Response>";
        assert_eq!(
            mark_xml(xml),
            "<Response>\n <RequestId>@the-request-id@</RequestId><A><RequestId>a</RequestId></A></Response>"
        );
        assert_eq!(mark_xml("<UploadResult/>"), "<UploadResult/>");
    }
}
