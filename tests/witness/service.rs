// Services and their versions.

// == service-added
Ok(bucket.name() == "examplebucket-1250000000")

// == service-removed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == service-renamed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == service-default-version-changed
let look: Look = v2024_01_01::Look::new().keep("a");
look.send(client).await.map(|look| look.seen.is_some())

// == version-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == version-removed
v2024_01_01::Look::new().keep("a").send(client).await.map(|_| true)

// == version-renamed
v2024_01_01::Look::new().keep("a").send(client).await.map(|_| true)

// == service-name-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == service-became-optional (manifest)
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == service-became-default
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == family-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == family-removed (manifest)
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == left-out-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == sites-narrowed [unseen: the mock server answers for both sites]
Peek::new().send(client).await.map(|_| true)

// == sites-changed [unseen: the mock server answers for both sites]
Peek::new().send(client).await.map(|_| true)

// == sites-widened
Peek::new().send(client).await.map(|_| true)
