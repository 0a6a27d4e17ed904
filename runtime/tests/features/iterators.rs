//! Events and pages without an async runtime.

use tencentcloud_runtime::{ErrorKind, List, Meta, Operation, PageStream, Paginated, Paginator};

use crate::support::{Everything, Fake, Moderate, response};

#[derive(Clone, Default, PartialEq)]
struct ListWords {
    offset: Option<i64>,
}

tencentcloud_runtime::shape! {
    ListWords {
        "Offset" => offset,
    }
}

impl Operation for ListWords {
    type Output = Everything;
    const META: Meta = Meta::action("demo", "2024-01-01", "ListWords").repeatable();
}

impl Paginated for ListWords {
    type Item = String;
    const PAGINATOR: Paginator = Paginator::offset("Offset", "Words").total("Count");

    fn items(output: Everything) -> List<String> {
        output.words
    }
}

/// Three words on two pages; a third page has no response.
fn words() -> Fake {
    let page = |words: &str| response(200, &[], format!("{{\"Response\":{{\"Count\":3,\"Words\":[{words}]}}}}"));
    Fake::default().then(page(r#""a","b""#)).then(page(r#""c""#))
}

fn pages(fake: &Fake) -> PageStream<ListWords> {
    PageStream::new(&fake.client(), ListWords::default())
}

#[test]
fn a_list_is_an_iterator_over_its_items() {
    let fake = words();
    let items = pages(&fake).items().blocking();
    assert_eq!(fake.requests().len(), 0, "no request before the first item");
    let items: Result<Vec<_>, _> = items.collect();
    assert_eq!(items.unwrap(), ["a", "b", "c"]);
    assert_eq!(fake.requests().len(), 2, "the total excludes a third page");
}

#[test]
fn a_list_is_an_iterator_over_its_pages() {
    let fake = words();
    let mut pages = pages(&fake).blocking();
    assert_eq!(pages.next().unwrap().unwrap().words.len(), 2);
    assert_eq!(fake.requests().len(), 1, "a page is requested when it is needed");
    assert_eq!(pages.next().unwrap().unwrap().words.len(), 1);
    assert!(pages.next().is_none() && pages.next().is_none());
}

#[test]
fn an_error_ends_the_iterator() {
    let refused = r#"{"Response":{"Error":{"Code":"InvalidParameter","Message":"m"}}}"#;
    let fake = Fake::json(refused);
    let mut items = pages(&fake).items().blocking();
    assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::InvalidParameter);
    assert!(items.next().is_none());
}

#[test]
fn an_event_stream_is_an_iterator_over_its_events() {
    let headers = [("content-type", "text/event-stream")];
    let body = "data: {\"Text\":\"a\"}\n\ndata: {\"Text\":\"b\"}\n\ndata: [DONE]\n\n";
    let fake = Fake::default().then(response(200, &headers, body));
    let input = Moderate { file_url: Some("u".to_owned()), ..Moderate::default() };
    let reply = fake.client().events(input, "").send_blocking().unwrap();
    let texts: Vec<_> = reply.blocking().map(|event| event.unwrap().into_inner().text.unwrap()).collect();
    assert_eq!(texts, ["a", "b"]);
}

#[test]
fn within_a_runtime_the_iterator_yields_one_error() {
    let fake = words();
    let mut items = pages(&fake).items().blocking();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::InvalidInput);
        assert!(items.next().is_none());
    });
    assert_eq!(fake.requests().len(), 0);
}
