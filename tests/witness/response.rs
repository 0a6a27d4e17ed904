// Members of outputs.

// == response-added-first (works)
Peek::new().send(client).await.map(|_| true)

// == response-added-first (fails)
let mut last = Check::new().send(client).await?.into_inner();
let first = format!("{last:?}");
last = Peek::new().send(client).await?.into_inner();
Ok(format!("{last:?}") == first)

// == response-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == response-removed-deprecated
#[allow(deprecated)]
let url = Look::new().keep("a").send(client).await?.into_inner().url;
Ok(url.is_some())

// == response-removed
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-renamed
Look::new().keep("a").send(client).await.map(|look| look.result_url.is_some())

// == response-respelled
Look::new().keep("a").send(client).await.map(|look| look.etag.is_some())

// == response-respelled-in-rust
Look::new().keep("a").send(client).await.map(|look| look.fileurl.is_some())

// == response-moved
Look::new().keep("a").send(client).await.map(|look| look.width.is_some())

// == response-became-optional
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-became-required
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-became-nullable
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-became-not-nullable
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-became-list
let url: Option<String> = Look::new().keep("a").send(client).await?.into_inner().url;
Ok(url.is_some())

// == response-became-single
let url: witness::List<String> = Look::new().keep("a").send(client).await?.into_inner().url;
Ok(!url.is_empty())

// == response-scalar-changed
let sort: Option<String> = Look::new().keep("a").send(client).await?.into_inner().sort;
Ok(sort.is_some())

// == response-type-changed
let sort: Option<String> = Look::new().keep("a").send(client).await?.into_inner().sort;
Ok(sort.is_some())

// == response-type-widened
let scale: Option<i64> = Look::new().keep("a").send(client).await?.into_inner().scale;
Ok(scale.is_some())

// == response-type-narrowed
let scale: Option<f64> = Look::new().keep("a").send(client).await?.into_inner().scale;
Ok(scale.is_some())

// == response-became-typed
let extra: Option<Object> = Look::new().keep("a").send(client).await?.into_inner().extra;
Ok(extra.is_some())

// == response-became-untyped
let extra: Option<LookOutputExtra> = Look::new().keep("a").send(client).await?.into_inner().extra;
Ok(extra.is_some())

// == response-became-enumeration
let seen: Option<String> = Look::new().keep("a").send(client).await?.into_inner().seen;
Ok(seen.is_some())

// == response-enumeration-dropped
let seen: Option<Mode> = Look::new().keep("a").send(client).await?.into_inner().seen;
Ok(seen.is_some())

// == response-type-replaced
let area: Option<BoxShape> = Look::new().keep("a").send(client).await?.into_inner().area;
Ok(area.is_some())

// == response-type-retitled
let c: Option<One> = Look::new().keep("a").send(client).await?.into_inner().c;
Ok(c.is_some())

// == response-boxed
let tree = Look::new().keep("a").send(client).await?.into_inner().tree.unwrap_or_default();
let twig: Option<Twig> = tree.twig;
Ok(twig.is_some())

// == response-flag-changed
let flipped: Option<i64> = Look::new().keep("a").send(client).await?.into_inner().flipped;
Ok(flipped.is_some())

// == response-sign-changed
let count: Option<i64> = Look::new().keep("a").send(client).await?.into_inner().count;
Ok(count.is_some())

// == response-format-changed
let when: Option<witness::Timestamp> = Look::new().keep("a").send(client).await?.into_inner().when;
Ok(when.is_some())

// == response-format-changed-in-rust
let when: Option<String> = Look::new().keep("a").send(client).await?.into_inner().when;
Ok(when.is_some())

// == response-bounds-widened
Look::new().keep("a").send(client).await.map(|look| look.score.is_some())

// == response-bounds-narrowed
Look::new().keep("a").send(client).await.map(|look| look.score.is_some())

// == response-characters-widened
Look::new().keep("a").send(client).await.map(|look| look.id.is_some())

// == response-characters-narrowed
Look::new().keep("a").send(client).await.map(|look| look.id.is_some())

// == response-default-changed
Look::new().keep("a").send(client).await.map(|look| look.size.is_some())

// == response-sensitive
let reply = Look::new().keep("a").send(client).await?;
let _printed = format!("{reply:?}");
Ok(reply.phone.is_some())

// == response-deprecated (fails)
#![deny(deprecated)]
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-deprecated (works)
Look::new().keep("a").send(client).await.map(|look| look.url.is_some())

// == response-reactivated
#[allow(deprecated)]
let url = Look::new().keep("a").send(client).await?.into_inner().url;
Ok(url.is_some())

// == response-list-wrapping-changed
let urls = Look::new().send(bucket).await?.into_inner().urls;
Ok(urls.iter().any(|url| !url.trim().is_empty()))

// == response-other-names-gained
Look::new().send(bucket).await.map(|look| look.etag.is_some())

// == response-other-names-lost
Look::new().send(bucket).await.map(|look| look.etag.is_some())
