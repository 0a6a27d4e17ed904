// Rust names.

// == rust-name-changed
Look::new().keep(Mode::Quick).send(client).await.map(|_| true)

// == setter-renamed
Look::new("a").of_key("b").send(bucket).await.map(|_| true)

// == module-changed
looking::Look::new().send(bucket).await.map(|_| true)
