//! Interceptors: what they see, and what they may change.

use std::sync::{Arc, Mutex};

use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{AfterAttempt, BeforeSigning, BoxError, Client, ClientBuilder, ErrorKind, Interceptor};

use super::{COS, NOW, enhance, moderate, query};
use crate::support::{Fake, response};

/// Notes what it sees under its name.
#[derive(Clone)]
struct Notes(&'static str, Arc<Mutex<Vec<String>>>);

impl Notes {
    fn new() -> Self {
        Self("first", Arc::default())
    }

    fn note(&self, line: String) {
        self.1.lock().unwrap().push(format!("{}: {line}", self.0));
    }

    fn lines(&self) -> Vec<String> {
        self.1.lock().unwrap().clone()
    }
}

impl Interceptor for Notes {
    fn before_signing(&self, request: &mut BeforeSigning<'_>) -> Result<(), BoxError> {
        let (operation, attempt) = (request.operation().to_owned(), request.attempt());
        self.note(format!("{}.{operation} {attempt} {} {}", request.service(), request.method(), request.uri()));
        for name in ["authorization", "x-tc-token", "x-cos-security-token"] {
            assert!(!request.headers().contains_key(name), "{name}");
        }
        let printed = format!("{request:?} {:?}", request.headers());
        assert!(!printed.contains("the-token") && !printed.contains("AKID"), "{printed}");
        request.add_header(format!("x-cos-{}", self.0), attempt.to_string())?;
        Ok(())
    }

    fn after_attempt(&self, outcome: &AfterAttempt<'_>) {
        let header = outcome.headers().and_then(|headers| headers.get("x-note")).and_then(|note| note.to_str().ok());
        let (status, kind) =
            (outcome.status().map(|status| status.as_u16()), outcome.error().map(|error| error.kind()));
        let (attempt, id) = (outcome.attempt(), outcome.request_id());
        self.note(format!("{} {attempt} {status:?} {header:?} {id:?} {kind:?}", outcome.operation()));
    }
}

fn builder(fake: &Fake) -> ClientBuilder {
    let credentials = Fake::credentials().with_token("the-token");
    Client::builder().credentials(credentials).transport(fake.clone()).clock(|| NOW)
}

#[tokio::test(start_paused = true)]
async fn interceptors_see_each_attempt_in_order_and_add_headers() {
    let busy = response(503, &[("x-note", "busy"), ("x-cos-request-id", "r-1")], "");
    let fake =
        Fake::default().then(busy).then(response(200, &[("x-note", "fine"), ("x-cos-request-id", "r-2")], "png"));
    let first = Notes::new();
    let second = Notes("second", Arc::clone(&first.1));
    let client = builder(&fake).interceptor(first.clone()).interceptor(second).build().unwrap();
    enhance("k").send(&client.bucket("examplebucket-1250000000", "ap-chengdu")).await.unwrap();
    let request = |attempt| format!("cos.AIEnhanceImage {attempt} GET https://{COS}/k?ci-process=AIEnhanceImage");
    let expected = [
        format!("first: {}", request(1)),
        format!("second: {}", request(1)),
        r#"first: AIEnhanceImage 1 Some(503) Some("busy") Some("r-1") Some(Unavailable)"#.to_owned(),
        r#"second: AIEnhanceImage 1 Some(503) Some("busy") Some("r-1") Some(Unavailable)"#.to_owned(),
        format!("first: {}", request(2)),
        format!("second: {}", request(2)),
        r#"first: AIEnhanceImage 2 Some(200) Some("fine") Some("r-2") None"#.to_owned(),
        r#"second: AIEnhanceImage 2 Some(200) Some("fine") Some("r-2") None"#.to_owned(),
    ];
    assert_eq!(first.lines(), expected);
    let requests = fake.requests();
    assert_eq!(requests.len(), 2);
    for (request, attempt) in requests.iter().zip(["1", "2"]) {
        assert_eq!((request.header("x-cos-first"), request.header("x-cos-second")), (attempt, attempt));
        let list = "q-header-list=host;x-cos-first;x-cos-second;x-cos-security-token&";
        assert!(request.header("authorization").contains(list), "{}", request.header("authorization"));
    }
}

#[tokio::test]
async fn the_request_id_in_the_body_and_errors_with_status_200_are_seen() {
    let failed = r#"{"Response":{"Error":{"Code":"InvalidParameter","Message":"no"},"RequestId":"r-2"}}"#;
    for (body, line) in [
        (r#"{"Response":{"RequestId":"r-1"}}"#, r#"first: ImageModeration 1 Some(200) None Some("r-1") None"#),
        (failed, r#"first: ImageModeration 1 Some(200) None Some("r-2") Some(InvalidParameter)"#),
    ] {
        let (fake, notes) = (Fake::responding(200, &[], body), Notes::new());
        let client = builder(&fake).interceptor(notes.clone()).build().unwrap();
        let _outcome = moderate().send(&client).await;
        assert_eq!(notes.lines().last().map(String::as_str), Some(line));
    }
}

#[tokio::test]
async fn a_failure_without_an_answer_is_seen() {
    let (fake, notes) = (Fake::failing(TransportErrorKind::Other), Notes::new());
    let client = builder(&fake).interceptor(notes.clone()).build().unwrap();
    moderate().send(&client).await.unwrap_err();
    assert_eq!(notes.lines().len(), 2);
    assert_eq!(notes.lines()[1], "first: ImageModeration 1 None None None Some(Connection)");
}

type Hook = fn(&mut BeforeSigning<'_>) -> Result<(), BoxError>;

/// Stops every call.
struct Stop(Hook);

impl Interceptor for Stop {
    fn before_signing(&self, request: &mut BeforeSigning<'_>) -> Result<(), BoxError> {
        (self.0)(request)
    }
}

#[tokio::test]
async fn an_interceptor_can_stop_a_call_before_anything_is_sent() {
    let rows: [(Hook, &str); 4] = [
        (|_| Err("over budget".into()), "an interceptor stopped the call: over budget"),
        (|request| Ok(request.add_header("x-tc-token", "t")?), "invalid header `x-tc-token`: is set by the client"),
        (|request| Ok(request.add_header("host", "t")?), "invalid header `host`: is set by the client"),
        (
            |request| Ok(request.add_header("x-twice", "1").and_then(|()| request.add_header("x-twice", "2"))?),
            "invalid header `x-twice`: is already set",
        ),
    ];
    for (stop, message) in rows {
        let (fake, notes) = (Fake::default(), Notes::new());
        let client = builder(&fake).interceptor(Stop(stop)).interceptor(notes.clone()).build().unwrap();
        let error = query("j").send(&client.bucket("examplebucket-1250000000", "ap-chengdu")).await.unwrap_err();
        assert_eq!((error.kind(), error.message(), error.is_ambiguous()), (ErrorKind::InvalidInput, message, false));
        assert_eq!(error.operation(), Some("QueryJob"));
        assert!(fake.sent_nothing());
        assert_eq!(notes.lines(), ["first: QueryJob 1 None None None Some(InvalidInput)"]);
    }
}
