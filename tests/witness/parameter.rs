// Members of inputs.

// == parameter-added-required
Look::new().keep("a").send(client).await.map(|_| true)

// == parameter-added
Look::new().keep("a").send(client).await.map(|_| true)

// == parameter-removed-deprecated
#[allow(deprecated)]
let call = Look::new().keep("a").url("https://example.com").send(client);
call.await.map(|_| true)

// == parameter-removed
Look::new().keep("a").url("https://example.com").send(client).await.map(|_| true)

// == parameter-renamed
Look::new().keep("a").callback_url("https://example.com").send(client).await.map(|_| true)

// == parameter-respelled
Look::new().keep("a").imei("1").send(client).await.map(|_| true)

// == parameter-respelled-in-rust
Look::new().keep("a").fileurl("https://example.com").send(client).await.map(|_| true)

// == parameter-moved
Look::new().keep("a").width(1).send(client).await.map(|_| true)

// == parameter-became-required
Look::new().keep("a").send(client).await.map(|_| true)

// == parameter-became-optional
Look::new().keep("a").url("https://example.com").send(client).await.map(|_| true)

// == parameter-became-list
Look::new().keep("a").url("https://example.com").send(client).await.map(|_| true)

// == parameter-became-single
Look::new().keep("a").url(["https://example.com"]).send(client).await.map(|_| true)

// == parameter-type-changed
Look::new().keep("a").sort("up").send(client).await.map(|_| true)

// == parameter-type-widened
Look::new().keep("a").scale(2).send(client).await.map(|_| true)

// == parameter-type-narrowed
Look::new().keep("a").scale(1.5).send(client).await.map(|_| true)

// == parameter-became-typed
let mut extra = Object::new();
extra.set("Width", 5);
Look::new().keep("a").extra(extra).send(client).await.map(|_| true)

// == parameter-became-untyped
Look::new().keep("a").extra(LookExtra::new().width(5)).send(client).await.map(|_| true)

// == parameter-became-enumeration
let look = Look::new().keep("a");
let keep: Option<String> = look.keep.clone();
look.send(client).await.map(|_| keep.is_some())

// == parameter-enumeration-dropped
Look::new().keep(Mode::A).send(client).await.map(|_| true)

// == parameter-type-replaced
Look::new().keep("a").area(BoxShape::new().width(5)).send(client).await.map(|_| true)

// == parameter-flag-changed
Look::new().keep("a").flip(1).send(client).await.map(|_| true)

// == parameter-sign-changed
let count: i64 = 1;
Look::new().keep("a").count(count).send(client).await.map(|_| true)

// == parameter-format-changed
Look::new().keep("a").when("2024-03-01").send(client).await.map(|_| true)

// == parameter-format-changed-in-rust
let look = Look::new().keep("a").image("aGVsbG8=");
let image: Option<String> = look.image.clone();
look.send(client).await.map(|_| image.is_some())

// == parameter-bounds-tightened
Look::new().keep("a").size(7).send(client).await.map(|_| true)

// == parameter-bounds-loosened
Look::new().keep("a").size(5).send(client).await.map(|_| true)

// == parameter-characters-tightened
Look::new().keep("a").id("A").send(client).await.map(|_| true)

// == parameter-characters-loosened
Look::new().keep("a").id("a").send(client).await.map(|_| true)

// == parameter-default-changed
Look::new().keep("a").size(3).send(client).await.map(|_| true)

// == parameter-sensitive
let look = Look::new().keep("a").phone("1");
let _printed = format!("{look:?}");
look.send(client).await.map(|_| true)

// == parameter-deprecated (fails)
#![deny(deprecated)]
Look::new().keep("a").url("https://example.com").send(client).await.map(|_| true)

// == parameter-deprecated (works)
Look::new().keep("a").url("https://example.com").send(client).await.map(|_| true)

// == parameter-reactivated
#[allow(deprecated)]
let call = Look::new().keep("a").url("https://example.com").send(client);
call.await.map(|_| true)

// == parameter-label-changed
Look::new().id("a").send(bucket).await.map(|_| true)

// == parameter-location-changed
Look::new().size("5").send(bucket).await.map(|_| true)

// == label-added
Look::new("a").send(bucket).await.map(|_| true)

// == label-removed
Look::of_key("a").send(bucket).await.map(|_| true)

// == label-respelled
let look = Look::new("a");
let id = look.job_id.clone();
look.send(bucket).await.map(|_| id.is_some())

// == label-renamed
let look = Look::new("a");
let id = look.picture_id.clone();
look.send(bucket).await.map(|_| id.is_some())

// == parameter-type-retitled
Look::new().keep("a").c(One::new().width(5)).send(client).await.map(|_| true)

// == parameter-boxed
let tree = Tree::new().twig(Twig::new().width(5));
let twig: Option<Twig> = tree.twig.clone();
Look::new().keep("a").tree(tree).send(client).await.map(|_| twig.is_some())

// == parameter-nullable
Look::new().keep("a").url("https://example.com").send(client).await.map(|_| true)

// == parameter-list-wrapping-changed
Look::new().urls(["https://example.com"]).send(bucket).await.map(|_| true)

// == parameter-other-names-changed
Look::new().url("https://example.com").send(bucket).await.map(|_| true)
