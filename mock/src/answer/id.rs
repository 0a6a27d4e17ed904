//! The request id in the body of an answer.

use roxmltree::Document;
use serde_json::Value;

/// An API 3.0 answer with another request id. What is no such answer stays as it is.
pub(super) fn in_json(body: &str, id: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(body) else { return body.to_owned() };
    match document.get_mut("Response").and_then(Value::as_object_mut) {
        Some(response) => response.insert("RequestId".to_owned(), id.into()),
        None => return body.to_owned(),
    };
    document.to_string()
}

/// An XML answer with another request id, where it has one. Nothing else is touched.
pub(super) fn in_xml(body: &str, id: &str) -> String {
    let Ok(document) = Document::parse(body) else { return body.to_owned() };
    let element = document.root_element().children().find(|node| node.has_tag_name("RequestId"));
    match element.and_then(|element| element.first_child()) {
        Some(text) => [&body[..text.range().start], id, &body[text.range().end..]].concat(),
        None => body.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_json, in_xml};

    #[test]
    fn only_the_id_of_the_answer_changes() {
        let json = r#"{"Response":{"A":{"RequestId":"a"},"RequestId":"b"}}"#;
        assert_eq!(in_json(json, "id"), r#"{"Response":{"A":{"RequestId":"a"},"RequestId":"id"}}"#);
        assert_eq!(in_json(r#"{"width":"960"}"#, "id"), r#"{"width":"960"}"#);

        let xml = "<Response>\n <RequestId>b</RequestId><A><RequestId>a</RequestId></A></Response>";
        assert_eq!(
            in_xml(xml, "id"),
            "<Response>\n <RequestId>id</RequestId><A><RequestId>a</RequestId></A></Response>"
        );
        assert_eq!(in_xml("<UploadResult/>", "id"), "<UploadResult/>");
    }
}
