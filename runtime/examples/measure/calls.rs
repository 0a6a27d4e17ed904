//! Whole calls, with a transport that answers immediately.

use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::transport::{Sending, Transport};
use tencentcloud_runtime::{Body, ByteStream, Client, Credentials};
use tokio::runtime::Runtime;

use crate::stopwatch::Stopwatch;
use crate::support::{Moderate, QueryJob, User};
use crate::{ID, KEY, NOW};

/// A transport that answers every request with the same text.
pub struct Canned(pub &'static str);

impl Transport for Canned {
    fn send(&self, _request: Request<Body>) -> Sending {
        let answer = Response::new(ByteStream::from(self.0));
        Box::pin(std::future::ready(Ok(answer)))
    }
}

pub fn client(answer: &'static str) -> Client {
    let builder = Client::builder().credentials(Credentials::new(ID, KEY)).region("ap-guangzhou");
    builder.transport(Canned(answer)).clock(|| NOW).build().expect("a client")
}

pub fn input() -> Moderate {
    let user = User { user_id: Some("u-1".to_owned()), phone: Some("555-0199".to_owned()) };
    let file_url = Some("https://example.com/album/lake.png".to_owned());
    Moderate { file_url, interval: Some(3), user: Some(user), ..Moderate::default() }
}

/// Builds an answer with several findings, like that of a moderation.
fn answer(start: &str, finding: &str, end: &str) -> &'static str {
    let findings = [finding; 12].join(if start.starts_with('{') { "," } else { "" });
    Box::leak(format!("{start}{findings}{end}").into_boxed_str())
}

/// Compares an API 3.0 call with parsing the same answer as `serde_json::Value`, and writing and signing the same body.
pub fn json(runtime: &Runtime) {
    let answer = answer(
        r#"{"Response":{"Text":"Review","Count":87,"RequestId":"e3a1f3d0-31f9-4ef2-a6d6-1d1c7b1a0a5e","Children":["#,
        r#"{"Text":"Label","Count":87,"Ratio":0.25,"State":"Success","Words":["one","two"],"Numbers":[1,2,3]}"#,
        "]}}",
    );
    let (client, signer) = (client(answer), Tc3 { secret_id: ID, secret_key: KEY, service: "ims", timestamp: NOW });
    let headers = [("content-type", "application/json"), ("host", "ims.tencentcloudapi.com")];
    let against = "parsing the same answer as `serde_json::Value`, writing and signing the same body";
    let stopwatch = Stopwatch { name: "call-json", against, rounds: 200, times: 100 };
    stopwatch.compare(
        || runtime.block_on(async { input().send(&client).await.expect("an answer") }),
        || {
            let body = serde_json::json!({"FileUrl": "https://example.com/album/lake.png", "Interval": 3,
                "User": {"UserId": "u-1", "Phone": "555-0199"}});
            let body = body.to_string();
            let signed = signer.sign("POST", "/", "", &headers, &payload_hash(body.as_bytes()));
            (signed, serde_json::from_str::<serde_json::Value>(answer).expect("JSON"))
        },
    );
}

/// Compares a query on a bucket with reading the events of the same answer and signing the same request.
pub fn xml(runtime: &Runtime) {
    let answer = answer(
        "<Response><Text>Review</Text><Count>87</Count>",
        "<Children><Text>Label</Text><Count>87</Count><Ratio>0.25</Ratio><State>Success</State><Words>one</Words>\
         <Words>two</Words><Numbers>1</Numbers><Numbers>2</Numbers><Numbers>3</Numbers></Children>",
        "</Response>",
    );
    let bucket = client(answer).bucket("examplebucket-1250000000", "ap-chengdu");
    let (valid, path) =
        (KeyTime { start: NOW - 60, end: NOW + 3600 }, "/image/auditing/iab1ca9fc8a3ed11ea834c525400863904");
    let headers = [("host", "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com")];
    let query = || QueryJob { job_id: Some("iab1ca9fc8a3ed11ea834c525400863904".to_owned()) };
    let against = "reading the same answer's events with quick-xml, signing the same request";
    // Rounds are short, because a busy machine interrupts long ones.
    let stopwatch = Stopwatch { name: "call-xml", against, rounds: 1000, times: 20 };
    stopwatch.compare(
        || runtime.block_on(async { query().send(&bucket).await.expect("an answer") }),
        || (cos::sign(ID, KEY, valid, "GET", path, cos::NONE, &headers), events(answer)),
    );
}

fn events(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut count = 0;
    while !matches!(reader.read_event().expect("XML"), quick_xml::events::Event::Eof) {
        count += 1;
    }
    count
}
