//! Selection of the rule for a request.

use tencentcloud_runtime::testing::Mock;
use tencentcloud_runtime::{Answer, Client, Error, Host, HttpBinding, Meta, Operation};

use super::{Moderate, bucket, enhance, moderate, query, upload};
use crate::support::{Everything, Metadata, UploadImage};

async fn ask(client: &Client, url: &str) -> Result<Option<i64>, Error> {
    Ok(moderate(url).send(client).await?.count)
}

#[tokio::test]
async fn the_first_rule_whose_conditions_all_hold_is_used() {
    let mock = Mock::new();
    let ends = |end: &'static str| move |request: &Moderate| request.file_url.as_ref().unwrap().ends_with(end);
    mock.on::<Moderate>().when(ends("b")).when(ends("ab")).answer(|output| output.count = Some(1));
    mock.on::<Moderate>().when(ends("b")).answer(|output| output.count = Some(2));
    mock.on::<Moderate>().answer(|output| output.count = Some(3));
    let client = mock.client();
    for (url, expected) in [("ab", 1), ("b", 2), ("c", 3), ("ab", 1), ("xab", 1)] {
        assert_eq!(ask(&client, url).await.unwrap(), Some(expected), "{url}");
    }
}

#[tokio::test]
async fn responses_are_used_in_order_and_the_last_is_repeated() {
    let mock = Mock::new();
    mock.on::<Moderate>().answer(|output| output.count = Some(1)).then(|output| output.count = Some(2));
    for expected in [1, 2, 2, 2] {
        assert_eq!(ask(&mock.client(), "u").await.unwrap(), Some(expected));
    }
}

#[tokio::test]
async fn a_response_can_depend_on_the_request() {
    let mock = Mock::new();
    let length = |request: &Moderate| i64::try_from(request.file_url.as_ref().map_or(0, String::len)).ok();
    mock.on::<Moderate>()
        .answer_with(move |request, output| output.count = length(request))
        .then_with(move |request, output| output.count = length(request).map(|length| -length));
    for (url, expected) in [("abc", 3), ("abcde", -5), ("a", -1)] {
        assert_eq!(ask(&mock.client(), url).await.unwrap(), Some(expected), "{url}");
    }
    mock.on::<UploadImage>().answer_with(|request, output| output.text.clone_from(&request.object_key));
    let stored = upload("a b.jpg", b"x").send(&bucket(&mock.client())).await.unwrap();
    assert_eq!(stored.text.as_deref(), Some("a b.jpg"));
    mock.verify();
}

#[tokio::test]
async fn an_exhausted_rule_falls_through_to_the_next() {
    let mock = Mock::new();
    mock.on::<Moderate>().answer(|output| output.count = Some(1)).times(2);
    mock.on::<Moderate>().answer(|output| output.count = Some(2));
    for expected in [1, 1, 2, 2] {
        assert_eq!(ask(&mock.client(), "u").await.unwrap(), Some(expected));
    }
}

#[tokio::test]
async fn rules_can_be_added_between_calls() {
    let mock = Mock::new();
    let client = mock.client();
    mock.on::<Moderate>().answer(|_| ()).times(1);
    assert_eq!(ask(&client, "u").await.unwrap(), None);
    mock.on::<Moderate>().answer(|output| output.count = Some(4)).times(1);
    assert_eq!(ask(&client, "u").await.unwrap(), Some(4));
}

/// The same action of an older version.
#[derive(Default)]
struct Older;

/// Another operation with the same HTTP binding as `QueryJob`.
#[derive(Default)]
struct QueryTwin {
    job_id: Option<String>,
}

tencentcloud_runtime::shape! { Older {} }
tencentcloud_runtime::shape! { QueryTwin { "JobId" => job_id [Label], } }

impl Operation for Older {
    type Output = Everything;
    const META: Meta = Meta::action("ims", "2020-07-13", "ImageModeration");
}

impl Operation for QueryTwin {
    type Output = Everything;
    const META: Meta = {
        const WAYS: &[HttpBinding] = &[HttpBinding::new("GET", Host::Ci, "/image/auditing/{JobId}")];
        Meta::rest("QueryTwin", WAYS, "", Answer::Xml("Response"))
    };
}

#[tokio::test]
async fn similar_operations_are_distinguished() {
    let mock = Mock::new();
    mock.on::<Older>().answer(|output| output.count = Some(1));
    mock.on::<Moderate>().answer(|output| output.count = Some(2));
    mock.on::<super::UploadImage>().answer(|output| output.count = Some(3));
    mock.on::<QueryTwin>().answer(|output| output.count = Some(4));
    mock.on::<super::QueryJob>().answer(|output| output.count = Some(5));
    mock.on::<super::EnhanceImage>().answer_bytes("png");
    mock.on::<Metadata>().answer(|output| output.count = Some(6));
    let (client, bucket) = (mock.client(), bucket(&mock.client()));
    assert_eq!(ask(&client, "u").await.unwrap(), Some(2));
    assert_eq!(client.call(Older).await.unwrap().count, Some(1));
    assert_eq!(query("j").send(&bucket).await.unwrap().count, Some(5));
    assert_eq!(bucket.call(QueryTwin { job_id: Some("j".to_owned()) }).await.unwrap().count, Some(4));
    assert_eq!(upload("k", b"").send(&bucket).await.unwrap().count, Some(3));
    assert_eq!(Metadata { object_key: Some("k".to_owned()) }.send(&bucket).await.unwrap().count, Some(6));
    assert_eq!(enhance("k").send(&bucket).await.unwrap().into_inner().collect().await.unwrap(), "png");
    assert_eq!((mock.calls::<Older>().len(), mock.calls::<QueryTwin>().len(), mock.requests()), (1, 1, 7));
}

#[tokio::test]
async fn concurrent_calls_share_the_rules() {
    let mock = Mock::new();
    mock.on::<Moderate>().answer(|_| ()).times(50);
    mock.on::<Moderate>().answer(|output| output.count = Some(1)).times(50);
    let client = mock.client();
    let calls = (0..100).map(|number| {
        tokio::spawn({
            let client = client.clone();
            async move { ask(&client, &number.to_string()).await.unwrap().is_some() }
        })
    });
    let mut second = 0;
    for call in calls.collect::<Vec<_>>() {
        second += usize::from(call.await.unwrap());
    }
    assert_eq!((second, mock.calls::<Moderate>().len()), (50, 100));
}
