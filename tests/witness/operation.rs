// Operations.

// == operation-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-removed-deprecated
#[allow(deprecated)]
let call = Peek::new().send(client);
call.await.map(|_| true)

// == operation-removed
Peek::new().send(client).await.map(|_| true)

// == operation-respelled
Peek::new().send(client).await.map(|_| true)

// == operation-renamed
PeekAtPicture::new().width(5).height(5).send(client).await.map(|_| true)

// == operation-deprecated (fails)
#![deny(deprecated)]
Peek::new().send(client).await.map(|_| true)

// == operation-deprecated (works)
Peek::new().send(client).await.map(|_| true)

// == operation-offline (fails) [unseen: the mock server ignores the status of operations]
#![deny(deprecated)]
Peek::new().send(client).await.map(|_| true)

// == operation-offline (works) [unseen: the mock server ignores the status of operations]
Peek::new().send(client).await.map(|_| true)

// == operation-online
#[allow(deprecated)]
let call = Peek::new().send(client);
call.await.map(|_| true)

// == operation-status-changed
Peek::new().send(client).await.map(|_| true)

// == operation-access-changed
Look::new().send(bucket).await.map(|_| true)

// == operation-became-repeatable
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-not-repeatable
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-idempotency-token-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-idempotency-token-removed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-idempotency-token-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-protocol-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == operation-body-changed [unseen: the mock server accepts an empty body of bytes]
Look::new().send(bucket).await.map(|_| true)

// == operation-checksum-changed [unseen: the mock server compares a checksum but accepts a body without one]
Look::new().keep("a").send(bucket).await.map(|_| true)

// == operation-body-size-tightened
Look::new(*b"1234567").send(bucket).await.map(|_| true)

// == operation-body-size-loosened
Look::new(*b"1234").send(bucket).await.map(|_| true)

// == operation-root-changed
Look::new().url("https://example.com").send(bucket).await.map(|_| true)

// == operation-answer-written-otherwise
Look::new().send(bucket).await.map(|look| look.id.is_some())

// == operation-answer-changed
let output: LookOutput = Look::new().send(bucket).await?.into_inner();
Ok(output == LookOutput::default())

// == operation-answer-root-changed
Look::new().send(bucket).await.map(|look| look.id.is_some())

// == operation-events-added
Peek::new().send(client).await.map(|_| true)

// == operation-events-removed
Peek::new().events(client).await.map(|_| true)

// == operation-became-rule
Look::new("a.png").send(bucket).await.map(|_| true)

// == operation-not-rule
let rule = witness::Rule::from(Look::rule());
Ok(rule.problems().is_empty())

// == permission-added
Look::new().send(bucket).await.map(|_| true)

// == permission-last-removed
let named = Look::PERMISSIONS.len();
Look::new().send(bucket).await.map(|_| named == 1)

// == permission-removed
let named = Look::PERMISSIONS.len();
Look::new().send(bucket).await.map(|_| named > 0)

// == permission-condition-changed
Look::new().send(bucket).await.map(|_| true)

// == operation-body-written-otherwise
Look::new().url("https://example.com").send(bucket).await.map(|_| true)
