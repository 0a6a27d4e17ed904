//! Pages: a whole list from the mock, and services that never come to an end.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport};
use tencentcloud_runtime::{Body, ByteStream, Client, Paginated};
use tests::golden::catalog::{ListNames, ListPages, ListThings};

use super::{client, credentials, seen, server};

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let server = server().await;
    let client = client(&server);
    let (mut items, mut ids) = (ListThings::new().limit(2).items(&client), Vec::new());
    assert_eq!(server.requests().len(), 0, "nobody has asked yet");
    while let Some(item) = items.next().await {
        ids.push(item.expect("an item").id);
    }
    assert_eq!(ids, [1, 2, 3, 4, 5].map(Some));
    assert_eq!(seen(&server).len(), 3, "the total says that there is no fourth page");
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
async fn made_lists_have_an_end_too() {
    let server = server().await;
    let client = client(&server);
    let mut pages = ListPages::new().page_size("1").pages(&client);
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page.expect("a page").data.as_ref().map_or(0, |data| data.list.len());
    }
    assert_eq!(count, seen(&server).len());
    let mut names = ListNames::new().items(&client);
    while let Some(name) = names.next().await {
        name.expect("a name");
    }
}

/// Answers whatever a function makes of the request's body and number.
#[derive(Clone)]
struct Script {
    answer: Arc<dyn Fn(usize) -> String + Send + Sync>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn of(answer: impl Fn(usize) -> String + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer), asked: Arc::default() }
    }

    fn client(&self) -> Client {
        Client::builder().credentials(credentials()).transport(self.clone()).build().expect("a client")
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> Sending {
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        let mut asked = self.asked.lock().expect("no panic");
        let answer = (self.answer)(asked.len());
        asked.push(body.unwrap_or_default());
        let response = Response::new(ByteStream::from(format!("{{\"Response\":{{{answer}}}}}").into_bytes()));
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(response)
        })
    }
}

/// How many pages there are, and the error at the end, if there is one.
async fn read<O: Paginated>(request: O, script: &Script) -> (usize, Option<String>) {
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
async fn what_the_page_before_says_is_what_is_asked_next() {
    let script = Script::of(|number| match number {
        0 => names("\"a\"", "\"t1\""),
        1 => names("", "\"t2\""),
        _ => names("\"b\",\"c\"", "\"\""),
    });
    let (mut items, mut found) = (ListNames::new().items(&script.client()), Vec::new());
    while let Some(name) = items.next().await {
        found.push(name.expect("a name"));
    }
    assert_eq!(found, ["a", "b", "c"], "an empty page is no end");
    assert_eq!(script.asked(), ["{}", r#"{"NextToken":"t1"}"#, r#"{"NextToken":"t2"}"#]);

    for end in ["null", "\"\"", "\"t2\",\"HasMore\":false"] {
        let end = end.to_owned();
        assert_eq!(read(ListNames::new(), &Script::of(move |_| names("", &end))).await, (1, None));
    }
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    for (first, tokens) in [("", vec!["a", "a"]), ("", vec!["a", "b", "a"]), ("a", vec!["a"])] {
        let count = tokens.len();
        let script = Script::of(move |number| names("\"x\"", &format!("\"{}\"", tokens[number % tokens.len()])));
        let request = if first.is_empty() { ListNames::new() } else { ListNames::new().next_token(first) };
        let (pages, error) = read(request, &script).await;
        assert_eq!(pages, count);
        assert!(error.expect("an error").contains("repeats a page token"));
    }
}

#[tokio::test]
async fn empty_pages_and_pages_without_end_are_errors() {
    let (pages, error) = read(ListNames::new(), &Script::of(|number| names("", &format!("\"{number}\"")))).await;
    assert_eq!(pages, 100);
    assert!(error.expect("an error").contains("empty"));
    let (pages, error) = read(ListNames::new(), &Script::of(|number| names("\"x\"", &format!("\"{number}\"")))).await;
    assert_eq!(pages, 10_000);
    assert!(error.expect("an error").contains("10000 pages"));
}

#[tokio::test]
async fn counting_ends_where_there_is_nothing_more() {
    let thing = |id: usize| format!("{{\"Id\":{id}}}");
    for (total, answers, requests) in [
        // The last page is full: the total tells.
        ("\"TotalCount\":4,", vec![2, 2, 0], 2),
        // The service gives fewer than were asked for.
        ("\"TotalCount\":3,", vec![1, 1, 1, 0], 3),
        // It does not count, or says that there are none.
        ("", vec![2, 2, 1, 0], 4),
        ("\"TotalCount\":0,", vec![2, 1, 0], 3),
        // It says more than there are.
        ("\"TotalCount\":\"99\",", vec![2, 0], 2),
        ("\"TotalCount\":5,", vec![0], 1),
    ] {
        let script = Script::of(move |number| {
            let before: usize = answers[..number].iter().sum();
            let things: Vec<_> = (before..before + answers[number]).map(thing).collect();
            format!("{total}\"Things\":[{}]", things.join(","))
        });
        assert_eq!(read(ListThings::new().limit(2), &script).await, (requests, None), "{total}");
        let asked = script.asked();
        assert_eq!(asked[0], r#"{"Limit":2}"#);
    }
    let same = Script::of(|_| "\"Things\":[{\"Id\":1}]".to_owned());
    let (pages, error) = read(ListThings::new(), &same).await;
    assert_eq!(pages, 2);
    assert!(error.expect("an error").contains("repeats a page"));
    assert_eq!(same.asked(), ["{}", r#"{"Offset":1}"#]);
}

#[tokio::test]
async fn numbers_of_pages_go_on_from_where_the_caller_begins() {
    let script = Script::of(|_| "\"Data\":{\"Total\":6,\"List\":[{},{}]}".to_owned());
    assert_eq!(read(ListPages::new().page_number("1").page_size("2"), &script).await, (2, None));
    assert_eq!(script.asked(), [r#"{"PageNumber":"1","PageSize":"2"}"#, r#"{"PageNumber":"2","PageSize":"2"}"#,]);
    let script = Script::of(|_| "\"Data\":{\"Total\":6,\"List\":[{},{}]}".to_owned());
    assert_eq!(read(ListPages::new(), &script).await, (3, None));
    assert_eq!(script.asked()[1], r#"{"PageNumber":"1"}"#, "the first page has the number 0 here");
}

#[tokio::test]
async fn an_error_ends_it_and_a_dropped_future_loses_nothing() {
    let script = Script::of(|number| match number {
        0 => "\"TotalCount\":9,\"Things\":[{},{}]".to_owned(),
        _ => "\"Error\":{\"Code\":\"LimitExceeded\",\"Message\":\"no\"},\"RequestId\":\"r\"".to_owned(),
    });
    let mut items = ListThings::new().items(&script.client()).with(|call| call.region("ap-chengdu"));
    // The first poll sends the request, and the future goes away.
    let ready = poll_fn(|cx| Poll::Ready(pin!(items.next()).poll(cx).is_ready())).await;
    assert!(!ready && script.asked().len() == 1, "{:?}", script.asked());
    assert!(items.next().await.expect("an item").is_ok());
    assert_eq!(script.asked().len(), 1, "the request is not sent a second time");
    assert!(items.next().await.expect("an item").is_ok());
    let error = items.next().await.expect("an error").expect_err("an error");
    assert_eq!((error.code().expect("a code").as_str(), error.request_id()), ("LimitExceeded", Some("r")));
    assert!(items.next().await.is_none());
}
