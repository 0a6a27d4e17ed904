//! Operations without a schema, and callbacks that services post to a URL of the caller.

use tencentcloud_runtime::serde_json::json;
use tencentcloud_runtime::{Credentials, ErrorKind, Json, Object, opaque, read_callback, shape};

use crate::support::Fake;

opaque! {
    /// Sets how an account pays.
    SetPayMode = Meta::action("aiart", "2022-12-29", "SetPayMode");
}

fn client(fake: &Fake) -> tencentcloud_runtime::Client {
    fake.client_with(Credentials::new("AKIDEXAMPLE", "key"))
}

#[tokio::test]
async fn any_members_are_sent_and_read() {
    let fake = Fake::responding(200, &[], r#"{"Response":{"Mode":[1,{"A":null}],"None":null,"RequestId":"r-1"}}"#);
    let operation = SetPayMode::new().set("Mode", 1).set("Deep", json!({"B": "ü\""})).set("Null", Json::Null);
    let reply = operation.send(&client(&fake)).await.expect("a response");
    let requests = fake.requests();
    let expected = r#"{"Deep":{"B":"ü\""},"Mode":1,"Null":null}"#;
    assert_eq!(requests[0].body.as_bytes().map(|body| &body[..]), Some(expected.as_bytes()));
    assert_eq!(reply.request_id(), "r-1", "the request id is read from the envelope");
    assert_eq!(reply.get("Mode"), Some(&json!([1, {"A": null}])));
    assert_eq!((reply.get("None"), reply.get("RequestId")), (None, None));
    assert_eq!(reply.iter().count(), 1);
}

#[tokio::test]
async fn an_error_response_is_an_error_for_opaque_operations() {
    let fake = Fake::responding(200, &[], r#"{"Response":{"Error":{"Code":"A.B","Message":"no"},"RequestId":"r-2"}}"#);
    let error = client(&fake).call(SetPayMode::default()).await.expect_err("an error");
    assert_eq!((error.code().map(|code| code.as_str()), error.request_id()), (Some("A.B"), Some("r-2")));
}

#[test]
fn debug_of_an_object_hides_values_and_display_shows_them() {
    let mut object = Object::new();
    object.set("Token", "hush");
    assert_eq!(format!("{object:?}"), "Object { Token: … }");
    assert_eq!(object.to_string(), r#"{"Token":"hush"}"#);
    assert!(!object.is_empty() && Object::new().is_empty());
    let Json::Object(members) = Json::from(object.clone()) else { panic!("an object") };
    assert_eq!(Object::from(members), object);
}

#[derive(Default, PartialEq)]
struct Findings {
    data_id: Option<String>,
    score: Option<i64>,
}

shape! {
    Findings {
        "DataId" => data_id,
        "Score" => score,
    }
}

#[test]
fn a_callback_is_read_with_and_without_envelope() {
    for body in [
        r#"{"Response":{"DataId":"1","Score":"90","New":{},"RequestId":"r-3"}}"#,
        r#"{"DataId":"1","Score":90,"New":[],"RequestId":"r-3"}"#,
    ] {
        let callback = read_callback::<Findings>(body.as_bytes()).expect("a payload");
        assert_eq!((callback.data_id.as_deref(), callback.score), (Some("1"), Some(90)), "{body}");
        assert_eq!((callback.request_id(), callback.unexpected().len()), ("r-3", 0), "{body}");
        assert_eq!(callback.into_inner().score, Some(90));
    }
}

#[test]
fn a_callback_can_be_xml() {
    let body = b"\n<Response><Score>90</Score><New><X/></New><RequestId>r-5</RequestId><DataId>1</DataId></Response>";
    let callback = read_callback::<Findings>(body).expect("a payload");
    assert_eq!((callback.data_id.as_deref(), callback.score, callback.request_id()), (Some("1"), Some(90), "r-5"));
    let failed = b"<Error><Code>InternalError</Code><Message>no</Message></Error>";
    let error = read_callback::<Findings>(failed).expect_err("an error");
    assert_eq!(error.code().map(|code| code.as_str()), Some("InternalError"));
}

#[test]
fn a_callback_with_a_deviation_keeps_other_members() {
    let callback = read_callback::<Findings>(br#"{"DataId":"1","Score":{}}"#).expect("a payload");
    assert_eq!((callback.data_id.as_deref(), callback.score), (Some("1"), None));
    assert_eq!(callback.unexpected()[0].member, "Score");
}

#[test]
fn an_error_or_malformed_callback_is_an_error() {
    let failed = br#"{"Response":{"Error":{"Code":"InternalError","Message":"no"},"RequestId":"r-4"}}"#;
    let error = read_callback::<Findings>(failed).expect_err("an error");
    assert_eq!(error.code().map(|code| code.as_str()), Some("InternalError"));
    for body in ["", "[]", "null", "{", "<", "<Response>", "\u{0}"] {
        let error = read_callback::<Findings>(body.as_bytes()).expect_err("an error");
        assert_eq!(error.kind(), ErrorKind::Decode, "{body:?}");
    }
}
