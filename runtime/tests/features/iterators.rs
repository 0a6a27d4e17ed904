//! Events and pages without an async runtime.

use tencentcloud_runtime::{ErrorKind, List, Meta, Operation, PageStream, Paginated, Paginator};

use crate::support::{Everything, Fake, Moderate, answer};

#[derive(Clone, Debug, Default, PartialEq)]
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

/// Three words on two pages, and nothing where a third is asked for.
fn words() -> Fake {
    let page = |words: &str| answer(200, &[], format!("{{\"Response\":{{\"Count\":3,\"Words\":[{words}]}}}}"));
    Fake::default().then(page(r#""a","b""#)).then(page(r#""c""#))
}

fn pages(fake: &Fake) -> PageStream<ListWords> {
    PageStream::new(&fake.client(), ListWords::default())
}

#[test]
fn a_list_is_an_iterator_over_its_items() {
    let fake = words();
    let items = pages(&fake).items().blocking();
    assert_eq!(fake.all_sent().len(), 0, "nobody has asked yet");
    let items: Result<Vec<_>, _> = items.collect();
    assert_eq!(items.unwrap(), ["a", "b", "c"]);
    assert_eq!(fake.all_sent().len(), 2, "the total says that there is no third page");
}

#[test]
fn a_list_is_an_iterator_over_its_pages() {
    let fake = words();
    let mut pages = pages(&fake).blocking();
    assert_eq!(pages.next().unwrap().unwrap().words.len(), 2);
    assert_eq!(fake.all_sent().len(), 1, "a page is asked for when it is wanted");
    assert_eq!(pages.next().unwrap().unwrap().words.len(), 1);
    assert!(pages.next().is_none() && pages.next().is_none());
}

#[test]
fn an_error_is_the_last_page() {
    let refused = r#"{"Response":{"Error":{"Code":"InvalidParameter","Message":"m"}}}"#;
    let fake = Fake::json(refused);
    let mut items = pages(&fake).items().blocking();
    assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::InvalidParameter);
    assert!(items.next().is_none());
}

#[test]
fn an_answer_in_events_is_an_iterator_over_them() {
    let headers = [("content-type", "text/event-stream")];
    let body = "data: {\"Text\":\"a\"}\n\ndata: {\"Text\":\"b\"}\n\ndata: [DONE]\n\n";
    let fake = Fake::default().then(answer(200, &headers, body));
    let input = Moderate { file_url: Some("u".to_owned()), ..Moderate::default() };
    let reply = fake.client().events(input, "").send_blocking().unwrap();
    let texts: Vec<_> = reply.blocking().map(|event| event.unwrap().into_inner().text.unwrap()).collect();
    assert_eq!(texts, ["a", "b"]);
}

#[test]
fn within_a_runtime_the_first_is_an_error_and_there_is_no_second() {
    let fake = words();
    let mut items = pages(&fake).items().blocking();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        assert_eq!(items.next().unwrap().unwrap_err().kind(), ErrorKind::InvalidInput);
        assert!(items.next().is_none());
    });
    assert_eq!(fake.all_sent().len(), 0);
}
