// HTTP bindings.

// == way-added
Look::default().url("https://example.com").send(bucket).await.map(|_| true)

// == way-removed
Look::anywhere().send(bucket).await.map(|_| true)

// == way-renamed
Look::anywhere().send(bucket).await.map(|_| true)

// == way-method-changed
Look::new().send(bucket).await.map(|_| true)

// == way-host-changed
Look::new().send(bucket).await.map(|_| true)

// == way-preferred-host-changed
Look::new().send(bucket).await.map(|_| true)

// == way-alternative-hosts-changed
Look::new().send(bucket).await.map(|_| true)

// == way-path-changed
Look::new().send(bucket).await.map(|_| true)

// == way-labels-swapped [unseen: both labels accept any text]
Look::new("a", "b").send(bucket).await.map(|_| true)

// == way-labels-changed
Look::new().send(bucket).await.map(|_| true)

// == way-fixed-query-changed
Look::new().send(bucket).await.map(|_| true)

// == way-deciding-member-set
Look::new().url("https://example.com").send(bucket).await.map(|_| true)

// == way-deciding-member-changed
Look::new("https://example.com").send(bucket).await.map(|_| true)

// == way-order-changed
Look::of_url("https://example.com").key("a.png").send(bucket).await.map(|_| true)
