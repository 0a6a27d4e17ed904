//! 100,000 damaged responses through the whole call. None panics, none is a success without a known member, and an error
//! keeps a code that a person could still read.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use codegen_model::route::RequestText;
use codegen_model::{Example, Location, Model, Operation, Protocol, Response as OperationResponse};
use tencentcloud_image::runtime::http::{Request, Response};
use tencentcloud_image::runtime::replay::Recorded;
use tencentcloud_image::runtime::transport::{Sending, Transport};
use tencentcloud_image::runtime::wait::Target;
use tencentcloud_image::runtime::{Body, ByteStream, Credentials, Reply, RetryPolicy};
use tencentcloud_image::{Client, Error};

use super::{Case, cases};
use crate::support::model;

const RESPONSES: usize = 60_000;
const ERRORS: usize = 40_000;

const PIECES: [&[u8]; 16] = [
    b"<",
    b">",
    b"</",
    b"&",
    b"&#xD83D;",
    b"<![CDATA[",
    b"<!--",
    b"\"",
    b"\\",
    b"\\ud800",
    b"{",
    b"[",
    b",",
    b"\n",
    b"\0",
    b"\xff",
];

/// Returns the examples that are short enough to be read often, with their requests.
fn short<'m>(model: &'m Model) -> Vec<(Case<'m>, Recorded<'m>)> {
    let is_short = |case: &Case<'_>| {
        let response = case.example.response.trim();
        // An empty object is a response without members that is right.
        case.example.request.len() < 400 && response.len() < 700 && response != "{}"
    };
    let with_request = |case: Case<'m>| {
        let recorded = recorded(case.example, case.operation);
        (case, recorded)
    };
    let cases: Vec<_> = cases(model).into_iter().filter(is_short).map(with_request).collect();
    assert!(cases.len() > 100, "only {} examples are short", cases.len());
    cases
}

/// A pseudorandom number generator with a fixed seed, so that failures can be reproduced.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// Flips bits, cuts, removes, repeats, swaps and inserts, one to three times.
    fn damage(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=self.below(3) {
            let (at, other) = (self.below(bytes.len()), self.below(bytes.len()));
            let range = at..(at + self.below(40)).min(bytes.len());
            match self.below(6) {
                _ if bytes.is_empty() => {}
                0 => bytes[at] ^= 1 << self.below(8),
                1 => bytes.truncate(at),
                2 => drop(bytes.drain(range)),
                3 => {
                    let repeated = bytes[range].repeat(1 + self.below(50));
                    bytes.splice(at..at, repeated);
                }
                4 => bytes.swap(at, other),
                _ => drop(bytes.splice(at..at, PIECES[self.below(PIECES.len())].iter().copied())),
            }
        }
        bytes
    }
}

/// A transport that always returns the response that is set.
#[derive(Clone, Default)]
struct Scripted(Arc<Mutex<(u16, Vec<u8>)>>);

impl Transport for Scripted {
    fn send(&self, _: Request<Body>) -> Sending {
        let (status, body) = self.0.lock().expect("no panic").clone();
        let response = Response::builder().status(status).body(body.into()).expect("a response");
        Box::pin(async move { Ok(response) })
    }
}

/// Calls the operations of examples.
struct Caller {
    transport: Scripted,
    client: Client,
}

impl Caller {
    fn new() -> Self {
        let transport = Scripted::default();
        let client = Client::builder().credentials(Credentials::new("id", "key")).region("ap-chengdu");
        let client = client.retry(RetryPolicy::never()).transport(transport.clone()).build().expect("a client");
        Self { transport, client }
    }

    /// Calls the operation with the request of the example, and returns what it makes of this response.
    async fn call(
        &self,
        (case, recorded): &(Case<'_>, Recorded<'_>),
        status: u16,
        body: &[u8],
    ) -> Result<(Vec<u8>, Reply<ByteStream>), Error> {
        *self.transport.0.lock().expect("no panic") = (status, body.to_vec());
        let target = match case.operation.protocol {
            Protocol::Action => Target::from(&self.client),
            Protocol::Rest { .. } => Target::from(&self.client.bucket("examplebucket-1250000000", "ap-chengdu")),
        };
        let mut reply = case.entry.send(target, recorded).await?;
        let written = std::mem::replace(&mut *reply, ByteStream::from(Vec::new())).collect().await?;
        Ok((written.to_vec(), reply))
    }
}

fn recorded<'m>(example: &'m Example, operation: &'m Operation) -> Recorded<'m> {
    let request = &example.request;
    if matches!(operation.protocol, Protocol::Action) {
        let headers = vec![("X-TC-Action", operation.name.as_str())];
        return Recorded { method: "POST", path: "/", query: Vec::new(), headers, body: request.as_bytes() };
    }
    let RequestText { method, path, query, headers, body, .. } = RequestText::parse(request).expect("a request line");
    Recorded { method, path, query, headers, body: body.as_bytes() }
}

/// Returns the names of the output's members in the body, or `None` if it has none and any response is a success.
fn declared<'m>(case: &Case<'m>) -> Option<BTreeSet<&'m str>> {
    let OperationResponse::Shape { shape, .. } = &case.operation.response else { return None };
    let in_body = shape.members.iter().filter(|member| member.location == Location::Body);
    let names: BTreeSet<_> = in_body.map(|member| member.name.as_str()).collect();
    (!names.is_empty()).then_some(names)
}

/// Whether the responses of a call have no body, so that errors have a status only.
fn has_no_body(recorded: &Recorded<'_>) -> bool {
    recorded.method == "HEAD"
}

/// Returns whether a body has a member of the output, or nothing but what every response may have.
fn has_known(case: &Case<'_>, names: &BTreeSet<&str>, body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let is_known = |name: &&str| {
        *name == "#text"
            || [format!("\"{name}\""), format!("<{name}"), format!(":{name}")].iter().any(|name| text.contains(name))
    };
    let has_id_only = matches!(case.operation.protocol, Protocol::Action)
        && text.contains("\"RequestId\"")
        && text.matches("\":").count() <= 2;
    names.iter().any(is_known) || has_id_only || text.trim() == "{}"
}

/// Puts a written output into the envelope of API 3.0.
fn envelope(case: &Case<'_>, body: &[u8]) -> Vec<u8> {
    match case.operation.protocol {
        Protocol::Action => [b"{\"Response\":", body, b"}"].concat(),
        Protocol::Rest { .. } => body.to_vec(),
    }
}

#[tokio::test]
async fn damaged_responses_are_read_or_refused() {
    let (caller, mut random) = (Caller::new(), Random(1));
    let cases: Vec<_> = short(model()).into_iter().filter(|(case, _)| case.example.status < 300).collect();
    let (mut successes, mut failures) = (0, Vec::new());
    for round in 0..RESPONSES {
        let called = &cases[round % cases.len()];
        let case = &called.0;
        let body = random.damage(&case.example.response);
        let Ok((written, reply)) = caller.call(called, 200, &body).await else { continue };
        successes += 1;
        let known = declared(case).is_none_or(|names| has_known(case, &names, &body));
        let no_members = case.operation.answers_bytes() || matches!(&*written, b"" | b"{}");
        let readable = no_members || matches!(case.entry.reread(&envelope(case, &written)), Some(Ok(_)));
        if !(known && readable) {
            failures.push(format!("{case}: {reply:?} of {}", body.escape_ascii()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!((RESPONSES / 4..RESPONSES).contains(&successes), "some damage is read, not all: {successes}");
}

/// Returns error responses of an operation, each with the texts that a person recognizes it by.
fn errors(case: &Case<'_>) -> Vec<(u16, String, [&'static str; 2])> {
    const JSON: [&str; 2] = ["\"Error\":", "\"Code\":\"RequestLimitExceeded\""];
    const XML: [&str; 2] = ["<Error>", "<Code>SlowDown</Code>"];
    if matches!(case.operation.protocol, Protocol::Action) {
        let error = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"多"},"RequestId":"r"}}"#;
        let other = r#"{"Response":{"RequestId":"r","Error":{"Message":"a b","Code":"RequestLimitExceeded"}}}"#;
        return vec![(200, error.to_owned(), JSON), (200, other.to_owned(), JSON)];
    }
    let members =
        "<Code>SlowDown</Code><Message>慢 &amp; slow</Message><Resource>/a?b=1&c</Resource><RequestId>r</RequestId>";
    let xml = format!("<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n{members}</Error>");
    let flat = r#"{"code":"SlowDown","message":"m","request_id":"r"}"#;
    vec![
        (503, xml.clone(), XML),
        (200, xml, XML),
        (200, format!("<Response><Error>{members}</Error></Response>"), XML),
        (503, flat.to_owned(), ["", "\"code\":\"SlowDown\""]),
    ]
}

/// Returns whether a person reads the error: its name, and its code after it, of which there is only one.
fn is_legible(body: &[u8], [name, code]: [&str; 2]) -> bool {
    let text = String::from_utf8_lossy(body);
    text.find(name).is_some_and(|at| text[at..].contains(code)) && text.matches(&code[..5]).count() == 1
}

#[tokio::test]
async fn damaged_errors_keep_a_legible_code() {
    let (caller, mut random) = (Caller::new(), Random(2));
    let cases: Vec<_> = short(model()).into_iter().filter(|(_, recorded)| !has_no_body(recorded)).collect();
    let errors: Vec<_> =
        cases.iter().flat_map(|called| errors(&called.0).into_iter().map(move |error| (called, error))).collect();
    let (mut legible, mut failures) = (0, Vec::new());
    for round in 0..ERRORS {
        let (called, (status, body, marks)) = &errors[round % errors.len()];
        let case = &called.0;
        let body = random.damage(body);
        let outcome = caller.call(called, *status, &body).await;
        if is_legible(&body, *marks) && !(case.operation.answers_bytes() && *status == 200) {
            legible += 1;
            let code = outcome.as_ref().err().and_then(Error::code).map_or("", |code| code.as_str());
            if !marks[1].contains(code) || code.is_empty() {
                failures.push(format!("{case}: {outcome:?} of {status} {}", body.escape_ascii()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!((ERRORS / 4..ERRORS).contains(&legible), "some damage spares the code, not all: {legible}");
}
