//! The response of an example, read into the output and written again.

use codegen_model::{Location, Member, Protocol, Response as OperationResponse};
use serde_json::Value;
use tencentcloud_image::runtime::http::{Request, Response};
use tencentcloud_image::runtime::replay::Reread;
use tencentcloud_image::runtime::transport::{Sending, Transport};
use tencentcloud_image::runtime::{Body, Credentials};
use tencentcloud_image::{Client, Error, ErrorCode, ErrorKind, ci};

use super::{Case, tree};

/// Checks the response of an example.
pub fn check(case: &Case<'_>) {
    match (&case.operation.protocol, &case.operation.response) {
        (Protocol::Action, _) => action(case),
        (Protocol::Rest { .. }, _) if case.example.status >= 300 => error(case),
        (Protocol::Rest { .. }, OperationResponse::Stream | OperationResponse::Headed(_)) => {
            assert!(case.entry.reread(b"").is_none(), "{case} answers bytes")
        }
        (Protocol::Rest { .. }, OperationResponse::Shape { json, .. }) => document(case, *json),
        (Protocol::Rest { .. }, OperationResponse::Object) => document(case, true),
    }
}

fn reread(case: &Case<'_>) -> Reread {
    let reread = case.entry.reread(case.example.response.as_bytes()).unwrap_or_else(|| panic!("{case} has no output"));
    let reread = reread.unwrap_or_else(|error| panic!("{case}: {error}"));
    assert_eq!(reread.deviations, [], "{case}");
    reread
}

/// Compares an API 3.0 response. Request ID and error belong to the envelope, all other members to the output.
fn action(case: &Case<'_>) {
    let reread = reread(case);
    let mut response = tree::json(case.example.response.as_bytes())["Response"].take();
    let members = response.as_object_mut().expect("an object `Response`");
    members.remove("RequestId");
    let error = members.remove("Error").map(|error| (text(&error, "Code"), text(&error, "Message")));
    assert_eq!(reread.error, error, "{case}");
    tree::assert_same(&tree::json(&reread.body), &response, case);
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn document(case: &Case<'_>, json: bool) {
    let expected = case.example.response.as_bytes();
    if expected.is_empty() {
        let OperationResponse::Shape { shape, .. } = &case.operation.response else { return };
        let in_body = |member: &Member| member.location == Location::Body;
        return assert!(!shape.members.iter().any(in_body), "{case} answers nothing");
    }
    let reread = reread(case);
    let parse = if json { tree::json } else { tree::xml };
    tree::assert_same(&parse(&reread.body), &parse(expected), case);
}

/// Compares an error. All operations share one form of errors, which no schema describes.
fn error(case: &Case<'_>) {
    let error = fail_with(case.example.status, &case.example.response);
    let document = tree::xml(case.example.response.as_bytes());
    let expected = |name: &str| document["Error"][name][0].as_str();
    assert_eq!(error.status(), Some(case.example.status), "{case}");
    assert_ne!(error.kind(), ErrorKind::Decode, "{case}");
    assert!(expected("Code").is_some(), "{case} has no code");
    assert_eq!(error.code().map(ErrorCode::as_str), expected("Code"), "{case}");
    assert_eq!(error.message(), expected("Message").unwrap_or_default(), "{case}");
    assert_eq!(error.request_id(), expected("RequestId"), "{case}");
}

/// Returns the error of a call that gets this response.
fn fail_with(status: u16, body: &str) -> Error {
    let transport = FixedResponse { status, body: body.to_owned() };
    let client = Client::builder().credentials(Credentials::new("id", "key")).transport(transport).build();
    let bucket = client.expect("a client").bucket("examplebucket-1250000000", "ap-chengdu");
    let call = ci::QueryImageModerationJob::new("job").send(&bucket);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async move { call.await.expect_err("an error") })
}

/// A transport that always returns the same response.
struct FixedResponse {
    status: u16,
    body: String,
}

impl Transport for FixedResponse {
    fn send(&self, _: Request<Body>) -> Sending {
        let response = Response::builder().status(self.status).header("content-type", "application/xml");
        let response = response.body(self.body.clone().into()).expect("an answer");
        Box::pin(async move { Ok(response) })
    }
}
