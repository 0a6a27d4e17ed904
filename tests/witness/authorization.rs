// Authorization tables.

// == authorization-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == authorization-removed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == authorization-access-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == authorization-granularity-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == authorization-resource-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == authorization-addresses-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())
