//! Idempotency tokens: filled in where they are absent, and what that allows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Client, Empty, Meta, Operation};

use super::NOW;
use crate::support::{Fake, response};

#[derive(Clone, Default, PartialEq)]
struct CreateOrder {
    item: Option<String>,
    client_token: Option<String>,
}

tencentcloud_runtime::shape! {
    CreateOrder {
        "Item" => item,
        "ClientToken" => client_token [Required],
    }
}

impl Operation for CreateOrder {
    type Output = Empty;
    const META: Meta = Meta::action("shop", "2024-01-01", "CreateOrder").idempotency_token("ClientToken");
}

const DONE: &str = r#"{"Response":{"RequestId":"r"}}"#;

/// Returns a client whose tokens are numbered.
fn client(fake: &Fake) -> Client {
    let count = Arc::new(AtomicU32::new(0));
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone()).clock(|| NOW);
    let next = move || format!("token-{}", count.fetch_add(1, Ordering::Relaxed) + 1);
    builder.idempotency_token_provider(next).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_filled_in_and_sent_again_with_a_repeated_request() {
    let fake = Fake::failing(TransportErrorKind::Other).then(response(200, &[], DONE)).then(response(200, &[], DONE));
    let client = client(&fake);
    let reply = client.call(CreateOrder::default()).await.unwrap();
    assert_eq!(reply.attempts(), 2, "an ambiguous failure is repeated");
    client.call(CreateOrder::default()).await.unwrap();
    let sent: Vec<_> = fake.requests().iter().map(|request| request.text().to_owned()).collect();
    let body = |token: &str| format!(r#"{{"ClientToken":"{token}"}}"#);
    assert_eq!(sent, [body("token-1"), body("token-1"), body("token-2")], "each call has a token of its own");
}

#[tokio::test(start_paused = true)]
async fn a_given_token_is_kept_and_an_empty_one_promises_nothing() {
    for (given, sent) in [("mine", 2), ("", 1)] {
        let fake = Fake::failing(TransportErrorKind::Other).then(response(200, &[], DONE));
        let order = CreateOrder { client_token: Some(given.to_owned()), ..CreateOrder::default() };
        let outcome = client(&fake).call(order).await;
        assert_eq!((fake.requests().len(), outcome.is_ok()), (sent, sent == 2), "{given}");
        assert_eq!(fake.requests()[0].text(), format!(r#"{{"ClientToken":"{given}"}}"#));
    }
}

#[tokio::test]
async fn tokens_are_random_by_default() {
    let fake = Fake::json(DONE).then(response(200, &[], DONE));
    for _ in 0..2 {
        fake.client().call(CreateOrder::default()).await.unwrap();
    }
    let sent: Vec<_> = fake.requests().iter().map(|request| request.text().to_owned()).collect();
    assert_eq!(sent[0].len(), r#"{"ClientToken":""}"#.len() + 36);
    assert_ne!(sent[0], sent[1]);
}
