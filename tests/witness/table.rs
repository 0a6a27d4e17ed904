// What a service lists.

// == error-code-added
Stay::new().keep("a").send(bucket).await.map(|_| true)

// == error-code-removed
let code = error_codes::UNSEEN;
Stay::new().keep("a").send(bucket).await.map(|_| code.as_str() == "Unseen")

// == error-code-respelled
let code = error_codes::NO_SUCH;
Stay::new().keep("a").send(bucket).await.map(|_| code.as_str() == "NoSuch")

// == error-code-renamed
let code = error_codes::UNSEEN;
Stay::new().keep("a").send(bucket).await.map(|_| code.as_str() == "Unseen")

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
