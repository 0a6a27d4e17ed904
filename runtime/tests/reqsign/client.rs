//! Requests and presigned URLs of a client, compared with the signatures of reqsign.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tencentcloud_runtime::Client;

use super::random::{Random, Request};
use super::reference::{Reference, decoded, field};
use crate::support::{EnhanceImage, Fake, SentRequest, WithHeaders, response};

/// Validity of a client's header signature in seconds, and the part of it before now.
const WINDOW: u64 = 3660;
const PAST: i64 = 60;

/// A client whose clock can be set to the time of a reference signature.
struct ClientWithClock {
    fake: Fake,
    client: Client,
    now: Arc<AtomicI64>,
}

impl ClientWithClock {
    fn new() -> Self {
        let (fake, now) = (Fake::default(), Arc::new(AtomicI64::new(0)));
        let clock = Arc::clone(&now);
        let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone());
        let client = builder.clock(move || clock.load(Ordering::Relaxed)).build().expect("a client");
        Self { fake, client, now }
    }

    fn bucket(&self) -> tencentcloud_runtime::Bucket {
        self.client.bucket("examplebucket-1250000000", "ap-chengdu")
    }

    async fn send(&self, call: &WithHeaders) -> SentRequest {
        self.fake.clone().then(response(200, &[], ""));
        self.bucket().call(call.clone()).await.expect("a response");
        self.fake.requests().pop().expect("a request")
    }

    fn set(&self, theirs: &Reference) {
        self.now.store(theirs.key_time.start + PAST, Ordering::Relaxed);
    }
}

/// Returns the request that was sent, with only the signed headers.
fn signed_request(sent: &SentRequest) -> Request {
    let signed = field(sent.header("authorization"), "q-header-list").split(';');
    let headers = signed.map(|name| (name.to_owned(), sent.header(name).to_owned())).collect();
    Request { method: "PUT", headers, ..request_of(&sent.uri) }
}

#[tokio::test]
async fn client_requests_are_signed_like_reqsign() {
    let (mut random, client) = (Random::new(3), ClientWithClock::new());
    for _ in 0..500 {
        let mut text = |name: &str| Some(format!("{name}{}", random.below(1000)));
        let (acl, storage, range) = (text("a b;c=d&"), text("%2f/\\\""), text("bytes=0-"));
        let key = Some(format!("k{}", random.any_text(0, 20)));
        let call = WithHeaders { object_key: key, acl, storage, range, ..WithHeaders::default() };
        let request = signed_request(&client.send(&call).await);
        assert!(!request.headers.iter().any(|(name, _)| name == "range"), "{request:?}");
        let theirs = Reference::sign(&request, Some(WINDOW)).await;
        client.set(&theirs);
        let sent = client.send(&call).await;
        assert_eq!(sent.header("authorization"), theirs.authorization, "{request:?}");
    }
}

#[tokio::test]
async fn presigned_urls_are_signed_like_reqsign() {
    let (mut random, client) = (Random::new(4), ClientWithClock::new());
    for _ in 0..500 {
        let (key, url) = (format!("k{}", random.any_text(0, 20)), random.any_text(1, 30));
        let call = EnhanceImage { object_key: Some(key), detect_url: Some(url), ..EnhanceImage::default() };
        let link = || client.bucket().call(call.clone()).presign(Duration::from_secs(WINDOW - PAST.unsigned_abs()));
        let unsigned = link().await.expect("a link").to_string();
        let (address, _) = unsigned.split_once("&q-sign-algorithm=").expect("a signature");
        let request = request_of(address);
        let theirs = Reference::sign(&request, Some(WINDOW)).await;
        client.set(&theirs);
        let expected = format!("{address}&{}", theirs.authorization);
        assert_eq!(decoded(link().await.expect("a link").as_str()), decoded(&expected), "{request:?}");
    }
}

fn request_of(address: &str) -> Request {
    let url = address.strip_prefix("https://").expect("https");
    let (host, target) = url.split_at(url.find('/').expect("a path"));
    let (path, query) = target.split_once('?').expect("a query");
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let params = pairs.map(|(key, value)| (decoded(key), decoded(value))).collect();
    let headers = vec![("host".to_owned(), host.to_owned())];
    Request { method: "GET", host: host.to_owned(), path: decoded(path), params, headers }
}
