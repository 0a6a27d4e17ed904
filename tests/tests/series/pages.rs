//! Pagination: whole lists from the mock, and services that never end a list.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport};
use tencentcloud_runtime::{Body, ByteStream, Client, Paginated};
use tests::golden::catalog::{ListNames, ListPages, ListThings};

use super::{client, credentials, server, valid_requests};

#[tokio::test]
async fn an_offset_beyond_signed_integers_goes_on() {
    let thing = |number| ["{\"Id\":1},{\"Id\":2}", ""][number];
    let script = ScriptedTransport::of(move |number| format!("\"Things\":[{}]", thing(number)));
    assert_eq!(read_pages(ListThings::new().offset(u64::MAX - 9), &script).await, (2, None));
    let offset = |number: u64| format!("{{\"Offset\":{number}}}");
    assert_eq!(script.bodies(), [offset(u64::MAX - 9), offset(u64::MAX - 7)]);
}

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let server = server().await;
    let client = client(&server);
    let (mut items, mut ids) = (ListThings::new().limit(2).items(&client), Vec::new());
    assert_eq!(server.requests().len(), 0, "a page is requested only when an item is");
    while let Some(item) = items.next().await {
        ids.push(item.expect("an item").id);
    }
    assert_eq!(ids, [1, 2, 3, 4, 5].map(Some));
    assert_eq!(valid_requests(&server).len(), 3, "the total rules out a fourth page");
    assert!(items.next().await.is_none());

    let mut pages = ListThings::new().limit(2).offset(1).pages(&client);
    let mut lengths = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        assert!(!page.request_id().is_empty());
        lengths.push((page.things.len(), page.total_count));
    }
    assert_eq!(lengths, [(2, Some(5)), (2, Some(5))]);
}

#[tokio::test]
async fn generated_lists_end_too() {
    let server = server().await;
    let client = client(&server);
    let mut pages = ListPages::new().page_size("1").pages(&client);
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page.expect("a page").data.as_ref().map_or(0, |data| data.list.len());
    }
    assert_eq!(count, valid_requests(&server).len());
    let mut names = ListNames::new().items(&client);
    while let Some(name) = names.next().await {
        name.expect("a name");
    }
}

/// A transport whose answers are a function of the number of earlier requests. It records the bodies of requests.
#[derive(Clone)]
struct ScriptedTransport {
    answer: Arc<dyn Fn(usize) -> String + Send + Sync>,
    bodies: Arc<Mutex<Vec<String>>>,
}

impl ScriptedTransport {
    fn of(answer: impl Fn(usize) -> String + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer), bodies: Arc::default() }
    }

    fn client(&self) -> Client {
        Client::builder().credentials(credentials()).transport(self.clone()).build().expect("a client")
    }

    fn bodies(&self) -> Vec<String> {
        self.bodies.lock().expect("no panic").clone()
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: Request<Body>) -> Sending {
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        let mut bodies = self.bodies.lock().expect("no panic");
        let answer = (self.answer)(bodies.len());
        bodies.push(body.unwrap_or_default());
        let response = Response::new(ByteStream::from(format!("{{\"Response\":{{{answer}}}}}").into_bytes()));
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(response)
        })
    }
}

/// Reads all pages. Returns their number, and the error at the end, if there is one.
async fn read_pages<O: Paginated>(request: O, script: &ScriptedTransport) -> (usize, Option<String>) {
    let mut pages = tencentcloud_runtime::PageStream::new(&script.client(), request);
    let mut count = 0;
    while let Some(page) = pages.next().await {
        match page {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(pages.next().await.is_none(), "nothing follows an error");
                return (count, Some(error.to_string()));
            }
        }
    }
    (count, None)
}

fn names(names: &str, token: &str) -> String {
    format!("\"Names\":[{names}],\"NextToken\":{token}")
}

#[tokio::test]
async fn each_request_has_the_token_of_the_previous_page() {
    let script = ScriptedTransport::of(|number| match number {
        0 => names("\"a\"", "\"t1\""),
        1 => names("", "\"t2\""),
        _ => names("\"b\",\"c\"", "\"\""),
    });
    let (mut items, mut found) = (ListNames::new().items(&script.client()), Vec::new());
    while let Some(name) = items.next().await {
        found.push(name.expect("a name"));
    }
    assert_eq!(found, ["a", "b", "c"], "an empty page does not end the list");
    assert_eq!(script.bodies(), ["{}", r#"{"NextToken":"t1"}"#, r#"{"NextToken":"t2"}"#]);

    for end in ["null", "\"\"", "\"t2\",\"HasMore\":false"] {
        let end = end.to_owned();
        assert_eq!(read_pages(ListNames::new(), &ScriptedTransport::of(move |_| names("", &end))).await, (1, None));
    }
}

#[tokio::test]
async fn a_repeated_token_is_an_error() {
    for (first, tokens) in [("", vec!["a", "a"]), ("", vec!["a", "b", "a"]), ("a", vec!["a"])] {
        let count = tokens.len();
        let script =
            ScriptedTransport::of(move |number| names("\"x\"", &format!("\"{}\"", tokens[number % tokens.len()])));
        let request = if first.is_empty() { ListNames::new() } else { ListNames::new().next_token(first) };
        let (pages, error) = read_pages(request, &script).await;
        assert_eq!(pages, count);
        assert!(error.expect("an error").contains("repeats a page token"));
    }
}

#[tokio::test]
async fn too_many_empty_pages_or_pages_are_errors() {
    let (pages, error) =
        read_pages(ListNames::new(), &ScriptedTransport::of(|number| names("", &format!("\"{number}\"")))).await;
    assert_eq!(pages, 100);
    assert!(error.expect("an error").contains("empty"));
    let (pages, error) =
        read_pages(ListNames::new(), &ScriptedTransport::of(|number| names("\"x\"", &format!("\"{number}\"")))).await;
    assert_eq!(pages, 10_000);
    assert!(error.expect("an error").contains("10000 pages"));
}

#[tokio::test]
async fn offset_pagination_ends_at_the_total_or_at_a_page_that_is_empty() {
    let thing = |id: usize| format!("{{\"Id\":{id}}}");
    for (total, answers, requests) in [
        // The last page is full, but the total is reached.
        ("\"TotalCount\":4,", vec![2, 2, 0], 2),
        // The service returns fewer items than the limit.
        ("\"TotalCount\":3,", vec![1, 1, 1, 0], 3),
        // The service returns no total, or a total of zero.
        ("", vec![2, 2, 1, 0], 4),
        ("\"TotalCount\":0,", vec![2, 1, 0], 3),
        // The total is too large.
        ("\"TotalCount\":\"99\",", vec![2, 0], 2),
        ("\"TotalCount\":5,", vec![0], 1),
    ] {
        let script = ScriptedTransport::of(move |number| {
            let before: usize = answers[..number].iter().sum();
            let things: Vec<_> = (before..before + answers[number]).map(thing).collect();
            format!("{total}\"Things\":[{}]", things.join(","))
        });
        assert_eq!(read_pages(ListThings::new().limit(2), &script).await, (requests, None), "{total}");
        let bodies = script.bodies();
        assert_eq!(bodies[0], r#"{"Limit":2}"#);
    }
    let repeating = ScriptedTransport::of(|_| "\"Things\":[{\"Id\":1}]".to_owned());
    let (pages, error) = read_pages(ListThings::new(), &repeating).await;
    assert_eq!(pages, 2);
    assert!(error.expect("an error").contains("repeats a page"));
    assert_eq!(repeating.bodies(), ["{}", r#"{"Offset":1}"#]);
}

#[tokio::test]
async fn page_numbers_continue_from_the_first_request() {
    let script = ScriptedTransport::of(|_| "\"Data\":{\"Total\":6,\"List\":[{},{}]}".to_owned());
    assert_eq!(read_pages(ListPages::new().page_number("1").page_size("2"), &script).await, (2, None));
    assert_eq!(script.bodies(), [r#"{"PageNumber":"1","PageSize":"2"}"#, r#"{"PageNumber":"2","PageSize":"2"}"#,]);
    let script = ScriptedTransport::of(|_| "\"Data\":{\"Total\":6,\"List\":[{},{}]}".to_owned());
    assert_eq!(read_pages(ListPages::new(), &script).await, (3, None));
    assert_eq!(script.bodies()[1], r#"{"PageNumber":"1"}"#, "the first page has the number 0");
}

#[tokio::test]
async fn an_error_ends_the_list_and_a_dropped_future_loses_nothing() {
    let script = ScriptedTransport::of(|number| match number {
        0 => "\"TotalCount\":9,\"Things\":[{},{}]".to_owned(),
        _ => "\"Error\":{\"Code\":\"LimitExceeded\",\"Message\":\"no\"},\"RequestId\":\"r\"".to_owned(),
    });
    let mut items = ListThings::new().items(&script.client()).with(|call| call.region("ap-chengdu"));
    // The first poll sends the request; then the future is dropped.
    let ready = poll_fn(|cx| Poll::Ready(pin!(items.next()).poll(cx).is_ready())).await;
    assert!(!ready && script.bodies().len() == 1, "{:?}", script.bodies());
    assert!(items.next().await.expect("an item").is_ok());
    assert_eq!(script.bodies().len(), 1, "the request is not sent a second time");
    assert!(items.next().await.expect("an item").is_ok());
    let error = items.next().await.expect("an error").expect_err("an error");
    assert_eq!((error.code().expect("a code").as_str(), error.request_id()), ("LimitExceeded", Some("r")));
    assert!(items.next().await.is_none());
}
