//! What a client sends, and the links it makes, as reqsign would sign them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tencentcloud_runtime::Client;

use crate::chance::{Chance, Request};
use crate::reference::{Reference, decoded, field};
use crate::support::{EnhanceImage, Fake, Recorded, WithHeaders, answer};

/// How long a client's header signature is valid, and how far it reaches back.
const WINDOW: u64 = 3660;
const PAST: i64 = 60;

/// A client with a clock that can be set to the time of another signature.
struct Settable {
    fake: Fake,
    client: Client,
    now: Arc<AtomicI64>,
}

impl Settable {
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

    async fn send(&self, call: &WithHeaders) -> Recorded {
        self.fake.clone().then(answer(200, &[], ""));
        self.bucket().call(call.clone()).await.expect("an answer");
        self.fake.all_sent().pop().expect("a request")
    }

    fn set(&self, theirs: &Reference) {
        self.now.store(theirs.key_time.start + PAST, Ordering::Relaxed);
    }
}

/// The request that was sent, with the headers that were signed.
fn received(sent: &Recorded) -> Request {
    let signed = field(sent.header("authorization"), "q-header-list").split(';');
    let headers = signed.map(|name| (name.to_owned(), sent.header(name).to_owned())).collect();
    Request { method: "PUT", headers, ..request_of(&sent.uri) }
}

#[tokio::test]
async fn what_a_client_sends_is_signed_likewise() {
    let (mut chance, settable) = (Chance::new(3), Settable::new());
    for _ in 0..500 {
        let mut text = |name: &str| Some(format!("{name}{}", chance.below(1000)));
        let (acl, storage, range) = (text("a b;c=d&"), text("%2f/\\\""), text("bytes=0-"));
        let key = Some(format!("k{}", chance.wild(0, 20)));
        let call = WithHeaders { object_key: key, acl, storage, range, ..WithHeaders::default() };
        let request = received(&settable.send(&call).await);
        assert!(!request.headers.iter().any(|(name, _)| name == "range"), "{request:?}");
        let theirs = Reference::sign(&request, Some(WINDOW)).await;
        settable.set(&theirs);
        let sent = settable.send(&call).await;
        assert_eq!(sent.header("authorization"), theirs.authorization, "{request:?}");
    }
}

#[tokio::test]
async fn links_are_signed_likewise() {
    let (mut chance, settable) = (Chance::new(4), Settable::new());
    for _ in 0..500 {
        let (key, url) = (format!("k{}", chance.wild(0, 20)), chance.wild(1, 30));
        let call = EnhanceImage { object_key: Some(key), detect_url: Some(url), ..EnhanceImage::default() };
        let link = || settable.bucket().call(call.clone()).presign(Duration::from_secs(WINDOW - PAST.unsigned_abs()));
        let unsigned = link().await.expect("a link").to_string();
        let (address, _) = unsigned.split_once("&q-sign-algorithm=").expect("a signature");
        let request = request_of(address);
        let theirs = Reference::sign(&request, Some(WINDOW)).await;
        settable.set(&theirs);
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
